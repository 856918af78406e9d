"""See an API with whole answers, for a language that takes no value out of the object around it."""

from __future__ import annotations

from dataclasses import replace

from bessemer.ir.api import Api, Resource
from bessemer.ir.operations import JsonResult, Operation


def enveloped(api: Api) -> Api:
    """The same API, where every call gives back its whole answer."""
    return replace(api, root=_resource(api.root))


def _resource(resource: Resource) -> Resource:
    operations = tuple(_operation(item) for item in resource.operations)
    return replace(resource, operations=operations, resources=tuple(_resource(item) for item in resource.resources))


def _operation(operation: Operation) -> Operation:
    result = operation.result
    return replace(operation, result=result.whole()) if isinstance(result, JsonResult) else operation
