"""The functions that make a request union of one variant, as a program calls them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.support.project import Project

SPEC = """openapi: 3.1.0
info: {title: Toys, version: '1'}
paths:
  /toys:
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [parts]
              properties:
                parts: {type: array, items: {$ref: '#/components/schemas/Part'}}
                paint: {$ref: '#/components/schemas/Paint'}
                move: {$ref: '#/components/schemas/Move'}
                box:
                  type: object
                  required: [size]
                  properties:
                    size: {type: string, enum: [small, big]}
                    lid: {anyOf: [{type: string, enum: [flat]}, {type: 'null'}]}
      responses: {'204': {description: d}}
components:
  schemas:
    Part:
      oneOf:
      - {$ref: '#/components/schemas/Wheel'}
      - {$ref: '#/components/schemas/Picture'}
      - {$ref: '#/components/schemas/Note'}
      - {$ref: '#/components/schemas/Nothing'}
      discriminator: {propertyName: type}
      x-stainless-go-variant-constructor: {naming: 'new_{variant}_part'}
    Wheel:
      type: object
      required: [type, id, count, width]
      properties:
        type: {const: wheel}
        width: {type: number}
        count: {type: integer}
        id: {type: string}
        flat: {type: boolean}
      x-stainless-go-constant-constructor: true
    Picture:
      type: object
      required: [type, source]
      properties:
        type: {const: picture}
        source: {oneOf: [{$ref: '#/components/schemas/Near'}, {$ref: '#/components/schemas/Far'}, {type: string}]}
    Near: {type: object, required: [data], properties: {data: {type: string}}}
    Far: {type: object, required: [url], properties: {url: {type: string}}}
    Note:
      type: object
      required: [type, text]
      properties: {type: {const: note}, text: {type: [string, 'null']}}
    Nothing: {type: object, required: [type], properties: {type: {const: nothing}}}
    Paint:
      oneOf: [{$ref: '#/components/schemas/Plain'}, {$ref: '#/components/schemas/Mixed'}]
    Plain:
      type: object
      title: Plain
      required: [name, type]
      properties: {name: {type: string}, type: {type: string, enum: [plain]}, note: {type: string}}
    Mixed:
      type: object
      title: Mixed
      required: [a, b, c, d]
      properties: {a: {type: string}, b: {type: string}, c: {type: string}, d: {type: string}}
    Move:
      oneOf: [{$ref: '#/components/schemas/Go'}, {$ref: '#/components/schemas/Stop'}]
      x-stainless-go-variant-constructor: skip
    Go: {type: object, required: [go], properties: {go: {type: string}}}
    Stop: {type: object, required: [stop], properties: {stop: {type: string}}}
"""
CONFIG = """organization: {name: toys}
targets: {go: {package_name: toys, production_repo: example/toys-go}}
environments: {production: https://toys.example.com}
resources:
  toys:
    models: {part: Part, paint: Paint, plain: Plain, move: Move}
    methods: {create: post /toys}
"""
PROGRAM = """package main

import (
	"encoding/json"
	"fmt"

	toys "github.com/example/toys-go"
)

func main() {
	params := toys.ToyNewParams{
		Parts: []toys.PartUnionParam{
			toys.NewWheelPart(4, "w", 1.5),
			toys.NewPicturePart(toys.PartPictureSourceFarParam{URL: "u"}),
			toys.NewPicturePart(toys.PartPictureSourceNearParam{Data: "d"}),
			toys.NewPicturePart(""),
			toys.NewNotePart(""),
		},
		Paint: toys.PaintParamOfPlain("red"),
		Box:   toys.ToyNewParamsBox{Size: "big"},
	}
	text, err := json.Marshal(params)
	fmt.Println(string(text), err)
	paint := toys.PaintParamOfPlain("red", toys.PlainType("newer"))
	text, err = json.Marshal([]any{paint, toys.NewPartWheelParam(), toys.ToyNewParamsBox{}})
	fmt.Println(string(text), err)
}
"""
PRINTED = """\
{"parts":[{"id":"w","count":4,"width":1.5,"type":"wheel"},{"source":{"url":"u"},"type":"picture"},\
{"source":{"data":"d"},"type":"picture"},{"source":"","type":"picture"},{"text":"","type":"note"}],\
"box":{"size":"big"},"paint":{"name":"red","type":"plain"}} <nil>
[{"name":"red","type":"newer"},{"id":"","count":0,"width":0,"type":"wheel"},{}] <nil>
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("unions")
    (folder / "spec").mkdir()
    (folder / "spec" / "openapi.yaml").write_text(SPEC)
    (folder / "spec" / "sdk.yml").write_text(CONFIG)
    made = Project(folder)
    made.run("generate")
    return made


def test_unions_are_made_of_the_required_properties_of_a_variant(project: Project, tmp_path: Path) -> None:
    assert printed(PROGRAM, "github.com/example/toys-go", project, tmp_path) == PRINTED


def test_there_are_none_where_the_document_says_so_or_where_many_are_required(project: Project) -> None:
    sources = "".join(path.read_text() for path in (project.folder / "generated" / "go").glob("*.go"))
    assert "func MoveParamOf" not in sources
    assert "func PaintParamOfMixed" not in sources
    assert "func NewNothingPart" not in sources


def test_its_generated_tests_pass(project: Project) -> None:
    vet_and_test(project)


def printed(program: str, module: str, project: Project, folder: Path) -> str:
    """What a program prints that uses the Go SDK of a project."""
    sdk = project.folder / "generated" / "go"
    (folder / "main.go").write_text(program)
    (folder / "go.mod").write_text(
        f"module program\n\ngo 1.24\n\nrequire {module} v0.0.0\n\nreplace {module} => {sdk}\n"
    )
    return run(["go", "run", "."], folder)


def vet_and_test(project: Project) -> None:
    """The checks of the Go SDK of a project that come with it."""
    folder = project.folder / "generated" / "go"
    run(["go", "vet", "./..."], folder)
    run(["go", "test", "-vet=off", "."], folder)


def run(command: list[str], folder: Path) -> str:
    env = {**os.environ, "GOPROXY": "off", "GOFLAGS": "-mod=mod"}
    result = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout
