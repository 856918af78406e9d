"""Mend the objects of a document that are no schemas: what each kind needs to be of use."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from bessemer.openapi.shapes import METHODS
from bessemer.openapi.wire_rules import TOKEN, is_address

if TYPE_CHECKING:
    from bessemer.openapi.mend import Mender

Hook: TypeAlias = "Callable[[Mender, dict[str, Any]], Any]"

_STATUS = re.compile(r"[1-5](?:[0-9][0-9]|XX)|default")
_LOCATIONS = frozenset(("path", "query", "header", "cookie", "querystring"))


def coerced(value: Any, kind: str) -> dict[str, Any] | None:
    """The mapping that a single value plainly stands for."""
    if kind == "discriminator" and isinstance(value, str):
        return {"propertyName": value}
    if kind == "schema" and isinstance(value, str):
        return {"type": value}
    if kind == "server" and isinstance(value, str):
        return {"url": value}
    return {"name": value} if kind == "tag" and isinstance(value, str) else None


def _dropped(mender: Mender, message: str, *at: str) -> Any:
    from bessemer.openapi.mend import DROPPED

    mender.note("shape-invalid", f"{message}: left out", *at)
    return DROPPED


def _document(mender: Mender, node: dict[str, Any]) -> Any:
    vendor = node.get("x-webhooks")
    if isinstance(vendor, dict) and vendor:
        for name in vendor:
            mender.move(("webhooks", name), ("x-webhooks", name))
        return {**node, "webhooks": {**vendor, **node.get("webhooks", {})}}
    return node


def lack_of(parameter: dict[str, Any]) -> str | None:
    """Why no request can hold a parameter; None where one can."""
    name, location = parameter.get("name"), parameter.get("in")
    if not isinstance(name, str) or not name or str(location) not in _LOCATIONS:
        return "the parameter does not say its name and where it goes"
    if location in ("header", "cookie") and not TOKEN.fullmatch(name):
        return f"{name[:60]!r} is no name of a {location}"
    return None


def _parameter(mender: Mender, node: dict[str, Any]) -> Any:
    if "$ref" in node:
        return node
    lack = lack_of(node)
    if lack is not None:
        return _dropped(mender, lack, *(("name",) if "name" in node else ()))
    name, location = node["name"], node["in"]
    if location == "path" and node.get("required") is not True:
        mender.note("harmless-slip", f"the path parameter {name!r} is always required", help_="add 'required: true'")
        return {**node, "required": True}
    return node


def _path_item(mender: Mender, node: dict[str, Any]) -> Any:
    """With further methods that a request can have; those that have keys of their own are read as these."""
    additional = node.get("additionalOperations")
    if not isinstance(additional, dict):
        return node
    made, kept = dict(node), {}
    for method, operation in additional.items():
        at = ("additionalOperations", method)
        key = method.lower()
        if key in METHODS and key not in made:
            help_ = f"write it beside 'additionalOperations', as {key!r}"
            mender.note("harmless-slip", f"the method {method!r} has a key of its own: read so", *at, help_=help_)
            mender.move((key,), at)
            made[key] = operation
        elif key in METHODS or not TOKEN.fullmatch(method):
            help_ = "write the name of a method, in letters" if key not in METHODS else "remove one of the two"
            mender.note("shape-invalid", f"{method[:60]!r} is no further method: left out", *at, help_=help_)
        else:
            kept[method] = operation
    return node if len(kept) == len(additional) else {**made, "additionalOperations": kept}


def _operation(mender: Mender, node: dict[str, Any]) -> Any:
    responses = node.get("responses")
    if responses is None:
        return {**node, "responses": {}}
    if all(_STATUS.fullmatch(status) for status in responses):
        return node
    made: dict[str, Any] = {}
    for status, response in responses.items():
        meant = _status(status)
        if meant is None or meant in made or (meant != status and meant in responses):
            mender.note("shape-invalid", f"{status!r} is no status: left out", "responses", status)
            continue
        if meant != status:
            mender.note("harmless-slip", f"the status {status!r} is read as {meant!r}", "responses", status)
            mender.move(("responses", meant), ("responses", status))
        made[meant] = response
    return {**node, "responses": made}


def _status(written: str) -> str | None:
    word = written.strip()
    for meant in (word, word.lower(), word.upper(), word[:3]):
        if _STATUS.fullmatch(meant):
            return meant
    return None


def _server(mender: Mender, node: dict[str, Any]) -> Any:
    url = node.get("url")
    if not isinstance(url, str):
        return _dropped(mender, "the server has no address")
    return node if is_address(url) else _dropped(mender, f"{url[:60]!r} is no address of a server", "url")


def _scheme(mender: Mender, node: dict[str, Any]) -> Any:
    needed = {"apiKey": ("name", "in"), "http": ("scheme",)}
    lacking = [key for key in needed.get(str(node.get("type")), ()) if key not in node]
    if lacking:
        return _dropped(mender, f"the security scheme lacks {lacking[0]!r}")
    name, location = node.get("name"), node.get("in")
    if node.get("type") == "apiKey" and location in ("header", "cookie") and not TOKEN.fullmatch(str(name)):
        return _dropped(mender, f"{str(name)[:60]!r} is no name of a {location}", "name")
    return node


def _link(mender: Mender, node: dict[str, Any]) -> Any:
    given = node.get("parameters", {})
    if isinstance(given, dict):
        return node
    help_ = "write the name of each parameter with its value: {id: $response.body#/id}"
    mender.note("shape-invalid", "'parameters' is not a mapping: left out", "parameters", help_=help_)
    return {key: value for key, value in node.items() if key != "parameters"}


HOOKS: Mapping[str, Hook] = {
    "link": _link,
    "document": _document,
    "parameter": _parameter,
    "path_item": _path_item,
    "operation": _operation,
    "server": _server,
    "security_scheme": _scheme,
}
