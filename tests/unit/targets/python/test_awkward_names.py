"""Whatever a document calls things, the package imports, its models are whole, and its methods are there."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bessemer.document.pointer import Pointer, child
from bessemer.ir.api import Api, Model, Resource
from bessemer.ir.operations import JsonResult, Operation
from bessemer.ir.types import ArrayType, IntegerType, ObjectType, Property, RefType, Schema, StringType, Type
from tests.unit.targets.python.rendering import made, run
from tests.unit.targets.python.shop_api import SCHEMAS, operation, shop_api

_MODELS = (
    *("List", "Optional", "Literal", "BaseModel", "Query", "Body", "Timeout", "NotGiven", "Client", "AsyncShop"),
    *("class", "None", "con", "types", "shared", "resources", "Order", "OrderResource", "ShopError", "x" * 10_000),
    *("$", "名前", "größe", "1st", "+1", "-1", "A1", "a_1", "date", "str"),
)
_PROPERTIES = (
    *(
        "foo",
        "Foo",
        "FOO",
        "+1",
        "-1",
        "@type",
        "type",
        "_id",
        "id",
        "a-b",
        "a_b",
        "",
        "$",
        "*",
        "🎉",
        "schema",
        "copy",
    ),
    *("model_config", "class", "None", "__init__", "list", "str", "int", "date", "datetime", "builtins", "self", "l"),
    *("api_id", "schema_", "List", "Optional", "1st", "x" * 10_000),
)
_RESOURCES = ("orders", "order", "list", "str", "object", "with_raw_response", "copy", "types", "con", "import", "api")
_IMPORT_ALL = """
import importlib, json, pkgutil, sys
import pydantic, typing_extensions
import shop

found = {}
for item in pkgutil.walk_packages(shop.__path__, "shop."):
    module = importlib.import_module(item.name)
    for name in getattr(module, "__all__", ()):
        value = getattr(module, name)
        if isinstance(value, type) and issubclass(value, pydantic.BaseModel):
            value.model_rebuild(force=True)
            found[item.name + ":" + name] = sorted(
                key if field.alias is None else field.alias for key, field in value.model_fields.items()
            )
        elif typing_extensions.is_typeddict(value):
            typing_extensions.get_type_hints(value, include_extras=True)
client = shop.Shop(api_key="k", region="r")
print(json.dumps([found, sorted(name for name in dir(client) if not name.startswith("_"))]))
"""


def _at(name: str) -> Pointer:
    return child(SCHEMAS, name)


def _object(origin: Pointer) -> ObjectType:
    """Every awkward property, some of them with classes of their own."""
    types: dict[str, Type] = {"date": StringType("date"), "datetime": StringType("date-time"), "int": IntegerType()}
    inner = ObjectType((Property("x", Schema(child(origin, "inner"), IntegerType()), required=True),))
    types |= {"foo": inner, "Foo": replace(inner), "list": inner, "type": inner}
    properties = tuple(
        Property(name, Schema(child(origin, "properties", name), types.get(name, StringType())), required=False)
        for name in _PROPERTIES
    )
    return ObjectType((*properties, Property("again", _referring(origin, "List"), required=True)))


def _referring(origin: Pointer, name: str) -> Schema:
    return Schema(child(origin, "again"), RefType(_at(name)))


def _awkward() -> Api:
    api = shop_api()
    schemas = {_at(name): Schema(_at(name), _object(_at(name))) for name in _MODELS}
    all_of_them = tuple(
        Property(name, Schema(child(_at("All"), "properties", name), RefType(_at(name))), required=True)
        for name in _MODELS
    )
    schemas[_at("All")] = Schema(_at("All"), ObjectType(all_of_them))
    path = ("$shared",)
    models = tuple(
        Model(name, path, _at(name), child(Pointer("/resources/$shared/models"), name)) for name in (*_MODELS, "All")
    )
    shared = Resource("$shared", path, Pointer("/resources/$shared"), models=models)
    resources = tuple(_resource((name,)) for name in _RESOURCES)
    below = tuple(_resource(("orders", name)) for name in ("orders", "order"))
    resources = tuple(replace(item, resources=below) if item.name == "orders" else item for item in resources)
    return replace(api, schemas=schemas, root=Resource("", (), Pointer(""), resources=(shared, *resources)))


def _resource(path: tuple[str, ...]) -> Resource:
    at = Pointer("/resources/" + "/subresources/".join(path))
    methods = ("retrieve", "import", "with_raw_response", "str", "cached_property", "omit", "list")
    return Resource(path[-1], path, at, operations=tuple(_operation(path, name) for name in methods))


def _operation(path: tuple[str, ...], name: str) -> Operation:
    """One gives back an array of its own, the others what every awkward model is in."""
    origin = Pointer(f"/paths/{'~1'.join(path)}~1{name}")
    result = ArrayType(_referring(origin, "List")) if name == "list" else RefType(_at("All"))
    return operation("get", f"/{'/'.join(path)}/{name}", path, name, JsonResult(Schema(origin, result), "200"))


@pytest.fixture(scope="module")
def sdk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(_awkward(), tmp_path_factory.mktemp("awkward"))


def test_every_module_imports_and_every_model_has_every_property(sdk: Path) -> None:
    ran = run(sdk, "-c", _IMPORT_ALL)
    assert ran.returncode == 0, ran.stderr
    found, attributes = json.loads(ran.stdout)
    mains = {tuple(names) for names in found.values() if len(names) > len(_PROPERTIES)}
    assert mains == {tuple(sorted((*_PROPERTIES, "again")))}
    assert sorted(next(names for key, names in found.items() if key.endswith(".all:All"))) == sorted(_MODELS)
    assert {"orders", "order", "list", "str_", "object_", "copy_", "types", "con", "import_"} <= set(attributes)


def test_what_stands_in_files_can_be_stored_anywhere(sdk: Path) -> None:
    paths = [str(path.relative_to(sdk)) for path in sdk.rglob("*") if path.is_file()]
    assert len({path.casefold() for path in paths}) == len(paths)
    assert max(len(path.rpartition("/")[2]) for path in paths) < 200
    assert not [path for path in paths if path.rpartition("/")[2] in ("con.py", "class.py", "import.py")]
