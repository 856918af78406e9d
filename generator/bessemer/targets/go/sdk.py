"""Decide everything about the Go SDK of an API before any text is made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from bessemer.diagnostics.finding import Finding
from bessemer.document.pointer import Pointer
from bessemer.frozen import frozen
from bessemer.ir.api import Api, ClientSettings, GoSettings, Resource, Webhook
from bessemer.ir.operations import Operation, PagedResult
from bessemer.ir.types import EnumType, RefType, Schema
from bessemer.ir.walk import failed, origins, returned, sent
from bessemer.naming.apart import Renamed
from bessemer.targets.go.declare import Declarer
from bessemer.targets.go.makers import Maker, makers
from bessemer.targets.go.members import settle_members
from bessemer.targets.go.merge import Merger, without_recursion
from bessemer.targets.go.methods import Method, declare_method
from bessemer.targets.go.names import RECEIVED, SHARED, Names, is_request_name
from bessemer.targets.go.register import Ask, Register, settle_types
from bessemer.targets.go.renames import renamed_names, renamed_types
from bessemer.targets.go.sites import Site
from bessemer.targets.go.types import Declaration, Enum, Shape, Struct, Union, named_in, shapes_of

# Identifiers that the root package has for every API.
_ROOT = frozenset(
    "DefaultClientOptions Error String Int Bool Float Time Opt Ptr File "
    "StringPtr IntPtr BoolPtr FloatPtr TimePtr".split()
)


@frozen
class Sdk:
    """`files` has, by resource path, the names of the declarations in its file, in order.

    `webhooks` has, by their place in the config, what the methods give that take in webhooks. `sent` and `returned` are
    the places of the schemas that requests and responses reach. `makers` has, by the name of a request union, the
    functions that make it. `shared` are the declarations of the package of that name. `modelled` are the places of what
    models are.
    """

    api: Api
    settings: GoSettings
    names: Names
    declarations: Mapping[str, Declaration]
    files: Mapping[tuple[str, ...], tuple[str, ...]]
    methods: Mapping[Pointer, Method]
    webhooks: Mapping[Pointer, Shape]
    sent: frozenset[Pointer]
    returned: frozenset[Pointer]
    makers: Mapping[str, tuple[Maker, ...]]
    shared: frozenset[str]
    modelled: frozenset[Pointer]
    findings: tuple[Finding, ...] = ()

    def method(self, operation: Operation) -> Method:
        return self.methods[operation.config]

    def struct(self, name: str) -> Struct:
        declaration = self.declarations[name]
        if not isinstance(declaration, Struct):
            raise TypeError(f"{name} is not a struct")
        return declaration

    def union(self, name: str) -> Union:
        declaration = self.declarations[name]
        if not isinstance(declaration, Union):
            raise TypeError(f"{name} is not a union")
        return declaration

    def enum(self, name: str) -> Enum:
        declaration = self.declarations[name]
        if not isinstance(declaration, Enum):
            raise TypeError(f"{name} is not an enum")
        return declaration

    def twin(self, declaration: Struct | Union) -> str | None:
        """The request type of the model of which this is the response type, where it serves both directions."""
        name = declaration.name.removesuffix(RECEIVED)
        twin = self.declarations.get(f"{declaration.name}Param" if name == declaration.name else name)
        if not isinstance(twin, Struct | Union) or twin.origin != declaration.origin:
            return None
        return twin.name if twin.origin in self.modelled and declaration.direction == "response" else None

    def params(self, method: Method) -> Struct | None:
        return None if method.params is None else self.struct(method.params)


def decide(api: Api) -> Sdk:
    """The Go SDK of an API. Raises ValueError where the API has no Go settings."""
    if api.go is None:
        raise ValueError("the API has no Go settings")
    settings, api = api.go, replace(api, client=_at_home(api.client), root=_served(api.root, _defaults(api.client)))
    names = Names(api)
    requests = origins(api, (schema for operation in api.operations() for schema in sent(operation)))
    responses = origins(api, _given_back(api))
    taken = _taken(names)
    register, made, settled = _declared(api, names, taken, (requests, responses))
    declared = {name: declaration for name, declaration in register.declared.items() if declaration is not None}
    modelled = frozenset(api.schemas[model.schema].origin for model in api.models())
    merger = Merger(declared, names, modelled)
    merger.run()
    files = {path: _with_made(tuple(listed), merger.made) for path, listed in register.files.items()}
    members = settle_members(without_recursion(merger.merged), names, taken)
    findings = (*renamed_types(api, settled), *renamed_names(names), *members.findings)
    functions = makers(members.declarations, taken)
    shared = _shared(members.declarations, files) if settings.has_shared_package else frozenset()
    declarations, reached = members.declarations, (requests, responses)
    return Sdk(api, settings, names, declarations, files, *made, *reached, functions, shared, modelled, findings)


def _shared(declared: Mapping[str, Declaration], files: Mapping[tuple[str, ...], tuple[str, ...]]) -> frozenset[str]:
    """The declarations of the package shared; none where one of them needs a type of the root package."""
    names = frozenset(files.get(SHARED, ()))
    return names if all(_held(declared[name]) <= names for name in names) else frozenset()


def _taken(names: Names) -> frozenset[str]:
    """What the root package has beside the types of the API."""
    services = (f"{name}Service" for name in names.services.names.values())
    made = (names.client, *services)
    return _ROOT | frozenset(made) | {f"New{name}" for name in made}


def _declared(
    api: Api, names: Names, taken: frozenset[str], reached: tuple[frozenset[Pointer], frozenset[Pointer]]
) -> tuple[Register, tuple[dict[Pointer, Method], dict[Pointer, Shape]], tuple[Renamed[Ask], ...]]:
    """All declarations, under names of their own: what is called otherwise can rename what lies below it."""
    settled: dict[Ask, str] = {}
    changes: list[Renamed[Ask]] = []
    while True:
        register = Register(settled)
        declarer = Declarer(api, names, register)
        _declare_models(api, declarer, *reached)
        methods = {operation.config: declare_method(operation, declarer) for operation in api.operations()}
        events = {webhook.config: _event(webhook, api, declarer) for webhook in api.webhooks()}
        made = settle_types(register.asks, taken)
        found = [item for item in made.renamed if item.owner not in settled]
        if not found:
            return register, (methods, events), tuple(changes)
        changes += found
        settled.update((item.owner, item.name) for item in found)


def _event(webhook: Webhook, api: Api, declarer: Declarer) -> Shape:
    """What a webhook brings."""
    found = next(item for item in api.models() if (item.resource, item.name) == (webhook.resource, webhook.model))
    base = declarer.model_name(found)
    return declarer.shape(
        Schema(found.config, RefType(found.schema)), Site(base, base, "response", webhook.resource, marked=False)
    )


def _at_home(client: ClientSettings) -> ClientSettings:
    """The settings with each server variable at its default, which `lower` tells as loosened."""
    options = tuple(item for item in client.options if item.variable is None)
    values = _defaults(client)
    made = tuple(replace(item, url=_filled(item.url, values)) for item in client.environments)
    return replace(client, options=options, environments=made)


def _defaults(client: ClientSettings) -> Mapping[str, str]:
    """The server variables that options of the client are, at their defaults."""
    return {item.variable: str(item.default) for item in client.options if item.variable and item.default is not None}


def _served(resource: Resource, values: Mapping[str, str]) -> Resource:
    """The tree with the variables in the addresses of operations filled."""
    return replace(
        resource,
        operations=tuple(
            item if item.server is None else replace(item, server=_filled(item.server, values))
            for item in resource.operations
        ),
        resources=tuple(_served(item, values) for item in resource.resources),
    )


def _filled(url: str, values: Mapping[str, str]) -> str:
    return re.sub(r"\{([^{}]+)\}", lambda found: values.get(found[1], found[0]), url)


def _declare_models(api: Api, declarer: Declarer, requests: frozenset[Pointer], responses: frozenset[Pointer]) -> None:
    """What no method takes or gives is left out where its name says that it is taken, or where only errors hold it.

    Errors give their bodies as they are.
    """
    failures = origins(api, (schema for operation in api.operations() for schema in failed(operation)))
    for model in api.models():
        is_sent, is_returned = model.schema in requests, model.schema in responses
        if not is_sent and not is_returned:
            is_enum = isinstance(api.schemas[model.schema].type, EnumType)
            is_returned = is_enum or (model.schema not in failures and not is_request_name(declarer.model_name(model)))
        if is_returned:
            declarer.model(model, "response")
        if is_sent:
            declarer.model(model, "request")


def _given_back(api: Api) -> Iterator[Schema]:
    """What methods give back, whole pages and what webhooks bring among it."""
    for operation in api.operations():
        yield from returned(operation)
        if isinstance(operation.result, PagedResult):
            yield operation.result.schema
    yield from (Schema(model.schema, RefType(model.schema)) for model in api.models() if model.received)


def _held(declaration: Declaration) -> frozenset[str]:
    """The declarations that one names."""
    return frozenset(name for shape in shapes_of(declaration) for name in named_in(shape))


def _with_made(listed: tuple[str, ...], made: Mapping[str, list[str]]) -> tuple[str, ...]:
    return tuple(name for owner in listed for name in (owner, *made.get(owner, ())))
