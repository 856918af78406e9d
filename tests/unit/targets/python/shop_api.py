"""An API with what the seed lacks: bodies, queries, unions, enums, dates, awkward names, every kind of result."""

from __future__ import annotations

from dataclasses import replace

from bessemer.document.pointer import Pointer, child
from bessemer.ir.api import Api, ClientOption, Environment, Model, PythonSettings, Resource
from bessemer.ir.operations import (
    BinaryResult,
    EmptyResult,
    HttpMethod,
    JsonBody,
    JsonResult,
    Operation,
    Parameter,
    Result,
    TextResult,
)
from bessemer.ir.types import (
    AnyType,
    ArrayType,
    BooleanType,
    ConstType,
    EnumMember,
    EnumType,
    IntegerType,
    MapType,
    NullableType,
    NumberType,
    ObjectType,
    Property,
    RefType,
    Schema,
    StringType,
    Type,
    UnionType,
    Variant,
)
from tests.support.seed_api import seed_api

SCHEMAS = Pointer("/components/schemas")
CONFIG = Pointer("/resources/orders")
ORDER, ADDRESS, CARD, CASH, PAYMENT, NODE = (
    child(SCHEMAS, name) for name in ("Order", "Address", "Card", "Cash", "Payment", "Node")
)


def schema(origin: Pointer, type_: Type, description: str | None = None) -> Schema:
    return Schema(origin, type_, description=description)


def fields(origin: Pointer, **types: Type) -> ObjectType:
    """An object; a name that ends in `__` is optional. `from_` is from, `order_id` is order-id."""
    properties = []
    for name, type_ in types.items():
        wire_name = name.removesuffix("__").removesuffix("_")
        at = child(origin, "properties", wire_name)
        properties.append(Property(wire_name, schema(at, type_), required=not name.endswith("__")))
    return ObjectType(tuple(properties))


def inline(*path: str) -> Pointer:
    return child(SCHEMAS, *path)


def shop_api() -> Api:
    seed = seed_api()
    client = replace(
        seed.client,
        environments=(
            Environment("production", "https://api.example.com"),
            Environment("sandbox", "https://sandbox.example.com"),
        ),
        options=(
            *seed.client.options[:1],
            ClientOption("region", "string", nullable=False, env="SHOP_REGION", header="X-Region"),
            ClientOption("page_size", "integer", nullable=True, query="page_size"),
        ),
        default_headers=(),
        array_format="comma",
    )
    return replace(
        seed,
        organization=replace(seed.organization, name="shop"),
        client=client,
        root=Resource("", (), Pointer(""), resources=(_orders(),)),
        schemas={item.origin: item for item in _schemas()},
        readme=(),
        python=PythonSettings("shop", "shop-sdk"),
    )


def _schemas() -> tuple[Schema, ...]:
    address = fields(ADDRESS, street=StringType(), from_=StringType("date"), schema__=StringType())
    card = fields(CARD, kind=ConstType("card"), number=StringType())
    cash = fields(CASH, kind=ConstType("cash"), tendered__=NumberType())
    payment = UnionType(
        (
            Variant(schema(inline("Payment", "0"), RefType(CARD)), "card"),
            Variant(schema(inline("Payment", "1"), RefType(CASH)), "cash"),
        ),
        "kind",
    )
    lines = fields(
        inline("Order", "line"),
        sku=StringType(),
        count=IntegerType("int32"),
        tags=ArrayType(schema(inline("Order", "tag"), StringType())),
    )
    order = fields(
        ORDER,
        id=StringType(),
        state=EnumType((EnumMember("open"), EnumMember("closed"))),
        lines=ArrayType(schema(inline("Order", "line"), lines)),
        ship_to=RefType(ADDRESS),
        payment=RefType(PAYMENT),
        created_at=StringType("date-time"),
        closed_at=NullableType(StringType("date-time")),
        extra__=MapType(schema(inline("Order", "extra"), AnyType())),
        date__=StringType("date"),
        other_date__=StringType("date"),
    )
    node = fields(NODE, name=StringType(), children__=ArrayType(schema(inline("Node", "child"), RefType(NODE))))
    pairs = ((ORDER, order), (ADDRESS, address), (CARD, card), (CASH, cash), (PAYMENT, payment), (NODE, node))
    return tuple(schema(origin, type_) for origin, type_ in pairs)


