"""Check that the calls the README shows exist and give what they must."""

from __future__ import annotations

from collections.abc import Iterator

from bessemer.diagnostics.finding import Finding, Source
from bessemer.diagnostics.nearest import nearest
from bessemer.document.pointer import Pointer, child
from bessemer.ir.api import Api
from bessemer.ir.operations import Operation

_EXAMPLES = Pointer("/readme/example_requests")


def readme_findings(api: Api) -> Iterator[Finding]:
    operations = {f"{item.http_method} {item.path}": item for item in api.operations()}
    for example in api.readme:
        at = child(_EXAMPLES, example.section)
        operation = operations.get(example.endpoint)
        if operation is None:
            near = nearest(example.endpoint, operations)
            message = f"the README's example shows '{example.endpoint}', which no resource names"
            help_ = f"did you mean '{near}'?" if near else None
            yield Finding("readme-example", message, Source("config", child(at, "endpoint")), help_)
            continue
        for name in _missing(operation, set(example.params)):
            message = f"the README's example leaves out {name!r}, which the call must have"
            yield Finding("readme-example", message, Source("config", at), f"add `{name}` to its params")


def _missing(operation: Operation, given: set[str]) -> Iterator[str]:
    for item in operation.parameters:
        if item.required and item.wire_name not in given and item.name not in given:
            yield item.wire_name
