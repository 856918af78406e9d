"""What a document gives as examples and defaults goes through its SDK unchanged."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.support.project import ROOT, Project

DOCUMENT = """
openapi: 3.1.0
info: {title: Zoo, version: '1'}
servers: [{url: https://zoo.example.com}]
paths:
  /animals:
    get:
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema: {type: array, items: {$ref: '#/components/schemas/Animal'}}
              examples:
                two: {value: [{kind: cat, born: '2020-01-02'}, {kind: owl, wings: 2}]}
                wrong: {value: [{wings: 2}]}
components:
  schemas:
    Animal:
      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Owl'}]
      discriminator: {propertyName: kind}
      examples: [{kind: cat}]
    Cat:
      type: object
      required: [kind]
      properties:
        kind: {const: cat}
        born: {type: string, format: date, example: '2020-02-03'}
        seen: {type: [string, 'null'], format: date-time, default: null, examples: ['2020-02-03T04:05:06.7Z']}
    Owl: {type: object, required: [kind], properties: {kind: {const: owl}, wings: {type: integer, default: 2}}}
"""


def test_examples_and_defaults_that_fit_come_out_as_they_went_in(tmp_path: Path) -> None:
    document = tmp_path / "zoo.yaml"
    document.write_text(DOCUMENT, encoding="utf-8")
    Project(tmp_path).run("generate", "zoo.yaml")
    source = tmp_path / "generated" / "python" / "src"
    package = next(path.parent.name for path in source.glob("*/_client.py"))

    command = [sys.executable, "-m", "tests.support.examples", str(document), str(source), package]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stderr
    # the example of the answer that fits, that of Animal, and those of the properties of Cat and Owl
    assert json.loads(result.stdout) == {"tried": 6, "failures": []}
