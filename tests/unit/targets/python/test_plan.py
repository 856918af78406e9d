"""Which files, names and findings a plan has."""

from __future__ import annotations

from dataclasses import replace

from bessemer.document.pointer import Pointer, child
from bessemer.emit.render import assets
from bessemer.ir.api import Api, Model
from bessemer.ir.circles import circles
from bessemer.ir.operations import Location, Operation, Parameter
from bessemer.ir.types import ObjectType, Schema, StringType
from bessemer.targets.python.imports import Import, import_lines
from bessemer.targets.python.plan import Python
from bessemer.targets.python.views import TypeModule
from bessemer.targets.target import Plan, Render, SurfaceItem
from tests.support.lowering import lowered
from tests.support.seed_api import seed_api
from tests.unit.targets.python.rendering import TEMPLATES
from tests.unit.targets.python.shop_api import ADDRESS, shop_api

_LOCATIONS: tuple[Location, ...] = ("query", "header")


def plan(api: Api) -> Plan:
    return Python().plan(api, assets(TEMPLATES))


def changed(api: Api, name: str, operation: Operation) -> Api:
    """The API with one operation of its first resource put in place of the one of that name."""
    [first, *rest] = api.root.resources
    operations = tuple(operation if item.name == name else item for item in first.operations)
    return replace(api, root=replace(api.root, resources=(replace(first, operations=operations), *rest)))


def test_the_seed_has_the_files_of_the_published_sdk() -> None:
    paths = {item.path for item in plan(seed_api()).files}
    assert paths >= {
        "src/anthropic/_client.py",
        "src/anthropic/resources/beta/beta.py",
        "src/anthropic/resources/beta/messages/messages.py",
        "src/anthropic/resources/beta/messages/batches.py",
        "src/anthropic/types/anthropic_beta_param.py",
        "src/anthropic/types/beta/messages/beta_deleted_message_batch.py",
        "tests/api_resources/beta/messages/test_batches.py",
        "tests/wire_vectors.json",
        "README.md",
        "api.md",
        "pyproject.toml",
        "LICENSE",
        ".gitignore",
    }


def test_stand_ins_and_the_other_seam_are_left_out() -> None:
    files = plan(seed_api()).files
    paths = [item.path for item in files]
    assert len(paths) == len(set(paths))
    assert not [path for path in paths if "_http.httpx" in path or path.endswith(".j2")]


def test_the_surface_says_how_a_method_is_called() -> None:
    assert plan(seed_api()).surface[0] == SurfaceItem(
        "method", "client.beta.messages.batches.delete", "(message_batch_id) -> BetaDeletedMessageBatch"
    )


def test_a_sound_api_has_no_findings() -> None:
    assert plan(seed_api()).findings == ()
    assert plan(shop_api()).findings == ()


def test_a_module_shows_the_imports_that_the_document_names() -> None:
    named = "['from .part import Part as Part', 'from .other import Other', 'from .none import None as None']"
    found = lowered(
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n"
        "    Part: {type: object, properties: {a: {type: string}}}\n"
        "    Other: {type: object, properties: {a: {type: string}}}\n"
        "    Whole:\n      type: object\n"
        "      properties: {part: {$ref: '#/components/schemas/Part'}, other: {$ref: '#/components/schemas/Other'}}\n"
        f"      x-stainless-python-custom-imports: {named}\n",
        "resources: {things: {models: {part: Part, other: Other, whole: Whole}}}\n",
    )
    files = {item.path: item for item in plan(found.api).files if isinstance(item, Render)}
    view = files["src/acme/types/whole.py"].view
    assert isinstance(view, TypeModule)
    assert [line for line in view.imports if line.startswith("from .")] == [
        "from .._models import BaseModel",
        "from .other import Other",
        "from .part import Part as Part",
    ]


def test_two_models_of_one_name_are_told_apart_and_both_places_said() -> None:
    api = shop_api()
    orders = api.root.resources[0]
    twin = Model("Order", ("orders",), ADDRESS, child(orders.config, "models", "Order"))
    resource = replace(orders, models=(*orders.models, twin))
    findings = plan(replace(api, root=replace(api.root, resources=(resource,)))).findings
    assert {(item.code, item.source.pointer) for item in findings} == {("name-settled", twin.config)}
    assert findings[0].related[0][1].pointer == child(orders.config, "models", "order")


def test_the_argument_that_the_document_spells_so_keeps_its_name() -> None:
    listing = next(item for item in shop_api().operations() if item.name == "list")
    origin = Pointer("/paths/twin")
    twin = Parameter("created_gte", "query", Schema(origin, StringType()), False, origin)
    planned = plan(changed(shop_api(), "list", replace(listing, parameters=(*listing.parameters, twin))))
    renamed = next(item for item in listing.parameters if item.wire_name == "created[gte]")
    assert [(item.code, item.source.pointer) for item in planned.findings] == [("name-settled", renamed.origin)]
    names = {item.name for item in planned.surface if item.kind == "argument"}
    assert names >= {"client.orders.list.created_gte", "client.orders.list.created_left_gte_right"}


def test_arguments_of_one_name_are_told_apart_by_where_they_go() -> None:
    update = next(item for item in shop_api().operations() if item.name == "list")
    twins = tuple(
        Parameter("id", location, Schema(Pointer(f"/{location}"), StringType()), False, Pointer(f"/{location}"))
        for location in _LOCATIONS
    )
    planned = plan(changed(shop_api(), "list", replace(update, parameters=twins)))
    names = [item.name for item in planned.surface if item.name.startswith("client.orders.list.")]
    assert names == ["client.orders.list.query_id", "client.orders.list.header_id"]


def test_a_field_that_lost_its_name_keeps_its_capitals() -> None:
    api = shop_api()
    address = api.schemas[ADDRESS]
    assert isinstance(address.type, ObjectType)
    first = address.type.properties[0]
    twin = replace(first, wire_name="Street", schema=replace(first.schema, origin=Pointer("/twin")))
    schema = replace(address, type=ObjectType((*address.type.properties, twin)))
    planned = plan(replace(api, schemas={**api.schemas, ADDRESS: schema}))
    assert {(item.code, item.source.pointer) for item in planned.findings} == {("name-settled", "/twin")}
    assert {item.name.rpartition(".")[2] for item in planned.surface if ".Address." in item.name} >= {
        "street",
        "Street",
    }


def test_imports_are_grouped_and_relative() -> None:
    imports = {
        Import("typing", "List"),
        Import("typing", "TYPE_CHECKING"),
        Import("datetime", "date", "_date"),
        Import("datetime", "datetime"),
        Import("typing_extensions", "Literal"),
        Import(("types", "beta", "thing"), "Thing"),
        Import(("_models",), "BaseModel"),
    }
    assert import_lines(imports, ("types", "beta")) == (
        "from datetime import date as _date",
        "from datetime import datetime",
        "from typing import TYPE_CHECKING, List",
        "",
        "from typing_extensions import Literal",
        "",
        "from ..._models import BaseModel",
        "from .thing import Thing",
    )


def test_circles_are_found() -> None:
    found = circles({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]})
    assert found["a"] == {"a", "b", "c"}
    assert found["d"] == {"d"}
