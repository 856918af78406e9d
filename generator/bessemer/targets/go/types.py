"""Say what Go types the SDK has: shapes of values, and the declarations that give them names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from bessemer.document.pointer import Pointer
from bessemer.encode.code import Code, code
from bessemer.encode.go import go_identifier
from bessemer.frozen import frozen
from bessemer.ir.types import Scalar

Direction: TypeAlias = Literal["request", "response"]
# An import path; `$` stands for the module.
Import: TypeAlias = str

CONSTANT: Import = "$/shared/constant"
PARAM: Import = "$/packages/param"
PAGINATION: Import = "$/packages/pagination"
SHARED: Import = "$/shared"


@frozen
class Plain:
    """A predeclared type; `alias` is another name of it that the SDK declares."""

    name: Literal["string", "int64", "float64", "bool", "any"]
    alias: str | None = None


@frozen
class Time:
    format: Literal["date", "date-time"]


@frozen
class Reader:
    """Content that is sent as given; `part`: as a file of a form."""

    part: bool = False


@frozen
class Constant:
    """A type of shared/constant, whose zero value stands for its only value."""

    name: str
    value: str


@frozen
class Named:
    """A declaration of the SDK, by its name in the root package."""

    name: str
    kind: Literal["struct", "union", "enum"]


@frozen
class Slice:
    """`name` is the declaration that stands for it, where there is one."""

    item: Shape
    name: str | None = None


@frozen
class Map:
    """`name` is the declaration that stands for it, where there is one."""

    value: Shape
    name: str | None = None


@frozen
class Recursive:
    """A pointer, where a value would make a struct contain itself."""

    target: Named


Shape: TypeAlias = Plain | Time | Reader | Constant | Named | Slice | Map | Recursive


@frozen
class Doc:
    """The author's words about a thing."""

    title: str | None = None
    description: str | None = None
    deprecated: str | None = None


Place: TypeAlias = Literal["json", "path", "query", "querystring", "header", "cookie", "body"]


@frozen
class Field:
    """A field of a struct. `place` says where a request carries it; `body` is a whole body that is not an object.

    `variants` are the union variants that have it, where not all have. `literal` is the JSON text of its only value, a
    number or boolean, which the zero value stands for. `style` and `content` are the style and the media type in which
    it is sent, where the document says so. `format` is what its text or number stands for: `byte`, `uri`, `unixtime`.
    `is_listed`: its text is one of some that have no names, so that an empty one is none. `is_model`: it is a model or
    null, as its own schema says.
    """

    name: str
    wire_name: str
    shape: Shape
    required: bool
    nullable: bool
    origin: Pointer
    doc: Doc
    place: Place = "json"
    variants: tuple[str, ...] = ()
    literal: str | None = None
    style: str | None = None
    content: str | None = None
    format: str | None = None
    is_listed: bool = False
    is_model: bool = False


@frozen
class Struct:
    """`extra` is what properties without a name hold, None where there are none. `params`: arguments of a method.

    `constructed`: a function makes it with its constants set. `bases` are the structs that it embeds; what they have is
    among its fields.
    """

    name: str
    direction: Direction
    fields: tuple[Field, ...]
    origin: Pointer
    doc: Doc
    extra: Shape | None = None
    params: bool = False
    constructed: bool = False
    bases: tuple[Named, ...] = ()


@frozen
class UnionVariant:
    """`name` follows `As`, and `prefix` in the name of its field; `tag` is its value of the discriminator, `maker` the
    function that sets it.
    """

    name: str
    shape: Shape
    tag: str | None
    origin: Pointer
    maker: str | None = None
    prefix: str = "Of"

    @property
    def field(self) -> str:
        return self.prefix + self.name


@frozen
class Union:
    """One of several shapes. A response union has the `fields` of its variants; `nested`: it stands for a field of one.

    `discriminator` is the wire name of the property that tells the variants apart.
    """

    name: str
    direction: Direction
    variants: tuple[UnionVariant, ...]
    discriminator: str | None
    origin: Pointer
    doc: Doc
    fields: tuple[Field, ...] = ()
    nested: bool = False


@frozen
class Member:
    name: str
    value: Scalar
    doc: Doc


@frozen
class Enum:
    """Named values. An open one is an alias of its underlying type."""

    name: str
    underlying: Plain
    members: tuple[Member, ...]
    is_alias: bool
    origin: Pointer
    doc: Doc


