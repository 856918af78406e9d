"""Say what the templates of Go sources see: `Code` is Go already, `str` is text of the document or the config."""

from __future__ import annotations

from bessemer.encode.code import Code
from bessemer.frozen import frozen


@frozen
class Imports:
    """Import paths in their two groups, as string literals."""

    standard: tuple[Code, ...]
    module: tuple[Code, ...]

    @property
    def needed(self) -> bool:
        return bool(self.standard or self.module)


@frozen
class FieldView:
    """`name` alone in `metadata`."""

    doc: str | None
    name: Code
    type: Code
    tag: Code


@frozen
class ResponseStructView:
    """`twin`: the request type of the same model, where there is one. `bases` are the structs that it embeds."""

    doc: str
    name: Code
    twin: Code | None
    fields: tuple[FieldView, ...]
    metadata: tuple[FieldView, ...]
    bases: tuple[Code, ...]


@frozen
class ConstantField:
    name: Code
    value: str


@frozen
class FormView:
    """The method that gives the body of a form, and the expression that makes it; `pieces` that of a multipart form."""

    method: Code
    made: Code
    pieces: Code | None


@frozen
class RequestStructView:
    """`json`: it has a JSON form. `content`: the field that is the whole body. `query`: it has a query form.

    `styled`: parameters of the query have styles of their own. `form`: the body is a form.
    `constructor` makes it with its `constants`, where it has nothing else.
    """

    doc: str
    name: Code
    fields: tuple[FieldView, ...]
    json: bool
    content: Code | None
    query: bool
    styled: bool
    form: FormView | None
    constructor: Code | None
    constants: tuple[ConstantField, ...]


@frozen
class VariantView:
    doc: str
    method: Code
    type: Code


@frozen
class CaseView:
    tag: str
    method: Code


@frozen
class AnyView:
    """The interface that AsAny gives: `marker` is its method, `implemented` by those types of the root package."""

    name: Code
    marker: Code
    implemented: tuple[Code, ...]
    discriminator: Code
    cases: tuple[CaseView, ...]


@frozen
class ResponseUnionView:
    """`told` has one view where a property tells the variants apart, else none. `twin` is as in ResponseStructView."""

    doc: str
    name: Code
    twin: Code | None
    fields: tuple[FieldView, ...]
    metadata: tuple[FieldView, ...]
    variants: tuple[VariantView, ...]
    told: tuple[AnyView, ...]


@frozen
class GetterCase:
    """The field of a variant, and the property in it where that is `valid`."""

    variant: Code
    valid: Code | None
    value: Code


@frozen
class GetterView:
    """A method that reaches a property of whatever variant is set.

    `mixed`: the type of what it gives where the variants differ in that. `only` is the case where there is one alone,
    else `cases` has them.
    """

    name: Code
    type: Code
    mixed: Code | None
    only: GetterCase | None
    cases: tuple[GetterCase, ...]


@frozen
class MakerCase:
    """One of the types that an argument can have, and how `v`, of that type, is set."""

    type: Code
    target: Code
    value: Code


@frozen
class MakerField:
    """An argument of a function that makes a union: `value` is set, or what one of the `cases` says.

    `others` is an argument that may be left out.
    """

    target: Code
    value: Code
    argument: Code
    cases: tuple[MakerCase, ...]
    others: bool


@frozen
class MakerView:
    """It makes a union of `value`, a constant or a struct of type `made`. `generic` are its type parameters."""

    doc: str
    name: Code
    generic: Code
    arguments: Code
    variant: Code
    made: Code
    fields: tuple[MakerField, ...]
    value: Code


@frozen
class RequestUnionView:
    doc: str
    name: Code
    fields: tuple[FieldView, ...]
    getters: tuple[GetterView, ...]
    makers: tuple[MakerView, ...]


@frozen
class MemberView:
    doc: str | None
    name: Code
    value: Code


@frozen
class EnumView:
    doc: str
    name: Code
    type: Code
    alias: bool
    members: tuple[MemberView, ...]


