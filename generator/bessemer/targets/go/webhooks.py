"""Make the methods that take in what the API sends to its users, and their tests."""

from __future__ import annotations

import json
from collections.abc import Iterator

from bessemer.encode.code import Code
from bessemer.encode.go import go_identifier
from bessemer.ir.api import Resource, Webhook
from bessemer.samples.values import Sampler
from bessemer.targets.go.project_views import WebhookTestView
from bessemer.targets.go.sdk import Sdk
from bessemer.targets.go.types import Import, type_text
from bessemer.targets.go.views import WebhookView

_WEBHOOK: Import = "$/internal/webhook"


def webhooks_of(sdk: Sdk, resource: Resource) -> tuple[tuple[WebhookView, ...], frozenset[Import]]:
    """The methods of a resource. Source: contracts/go-sdk.md section 15."""
    needed: set[Import] = {_WEBHOOK, "$/option"} if resource.webhooks else set()
    if any(item.key_option for item in resource.webhooks):
        needed |= {"net/http", "slices"}
    texts = [type_text(sdk.webhooks[item.config]) for item in resource.webhooks]
    views = (_view(sdk, item, text.code) for item, text in zip(resource.webhooks, texts, strict=True))
    return tuple(views), frozenset(needed).union(*(text.imports for text in texts))


def _view(sdk: Sdk, webhook: Webhook, event: Code) -> WebhookView:
    name = sdk.names.webhook(webhook)
    doc = f"{name} reads the event that the payload of a webhook is."
    if webhook.key_option is not None:
        option = sdk.names.of_option(sdk.names.option(webhook.key_option))
        doc += f" Its signature is checked with the key that [{option}] sets; without one that is an error."
    receiver = sdk.names.service(webhook.resource) if webhook.resource else sdk.names.client
    secret = Code("webhook.Text" if webhook.is_text_key else "webhook.Base64")
    return WebhookView(doc, go_identifier(receiver), go_identifier(name), event, webhook.key_option, secret)


def webhook_tests(sdk: Sdk, resource: Resource) -> Iterator[WebhookTestView]:
    for webhook in resource.webhooks:
        model = next(item for item in resource.models if item.name == webhook.model)
        event = Sampler(sdk.api.schemas).full(sdk.api.schemas[model.schema], "string")
        access = [sdk.names.access(resource.path), sdk.names.webhook(webhook)]
        key = None if webhook.key_option is None else sdk.names.of_option(sdk.names.option(webhook.key_option))
        yield WebhookTestView(
            go_identifier(f"Test{sdk.names.prefix(resource.path)}{sdk.names.webhook(webhook)}"),
            Code(".".join(part for part in access if part)),
            json.dumps(event),
            key,
            Code("WebhookTextKey" if webhook.is_text_key else "WebhookKey"),
        )
