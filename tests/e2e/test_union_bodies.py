"""A body that is one of several objects: its keys are arguments, with an overload for each, which says them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.test_apis import run
from tests.support.project import Project

DOCUMENT = """
openapi: 3.1.0
info: {title: Things, version: '1'}
servers: [{url: 'https://things.example.com'}]
paths:
  /things/{thing_id}:
    post:
      parameters:
        - {name: thing_id, in: path, required: true, schema: {type: string}}
        - {name: dry, in: query, schema: {type: boolean}}
        - {name: X-Trace, in: header, schema: {type: string}}
      requestBody:
        required: true
        content:
          application/json:
            schema:
              oneOf:
                - title: By title
                  type: object
                  required: [title, dueAt]
                  properties:
                    title: {type: string, description: What it is called.}
                    dueAt: {type: string, format: date-time}
                    note: {$ref: '#/components/schemas/Note'}
                    deep: {type: object, properties: {inA: {type: string}}}
                - type: object
                  required: [code]
                  properties:
                    code: {type: integer}
                    note: {type: integer}
                    deep: {type: object, properties: {inB: {type: string}}}
                - {$ref: '#/components/schemas/Tagged'}
      responses: {'204': {description: Done.}}
  /uploads:
    post:
      requestBody:
        content:
          multipart/form-data:
            schema:
              anyOf:
                - {type: object, required: [file], properties: {file: {type: string, format: binary}}}
                - {type: object, required: [sourceUrl], properties: {sourceUrl: {type: string}}}
      responses: {'204': {description: Done.}}
  /marks:
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema:
              oneOf:
                - {title: On, type: object, properties: {at: {type: object, properties: {x: {type: integer}}}}}
                - {title: 'Off', type: object, properties: {at: {type: object, properties: {x: {type: integer}}}}}
      responses: {'204': {description: Done.}}
  /mixed:
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema:
              oneOf:
                - {type: object, required: [a], properties: {a: {type: string}}}
                - {type: array, items: {type: string}}
      responses: {'204': {description: Done.}}
  /chats:
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [prompt]
              properties:
                prompt: {type: string, description: What is asked.}
                best_of: {type: integer, description: How many are tried.}
                stream: {type: boolean, description: Whether it comes in pieces.}
      responses: {'200': {description: Said., content: {application/json: {schema: {type: object}}}}}
components:
  schemas:
    Note: {type: string, description: A word besides.}
    Tagged:
      oneOf: [{$ref: '#/components/schemas/Red'}, {$ref: '#/components/schemas/Blue'}]
      discriminator: {propertyName: kind, mapping: {red: '#/components/schemas/Red', blue: '#/components/schemas/Blue'}}
    Red: {type: object, required: [kind, depth], properties: {kind: {type: string}, depth: {type: integer}}}
    Blue: {type: object, required: [kind], properties: {kind: {type: string}, tint: {type: string}}}
"""
CONFIG = """
organization: {name: things}
environments: {production: 'https://things.example.com'}
targets:
  python: {package_name: things}
  go: {package_name: things, production_repo: things/things-go, options: {enable_v2: true}}
resources:
  things: {models: {red: Red}, methods: {create: 'post /things/{thing_id}'}}
  uploads: {methods: {create: post /uploads}}
  marks: {methods: {create: post /marks}}
  mixed: {methods: {create: post /mixed}}
  chats: {methods: {create: {endpoint: post /chats, type: http, streaming: {param_discriminator: stream}}}}
"""
PROGRAM = """
import json
import typing_extensions
from datetime import datetime, timezone
import httpx2
from things import Things
from things.types import ThingCreateParams, thing_create_params

def show(request):
    print(json.dumps(json.loads(request.content), sort_keys=True))
    return httpx2.Response(204)

client = Things(http_client=httpx2.Client(transport=httpx2.MockTransport(show)))
client.things.create("t", title="a", due_at=datetime(2026, 1, 2, tzinfo=timezone.utc), deep={"in_a": "x"}, dry=True)
client.things.create("t", code=1, note=2, deep={"in_b": "x"}, x_trace="y")
client.things.create("t", kind="red", depth=0)
client.mixed.create(body=["a"])
client.mixed.create(body={"a": "b"})
for given in ({"title": "a"}, {}):
    try:
        client.things.create("t", **given)
    except TypeError as error:
        print(str(error).partition("; ")[2])
