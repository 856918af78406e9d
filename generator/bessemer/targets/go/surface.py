"""List what users of the Go SDK can name."""

from __future__ import annotations

from collections.abc import Iterator

from bessemer.encode.code import Code, code, joined
from bessemer.encode.go import go_identifier
from bessemer.ir.api import Webhook
from bessemer.targets.go.makers import constructor, maker_view
from bessemer.targets.go.methods import Method
from bessemer.targets.go.sdk import Sdk
from bessemer.targets.go.services import result_text
from bessemer.targets.go.types import Declaration, Defined, Enum, Struct, Union, field_text, type_text
from bessemer.targets.target import SurfaceItem


def surface(sdk: Sdk) -> tuple[SurfaceItem, ...]:
    """Methods in the config's order, then types with their fields and constants, then the options of the client."""
    methods = (method_item(sdk, sdk.method(operation)) for operation in sdk.api.operations())
    types = (item for declaration in sdk.declarations.values() for item in _declaration(sdk, declaration))
    options = (
        SurfaceItem("option", str(sdk.names.of_option(sdk.names.option(option.name))), option.type)
        for option in sdk.api.client.options
    )
    webhooks = (_webhook(sdk, webhook) for webhook in sdk.api.webhooks())
    return (*methods, *webhooks, *types, *options)


def _webhook(sdk: Sdk, webhook: Webhook) -> SurfaceItem:
    path = sdk.names.access(webhook.resource)
    name = ".".join(part for part in ("client", path, sdk.names.webhook(webhook)) if part)
    headers = "" if webhook.key_option is None else ", headers http.Header"
    event = type_text(sdk.webhooks[webhook.config], sdk.names.package).code
    return SurfaceItem("method", name, f"{name}(payload []byte{headers}) (*{event}, error)")


def method_item(sdk: Sdk, method: Method) -> SurfaceItem:
    name = f"client.{access(sdk, method)}"
    return SurfaceItem("method", name, f"{name}{signature(sdk, method)}")


def access(sdk: Sdk, method: Method) -> Code:
    """`Beta.Messages.Batches.Delete`"""
    path = sdk.names.access(method.operation.resource)
    return Code(f"{path}.{method.name}" if path else method.name)


def signature(sdk: Sdk, method: Method) -> Code:
    """`(ctx context.Context, messageBatchID string, body anthropic.Params) (*anthropic.Model, error)`"""
    package = sdk.names.package
    arguments = [Code("ctx context.Context")]
    for item in method.positional:
        arguments.append(code(go_identifier(item.name), " ", type_text(item.shape, package).code))
    if method.params is not None:
        arguments.append(code(method.argument, " ", package, ".", go_identifier(method.params)))
    result = result_text(method, package)
    returned = Code("error") if result is None else code("(", result.code, ", error)")
    return code("(", joined(", ", arguments), ") ", returned)


def _declaration(sdk: Sdk, declaration: Declaration) -> Iterator[SurfaceItem]:
    name = f"{sdk.names.package}.{declaration.name}"
    match declaration:
        case Struct(direction=direction, fields=fields):
            yield SurfaceItem("type", name, "struct")
            yield from _conversion(sdk, declaration)
            if (made := constructor(declaration)) is not None:
                yield SurfaceItem("function", f"{sdk.names.package}.{made}", f"() {declaration.name}")
            for field in fields:
                yield SurfaceItem("field", f"{name}.{field.name}", field_text(field, direction).code)
        case Union(direction=direction, variants=variants, fields=fields):
            yield SurfaceItem("type", name, "struct")
            yield from _conversion(sdk, declaration)
            for field in fields:
                yield SurfaceItem("field", f"{name}.{field.name}", type_text(field.shape).code)
            for maker in sdk.makers.get(declaration.name, ()):
                view, _ = maker_view(maker, sdk.declarations, sdk.names)
                signature = f"{view.generic}({view.arguments}) {declaration.name}"
                yield SurfaceItem("function", f"{sdk.names.package}.{maker.name}", signature)
            for variant in variants:
                reached = variant.field if direction == "request" else f"As{variant.name}"
                yield SurfaceItem("variant", f"{name}.{reached}", type_text(variant.shape).code)
        case Enum(underlying=underlying, members=members):
            yield SurfaceItem("type", name, f"{'= ' if declaration.is_alias else ''}{underlying.name}")
            for member in members:
                yield SurfaceItem("constant", f"{sdk.names.package}.{member.name}", str(member.value))
        case Defined(shape=shape, is_alias=is_alias):
            yield SurfaceItem("type", name, f"{'= ' if is_alias else ''}{type_text(shape).code}")


def _conversion(sdk: Sdk, declaration: Struct | Union) -> Iterator[SurfaceItem]:
    twin = sdk.twin(declaration)
    if twin is not None:
        yield SurfaceItem("method", f"{sdk.names.package}.{declaration.name}.ToParam", f"() {twin}")
