"""Make the modules of resources."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

from bessemer.encode.code import Code, code
from bessemer.encode.python import py_str
from bessemer.frozen import frozen
from bessemer.ir.operations import BinaryResult, Operation
from bessemer.ir.order import ordered
from bessemer.ir.types import StringType
from bessemer.targets.python.credentials import requirements
from bessemer.targets.python.identifiers import RESOURCE_MODULE_NAMES
from bessemer.targets.python.imports import Import, ModulePath, import_lines, relative
from bessemer.targets.python.modules import Module, argument_place, clashing, way_place
from bessemer.targets.python.names import MethodNames, Names, ResourceNames
from bessemer.targets.python.notes import method_doc
from bessemer.targets.python.overloads import (
    Offer,
    Overloads,
    argument_docs,
    overloads,
    parameters,
    switch,
)
from bessemer.targets.python.place import Place
from bessemer.targets.python.results import Returned, returned
from bessemer.targets.python.scalars import seconds
from bessemer.targets.python.sending import Sent, sent
from bessemer.targets.python.signatures import Argument, Way, arguments, asking, ways
from bessemer.targets.python.types import typed
from bessemer.targets.python.typetext import TypeText, internal, merged
from bessemer.targets.python.views import (
    AMBIGUOUS,
    Child,
    Method,
    ResourceClass,
    ResourceModule,
    WrappedMethod,
    WrapperClass,
)
from bessemer.targets.python.webhooks import webhook_methods

_WRAPPERS = ("WithRawResponse", "WithStreamingResponse")
# Published clients, and they alone, say it otherwise.
STREAMED_CLIENT = "WithStreamedResponse"


@frozen
class Side:
    """The sync or the async half of a resource."""

    is_async: bool

    @property
    def prefix(self) -> str:
        return "Async" if self.is_async else ""

    @property
    def function(self) -> str:
        return "async_" if self.is_async else ""

    @property
    def wait(self) -> Code:
        return Code("await " if self.is_async else "")


SIDES = (Side(False), Side(True))


def resource_module(item: ResourceNames, names: Names, modules: Mapping[ModulePath, Module]) -> ResourceModule:
    methods, used = methods_of(item, names, modules)
    children = names.children(item.resource.path)
    webhooks, needed = webhook_methods(item.resource, names)
    used |= needed
    classes = tuple(
        ResourceClass(
            Code(side.prefix + item.class_name),
            Code(f"{side.prefix or 'Sync'}APIResource"),
            item.resource.description,
            children_of(children, item.module, side.prefix, ""),
            methods[side],
            Code(f"{side.prefix}{item.class_name}WithRawResponse"),
            Code(f"{side.prefix}{item.class_name}WithStreamingResponse"),
            webhooks,
        )
        for side in SIDES
    )
    used |= {Import("__future__", "annotations"), Import(("_compat",), "cached_property")}
    used |= {Import(("_resource",), name) for name in ("SyncAPIResource", "AsyncAPIResource")}
    if children:
        used |= {Import("typing", "TYPE_CHECKING")}
    return ResourceModule(
        import_lines(used, item.package),
        import_lines(checked(children), item.package),
        # published SDKs leave the wrappers out
        tuple(py_str(name) for name in exported(item)[:2]),
        classes,
        wrappers(item, names),
        any(
            argument.name in AMBIGUOUS
            for operation in item.resource.operations
            for argument in arguments(operation, names)
        ),
        any(operation.deprecated is not None for operation in item.resource.operations),
        chooses(item.resource.operations, names),
    )


def chooses(operations: Iterable[Operation], names: Names) -> bool:
    """Whether the body of one is one of several objects."""
    return any(ways(operation, names) for operation in operations)


def methods_of(
    item: ResourceNames, names: Names, modules: Mapping[ModulePath, Module]
) -> tuple[Mapping[Side, tuple[Method, ...]], frozenset[Import]]:
    """The methods of a resource or of the client, with what they and their wrappers import."""
    made, used = _methods(item, names, modules)
    aliased = clashing(used, {*defined(item, names), *RESOURCE_MODULE_NAMES})
    return _methods(item, replace(names, aliased=aliased), modules) if aliased else (made, used)


def defined(item: ResourceNames, names: Names) -> frozenset[str]:
    """The classes that a module of methods makes, or names for those below it."""
    below = (name for child in names.children(item.resource.path) for name in exported(child))
    error = () if item.attributes else (names.error_class,)
    return frozenset((*exported(item), *below, *error))


def _methods(
    item: ResourceNames, names: Names, modules: Mapping[ModulePath, Module]
) -> tuple[Mapping[Side, tuple[Method, ...]], frozenset[Import]]:
    operations = ordered(item.resource.operations)
    made = {
        side: tuple(_method(names.methods[operation.config], names, modules, side) for operation in operations)
        for side in SIDES
    }
    used = _base_imports(operations, names).union(*(imports for side in SIDES for _, imports in made[side]))
    return {side: tuple(method for method, _ in made[side]) for side in SIDES}, used


def wrappers(item: ResourceNames, names: Names) -> tuple[WrapperClass, ...]:
    """The classes behind `with_raw_response` and `with_streaming_response`, of a resource or of the client."""
    return tuple(_wrapper(item, names, side, kind) for kind in _WRAPPERS for side in SIDES)


def exported(item: ResourceNames) -> tuple[Code, ...]:
    """The six classes of a resource."""
    return tuple(Code(f"{prefix}{item.class_name}{kind}") for kind in ("", *_WRAPPERS) for prefix in ("", "Async"))


def children_of(children: tuple[ResourceNames, ...], module: ModulePath, prefix: str, kind: str) -> tuple[Child, ...]:
    return tuple(
        Child(
            Code(child.attribute),
            Code(f"{prefix}{child.class_name}{kind}"),
            Code(relative(child.module, module[:-1])),
        )
        for child in children
    )


def checked(children: tuple[ResourceNames, ...]) -> frozenset[Import]:
    """What only a type checker imports of the resources below a class."""
    return frozenset(Import(child.module, str(name)) for child in children for name in exported(child))


def _base_imports(operations: tuple[Operation, ...], names: Names) -> frozenset[Import]:
    """What every method imports, and what their wrappers do."""
    wanted: set[Import] = set()
    if operations:
        wanted |= {Import(("_types",), name) for name in ("Body", "Headers", "NotGiven", "Query", "not_given")}
        wanted |= {Import(("_options",), "request_options"), Import(("_http",), "httpx")}
    for binary in {isinstance(operation.result, BinaryResult) for operation in operations}:
        for kind in _WRAPPERS:
            for side in SIDES:
                module, _, response = _wrapping(names, side, kind, binary=binary)
                wanted |= {Import((), module), *([Import((module,), response)] if response else [])}
    return frozenset(wanted)


def _wrapper(item: ResourceNames, names: Names, side: Side, kind: str) -> WrapperClass:
    methods = tuple(_wrapped(operation, names, side, kind) for operation in ordered(item.resource.operations))
    children = children_of(names.children(item.resource.path), item.module, side.prefix, kind)
    ending = STREAMED_CLIENT if not item.resource.path and kind == _WRAPPERS[1] else kind
    return WrapperClass(
        Code(f"{side.prefix}{item.class_name}{ending}"),
        Code(side.prefix + item.class_name),
        # an argument too, beside the wrapper itself
        Code("self_" if item.attribute == "self" else item.attribute),
        methods,
        children,
    )


def _wrapped(operation: Operation, names: Names, side: Side, kind: str) -> WrappedMethod:
    """A method's wrapper."""
    module, function, response = _wrapping(names, side, kind, binary=isinstance(operation.result, BinaryResult))
    name = names.methods[operation.config].name
    return WrappedMethod(Code(name), Code(f"{module}.{function}"), Code(response) if response else None)


