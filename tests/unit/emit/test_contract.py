"""The contract between templates and views catches what a reader might miss."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from bessemer.emit.contract import breaches
from bessemer.emit.templates import UnencodedText, environment, render
from bessemer.encode.code import Code


@dataclass(frozen=True, slots=True)
class Item:
    name: Code
    doc: str | None
    text: str


@dataclass(frozen=True, slots=True)
class View:
    title: str
    code: Code
    count: int
    items: tuple[Item, ...]
    extra: Item | None
    flag: bool


HEADER = "{#- view: tests.unit.emit.test_contract.View -#}\n"


def found(tmp_path: Path, body: str) -> list[str]:
    (tmp_path / "x.j2").write_text(HEADER + body)
    return [item.message for item in breaches(environment(tmp_path), tmp_path, "x.j2")]


@pytest.mark.parametrize(
    "body",
    [
        "{{ code }} {{ count }} {{ title | py_str }}",
        "{% for item in items %}{{ item.name }}{% if item.doc %}{{ item.doc | py_doc }}{% endif %}{% endfor %}",
        "{% if extra %}{{ extra.name }}{% if extra.doc %}{{ extra.doc | md_text }}{% endif %}{% endif %}",
        "{% if not flag %}a{% else %}b{% endif %}",
        "{% for item in items %}{{ item.name }}{% if not loop.last %}, {% endif %}{% endfor %}",
    ],
)
def test_what_only_lays_out_is_allowed(tmp_path: Path, body: str) -> None:
    assert found(tmp_path, body) == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("{{ title }}", "title is printed as text that no filter encodes"),
        ("{{ missing }}", "the view has no field 'missing'"),
        ("{{ title | upper }}", "'upper' is not one of the encoding filters"),
        ("{{ title | safe }}", "'safe' is not one of the encoding filters"),
        ("{{ code ~ title }}", "concat is not allowed: give the view a field"),
        ("{{ code + title }}", "add is not allowed: give the view a field"),
        ("{% set x = code %}", "assign is not allowed in a template"),
        ("{% if count == 1 %}{% endif %}", "compare is not allowed: give the view a field"),
        ("{{ extra.name }}", "X has no field"),
        ("{% for item in items %}{{ item.text }}{% endfor %}", "item.text is printed as text that no filter encodes"),
        ("{% for item in items %}{{ item.doc | py_doc }}{% endfor %}", "item.doc is a str | None: py_doc encodes text"),
        ("{{ title.upper() }}", "call is not allowed: give the view a field"),
        ("{{ flag }}", "flag is printed as a bool"),
        ("{% macro m() %}{% endmacro %}", "macro is not allowed in a template"),
    ],
)
def test_what_decides_or_leaks_is_refused(tmp_path: Path, body: str, message: str) -> None:
    messages = found(tmp_path, body)
    assert messages
    if "X has" not in message:
        assert message in messages


def test_even_a_template_that_breaks_the_contract_prints_nothing_unencoded(tmp_path: Path) -> None:
    (tmp_path / "x.j2").write_text("{{ title }}")
    view = View('"""; import os', Code("x"), 1, (), None, False)
    with pytest.raises(UnencodedText):
        render(environment(tmp_path), "x.j2", view)


def test_text_that_looks_like_a_template_is_shown_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "x.j2").write_text("{{ title | py_str }}")
    view = View("{{ 7*7 }}{% raw %}", Code("x"), 1, (), None, False)
    assert render(environment(tmp_path), "x.j2", view) == '"{{ 7*7 }}{% raw %}"'
