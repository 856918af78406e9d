"""What all tests share."""

import ssl
from typing import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def no_certificates() -> Iterator[None]:
    """Every test makes a client and none speaks TLS: reading the certificates would be most of their time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl.SSLContext, "load_verify_locations", lambda *_, **__: None)
        yield