print(thing_create_params.__all__)
print(len(typing_extensions.get_overloads(type(client.things).create.__wrapped__)))
print(sorted(thing_create_params.ByTitle.__annotations__))
overloads = [
    *typing_extensions.get_overloads(type(client.things).create.__wrapped__)[:2],
    *typing_extensions.get_overloads(type(client.chats).create.__wrapped__),
]
for overload in overloads:
    said = (line.strip() for line in overload.__doc__.partition("Args:")[2].splitlines())
    print([line for line in said if line and not line.startswith(("extra_", "timeout:"))])
"""
EXPECTED = """
{"deep": {"inA": "x"}, "dueAt": "2026-01-02T00:00:00+00:00", "title": "a"}
{"code": 1, "deep": {"inB": "x"}, "note": 2}
{"depth": 0, "kind": "red"}
["a"]
{"a": "b"}
Expected either ('due_at' and 'title'), ('code'), ('depth' and 'kind') or ('kind') arguments to be given
Expected either ('due_at' and 'title'), ('code'), ('depth' and 'kind') or ('kind') arguments to be given
['ThingCreateParams', 'ByTitle', 'ByTitleDeep', 'Variant1', 'Variant1Deep', 'Red', 'Blue']
4
['deep', 'dry', 'due_at', 'note', 'title', 'x_trace']
['title: What it is called.', 'note: A word besides.']
[]
['prompt: What is asked.', 'best_of: How many are tried.', 'stream: Whether it comes in pieces.']
['prompt: What is asked.', 'stream: Whether it comes in pieces.', 'best_of: How many are tried.']
['prompt: What is asked.', 'stream: Whether it comes in pieces.', 'best_of: How many are tried.']
"""
WRONG = """
from things import Things

client = Things()
client.things.create("t", code=1, note=2)
client.things.create("t", title="a", due_at="2026-01-02", note="n")
client.things.create("t", code=1, note="n")  # type: ignore[call-overload]
client.things.create("t", title="a")  # type: ignore[call-overload]
client.things.create("t", title="a", due_at="2026-01-02", depth=1)  # type: ignore[call-overload]
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("things")
    (folder / "spec").mkdir()
    (folder / "spec" / "openapi.yaml").write_text(DOCUMENT, encoding="utf-8")
    (folder / "spec" / "sdk.yml").write_text(CONFIG, encoding="utf-8")
    made = Project(folder)
    made.run("generate")
    return made


def test_the_keys_of_each_object_are_arguments(project: Project, tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    command = [sys.executable, str(tmp_path / "program.py")]
    source = project.folder / "generated" / "python" / "src"
    env = {"PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1"}
    result = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert result.stdout.strip().splitlines() == EXPECTED.strip().splitlines(), result.stderr


def test_both_sdks_send_each_object_as_the_vectors_say(project: Project) -> None:
    suite = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests", "--ignore=tests/runtime"]
    run(suite, project.folder / "generated" / "python")
    tests = "".join(path.read_text("utf-8") for path in (project.folder / "generated" / "go").glob("*_test.go"))
    assert all(f"func TestThingNewAlternative{at}(" in tests for at in (2, 3, 4))
    run(["go", "vet", "./..."], project.folder / "generated" / "go")
    run(["go", "test", "."], project.folder / "generated" / "go")


def test_type_checkers_tell_the_objects_apart(project: Project) -> None:
    source = project.folder / "generated" / "python"
    run([sys.executable, "-m", "mypy", "--strict", "--config-file=", "src"], source)
    run([sys.executable, "-m", "pyright", "--pythonpath", sys.executable, "src"], source)
    (source / "program.py").write_text(WRONG, encoding="utf-8")
    # each comment must be needed, and be enough
    run([sys.executable, "-m", "mypy", "--strict", "program.py"], source)
