"""Methods that take in webhooks: their events, and the key of the signatures."""

from __future__ import annotations

from bessemer.ir.api import Webhook
from bessemer.ir.types import RefType, UnionType
from bessemer.lower.api import Lowered
from tests.support.lowering import lowered

SCHEMAS = """
components:
  schemas:
    Made: {type: object, required: [type], properties: {type: {const: made}}}
    Gone: {type: object, required: [type], properties: {type: {const: gone}}}
"""


def sent(name: str) -> str:
    body = f"{{content: {{application/json: {{schema: {{$ref: '#/components/schemas/{name}'}}}}}}}}"
    return f"{{post: {{requestBody: {body}, responses: {{'204': {{description: d}}}}}}}}"


def result(webhooks: str, method: str, models: str = "{}") -> Lowered:
    return lowered(
        f"openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\nwebhooks: {{{webhooks}}}\n{SCHEMAS}",
        f"resources: {{hooks: {{models: {models}, methods: {{unwrap: {{type: webhook_unwrap, {method}}}}}}}}}\n"
        "client_settings: {opts: {hook_key: {type: string, nullable: true}}}\n",
    )


def only(found: Lowered) -> Webhook:
    assert not found.problems
    (webhook,) = found.api.webhooks()
    return webhook


def test_webhooks_of_one_schema_have_that_schema() -> None:
    found = result(f"a: {sent('Made')}, b: {sent('Made')}", "webhook_key_opt: hook_key")
    assert only(found) == Webhook(
        "unwrap", ("hooks",), "unwrap_webhook_event", only(found).config, key_option="hook_key"
    )
    assert only(result(f"a: {sent('Made')}", "webhook_key_encoding: text")).is_text_key
    (model,) = found.api.models()
    assert (model.name, model.schema, model.received) == ("unwrap_webhook_event", "/components/schemas/Made", True)


def test_webhooks_of_several_schemas_have_their_union() -> None:
    found = result(f"a: {sent('Made')}, b: {sent('Gone')}", "discriminator: type")
    assert only(found).key_option is None
    (model,) = found.api.models()
    union = found.api.schemas[model.schema].type
    assert isinstance(union, UnionType)
    assert union.discriminator == "type"
    targets = [item.schema.type for item in union.variants]
    assert targets == [RefType(f"/components/schemas/{name}") for name in ("Made", "Gone")]  # type: ignore[arg-type]
    assert [item.tag for item in union.variants] == ["made", "gone"]


def test_the_config_may_name_the_model_of_the_events_itself() -> None:
    found = result(f"a: {sent('Made')}, b: {sent('Gone')}", "discriminator: type", "{unwrap_webhook_event: Made}")
    assert [model.schema for model in found.api.models()] == ["/components/schemas/Made"]


def test_a_method_without_events_is_left_out_and_told() -> None:
    found = result("", "discriminator: type")
    assert [item.code for item in found.problems] == ["webhook-not-found"]
    assert not list(found.api.webhooks())


def test_an_option_that_is_not_there_is_told() -> None:
    found = result(f"a: {sent('Made')}", "webhook_key_opt: hook_keys")
    assert [(item.code, item.help) for item in found.problems] == [("webhook-not-found", "did you mean 'hook_key'?")]
    (webhook,) = found.api.webhooks()
    assert webhook.key_option is None


def test_a_model_named_after_a_method_of_webhooks_implies_it() -> None:
    found = lowered(
        f"openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\nwebhooks: {{a: {sent('Made')}}}\n{SCHEMAS}",
        "resources: {hooks: {models: {made: Made, unwrap_webhook_event: Made}}}\n"
        "client_settings: {opts: {webhook_key: {type: string, nullable: true}}}\n",
    )
    assert (only(found).name, only(found).key_option) == ("unwrap", "webhook_key")


def test_a_model_of_one_event_of_several_implies_nothing() -> None:
    found = lowered(
        f"openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\nwebhooks: {{a: {sent('Made')}, b: {sent('Gone')}}}\n"
        f"{SCHEMAS}",
        "resources: {hooks: {models: {made_webhook_event: Made}}}\n",
    )
    assert not list(found.api.webhooks())


def test_a_shared_model_implies_no_method() -> None:
    found = lowered(
        f"openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\nwebhooks: {{a: {sent('Made')}}}\n{SCHEMAS}",
        "resources: {$shared: {models: {made: Made, unwrap_webhook_event: Made}}}\n",
    )
    assert not list(found.api.webhooks())