@frozen
class Defined:
    """A name for a shape that has no struct of its own: a type of that kind, or only another name of it.

    `direction` is None where requests and responses share it.
    """

    name: str
    shape: Shape
    origin: Pointer
    doc: Doc
    is_alias: bool
    direction: Direction | None = None


Declaration: TypeAlias = Struct | Union | Enum | Defined


@frozen
class TypeText:
    """A type as Go writes it, with what it needs imported."""

    code: Code
    imports: frozenset[Import] = frozenset()


def type_text(shape: Shape, package: str = "") -> TypeText:
    """The type as the root package writes it, or as another does that knows it as `package`."""
    match shape:
        case Time():
            return TypeText(Code("time.Time"), frozenset({"time"}))
        case Reader():
            return TypeText(Code("io.Reader"), frozenset({"io"}))
        case Constant(name):
            return TypeText(code("constant.", go_identifier(name)), frozenset({CONSTANT}))
        case Named(name) | Slice(_, str(name)) | Map(_, str(name)) | Plain(_, str(name)):
            return TypeText(code(go_identifier(package), ".", go_identifier(name)) if package else go_identifier(name))
        case Plain(plain):
            return TypeText(Code(plain))
        case Slice(item):
            return _wrapped("[]", type_text(item, package))
        case Map(value):
            return _wrapped("map[string]", type_text(value, package))
        case Recursive(target):
            return _wrapped("*", type_text(target, package))


def optional_text(shape: Shape) -> TypeText:
    """The type of an optional value of a request: scalars are wrapped, the rest has its own zero."""
    text = type_text(shape)
    if not is_wrapped_when_optional(shape):
        return text
    return TypeText(code("param.Opt[", text.code, "]"), text.imports | {PARAM})


def is_wrapped_when_optional(shape: Shape) -> bool:
    """Whether the zero value could be meant, so that leaving it out must be said otherwise."""
    return isinstance(shape, Time) or (isinstance(shape, Plain) and shape.name != "any")


def variant_text(shape: Shape) -> TypeText:
    """The type of a variant of a request union: nil or without a value where it is not chosen."""
    text = type_text(shape)
    if isinstance(shape, Named) and shape.kind != "enum":
        return _wrapped("*", text)
    return TypeText(code("param.Opt[", text.code, "]"), text.imports | {PARAM}) if is_wrapped_variant(shape) else text


def is_wrapped_variant(shape: Shape) -> bool:
    """Whether a variant of a request union is wrapped: what is optional elsewhere, and listed values."""
    return is_wrapped_when_optional(shape) or (isinstance(shape, Named) and shape.kind == "enum")


def is_object(shape: Shape) -> bool:
    """Whether it is a struct or a union."""
    return isinstance(shape, Recursive) or (isinstance(shape, Named) and shape.kind != "enum")


def is_directional(shape: Shape) -> bool:
    """Whether it looks different in requests and in responses."""
    match shape:
        case Named(_, kind):
            return kind != "enum"
        case Slice(inner) | Map(inner):
            return is_directional(inner)
    return isinstance(shape, Recursive)


def is_plain_scalar(shape: Shape) -> bool:
    return isinstance(shape, Plain) and shape.name != "any"


def field_text(field: Field, direction: Direction) -> TypeText:
    """The type of a field in a struct of that direction."""
    if direction == "response" or field.is_listed or (field.required and not field.nullable):
        return type_text(field.shape)
    return optional_text(field.shape)


def _wrapped(prefix: str, inner: TypeText) -> TypeText:
    return TypeText(code(prefix, inner.code), inner.imports)


def shapes_of(declaration: Declaration) -> Iterator[Shape]:
    """The shapes of everything that a declaration has."""
    match declaration:
        case Struct(fields=fields, extra=extra):
            yield from (field.shape for field in fields)
            if extra is not None:
                yield extra
        case Union(fields=fields, variants=variants):
            yield from (field.shape for field in fields)
            yield from (variant.shape for variant in variants)
        case Defined(shape=shape):
            yield shape
        case Enum():
            return


def named_in(shape: Shape) -> Iterator[str]:
    """The declarations that a shape names."""
    match shape:
        case Named(name) | Slice(_, str(name)) | Map(_, str(name)) | Plain(_, str(name)):
            yield name
        case Recursive(target):
            yield target.name
        case Slice(inner) | Map(inner):
            yield from named_in(inner)
        case Plain() | Time() | Reader() | Constant():
            return
