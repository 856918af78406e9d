"""Turn declarations into what the templates see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bessemer.encode.code import Code, code
from bessemer.encode.go import go_identifier, go_str
from bessemer.ir.operations import FormBody, JsonBody, MultipartBody
from bessemer.ir.types import Scalar
from bessemer.targets.go.docs import declaration_doc, field_doc, member_doc, variant_doc
from bessemer.targets.go.getters import getters
from bessemer.targets.go.makers import constructor, maker_view
from bessemer.targets.go.sdk import Sdk
from bessemer.targets.go.tags import extra_tag, field_tag, json_tag, variant_tag
from bessemer.targets.go.types import (
    PARAM,
    Constant,
    Declaration,
    Defined,
    Enum,
    Field,
    Import,
    Map,
    Named,
    Plain,
    Reader,
    Recursive,
    Shape,
    Slice,
    Struct,
    Time,
    TypeText,
    Union,
    UnionVariant,
    field_text,
    is_object,
    type_text,
    variant_text,
)
from bessemer.targets.go.views import (
    AnyView,
    CaseView,
    ConstantField,
    DeclarationView,
    DefinedView,
    EnumView,
    FieldView,
    FormView,
    MemberView,
    RequestStructView,
    RequestUnionView,
    ResponseStructView,
    ResponseUnionView,
    VariantView,
)

_JSON: Import = "$/internal/apijson"
_QUERY: Import = "$/internal/apiquery"
_FORM: Import = "$/internal/apiform"
_METADATA: Import = "$/packages/respjson"
_RESPONSE: frozenset[Import] = frozenset({_JSON, _METADATA})
_METADATA_FIELD = Code("respjson.Field")


class Texts:
    """The views of one SDK's declarations, and the imports that each needs."""

    def __init__(self, sdk: Sdk) -> None:
        self._sdk = sdk
        self._queried = _sent_in_query(sdk.declarations)
        self._only_queried = self._queried - _sent_otherwise(sdk.declarations, self._queried)
        self._forms = {
            method.params: method.operation.body
            for method in sdk.methods.values()
            if isinstance(method.operation.body, FormBody | MultipartBody)
        }
        # those that are sent as JSON even where nothing in them is: as an empty object
        self._bodies = {method.params for method in sdk.methods.values() if isinstance(method.operation.body, JsonBody)}
        self._owners = {
            method.params: (
                f"{sdk.names.service(method.operation.resource)}.{method.name}"
                if method.operation.resource
                else f"{sdk.names.client}.{method.name}"
            )
            for method in sdk.methods.values()
        }

    def declaration(self, name: str) -> tuple[DeclarationView, frozenset[Import]]:
        declaration = self._sdk.declarations[name]
        match declaration:
            case Struct(direction="request"):
                return self._request(declaration)
            case Struct():
                return _response(declaration, self._twin(declaration), self._sdk)
            case Union(direction="request"):
                return self._request_union(declaration)
            case Union():
                return _response_union(declaration, self._sdk.shared, self._twin(declaration))
            case Enum():
                return DeclarationView(enums=(_enum(declaration),)), frozenset()
            case Defined():
                text = type_text(declaration.shape)
                parts = declaration_doc(declaration), go_identifier(declaration.name), text.code
                if declaration.is_alias:
                    return DeclarationView(aliases=(DefinedView(*parts),)), text.imports
                return DeclarationView(lists=(DefinedView(*parts),)), text.imports

    def _twin(self, declaration: Struct | Union) -> Code | None:
        name = self._sdk.twin(declaration)
        return None if name is None else go_identifier(name)

    def _request(self, struct: Struct) -> tuple[DeclarationView, frozenset[Import]]:
        doc = declaration_doc(struct, self._owners.get(struct.name))
        if struct.name in self._only_queried:
            struct = replace(
                struct, fields=tuple(replace(field, place="query") for field in struct.fields), params=True
            )
        in_query = struct.name in self._queried
        texts = [field_text(field, "request") for field in struct.fields]
        fields = [
            FieldView(
                field_doc(field, sent=True),
                go_identifier(field.name),
                text.code,
                field_tag(field, "request", in_query=in_query, is_file=self._can_be_file(field.shape)),
            )
            for field, text in zip(struct.fields, texts, strict=True)
        ]
        if struct.extra is not None:
            texts.append(type_text(Map(struct.extra)))
            fields.append(_extra(texts[-1]))
        content, form = _content(struct), self._forms.get(struct.name)
        json = content is not None or not struct.params or struct.name in self._bodies
        json = json or any(field.place == "json" for field in struct.fields)
        query = [field for field in struct.fields if field.place in ("query", "querystring")]
        view = RequestStructView(
            doc,
            go_identifier(struct.name),
            tuple(fields),
            json and form is None,
            content if form is None else None,
            bool(query),
            any(field.style is not None for field in query),
            None if form is None else _form(form, content),
            go_identifier(made) if (made := constructor(struct)) is not None else None,
            tuple(
                ConstantField(go_identifier(field.name), field.shape.value)
                for field in struct.fields
                if isinstance(field.shape, Constant)
            ),
        )
        needed = {*({_QUERY, "net/url"} if query else ())}
        if form is not None or json:
            needed.add(_JSON if form is None else _FORM)
        return DeclarationView(request_structs=(view,)), _imports(texts) | needed

    def _can_be_file(self, shape: Shape) -> bool:
        """Whether a shape is a union, or a list of one, that has files or lists of them among its variants."""
        held = shape.item if isinstance(shape, Slice) else shape
        union = self._sdk.declarations[held.name] if isinstance(held, Named) else None
        shapes = (item.shape for item in union.variants) if isinstance(union, Union) else ()
        return any(isinstance(one.item if isinstance(one, Slice) else one, Reader) for one in shapes)

    def _request_union(self, union: Union) -> tuple[DeclarationView, frozenset[Import]]:
        in_query = union.name in self._queried
        texts = [variant_text(variant.shape) for variant in union.variants]
        fields = tuple(
            FieldView(
                None,
                go_identifier(variant.field),
                text.code,
                variant_tag(variant.shape, "request", in_query=in_query),
            )
            for variant, text in zip(union.variants, texts, strict=True)
        )
        reaching, needed = getters(union, self._sdk.declarations)
        made = [maker_view(maker, self._sdk.declarations, self._sdk.names) for maker in self._sdk.makers[union.name]]
        view = RequestUnionView(
            declaration_doc(union), go_identifier(union.name), fields, reaching, tuple(view for view, _ in made)
        )
        needed = needed.union(*(imports for _, imports in made))
        return DeclarationView(request_unions=(view,)), _imports(texts) | needed | {_JSON}


