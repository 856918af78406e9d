"""Styles as the SDK's runtime writes them and as the oracle of the wire vectors does: by RFC 6570, and alike."""

from __future__ import annotations

import importlib
import json
import re
import tarfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote, unquote

import pytest

from bessemer.ir.operations import Serialization, Style
from bessemer.ir.types import Json
from bessemer.samples.styles import SAFE_IN_PATH, cookie_text, form_parts, header_text, path_text, query_parts

ROOT = Path(__file__).parents[3]
# `make setup` puts it there
ARCHIVE = ROOT / ".venv" / "share" / "uri-template-test" / "uritemplate-4.2.0.tar.gz"
_EXAMPLES = "uritemplate-4.2.0/tests/fixtures/spec-examples-by-section.json"
_OPERATORS: dict[str, Style] = {"": "simple", ".": "label", ";": "matrix", "?": "form"}
_EXPRESSION = re.compile(r"\{([.;?]?)([\w,*]+)\}")

VALUES: tuple[Json, ...] = (
    "blue",
    "",
    "a b/c?d&e=f,g;h+é%20",
    0,
    1.5,
    True,
    None,
    ["blue", "b,c", "d e"],
    [],
    {"R": 100, "g h": "a=b&c"},
    {},
    {"a": {"b": [1, {"c": None}]}, "d": ["e", "f"]},
    [["a"], {"b": 1}],
    {"é": "日😀"},
)


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "templates" / "python"))
    return importlib.import_module("PACKAGE._utils._styles")


def cases() -> Iterator[tuple[str, dict[str, Any], list[str]]]:
    """The examples of the operators that OpenAPI has styles for, without prefixes, which it does not have."""
    if not ARCHIVE.exists():
        return
    with tarfile.open(ARCHIVE) as tar:
        content = tar.extractfile(_EXAMPLES)
        assert content is not None
        for section, examples in json.loads(content.read()).items():
            if section.startswith(("3.2.2", "3.2.5", "3.2.7", "3.2.8")):
                for template, expected in examples["testcases"]:
                    if _EXPRESSION.search(template):
                        wanted = expected if isinstance(expected, list) else [expected]
                        yield template, examples["variables"], wanted


@pytest.mark.skipif(not ARCHIVE.exists(), reason="`make setup` fetches the examples of RFC 6570")
def test_the_examples_of_rfc_6570_were_found() -> None:
    assert len(list(cases())) > 35


@pytest.mark.parametrize(("template", "variables", "expected"), list(cases()))
def test_rfc_6570(template: str, variables: dict[str, Any], expected: list[str], runtime: ModuleType) -> None:
    def expanded(match: re.Match[str]) -> str:
        style = _OPERATORS[match[1]]
        parts = []
        for word in match[2].split(","):
            name = word.rstrip("*")
            value = variables.get(name)
            if value is None:
                continue
            spelled = style + ("*" if word.endswith("*") else "")
            styled = runtime.Styled(value, spelled, name)
            how = Serialization(style, explode=word.endswith("*"))
            if style == "form":
                written = "&".join(item for _, item in styled.query(name))
                assert written == "&".join(query_parts(name, value, how))
            else:
                written = styled.path()
                assert written == path_text(name, value, how)
            parts.append(written)
        joiner = {"simple": ",", "form": "&"}.get(style, "")
        return ("?" if style == "form" else "") + joiner.join(parts)

    found = _EXPRESSION.sub(expanded, template)
    # in a segment of a path that is one text, RFC 3986 lets more characters stand
    assert found in expected or found in [quote(unquote(item), safe=SAFE_IN_PATH + "?") for item in expected]


def query_both(how: Serialization, spelled: str, value: Json, runtime: ModuleType) -> tuple[Any, Any]:
    return [item for _, item in runtime.Styled(value, spelled).query("a b")], query_parts("a b", value, how)


def path_both(how: Serialization, spelled: str, value: Json, runtime: ModuleType) -> tuple[Any, Any]:
    return runtime.Styled(value, spelled, "a").path(), path_text("a", value, how)


def header_both(how: Serialization, spelled: str, value: Json, runtime: ModuleType) -> tuple[Any, Any]:
    return runtime.Styled(value, spelled).header(), header_text(value, how)


def cookie_both(how: Serialization, spelled: str, value: Json, runtime: ModuleType) -> tuple[Any, Any]:
    return runtime.Styled(value, spelled, "a").cookie(), cookie_text("a", value, how)


BOTH: dict[Any, tuple[Style, ...]] = {
    query_both: ("form", "spaceDelimited", "pipeDelimited", "deepObject", "json", "text"),
    path_both: ("simple", "label", "matrix", "json", "text"),
    header_both: ("simple", "json"),
    cookie_both: ("form", "cookie"),
}


@pytest.mark.parametrize(("both", "style"), [(both, style) for both, styles in BOTH.items() for style in styles])
def test_the_oracle_and_the_runtime_agree(both: Any, style: Style, runtime: ModuleType) -> None:
    for explode, reserved, value in product((False, True), (False, True), VALUES):
        how = Serialization(style, explode, reserved)
        written, expected = both(how, style + "*" * explode + "+" * reserved, value, runtime)
        assert written == expected, (explode, reserved, value)


def test_the_oracle_and_the_runtime_agree_on_fields(runtime: ModuleType) -> None:
    for value in VALUES:
        written = [item for _, item in runtime.Styled(value, "field").query("a")]
        assert written == form_parts("a", value, None)
