"""A model that combines another with keys that are narrower in it extends the other, as in published SDKs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.test_apis import run
from tests.support.project import Project

DOCUMENT = """
openapi: 3.1.0
info: {title: Zoo, version: '1'}
servers: [{url: 'https://zoo.example.com'}]
paths:
  /events:
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema: {type: object, required: [event], properties: {event: {$ref: '#/components/schemas/Created'}}}
      responses:
        '200': {description: Kept., content: {application/json: {schema: {$ref: '#/components/schemas/Gone'}}}}
components:
  schemas:
    Event:
      type: object
      required: [type]
      properties:
        id: {type: string}
        type: {type: string}
        class: {type: string}
        at: {type: string, format: date-time}
        part: {type: object, properties: {x: {type: string}}}
        state: {type: string, enum: ['on', 'off']}
    Created:
      allOf:
        - {$ref: '#/components/schemas/Event'}
        - type: object
          required: [id, by]
          properties:
            by: {type: string}
            type: {const: created}
            class: {type: string, enum: [a, b]}
            part: {type: object, properties: {y: {type: string}}}
    Gone:
      allOf:
        - {$ref: '#/components/schemas/Created'}
        - {type: object, required: [state], properties: {state: {type: string, enum: ['off']}}}
"""
CONFIG = """
organization: {name: zoo}
environments: {production: 'https://zoo.example.com'}
targets: {python: {package_name: zoo}}
resources: {events: {models: {event: Event, created: Created, gone: Gone}, methods: {create: post /events}}}
"""
PROGRAM = """
import json
from datetime import datetime, timezone
import httpx2
from zoo import Zoo
from zoo.types import Created, Event, Gone
from zoo.types.created_param import CreatedParam

def answer(request):
    print(json.dumps(json.loads(request.content), sort_keys=True))
    event = json.loads(request.content)["event"]
    return httpx2.Response(200, json={**event, "part": {"x": "1", "y": "2"}, "state": "off"})

client = Zoo(http_client=httpx2.Client(transport=httpx2.MockTransport(answer)))
at = datetime(2026, 1, 2, tzinfo=timezone.utc)
made = client.events.create(event={"id": "e", "by": "me", "type": "created", "class": "a", "at": at})
print([item.__name__ for item in Gone.__mro__[:4]], isinstance(made, Event), made.at == at, made.class_, made.part)
print([name for name in Created.__dict__["__annotations__"]], list(Gone.__dict__["__annotations__"]))
print([name for name, field in Gone.model_fields.items() if field.is_required()])
print(sorted(CreatedParam.__required_keys__), CreatedParam.__annotations__["class"])
"""
EXPECTED = """
{"event": {"at": "2026-01-02T00:00:00+00:00", "by": "me", "class": "a", "id": "e", "type": "created"}}
['Gone', 'Created', 'Event', 'BaseModel'] True True a CreatedPart(x='1', y='2')
['id', 'by', 'type', 'class_', 'part'] ['state']
['type', 'id', 'state', 'by']
['by', 'id', 'type'] typing.Literal['a', 'b']
"""
USED = """
from typing import Literal
from zoo.types import Created, Event, Gone

def shown(made: Gone) -> Literal["created"]:
    event: Event = made
    word: str = made.id + event.type + made.state
    print(word)
    return made.type

def wrong(made: Created) -> Literal["off"]:
    return made.state  # type: ignore[return-value]
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("zoo")
    (folder / "spec").mkdir()
    (folder / "spec" / "openapi.yaml").write_text(DOCUMENT, encoding="utf-8")
    (folder / "spec" / "sdk.yml").write_text(CONFIG, encoding="utf-8")
    Project(folder).run("generate")
    return folder / "generated" / "python"


def test_narrower_keys_are_declared_again_in_a_subclass(source: Path, tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    command = [sys.executable, str(tmp_path / "program.py")]
    env = {"PYTHONPATH": str(source / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    result = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert result.stdout.strip().splitlines() == EXPECTED.strip().splitlines(), result.stderr


def test_type_checkers_see_the_narrower_keys(source: Path) -> None:
    run([sys.executable, "-m", "mypy", "--strict", "--config-file=", "src"], source)
    run([sys.executable, "-m", "pyright", "--pythonpath", sys.executable, "src"], source)
    (source / "program.py").write_text(USED, encoding="utf-8")
    run([sys.executable, "-m", "mypy", "--strict", "program.py"], source)