def _response(struct: Struct, twin: Code | None, sdk: Sdk) -> tuple[DeclarationView, frozenset[Import]]:
    had = {field for base in struct.bases for field in sdk.struct(base.name).fields}
    own = tuple(field for field in struct.fields if field not in had)
    texts = [field_text(field, "response") for field in own]
    fields = tuple(_response_field(field, text) for field, text in zip(own, texts, strict=True))
    bases = tuple(type_text(base).code for base in struct.bases)
    view = ResponseStructView(declaration_doc(struct), go_identifier(struct.name), twin, fields, _metadata(own), bases)
    return DeclarationView(response_structs=(view,)), _imports(texts) | _RESPONSE | _imports_of_twin(twin)


def _imports_of_twin(twin: Code | None) -> frozenset[Import]:
    return frozenset() if twin is None else frozenset({"encoding/json", PARAM})


def _response_field(field: Field, text: TypeText) -> FieldView:
    return FieldView(
        field_doc(field, sent=False),
        go_identifier(field.name),
        text.code,
        field_tag(field, "response", in_query=False),
    )


def _metadata(fields: tuple[Field, ...]) -> tuple[FieldView, ...]:
    return tuple(FieldView(None, go_identifier(field.name), _METADATA_FIELD, Code("")) for field in fields)


def _response_union(
    union: Union, shared: frozenset[str], twin: Code | None
) -> tuple[DeclarationView, frozenset[Import]]:
    inline = [variant for variant in union.variants if not is_object(variant.shape)]
    texts = [field_text(field, "response") for field in union.fields] + [type_text(item.shape) for item in inline]
    fields = tuple(_inline_field(variant) for variant in inline)
    metadata = tuple(FieldView(None, field.name, _METADATA_FIELD, Code("")) for field in fields)
    fields += tuple(
        FieldView(field_doc(field, sent=False), go_identifier(field.name), text.code, json_tag(field.wire_name))
        for field, text in zip(union.fields, texts, strict=False)
    )
    metadata += _metadata(union.fields)
    objects = (
        () if union.nested else tuple(item for item in union.variants if isinstance(item.shape, Named | Recursive))
    )
    view = ResponseUnionView(
        declaration_doc(union),
        go_identifier(union.name),
        twin,
        fields,
        metadata,
        () if union.nested else tuple(_variant(variant) for variant in union.variants),
        _told(union, objects, shared),
    )
    needed = _RESPONSE if metadata else frozenset({_JSON})
    return DeclarationView(response_unions=(view,)), _imports(texts) | needed | _imports_of_twin(twin)


