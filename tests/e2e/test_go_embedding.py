"""Answers that are a model with keys of their own: Go structs that embed the model's, as a program reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.test_go_unions import printed, vet_and_test
from tests.support.project import Project

SPEC = """openapi: 3.1.0
info: {title: Shop, version: '1'}
paths:
  /calls:
    get:
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Page'}}}}}
    post:
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Answered'}}}}
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Answered'}}}}
components:
  schemas:
    Page:
      type: object
      properties:
        last: {$ref: '#/components/schemas/Deep'}
        any: {oneOf: [{$ref: '#/components/schemas/Answered'}, {$ref: '#/components/schemas/Named'}]}
        named: {$ref: '#/components/schemas/Named'}
    Call:
      type: object
      required: [name]
      properties:
        id: {type: string}
        name: {type: string}
        meta: {type: object, properties: {a: {type: string}}}
    Answered:
      allOf:
      - {$ref: '#/components/schemas/Call'}
      - {type: object, required: [id], properties: {id: {type: string}, by: {type: string}}}
    Deep: {allOf: [{$ref: '#/components/schemas/Answered'}, {type: object, properties: {depth: {type: integer}}}]}
    Named: {allOf: [{$ref: '#/components/schemas/Call'}, {type: object, properties: {call: {type: boolean}}}]}
"""
CONFIG = """organization: {name: shop}
targets: {go: {package_name: shop, production_repo: example/shop-go, options: {enable_v2: true}}}
environments: {production: https://shop.example.com}
resources:
  calls:
    models: {call: Call, answered: Answered, deep: Deep}
    methods: {list: get /calls, create: post /calls}
"""
PROGRAM = """package main

import (
	"encoding/json"
	"fmt"

	shop "github.com/example/shop-go"
)

func main() {
	var deep shop.Deep
	text := `{"depth":2,"id":"a","name":"n","meta":{"a":"x"},"by":null,"more":1}`
	fmt.Println(json.Unmarshal([]byte(text), &deep))
	fmt.Println(deep.Depth, deep.ID, deep.Name, deep.Meta.A, deep.Answered.ID, deep.Call.ID)
	inner := deep.Call
	fmt.Println(deep.JSON.Depth.Valid(), deep.Answered.JSON.By.Raw(), inner.JSON.Name.Valid(), inner.RawJSON() == text)
	fmt.Println(len(deep.JSON.ExtraFields), deep.JSON.ExtraFields["more"].Raw())
	sent, err := json.Marshal(deep.Answered.ToParam())
	fmt.Println(string(sent) == text, err)
	var named shop.CallListResponseNamed
	err = json.Unmarshal([]byte(`{"name":"n","call":true}`), &named)
	fmt.Println(err, named.Name, named.Call, named.JSON.Name.Valid())
	var params shop.AnsweredParam
	params.ID, params.Name = "a", "n"
	sent, err = json.Marshal(params)
	fmt.Println(string(sent), err)
}
"""
PRINTED = """\
<nil>
2 a n x a a
true null true true
1 1
true <nil>
<nil> n true true
{"id":"a","name":"n"} <nil>
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("embedding")
    (folder / "spec").mkdir()
    (folder / "spec" / "openapi.yaml").write_text(SPEC)
    (folder / "spec" / "sdk.yml").write_text(CONFIG)
    made = Project(folder)
    made.run("generate")
    return made


def test_a_struct_embeds_the_model_that_it_adds_to(project: Project, tmp_path: Path) -> None:
    assert printed(PROGRAM, "github.com/example/shop-go", project, tmp_path) == PRINTED


def test_its_own_keys_hide_those_of_the_model(project: Project) -> None:
    text = (project.folder / "generated" / "go" / "call.go").read_text()
    answered = text[text.index("type Answered struct") :].split("\n}\n")[0]
    assert answered.count("`json:") == 3
    assert answered.endswith("\n\tCall")


def test_its_generated_tests_pass(project: Project) -> None:
    vet_and_test(project)
