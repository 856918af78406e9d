"""Hostile text goes through the whole pipeline and stays text. Source: contracts/reliability.md section 1.8, A to D.

The oracle does not know the payloads: what is generated with a hostile text must have the shape of what is generated
with a harmless one.
"""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from bessemer.cli import main

HARMLESS = "Plain words."
TEXTS = (
    'a"""\nimport os\nos.system("x")\n"""',
    "a'''\nimport os\n'''\\",
    "\\N{x} \\x4 \\u12 \\U0 C:\\new\\table \\",
    "one\rimport os\r\nimport sys\x0b\x0c\x1c\x85\u2028\u2029import re",
    "*/ func init() { panic(1) } /* */",
    "go:build ignore\n\n+build ignore\n//go:embed x\n//export f\n//line x.go:1",
    "-*- coding: utf-7 -*-\ntype: ignore\nnoqa\nfmt: off\npragma: no cover",
    ">>> import os\n>>> os.system('x')",
    "{{ 7*7 }} {% raw %} {# x #} {0.__class__} %s %(x)s ${x} `x`",
    "<script>alert(1)</script><img src=x onerror=alert(1)><iframe></iframe><svg onload=x><style>*{}</style>",
    "[a](javascript:alert(1)) ![b](https://evil.example/x.png) <a href='data:x'>c</a> [d]: vbscript:x",
    "````\n~~~\n| a | b |\n---\n+++\n--> <!-- ]]>",
    "\u202ehidden\u202c \u2066x\u2069 \ufeff zero\u200bwidth \U000e0041",
    '""" "\n[project]\nname = "evil"\n',
    "`+func() string { return `x` }()+`",
)
NAMES = (
    *(
        "class",
        "def",
        "None",
        "self",
        "cls",
        "str",
        "type",
        "model_config",
        "copy",
        "json",
        "dict",
        "__init_subclass__",
    ),
    *("func", "nil", "error", "string", "init", "main", "MarshalJSON", "any", "len", "context", "http"),
    *("a b", "1st", "é", "a`c", 'q"x', "b\\s", "o'x", "a,d", "{{y}}", "../../z", "x\ny"),
)
# Names without a letter: two of them in one place are a clash.
WORDLESS = ("_", "-", "..", "日本", "😀", "\u202e")
BIDI = re.compile("[\x00\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]")
ACTIVE = {"iframe", "object", "embed", "form", "base", "svg", "img", "video", "audio", "input"}


def spec(texts: list[str], names: tuple[str, ...]) -> dict[str, Any]:
    """A document with a text at every place that takes one, in turn, and the names as properties and parameters."""
    given = cycle(texts)

    def text() -> str:
        return next(given)

    thing = {
        "type": "object",
        "title": text(),
        "description": text(),
        "required": ["id"],
        "properties": {
            "id": {"type": "string", "description": text(), "example": text(), "default": text()},
            "kind": {"type": "string", "enum": [text(), "b"], "description": text(), "title": text()},
            "fixed": {"const": text(), "type": "string"},
            "format": {"type": "string", "format": text(), "pattern": text()},
            **{name: {"type": "string", "description": text()} for name in names},
        },
    }
    parameters: list[dict[str, Any]] = [
        {"name": "thing_id", "in": "path", "required": True, "description": text(), "schema": {"type": "string"}},
        {"name": "q", "in": "query", "description": text(), "schema": {"type": "string", "default": text()}},
        {"name": "X-Trace", "in": "header", "description": text(), "schema": {"type": "string", "example": text()}},
    ]
    parameters += [{"name": name, "in": "query", "schema": {"type": "string"}} for name in names if name]
    answer = {
        "description": text(),
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}},
    }
    operation = {
        "operationId": text(),
        "summary": text(),
        "description": text(),
        "externalDocs": {"url": "javascript:alert(1)", "description": text()},
        "parameters": parameters,
        "responses": {"200": answer},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": text(), "version": text(), "description": text(), "license": {"name": text()}},
        "servers": [{"url": "https://api.example.com", "description": text()}],
        "tags": [{"name": "t", "description": text()}],
        "paths": {"/v1/things/{thing_id}": {"get": operation}},
        "components": {"schemas": {"Thing": thing}},
    }


