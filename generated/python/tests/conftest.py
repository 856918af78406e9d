"""What all tests share."""

import inspect
import ssl
from typing import Iterator

import pytest

from anthropic._base_client import DefaultAioHttpClient


@pytest.fixture(scope="session", autouse=True)
def no_certificates() -> Iterator[None]:
    """Every test makes a client and none speaks TLS: reading the certificates would be most of their time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl.SSLContext, "load_verify_locations", lambda *_, **__: None)
        yield


def _has_aiohttp() -> bool:
    """Whether the extra is there, for the HTTP library of this package."""
    try:
        DefaultAioHttpClient()
    except RuntimeError:
        return False
    return True


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Methods are called by loose clients and by strict ones; async ones also over aiohttp, where its extra is there."""
    if not hasattr(metafunc.module, "served") and not hasattr(metafunc.module, "async_served"):
        return
    is_async = inspect.iscoroutinefunction(metafunc.function)
    kinds = ["loose", "strict", *(["aiohttp"] if is_async and _HAS_AIOHTTP else [])]
    metafunc.fixturenames.append("client_options")
    metafunc.parametrize("client_options", kinds, indirect=True)


_HAS_AIOHTTP = _has_aiohttp()


@pytest.fixture
def client_options(request: pytest.FixtureRequest) -> Iterator[None]:
    """How the clients of a test differ from those that are made without options."""
    from . import wire

    kind = request.param
    options = {"_strict_response_validation": True} if kind == "strict" else {}
    token = wire.CLIENT_OPTIONS.set((options, DefaultAioHttpClient if kind == "aiohttp" else None))
    yield
    wire.CLIENT_OPTIONS.reset(token)
