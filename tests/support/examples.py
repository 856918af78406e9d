"""Decode and encode what a document gives as examples and defaults, through the package made from it.

As a program: `python -m tests.support.examples DOCUMENT SOURCE PACKAGE` prints what came out otherwise, as JSON. SOURCE
is the folder that the package lies in.
"""

from __future__ import annotations

import importlib
import json
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin

import jsonschema_rs
from typing_extensions import TypeAliasType

from bessemer.document.pointer import Pointer
from bessemer.ir.operations import JsonResult
from bessemer.ir.types import (
    ArrayType,
    MapType,
    NullableType,
    ObjectType,
    RefType,
    Schema,
    TupleType,
    UnionType,
    Variant,
)
from bessemer.pipeline import find_inputs, understand
from bessemer.places import Wanted
from bessemer.stopwatch import Progress
from bessemer.targets.python.names import Names, names
from bessemer.targets.python.results import result_type
from bessemer.targets.python.typetext import TypeText
from tests.support.sdk_types import same

_DOCUMENT = "urn:document"


@dataclass(frozen=True)
class Given:
    """A value that the document writes for a schema, and the Python type that it is decoded to."""

    pointer: Pointer
    value: Any
    type: Any
    metadata: tuple[Any, ...] = ()


def check_examples(document_path: Path, package: str) -> list[str]:
    """What does not come out as it went in, of all values that fit their schema; the package must be importable."""
    failures, _ = checked(document_path, package)
    return failures


def checked(document_path: Path, package: str) -> tuple[list[str], int]:
    """The failures, and how many values were tried."""
    inputs, found = find_inputs(Wanted(spec=document_path))
    assert inputs is not None, found
    silent = Progress(lambda *_: None, lambda _: None)
    understood = understand(inputs, found, silent, allow_invalid=True, strict=False)
    lowered = understood.lowered
    assert lowered is not None, understood.diagnostics
    assert lowered.api.python is not None
    fits = _Fitting(lowered.spec.data)
    made = names(lowered.api, lowered.api.python)
    failures, tried = [], 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for given in _given(made, package):
            if fits.fits(given):
                tried += 1
                problem = _tried(given, package)
                if problem is not None:
                    failures.append(f"{given.pointer}: {problem}")
    return failures, tried


class _Fitting:
    """Asks the validator whether values fit, over one document."""

    def __init__(self, document: Any) -> None:
        self._registry = jsonschema_rs.Registry([(_DOCUMENT, document)])
        self._validators: dict[Pointer, Any] = {}

    def fits(self, given: Given) -> bool:
        try:
            if given.pointer not in self._validators:
                schema = {"$ref": f"{_DOCUMENT}#{_escaped(given.pointer)}"}
                made = jsonschema_rs.Draft202012Validator(schema, registry=self._registry)
                self._validators[given.pointer] = made
            return bool(self._validators[given.pointer].is_valid(given.value))
        except ValueError:
            # a schema that is itself broken fits nothing
            return False


def _escaped(pointer: Pointer) -> str:
    from urllib.parse import quote

    return quote(pointer, safe="/~")


def _tried(given: Given, package: str) -> str | None:
    runtime = importlib.import_module(f"{package}._models")
    dumps = importlib.import_module(f"{package}._utils._json").openapi_dumps
    try:
        decoded = runtime.construct_type(type_=given.type, value=given.value, metadata=list(given.metadata))
        again = json.loads(dumps(decoded))
    except Exception as error:
        return f"{type(error).__name__}: {error}"[:300]
    if same(again, given.value):
        return None
    return f"{json.dumps(given.value)[:200]} came out as {json.dumps(again)[:200]}"


