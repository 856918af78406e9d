"""Lower the methods that take in what the document's webhooks send."""

from __future__ import annotations

from bessemer.config.tree import ResourceConfig, WebhookConfig
from bessemer.diagnostics.nearest import nearest
from bessemer.document.pointer import ROOT, Pointer, child
from bessemer.ir.api import Model, Webhook
from bessemer.ir.types import RefType, Schema, UnionType
from bessemer.lower.context import Context
from bessemer.lower.unions import told_apart
from bessemer.naming.words import split
from bessemer.openapi.payloads import webhooks

_EVENT = "_webhook_event"
_KEY = "webhook_key"


def lower_webhook(context: Context, config: ResourceConfig, said: WebhookConfig) -> tuple[Webhook, Model] | None:
    """The method with the model of its events, which the config may name itself; None where there are no events."""
    schema = _events(context, said)
    if schema is None:
        message = "the document describes no webhooks whose events this method could give"
        help_ = "describe them under `webhooks`, or remove the method"
        context.config_problem("webhook-not-found", message, said.pointer, help_)
        return None
    context.skip(said.pointer, said.skipped)
    name = f"{'_'.join(split(said.name))}{_EVENT}"
    webhook = Webhook(said.name, config.path, name, said.pointer, _key_option(context, said), said.is_text_key)
    return webhook, Model(name, config.path, schema, said.pointer, received=True)


def implied_webhooks(context: Context, config: ResourceConfig, models: tuple[Model, ...]) -> tuple[WebhookConfig, ...]:
    """The method whose event the config names, as it is named after its method, where it does not name the method.

    That is a second name of what all webhooks of the document send: `unwrap_webhook_event`, of `unwrap`.
    """
    named = {"_".join(split(model.name)): model for model in models}
    events = {words.removesuffix(_EVENT): model for words, model in named.items() if words.endswith(_EVENT)}
    sent = _sent(context) if events else ()
    if len(sent) != 1:
        return ()
    own = "_".join(split(sent[0].rpartition("/")[2]))
    found = {words: model for words, model in events.items() if model.schema == sent[0]}
    free = [name for name in found if name != own.removesuffix(_EVENT)]
    if len(free) != 1 or any(method.name == free[0] for method in config.methods):
        return ()
    has_key = any(option.name == _KEY for option in context.config.client.options)
    return (WebhookConfig(free[0], found[free[0]].config, key_option=_KEY if has_key else None),)


def _sent(context: Context) -> tuple[Pointer, ...]:
    """The schemas of what the webhooks of the document send."""
    written = (item.schema for item in webhooks(context.spec) if item.schema is not None)
    return tuple(dict.fromkeys(context.schema_at(pointer) for pointer in written))


def _events(context: Context, said: WebhookConfig) -> Pointer | None:
    """Where the schema of the events is: the one that all webhooks share, else the union of theirs."""
    found = _sent(context)
    for pointer in found:
        context.want(pointer)
    if len(found) < 2:
        return next(iter(found), None)
    whole = child(ROOT, "webhooks")
    schemas = tuple(Schema(pointer, RefType(pointer)) for pointer in found)
    variants = told_apart(context, schemas, said.discriminator)
    context.schemas[whole] = Schema(whole, UnionType(variants, said.discriminator))
    return whole


def _key_option(context: Context, said: WebhookConfig) -> str | None:
    names = [option.name for option in context.config.client.options]
    if said.key_option is None or said.key_option in names:
        return said.key_option
    near = nearest(said.key_option, names)
    message = f"the client has no option {said.key_option!r}, so signatures are not checked"
    help_ = f"did you mean {near!r}?" if near else "add it to `client_settings.opts`"
    context.config_problem("webhook-not-found", message, child(said.pointer, "webhook_key_opt"), help_)
    return None
