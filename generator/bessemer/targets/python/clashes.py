"""Report the Python names that two things of an API want: what could be settled, and what the author must."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from bessemer.diagnostics.finding import Finding, Source
from bessemer.document.pointer import Pointer, child, tokens
from bessemer.ir.operations import Operation
from bessemer.ir.types import ObjectType, Schema
from bessemer.ir.walk import children, returned, sent
from bessemer.naming.scope import clashes
from bessemer.targets.python.identifiers import method_name, option_name
from bessemer.targets.python.names import Moved, Names, ResourceNames
from bessemer.targets.python.recall import Recall
from bessemer.targets.python.signatures import ArgumentKey, argument_names

_NAME_PROPERTY = 'name it in the document or an overlay, with `x-stainless-naming: {python: {property_name: "…"}}`'


def name_clashes(names: Names, recall: Recall) -> tuple[Finding, ...]:
    """Every clash: of types and classes, of resources and methods, of arguments, of fields."""
    found = [_moved(item) for item in names.moved]
    for resource in (names.root, *names.resources):
        found += _attributes(resource, names)
    for operation in names.api.operations():
        part = partial(argument_clashes, operation, names)
        found += recall.decided(f"clashes of {operation.config}", (operation,), part)
    found += _fields(names)
    return tuple(dict.fromkeys(found))


def _moved(item: Moved) -> Finding:
    holder = () if item.holder is None else (("the other is named here", Source("config", item.holder)),)
    return Finding(
        "name-settled",
        f"a class is called {item.name}, for {item.wanted} is another's",
        Source("config", item.config),
        "for a name of your choice change its key in the config",
        holder,
    )


def _attributes(item: ResourceNames, names: Names) -> Iterator[Finding]:
    """Resources, methods and the options of a client are attributes of one object."""
    owner = f"the resource {'.'.join(item.resource.path)}" if item.attributes else "the client"
    wanted = [] if item.attributes else list(_options(names))
    wanted += [(below.attribute, below.resource.config) for below in names.children(item.resource.path)]
    wanted += [(names.methods[operation.config].name, operation.config) for operation in item.resource.operations]
    for name, config in wanted:
        plain = method_name(names.caser, tokens(config)[-1]) if config else name
        if name == f"{plain}_":
            yield Finding(
                "name-settled",
                f"an attribute of {owner} is called {name}, for {plain} is taken",
                Source("config", config),
                f"for a name of your choice change the key at {config} in the config",
            )
    for clash in clashes(wanted):
        yield Finding(
            "name-clash",
            f"two attributes of {owner} come out as {clash.name}",
            Source("config", clash.second),
            f"rename the key at {clash.second} in the config",
            (("the other is named here", Source("config", clash.first)),),
        )


def _options(names: Names) -> Iterator[tuple[str, Pointer]]:
    for option in names.api.client.options:
        yield option_name(names.caser, option.name), child(Pointer("/client_settings/opts"), option.name)


def argument_clashes(operation: Operation, names: Names) -> tuple[Finding, ...]:
    return tuple(_arguments(operation, names))


def _arguments(operation: Operation, names: Names) -> Iterator[Finding]:
    for item in argument_names(operation, names).renamed:
        yield _renamed(
            f"an argument of {'.'.join((*operation.resource, operation.name))}",
            item.wanted,
            item.name,
            (_argument_origin(item.owner, operation), _argument_origin(item.holder or item.owner, operation)),
            f"name it with `x-stainless-param: {item.name}` in its schema",
        )


def _argument_origin(key: ArgumentKey, operation: Operation) -> Pointer:
    landing, wire_name = key
    listed = (item.origin for item in operation.parameters if (item.location, item.wire_name) == (landing, wire_name))
    return next(listed, child(operation.origin, "requestBody"))


def _fields(names: Names) -> Iterator[Finding]:
    """Two keys of one object; as models spell them, or as TypedDicts do."""
    roots = list(reversed(tuple(names.api.schemas.values())))
    roots += (schema for item in names.api.operations() for schema in (*sent(item), *returned(item)))
    return _clashing(roots, names)


def schema_clashes(schema: Schema, names: Names) -> Iterator[Finding]:
    """The clashes of fields in a schema and in those written inside it."""
    return _clashing([schema], names)


def operation_clashes(operation: Operation, names: Names) -> Iterator[Finding]:
    """The clashes of fields in the schemas that are written in an operation."""
    return _clashing([*sent(operation), *returned(operation)], names)


def _clashing(roots: list[Schema], names: Names) -> Iterator[Finding]:
    for schema in _schemas(roots):
        if not isinstance(schema.type, ObjectType):
            continue
        for spelled in (names.fields, names.keys):
            renamed = spelled(schema.type).renamed
            origins = {item.wire_name: item.schema.origin for item in schema.type.properties} if renamed else {}
            for item in renamed:
                places = (origins[item.owner], origins[item.holder or item.owner])
                yield _renamed("a property", item.wanted, item.name, places, _NAME_PROPERTY)


def _renamed(what: str, wanted: str, name: str, places: tuple[Pointer, Pointer], help_: str) -> Finding:
    at, holder = places
    return Finding(
        "name-settled",
        f"{what} is called {name}, for {wanted} is another's",
        Source("spec", at),
        help_,
        (("the other is here", Source("spec", holder)),),
    )


def _schemas(roots: list[Schema]) -> Iterator[Schema]:
    """Every schema, each with those written inside it."""
    waiting = list(roots)
    seen: set[Pointer] = set()
    while waiting:
        schema = waiting.pop()
        if schema.origin in seen:
            continue
        seen.add(schema.origin)
        yield schema
        waiting.extend(children(schema.type))
