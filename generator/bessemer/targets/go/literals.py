"""Write JSON values as Go: what a caller types to have them sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
        self._unions: dict[tuple[str, int, int, bool], tuple[Json, Literal | None]] = {}
        # while a union looks for a variant that says all of a value, no part of it may replace a struct
        self._says_all = False
        self._tagged: dict[str, dict[str | None, list[UnionVariant]]] = {}
        # the names of the properties of structs, by their types
        self._known: dict[str, frozenset[str]] = {}
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
        known = self._properties(params)
        extra = {name: item for name, item in values["json"].items() if name not in known}
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
        if self._says_all:
            raise UnspeakableValueError(value)
        text = type_text(shape, self._package)
        return Literal(code("param.Override[", text.code, "](", any_literal(value), ")"), text.imports | {PARAM})

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
        known = self._properties(struct)
        extra = {name: item for name, item in value.items() if name not in known}
        if (extra and struct.extra is None) or (not struct.params and _adds(struct, value)):
            return self._override(Named(struct.name, "struct"), value)
        chosen = [(field, value[field.wire_name]) for field in struct.fields if field.wire_name in value]
        return self._struct_of(struct, chosen, extra, depth)

    def _properties(self, struct: Struct) -> frozenset[str]:
        if struct.name not in self._known:
            self._known[struct.name] = frozenset(item.wire_name for item in struct.fields if item.place == "json")
        return self._known[struct.name]

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
        key = (union.name, id(value), depth, self._says_all)
        if key not in self._unions:
            # with the value, so that no other has its place in memory
            self._unions[key] = (value, self._first_that_fits(union, value, depth))
        made = self._unions[key][1]
        return self._override(Named(union.name, "union"), value) if made is None else made

    def _first_that_fits(self, union: Union, value: Json, depth: int) -> Literal | None:
        """The value as the first variant that can say all of it, else as the first that can say it."""
        before = self._says_all
        for says_all in (True,) if before else (True, False):
            self._says_all = says_all
            try:
                held = next(self._held(union, value, depth), None)
            finally:
                self._says_all = before
            if held is not None:
                return held
        return None

    def _held(self, union: Union, value: Json, depth: int) -> Iterator[Literal]:
        name = code(self._package, ".", go_identifier(union.name))
        for variant in self._likely_first(union, value):
            try:
                held = self._variant(variant, value, depth + 1)
            except UnspeakableValueError:
                continue
            line = code(go_identifier(variant.field), ": ", held.code, ",")
            yield Literal(self._composite(name, [line], depth), held.imports, held.zero)

    def _likely_first(self, union: Union, value: Json) -> Iterator[UnionVariant]:
        """The variants, those before the others that the value's discriminator names."""
        said = value.get(union.discriminator) if union.discriminator and isinstance(value, Mapping) else None
        if not isinstance(said, str):
            yield from union.variants
            return
        if union.name not in self._tagged:
            tagged: dict[str | None, list[UnionVariant]] = self._tagged.setdefault(union.name, {})
            for variant in union.variants:
                tagged.setdefault(variant.tag, []).append(variant)
        yield from self._tagged[union.name].get(said, ())
        yield from (variant for variant in union.variants if variant.tag != said)

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


def _adds(struct: Struct, value: Mapping[str, Json]) -> bool:
    """Whether a struct would send what the value does not have: required fields are sent whatever they are."""
    lacking = (field for field in struct.fields if field.required and field.wire_name not in value)
    return any("omitzero" not in field_tag(field, struct.direction, in_query=False) for field in lacking)