@frozen
class DefinedView:
    """A type that is a list or a map, or another name of a type."""

    doc: str
    name: Code
    type: Code


@frozen
class DeclarationView:
    """A declaration of one of seven kinds: that one's tuple has it, the others are empty."""

    response_structs: tuple[ResponseStructView, ...] = ()
    request_structs: tuple[RequestStructView, ...] = ()
    response_unions: tuple[ResponseUnionView, ...] = ()
    request_unions: tuple[RequestUnionView, ...] = ()
    enums: tuple[EnumView, ...] = ()
    aliases: tuple[DefinedView, ...] = ()
    lists: tuple[DefinedView, ...] = ()


@frozen
class HeaderView:
    """A header with its default value."""

    name: str
    value: str


@frozen
class PathValueView:
    wire_name: str
    value: Code


@frozen
class StreamView:
    """What a method gives back event by event: its `type`, how it is made (`maker`) and of what (`source`)."""

    type: Code
    maker: Code
    source: Code


@frozen
class EnvelopeView:
    """The type of the object around a result, and its field that has it."""

    type: Code
    field: Code


@frozen
class PagerView:
    """The method that goes through all pages. `passed` are the arguments of the method that gives back one."""

    doc: str
    name: Code
    type: Code
    maker: Code
    passed: Code


@frozen
class MethodView:
    """`headers`: the argument whose fields are sent as headers. `content`: its field that is sent as `media_type`.

    `defaults` are options that every call has. `execute` is the function of the runtime that makes the call.
    """

    doc: str
    receiver: Code
    name: Code
    arguments: Code
    result: Code | None
    defaults: tuple[Code, ...]
    headers: Code | None
    content: Code | None
    media_type: str
    path: str
    path_values: tuple[PathValueView, ...]
    http_method: Code
    body: Code
    execute: Code
    stream: StreamView | None
    pager: PagerView | None
    envelope: EnvelopeView | None


@frozen
class WebhookView:
    """A method that takes in webhooks; `key` is the setting that checks their signatures, None where nothing does.

    `secret` is the function that makes the secret of the key.
    """

    doc: str
    receiver: Code
    name: Code
    result: Code
    key: str | None
    secret: Code


@frozen
class ChildView:
    """A service held by another or by the client."""

    doc: str
    name: Code
    type: Code


@frozen
class ServiceFile:
    package: Code
    option: Code
    imports: Imports
    doc: str
    name: Code
    children: tuple[ChildView, ...]
    methods: tuple[MethodView, ...]
    webhooks: tuple[WebhookView, ...]
    declarations: tuple[DeclarationView, ...]


@frozen
class SettingView:
    """A setting of the client: `parse` reads its environment variable, None where it is text."""

    env: str | None
    option: Code
    default: Code | None
    parse: Code | None


@frozen
class ClientFile:
    package: Code
    option: Code
    imports: Imports
    package_doc: str
    doc: str
    options_doc: str
    name: Code
    environment: Code | None
    security: Code | None
    headers: tuple[HeaderView, ...]
    settings: tuple[SettingView, ...]
    children: tuple[ChildView, ...]
    methods: tuple[MethodView, ...]
    webhooks: tuple[WebhookView, ...]
    declarations: tuple[DeclarationView, ...]


@frozen
class ModelsFile:
    """MODELS.go.j2: types of no resource that cannot have a package of their own."""

    package: Code
    imports: Imports
    declarations: tuple[DeclarationView, ...]


@frozen
class MarkerView:
    """The method by which a type says that it is a variant of a union."""

    type: Code
    name: Code


@frozen
class SharedFile:
    """shared/shared.go: the types of no resource. `markers` are those of unions in either package."""

    imports: Imports
    has_objects: bool
    has_unions: bool
    declarations: tuple[DeclarationView, ...]
    markers: tuple[MarkerView, ...]


@frozen
class SharedAliases:
    """The same types and their constants, named by the root package too."""

    package: Code
    imports: Imports
    aliases: tuple[DefinedView, ...]
    members: tuple[MemberView, ...]
