"""Find the Go names that two things of an API want, before any file is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bessemer.diagnostics.finding import Finding, Source
from bessemer.document.pointer import Pointer
from bessemer.ir.api import Api, Resource
from bessemer.targets.go.declare import Rivals
from bessemer.targets.go.methods import Method
from bessemer.targets.go.names import Names
from bessemer.targets.go.types import Declaration, Defined, Enum, Struct, Union

# Identifiers that the root package has for every API.
_ROOT = frozenset(
    "DefaultClientOptions Error String Int Bool Float Time Opt Ptr StringPtr IntPtr BoolPtr FloatPtr TimePtr File "
    "Execute Get Post Put Patch Delete".split()
)
_RESPONSE_FIELDS = frozenset("JSON RawJSON UnmarshalJSON ToParam".split())
_REQUEST_FIELDS = frozenset(
    "APIObject APIUnion ExtraFields SetExtraFields Overrides MarshalJSON UnmarshalJSON URLQuery".split()
)
_SERVICE_FIELDS = frozenset({"Options"})
_CLIENT_FIELDS = frozenset("Options Execute Get Post Put Patch Delete".split())

_PROPERTY = 'give one of them another name in the document, with `x-stainless-naming: {go: {property_name: "…"}}`'

Owner = Source | None


def name_clashes(
    api: Api,
    names: Names,
    declarations: Mapping[str, Declaration],
    rivals: tuple[Rivals, ...],
    methods: tuple[Method, ...],
) -> tuple[Finding, ...]:
    """Every clash, first those of the package, then those within a struct or a service."""
    found = [_rival(api, rival) for rival in rivals]
    found += _within(f"the package {names.package}", _package(api, names, declarations))
    for declaration in declarations.values():
        if isinstance(declaration, Struct | Union):
            found += _within(f"the struct {declaration.name}", _members(declaration), _PROPERTY)
    for resource in api.root.walk():
        found += _within(f"the service of {_described(resource)}", _service(resource, names, methods))
    return tuple(dict.fromkeys(found))


def _within(scope: str, wanted: Iterable[tuple[str, Owner]], help_: str | None = None) -> Iterator[Finding]:
    owners: dict[str, Owner] = {}
    for name, owner in wanted:
        first = owners.setdefault(name, owner)
        if first != owner and owner is not None:
            related = () if first is None else (("the other is here", first),)
            taken = "is a name that every Go SDK has" if first is None else "is wanted by two things"
            message = f"in {scope}, {name} {taken}"
            yield Finding("name-clash", message, owner, help_ or _help(owner), related)


def _rival(api: Api, rival: Rivals) -> Finding:
    first, second = _placed(api, rival.first), _placed(api, rival.second)
    message = f"the Go type {rival.name} is wanted by two schemas that differ"
    if first == second:
        message = f"the Go type {rival.name} is wanted by the request and by the response form of one schema"
    return Finding("name-clash", message, second, _help(second), (("the other is here", first),))


def _placed(api: Api, pointer: Pointer) -> Source:
    in_config = any(pointer == operation.config for operation in api.operations())
    in_config = in_config or any(pointer == model.config for model in api.models())
    return Source("config" if in_config else "spec", pointer)


def _help(source: Source) -> str:
    if source.file == "config":
        return f"give one of them another key in the config, at {source.pointer or '/'}"
    return "name the schema as a model of a resource in the config (resources.<resource>.models)"


def _package(api: Api, names: Names, declarations: Mapping[str, Declaration]) -> Iterator[tuple[str, Owner]]:
    yield from ((name, None) for name in sorted(_ROOT))
    yield from ((name, None) for name in (names.client, f"New{names.client}"))
    for resource in api.root.walk():
        if resource.path and resource.name != "$shared":
            source = Source("config", resource.config)
            yield names.service(resource.path), source
            yield f"New{names.service(resource.path)}", source
    for declaration in declarations.values():
        yield declaration.name, _source(declaration)
        if isinstance(declaration, Enum):
            yield from _constants(declaration)


def _constants(enum: Enum) -> Iterator[tuple[str, Owner]]:
    for index, member in enumerate(enum.members):
        yield member.name, Source("spec", Pointer(f"{enum.origin}/enum/{index}"))


def _source(declaration: Declaration) -> Source:
    in_config = isinstance(declaration, Defined) or (isinstance(declaration, Struct) and declaration.params)
    return Source("config" if in_config else "spec", declaration.origin)


def _members(declaration: Struct | Union) -> Iterator[tuple[str, Owner]]:
    reserved = _REQUEST_FIELDS if declaration.direction == "request" else _RESPONSE_FIELDS
    yield from ((name, None) for name in sorted(reserved))
    yield from ((field.name, Source("spec", field.origin)) for field in declaration.fields)
    if isinstance(declaration, Union):
        yield from ((f"As{variant.name}", Source("spec", variant.origin)) for variant in declaration.variants)


def _service(resource: Resource, names: Names, methods: tuple[Method, ...]) -> Iterator[tuple[str, Owner]]:
    reserved = _SERVICE_FIELDS if resource.path else _CLIENT_FIELDS
    yield from ((name, None) for name in sorted(reserved))
    for child in resource.resources:
        if child.name != "$shared":
            yield names.field(child), Source("config", child.config)
    for method in methods:
        if method.operation.resource == resource.path:
            yield method.name, Source("config", method.operation.config)


def _described(resource: Resource) -> str:
    return ".".join(resource.path) or "the client"
