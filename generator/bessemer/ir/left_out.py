"""Make the API that one language sees, where the author keeps some of it out of that language's SDK."""

from __future__ import annotations

from dataclasses import replace

from bessemer.document.pointer import Pointer, parent
from bessemer.ir.api import Api, Model, Resource
from bessemer.ir.operations import (
    BinaryResult,
    EmptyResult,
    FormBody,
    JsonBody,
    JsonResult,
    MultipartBody,
    Operation,
    PagedResult,
    Result,
    StreamResult,
    TextResult,
)
from bessemer.ir.types import (
    AnyType,
    ArrayType,
    MapType,
    NullableType,
    ObjectType,
    Schema,
    TupleType,
    Type,
    UnionType,
)


def without_left_out(api: Api, language: str) -> Api:
    """The API without what is kept from a language: properties, alternatives, parameters, and the names of models."""
    hidden = frozenset(api.left_out.get(language, ()))
    worded = any(item.deprecations for item in api.operations()) or any(item.deprecations for item in api.models())
    if not hidden and not worded:
        return api
    pruner = _Pruner(hidden, language)
    schemas = {pointer: pruner.schema(schema) for pointer, schema in api.schemas.items()}
    return replace(api, root=pruner.resource(api.root), schemas=schemas)


class _Pruner:
    def __init__(self, hidden: frozenset[Pointer], language: str) -> None:
        self._hidden = hidden
        self._language = language

    def resource(self, resource: Resource) -> Resource:
        return replace(
            resource,
            models=tuple(self._model(item) for item in resource.models if item.config not in self._hidden),
            operations=tuple(self._operation(item) for item in resource.operations if not self._is_hidden(item)),
            resources=tuple(self.resource(item) for item in resource.resources if item.config not in self._hidden),
            webhooks=tuple(item for item in resource.webhooks if item.config not in self._hidden),
        )

    def _model(self, model: Model) -> Model:
        return replace(model, deprecated=dict(model.deprecations).get(self._language, model.deprecated))

    def _is_hidden(self, operation: Operation) -> bool:
        """The methods beside an operation's own lie below it in the config."""
        return not self._hidden.isdisjoint((operation.config, parent(operation.config)))

    def schema(self, schema: Schema) -> Schema:
        return schema.as_type(self._type(schema.type))

    def _operation(self, operation: Operation) -> Operation:
        parameters = (
            replace(item, schema=self.schema(item.schema))
            for item in operation.parameters
            if self._hidden.isdisjoint((item.origin, item.schema.origin))
        )
        said = dict(operation.deprecations).get(self._language, operation.deprecated)
        operation = replace(operation, parameters=tuple(parameters), deprecated=said)
        if isinstance(operation.body, JsonBody | FormBody | MultipartBody):
            operation = replace(operation, body=replace(operation.body, schema=self.schema(operation.body.schema)))
        if operation.streaming is not None:
            stream = self._stream(operation.streaming.result)
            operation = replace(operation, streaming=replace(operation.streaming, result=stream))
        return replace(operation, result=self._result(operation.result))

    def _result(self, result: Result) -> Result:
        match result:
            case JsonResult(schema=schema):
                return replace(result, schema=self.schema(schema))
            case PagedResult(schema=schema, item=item):
                return replace(result, schema=self.schema(schema), item=self.schema(item))
            case StreamResult():
                return self._stream(result)
            case TextResult() | BinaryResult() | EmptyResult():
                return result

    def _stream(self, result: StreamResult) -> StreamResult:
        return result if result.event is None else replace(result, event=self.schema(result.event))

    def _type(self, type_: Type) -> Type:
        match type_:
            case ArrayType(items):
                return ArrayType(self.schema(items))
            case TupleType(items=several):
                return TupleType(tuple(map(self.schema, several)))
            case MapType(values, keys):
                return MapType(self.schema(values), keys, type_.is_bare)
            case NullableType(inner):
                return NullableType(self._type(inner))
            case ObjectType(properties, extra):
                kept = [item for item in properties if item.schema.origin not in self._hidden]
                return replace(
                    type_,
                    properties=tuple(replace(item, schema=self.schema(item.schema)) for item in kept),
                    extra=None if extra is None else self.schema(extra),
                    is_empty=type_.is_class and not kept,
                )
            case UnionType(variants):
                left = tuple(
                    replace(item, schema=self.schema(item.schema))
                    for item in variants
                    if item.schema.origin not in self._hidden
                )
                if not left:
                    return AnyType()
                return left[0].schema.type if len(left) == 1 else replace(type_, variants=left)
            case _:
                return type_
