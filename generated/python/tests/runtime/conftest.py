"""Fixtures of the runtime's tests."""

from __future__ import annotations

import os
from typing import Any

import pytest

from anthropic import _stream_values
from anthropic._base_client import BaseClient
from anthropic._constants import ENV_PREFIX
from anthropic._decoders.rules import Rule

from .use import Use, use_async, use_library, use_sync


@pytest.fixture(params=[use_sync, use_async, use_library], ids=["sync", "async", "library"])
def use(request: Any) -> Use:
    """Each test that takes this runs on both clients, the sync one with both ways to send."""
    return request.param  # type: ignore[no-any-return]


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
