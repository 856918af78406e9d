"""Write the expressions of a method that turn its arguments into a request."""

from __future__ import annotations

from collections.abc import Iterable

from bessemer.encode.code import Code, code
from bessemer.encode.python import py_str
from bessemer.frozen import frozen
from bessemer.ir.operations import FormBody, JsonBody, MultipartBody, Operation, PagedResult, RawBody
from bessemer.ir.types import NullableType
from bessemer.targets.python.imports import Import
from bessemer.targets.python.kinds import is_files, is_plain, is_scalar, may_be_mapping
from bessemer.targets.python.names import MethodNames, Names
from bessemer.targets.python.needs import has_keys
from bessemer.targets.python.overloads import sent_switch, streaming_params, switch
from bessemer.targets.python.signatures import Argument, ways
from bessemer.targets.python.typetext import TypeText, internal

# The client's method that sends a request of any verb, and the verbs it has methods of their own for.
_ANY = Code("_send")
_TRANSFORM = "maybe_transform"
_PUBLIC = frozenset({"get", "post", "put", "patch", "delete"})


@frozen
class Sent:
    """What a method hands to the client, as expressions, with what they import."""

    verb: Code
    path: Code
    headers: Code
    body: Code | None
    content: Code | None
    files: Code | None
    query: Code | None
    imports: frozenset[Import]

    @property
    def has_transform(self) -> bool:
        """Whether arguments are spelled as the wire does, which async methods wait for."""
        return Import(("_utils",), _TRANSFORM) in self.imports


@frozen
class _Call:
    """A method while its expressions are written."""

    method: MethodNames
    taken: tuple[Argument, ...]
    names: Names
    is_async: bool

    @property
    def operation(self) -> Operation:
        return self.method.operation

    def landed(self, *landings: str) -> tuple[Argument, ...]:
        return tuple(item for item in self.taken if item.landing in landings)

    def value(self, item: Argument) -> TypeText:
        """An argument outside query and body; one with keys has them as the wire spells them."""
        if not has_keys(item.schema, self.names):
            return TypeText(Code(item.name))
        made = self.transformed(((item.name, item.name),))
        key = item.wire_name if item.landing in ("header", "path") else item.name
        return TypeText(code("(", made.code, ")[", py_str(key), "]"), made.imports)

    def transformed(self, entries: Iterable[tuple[str, str]]) -> TypeText:
        """The arguments as the wire spells them."""
        function = internal(f"{'async_' if self.is_async else ''}{_TRANSFORM}", "_utils")
        params = Import(self.method.params_module[:-1], self.method.params_module[-1])
        asked = switch(self.operation, self.taken)
        own = {asked.name: sent_switch(self.operation, asked)} if asked else {}
        rows = ", ".join(code(py_str(key), ": ", own.get(value, Code(value))) for key, value in entries)
        # as the request is written, the boolean that asks for a stream may be true or false
        one = asked is not None and not ways(self.operation, self.names)
        params_class = streaming_params(self.method.params_class) if one else self.method.params_class
        target = f"{params.name}.{params_class}"
        wait = "await " if self.is_async else ""
        return TypeText(code(wait, function.code, "({", rows, "}, ", target, ")"), function.imports | {params})


def sent(method: MethodNames, taken: tuple[Argument, ...], names: Names, *, accept: str | None, is_async: bool) -> Sent:
    call = _Call(method, taken, names, is_async)
    headers, query = _headers(call, accept), _query(call)
    path, content = _path(call), _content(call)
    body, files = _body(call)
    parts = [headers, path, *(part for part in (body, content, files, query) if part is not None)]
    verb = _verb(method.operation)
    told = code(py_str(method.operation.http_method), ", ") if verb == _ANY else Code("")
    return Sent(
        verb,
        code(told, path.code),
        headers.code,
        body.code if body else None,
        content.code if content else None,
        files.code if files else None,
        query.code if query else None,
        frozenset().union(*(part.imports for part in parts)),
    )


def _path(call: _Call) -> TypeText:
    """The request's path, with the operation's own server in front where it has one."""
    path = _below(call)
    server = call.operation.server
    if server is None:
        return path
    client = "self._client" if call.operation.resource else "self"
    return path._replace(code=code(Code(client), "._on(", py_str(server), ", ", path.code, ")"))


def _below(call: _Call) -> TypeText:
    """The request's path; each placeholder takes the name of its argument."""
    template = call.operation.path
    inside = [item for item in call.landed("path") if "{" + item.wire_name + "}" in template]
    # Checked in the order of the path. Source: contracts/python-sdk.md R1.
    inside.sort(key=lambda item: template.index("{" + item.wire_name + "}"))
    if not inside:
        return TypeText(py_str(template))
    for item in inside:
        template = template.replace("{" + item.wire_name + "}", "{\0" + item.name + "}")
    template = template.replace("\0", "")
    imports = {Import(("_utils",), "endpoint_path")}
    values: list[Code] = []
    for item in inside:
        style = _path_style(item, call.names)
        made = call.value(item)
        imports |= made.imports
        value = made.code
        if style:
            name = [", ", py_str(item.wire_name)] if style.startswith("matrix") else []
            value = code("Styled(", value, ", ", py_str(style), *name, ")")
            imports.add(Import(("_utils",), "Styled"))
        values.append(code(item.name, "=", value))
    return TypeText(code("endpoint_path(", py_str(template), ", ", ", ".join(values), ")"), frozenset(imports))


