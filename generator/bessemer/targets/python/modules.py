"""Make the modules of types: one for each model and direction, for each method's params and its own response."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from bessemer.document.pointer import Pointer, tokens
from bessemer.encode.code import Code
from bessemer.encode.python import py_str
from bessemer.frozen import frozen
from bessemer.ir.circles import circles
from bessemer.ir.types import (
    AnyType,
    ArrayType,
    MapType,
    ObjectType,
    RefType,
    Schema,
    TupleType,
    Type,
    UnionType,
)
from bessemer.naming.apart import Claim, apart
from bessemer.targets.python.bases import models_reached
from bessemer.targets.python.identifiers import TYPE_NAMES, capped
from bessemer.targets.python.imports import Import, ModulePath, import_lines, relative
from bessemer.targets.python.keys import Key, key_of, typed_dict
from bessemer.targets.python.names import Direction, MethodNames, ModelNames, Names
from bessemer.targets.python.needs import has_keys, has_params
from bessemer.targets.python.overloads import params_of_overloads, switch
from bessemer.targets.python.place import Place
from bessemer.targets.python.results import own_types, without_null
from bessemer.targets.python.signatures import Argument, Way, arguments, ways
from bessemer.targets.python.types import alias_of, class_of, is_class, typed
from bessemer.targets.python.typetext import Definition, TypeText, depth_first, merged, named, union
from bessemer.targets.python.variants import body_object_words
from bessemer.targets.python.views import AMBIGUOUS, Bound, TypeModule

_MOST_TRIES = 4
# Modules that import each other load each other within each other, six frames of Python's stack of 1,000 each.
_MOST_NESTED = 50
_TRANSFORMED = ("query", "querystring", "body")


@frozen
class Settled:
    """A module's text, its nested classes that had to be called otherwise, and what it imports below the classes."""

    body: TypeText
    renamed: Mapping[tuple[Pointer, str], str]
    late: frozenset[ModulePath]


@dataclass(frozen=True, slots=True, eq=False)
class Module:
    """A module of types, which is made when it is asked for. `of` is what it is made of, beside schemas and names."""

    path: ModulePath
    main: str
    names: Names
    of: tuple[object, ...]
    make: Callable[[], Settled]

    def kept(self) -> tuple[object, ...]:
        """What is kept of it: not what tells whether it is as it was."""
        return self.path, self.main, self.names, (), self.make

    @property
    def settled(self) -> Settled:
        return self.names.once("module", self, self.make)

    @property
    def definitions(self) -> tuple[Definition, ...]:
        return self.settled.body.definitions

    def view(self) -> TypeModule:
        package = self.path[:-1]
        settled = self.settled
        definitions = settled.body.definitions
        late = frozenset(item for item in settled.body.imports if _is_late(item, settled.late))
        nested = [name for name in depth_first(definitions) if name != self.main]
        early = settled.body.imports - late
        together = tuple(_bound(late, package)) if len(settled.late) > _MOST_NESTED else ()
        if together:
            early |= {Import("typing", "TYPE_CHECKING"), Import(("_lazy",), "import_together")}
        return TypeModule(
            import_lines(early, package),
            tuple(py_str(name) for name in (self.main, *nested)),
            definitions,
            import_lines(late, package),
            None if nested else py_str(self.main),
            any(field.name in AMBIGUOUS for item in definitions for field in item.fields),
            together,
            any(item.redeclares for item in definitions),
        )


def _is_late(item: Import, late: frozenset[ModulePath]) -> bool:
    return not isinstance(item.module, str) and (item.module in late or (*item.module, item.name) in late)


def _bound(imports: Iterable[Import], package: ModulePath) -> Iterator[Bound]:
    """What imports from this SDK bind."""
    for item in sorted(imports, key=lambda item: item.bound):
        if not isinstance(item.module, str):
            yield Bound(py_str(item.bound), py_str(relative(item.module, package)), py_str(item.name))


def type_modules(names: Names) -> tuple[Module, ...]:
    """All modules of types, models first."""
    back, recursive = _circles(names)
    models = tuple(
        _model(item, direction, names, (back, recursive)) for item in names.listed for direction in _directions(item)
    )
    own = (module for method in names.methods.values() for module in _own(method, names))
    return (*models, *own)


def _directions(item: ModelNames) -> tuple[Direction, ...]:
    order: tuple[Direction, ...] = ("response", "request")
    return tuple(direction for direction in order if direction in item.directions)


def _own(method: MethodNames, names: Names) -> Iterator[Module]:
    if has_params(method.operation, names):
        yield params_module(method, names)
    for main, path, _ in own_types(method.operation, names):
        yield Module(path, main, names, (method.operation, main), partial(_own_type, method, main, names))


def _own_type(method: MethodNames, main: str, names: Names) -> Settled:
    schema = next(schema for name, _, schema in own_types(method.operation, names) if name == main)
    return _written(main, schema, Place(names, "response", (), main))


