"""Read `resources`: the tree of namespaces, methods and models."""

from __future__ import annotations

from bessemer.config.cursor import Cursor
from bessemer.config.forms import HEADER, HEADER_VALUE, formed_pairs, name_fits
from bessemer.config.keys import check_method_keys, check_resource_keys
from bessemer.config.languages import skipped, worded
from bessemer.config.methods import read_methods
from bessemer.config.models import read_models
from bessemer.config.tree import ResourceConfig, WebhookConfig

CLIENT, SHARED = "$client", "$shared"


def read_resources(resources: Cursor) -> tuple[ResourceConfig | None, tuple[ResourceConfig, ...]]:
    """The client itself (`$client`) where it is named, and the resources, in the config's order."""
    if not resources.present or resources.value == {}:
        help_ = "name each method: `resources: {things: {methods: {list: get /v1/things}}}`"
        resources.report("config-value-invalid", "the config names no resources", help_)
    made = tuple(_resource(name, () if name == CLIENT else (name,), item) for name, item in resources.entries())
    client = next((item for item in made if item.name == CLIENT), None)
    below = resources.at(CLIENT).at("subresources")
    if below.value:
        message = f"{CLIENT} is the client itself, and resources lie directly below it"
        below.report("config-value-invalid", message, "move them up, beside it", key=True)
    shared = resources.at(SHARED).at("methods")
    if shared.value:
        message = "models are shared, methods are not"
        shared.report("config-value-invalid", message, f"move them to a resource, or to `{CLIENT}`", key=True)
    return client, tuple(item for item in made if item.name != CLIENT)


def _resource(name: str, path: tuple[str, ...], resource: Cursor) -> ResourceConfig:
    check_resource_keys(resource)
    name_fits(resource, name)
    listed = [*resource.at("methods").entries()]
    models = read_models(resource.at("models"))
    return ResourceConfig(
        name=name,
        path=path,
        pointer=resource.pointer,
        description=resource.at("description").text(),
        models=models,
        methods=read_methods(resource.at("methods"), [key for key, item in listed if not _is_webhook(item)]),
        resources=tuple(_resource(key, (*path, key), item) for key, item in resource.at("subresources").entries()),
        default_headers=formed_pairs(resource.at("default_headers"), HEADER, HEADER_VALUE),
        webhooks=tuple(_webhook(key, item) for key, item in listed if _is_webhook(item)),
        skipped=skipped(resource),
        deprecated=worded(resource.at("deprecated")),
        is_custom=resource.at("custom").flag(False),
    )


def _is_webhook(method: Cursor) -> bool:
    return isinstance(method.value, dict) and method.value.get("type") == "webhook_unwrap"


def _webhook(name: str, method: Cursor) -> WebhookConfig:
    name_fits(method, name)
    check_method_keys(method)
    discriminator, key = (method.at(word).text() for word in ("discriminator", "webhook_key_opt"))
    encoding = method.at("webhook_key_encoding").choice(("base64", "text"), "base64")
    return WebhookConfig(name, method.pointer, discriminator, key, encoding == "text", skipped(method))