def _path_style(item: Argument, names: Names) -> str:
    """The style that the path says; nothing where a plain value says the same."""
    how = item.serialization
    if how is None or how.style == "text":
        return ""
    if how.style == "simple" and not (how.explode and may_be_mapping(item.schema, names)):
        return ""
    return how.spelled


def _query(call: _Call) -> TypeText | None:
    items = call.landed("query", "querystring")
    if not items:
        return None
    made = call.transformed((item.name, item.name) for item in items)
    is_documented = any(item.serialization and item.serialization.style not in ("json", "text") for item in items)
    styles = {item.wire_name: style for item in items if (style := _query_style(item, call.names))}
    if not styles and not is_documented:
        return made
    return _styled(made, styles, "form*" if is_documented else "")


def _styled(made: TypeText, styles: dict[str, str], default: str) -> TypeText:
    rows = ", ".join(code(py_str(name), ": ", py_str(style)) for name, style in styles.items())
    last = [", ", py_str(default)] if default else []
    return TypeText(
        code("styled_items(", made.code, ", {", rows, "}", *last, ")"),
        made.imports | {Import(("_utils",), "styled_items")},
    )


def _query_style(item: Argument, names: Names) -> str:
    """The style of a query parameter; nothing where it is that of the query, or where all styles are the same."""
    how = item.serialization
    if how is None:
        return ""
    if item.landing == "querystring":
        return "*json" if how.style == "json" else "*"
    has_one_style = is_scalar(item.schema, names) and how.style not in ("json", "text") and not how.allow_reserved
    style = how.spelled
    return "" if has_one_style or style == "form*" else style


def _body(call: _Call) -> tuple[TypeText | None, TypeText | None]:
    """The expressions for the body and for the files."""
    body = call.operation.body
    match body:
        case None | RawBody():
            return None, None
        case JsonBody():
            return _json(call, body), None
        case FormBody():
            return _form(call, body), None
        case MultipartBody():
            is_whole = call.landed("content") or ways(call.operation, call.names)
            is_sent = body.required if is_whole else body.is_sent_empty
            return None if is_sent else internal("omit", "_types"), _multipart(call, body)


def _json(call: _Call, body: JsonBody) -> TypeText:
    """A body that is one argument is transformed as that key of the params, and taken out again."""
    whole = call.landed("content")
    if whole:
        made = _whole(call)
        function = internal("whole_body", "_utils")
        return TypeText(code(function.code, "(", made.code, ")"), function.imports | made.imports)
    made = call.transformed((item.name, item.name) for item in call.landed("body"))
    # of several objects none is meant where nothing of any is given
    is_sent = body.required if ways(call.operation, call.names) else body.is_sent_empty
    return made if is_sent else _optional(made)


def _whole(call: _Call) -> TypeText:
    name = call.landed("content")[0].name
    made = call.transformed(((name, name),))
    key = py_str(name)
    ending = code(")[", key, "]") if call.landed("content")[0].required else code(").get(", key, ", omit)")
    text = code("(", made.code, ending)
    omit = frozenset() if call.landed("content")[0].required else internal("omit", "_types").imports
    return TypeText(text, made.imports | omit)


def _optional(made: TypeText) -> TypeText:
    return TypeText(code("optional_body(", made.code, ")"), made.imports | {Import(("_utils",), "optional_body")})


def _fields(call: _Call) -> TypeText:
    if call.landed("content"):
        return _whole(call)
    return call.transformed((item.name, item.name) for item in call.landed("body"))


def _form(call: _Call, body: FormBody) -> TypeText:
    made = _fields(call)
    if body.documented:
        styles = {
            item.wire_name: item.serialization.spelled if item.serialization else "json"
            for item in body.fields
            if item.serialization or (item.media_type or "").endswith("json")
        }
        made = _styled(made, styles, "field")
    return made if body.required else _optional(made)


def _multipart(call: _Call, body: MultipartBody) -> TypeText:
    made = _fields(call)
    rows = ", ".join(
        code(py_str(item.wire_name), ": ", py_str(said))
        for item in body.fields
        if (said := item.serialization.spelled if item.serialization else item.media_type)
    )
    written = call.names.api.client.multipart_format
    last = Code("") if body.documented else code(", array_format=", py_str(written))
    files = [item for item in call.landed("body") if is_files(item.schema, call.names.api.schemas)]
    nullable = [item for item in files if isinstance(call.names.final(item.schema).type, NullableType)]
    checked = _listed("files", [item for item in files if item not in nullable])
    return TypeText(
        code("multipart_parts(", made.code, ", {", rows, "}", checked, _listed("nullable_files", nullable), last, ")"),
        made.imports | {Import(("_utils",), "multipart_parts")},
    )


