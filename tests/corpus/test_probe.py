"""Which methods the probe calls."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.probe import methods


def test_methods_of_the_api_are_called_also_where_an_underscore_begins_their_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "probed_shop"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "_resource.py").write_text("class SyncAPIResource: ...\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    class Client:
        def __init__(self) -> None: ...

        def _build_request(self) -> None: ...

        def copy(self) -> None: ...

        def _rpc(self) -> None: ...

        def _3ds(self) -> None: ...

        def list(self) -> None: ...

    assert [name for name, _ in methods(Client(), package.name)] == ["client._rpc", "client._3ds", "client.list"]
