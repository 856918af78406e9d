"""Make the views of the service files: services, methods and the types that live beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bessemer.encode.code import Code, code, joined
from bessemer.encode.go import go_identifier, go_str
from bessemer.ir.api import Resource
from bessemer.ir.operations import (
    BinaryResult,
    EmptyResult,
    FormBody,
    JsonBody,
    JsonResult,
    MultipartBody,
    Operation,
    PagedResult,
    Parameter,
    RawBody,
    Requirements,
    Streaming,
    StreamResult,
    TextResult,
    go_accept,
)
from bessemer.targets.go.docs import with_deprecation
from bessemer.targets.go.imports import grouped
from bessemer.targets.go.methods import Method, is_sent_empty, style_of
from bessemer.targets.go.names import SHARED
from bessemer.targets.go.sdk import Sdk
from bessemer.targets.go.texts import Texts
from bessemer.targets.go.types import PAGINATION, Import, Plain, Shape, Struct, TypeText, type_text
from bessemer.targets.go.views import (
    ChildView,
    DeclarationView,
    EnvelopeView,
    MethodView,
    PagerView,
    PathValueView,
    ServiceFile,
    StreamView,
)
from bessemer.targets.go.webhooks import webhooks_of

_STREAM: Import = "$/packages/ssestream"
_LINES: Import = "$/packages/jsonl"
_OPTION: Import = "$/option"
_REQUEST: Import = "$/internal/requestconfig"
_IN_HEADERS = ("header", "cookie")
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
    webhooks, taken = webhooks_of(sdk, resource)
    declarations, needed = declarations_of(sdk, texts, resource.path)
    name = names.service(resource.path)
    about = resource.description or f"{name} has the methods of {'.'.join(resource.path)}."
    return ServiceFile(
        go_identifier(names.package),
        names.option_package,
        grouped(imports | taken | needed | {_OPTION}, names),
        f"{about}\n\nMake one with [New{name}], or use that of a [{names.client}].",
        go_identifier(name),
        children_of(sdk, resource),
        methods,
        webhooks,
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
    made = [item for operation in resource.operations for item in _methods(sdk, sdk.method(operation))]
    return tuple(view for view, _ in made), frozenset(item for _, needed in made for item in needed)


def result_text(method: Method, package: str = "") -> TypeText | None:
    """What a method returns beside the error; None where there is only the error. `package` as in type_text."""
    match method.operation.result:
        case JsonResult():
            return _pointer(type_text(method.result or Plain("any"), package))
        case PagedResult():
            item = type_text(method.result or Plain("any"), package)
            page = code("*pagination.", go_identifier(method.page or ""), "[", item.code, "]")
            return TypeText(page, item.imports | {PAGINATION})
        case TextResult():
            return TypeText(Code("*string"))
        case StreamResult():
            return _pointer(event_text(method, package))
        case BinaryResult():
            return TypeText(Code("*http.Response"), frozenset({"net/http"}))
        case EmptyResult():
            return None


def event_text(method: Method, package: str = "") -> TypeText:
    """What a stream gives out."""
    if method.event is None:
        return TypeText(Code("ssestream.Event"), frozenset({_STREAM}))
    return type_text(method.event, package)


def _pointer(text: TypeText) -> TypeText:
    return TypeText(code("*", text.code), text.imports)


def _methods(sdk: Sdk, method: Method) -> Iterator[tuple[MethodView, frozenset[Import]]]:
    """The methods of one operation."""
    if not isinstance(method.operation.result, StreamResult):
        yield _method(sdk, method)
    if method.stream is not None:
        yield _streaming(sdk, method, method.stream)


def _method(sdk: Sdk, method: Method) -> tuple[MethodView, frozenset[Import]]:
    """The method that gives back one value."""
    operation = method.operation
    params = sdk.params(method)
    result = result_text(method)
    arguments = _arguments(sdk, method)
    argument = None if params is None else Code(method.argument)
    content = _raw_content(params, operation, argument)
    is_paged = isinstance(operation.result, PagedResult)
    view = MethodView(
        _doc(method),
        go_identifier(sdk.names.service(operation.resource) if operation.resource else sdk.names.client),
        go_identifier(method.name),
        arguments.code,
        None if result is None else result.code,
        (
            *_defaults(sdk, operation, argument),
            *_bodies(sdk, method, argument),
            *_switched(sdk, operation, streams=False),
        ),
        argument if any(field.place in _IN_HEADERS for field in (params.fields if params else ())) else None,
        content,
        operation.body.media_type if isinstance(operation.body, RawBody) else "",
        operation.path,
        _path_values(method, params, argument),
        _http_method(operation.http_method),
        argument or _no_argument(sdk, operation),
        Code("ExecutePage" if is_paged else "ExecuteNewRequest"),
        None,
        _pager(sdk, method),
        _envelope(sdk, method),
    )
    needed = arguments.imports | (frozenset() if result is None else result.imports)
    listed = {"net/http"} if operation.http_method in _HTTP_METHODS else set()
    if operation.timeout is not None:
        listed.add("time")
    return view, needed | listed | {"context", "slices", _OPTION, _REQUEST}


def _no_argument(sdk: Sdk, operation: Operation) -> Code:
    """What is sent by a method that has no arguments: a body that is always there is an empty object."""
    needs_body = isinstance(operation.body, JsonBody) and is_sent_empty(operation, sdk.api.schemas)
    return Code("struct{}{}" if needs_body else "nil")


def _streaming(sdk: Sdk, method: Method, stream: StreamResult) -> tuple[MethodView, frozenset[Import]]:
    """The method that gives back a stream."""
    view, imports = _method(sdk, method)
    argument = None if method.params is None else Code(method.argument)
    event = event_text(method)
    package, path = ("ssestream", _STREAM) if stream.protocol == "sse" else ("jsonl", _LINES)
    maker = "NewEventStream" if stream.whole else "NewStream"
    made = StreamView(
        code("*", package, ".Stream[", event.code, "]"),
        code(package, ".", maker, "[", event.code, "]"),
        Code("ssestream.NewDecoder(raw)" if stream.protocol == "sse" else "raw"),
    )
    changed = replace(
        view,
        doc=_doc(method, method.stream_name),
        name=go_identifier(method.stream_name),
        defaults=(
            *_defaults(sdk, method.operation, argument),
            *_bodies(sdk, method, argument),
            *_switched(sdk, method.operation, streams=True),
        ),
        execute=Code("ExecuteNewRequest"),
        stream=made,
        pager=None,
    )
    return changed, imports | event.imports | {path, "net/http"}


def _switched(sdk: Sdk, operation: Operation, *, streams: bool) -> tuple[Code, ...]:
    """The option that asks for a stream, or for none where the server would give one."""
    streaming = operation.streaming
    if streaming is None or not (streams or streaming.default):
        return ()
    return (switch_option(sdk, operation, streaming, streams=streams),)


def switch_option(sdk: Sdk, operation: Operation, streaming: Streaming, *, streams: bool) -> Code:
    value = "true" if streams else "false"
    if streaming.location == "query":
        return code(sdk.names.of_option("WithQuery"), "(", go_str(streaming.switch), f', "{value}")')
    if isinstance(operation.body, FormBody | MultipartBody):
        return code("requestconfig.WithFormField(", go_str(streaming.switch), f', "{value}")')
    path = streaming.switch.replace("\\", "\\\\").replace(".", "\\.")
    return code(sdk.names.of_option("WithJSONSet"), "(", go_str(path), ", ", value, ")")


def _envelope(sdk: Sdk, method: Method) -> EnvelopeView | None:
    result = method.operation.result
    if method.envelope is None or not isinstance(result, JsonResult) or result.envelope is None:
        return None
    held = next(item for item in sdk.struct(method.envelope).fields if item.wire_name == result.envelope.property)
    return EnvelopeView(go_identifier(method.envelope), go_identifier(held.name))


def _pager(sdk: Sdk, method: Method) -> PagerView | None:
    if method.page is None:
        return None
    item = type_text(method.result or Plain("any"))
    owner = sdk.names.service(method.operation.resource) if method.operation.resource else sdk.names.client
    pager = code("pagination.", go_identifier(method.page), "AutoPager")
    passed = [Code("ctx"), *(go_identifier(value.name) for value in method.positional)]
    passed += [] if method.params is None else [Code(method.argument)]
    return PagerView(
        with_deprecation(
            f"{method.paging_name} goes through the items of all pages, of which [{owner}.{method.name}] gives one.",
            method.operation.deprecated,
        ),
        go_identifier(method.paging_name),
        code("*", pager, "[", item.code, "]"),
        code("pagination.New", go_identifier(method.page), "AutoPager"),
        joined(", ", (*passed, Code("opts..."))),
    )


def _http_method(method: str) -> Code:
    name = _HTTP_METHODS.get(method)
    return go_str(method.upper()) if name is None else code("http.", go_identifier(name))


def _arguments(sdk: Sdk, method: Method) -> TypeText:
    parts, options = [Code("ctx context.Context")], sdk.names.of_option("RequestOption")
    imports: frozenset[Import] = frozenset()
    for item in method.positional:
        text = type_text(item.shape)
        imports |= text.imports
        parts.append(code(go_identifier(item.name), " ", text.code))
    if method.params is not None:
        parts.append(code(method.argument, " ", go_identifier(method.params)))
    return TypeText(joined(", ", (*parts, code("opts ...", options))), imports)


def _doc(method: Method, name: str | None = None) -> str:
    operation = method.operation
    text = operation.description or operation.summary or ""
    if not text.strip():
        text = f"{name or method.name} calls {operation.http_method.upper()} {operation.path}."
    if name is not None:
        text += "\n\nThe caller closes the stream, unless it reads it to its end."
    elif isinstance(operation.result, BinaryResult):
        text += "\n\nThe caller closes the body of the response."
    return with_deprecation(text, operation.deprecated)


def _defaults(sdk: Sdk, operation: Operation, argument: Code | None) -> tuple[Code, ...]:
    """The headers that every call sends unless an option says otherwise, and where it goes."""
    accept, option = _accept(sdk, operation), sdk.names.of_option
    headers = () if accept is None else (_header(sdk, "Accept", accept, None),)
    if operation.server is not None:
        headers = (code("requestconfig.WithServer(", go_str(operation.server), ")"), *headers)
    if operation.security is not None:
        headers = (code("requestconfig.WithSecurity(", alternatives(operation.security), ")"), *headers)
    if operation.max_retries is not None:
        headers = (code(option("WithMaxRetries"), "(", Code(str(operation.max_retries)), ")"), *headers)
    if operation.timeout is not None:
        headers = (code(option("WithRequestTimeout"), "(", _duration(operation.timeout), ")"), *headers)
    replaced = {item.wire_name.lower() for item in operation.located("header") if not item.extends_default}
    defaults = (
        _header(sdk, item.name, item.value, argument if item.name.lower() in replaced else None)
        for item in operation.default_headers
    )
    return (*headers, *defaults)


def _bodies(sdk: Sdk, method: Method, argument: Code | None) -> tuple[Code, ...]:
    """The options that say what a body is called where it is not `application/json`, and when there is none."""
    params, body = sdk.params(method), method.operation.body
    if params is None or argument is None or body is None or isinstance(body, RawBody):
        return ()
    made: list[Code] = []
    if not is_sent_empty(method.operation, sdk.api.schemas):
        whole = next((field for field in params.fields if field.place == "body"), None)
        if whole is None:
            made.append(Code("requestconfig.WithoutEmptyBody()"))
        else:
            made.append(code("requestconfig.WithoutOmittedBody(", argument, ".", go_identifier(whole.name), ")"))
    if isinstance(body, JsonBody) and body.media_type != "application/json":
        made.append(code("requestconfig.WithBodyType(", go_str(body.media_type), ")"))
    return tuple(made)


def alternatives(security: Requirements) -> Code:
    """The schemes of each alternative, as Go writes them."""
    return joined(", ", (code("[]string{", joined(", ", map(go_str, names)), "}") for names in security))


def _duration(seconds: float) -> Code:
    return code(Code(str(round(seconds * 1000))), " * time.Millisecond")


def _header(sdk: Sdk, name: str, value: str, params: Code | None) -> Code:
    """A header that is sent; not where `params` has a field of its name that is."""
    if params is None:
        return code(sdk.names.of_option("WithHeader"), "(", go_str(name), ", ", go_str(value), ")")
    return code("requestconfig.WithDefaultHeader(", go_str(name), ", ", go_str(value), ", ", params, ")")


def _accept(sdk: Sdk, operation: Operation) -> str | None:
    asked = go_accept(operation.result, as_documented=sdk.api.client.as_documented)
    return None if asked == "application/json" else asked


def _raw_content(params: Struct | None, operation: Operation, argument: Code | None) -> Code | None:
    if params is None or argument is None or not isinstance(operation.body, RawBody):
        return None
    field = next(field for field in params.fields if field.place == "body")
    return code(argument, ".", go_identifier(field.name))


def _path_values(method: Method, params: Struct | None, argument: Code | None) -> tuple[PathValueView, ...]:
    positional = {item.wire_name: item for item in method.positional}
    fields = {field.wire_name: field for field in (params.fields if params else ()) if field.place == "path"}
    values = []
    for parameter in method.operation.located("path"):
        name = parameter.wire_name
        if name in positional:
            item = positional[name]
            values.append(PathValueView(name, _path_value(parameter, item.shape, go_identifier(item.name))))
        elif argument is not None:
            field = fields[name]
            text = code(argument, ".", go_identifier(field.name))
            values.append(PathValueView(name, _path_value(parameter, field.shape, text)))
    return tuple(values)


def _path_value(parameter: Parameter, shape: Shape, value: Code) -> Code:
    style = style_of(parameter, shape)
    return value if style is None else code("requestconfig.Styled(", go_str(style), ", ", value, ")")