def _orders() -> Resource:
    items = Resource(
        "items",
        ("orders", "items"),
        child(CONFIG, "subresources", "items"),
        operations=(
            operation(
                "get", "/orders/{order_id}/items/{item_id}", ("orders", "items"), "retrieve", _json(RefType(NODE))
            ),
            operation(
                "delete", "/orders/{order_id}/items/{item_id}", ("orders", "items"), "import", EmptyResult("204")
            ),
        ),
    )
    names = {"order": ORDER, "payment": PAYMENT, "node": NODE, "address": ADDRESS}
    return Resource(
        "orders",
        ("orders",),
        CONFIG,
        description="What people buy.",
        models=tuple(Model(name, ("orders",), origin, child(CONFIG, "models", name)) for name, origin in names.items()),
        operations=(_create(), _search(), *_others()),
        resources=(items,),
    )


def operation(method: HttpMethod, path: str, resource: tuple[str, ...], name: str, result: Result) -> Operation:
    """Its path parameters are those of the template; the last one is positional."""
    origin = child(Pointer("/paths"), path, method)
    wire_names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    parameters = tuple(
        Parameter(item, "path", schema(child(origin, item), StringType()), True, child(origin, item))
        for item in wire_names
    )
    config = child(Pointer("/resources"), *resource, name)
    return Operation(
        name, resource, method, path, parameters, None, result, (), origin, config, positional=tuple(wire_names[-1:])
    )


def _json(type_: Type) -> JsonResult:
    return JsonResult(schema(inline("result"), type_), "200")


def _create() -> Operation:
    made = operation("post", "/orders", ("orders",), "create", _json(RefType(ORDER)))
    at = child(made.origin, "requestBody")
    body = fields(
        at,
        payment=RefType(PAYMENT),
        ship_to=RefType(ADDRESS),
        lines=ArrayType(schema(child(at, "line"), fields(child(at, "line"), sku=StringType(), count__=IntegerType()))),
        due__=StringType("date-time"),
        note__=NullableType(StringType()),
        gift__=fields(child(at, "gift"), wrap=BooleanType(), class_=StringType()),
        timeout__=IntegerType(),
        tags__=ArrayType(schema(child(at, "tag"), StringType())),
    )
    return replace(made, body=JsonBody(schema(at, body), True, "application/json", at))


def _search() -> Operation:
    made = operation("get", "/orders", ("orders",), "list", _json(ArrayType(schema(inline("item"), RefType(ORDER)))))
    query: dict[str, Type] = {
        "state": EnumType((EnumMember("open"), EnumMember("closed"))),
        "created[gte]": StringType("date-time"),
        "ids": ArrayType(schema(inline("ids"), StringType())),
        "from": StringType(),
    }
    parameters = tuple(
        Parameter(name, "query", schema(child(made.origin, name), type_), name == "state", child(made.origin, name))
        for name, type_ in query.items()
    )
    return replace(made, parameters=parameters)


def _others() -> tuple[Operation, ...]:
    update = operation(
        "patch", "/orders/{order-id}", ("orders",), "update", _json(fields(inline("updated"), ok=BooleanType()))
    )
    at = child(update.origin, "requestBody")
    values = ArrayType(schema(child(at, "items"), RefType(ADDRESS)))
    return (
        replace(update, body=JsonBody(schema(at, values), True, "application/json", at)),
        operation("get", "/orders/{order_id}/receipt", ("orders",), "receipt", TextResult("200")),
        operation("get", "/orders/{order_id}/invoice", ("orders",), "invoice", BinaryResult("200", "application/pdf")),
        operation("post", "/orders/{order_id}/close", ("orders",), "close", EmptyResult("204")),
    )
