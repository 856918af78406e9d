"""The formats of lists in multipart forms: both SDKs send what the vectors say, and the vectors say what was asked."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.test_apis import run
from tests.support.project import Project

DOCUMENT = """
openapi: 3.1.0
info: {title: Prints, version: '1'}
servers: [{url: 'https://prints.example'}]
paths:
  /prints:
    post:
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema:
              type: object
              required: [cover, sheets, pages, words, rows, matrix, options, binding, inserts]
              properties:
                cover: {anyOf: [{type: string, format: binary}, {type: array, items: {type: string, format: binary}}]}
                sheets: {oneOf: [{type: array, items: {type: string, format: binary}}, {type: string, format: binary}]}
                pages: {type: array, items: {type: string, format: binary}}
                words: {type: array, items: {type: string}, example: [a, b]}
                rows: {type: array, items: {type: object, required: [size], properties: {size: {type: integer}}}}
                matrix: {type: array, items: {type: array, items: {type: integer}}, example: [[1, 2], [3]]}
                options: {type: object, required: [colors], properties: {colors: {type: array, items: {type: string}}}}
                binding: {$ref: '#/components/schemas/Binding'}
                inserts: {type: array, items: {$ref: '#/components/schemas/Binding'}}
                photo:
                  oneOf:
                    - {$ref: '#/components/schemas/File'}
                    - {type: array, items: {$ref: '#/components/schemas/File'}}
                    - {type: 'null'}
      responses: {'204': {description: Done.}}
    put:
      requestBody:
        content: {multipart/form-data: {schema: {type: object, properties: {page: {type: string, format: binary}}}}}
      responses: {'204': {description: Done.}}
components:
  schemas:
    File: {type: string, format: binary}
    Binding:
      type: object
      required: [color, scan, layers]
      properties:
        color: {type: string}
        scan: {type: string, format: binary}
        layers: {type: object, required: [top], properties: {top: {anyOf: [{$ref: '#/components/schemas/File'}]}}}
"""
CONFIG = """
organization: {name: prints}
environments: {production: 'https://prints.example'}
targets:
  python: {package_name: prints}
  go: {package_name: prints, production_repo: prints/prints-go, options: {enable_v2: true}}
resources: {prints: {methods: {create: post /prints, replace: put /prints}}}
"""
BINDING = "binding[color] binding[scan] binding[layers][top] "
PARTS = {
    "brackets": f"{BINDING}inserts[][color] inserts[][scan] inserts[][layers][top] "
    "cover sheets[] options[colors][] pages[] rows[][size] words[]=a words[]=b "
    "matrix[][]=1 matrix[][]=2 matrix[][]=3",
    "indices": f"{BINDING}inserts[0][color] inserts[0][scan] inserts[0][layers][top] "
    "cover sheets[0] options[colors][0] pages[0] rows[0][size] words[0]=a words[1]=b "
    "matrix[0][0]=1 matrix[0][1]=2 matrix[1][0]=3",
    "repeat": f"{BINDING}inserts[color] inserts[scan] inserts[layers][top] "
    "cover sheets options[colors] pages rows[size] words=a words=b matrix=1 matrix=2 matrix=3",
    "comma": f"{BINDING}inserts[color] inserts[scan] inserts[layers][top] "
    "cover sheets options[colors] pages rows[size] words=a,b matrix=1,2 matrix=3",
}


def made(folder: Path, more: str) -> Project:
    (folder / "spec").mkdir()
    (folder / "spec" / "openapi.yaml").write_text(DOCUMENT, encoding="utf-8")
    (folder / "spec" / "sdk.yml").write_text(CONFIG + more, encoding="utf-8")
    project = Project(folder)
    project.run("generate")
    return project


def body_sent(project: Project, name: str) -> Any:
    text = (project.folder / "generated" / "go" / "testdata" / "wire_vectors.json").read_text("utf-8")
    vectors = {item["name"]: item for item in json.loads(text)["vectors"]}
    return vectors[name]["attempts"][0]["request"].get("body")


def parts_sent(project: Project) -> list[str]:
    """The parts of a call; those of a document's examples with what they hold."""
    parts = body_sent(project, "prints.create/minimal")
    files = {part["name"] for part in parts if part["filename"]}
    assert files >= {"cover", "binding[scan]", "binding[layers][top]"}
    assert not {name for name in files if name.endswith("[color]")}
    shown = {part["name"]: part["name"].startswith(("words", "matrix")) for part in parts}
    return sorted(f"{part['name']}={part['body']}" if shown[part["name"]] else part["name"] for part in parts)


def wanted(array_format: str) -> list[str]:
    return sorted(PARTS[array_format].split())


@pytest.mark.parametrize("array_format", PARTS)
def test_lists_are_written_in_the_format_of_the_config(array_format: str, tmp_path: Path) -> None:
    project = made(tmp_path, f"multipart_settings: {{array_format: {array_format}}}\n")
    assert parts_sent(project) == wanted(array_format)
    suite = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests", "--ignore=tests/runtime"]
    run(suite, project.folder / "generated" / "python")
    run(["go", "test", "."], project.folder / "generated" / "go")


@pytest.mark.parametrize(("queries", "body"), [("comma", []), ("as_documented", None)])
def test_an_optional_form_of_nothing_is_sent_as_published_sdks_send_it(
    queries: str, body: object, tmp_path: Path
) -> None:
    project = made(tmp_path, f"query_settings: {{array_format: {queries}}}\n")
    assert body_sent(project, "prints.replace/minimal") == body


def test_lists_are_in_brackets_where_nothing_is_said(tmp_path: Path) -> None:
    assert parts_sent(made(tmp_path, "query_settings: {array_format: comma}\n")) == wanted("brackets")


def test_an_object_that_has_files_is_not_json_where_all_goes_by_the_document(tmp_path: Path) -> None:
    project = made(tmp_path, "query_settings: {array_format: as_documented}\n")
    files = {part["name"] for part in body_sent(project, "prints.create/minimal") if part["filename"]}
    assert files == {
        *("cover sheets pages binding[scan] binding[layers][top]".split()),
        *("inserts[scan] inserts[layers][top]".split()),
    }
    suite = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests", "--ignore=tests/runtime"]
    run(suite, project.folder / "generated" / "python")
    run(["go", "test", "."], project.folder / "generated" / "go")


def test_the_format_holds_where_queries_go_by_the_document(tmp_path: Path) -> None:
    queries = "query_settings: {array_format: as_documented}\n"
    assert parts_sent(made(tmp_path, f"{queries}multipart_settings: {{array_format: indices}}\n")) == wanted("indices")


TEXT_FOR_A_FILE = """
from prints import Prints

given = {"cover": b"", "sheets": [], "pages": [], "words": [], "rows": [], "matrix": [], "options": {"colors": []}}
given |= {"binding": {"color": "red", "scan": b"", "layers": {"top": b""}}, "inserts": []}
for name, wrong in (("pages[]", {"pages": ["a path"]}), ("photo", {"photo": "a path"}), ("photo[]", {"photo": [None]})):
    try:
        Prints().prints.create(**{**given, **wrong})
    except RuntimeError as error:
        assert f"Expected entry at `{name}` to be bytes" in str(error)
    else:
        raise AssertionError("text was sent for a file")
"""


def test_text_is_not_sent_for_a_file(tmp_path: Path) -> None:
    run([sys.executable, "-c", TEXT_FOR_A_FILE], made(tmp_path, "").folder / "generated" / "python" / "src")
