"""Claims about `x-ms-paths`."""

from __future__ import annotations

from pathlib import Path

from bessemer.document.document import Document
from bessemer.document.pointer import Pointer
from bessemer.openapi.endpoints import endpoints
from bessemer.openapi.load import load

ANSWER = "responses: {200: {description: ok}}"


def loaded(folder: Path, head: str, more: str) -> tuple[Document, list[tuple[str, int]]]:
    """The document, and the code and line of what is found in it."""
    text = f"{head}\ninfo: {{title: Files, version: '1'}}\npaths: {{/a: {{get: {{{ANSWER}}}}}}}\nx-ms-paths:\n{more}"
    (folder / "a.yaml").write_text(text)
    document, found = load((folder / "a.yaml", "a.yaml"))
    assert document is not None
    return document, [(item.code, item.place.line) for item in found if item.place]


def test_its_paths_are_paths_in_any_version(tmp_path: Path) -> None:
    more = f"  /a?comp=list: {{put: {{{ANSWER}}}, get: {{{ANSWER}}}}}\n"
    for head in ("swagger: '2.0'", "openapi: 3.0.3", "openapi: 3.1.0"):
        document, found = loaded(tmp_path, head, more)
        assert found == []
        assert [str(item) for item in endpoints(document)] == ["get /a", "put /a?comp=list", "get /a?comp=list"]


def test_what_is_wrong_in_them_is_said_where_they_are_written(tmp_path: Path) -> None:
    for head in ("swagger: '2.0'", "openapi: 3.1.0"):
        document, found = loaded(tmp_path, head, f"  /a?b=c: {{put: {{deprecated: 'no', {ANSWER}}}}}\n")
        assert {line for _, line in found} == {5}
        assert document.place(Pointer("/paths/~1a?b=c/put")).line == 5


def test_a_path_of_both_is_that_of_paths(tmp_path: Path) -> None:
    document, found = loaded(tmp_path, "openapi: 3.1.0", f"  /a: {{put: {{{ANSWER}}}}}\n")
    assert found == [("shape-invalid", 5)]
    assert [str(item) for item in endpoints(document)] == ["get /a"]