def _listed(name: str, items: list[Argument]) -> Code:
    """A keyword argument that lists properties; nothing where there are none."""
    return code(f", {name}=[", ", ".join(py_str(item.wire_name) for item in items), "]") if items else Code("")


def _content(call: _Call) -> TypeText | None:
    """A body that is sent as given."""
    body = call.operation.body
    if not isinstance(body, RawBody):
        return None
    name = call.landed("content")[0].name
    if body.required:
        return TypeText(Code(name))
    return TypeText(code("None if isinstance(", name, ", Omit) else ", name), internal("Omit", "_types").imports)


def _headers(call: _Call, accept: str | None) -> TypeText:
    """The extra headers of a call. Source: contracts/python-sdk.md H1 to H4."""
    entries: list[Code] = []
    imports = {Import(("_utils",), "header_params")}
    if accept is not None:
        entries.append(code('"Accept": ', py_str(accept)))
    defaults = {item.name.lower(): item for item in call.operation.default_headers}
    content_type, needed = _content_type(call)
    if content_type:
        entries.append(code('"Content-Type": ', content_type))
        imports |= needed
    for item in call.landed("header"):
        default = defaults.pop(item.wire_name.lower(), None)
        value, needed = _header_value(call, item, py_str(default.value) if default else None)
        entries.append(code(py_str(item.wire_name), ": ", value))
        imports |= needed
    entries += [code(py_str(item.name), ": ", py_str(item.value)) for item in defaults.values()]
    if call.landed("cookie"):
        cookies = _cookies(call)
        entries.append(code('"Cookie": ', cookies.code))
        imports |= cookies.imports
    if not entries:
        return TypeText(Code("extra_headers"))
    return TypeText(code("header_params({", ", ".join(entries), "}, extra_headers)"), frozenset(imports))


def _content_type(call: _Call) -> tuple[Code, set[Import]]:
    """The type of the body, where it is not the one that every call names."""
    body = call.operation.body
    if body is None or (isinstance(body, JsonBody) and body.media_type == "application/json"):
        return Code(""), set()
    media_type = py_str(body.media_type)
    if not isinstance(body, RawBody) or body.required:
        return media_type, set()
    name = call.landed("content")[0].name
    needed = {Import(("_utils",), "is_given"), Import(("_types",), "omit")}
    return code(media_type, " if is_given(", name, ") else omit"), needed


def _header_value(call: _Call, item: Argument, default: Code | None) -> tuple[Code, set[Import]]:
    name = Code(item.name)
    joined, given = Import(("_utils",), "joined"), Import(("_utils",), "is_given")
    how = item.serialization
    if item.is_list and default is not None and item.extends_default:
        return code("joined(", name, ", default=", default, ")"), {joined}
    if how is not None and (how.style == "json" or not is_plain(item.schema, call.names)):
        made = call.value(item)
        value = code("Styled(", made.code, ", ", py_str(how.spelled), ")")
        needed = {Import(("_utils",), "Styled"), *made.imports}
        default = default or (None if item.required else Code("omit"))
    else:
        value = code("joined(", name, ")") if item.is_list else name
        needed = {joined} if item.is_list else set()
    if default is None:
        return value, needed
    return code(value, " if is_given(", name, ") else ", default), needed | {given}


def _cookies(call: _Call) -> TypeText:
    items = call.landed("cookie")
    made = [_given(call, item) for item in items]
    values = ", ".join(code(py_str(item.wire_name), ": ", value.code) for item, value in zip(items, made, strict=True))
    styles = {item.wire_name: item.serialization.spelled for item in items if item.serialization}
    styles = {name: style for name, style in styles.items() if style != "form*"}
    listed = ", ".join(code(py_str(name), ": ", py_str(style)) for name, style in styles.items())
    imports = {Import(("_utils",), "cookie_header")}.union(*(value.imports for value in made))
    return TypeText(code("cookie_header({", values, "}, {", listed, "})"), frozenset(imports))


def _given(call: _Call, item: Argument) -> TypeText:
    """An argument with its keys as the wire spells them, where it is given."""
    made = call.value(item)
    if item.required or made.code == item.name:
        return made
    needed = {Import(("_utils",), "is_given"), Import(("_types",), "omit")}
    return TypeText(code(made.code, " if is_given(", Code(item.name), ") else omit"), made.imports | needed)


def _verb(operation: Operation) -> Code:
    """The method that sends the request: the client has public ones for the usual verbs; its `get` takes no body."""
    verb = operation.http_method
    if isinstance(operation.result, PagedResult):
        return Code("_get_api_list" if operation.resource else "get_api_list")
    if verb not in _PUBLIC or (verb == "get" and operation.body is not None):
        return _ANY
    return Code(f"_{verb}" if operation.resource else verb)
