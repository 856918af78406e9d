"""Write the wire vectors as the JSON file that the tests of every SDK read."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeAlias

from bessemer.ir.api import Api
from bessemer.ir.operations import Operation
from bessemer.ir.types import Json
from bessemer.samples.credentials import client_arguments
from bessemer.samples.json_text import writer
from bessemer.samples.vectors import VOLATILE_HEADERS, Attempt, Vector, faulty_one, vectors_of

_flat = writer(json.JSONEncoder(separators=(", ", ": "), default=dict))
# A new line as deep as each vector stands.
_VECTOR = "\n    "
_ALWAYS = frozenset({"path", "query", "header"})


# What makes the text of one operation's vectors, given the operation, whether it has faults too, and how to make it.
Part: TypeAlias = Callable[[Operation, bool, Callable[[], str]], str]


def vector_file(api: Api, part: Part = lambda _operation, _is_faulty, make: make()) -> str:
    """The file's text: `client` arguments, the names of `volatile_headers`, and the `vectors`."""
    prefix = api.client.header_prefix.lower()
    client = _flat(client_arguments(api))
    names = _flat(sorted(name.format(prefix=prefix) for name in (*VOLATILE_HEADERS, *_own(api))))
    faulty = faulty_one(api)
    texts = [
        part(operation, operation is faulty, partial(_vectors, api, operation, faulty))
        for operation in api.operations()
    ]
    listed = f"[\n    {f',{_VECTOR}'.join(texts)}\n  ]" if texts else "[]"
    return f'{{\n  "client": {client},\n  "volatile_headers": {names},\n  "vectors": {listed}\n}}\n'


def _vectors(api: Api, operation: Operation, faulty: Operation | None) -> str:
    return f",{_VECTOR}".join(block(_vector(item)) for item in vectors_of(api, operation, faulty))


def _own(api: Api) -> tuple[str, ...]:
    """The header that has a value of its own in each call."""
    name = api.client.idempotency_header
    return (name.lower(),) if name is not None else ()


def block(entries: Mapping[str, Json]) -> str:
    """An object of the list, a line for each of its keys: to put more on lines json works in Python."""
    lines = (f"{_VECTOR}  {_flat(key)}: {_flat(value)}" for key, value in entries.items())
    return f"{{{','.join(lines)}{_VECTOR}}}"


def _vector(vector: Vector) -> Mapping[str, Json]:
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
    return {
        "name": vector.name,
        "operation": list(vector.operation),
        "arguments": arguments,
        "options": vector.options,
        "attempts": [_attempt(attempt) for attempt in vector.attempts],
        "outcome": {"kind": vector.outcome, "status": vector.status, "value": vector.value},
    }


def _attempt(attempt: Attempt) -> Json:
    request, response = attempt.request, attempt.response
    sent: dict[str, Json] = {
        "method": request.method,
        "path": request.path,
        "query": list(request.query),
        "headers": {language: [list(line) for line in lines] for language, lines in request.headers.items()},
    }
    if request.body is not None:
        sent["body"] = request.body.value
        if request.body.kind != "json":
            sent["body_kind"] = request.body.kind
    answer: dict[str, Json] = {
        "status": response.status,
        "headers": [list(line) for line in response.headers],
        "body": response.body,
    }
    if response.stall:
        answer["stall"] = response.stall
    return {"request": sent, "response": answer}
