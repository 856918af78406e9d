"""Make the views of the service files: services, methods and the types that live beside them."""

from __future__ import annotations

from bessemer.encode.code import Code, code, joined
from bessemer.encode.go import go_identifier, go_str
from bessemer.ir.api import Resource
from bessemer.ir.operations import (
    BinaryResult,
    EmptyResult,
    JsonBody,
    JsonResult,
    Operation,
    PagedResult,
    StreamResult,
    TextResult,
    accept,
)
from bessemer.targets.go.docs import with_deprecation
from bessemer.targets.go.imports import grouped
from bessemer.targets.go.methods import Method
from bessemer.targets.go.names import SHARED
from bessemer.targets.go.sdk import Sdk
from bessemer.targets.go.texts import Texts
from bessemer.targets.go.types import Import, Plain, Struct, TypeText, type_text
from bessemer.targets.go.views import ChildView, DeclarationView, HeaderView, MethodView, PathValueView, ServiceFile

_OPTION: Import = "$/option"
_REQUEST: Import = "$/internal/requestconfig"
_HTTP_METHODS = {
    "get": "MethodGet",
    "put": "MethodPut",
    "post": "MethodPost",
    "delete": "MethodDelete",
    "options": "MethodOptions",
    "head": "MethodHead",
    "patch": "MethodPatch",
    "trace": "MethodTrace",
}


def service_file(sdk: Sdk, texts: Texts, resource: Resource) -> ServiceFile:
    """The file of a resource below the client."""
    names = sdk.names
    methods, imports = methods_of(sdk, resource)
    declarations, needed = declarations_of(sdk, texts, resource.path)
    name = names.service(resource.path)
    about = resource.description or f"{name} has the methods of {'.'.join(resource.path)}."
    return ServiceFile(
        go_identifier(names.package),
        grouped(imports | needed | {_OPTION}, names.module),
        f"{about}\n\nMake one with [New{name}], or use that of a [{names.client}].",
        go_identifier(name),
        children_of(sdk, resource),
        methods,
        declarations,
    )


def children_of(sdk: Sdk, resource: Resource) -> tuple[ChildView, ...]:
    return tuple(
        ChildView(
            child.description or f"{sdk.names.field(child)} has the methods of {'.'.join(child.path)}.",
            go_identifier(sdk.names.field(child)),
            go_identifier(sdk.names.service(child.path)),
        )
        for child in resource.resources
        if child.path != SHARED
    )


def declarations_of(
    sdk: Sdk, texts: Texts, path: tuple[str, ...]
) -> tuple[tuple[DeclarationView, ...], frozenset[Import]]:
    made = [texts.declaration(name) for name in sdk.files.get(path, ())]
    return tuple(view for view, _ in made), frozenset(item for _, needed in made for item in needed)


def methods_of(sdk: Sdk, resource: Resource) -> tuple[tuple[MethodView, ...], frozenset[Import]]:
    views: list[MethodView] = []
    needed: set[Import] = set()
    for operation in resource.operations:
        view, imports = _method(sdk, sdk.method(operation))
        views.append(view)
        needed |= imports
    return tuple(views), frozenset(needed)


def result_text(method: Method, package: str = "") -> TypeText | None:
    """What a method returns beside the error; None where there is only the error. `package` as in type_text."""
    match method.operation.result:
        case JsonResult() | PagedResult():
            text = type_text(method.result or Plain("any"), package)
            return TypeText(code("*", text.code), text.imports)
        case TextResult():
            return TypeText(Code("*string"))
        case BinaryResult() | StreamResult():
            return TypeText(Code("*http.Response"), frozenset({"net/http"}))
        case EmptyResult():
            return None


def _method(sdk: Sdk, method: Method) -> tuple[MethodView, frozenset[Import]]:
    operation = method.operation
    params = sdk.params(method)
    result = result_text(method)
    arguments = _arguments(method)
    argument = None if params is None else Code(method.argument)
    content = _raw_content(params, operation, argument)
    view = MethodView(
        _doc(method),
        go_identifier(sdk.names.service(operation.resource) if operation.resource else sdk.names.client),
        go_identifier(method.name),
        arguments.code,
        None if result is None else result.code,
        _defaults(operation, argument),
        argument if any(field.place == "header" for field in (params.fields if params else ())) else None,
        content,
        "" if operation.body is None or isinstance(operation.body, JsonBody) else operation.body.media_type,
        operation.path,
        _path_values(method, params, argument),
        _http_method(operation.http_method),
        argument or Code("nil"),
    )
    needed = arguments.imports | (frozenset() if result is None else result.imports)
    listed = {"net/http"} if operation.http_method in _HTTP_METHODS else set()
    return view, needed | listed | {"context", "slices", _OPTION, _REQUEST}


def _http_method(method: str) -> Code:
    name = _HTTP_METHODS.get(method)
    return go_str(method.upper()) if name is None else code("http.", go_identifier(name))


def _arguments(method: Method) -> TypeText:
    parts = [Code("ctx context.Context")]
    imports: frozenset[Import] = frozenset()
    for item in method.positional:
        text = type_text(item.shape)
        imports |= text.imports
        parts.append(code(go_identifier(item.name), " ", text.code))
    if method.params is not None:
        parts.append(code(method.argument, " ", go_identifier(method.params)))
    return TypeText(joined(", ", (*parts, Code("opts ...option.RequestOption"))), imports)


def _doc(method: Method) -> str:
    operation = method.operation
    text = operation.description or operation.summary or ""
    if not text.strip():
        text = f"{method.name} calls {operation.http_method.upper()} {operation.path}."
    if isinstance(operation.result, BinaryResult | StreamResult):
        text += "\n\nThe caller closes the body of the response."
    return with_deprecation(text, operation.deprecated)


def _defaults(operation: Operation, argument: Code | None) -> tuple[HeaderView, ...]:
    """The headers that every call sends unless an option says otherwise."""
    accept = _accept(operation)
    headers = () if accept is None else (HeaderView("Accept", accept),)
    replaced = {item.wire_name.lower() for item in operation.located("header") if not item.extends_default}
    defaults = (
        HeaderView(item.name, item.value, argument if item.name.lower() in replaced else None)
        for item in operation.default_headers
    )
    return (*headers, *defaults)


def _accept(operation: Operation) -> str | None:
    asked = accept(operation.result)
    return None if asked == "application/json" else asked


def _raw_content(params: Struct | None, operation: Operation, argument: Code | None) -> Code | None:
    if params is None or argument is None or operation.body is None or isinstance(operation.body, JsonBody):
        return None
    field = next(field for field in params.fields if field.place == "body")
    return code(argument, ".", go_identifier(field.name))


def _path_values(method: Method, params: Struct | None, argument: Code | None) -> tuple[PathValueView, ...]:
    positional = {item.wire_name: go_identifier(item.name) for item in method.positional}
    fields = {field.wire_name: field for field in (params.fields if params else ()) if field.place == "path"}
    values = []
    for parameter in method.operation.located("path"):
        name = parameter.wire_name
        if name in positional:
            values.append(PathValueView(name, positional[name]))
        elif argument is not None:
            values.append(PathValueView(name, code(argument, ".", go_identifier(fields[name].name))))
    return tuple(values)
