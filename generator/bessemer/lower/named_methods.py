"""Add the methods that the document itself names, with `x-stainless-method: things.list`, to those of the config.

The extension may also be a mapping: the `name`, alone or beside its `resource`, and what configs say of methods.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeAlias

from bessemer.config.cursor import Cursor
from bessemer.config.keys import check_named_method_keys
from bessemer.config.methods import described
from bessemer.config.model import Config
from bessemer.config.resources import CLIENT
from bessemer.config.tree import MethodConfig, ResourceConfig
from bessemer.document.pointer import ROOT, child
from bessemer.lower.context import Context
from bessemer.openapi.endpoints import Endpoint

NAMED = "x-stainless-method"
# A name, its endpoint, and what the document says of it as a config would.
_Given: TypeAlias = tuple[str, Endpoint, "Cursor | None"]
_NAME = re.compile(r"(?:\$client|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)\.[A-Za-z_]\w*", re.ASCII)


def with_named_methods(context: Context) -> Config:
    """The config with them. An endpoint that the config has, or declines, stays as it is there.

    A method of the config that has the name of one is that of the document, with what else the config says of it.
    """
    config = context.config
    named = [item for item in context.endpoints.values() if NAMED in item.operation]
    if not named:
        return config
    client = (config.client_resource,) if config.client_resource is not None else ()
    resources = (*client, *config.resources)
    settled = {*config.unspecified_endpoints, *_listed(resources)}
    for endpoint in named:
        if str(endpoint) in settled:
            continue
        where = child(endpoint.pointer, NAMED)
        said = Cursor(context.spec, where, endpoint.operation[NAMED], context.problems)
        name = _name(said)
        if name is not None and _NAME.fullmatch(name):
            *owners, method = name.split(".")
            full = said if isinstance(said.value, dict) else None
            resources = _with_method(resources, None, tuple(owners), (method, endpoint, full))
        else:
            context.loosen(where, f"{NAMED!r} is read where it says `resource.method`, and names no method here")
    return replace(
        config,
        client_resource=next((item for item in resources if item.name == CLIENT), None),
        resources=tuple(item for item in resources if item.name != CLIENT),
    )


def _name(said: Cursor) -> str | None:
    if not isinstance(said.value, dict):
        return said.value if isinstance(said.value, str) else None
    written = (said.value.get(key) for key in ("resource", "name"))
    parts = [item for item in written if item is not None]
    return ".".join(parts) if all(isinstance(item, str) for item in parts) else None


def _listed(resources: tuple[ResourceConfig, ...]) -> set[str]:
    own = {f"{method.verb} {method.path}" for item in resources for method in item.methods}
    return own.union(*(_listed(item.resources) for item in resources))


def _with_method(
    resources: tuple[ResourceConfig, ...], owner: ResourceConfig | None, names: tuple[str, ...], given: _Given
) -> tuple[ResourceConfig, ...]:
    """The resources of an owner, None for the client; the one that `names` lead to has a method more."""
    name, *below = names
    found = next((item for item in resources if item.name == name), None) or _resource(name, owner)
    if below:
        made = replace(found, resources=_with_method(found.resources, found, tuple(below), given))
    else:
        made = replace(found, methods=_methods(found, *given))
    if all(item.name != name for item in resources):
        return (*resources, made)
    return tuple(made if item.name == name else item for item in resources)


def _resource(name: str, owner: ResourceConfig | None) -> ResourceConfig:
    """One that the config does not have, where it would stand there."""
    if owner is None:
        return ResourceConfig(name, () if name == CLIENT else (name,), child(ROOT, "resources", name))
    return ResourceConfig(name, (*owner.path, name), child(owner.pointer, "subresources", name))


def _methods(resource: ResourceConfig, name: str, endpoint: Endpoint, full: Cursor | None) -> tuple[MethodConfig, ...]:
    pointer = child(resource.pointer, "methods", name)
    made = MethodConfig(name, endpoint.verb, endpoint.path, pointer)
    if full is not None:
        check_named_method_keys(full)
        made = described(made, full)
        streaming = made.streaming
        made = replace(made, streaming=streaming and replace(streaming, pointer=pointer), unread=())
    if all(item.name != name for item in resource.methods):
        return (*resource.methods, made)
    return tuple(
        replace(item, verb=endpoint.verb, path=endpoint.path) if item.name == name else item
        for item in resource.methods
    )