def _given(made: Names, package: str) -> Iterator[Given]:
    for item in made.listed:
        schema = made.api.schemas[item.model.schema]
        if "response" in item.directions and made.models[item.model.schema] is item:
            name, module = item.spelled("response")
            yield from _of(schema, _imported(package, module, name), (), made)
    for operation in made.api.operations():
        if isinstance(operation.result, JsonResult):
            result = operation.result
            type_ = _evaluated(result_type(operation, result.schema, made), package)
            for example in result.examples:
                yield Given(result.schema.origin, example, type_)
            yield from _of(result.schema, type_, (), made)


def _of(
    schema: Schema, type_: Any, metadata: tuple[Any, ...], made: Names, above: frozenset[Pointer] = frozenset()
) -> Iterator[Given]:
    """The values of a schema and of those inside it whose type can be told from the outer one; none twice."""
    for value in (*schema.examples, *([schema.default.value] if schema.default else [])):
        yield Given(schema.origin, value, type_, metadata)
    match schema.type:
        case NullableType(inner):
            yield from _inside(Schema(schema.origin, inner), _plain(type_), made, above)
        case _:
            yield from _inside(schema, _plain(type_), made, above)


def _inside(schema: Schema, type_: Any, made: Names, above: frozenset[Pointer]) -> Iterator[Given]:
    match schema.type:
        case ObjectType(properties) if hasattr(type_, "model_fields"):
            by_wire = {field.alias or name: field for name, field in type_.model_fields.items()}
            for item in properties:
                field = by_wire.get(item.wire_name)
                if field is not None:
                    yield from _of(item.schema, field.annotation, tuple(field.metadata), made, above)
        case ArrayType(items) if get_origin(type_) is list:
            yield from _of(items, get_args(type_)[0], (), made, above)
        case MapType(values) if get_origin(type_) is dict:
            yield from _of(values, get_args(type_)[1], (), made, above)
        case TupleType(items) if get_origin(type_) is tuple:
            for each, inside in zip(items, get_args(type_), strict=True):
                yield from _of(each, inside, (), made, above)
        case UnionType(variants):
            yield from _variants(variants, type_, made, above)
        case RefType(target) if target not in made.models and target not in above:
            yield from _of(made.api.schemas[target], type_, (), made, above | {target})


def _variants(variants: tuple[Variant, ...], type_: Any, made: Names, above: frozenset[Pointer]) -> Iterator[Given]:
    """Variants of a union stand in the order of its type; where two became one, none can be told from the others."""
    types = [item for item in get_args(type_) if item is not type(None)] if get_origin(type_) is Union else [type_]
    if len(types) == len(variants):
        for variant, inside in zip(variants, types, strict=True):
            yield from _of(variant.schema, inside, (), made, above)


def _plain(type_: Any) -> Any:
    """A type without its metadata, its alias, and null."""
    if isinstance(type_, TypeAliasType):
        return _plain(type_.__value__)
    if get_origin(type_) is Annotated:
        return _plain(get_args(type_)[0])
    kept = [item for item in get_args(type_) if item is not type(None)]
    return _plain(kept[0]) if get_origin(type_) is Union and len(kept) == 1 else type_


def _evaluated(text: TypeText, package: str) -> Any:
    space: dict[str, Any] = {}
    for item in text.imports:
        if isinstance(item.module, tuple):
            space[item.bound] = _imported(package, item.module, item.name)
        else:
            module = importlib.import_module(item.module)
            space[item.bound] = getattr(module, item.name) if item.name else module
    return eval(text.code, space)  # noqa: S307


def _imported(package: str, module: tuple[str, ...], name: str) -> Any:
    holder = importlib.import_module(".".join((package, *module)))
    if not name:
        return holder
    try:
        return getattr(holder, name)
    except AttributeError:
        return importlib.import_module(".".join((package, *module, name)))


def main(document: str, source: str, package: str) -> None:
    sys.path.insert(0, source)
    failures, tried = checked(Path(document), package)
    print(json.dumps({"tried": tried, "failures": failures}))


if __name__ == "__main__":
    main(*sys.argv[1:])