def _circles(names: Names) -> tuple[Mapping[ModulePath, frozenset[ModulePath]], frozenset[ModulePath]]:
    """The modules that import each other in a circle, and those of aliases that stand in themselves."""
    edges: dict[ModulePath, list[ModulePath]] = {}
    classes: set[ModulePath] = set()
    for item in names.models.values():
        targets = tuple(models_reached(names.api.schemas[item.model.schema], names))
        for direction in _directions(item):
            here = item.spelled(direction)[1]
            if is_class(names.api.schemas[item.model.schema], names):
                classes.add(here)
            edges[here] = [names.models[target].spelled(direction)[1] for target in targets]
    found = circles(edges)
    aliases = {here: [item for item in edges[here] if item not in classes] for here in edges if here not in classes}
    alone = circles(aliases)
    recursive = frozenset(here for here in aliases if len(alone[here]) > 1 or here in aliases[here])
    return {here: found[here] for here in edges if len(found[here]) > 1}, recursive


def _model(
    item: ModelNames,
    direction: Direction,
    names: Names,
    circled: tuple[Mapping[ModulePath, frozenset[ModulePath]], frozenset[ModulePath]],
) -> Module:
    back, recursive = circled
    main, path = item.spelled(direction)
    circle = back.get(path, frozenset()) - {path}
    make = partial(_model_type, item, direction, names, (circle, recursive & circle))
    said = (direction, repr(sorted(circle)), repr(sorted(circle & recursive)), item.model.deprecated)
    return Module(path, main, names, said, make)


def _model_type(
    item: ModelNames, direction: Direction, names: Names, circled: tuple[frozenset[ModulePath], frozenset[ModulePath]]
) -> Settled:
    circle, recursive = circled
    main, _ = item.spelled(direction)
    schema = names.api.schemas[item.model.schema]
    if names.models[item.model.schema] is not item:
        # Another name for a schema that an earlier model names already.
        schema = Schema(item.model.config, RefType(item.model.schema))
    place = Place(names, direction, (), main, cycle=circle)
    if not is_class(schema, names):
        # An alias is evaluated at once: those of its circle are written out in it, but those that are recursive.
        place = place._replace(cycle=recursive, opened=circle - recursive)
    made = _showing(_written(main, schema, place), schema)
    return made if item.model.deprecated is None else _deprecated(made, main, item.model.deprecated)


def _showing(made: Settled, schema: Schema) -> Settled:
    """The module shows what it imports and the document names: type checkers take other imports for its own affair."""
    shown = schema.naming("python").shown if schema.namings else ()
    imports = (item._replace(alias=item.name) if item.name in shown else item for item in made.body.imports)
    return replace(made, body=made.body._replace(imports=frozenset(imports))) if shown else made


def _deprecated(made: Settled, main: str, why: str) -> Settled:
    """The main alias says why it should not be used."""
    doc = f"Deprecated: {why or 'the API may drop it.'}"
    listed = (replace(item, doc=doc) if item.name == main else item for item in made.body.definitions)
    return replace(made, body=made.body._replace(definitions=tuple(listed)))


def _says_null(type_: Type, place: Place) -> bool:
    """Whether a model that may be null says so itself, as in published SDKs: else each use of it says it.

    A list or a map never does, a union only in responses.
    """
    if isinstance(type_, UnionType):
        return place.direction == "response"
    return not isinstance(type_, ArrayType | TupleType | MapType | ObjectType)


def _written(main: str, schema: Schema, place: Place) -> Settled:
    """The main class or alias of a module for a schema, with those inside it."""
    whole = place.names.resolved(schema)
    resolved = without_null(whole)
    final = resolved.type
    holds_null = whole is not resolved and _says_null(final, place)
    # Source: contracts/config.md section 2.6: below an intersection the classes keep the name of the root.
    is_subclass = isinstance(final, ObjectType) and any(base in place.names.models for base in final.bases)
    prefix = main if is_subclass else ""
    place = place._replace(prefix=prefix, open=((schema.origin, main), (resolved.origin, main)))
    is_object = is_class(schema, place.names)

    def build(tried: Place) -> TypeText:
        if is_object and isinstance(final, ObjectType):
            return class_of(main, resolved, final, tried)
        return alias_of(main, resolved, tried, holds_null=holds_null)

    return _settled(build, place)


def params_module(method: MethodNames, names: Names) -> Module:
    """The TypedDict of a method's arguments, but for the positional ones."""
    made = partial(_params, method, names)
    return Module(method.params_module, method.params_class, names, (method.operation,), made)


