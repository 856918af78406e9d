"""The SDK that the Python target makes works: its own tests pass, its import is light, its text is settled."""

from __future__ import annotations

from pathlib import Path

import pytest

from bessemer.emit.contract import breaches
from bessemer.emit.format import formatted
from bessemer.emit.templates import environment
from tests.support.seed_api import seed_api
from tests.unit.targets.python.rendering import TEMPLATES, made, run
from tests.unit.targets.python.shop_api import shop_api

APIS = {"seed": ("anthropic", seed_api), "shop": ("shop", shop_api)}
EVERY_MODEL = """
import importlib, pkgutil, sys
import pydantic, typing_extensions
package = importlib.import_module(sys.argv[1])
names = [item.name for item in pkgutil.walk_packages(package.__path__, sys.argv[1] + ".")]
for name in sorted(names, reverse=len(sys.argv) > 2):
    if ".types" not in name:
        continue
    for value in list(vars(importlib.import_module(name)).values()):
        if isinstance(value, type) and value.__module__ == name:
            if issubclass(value, pydantic.BaseModel):
                value.model_rebuild()
            else:
                typing_extensions.get_type_hints(value)
"""


@pytest.fixture(scope="module", params=APIS)
def sdk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    package, api = APIS[request.param]
    return package, made(api(), tmp_path_factory.mktemp(request.param))


def test_the_generated_tests_pass(sdk: tuple[str, Path]) -> None:
    _, folder = sdk
    done = run(folder, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/api_resources", "tests/test_wire.py")
    assert done.returncode == 0, done.stdout


def test_importing_the_package_imports_neither_pydantic_nor_http(sdk: tuple[str, Path]) -> None:
    package, folder = sdk
    heavy = ("pydantic", "httpx2", "anyio", f"{package}.resources")
    check = f"import sys, {package}; print([name for name in {heavy} if name in sys.modules])"
    assert run(folder, "-c", check).stdout.strip() == "[]"


@pytest.mark.parametrize("order", [(), ("reversed",)])
def test_every_type_can_be_imported_first_and_resolved(sdk: tuple[str, Path], order: tuple[str, ...]) -> None:
    package, folder = sdk
    done = run(folder, "-c", EVERY_MODEL, package, *order)
    assert done.returncode == 0, done.stderr


def test_everything_exported_exists_and_says_it_is_from_the_package(sdk: tuple[str, Path]) -> None:
    package, folder = sdk
    check = (
        f"import {package} as p\nassert all(hasattr(p, name) for name in p.__all__)\n"
        "print(p.NotFoundError.__module__, p.Client.__module__)"
    )
    assert run(folder, "-c", check).stdout.split() == [package, package]


def test_packages_export_resources_children_first_and_modules_leave_the_wrappers_out(tmp_path: Path) -> None:
    check = "from shop.resources import orders as o\nprint(*o.__all__[::2], *o.orders.__all__, *o.items.__all__)"
    kinds = ("", "WithRawResponse", "WithStreamingResponse")
    package = [f"{name}{kind}" for name in ("ItemsResource", "OrdersResource") for kind in kinds]
    own = ["OrdersResource", "AsyncOrdersResource", "ItemsResource", "AsyncItemsResource"]
    assert run(made(shop_api(), tmp_path), "-c", check).stdout.split() == [*package, *own]


def test_response_classes_keep_their_module_which_errors_about_them_name(sdk: tuple[str, Path]) -> None:
    package, folder = sdk
    check = f"import {package}; print({package}.AsyncAPIResponse.__module__)"
    assert run(folder, "-c", check).stdout.strip() == f"{package}._response"


def test_an_error_can_be_pickled_and_leaves_the_secrets_of_its_request(sdk: tuple[str, Path]) -> None:
    package, folder = sdk
    check = (
        f"import httpx2, pickle, {package} as p\n"
        "request = httpx2.Request('GET', 'http://x', headers={'x-api-key': 'canary'})\n"
        "error = p.NotFoundError('no', response=httpx2.Response(404, request=request), body={'a': 1})\n"
        "text = pickle.dumps(error)\n"
        "print(b'canary' in text, type(pickle.loads(text)) is p.NotFoundError, pickle.loads(text).status_code)"
    )
    assert run(folder, "-c", check).stdout.split() == ["False", "True", "404"]


def test_submodules_are_found_as_attributes_and_nothing_else_is(sdk: tuple[str, Path]) -> None:
    package, folder = sdk
    check = (
        f"import {package} as p\nprint(p._base_client.BaseClient.__name__, p.resources.__name__)\n"
        "for owner in (p, p.types):\n    print(hasattr(owner, 'no_such'), hasattr(owner, '__wrapped__'))"
    )
    assert run(folder, "-c", check).stdout.split() == ["BaseClient", f"{package}.resources", *["False"] * 4]


def test_the_signatures_of_methods_can_be_resolved(sdk: tuple[str, Path]) -> None:
    package, folder = sdk
    check = (
        "import importlib, inspect, pkgutil, typing\n"
        f"import {package}.resources as root\n"
        "for found in pkgutil.walk_packages(root.__path__, root.__name__ + '.'):\n"
        "    for _, cls in inspect.getmembers(importlib.import_module(found.name), inspect.isclass):\n"
        "        for _, method in inspect.getmembers(cls, inspect.isfunction):\n"
        "            if 'extra_headers' in method.__annotations__:\n"
        "                assert 'timeout' in typing.get_type_hints(method)\n"
    )
    done = run(folder, "-c", check)
    assert done.returncode == 0, done.stderr


def test_type_checkers_have_nothing_to_say(sdk: tuple[str, Path]) -> None:
    package, folder = sdk
    done = run(folder, "-m", "mypy", "--strict", f"src/{package}")
    assert done.returncode == 0, done.stdout
    done = run(folder, "-m", "ruff", "check", "--no-cache", "src")
    assert done.returncode == 0, done.stdout


def test_formatting_again_changes_nothing(sdk: tuple[str, Path]) -> None:
    _, folder = sdk
    texts = {str(path): path.read_text() for path in sorted(folder.rglob("src/*/types/**/*.py"))}
    assert formatted(texts) == {path: text.encode() for path, text in texts.items()}


def test_templates_keep_their_contract() -> None:
    templates = environment(TEMPLATES)
    names = [str(path.relative_to(TEMPLATES)) for path in sorted((TEMPLATES / "python").rglob("*.j2"))]
    assert [breach for name in names for breach in breaches(templates, TEMPLATES, name)] == []
