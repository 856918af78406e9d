"""Lower which credentials a call needs: what the document says of the API, and of single operations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bessemer.document.pointer import Pointer, child
from bessemer.frozen import frozen
from bessemer.ir.api import ClientSettings, Resource
from bessemer.ir.operations import Operation, Requirements
from bessemer.lower.client import is_custom
from bessemer.lower.context import Context


@frozen
class _Demand:
    """What all operations share: the schemes that options of the client are for, and what the API as a whole needs.

    `elsewhere` are the schemes whose credentials others send: certificates, and what the team's own code does.
    """

    known: frozenset[str]
    elsewhere: frozenset[str]
    whole: Requirements | None
    is_said: bool


def lower_security(context: Context, client: ClientSettings, schemes: Mapping[str, Any]) -> ClientSettings:
    """The client with what calls need that say nothing of it; None where the document says nothing at all."""
    return replace(client, security=_demand(context, client, schemes).whole)


def secured(context: Context, client: ClientSettings, schemes: Mapping[str, Any], root: Resource) -> Resource:
    """The tree with what single operations need, where that is not what the API needs."""
    demand = _demand(context, client, schemes)
    for name in sorted(demand.elsewhere):
        pointer = child(Pointer(""), "components", "securitySchemes", name)
        if context.has(pointer) and _is_certificate(schemes[name]):
            context.loosen(pointer, "mutualTLS: the certificate is that of the HTTP client that the client is given")
    return _with_security(context, demand, root) if demand.known else root


def _with_security(context: Context, demand: _Demand, resource: Resource) -> Resource:
    return replace(
        resource,
        operations=tuple(replace(item, security=_own(context, demand, item)) for item in resource.operations),
        resources=tuple(_with_security(context, demand, item) for item in resource.resources),
    )


def _demand(context: Context, client: ClientSettings, schemes: Mapping[str, Any]) -> _Demand:
    # an option whose scheme has no such part sends nothing
    known = frozenset(option.scheme for option in client.options if option.scheme is not None and option.auth)
    elsewhere = frozenset(name for name, scheme in schemes.items() if _is_certificate(scheme) or is_custom(scheme))
    bare = _Demand(known, elsewhere, None, _is_said(context))
    written = context.config.security
    if written is not None:
        return replace(bare, whole=_requirements(bare, [dict.fromkeys(item) for item in written]))
    whole = context.spec.data.get("security")
    return replace(bare, whole=_requirements(bare, whole)) if isinstance(whole, list) else bare


def _is_certificate(scheme: Any) -> bool:
    return isinstance(scheme, dict) and scheme.get("type") == "mutualTLS"


def _is_said(context: Context) -> bool:
    """Whether any operation says what it needs."""
    paths = context.spec.data.get("paths") or {}
    items = (context.at(context.resolved(child(Pointer(""), "paths", path))) for path in paths)
    return any(
        isinstance(operation, dict) and "security" in operation
        for item in items
        if isinstance(item, dict)
        for operation in item.values()
    )


def _own(context: Context, demand: _Demand, operation: Operation) -> Requirements | None:
    written = context.at(operation.origin).get("security")
    if not isinstance(written, list):
        # where only some operations ask for credentials the others ask for none
        return () if demand.whole is None and demand.is_said else None
    own = _requirements(demand, written)
    if own == demand.whole:
        return None
    return own


def _requirements(demand: _Demand, written: list[Any]) -> Requirements:
    """The alternatives that can be met: a certificate is the HTTP client's, a scheme without an option is nobody's.

    Nothing at all is the last of them, wherever it is written: it makes credentials optional, not unwanted.
    Source: OpenAPI 3.1.1 section 4.8.30.
    """
    found: list[tuple[str, ...]] = []
    for alternative in written:
        names = tuple(name for name in alternative if name not in demand.elsewhere)
        if all(name in demand.known for name in names) and names not in found:
            found.append(names)
    return tuple(sorted(found, key=lambda names: not names))