def _wrapping(names: Names, side: Side, kind: str, *, binary: bool) -> tuple[str, str, str | None]:
    """What wraps methods: the function with its module, and the class of a response of bytes."""
    is_raw = kind == "WithRawResponse"
    how = "raw" if is_raw else "streamed"
    is_legacy = is_raw and not binary and names.settings.raw_response_style == "legacy"
    return (
        "_legacy_response" if is_legacy else "_response",
        f"{side.function}to_{'custom_' if binary else ''}{how}_response_wrapper",
        f"{side.prefix}{'' if is_raw else 'Streamed'}BinaryAPIResponse" if binary else None,
    )


def _method(
    method: MethodNames, names: Names, modules: Mapping[ModulePath, Module], side: Side
) -> tuple[Method, frozenset[Import]]:
    """A method's view, with what it imports."""
    operation = method.operation
    taken = arguments(operation, names)
    result = returned(operation, names, is_async=side.is_async)
    types = argument_types(method, names, modules)
    # a list is asked for when its pages are: the method itself waits for nothing
    waits = side.is_async and result.page is None
    request = _request(method, taken, names, result.accept, waits=waits)
    imports = request.imports | _needed(operation, taken, types, result)
    offered = _ways(method, types, names, result, modules)
    if offered is not None:
        imports |= offered.imports
    target, imports = _unhidden(result.target.code, types, imports)
    view = Method(
        define=Code("async def" if waits else "def"),
        name=Code(method.name),
        parameters=offered.parameters if offered else parameters([(item, types[item.name].code) for item in taken]),
        returns=offered.returns if offered else result.text.code,
        doc=method_doc(operation, names),
        argument_docs=argument_docs(taken, names),
        deprecated=None if operation.deprecated is None else operation.deprecated or "deprecated",
        wait=Code("await " if waits else ""),
        verb=request.verb,
        path=request.path,
        headers=request.headers,
        cast_to=_cast(target, result),
        cast=(
            py_str(offered.returns if offered else result.text.code) if result.is_special and not result.page else None
        ),
        page=result.page.code if result.page else None,
        is_special=result.is_special,
        method=py_str(operation.http_method) if result.page and operation.http_method != "get" else None,
        timeout=_timeout(operation),
        options=_options(operation, result),
        body=request.body,
        content=request.content,
        files=request.files,
        query=request.query,
        security=None if operation.security is None else requirements(operation.security),
        keyed=_is_keyed(operation, taken, names),
        stream=offered.stream if offered and offered.stream else Code("True") if result.stream else None,
        stream_class=result.stream.code if result.stream else None,
        overloads=offered.views if offered else (),
        variants=offered.variants if offered else (),
    )
    return view, imports


