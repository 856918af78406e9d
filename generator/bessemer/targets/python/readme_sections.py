"""Write the README's programs for what only some APIs have: streams, files, arguments in arguments, webhooks."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping

from bessemer.ir.api import ExampleRequest
from bessemer.ir.operations import EmptyResult, MultipartBody, Operation, StreamResult
from bessemer.ir.types import Json
from bessemer.samples.bodies import is_binary
from bessemer.targets.python.examples import bare_client, call, call_arguments, every_argument, stream_arguments
from bessemer.targets.python.identifiers import method_name
from bessemer.targets.python.names import Names
from bessemer.targets.python.signatures import arguments

Given = tuple[tuple[str, Json], ...]


def sections(names: Names) -> Mapping[str, str]:
    """The programs by section; none for what the API does not have."""
    found = {
        "streaming": _streaming(names, is_async=False),
        "async_streaming": _streaming(names, is_async=True),
        "nested": _nested(names),
        "files": _files(names),
        "webhooks": _webhooks(names),
    }
    return {name: text for name, text in found.items() if text is not None}


def example(names: Names, sections: tuple[str, ...], fits: Callable[[Operation], bool]) -> ExampleRequest | None:
    """The config's first example, of those sections in that order, whose method fits."""
    by_endpoint = {f"{item.http_method} {item.path}": item for item in names.api.operations()}
    for section in sections:
        for item in names.api.readme:
            operation = by_endpoint.get(item.endpoint)
            if item.section == section and operation is not None and fits(operation):
                return item
    return None


def asked(operation: Operation, names: Names, said: ExampleRequest | None, least: Given | None = None) -> Given:
    """What an example gives, and what else must be given."""
    least = call_arguments(operation, names) if least is None else least
    told = said.params if said is not None else {}
    values = dict(least)
    for item in arguments(operation, names):
        for key in (item.wire_name, item.name):
            if key in told:
                values[item.name] = told[key]
    return tuple((item.name, values[item.name]) for item in arguments(operation, names) if item.name in values)


def _shown(
    names: Names, section: str, fits: Callable[[Operation], bool]
) -> tuple[Operation, ExampleRequest | None] | None:
    """The method that a section shows, and how the config wants it called: its example, else the first that fits."""
    said = example(names, (section,), fits)
    for item in names.api.operations():
        if fits(item) and (said is None or f"{item.http_method} {item.path}" == said.endpoint):
            return item, said
    return None


def _streaming(names: Names, *, is_async: bool) -> str | None:
    shown = _shown(names, "streaming", _streams)
    if shown is None:
        return None
    operation, said = shown
    least = stream_arguments(operation, names) if operation.streaming is not None else None
    made = call(operation, names, asked(operation, names, said, least))
    if not is_async:
        return f"{_start(names)}\nstream = {made}\nfor event in stream:\n    print(event)\n"
    client = names.async_client_class
    main = textwrap.indent(f"stream = await {made}\nasync for event in stream:\n    print(event)", "    ")
    start = f"import asyncio\nfrom {names.package} import {client}\n\n{bare_client(names, client)}\n"
    return f"{start}\n\nasync def main() -> None:\n{main}\n\n\nasyncio.run(main())\n"


def _streams(operation: Operation) -> bool:
    return operation.streaming is not None or isinstance(operation.result, StreamResult)


def _nested(names: Names) -> str | None:
    """A call with an argument that has arguments of its own."""
    shown = _shown(names, "nested_params", lambda item: _first_object(item, names) is not None)
    if shown is None:
        return None
    operation, said = shown
    given = asked(operation, names, said)
    inner = _first_object(operation, names)
    if inner is not None and said is None:
        name, value = inner
        given = (*(pair for pair in given if pair[0] != name), (name, value))
    return f"{_start(names)}\nresponse = {call(operation, names, given)}\nprint(response)\n"


def _first_object(operation: Operation, names: Names) -> tuple[str, Json] | None:
    if operation.streaming is None and isinstance(operation.result, EmptyResult | StreamResult):
        return None
    taken = {item.name for item in arguments(operation, names) if item.landing == "body"}
    every = every_argument(operation, names)
    return next(((name, value) for name, value in every if name in taken and isinstance(value, dict) and value), None)


def _files(names: Names) -> str | None:
    """A call that sends a file by its path; it stands in one line of the call."""
    shown = _shown(names, "file_uploads", lambda item: bool(_file(item, names)))
    if shown is None:
        return None
    operation, said = shown
    name = _file(operation, names)
    given = asked(operation, names, said)
    if name not in dict(given):
        given = (*given, *(pair for pair in every_argument(operation, names) if pair[0] == name))
    path = '[Path("/path/to/file")]' if isinstance(dict(given)[name], list) else 'Path("/path/to/file")'
    text = re.sub(rf"(?m)^    {name}=.*,$", f"    {name}={path},", call(operation, names, given))
    return f"from pathlib import Path\n{_start(names)}\n{text}\n"


def _file(operation: Operation, names: Names) -> str:
    """The argument that is a file, or a list of them."""
    if not isinstance(operation.body, MultipartBody):
        return ""
    listed = (item for item in arguments(operation, names) if item.landing == "body")
    return next((item.name for item in listed if is_binary(item.schema, names.api.schemas)), "")


def _webhooks(names: Names) -> str | None:
    webhook = next(names.api.webhooks(), None)
    if webhook is None:
        return None
    path = ".".join(("client", *names.resource(webhook.resource).attributes, method_name(names.caser, webhook.name)))
    headers = ", headers=headers" if webhook.key_option else ""
    taken = "payload: str, headers: Mapping[str, str]" if webhook.key_option else "payload: str"
    first = "from typing import Mapping\n" if webhook.key_option else ""
    return (
        f"{first}{_start(names)}\n\ndef received({taken}) -> None:\n    event = {path}(payload{headers})\n"
        "    print(event)\n"
    )


def _start(names: Names) -> str:
    return f"from {names.package} import {names.client_class}\n\n{bare_client(names, names.client_class)}\n"
