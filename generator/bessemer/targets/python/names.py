"""Decide every public name of the Python SDK, once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import field
from typing import Literal, TypeAlias, TypeVar

from bessemer.document.pointer import Pointer
from bessemer.frozen import frozen
from bessemer.ir.api import Api, Model, PythonSettings, Resource
from bessemer.ir.operations import Operation, StreamResult
from bessemer.ir.reading import read_again, reading
from bessemer.ir.types import (
    AnyType,
    ArrayType,
    BooleanType,
    ConstType,
    EnumType,
    IntegerType,
    MapType,
    NullableType,
    NullType,
    NumberType,
    ObjectType,
    RefType,
    Schema,
    StringType,
    TupleType,
    Type,
    UnionType,
)
from bessemer.ir.walk import Uses, reach, uses
from bessemer.naming.apart import Apart
from bessemer.naming.case import Caser
from bessemer.naming.plural import singular
from bessemer.naming.reserved import CLIENT_ATTRIBUTES, RESOURCE_ATTRIBUTES
from bessemer.naming.words import spelled
from bessemer.targets.python.identifiers import (
    CLASS_BODY_NAMES,
    attribute_name,
    class_name,
    field_names,
    file_name,
    key_names,
    method_name,
    module_name,
    option_name,
    pascal,
    resource_class,
    unprotected_field_names,
)
from bessemer.targets.python.imports import ModulePath

Direction: TypeAlias = Literal["request", "response"]
SHARED = "$shared"
Made = TypeVar("Made")


@frozen
class ModelNames:
    """A configured model: its class, its TypedDict twin, and where each lies below the package's root.

    `directions` are those it has a file for. A model whose request form is its response form has only the latter.
    """

    model: Model
    class_name: str
    param_class: str
    module: ModulePath
    param_module: ModulePath
    directions: frozenset[Direction]

    def spelled(self, direction: Direction) -> tuple[str, ModulePath]:
        """Class and module to use in a direction."""
        if direction in self.directions:
            return (self.class_name, self.module) if direction == "response" else (self.param_class, self.param_module)
        return (self.param_class, self.param_module) if direction == "response" else (self.class_name, self.module)


@frozen
class ResourceNames:
    """`attributes` is the chain after `client`; `types` the package of its types, `module` its own module.

    The root resource is the client itself: no attributes, the client's class in the client's module.
    """

    resource: Resource
    attributes: tuple[str, ...]
    class_name: str
    module: ModulePath
    types: ModulePath

    @property
    def attribute(self) -> str:
        return self.attributes[-1] if self.attributes else "client"

    @property
    def package(self) -> ModulePath:
        """The package that exports its classes: its own, where it has children."""
        return self.module[:-1]


@frozen
class MethodNames:
    """`params`, `response` and `event` are the classes of the method's own, and the modules they would lie in."""

    operation: Operation
    name: str
    params_class: str
    params_module: ModulePath
    response_class: str
    response_module: ModulePath
    event_class: str
    event_module: ModulePath


@frozen
class Moved:
    """A type or a resource that is not called what it asks for; `holder` is who has that name."""

    config: Pointer
    wanted: str
    name: str
    holder: Pointer | None