def _params(method: MethodNames, names: Names) -> Settled:
    operation = method.operation
    place = Place(names, "request", (), method.params_class)
    several = ways(operation, names)
    if several:
        return _settled(lambda tried: _ways_alias(method, several, tried), place)
    taken = tuple(item for item in arguments(operation, names) if not _is_apart(item, names))
    asked = switch(operation, taken)
    place = place._replace(shadowed=frozenset(item.name for item in taken))

    def build(tried: Place) -> TypeText:
        keys = tuple(_argument_key(item, tried) for item in taken if item is not asked)
        schema = Schema(operation.origin, AnyType())
        if asked is None:
            return typed_dict(method.params_class, schema, keys, None)
        base = typed_dict(f"{method.params_class}Base", schema, keys, None)
        return params_of_overloads(method.params_class, base, asked)

    return _settled(build, place)


def _ways_alias(method: MethodNames, several: tuple[Way, ...], place: Place) -> TypeText:
    """A TypedDict for each way to call a method, and the choice of them. Source: contracts/config.md section 2.5."""
    names = place.names
    made: list[TypeText] = []
    for way in several:
        schema = names.final(way.object.variant.schema)
        taken = [item for item in way.arguments if not _is_apart(item, names)]
        inside = way_place(way, place)._replace(shadowed=frozenset(item.name for item in taken))
        keys = tuple(_argument_key(item, inside) for item in taken)
        made.append(typed_dict(inside.prefix, schema, keys, None))
    whole = union(made)
    alias = Definition(Code(method.params_class), method.operation.origin, alias=whole.code)
    inner = merged(Code(method.params_class), (whole, named("typing_extensions", "TypeAlias")))
    return inner._replace(definitions=(*inner.definitions, alias))


def way_place(way: Way, place: Place) -> Place:
    """Inside the TypedDict of one of the ways to call a method."""
    one = way.object
    origin = place.names.final(one.variant.schema).origin
    words = body_object_words(one.index, one.union)
    return place.below(place.at(words, in_array=False, in_alias=False).name(origin), origin)


def _is_apart(item: Argument, names: Names) -> bool:
    """Whether an argument has no key: what is given by position, unless it has keys itself, and raw bodies."""
    return item.raw or (item.positional and not has_keys(item.schema, names))


def _argument_key(item: Argument, place: Place) -> Key:
    inner = typed(item.schema, argument_place(item, place))
    # What is transformed has its wire name there; headers and paths say it to readers.
    wire_name = item.wire_name if item.landing in (*_TRANSFORMED, "header", "path") else item.name
    return key_of(wire_name, item.name, inner, item.schema, required=item.required)


def argument_place(item: Argument, place: Place) -> Place:
    """Where an argument's type stands: its classes are named after it, without any underscore that Python wants."""
    return place.called(item.wire_name if item.landing in _TRANSFORMED else item.word or item.name)


def _settled(build: Callable[[Place], TypeText], place: Place) -> Settled:
    """Build a module, and again where two of its classes want one name or something imported has the name of a class.

    Of nested classes that outside another keeps the name; the other takes the main class's name in front, or a hash.
    """
    body = build(place)
    for _ in range(_MOST_TRIES):
        renamed = {**place.renamed, **_renamed(body, place)}
        aliased = place.names.aliased | clashing(body.imports, {str(item.name) for item in body.definitions})
        if renamed == place.renamed and aliased == place.names.aliased:
            break
        names = place.names if aliased == place.names.aliased else replace(place.names, aliased=aliased)
        place = place._replace(renamed=renamed, names=names)
        body = build(place)
    return Settled(_once_each(body), place.renamed, place.cycle)


def _renamed(body: TypeText, place: Place) -> Mapping[tuple[Pointer, str], str]:
    """The nested classes to be called otherwise."""
    # The module's own class comes last.
    nested = {(item.origin, str(item.name)) for item in body.definitions[:-1]}
    wanted_names = {name for _, name in nested}
    if len(wanted_names) == len(nested) and place.root not in wanted_names and TYPE_NAMES.isdisjoint(wanted_names):
        return {}
    before = {(origin, name): wanted for (origin, wanted), name in place.renamed.items()}
    claims = (
        Claim((origin, name), name, origin, len(tokens(origin)), _in_front(place.root, name)) for origin, name in nested
    )
    changed = apart(claims, TYPE_NAMES | {place.root}).renamed
    return {(item.owner[0], before.get(item.owner, item.wanted)): item.name for item in changed}


def _in_front(root: str, name: str) -> Callable[[], tuple[str, ...]]:
    return lambda: (capped(root + name),)


def clashing(imports: Iterable[Import], others: Container[str]) -> frozenset[ModulePath]:
    """The modules of types whose class has the name of something else here."""
    found: dict[str, set[str | ModulePath]] = {}
    for item in imports:
        if item.name:
            found.setdefault(item.bound, set()).add(item.module)
    return frozenset(
        module
        for name, modules in found.items()
        if name in others or len(modules) > 1
        for module in modules
        if isinstance(module, tuple) and module[0] == "types"
    )


def _once_each(body: TypeText) -> TypeText:
    """A schema that is written twice under one name is one class."""
    return body._replace(definitions=tuple({item.name: item for item in reversed(body.definitions)}.values())[::-1])