def _ways(
    method: MethodNames,
    types: Mapping[str, TypeText],
    names: Names,
    result: Returned,
    modules: Mapping[ModulePath, Module],
) -> Overloads | None:
    """The overloads of a method that has some."""
    operation = method.operation
    taken = arguments(operation, names)
    asked = switch(operation, taken)
    several = ways(operation, names)
    offers = [Offer(way.arguments, way.asking, way_types(method, way, names, modules)) for way in several]
    if asked is not None and not offers:
        offers = [Offer(taken, asking(operation, names), types)]
    whole = tuple((item, types[item.name].code) for item in taken)
    return overloads(offers, whole, asked, result, names) if offers else None


def _request(
    method: MethodNames, taken: tuple[Argument, ...], names: Names, accept: str | None, *, waits: bool
) -> Sent:
    """What a method sends, which is the same in both halves where nothing in it is waited for."""

    def make(is_async: bool) -> Sent:
        return sent(method, taken, names, accept=accept, is_async=is_async)

    plain = names.once("request", method, lambda: make(False))
    return make(True) if waits and plain.has_transform else plain


def _unhidden(target: Code, hiding: Container[str], imports: frozenset[Import]) -> tuple[Code, frozenset[Import]]:
    """A builtin class by a longer name where an argument has its own."""
    return (code("builtins.", target), imports | {Import("builtins")}) if target in hiding else (target, imports)


