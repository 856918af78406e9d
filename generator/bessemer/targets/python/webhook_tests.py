"""Make the tests of the methods that take in webhooks."""

from __future__ import annotations

import json

from bessemer.encode.code import Code
from bessemer.samples.values import Sampler
from bessemer.targets.python.names import Names, ResourceNames
from bessemer.targets.python.suite_views import WebhookTest
from bessemer.targets.python.webhooks import event_model, webhook_methods


def webhook_tests(item: ResourceNames, names: Names, unserved: Code) -> tuple[WebhookTest, ...]:
    methods, _ = webhook_methods(item.resource, names)
    sampler = Sampler(names.api.schemas)
    made = []
    for webhook, method in zip(item.resource.webhooks, methods, strict=True):
        event = sampler.full(names.api.schemas[event_model(webhook, names).model.schema], "string")
        path = Code(".".join(("client", *item.attributes, method.name)))
        key = None if method.key is None else Code("KEY.encode()" if method.is_text_key else "KEY")
        made.append(WebhookTest(method.name, unserved, path, json.dumps(event), key))
    return tuple(made)
