"""Write JSON values as Go: what a caller types to have them sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from bessemer.encode.code import Code, code, joined
from bessemer.encode.go import go_identifier, go_str
from bessemer.frozen import frozen
from bessemer.ir.operations import MultipartBody
from bessemer.ir.types import Json, Schema
from bessemer.samples.bodies import has_files, part_of
from bessemer.samples.calls import Call
from bessemer.targets.go.methods import Method, is_sent_empty
from bessemer.targets.go.sdk import Sdk
from bessemer.targets.go.tags import field_tag
from bessemer.targets.go.types import (
    PARAM,
    Constant,
    Field,
    Import,
    Map,
    Named,
    Place,
    Plain,
    Reader,
    Recursive,
    Shape,
    Slice,
    Struct,
    Time,
    Union,
    UnionVariant,
    field_text,
    is_wrapped_variant,
    type_text,
)

_HELPERS = {"string": "String", "int64": "Int", "float64": "Float", "bool": "Bool"}
_OVERRIDE = Code("param.Override[")


class UnspeakableValueError(ValueError):
    """The value does not fit its Go type: the document contradicts itself."""


@frozen
class Literal:
    """`zero`: it is the zero value of its type, which an optional field does not send."""

    code: Code
    imports: frozenset[Import] = frozenset()
    zero: bool = False


@frozen
class Style:
    """How literals look.

    `now`: times are the current one, else exactly those of the value, read by testutil.Time. `open_empty`: arguments
    without any value stand on lines of their own, as the published reference has them.
    """

    indent: str
    now: bool
    open_empty: bool = False


class Literals:
    """The literals of one SDK, as a package that imports it writes them."""

    def __init__(self, sdk: Sdk, style: Style) -> None:
        self._sdk = sdk
        self._style = style
        self._package = sdk.names.qualifier
        self._unions: dict[tuple[str, int, int], tuple[Json, Literal]] = {}
        self._form: Schema | None = None

    def arguments(self, method: Method, call: Call, depth: int) -> tuple[Literal, ...]:
        """The arguments of a call but the context and the options. Raises UnspeakableValueError."""
        self._unions.clear()
        positional = [
            self.value(item.shape, _as_scalar(item.shape, call.path[item.wire_name]), depth)
            for item in method.positional
        ]
        params = self._sdk.params(method)
        if params is None:
            return tuple(positional)
        self._form = method.operation.body.schema if isinstance(method.operation.body, MultipartBody) else None
        whole = call.body if call.content is None else call.content
        held = next((field.shape for field in params.fields if field.place == "body"), None)
        if whole == {} and held != Plain("any") and not is_sent_empty(method.operation, self._sdk.api.schemas):
            whole = None
        has_whole = held is not None
        values: dict[Place, Mapping[str, Json]] = {
            "path": call.path,
            "query": call.query,
            "querystring": call.querystring,
            "header": call.header,
            "cookie": call.cookie,
            "json": {} if has_whole else call.body or {},
            "body": {} if whole is None else {"body": whole},
        }
        chosen = [
            (field, _in_place(field, values[field.place][field.wire_name]))
            for field in params.fields
            if field.wire_name in values[field.place]
        ]
        extra = {name: item for name, item in values["json"].items() if not _has(params, name)}
        return (*positional, self._struct_of(params, chosen, extra, depth))

    def value(self, shape: Shape, value: Json, depth: int) -> Literal:
        """A value of that shape. Raises UnspeakableValueError."""
        match shape:
            case Plain(name):
                return _plain(name, value)
            case Time():
                return self._time(value)
            case Reader(part):
                if not isinstance(value, str):
                    raise UnspeakableValueError(value)
                reader = code("strings.NewReader(", go_str(value), ")")
                # the type of a file is what the document says
                made = code(self._package, ".File(", reader, ', "upload", "")') if part else reader
                return Literal(made, frozenset({"strings"}))
            case Constant(_, constant):
                return _plain("string", value if value == constant else None)
            case Named(_, "enum"):
                return self._enum(shape, value)
            case Named(_, "struct"):
                return self._struct(self._sdk.struct(shape.name), value, depth)
            case Named():
                return self._union(self._sdk.union(shape.name), value, depth)
            case Slice(item):
                return self._slice(shape, item, value, depth)
            case Map(held):
                return self._map(shape, held, value, depth)
            case Recursive(target):
                inner = self.value(target, value, depth)
                return Literal(code("&", inner.code), inner.imports)

    def field(self, field: Field, value: Json, depth: int) -> Literal:
        """The value of a field of a request struct."""
        shape = field.shape
        if field.place == "body" and shape == Map(Plain("any")) and isinstance(value, Mapping):
            return self._parts(value, self._form, depth)
        if field.is_listed and value in (None, ""):
            raise UnspeakableValueError(value)
        optional = field_text(field, "request").code.startswith("param.Opt[")
        if value is None and shape == Plain("any") and field.place == "json":
            # nil leaves it out
            return self._null(Plain("string"))
        if value is None and shape != Plain("any"):
            return self._null(shape)
        if optional:
            return self._wrapped(shape, value, depth)
        inner = self.value(shape, value, depth)
        if isinstance(shape, Named) and inner.zero:
            if shape.kind == "enum":
                # an empty text is not sent
                raise UnspeakableValueError(value)
            return self._override(shape, value)
        return inner

    def _wrapped(self, shape: Shape, value: Json, depth: int) -> Literal:
        inner = self.value(shape, value, depth)
        helper = _HELPERS[shape.name] if isinstance(shape, Plain) else "Time" if isinstance(shape, Time) else "Opt"
        return Literal(code(self._package, ".", helper, "(", inner.code, ")"), inner.imports)

    def _null(self, shape: Shape) -> Literal:
        text = type_text(shape, self._package)
        match shape:
            case Slice():
                maker = "NullSlice"
            case Map():
                maker = "NullMap"
            case Named(_, "struct" | "union"):
                maker = "NullStruct"
            case Plain() | Time():
                maker = "Null"
            case Constant() | Named() | Reader() | Recursive():
                raise UnspeakableValueError("null")
        return Literal(code("param.", maker, "[", text.code, "]()"), text.imports | {PARAM})

    def _override(self, shape: Named, value: Json) -> Literal:
        text = type_text(shape, self._package)
        return Literal(code(_OVERRIDE, text.code, "](", any_literal(value), ")"), text.imports | {PARAM})

    def _time(self, value: Json) -> Literal:
        if not isinstance(value, str):
            raise UnspeakableValueError(value)
        if self._style.now:
            return Literal(Code("time.Now()"), frozenset({"time"}))
        return Literal(code("testutil.Time(", go_str(value), ")"), frozenset({"$/internal/testutil"}))

    def _enum(self, shape: Named, value: Json) -> Literal:
        enum = self._sdk.enum(shape.name)
        for member in enum.members:
            if member.value == value and type(member.value) is type(value):
                return Literal(code(self._package, ".", go_identifier(member.name)), zero=value in ("", 0))
        return _plain(enum.underlying.name, value)

    def _struct(self, struct: Struct, value: Json, depth: int) -> Literal:
        if not isinstance(value, Mapping):
            raise UnspeakableValueError(value)
        extra = {name: item for name, item in value.items() if not _has(struct, name)}
        if (extra and struct.extra is None) or (not struct.params and _adds(struct, value)):
            return self._override(Named(struct.name, "struct"), value)
        chosen = [(field, value[field.wire_name]) for field in struct.fields if field.wire_name in value]
        return self._struct_of(struct, chosen, extra, depth)

    def _struct_of(
        self, struct: Struct, chosen: Sequence[tuple[Field, Json]], extra: Mapping[str, Json], depth: int
    ) -> Literal:
        made = [
            (go_identifier(field.name), self.field(field, value, depth + 1))
            for field, value in chosen
            if not (isinstance(field.shape, Constant) and field.required and value == field.shape.value)
        ]
        if extra and struct.extra is not None:
            shape = Map(struct.extra)
            made.append((Code("ExtraFields"), self._map(shape, struct.extra, extra, depth + 1)))
        name = code(self._package, ".", go_identifier(struct.name))
        imports = frozenset(item for _, literal in made for item in literal.imports)
        text = self._composite(name, [code(key, ": ", literal.code, ",") for key, literal in made], depth)
        if not made and struct.params and self._style.open_empty:
            text = self._composite(name, [Code("")], depth)
        return Literal(text, imports, all(literal.zero for _, literal in made))

    def _composite(self, name: Code, lines: Sequence[Code], depth: int) -> Code:
        if not lines:
            return code(name, "{}")
        inner = Code(self._style.indent * (depth + 1))
        rows = [code(inner, line) if line else line for line in lines]
        return code(name, "{\n", *(code(row, "\n") for row in rows), self._style.indent * depth, "}")

    def _union(self, union: Union, value: Json, depth: int) -> Literal:
        """The value as a union, each that is inside another made once: it is asked for by every variant around it."""
        key = (union.name, id(value), depth)
        if key not in self._unions:
            # with the value, so that no other has its place in memory
            self._unions[key] = (value, self._first_that_fits(union, value, depth))
        return self._unions[key][1]

    def _first_that_fits(self, union: Union, value: Json, depth: int) -> Literal:
        """The value as the first variant that can say it, if can be without any part that replaces a struct."""
        made: list[Literal] = []
        for variant in sorted(union.variants, key=lambda item: not _is_tagged(union, item, value)):
            try:
                held = self._variant(variant, value, depth + 1)
            except UnspeakableValueError:
                continue
            name = code(self._package, ".", go_identifier(union.name))
            line = code(go_identifier(variant.field), ": ", held.code, ",")
            made.append(Literal(self._composite(name, [line], depth), held.imports, held.zero))
            if _OVERRIDE not in held.code:
                return made[-1]
        return made[0] if made else self._override(Named(union.name, "union"), value)

    def _variant(self, variant: UnionVariant, value: Json, depth: int) -> Literal:
        shape = variant.shape
        if is_wrapped_variant(shape):
            return self._wrapped(shape, value, depth)
        inner = self.value(shape, value, depth)
        if isinstance(shape, Named) and shape.kind != "enum":
            if not inner.code.endswith("}"):
                raise UnspeakableValueError(value)
            return Literal(code("&", inner.code), inner.imports)
        return inner

    def _slice(self, shape: Slice, item: Shape, value: Json, depth: int) -> Literal:
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise UnspeakableValueError(value)
        text = type_text(shape, self._package)
        items = [self.value(item, one, depth) for one in value]
        inner = joined(", ", (self._elided(item, one.code) for one in items))
        return Literal(code(text.code, "{", inner, "}"), text.imports.union(*(one.imports for one in items)))

    def _map(self, shape: Map, held: Shape, value: Json, depth: int) -> Literal:
        if not isinstance(value, Mapping):
            raise UnspeakableValueError(value)
        text = type_text(shape, self._package)
        items = {name: self.value(held, one, depth + 1) for name, one in value.items()}
        inner = Code(self._style.indent * (depth + 1))
        rows = [code(inner, go_str(name), ": ", self._elided(held, one.code), ",\n") for name, one in items.items()]
        body = code("{\n", *rows, self._style.indent * depth, "}") if rows else Code("{}")
        return Literal(code(text.code, body), text.imports.union(*(one.imports for one in items.values())))

    def _parts(self, value: Mapping[str, Json], schema: Schema | None, depth: int) -> Literal:
        """A form given as a mapping: what is a file by the document is one, whatever the type of the mapping says."""
        schemas = self._sdk.api.schemas
        parts = {name: self._part(item, part_of(schema, name, schemas), depth + 1) for name, item in value.items()}
        inner = Code(self._style.indent * (depth + 1))
        rows = [code(inner, go_str(name), ": ", part.code, ",\n") for name, part in parts.items()]
        body = code("{\n", *rows, self._style.indent * depth, "}") if rows else Code("{}")
        return Literal(code("map[string]any", body), frozenset().union(*(part.imports for part in parts.values())))

    def _part(self, value: Json, schema: Schema | None, depth: int) -> Literal:
        if not has_files(value, schema, self._sdk.api.schemas):
            return Literal(any_literal(value))
        if isinstance(value, Mapping):
            return self._parts(value, schema, depth)
        if isinstance(value, str):
            return self.value(Reader(part=True), value, depth)
        items = [self._part(item, schema, depth) for item in cast(Sequence[Json], value)]
        imports = frozenset[Import]().union(*(item.imports for item in items))
        return Literal(code("[]any{", joined(", ", (item.code for item in items)), "}"), imports)

    def _elided(self, shape: Shape, text: Code) -> Code:
        """gofmt -s leaves out the type of an item that the type of the list says."""
        prefix = type_text(shape, self._package).code
        return Code(text.removeprefix(prefix)) if text.startswith(code(prefix, "{")) else text


def any_literal(value: Json) -> Code:
    """A value of the type `any`."""
    if isinstance(value, Mapping):
        return code("map[string]any{", joined(", ", _pairs(value)), "}")
    if isinstance(value, Sequence) and not isinstance(value, str):
        return code("[]any{", joined(", ", (any_literal(item) for item in value)), "}")
    if value is None:
        return Code("nil")
    if isinstance(value, bool):
        return Code("true" if value else "false")
    return go_str(value) if isinstance(value, str) else Code(repr(value))


def _pairs(value: Mapping[str, Json]) -> Iterable[Code]:
    return (code(go_str(name), ": ", any_literal(item)) for name, item in value.items())


def _plain(name: str, value: Json) -> Literal:
    text = any_literal(value)
    if name == "any":
        return Literal(text)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    fits = {
        "string": isinstance(value, str),
        "bool": isinstance(value, bool),
        "int64": is_number and isinstance(value, int),
        "float64": is_number,
    }
    if not fits[name]:
        raise UnspeakableValueError(value)
    return Literal(text, zero=not value)


def _as_scalar(shape: Shape, value: Json) -> Json:
    """A path parameter that Go takes as text is text, whatever the document's example is."""
    return str(value) if shape == Plain("string") and not isinstance(value, str) else value


def _in_place(field: Field, value: Json) -> Json:
    return _as_scalar(field.shape, value) if field.place == "path" else value


def _has(struct: Struct, wire_name: str) -> bool:
    return any(field.wire_name == wire_name and field.place == "json" for field in struct.fields)


def _adds(struct: Struct, value: Mapping[str, Json]) -> bool:
    """Whether a struct would send what the value does not have: required fields are sent whatever they are."""
    lacking = (field for field in struct.fields if field.required and field.wire_name not in value)
    return any("omitzero" not in field_tag(field, struct.direction, in_query=False) for field in lacking)


def _is_tagged(union: Union, variant: UnionVariant, value: Json) -> bool:
    if union.discriminator is None or not isinstance(value, Mapping):
        return False
    return variant.tag is not None and value.get(union.discriminator) == variant.tag