def _is_keyed(operation: Operation, taken: tuple[Argument, ...], names: Names) -> bool:
    """Source: contracts/config.md 1.6. An API's own argument of that name stays what it is."""
    has_header = names.api.client.idempotency_header is not None
    return has_header and operation.http_method != "get" and all(item.name != "idempotency_key" for item in taken)


def _cast(target: Code, result: Returned) -> Code:
    """What the body is cast to; a value in an object is taken out of it for those who check types too."""
    if result.envelope is None or result.is_special:
        return result.envelope.code if result.envelope else target
    return code("cast(Type[", target, "], ", result.envelope.code, ")")


def _timeout(operation: Operation) -> Code:
    if operation.timeout is None or not operation.resource:
        return Code("timeout")
    return code("self._operation_timeout(timeout, ", seconds(operation.timeout), ")")


def _options(operation: Operation, result: Returned) -> tuple[Code, ...]:
    """What a method says about its request besides what the caller does."""
    made = []
    if operation.max_retries is not None and operation.resource:
        made.append(Code(f"max_retries=self._operation_retries({operation.max_retries})"))
    if result.envelope is not None:
        made.append(code("post_parser=", result.envelope.code, "._unwrapper"))
    return tuple(made)


def _needed(
    operation: Operation, taken: tuple[Argument, ...], types: Mapping[str, TypeText], result: Returned
) -> frozenset[Import]:
    """What a method's types and decorators import."""
    parts = [*types.values(), result.text, result.target, result.stream, result.streamed, result.page]
    imports = frozenset[Import]().union(*(part.imports for part in parts if part is not None))
    if any(not item.required for item in taken):
        imports |= {Import(("_types",), "Omit"), Import(("_types",), "omit")}
    if result.is_special:
        imports |= {Import("typing", "Any"), Import("typing", "cast")}
    if result.envelope is not None:
        imports |= {*result.envelope.imports, Import("typing", "Type"), Import("typing", "cast")}
    if operation.deprecated is not None:
        imports |= {Import("typing_extensions", "deprecated")}
    return imports


def argument_types(method: MethodNames, names: Names, modules: Mapping[ModulePath, Module]) -> Mapping[str, TypeText]:
    """The types of a method's arguments in its signature, by their names."""
    return names.once("argument types", method.operation, lambda: _argument_types(method, names, modules))


def _argument_types(method: MethodNames, names: Names, modules: Mapping[ModulePath, Module]) -> Mapping[str, TypeText]:
    several = ways(method.operation, names)
    if several:
        return _any_of([way_types(method, way, names, modules) for way in several])
    place = _signature_place(method, names, modules)
    return {item.name: _argument_type(item, place) for item in arguments(method.operation, names)}


def way_types(
    method: MethodNames, way: Way, names: Names, modules: Mapping[ModulePath, Module]
) -> Mapping[str, TypeText]:
    """The types of the arguments in one of the ways to call a method."""

    def make() -> Mapping[str, TypeText]:
        place = way_place(way, _signature_place(method, names, modules))
        return {item.name: _argument_type(item, place) for item in way.arguments}

    return names.once("way types", way, make)


def _any_of(several: Sequence[Mapping[str, TypeText]]) -> Mapping[str, TypeText]:
    """What an argument may be in any of the ways to call a method."""
    found: dict[str, dict[Code, TypeText]] = {}
    for types in several:
        for name, text in types.items():
            found.setdefault(name, {}).setdefault(text.code, text)
    return {name: merged(Code(" | ".join(texts)), texts.values()) for name, texts in found.items()}


def _signature_place(method: MethodNames, names: Names, modules: Mapping[ModulePath, Module]) -> Place:
    module = modules.get(method.params_module)
    renamed = module.settled.renamed if module else {}
    home = method.params_module
    return Place(names, "request", (), method.params_class, home=home, renamed=renamed, bare=True)


def _argument_type(item: Argument, place: Place) -> TypeText:
    if item.raw:
        return internal("BinaryTypes" if item.schema.type == StringType("binary") else "TextTypes", "_types")
    return typed(item.schema, argument_place(item, place))
