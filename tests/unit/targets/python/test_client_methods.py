"""Operations of the root resource are methods of the clients themselves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bessemer.document.pointer import Pointer, child
from bessemer.emit.render import assets, contents
from bessemer.ir.api import Api, ClientOption, Model, Resource
from bessemer.ir.operations import EmptyResult, JsonBody, JsonResult, Operation, Parameter
from bessemer.ir.types import IntegerType, RefType, Schema, StringType
from bessemer.naming.reserved import CLIENT_ATTRIBUTES, RESOURCE_ATTRIBUTES
from bessemer.targets.python.plan import Python
from bessemer.targets.target import Plan
from tests.unit.targets.python.rendering import TEMPLATES, made, run
from tests.unit.targets.python.shop_api import CARD, NODE, fields, operation, shop_api

ROOT = Pointer("/resources")


def root_api(*operations: Operation) -> Api:
    """The shop with methods of the client."""
    api = shop_api()
    return replace(api, root=replace(api.root, config=ROOT, operations=operations or (fetch(), report())))


def bare_api(*operations: Operation) -> Api:
    """An API of nothing but a client and its methods."""
    api = root_api(*operations)
    return replace(api, root=replace(api.root, resources=(), operations=operations))


def fetch() -> Operation:
    """Answers with an object of its own."""
    answer = Pointer("/answer")
    result = JsonResult(Schema(answer, fields(answer, ok=StringType())), "200")
    made = operation("get", "/things", (), "fetch_thing", result)
    at = child(made.origin, "limit")
    limit = Parameter("limit", "query", Schema(at, IntegerType()), False, at)
    return replace(made, parameters=(limit,), deprecated="Ask the orders.")


def report() -> Operation:
    """Answers with a model."""
    made = operation(
        "post", "/things/{thing_id}", (), "_report", JsonResult(Schema(Pointer("/n"), RefType(NODE)), "200")
    )
    at = child(made.origin, "requestBody")
    return replace(made, body=JsonBody(Schema(at, fields(at, note=StringType())), True, "application/json", at))


def plan(api: Api) -> Plan:
    return Python().plan(api, assets(TEMPLATES))


def text(api: Api, path: str) -> str:
    return contents(plan(api), TEMPLATES)[path].decode()


def found(api: Api) -> list[tuple[str, str]]:
    return [(item.code, item.source.pointer) for item in plan(api).findings]


@pytest.fixture(scope="module", params=["both", "bare", "nothing"])
def sdk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    apis = {"both": root_api(), "bare": bare_api(fetch()), "nothing": bare_api()}
    return made(apis[request.param], tmp_path_factory.mktemp(request.param))


def test_the_generated_tests_pass_with_and_without_resources(sdk: Path) -> None:
    done = run(sdk, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/api_resources", "tests/test_wire.py")
    assert done.returncode in (0, 5), done.stdout + done.stderr


def test_types_hold_with_and_without_resources(sdk: Path) -> None:
    done = run(sdk, "-m", "mypy", "--strict", "src/shop")
    assert done.returncode == 0, done.stdout
    done = run(sdk, "-m", "ruff", "check", "--no-cache", "src")
    assert done.returncode == 0, done.stdout


def test_each_client_and_each_of_its_wrappers_has_the_method(sdk: Path) -> None:
    check = (
        "import shop\nfor made in (shop.Shop, shop.AsyncShop):\n    client = made(region='x')\n"
        "    for owner in (client, client.with_raw_response, client.with_streaming_response):\n"
        "        print(callable(getattr(owner, 'fetch_thing', None)))"
    )
    expected = str("fetch_thing" in (sdk / "api.md").read_text())
    assert run(sdk, "-c", check).stdout.split() == [expected] * 6


def test_the_surface_and_the_types_carry_the_name_of_the_client() -> None:
    planned = plan(root_api())
    methods = {item.name: item.signature for item in planned.surface if item.kind == "method"}
    assert methods["client.fetch_thing"] == "(**params) -> ClientFetchThingResponse"
    assert methods["client._report"] == "(thing_id, **params) -> Node"
    assert {item.path for item in planned.files} >= {
        "src/shop/types/client_fetch_thing_params.py",
        "src/shop/types/client_fetch_thing_response.py",
        "src/shop/types/client_report_params.py",
        "tests/api_resources/test_client.py",
    }
    assert planned.findings == ()


def test_the_client_comes_first_in_api_md() -> None:
    lines = text(root_api(), "api.md").splitlines()
    assert [line for line in lines if line.startswith("#")] == ["# Shop", "# Orders", "## Items"]
    [line] = [line for line in lines if "fetch_thing<" in line]
    assert line.startswith(
        '- <code title="get /things">client.<a href="./src/shop/_client.py">fetch_thing</a>'
        '(\\*\\*<a href="src/shop/types/client_fetch_thing_params.py">params</a>)'
    )


def test_a_client_without_methods_has_no_section_and_no_tests() -> None:
    assert "# Shop" not in text(shop_api(), "api.md").splitlines()
    assert "tests/api_resources/test_client.py" not in {item.path for item in plan(shop_api()).files}


def test_models_of_the_root_lie_with_the_types_and_are_listed_with_the_client() -> None:
    api = bare_api(fetch())
    model = Model("card", (), CARD, child(ROOT, "$client", "models", "card"))
    made = replace(api, root=replace(api.root, models=(model,)))
    assert "src/shop/types/card.py" in {item.path for item in plan(made).files}
    assert "from shop.types import Card, ClientFetchThingResponse" in text(made, "api.md")


def test_the_page_of_a_method_lies_at_its_own_name_and_its_sample_calls_the_client() -> None:
    page = next(item for item in Python().pages(root_api()).methods if item.path == ("fetch_thing",))
    assert page.signature[0].text == "fetch_thing(ClientFetchThingParams **kwargs) -> "
    assert "response = client.fetch_thing()" in page.sample


def test_the_readme_shows_a_method_of_the_client() -> None:
    readme = text(bare_api(fetch()), "README.md")
    assert "response = client.with_raw_response.fetch_thing()" in readme
    assert "client.with_options(max_retries=5).fetch_thing()" in readme


def test_tests_of_the_client_make_way_for_a_resource_of_that_name() -> None:
    api = root_api(fetch())
    path = ("client",)
    ping = operation("get", "/ping", path, "ping", EmptyResult("204"))
    clients = Resource("client", path, child(ROOT, "client"), operations=(ping,))
    planned = plan(replace(api, root=replace(api.root, resources=(*api.root.resources, clients))))
    paths = [item.path for item in planned.files if item.path.startswith("tests/api_resources/test_client")]
    assert paths == ["tests/api_resources/test_client.py", "tests/api_resources/test_client_.py"]
    assert planned.findings == ()


@pytest.mark.parametrize("name", ["get", "copy", "with_options", "base_url", "strict", "_client", "str", "region"])
def test_a_method_makes_way_for_what_the_client_has(name: str) -> None:
    taken = replace(fetch(), name=name, config=child(ROOT, "$client", "methods", name))
    assert found(root_api(taken)) == [("name-settled", taken.config)]
    surface = Python().plan(root_api(taken), assets(TEMPLATES)).surface
    assert f"client.{name}_" in {item.name for item in surface}


def test_a_method_may_not_take_the_name_of_a_resource() -> None:
    taken = replace(fetch(), name="orders", config=child(ROOT, "$client", "methods", "orders"))
    assert found(root_api(taken)) == [("name-clash", taken.config)]


@pytest.mark.parametrize("name", ["_get", "with_raw_response"])
def test_a_method_makes_way_for_what_every_resource_has(name: str) -> None:
    api = shop_api()
    [orders] = api.root.resources
    taken = replace(orders.operations[0], name=name, config=child(orders.config, "methods", name))
    changed = replace(orders, operations=(taken, *orders.operations[1:]))
    assert found(replace(api, root=replace(api.root, resources=(changed,)))) == [("name-settled", taken.config)]


def test_a_resource_makes_way_for_an_option() -> None:
    api = shop_api()
    client = replace(api.client, options=(*api.client.options, ClientOption("orders", "string", nullable=True)))
    assert found(replace(api, client=client)) == [("name-settled", "/resources/orders")]


def test_a_type_called_like_the_client_has_another_name_where_the_client_is(tmp_path: Path) -> None:
    api = bare_api(report())
    model = Model("client", (), NODE, child(ROOT, "$client", "models", "client"))
    folder = made(replace(api, root=replace(api.root, models=(model,))), tmp_path)
    check = "import shop; from shop.types.client import Client; print(shop.Client is Client, shop.Client._report)"
    assert run(folder, "-c", check).stdout.startswith("False <function")


def test_every_attribute_of_the_clients_and_of_a_resource_is_known(tmp_path: Path) -> None:
    folder = made(shop_api(), tmp_path)
    check = (
        "import shop\nfor made in (shop.Shop, shop.AsyncShop):\n    client = made(region='x')\n"
        "    print(*dir(client))\n    print(*dir(client.orders.items))"
    )
    first, below, second, below_it = run(folder, "-c", check).stdout.splitlines()
    own = {"api_key", "region", "page_size", "orders"}
    assert {name for name in f"{first} {second}".split() if not name.startswith("__")} - own <= CLIENT_ATTRIBUTES
    names = {name for name in f"{below} {below_it}".split() if not name.startswith("__")}
    assert names - {"retrieve", "import_"} <= RESOURCE_ATTRIBUTES


def test_a_readme_says_what_made_it_where_the_config_does_not_mind() -> None:
    api = bare_api(fetch())
    assert "It is made by" in text(api, "README.md")
    assert "It is made by" not in text(replace(api, says_maker=False), "README.md")


def test_a_project_may_have_a_classifier_of_its_licence() -> None:
    api = bare_api(fetch())
    assert api.python is not None
    named = replace(api, python=replace(api.python, license_classifier="License :: Other/Proprietary License"))
    assert "License ::" not in text(api, "pyproject.toml")
    assert '"License :: Other/Proprietary License",' in text(named, "pyproject.toml")
