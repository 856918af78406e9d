"""Make the view of api.md: every type and method, by resource."""

from __future__ import annotations

from collections.abc import Iterator

from bessemer.document.pointer import Pointer
from bessemer.encode.code import Code, code, joined
from bessemer.encode.go import go_identifier
from bessemer.ir.api import Resource
from bessemer.ir.operations import BinaryResult, EmptyResult, JsonResult, PagedResult, StreamResult, TextResult
from bessemer.ir.order import listed, ordered
from bessemer.naming.words import split
from bessemer.targets.go.methods import Method
from bessemer.targets.go.names import SHARED
from bessemer.targets.go.project_views import ApiFile, ApiMethodView, ApiSection, ApiTypeView
from bessemer.targets.go.sdk import Sdk
from bessemer.targets.go.types import (
    Constant,
    Enum,
    Map,
    Named,
    Plain,
    Reader,
    Recursive,
    Shape,
    Slice,
    Time,
    Union,
)

_SITE = Code("https://pkg.go.dev/")


class _Html:
    """Types as links to their documentation."""

    def __init__(self, sdk: Sdk) -> None:
        self._package = Code(sdk.names.package)
        self._path = Code(sdk.names.module)
        self._shared = sdk.shared

    def type(self, shape: Shape) -> Code:
        match shape:
            case Time():
                return _qualified(Code("time"), Code("time"), Code("Time"))
            case Reader():
                return _qualified(Code("io"), Code("io"), Code("Reader"))
            case Constant(name):
                path = code(self._path, "/shared/constant")
                return _qualified(path, Code("constant"), go_identifier(name))
            case Named(name) | Slice(_, str(name)) | Map(_, str(name)) | Plain(_, str(name)):
                return self.own(name)
            case Plain(plain):
                return _link(code("builtin#", plain), Code(plain))
            case Slice(item):
                return code("[]", self.type(item))
            case Map(value):
                return code("map[string]", self.type(value))
            case Recursive(target):
                return code("\\*", self.own(target.name))

    def path(self, package: str) -> Code:
        return code(self._path, "/", package)

    def own(self, name: str) -> Code:
        if name in self._shared:
            return _qualified(code(self._path, "/shared"), Code("shared"), go_identifier(name))
        return _qualified(self._path, self._package, go_identifier(name))


def api_file(sdk: Sdk) -> ApiFile:
    # what belongs to no resource comes first
    resources = sorted(sdk.api.root.walk(), key=lambda resource: resource.path != SHARED)
    sections = (section for resource in resources for section in _sections(sdk, resource))
    return ApiFile(Code(sdk.names.module), tuple(sections))


def _sections(sdk: Sdk, resource: Resource) -> Iterator[ApiSection]:
    params, responses = _types(sdk, resource)
    methods = tuple(_method(sdk, sdk.method(operation)) for operation in ordered(resource.operations))
    if resource.path == SHARED:
        if params:
            yield ApiSection(Code("#"), Code("Shared Params Types"), params, (), ())
        if responses:
            yield ApiSection(Code("#"), Code("Shared Response Types"), (), responses, ())
    elif resource.path:
        heading = Code("#" * len(resource.path))
        yield ApiSection(heading, go_identifier(sdk.names.field(resource)), params, responses, methods)
    elif methods:
        yield ApiSection(Code("#"), go_identifier(sdk.names.client), params, responses, methods)


def _types(sdk: Sdk, resource: Resource) -> tuple[tuple[ApiTypeView, ...], tuple[ApiTypeView, ...]]:
    """The resource's models that requests have, and those that responses have, then what its methods alone give."""
    package, module = Code(sdk.names.package), Code(sdk.names.module)
    if resource.path == SHARED and sdk.shared:
        package, module = Code("shared"), code(module, "/shared")
    schemas = {model.config: model.schema for model in resource.models}
    places = _places(sdk, resource)
    params: list[ApiTypeView] = []
    responses: list[ApiTypeView] = []
    for name in sorted(places, key=lambda name: places[name]):
        declaration = sdk.declarations[name]
        view = ApiTypeView(package, module, go_identifier(name))
        origin = schemas.get(declaration.origin, declaration.origin)
        is_sent, is_returned = origin in sdk.sent, origin in sdk.returned
        if not isinstance(declaration, Enum) and declaration.direction is not None:
            is_sent = declaration.direction == "request"
            is_returned = not is_sent
        if is_sent or not is_returned:
            params.append(view)
        if is_returned or not is_sent:
            responses.append(view)
    return tuple(params), tuple(responses)


def _places(sdk: Sdk, resource: Resource) -> dict[str, int]:
    """The names of the types that are listed, each with its place."""
    origins: dict[Pointer, int] = {}
    for place, model in enumerate(listed(resource.models, split)):
        origins.setdefault(model.schema, place)
        origins[model.config] = place
    operations = ordered(resource.operations)
    own = {sdk.names.response(operation): len(origins) + place for place, operation in enumerate(operations)}
    places: dict[str, int] = {}
    for name in sdk.files.get(resource.path, ()):
        declaration = sdk.declarations[name]
        found = origins.get(declaration.origin, own.get(name.removesuffix("Union")))
        if found is not None and not (isinstance(declaration, Union) and declaration.nested):
            places[name] = found
    return places


def _method(sdk: Sdk, method: Method) -> ApiMethodView:
    operation = method.operation
    path = sdk.names.access(operation.resource)
    return ApiMethodView(
        f"{operation.http_method} {operation.path}",
        Code(f"client.{path}." if path else "client."),
        go_identifier(sdk.names.service(operation.resource) if operation.resource else sdk.names.client),
        go_identifier(method.name),
        _signature(sdk, method),
    )


def _signature(sdk: Sdk, method: Method) -> Code:
    html = _Html(sdk)
    arguments = [code("ctx ", _qualified(Code("context"), Code("context"), Code("Context")))]
    arguments += [code(go_identifier(item.name), " ", html.type(item.shape)) for item in method.positional]
    if method.params is not None:
        arguments.append(code(method.argument, " ", html.own(method.params)))
    error = _link(Code("builtin#error"), Code("error"))
    match method.operation.result:
        case EmptyResult():
            returned = error
        case TextResult():
            returned = code("(\\*", html.type(Plain("string")), ", ", error, ")")
        case BinaryResult():
            returned = code("(\\*", _qualified(Code("net/http"), Code("http"), Code("Response")), ", ", error, ")")
        case StreamResult():
            event = _qualified(html.path("packages/ssestream"), Code("ssestream"), Code("Event"))
            returned = code("(\\*", html.type(method.event) if method.event else event, ", ", error, ")")
        case PagedResult():
            page = _qualified(html.path("packages/pagination"), Code("pagination"), go_identifier(method.page or ""))
            returned = code("(\\*", page, "[", html.type(method.result or Plain("any")), "], ", error, ")")
        case JsonResult():
            returned = code("(\\*", html.type(method.result or Plain("any")), ", ", error, ")")
    return code("(", joined(", ", arguments), ") ", returned)


def _link(path: Code, text: Code) -> Code:
    return code('<a href="', _SITE, path, '">', text, "</a>")


def _qualified(path: Code, package: Code, name: Code) -> Code:
    return code(_link(path, package), ".", _link(code(path, "#", name), name))
