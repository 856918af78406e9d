"""Write the wire vectors as the JSON file that the tests of every SDK read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import TypeAlias

from bessemer.document.pointer import Pointer
from bessemer.ir.api import Api
from bessemer.ir.operations import Operation
from bessemer.ir.types import Json
from bessemer.samples.calls import Call
from bessemer.samples.credentials import client_arguments
from bessemer.samples.json_text import writer
from bessemer.samples.vectors import VOLATILE_HEADERS, Attempt, Vector, vectors_of

_flat = writer(json.JSONEncoder(separators=(", ", ": "), default=dict))
# A new line as deep as each vector stands.
_VECTOR = "\n    "
_END = "\n  "
# How many digits of its sum name a value.
_DIGITS = 12
_ALWAYS = frozenset({"path", "query", "header"})
# The outcomes that are a value.
_GIVING = frozenset({"value", "pages"})


# The text of one operation's vectors, and the values that they name, each as JSON.
Written: TypeAlias = tuple[str, dict[str, str]]
# What writes one operation's vectors, given the operation, whether it has faults too, and how to write them.
Part: TypeAlias = Callable[[Operation, bool, Callable[[], Written]], Written]
# The calls of an operation with the least and the most arguments, None where they are not known yet.
Calls: TypeAlias = Callable[[Operation], tuple[Call, Call] | None]
# Gives the name that a value has among the values, as JSON.
Named: TypeAlias = Callable[[Json], str]


def vector_file(
    api: Api,
    faulty: Pointer | None,
    part: Part = lambda _operation, _is_faulty, make: make(),
    calls: Calls = lambda _operation: None,
) -> str:
    """The file's text: `client` arguments, the names of `volatile_headers`, the `vectors`, and the `values` that come
    back, by a sum of what they are: most operations of an API share theirs with others.

    `faulty` is the place in the config of the operation that has faults too.
    """
    prefix = api.client.header_prefix.lower()
    client = _flat(client_arguments(api))
    names = _flat(sorted(name.format(prefix=prefix) for name in (*VOLATILE_HEADERS, *_own(api))))
    pieces = [f'{{\n  "client": {client},\n  "volatile_headers": {names},\n  "vectors": [']
    values: dict[str, str] = {}
    for operation in api.operations():
        text, own = part(operation, operation.config == faulty, partial(_vectors, api, operation, faulty, calls))
        pieces += [_VECTOR if len(pieces) == 1 else f",{_VECTOR}", text]
        values |= own
    pieces.append(f'{"" if len(pieces) == 1 else _END}],{_END}"values": {{')
    pieces.append(",".join([f"{_VECTOR}{_flat(name)}: {text}" for name, text in values.items()]))
    # put together once: it may have many megabytes
    return "".join((*pieces, f"{_END if values else ''}}}\n}}\n"))


def _vectors(api: Api, operation: Operation, faulty: Pointer | None, calls: Calls) -> Written:
    vectors = tuple(vectors_of(api, operation, faulty, calls(operation)))
    known: dict[int, str] = {}
    values: dict[str, str] = {}

    def named(value: Json) -> str:
        # the vectors of one operation have what comes back in common
        name = known.get(id(value))
        if name is None:
            text = _flat(value)
            name = known[id(value)] = hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
            values[name] = text
        return _flat(name)

    return f",{_VECTOR}".join([block(_vector(item, named)) for item in vectors]), values


def _own(api: Api) -> tuple[str, ...]:
    """The header that has a value of its own in each call."""
    name = api.client.idempotency_header
    return (name.lower(),) if name is not None else ()


def block(entries: Mapping[str, str]) -> str:
    """An object of the list, a line for each of its keys with a value in JSON: with more lines json works in Python."""
    lines = [f"{_VECTOR}  {_key(name)}: {text}" for name, text in entries.items()]
    return f"{{{','.join(lines)}{_VECTOR}}}"


@cache
def _key(name: str) -> str:
    """A key as JSON: there are a dozen."""
    return _flat(name)


def _vector(vector: Vector, named: Named) -> Mapping[str, str]:
    call = vector.call
    arguments: dict[str, Json] = {
        place: values
        for place, values in (
            ("path", call.path),
            ("query", call.query),
            ("querystring", call.querystring),
            ("header", call.header),
            ("cookie", call.cookie),
        )
        if values or place in _ALWAYS
    }
    if call.body is not None:
        arguments["body"] = call.body
    elif call.content is not None:
        arguments["content"] = call.content
    outcome = {"kind": _flat(vector.outcome), "status": _flat(vector.status)}
    if vector.outcome in _GIVING:
        outcome["value"] = named(vector.value)
    return {
        "name": _flat(vector.name),
        "operation": _flat(vector.operation),
        "arguments": _flat(arguments),
        "options": _flat(vector.options),
        "attempts": f"[{', '.join(_attempt(attempt, named) for attempt in vector.attempts)}]",
        "outcome": _object(outcome),
    }


def _attempt(attempt: Attempt, named: Named) -> str:
    request, response = attempt.request, attempt.response
    sent: dict[str, Json] = {
        "method": request.method,
        "path": request.path,
        "query": request.query,
        "headers": request.headers,
    }
    if request.body is not None:
        sent["body"] = request.body.value
        if request.body.kind != "json":
            sent["body_kind"] = request.body.kind
    answer = {"status": _flat(response.status), "headers": _flat(response.headers)}
    if response.body is None:
        answer["value"] = named(response.value)
    else:
        answer["body"] = _flat(response.body)
    if response.stall:
        answer["stall"] = _flat(response.stall)
    return _object({"request": _flat(sent), "response": _object(answer)})


def _object(entries: Mapping[str, str]) -> str:
    """An object in one line; its values are JSON already."""
    return f"{{{', '.join([f'{_key(name)}: {text}' for name, text in entries.items()])}}}"