CONFIG: dict[str, Any] = {
    "organization": {"name": "acme", "docs": "https://docs.example.com", "contact": "a@example.com"},
    "targets": {
        "python": {"package_name": "acme"},
        "go": {"package_name": "acme", "production_repo": "acme/acme-go", "options": {"enable_v2": True}},
        "reference": {"languages": ["python", "go"], "site": True},
    },
    "environments": {"production": "https://api.example.com"},
    "resources": {"things": {"models": {"thing": "Thing"}, "methods": {"retrieve": "get /v1/things/{thing_id}"}}},
}


def generated(folder: Path, document: dict[str, Any], description: str) -> Path:
    (folder / "spec").mkdir(parents=True)
    (folder / "spec" / "openapi.json").write_text(json.dumps(document), encoding="utf-8")
    things = {**CONFIG["resources"]["things"], "description": description}
    config = {**CONFIG, "resources": {"things": things}}
    (folder / "spec" / "sdk.yml").write_text(json.dumps(config), encoding="utf-8")
    status = main(["generate", "--config", str(folder / "spec" / "sdk.yml"), "--quiet"])
    assert status == 0
    return folder / "generated"


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generated(tmp_path_factory.mktemp("harmless"), spec([HARMLESS], ()), HARMLESS)


def rotated(start: int) -> list[str]:
    return [*TEXTS[start:], *TEXTS[:start]]


@pytest.mark.parametrize("start", range(0, len(TEXTS), 3))
def test_hostile_text_changes_no_shape(harmless: Path, tmp_path: Path, start: int) -> None:
    hostile = generated(tmp_path, spec(rotated(start), ()), TEXTS[start])
    assert listing(hostile) == listing(harmless)
    for name in listing(hostile):
        text, twin = ((root / name).read_text(encoding="utf-8") for root in (hostile, harmless))
        assert not BIDI.search(text), name
        if name.endswith(".py"):
            assert shape(text) == shape(twin), name
            assert text.splitlines()[:1] == twin.splitlines()[:1]
        elif name.endswith(".go"):
            assert directives(text) == directives(twin), name
        elif name.endswith(".html"):
            assert not Active(text).found, name


def test_hostile_names_make_code_that_compiles(tmp_path: Path) -> None:
    made = generated(tmp_path, spec([HARMLESS], NAMES), HARMLESS)
    compile_all(made)
    go = shutil.which("go")
    if go is None:
        pytest.skip("no go on this machine")
    vetted = subprocess.run([go, "vet", "./..."], cwd=made / "go", capture_output=True, text=True, check=False)
    assert vetted.returncode == 0, vetted.stderr


@pytest.mark.parametrize("name", WORDLESS)
def test_a_name_without_letters_makes_code_that_compiles(tmp_path: Path, name: str) -> None:
    compile_all(generated(tmp_path, spec([HARMLESS], (name,)), HARMLESS))


def compile_all(made: Path) -> None:
    for path in made.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not BIDI.search(text), path
        compile(text, str(path), "exec", dont_inherit=True)


def listing(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def shape(text: str) -> str:
    """The syntax tree without its constants and docstrings."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
    return ast.dump(tree)


def directives(text: str) -> list[str]:
    """The comments that tools of Go obey, and where code begins."""
    return re.findall(r"^//(?:go:|line |export |extern ).*|^// \+build.*|^package .*", text, re.MULTILINE)


class Active(HTMLParser):
    """What in a page could run, load or lead somewhere else."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            leads = name in ("href", "src", "action") and re.match(
                r"\s*(?!https?:|mailto:)[a-z][a-z0-9+.-]*:", value or "", re.I
            )
            if name.startswith("on") or leads:
                self.found.append(f"{tag} {name}={value}")
        if tag in ACTIVE or (tag == "script" and not dict(attrs).get("src")):
            self.found.append(tag)
