"""A document alone: what its config comes out as."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from bessemer.derive.derive import Derived, derive
from bessemer.document.reader import parse
from tests.support.lowering import document


def derived(paths: str, rest: str = "", title: str = "Acme API") -> Derived:
    head = f"openapi: 3.1.0\ninfo: {{title: {title!r}, version: '1'}}\n"
    return derive(document(f"{head}{rest}\npaths:\n{paths}"), ("python",))


def config(paths: str, rest: str = "", title: str = "Acme API") -> Any:
    return yaml.safe_load(derived(paths, rest, title).text)


def names(paths: str) -> dict[str, str]:
    """`verb /path` → the call on the client."""

    def walk(node: Any, path: str) -> dict[str, str]:
        found = {endpoint: f"{path}{method}" for method, endpoint in node.get("methods", {}).items()}
        for name, below in node.get("subresources", {}).items():
            found |= walk(below, f"{path}{name}.")
        return found

    resources = config(paths)["resources"]
    found = walk(resources.pop("$client", {}), "")
    for name, node in resources.items():
        found |= walk(node, f"{name}.")
    return found


def named(*endpoints: str) -> dict[str, str]:
    """The same, of operations written `verb /path` or `verb /path operationId`."""
    items: dict[str, list[str]] = {}
    for endpoint in endpoints:
        verb, path, *ids = endpoint.split()
        items.setdefault(path, []).append(f"{verb}: {{operationId: {ids[0]}}}" if ids else f"{verb}: {{}}")
    written = names("".join(f"  '{path}': {{{', '.join(verbs)}}}\n" for path, verbs in items.items()))
    return {" ".join(endpoint.split()[:2]): written[" ".join(endpoint.split()[:2])] for endpoint in endpoints}


def test_a_collection_and_its_items() -> None:
    assert named(
        "get /v1/pets", "post /v1/pets", "get /v1/pets/{id}", "patch /v1/pets/{id}", "delete /v1/pets/{id}"
    ) == {
        "get /v1/pets": "pets.list",
        "post /v1/pets": "pets.create",
        "get /v1/pets/{id}": "pets.retrieve",
        "patch /v1/pets/{id}": "pets.update",
        "delete /v1/pets/{id}": "pets.delete",
    }


def test_what_is_done_at_the_end_of_a_path_is_a_method_of_what_it_is_done_to() -> None:
    assert named("post /pets/{id}/feed feedPet", "post /pets/{id}:groom", "post /orders.cancelAll") == {
        "post /pets/{id}/feed": "pets.feed",
        "post /pets/{id}:groom": "pets.groom",
        "post /orders.cancelAll": "orders.cancel_all",
    }


PAYLOAD = "requestBody: {content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}"


def test_payloads_of_webhooks_and_callbacks_are_models() -> None:
    webhooks = f"webhooks: {{orderPaid: {{post: {{{PAYLOAD}}}}}, ping: {{post: {{}}}}}}"
    callbacks = f"callbacks: {{done: {{'{{$url}}': {{post: {{{PAYLOAD}}}}}}}}}"
    paths = f"  /a: {{post: {{operationId: start, {callbacks}}}, put: {{operationId: again, {callbacks}}}}}\n"
    models = config(paths, webhooks)["resources"]["$shared"]["models"]
    ending = "post/requestBody/content/application~1json/schema"
    assert models == {
        "order_paid_webhook_event": f"#/webhooks/orderPaid/{ending}",
        "done_callback_event": f"#/paths/~1a/put/callbacks/done/{{$url}}/{ending}",
        "start_done_callback_event": f"#/paths/~1a/post/callbacks/done/{{$url}}/{ending}",
    }


def test_a_document_of_webhooks_alone_has_a_config() -> None:
    text = f"openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\nwebhooks: {{paid: {{post: {{{PAYLOAD}}}}}}}\n"
    resources = yaml.safe_load(derive(document(text), ("python",)).text)["resources"]
    assert list(resources["$shared"]["models"]) == ["paid_webhook_event"]


def test_a_name_may_be_longer_than_a_key_of_yaml() -> None:
    long = "n" * 3000
    parameter = f"{{name: {long}, in: path, required: true, schema: {{type: string}}}}"
    made = derived(f"  ? /things/{{{long}}}\n  : get: {{parameters: [{parameter}]}}\n")
    document = parse(made.text.encode(), Path("sdk.yml"), "sdk.yml").document
    assert document is not None
    assert document.data["readme"]["example_requests"]["headline"]["params"] == {long: long}
