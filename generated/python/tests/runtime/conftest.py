"""Fixtures of the runtime's tests."""

from __future__ import annotations

import os
from typing import Any

import pytest

from anthropic import _stream_values
from anthropic._base_client import BaseClient
from anthropic._constants import ENV_PREFIX
from anthropic._decoders.rules import Rule

from .use import Use, use_async, use_library, use_pyreqwest, use_pyreqwest_async, use_sync

_USES = {
    "sync": use_sync,
    "async": use_async,
    "library": use_library,
    "pyreqwest": use_pyreqwest,
    "async pyreqwest": use_pyreqwest_async,
}


@pytest.fixture(params=_USES)
def use(request: Any) -> Use:
    """Each test that takes this runs on both clients, and with each way to send."""
    if "pyreqwest" in request.param:
        pytest.importorskip("pyreqwest")
    return _USES[request.param]


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BaseClient, "_calculate_retry_timeout", lambda *_, **__: 0.0)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own proxies and keys are no part of a test."""
    for name in list(os.environ):
        if name.startswith(("SAMPLE_", f"{ENV_PREFIX}_")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def plain_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an API does with its events is no part of a test either: every event is given, until the end is said."""
    rules = (Rule("done", starts_with="[DONE]"), Rule("yield"))
    monkeypatch.setattr(_stream_values, "RULES", rules)