def _told(union: Union, objects: tuple[UnionVariant, ...], shared: frozenset[str]) -> tuple[AnyView, ...]:
    """The interface of AsAny, where a property tells the variants apart."""
    teller = next((field for field in union.fields if field.wire_name == union.discriminator), None)
    tagged = [variant for variant in objects if variant.tag is not None]
    if teller is None or not tagged:
        return ()
    cases = {item.tag: CaseView(item.tag, go_identifier(f"As{item.name}")) for item in tagged if item.tag is not None}
    return (
        AnyView(
            go_identifier(f"any{union.name.removesuffix('Union')}"),
            go_identifier(marker_name(union, shared)),
            tuple(name for name in dict.fromkeys(type_text(item.shape).code for item in tagged) if name not in shared),
            go_identifier(teller.name),
            tuple(cases.values()),
        ),
    )


def marker_name(union: Union, shared: frozenset[str]) -> str:
    """The method of the union's variants; another package can only have an exported one."""
    crosses = any(type_text(variant.shape).code in shared for variant in union.variants)
    return f"{'Impl' if crosses else 'impl'}{union.name}"


def _variant(variant: UnionVariant) -> VariantView:
    subject = f"As{variant.name}"
    return VariantView(variant_doc(variant, subject), go_identifier(subject), type_text(variant.shape).code)


def _inline_field(variant: UnionVariant) -> FieldView:
    name = variant.field
    return FieldView(
        None,
        go_identifier(name),
        type_text(variant.shape).code,
        variant_tag(variant.shape, "response", in_query=False),
    )


def _enum(enum: Enum) -> EnumView:
    members = tuple(
        MemberView(member_doc(member), go_identifier(member.name), _value(member.value)) for member in enum.members
    )
    return EnumView(
        declaration_doc(enum), go_identifier(enum.name), type_text(enum.underlying).code, enum.is_alias, members
    )


def _value(value: Scalar) -> Code:
    return go_str(value) if isinstance(value, str) else Code(repr(value))


def _extra(text: TypeText) -> FieldView:
    return FieldView("ExtraFields has the properties without a field.", Code("ExtraFields"), text.code, extra_tag())


def _content(struct: Struct) -> Code | None:
    """The field that is the whole JSON body."""
    field = next((field for field in struct.fields if field.place == "body"), None)
    return None if field is None or type_text(field.shape).code == "io.Reader" else go_identifier(field.name)


def _form(body: FormBody | MultipartBody, content: Code | None) -> FormView:
    """How a form is written: by the defaults of OpenAPI, or as the client writes a query."""
    way = "AsDocumented" if body.documented else "AsQuery"
    name = "MarshalForm" if isinstance(body, FormBody) else "MarshalMultipart"
    writer = "Marshal" if isinstance(body, FormBody) else "MarshalMultipart"
    given = Code("r") if content is None else code("r.", content)
    pieces = code("apiform.", way, ".Multipart(", given, ")") if isinstance(body, MultipartBody) else None
    return FormView(Code(name), code("apiform.", way, ".", writer, "(", given, ")"), pieces)


def _imports(texts: Iterable[TypeText]) -> frozenset[Import]:
    return frozenset(item for text in texts for item in text.imports)


def _sent_in_query(declarations: Mapping[str, Declaration]) -> frozenset[str]:
    """The structs and unions that a query parameter reaches."""
    fields = (field for item in declarations.values() if isinstance(item, Struct) for field in item.fields)
    return _reached((field.shape for field in fields if field.place == "query"), declarations)


def _sent_otherwise(declarations: Mapping[str, Declaration], queried: frozenset[str]) -> frozenset[str]:
    """The structs and unions that are not only sent in queries as the client writes them, and may be JSON there."""
    others = (item for name, item in declarations.items() if name not in queried)
    parts = (part for item in others for part in _parts(item))
    shapes = (part.shape for part in parts if not (isinstance(part, Field) and _is_plain_query(part)))
    return _reached(shapes, declarations) | {name for name in queried if isinstance(declarations[name], Union)}


def _is_plain_query(field: Field) -> bool:
    return field.place == "query" and field.style is None and field.content is None


def _reached(shapes: Iterable[Shape], declarations: Mapping[str, Declaration]) -> frozenset[str]:
    waiting = list(shapes)
    seen: set[str] = set()
    while waiting:
        shape = waiting.pop()
        match shape:
            case Slice(inner) | Map(inner) | Recursive(inner):
                waiting.append(inner)
            case Named(name):
                declaration = declarations[name]
                if name not in seen and isinstance(declaration, Struct | Union):
                    seen.add(name)
                    waiting.extend(part.shape for part in _parts(declaration))
            case Plain() | Time() | Reader() | Constant():
                pass
    return frozenset(seen)


def _parts(declaration: Declaration) -> tuple[Field, ...] | tuple[UnionVariant, ...]:
    match declaration:
        case Struct(fields=fields):
            return fields
        case Union(variants=variants):
            return variants
    return ()
