"""Make the methods that take in webhooks."""

from __future__ import annotations

from bessemer.encode.code import Code
from bessemer.ir.api import Resource, Webhook
from bessemer.targets.python.identifiers import method_name, option_name
from bessemer.targets.python.imports import Import
from bessemer.targets.python.names import ModelNames, Names
from bessemer.targets.python.views import WebhookMethod


def webhook_methods(resource: Resource, names: Names) -> tuple[tuple[WebhookMethod, ...], frozenset[Import]]:
    """The methods of a resource or of the client, with what they import."""
    imports: set[Import] = set()
    if resource.webhooks:
        imports |= {Import("typing", name) for name in ("Any", "cast")} | {Import(("_webhooks",), "webhook_event")}
    if any(item.key_option for item in resource.webhooks):
        imports |= {Import("typing", "Mapping"), Import("typing", "Optional"), Import("typing", "Union")}
    for item in resource.webhooks:
        event, module = event_model(item, names).spelled("response")
        imports.add(Import(module, event))
    return tuple(_method(item, names) for item in resource.webhooks), frozenset(imports)


def event_model(webhook: Webhook, names: Names) -> ModelNames:
    """The model of the events."""
    place = (webhook.resource, webhook.model)
    return next(item for item in names.listed if (item.model.resource, item.model.name) == place)


def _method(webhook: Webhook, names: Names) -> WebhookMethod:
    option = next((item for item in names.api.client.options if item.name == webhook.key_option), None)
    attribute = "" if option is None else option_name(names.caser, option.name)
    owner = "cast(Any, self._client)" if webhook.resource else "self"
    return WebhookMethod(
        Code(method_name(names.caser, webhook.name)),
        Code(event_model(webhook, names).spelled("response")[0]),
        Code(f"{owner}.{attribute}") if option else None,
        Code(attribute),
        webhook.is_text_key,
    )
