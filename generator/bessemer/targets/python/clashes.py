"""Report the Python names that two things of an API want: what could be settled, and what the author must."""

from __future__ import annotations

from collections.abc import Iterator

from bessemer.diagnostics.finding import Finding, Source
from bessemer.document.pointer import Pointer, child
from bessemer.ir.operations import Operation
from bessemer.ir.types import ObjectType, Schema
from bessemer.ir.walk import children, returned, sent
from bessemer.naming.reserved import CLIENT_ATTRIBUTES, RESOURCE_ATTRIBUTES
from bessemer.naming.scope import clashes
from bessemer.targets.python.client import option_name
from bessemer.targets.python.identifiers import field_names, key_names
from bessemer.targets.python.modules import Module
from bessemer.targets.python.names import Names, ResourceNames
from bessemer.targets.python.resources import exported, methods_of
from bessemer.targets.python.signatures import ArgumentKey, argument_names

_NAME_PROPERTY = 'name it in the document or an overlay, with `x-stainless-naming: {python: {property_name: "…"}}`'


def name_clashes(names: Names, modules: tuple[Module, ...]) -> tuple[Finding, ...]:
    """Every clash: of modules, of classes in one, of resources and methods, of arguments, of fields."""
    found = [*_modules(modules), *_nested(modules)]
    for item in (names.root, *names.resources):
        found += _attributes(item, names)
        found += _shadowed(item, names, modules)
    for operation in names.api.operations():
        found += _arguments(operation, names)
    found += _fields(names)
    return tuple(dict.fromkeys(found))


def _modules(modules: tuple[Module, ...]) -> Iterator[Finding]:
    """Two types of one package may share neither their file nor their class: the package exports both."""
    files = [("/".join(module.path), (module.config, module.origin)) for module in modules]
    classes = [("/".join((*module.path[:-1], module.main)), (module.config, module.origin)) for module in modules]
    for clash in (*clashes(files), *clashes(classes)):
        package, _, name = clash.name.rpartition("/")
        yield Finding(
            "name-clash",
            f"two types in {package.replace('/', '.')} come out as {name}",
            Source("config", clash.second[0]),
            f"give one of the two another key in the config; this one is at {clash.second[0]}",
            (
                ("the other is named here", Source("config", clash.first[0])),
                ("its schema", Source("spec", clash.first[1])),
                ("the schema of this one", Source("spec", clash.second[1])),
            ),
        )


def _nested(modules: tuple[Module, ...]) -> Iterator[Finding]:
    for module in modules:
        for clash in module.settled.clashes:
            yield Finding(
                "name-clash",
                f"two types inside {module.main} come out as {clash.name}",
                Source("spec", clash.second),
                "make one of them a model: move it to components/schemas and name it under `models:` in the config",
                (
                    ("the other is here", Source("spec", clash.first)),
                    (f"{module.main} is named here", Source("config", module.config)),
                ),
            )


def _attributes(item: ResourceNames, names: Names) -> Iterator[Finding]:
    """Resources, methods and the options of a client are attributes of one object, beside those it always has."""
    owner = f"the resource {'.'.join(item.resource.path)}" if item.attributes else "the client"
    reserved = RESOURCE_ATTRIBUTES if item.attributes else CLIENT_ATTRIBUTES
    wanted = [] if item.attributes else list(_options(names))
    wanted += [(below.attribute, below.resource.config) for below in names.children(item.resource.path)]
    wanted += [(names.methods[operation.config].name, operation.config) for operation in item.resource.operations]
    for name, config in wanted:
        if name in reserved:
            yield Finding(
                "name-clash",
                f"an attribute of {owner} comes out as {name}, which every Python SDK has already",
                Source("config", config),
                f"rename the key at {config} in the config",
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
        yield option_name(option, names), child(Pointer("/client_settings/opts"), option.name)


def _shadowed(item: ResourceNames, names: Names, modules: tuple[Module, ...]) -> Iterator[Finding]:
    """A class of methods hides a type of its own name that those methods take or return."""
    found = {module.path: module for module in modules}
    _, used = methods_of(item, names, found)
    classes = {*exported(item), *(() if item.attributes else ("Client", "AsyncClient"))}
    for imported in sorted(used, key=lambda imported: imported.bound):
        module = found.get(imported.module) if isinstance(imported.module, tuple) else None
        if module is not None and imported.bound in classes:
            yield Finding(
                "name-clash",
                f"the type {imported.bound} has the name of a class of methods that use it",
                Source("config", module.config),
                f"rename the key at {module.config} in the config",
                (("the methods are here", Source("config", item.resource.config)),),
            )


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
    for schema in _schemas(names):
        if not isinstance(schema.type, ObjectType):
            continue
        origins = {item.wire_name: item.schema.origin for item in schema.type.properties}
        for spelled in (field_names, key_names):
            for item in spelled(names.caser, schema.type.properties).renamed:
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


def _schemas(names: Names) -> Iterator[Schema]:
    """Every schema, each with those written inside it."""
    waiting = list(reversed(tuple(names.api.schemas.values())))
    waiting += (schema for operation in names.api.operations() for schema in (*sent(operation), *returned(operation)))
    seen: set[Pointer] = set()
    while waiting:
        schema = waiting.pop()
        if schema.origin in seen:
            continue
        seen.add(schema.origin)
        yield schema
        waiting.extend(children(schema.type))
