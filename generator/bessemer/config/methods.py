"""Read the methods of a resource."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from bessemer.config.clashes import snake
from bessemer.config.cursor import Cursor
from bessemer.config.durations import seconds
from bessemer.config.forms import HEADER, HEADER_VALUE, formed_pairs, name_fits
from bessemer.config.keys import METHOD_TYPES, check_keys, check_method_keys, inert_method_keys
from bessemer.config.languages import skipped, worded
from bessemer.config.streaming import read_streaming
from bessemer.config.tree import MethodConfig
from bessemer.diagnostics.nearest import nearest

_VERBS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
# OpenAPI 3.2 has methods of any name: that the document does not have a misspelt one is found where it is looked up.
_ENDPOINT = re.compile(r"^\s*([A-Za-z][A-Za-z0-9-]*)\s+(/.*?)\s*$")
_IN_PATH = re.compile(r"\{([^{}]+)\}")


def read_methods(methods: Cursor, names: Iterable[str]) -> tuple[MethodConfig, ...]:
    """Those of the names, in their order; another name for a method is a method like it."""
    listed = ((name, methods.at(name)) for name in names)
    made = (_alias(name, item, methods) or _method(name, item) for name, item in listed if _is_made(item))
    return tuple(item for item in made if item is not None)


def _is_made(method: Cursor) -> bool:
    """Whether there is such a type of methods. What has an endpoint can be called as any other method."""
    kind = method.at("type")
    if not isinstance(method.value, dict) or kind.value is None or kind.value in METHOD_TYPES:
        return True
    has_endpoint = method.at("endpoint").present
    message = f"of types of methods, {', '.join(METHOD_TYPES)} are known: "
    message += "this one is made as http" if has_endpoint else "this one is left out"
    near = nearest(str(kind.value), METHOD_TYPES)
    kind.report("config-key-inert", message, near and f"did you mean {near!r}?")
    return has_endpoint


def _alias(name: str, method: Cursor, methods: Cursor) -> MethodConfig | None:
    if not isinstance(method.value, dict) or method.at("type").text() != "alias":
        return None
    wanted = method.at("to").text()
    named = methods.at(wanted) if wanted is not None and wanted != name else None
    if named is None or not named.present:
        return None
    check_method_keys(method)
    made = _method(name, named)
    if made is None:
        return None
    said = worded(method.at("deprecated"))
    return replace(made, name=name, pointer=method.pointer, skipped=skipped(method), deprecated=said or made.deprecated)


def _method(name: str, method: Cursor) -> MethodConfig | None:
    name_fits(method, name)
    full = method if isinstance(method.value, dict) else None
    endpoint = method
    if full is not None:
        check_method_keys(full)
        endpoint = full.at("endpoint")
    match = _ENDPOINT.match(endpoint.text() or "")
    if match is None:
        _no_endpoint(name, method, endpoint)
        return None
    verb = match.group(1)
    plain = MethodConfig(name, verb.lower() if verb.lower() in _VERBS else verb, match.group(2), endpoint.pointer)
    return plain if full is None else described(plain, full)


def _no_endpoint(name: str, method: Cursor, endpoint: Cursor) -> None:
    help_ = "an endpoint is a verb and a path: `get /v1/things/{id}`"
    if isinstance(method.value, dict) and method.at("type").text() == "alias":
        to = method.at("to")
        message = f"the method {name!r} is another name for {to.value!r}, which is not beside it"
        method.report("endpoint-invalid", message, "name a method of the same resource with `to`")
    elif not endpoint.present:
        endpoint.report("endpoint-invalid", f"the method {name!r} names no endpoint", help_)
    else:
        endpoint.report("endpoint-invalid", f"{endpoint.value!r} is no endpoint", help_)


def described(method: MethodConfig, full: Cursor) -> MethodConfig:
    """A method with what a mapping says of it."""
    options = full.at("default_request_options")
    timeout, retries = (options.mapping().at(key) for key in ("timeout", "max_retries"))
    return replace(
        method,
        positional=_positional(full.at("positional_params"), method.path),
        default_headers=formed_pairs(full.at("default_headers"), HEADER, HEADER_VALUE),
        deprecated=worded(full.at("deprecated")),
        paginated=_paginated(full.at("paginated")),
        streaming=read_streaming(full.at("streaming")),
        skipped=skipped(full),
        unwrap=_unwrap(full.at("unwrap_response")),
        body_name=full.at("body_param_name").text(),
        timeout=seconds(timeout, 60.0) if timeout.present else None,
        max_retries=retries.count(0) if retries.present else None,
        skip_test=worded(full.at("skip_test_reason")),
        shown=_shown(full.at("docs")),
        unread=tuple((key, item.pointer) for key, item in inert_method_keys(full)),
    )


def _positional(listed: Cursor, path: str) -> tuple[str, ...] | None:
    """The names as the path has them, each once; however their words are joined in the config."""
    if not listed.present:
        return None
    names = _IN_PATH.findall(path)
    by_words = {snake(name): name for name in names}
    found: dict[str, None] = {}
    for item in listed.items():
        said = item.text()
        if said is None:
            continue
        name = said if said in names else by_words.get(snake(said))
        if name is None:
            near = nearest(said, names)
            help_ = f"did you mean {near!r}?" if near else f"the path has {', '.join(names) or 'no parameters'}"
            item.report("config-value-invalid", f"the path has no parameter {said!r}", help_)
        else:
            found[name] = None
    return tuple(found)


def _paginated(paginated: Cursor) -> str | bool | None:
    return paginated.value if isinstance(paginated.value, bool) else paginated.text()


def _shown(docs: Cursor) -> str | Literal[False] | None:
    check_keys(docs.mapping(), "/docs/method")
    said = docs.at("response_property")
    return False if said.value is False else said.text()


def _unwrap(unwrap: Cursor) -> str | Literal[False] | None:
    return False if unwrap.value is False else unwrap.text()