@frozen
class Names:
    """All names of one API. `models` is by schema: the first model that names a schema is the one used for it.

    `root` is the client as a resource; `resources` are those below it. `moved` did not get the names asked for.
    `aliased` are the modules of types whose class has another name in the module that is being written.
    """

    api: Api
    settings: PythonSettings
    caser: Caser
    uses: Uses
    client_class: str
    models: Mapping[Pointer, ModelNames]
    listed: tuple[ModelNames, ...]
    root: ResourceNames
    resources: tuple[ResourceNames, ...]
    methods: Mapping[Pointer, MethodNames]
    moved: tuple[Moved, ...] = ()
    aliased: frozenset[ModulePath] = frozenset()
    _places: dict[tuple[str, ...], ResourceNames] = field(default_factory=dict, init=False, compare=False, repr=False)
    _below: dict[tuple[str, ...], list[ResourceNames]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    _made: dict[tuple[str, int], tuple[object, object, Set[Pointer]]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def once(self, what: str, item: object, make: Callable[[], Made]) -> Made:
        """What make gives, made only the first time that it is asked of this item: a pure function of it and these."""
        known = self._made.get(key := (what, id(item)))
        if known is None:
            # the item is kept too: while it lives, no other has its id
            known = self._made[key] = (item, *reading(self.api.schemas, make))
        elif known[2]:
            read_again(self.api.schemas, known[2])
        # a cast would be a call of Python, and this is asked most of all
        return known[1]  # type: ignore[return-value]

    def fields(self, type_: ObjectType) -> Apart[str]:
        """The fields of a model by wire name, whichever of them a direction shows."""
        return self.once("fields", type_, lambda: self._field_names(type_))

    def keys(self, type_: ObjectType) -> Apart[str]:
        """The keys of a TypedDict by wire name, whichever of them a direction shows."""
        return self.once("keys", type_, lambda: key_names(self.caser, type_.properties))

    def _field_names(self, type_: ObjectType) -> Apart[str]:
        spell = field_names if self.settings.protects_namespaces else unprotected_field_names
        return spell(self.caser, type_.properties)

    @property
    def package(self) -> str:
        return self.settings.package_name

    @property
    def error_class(self) -> str:
        return f"{self.client_class}Error"

    @property
    def async_client_class(self) -> str:
        return f"Async{self.client_class}"

    def __post_init__(self) -> None:
        self._places[()] = self.root
        for item in self.resources:
            self._places[item.resource.path] = item
            self._below.setdefault(item.resource.path[:-1], []).append(item)

    def resource(self, path: tuple[str, ...]) -> ResourceNames:
        return self._places[path]

    def children(self, path: tuple[str, ...]) -> tuple[ResourceNames, ...]:
        """The resources right below a path, in the config's order."""
        return tuple(self._below.get(path, ()))

    def resolved(self, schema: Schema) -> Schema:
        """The schema behind references that are not models, and behind references of models to nothing but another."""
        seen: set[Pointer] = set()
        while isinstance(schema.type, RefType) and schema.type.target not in seen:
            if schema.type.target in self.models:
                return schema
            seen.add(schema.type.target)
            schema = self.api.schemas[schema.type.target]
        return schema

    def final(self, schema: Schema) -> Schema:
        """The schema behind every reference."""
        seen: set[Pointer] = set()
        while isinstance(schema.type, RefType) and schema.type.target not in seen:
            seen.add(schema.type.target)
            schema = self.api.schemas[schema.type.target]
        return schema


def names(api: Api, settings: PythonSettings) -> Names:
    caser = Caser(api.casings)
    used = _with_unused(api, caser, uses(api))
    listed = tuple(_model(api, caser, used, model) for resource in api.root.walk() for model in resource.models)
    models: dict[Pointer, ModelNames] = {}
    for item in listed:
        models.setdefault(item.model.schema, item)
    options = frozenset(option_name(caser, option.name) for option in api.client.options)
    resources = tuple(_resources(api.root, caser, settings, (), options))
    client_class = pascal(caser, spelled(api.organization.name))
    return Names(
        api=api,
        settings=settings,
        caser=caser,
        uses=used,
        client_class=client_class,
        models=models,
        listed=listed,
        root=ResourceNames(api.root, (), client_class, ("_client",), types_package((), caser)),
        resources=resources,
        methods={operation.config: _method(caser, operation, options) for operation in api.operations()},
    )


def _with_unused(api: Api, caser: Caser, used: Uses) -> Uses:
    """A model that no call reaches is written as its name says, and so is all that such a model leads to."""
    unused = [model for model in api.models() if model.schema not in used.requests | used.responses]
    asked = {model.schema for model in unused if is_param(pascal(caser, spelled(model.name)))}
    answered = {model.schema for model in unused} - asked

    def led_to(pointers: set[Pointer]) -> frozenset[Pointer]:
        return reach(api.schemas, (api.schemas[pointer] for pointer in pointers)) | pointers

    return Uses(used.requests | led_to(asked), used.responses | led_to(answered))


def types_package(path: tuple[str, ...], caser: Caser) -> ModulePath:
    """Types lie in the package of their resource's parents."""
    return ("types", *(file_name(attribute_name(caser, part)) for part in path[:-1]))


def is_shared_literal(type_: Type, schemas: Mapping[Pointer, Schema]) -> bool:
    """Whether requests spell a type as responses do: scalars, and enums that take no other value."""
    match type_:
        case EnumType():
            return not type_.is_open
        case StringType(format_):
            return format_ not in ("date", "date-time", "byte", "binary")
        case NullableType(inner):
            return is_shared_literal(inner, schemas)
        case RefType(target):
            return is_shared_literal(schemas[target].type, schemas)
        case UnionType(variants):
            return len(variants) == 1 and is_shared_literal(variants[0].schema.type, schemas)
        case ConstType() | IntegerType() | NumberType() | BooleanType() | NullType() | AnyType():
            return True
        case ArrayType() | TupleType() | MapType() | ObjectType():
            return False


def is_param(class_name: str) -> bool:
    """Whether a model's own name says that it is for requests."""
    return class_name.endswith(("Param", "Params"))


def _model(api: Api, caser: Caser, used: Uses, model: Model) -> ModelNames:
    words = spelled(model.name)
    called, file = class_name(caser, words), module_name(caser, model.name)
    suffixed = is_param(called) or model.keeps_name
    shared = model.resource == (SHARED,)
    package = ("types", "shared") if shared else types_package(model.resource, caser)
    param_package = ("types", "shared_params") if shared else package
    asked = model.schema in used.requests
    answered = model.schema in used.responses
    only_one = is_shared_literal(api.schemas[model.schema].type, api.schemas)
    directions: set[Direction] = set()
    # a shared one has a twin in any case
    if asked and (shared or not only_one):
        directions.add("request")
    # a shared model has its class among the shared ones, whoever uses it
    if answered or shared or not directions:
        directions.add("response")
    both = len(directions) == 2
    return ModelNames(
        model,
        called,
        # a shared package of its own keeps the twins apart; elsewhere the name must
        called if shared or (suffixed and not both) else f"{called}Param",
        (*package, file),
        (*param_package, file if shared or (suffixed and not both) else f"{file}_param"),
        frozenset(directions),
    )


def _resources(
    resource: Resource, caser: Caser, settings: PythonSettings, parent: ModulePath, taken: frozenset[str]
) -> list[ResourceNames]:
    """The resources below one, in attributes that are not taken."""
    found: list[ResourceNames] = []
    for child in resource.resources:
        if child.name == SHARED:
            continue
        attribute = attribute_name(caser, child.name)
        attributes = (*parent, f"{attribute}_" if attribute in taken else attribute)
        module = ("resources", *map(file_name, attributes))
        if child.resources:
            # A resource with children is a package that holds a module of the same name, unless a child has that.
            below = {file_name(attribute_name(caser, item.name)) for item in child.resources}
            module = (*module, f"{module[-1]}_resource" if module[-1] in below else module[-1])
        called = resource_class(caser, child.name, settings.resource_class_suffix)
        found.append(ResourceNames(child, attributes, called, module, types_package(child.path, caser)))
        found += _resources(child, caser, settings, attributes, frozenset())
    return found


def _method(caser: Caser, operation: Operation, options: frozenset[str]) -> MethodNames:
    leaf = singular(spelled(operation.resource[-1] if operation.resource else "client"))
    stem = pascal(caser, (*leaf, *spelled(operation.name)))
    file = module_name(caser, " ".join((*leaf, *spelled(operation.name))))
    package = types_package(operation.resource, caser)
    params, params_file = f"{stem}Params", f"{file}_params"
    if operation.params_name is not None:
        params, params_file = pascal(caser, spelled(operation.params_name)), module_name(caser, operation.params_name)
    event = "response" if isinstance(operation.result, StreamResult) else "event"
    name = method_name(caser, operation.name)
    taken = RESOURCE_ATTRIBUTES if operation.resource else CLIENT_ATTRIBUTES | options
    return MethodNames(
        operation,
        f"{name}_" if name in taken or name in CLASS_BODY_NAMES else name,
        params,
        (*package, params_file),
        f"{stem}Response",
        (*package, f"{file}_response"),
        f"{stem}{event.title()}",
        (*package, f"{file}_{event}"),
    )
