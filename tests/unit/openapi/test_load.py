"""Claims about what load reports and returns."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.document.document import Document
from bessemer.document.pointer import Pointer
from bessemer.openapi.load import load

HEAD = "openapi: 3.1.0\ninfo: {title: Files, version: '1'}\n"
OLD = HEAD.replace("3.1.0", "3.0.3")
OVERLAY = "overlay: 1.0.0\ninfo: {title: o, version: '1'}\nactions:\n"


def loaded(folder: Path, spec: str, *overlays: str) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    (folder / "a.yaml").write_text(spec)
    laid = [(folder / f"o{number}.yaml", f"o{number}.yaml") for number in range(len(overlays))]
    for (path, _), text in zip(laid, overlays, strict=True):
        path.write_text(text)
    return load((folder / "a.yaml", "a.yaml"), laid)


def problems(folder: Path, spec: str, *overlays: str) -> list[tuple[str, str, int, int]]:
    _, found = loaded(folder, spec, *overlays)
    places = [(item, item.place) for item in found]
    return [(i.code, i.message, p.line, p.column) for i, p in places if p is not None]


def sound(folder: Path, spec: str, *overlays: str) -> Document:
    document, found = loaded(folder, spec, *overlays)
    assert found == ()
    assert document is not None
    return document


def schema(text: str, head: str = HEAD) -> str:
    return f"{head}paths: {{}}\ncomponents: {{schemas: {{A: {text}}}}}\n"


def test_an_unknown_type_is_reported_once_with_a_guess(tmp_path: Path) -> None:
    for head in (HEAD, OLD):
        assert problems(tmp_path, schema("{type: strin}", head)) == [
            ("type-unknown", "'strin' is not a type; did you mean 'string'?", 4, 34)
        ]


def test_a_default_of_the_wrong_type_is_reported_at_the_default(tmp_path: Path) -> None:
    assert problems(tmp_path, schema("{type: integer, default: ten}")) == [
        ("default-type", "the default 'ten' is not an integer", 4, 52)
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("{type: integer, default: 1.0}", "{type: [string, 'null'], default: null}"),
        *("{type: number, default: 1}", "{type: array, default: []}", "{default: x}"),
    ],
)
def test_a_default_that_fits_is_fine(tmp_path: Path, text: str) -> None:
    sound(tmp_path, schema(text))


def test_a_default_outside_the_enum_is_reported(tmp_path: Path) -> None:
    ((code, *_),) = problems(tmp_path, schema("{type: string, enum: [red], default: rd}"))
    assert code == "default-type"


def test_a_hostile_pattern_is_never_run(tmp_path: Path) -> None:
    # run, it would take years
    sound(tmp_path, schema(f"{{type: string, pattern: '^(a+)+$', default: {'a' * 40}!}}"))


def path_item(path: str, parameters: str) -> str:
    return (
        f"{HEAD}paths:\n  {path}:\n    get:\n      parameters: [{parameters}]\n"
        "      responses: {200: {description: ok}}\n"
    )


def test_an_undeclared_path_parameter_is_reported_at_the_path(tmp_path: Path) -> None:
    _, (found,) = loaded(tmp_path, path_item("/batches/{message_batch_id}", ""))
    assert found.code == "path-parameter-undeclared"
    assert found.message == "the path has {message_batch_id} but no parameter declares it"
    assert found.place is not None
    assert (found.place.line, found.place.column) == (4, 3)
    assert "name: message_batch_id, in: path, required: true" in (found.help or "")


def test_an_unused_path_parameter_is_reported_at_its_name(tmp_path: Path) -> None:
    one = "{name: id, in: path, required: true, schema: {type: string}}"
    assert problems(tmp_path, path_item("/files", one)) == [
        ("path-parameter-unused", "the path parameter 'id' is not in the path '/files'", 6, 27)
    ]


def test_a_renamed_parameter_is_offered_as_the_smallest_edit(tmp_path: Path) -> None:
    one = "{name: batch_id, in: path, required: true, schema: {type: string}}"
    _, found = loaded(tmp_path, path_item("/b/{message_batch_id}", one))
    assert [item.code for item in found] == ["path-parameter-undeclared", "path-parameter-unused"]
    assert (found[0].help or "").startswith("rename the parameter 'batch_id' to 'message_batch_id'")


def test_an_operation_id_used_twice_shows_both_places(tmp_path: Path) -> None:
    operation = "{operationId: x, responses: {200: {description: ok}}}"
    _, (found,) = loaded(tmp_path, f"{HEAD}paths: {{/a: {{get: {operation}, put: {operation}}}}}\n")
    assert found.message == "the operationId 'x' is used twice"
    assert len(found.related) == 1


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ("swagger: '1.2'\n", "Swagger '1.2' is not read; 2.0 is"),
        ("openapi: [3]\n", "the version is a text"),
        ("openapi: 3.11\n", "OpenAPI 3.11 is not read"),
        ("openapi: 4.0.0\n", "'4.0.0' is not read"),
        ("asyncapi: 3.0.0\n", "an AsyncAPI document"),
        ("title: x\n", "no 'openapi' version"),
    ],
)
def test_a_document_of_another_kind_is_named(tmp_path: Path, spec: str, words: str) -> None:
    document, (found,) = loaded(tmp_path, spec)
    assert document is None
    assert found.code == "openapi-version"
    assert words in found.message


@pytest.mark.parametrize(("written", "read"), [("3.1", "3.1"), ("3.0", "3.1.0"), ("3.2", "3.2"), ("'3.1'", "3.1")])
def test_a_version_in_two_parts_is_reported_and_read(tmp_path: Path, written: str, read: str) -> None:
    document, (found,) = loaded(tmp_path, HEAD.replace("3.1.0", written) + "paths: {}\n")
    assert (found.code, found.pointer) == ("schema-invalid", "/openapi")
    assert found.help
    assert document is not None
    assert str(document.data["openapi"]) == read


@pytest.mark.parametrize("head", [HEAD, OLD])
def test_a_broken_rule_of_the_specification_is_located(tmp_path: Path, head: str) -> None:
    spec = f"{head}paths:\n  /a:\n    get:\n      responses:\n        200: {{descripton: ok}}\n"
    found = problems(tmp_path, spec)
    assert ("harmless-slip", "'responses/200' lacks 'description'", 7, 9) in found
    assert ("schema-invalid", "'descripton' is no key of 'responses/200'", 7, 15) in found
    assert len(found) == 2


def test_structures_of_the_wrong_kind_never_raise(tmp_path: Path) -> None:
    for spec in (f"{HEAD}paths: 3\ncomponents: []\n", f"{OLD}paths: [1]\ntags: 4\nservers: x\n"):
        assert {code for code, *_ in problems(tmp_path, spec)} == {"shape-invalid"}
    for text in ("5", "{type: 5}", "{properties: [1], allOf: 3, enum: 3}", "{required: yes}"):
        assert problems(tmp_path, schema(text))


def test_the_environment_does_not_change_the_messages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = f"{HEAD}paths: {{/a: {{get: {{}}, gett: 1}}}}\nfoo: 1\n"
    plain = problems(tmp_path, spec)
    monkeypatch.setenv("OPENAPI_SPEC_VALIDATOR_SCHEMA_VALIDATOR_BACKEND", "jsonschema")
    assert problems(tmp_path, spec) == plain


def test_3_0_schemas_are_respelled_and_keep_their_places(tmp_path: Path) -> None:
    text = "{type: string, nullable: true, example: x, default: null}"
    limit = "{type: integer, minimum: 1, exclusiveMinimum: true}"
    more = f"{text}, B: {{nullable: true, allOf: [{{$ref: '#/components/schemas/A'}}]}}, C: {limit}"
    document = sound(tmp_path, schema(more, OLD))
    assert document.data["components"]["schemas"] == {
        "A": {"type": ["string", "null"], "default": None, "examples": ["x"]},
        "B": {"anyOf": [{"allOf": [{"$ref": "#/components/schemas/A"}]}, {"type": "null"}]},
        "C": {"type": "integer", "exclusiveMinimum": 1},
    }
    place = document.place(Pointer("/components/schemas/B/anyOf/0/allOf/0/$ref"))
    assert place.excerpt[place.column - 1 :][: place.length] == "'#/components/schemas/A'"


def test_an_overlay_updates_and_removes_and_is_where_its_values_are(tmp_path: Path) -> None:
    spec = f"{HEAD}paths: {{}}\ntags: [{{name: a}}, {{name: b}}, {{name: c}}]\n"
    actions = "- {target: '$.tags[0]', remove: true}\n- target: $.info\n  update: {summary: s}\n"
    document = sound(tmp_path, spec, OVERLAY + actions)
    assert document.data["tags"] == [{"name": "b"}, {"name": "c"}]
    assert document.data["info"]["summary"] == "s"
    added = document.place(Pointer("/info/summary"))
    assert (added.path, added.line, added.column) == ("o0.yaml", 6, 21)
    moved = document.place(Pointer("/tags/1/name"))
    assert (moved.path, moved.line, moved.column) == ("a.yaml", 4, 37)


def test_an_overlay_reaches_one_use_of_an_alias_only(tmp_path: Path) -> None:
    spec = schema("&a {type: string}, B: *a")
    actions = "- {target: $.components.schemas.A, update: {title: x}}\n"
    found = sound(tmp_path, spec, OVERLAY + actions).data["components"]["schemas"]
    assert found == {"A": {"type": "string", "title": "x"}, "B": {"type": "string"}}


@pytest.mark.parametrize(
    ("actions", "code", "line"),
    [
        ("- {target: $.nope, remove: true}\n", "overlay-no-match", 4),
        ("- {target: '$.tags[', remove: true}\n", "overlay-invalid", 4),
        ("- {target: $.info}\n", "overlay-invalid", 4),
        ("- {target: $.info.title, update: x}\n", "overlay-invalid", 4),
        ("- {target: $, remove: true}\n", "overlay-invalid", 4),
        ("- 3\n", "overlay-invalid", 4),
        ("  3\n", "overlay-invalid", 4),
    ],
)
def test_a_wrong_overlay_is_located_in_its_own_file(tmp_path: Path, actions: str, code: str, line: int) -> None:
    _, (found,) = loaded(tmp_path, f"{HEAD}paths: {{}}\n", OVERLAY + actions)
    assert found.code == code
    assert found.place is not None
    assert (found.place.path, found.place.line) == ("o0.yaml", line)


def test_fifty_thousand_schemas_are_checked(tmp_path: Path) -> None:
    rows = "".join(f"    S{i}: {{type: object}}\n" for i in range(50_000))
    sound(tmp_path, f"{HEAD}paths: {{}}\ncomponents:\n  schemas:\n{rows}")


def test_3_2_is_read_by_its_own_rules(tmp_path: Path) -> None:
    spec = f"{HEAD.replace('3.1.0', '3.2.0')}paths: {{/a: {{query: {{responses: {{200: {{}}}}}}}}}}\n"
    sound(tmp_path, spec)
    assert problems(tmp_path, spec.replace("query", "quer"))[0][0] == "schema-invalid"


def test_loading_a_module_loads_no_validator() -> None:
    heavy = "openapi_spec_validator", "jsonschema_rs", "jsonpath", "jsonschema", "pydantic"
    code = f"import sys, bessemer.openapi.load; print([m for m in {heavy!r} if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_a_value_that_fits_two_exclusive_forms_is_reported(tmp_path: Path) -> None:
    example = "examples: {e: {value: 1, externalValue: x}}, example: 1"
    parameter = f"{{name: q, in: query, schema: {{type: integer}}, {example}}}"
    spec = f"{OLD}paths: {{}}\ncomponents: {{parameters: {{q: {parameter}}}}}\n"
    assert {code for code, *_ in problems(tmp_path, spec)} == {"schema-invalid"}


def test_an_overlay_for_another_document_is_a_warning(tmp_path: Path) -> None:
    update = "actions: [{target: $.info, update: {title: T}}]\n"
    head = OVERLAY.removesuffix("actions:\n")
    _, (found,) = loaded(tmp_path, f"{HEAD}paths: {{}}\n", f"{head}extends: b.yaml\n{update}")
    assert (found.code, found.place and found.place.path) == ("overlay-no-match", "o0.yaml")
    sound(tmp_path, f"{HEAD}paths: {{}}\n", f"{head}extends: ./a.yaml\n{update}")


def test_an_overlay_may_copy_a_part(tmp_path: Path) -> None:
    action = "  - target: $.paths['/b']\n    copy: $.paths['/a']\n"
    spec = f"{HEAD}paths: {{/a: {{get: {{responses: {{200: {{description: ok}}}}}}}}, /b: {{}}}}\n"
    document = sound(tmp_path, spec, OVERLAY + action)
    assert document.data["paths"]["/b"] == document.data["paths"]["/a"]
    ((code, *_),) = problems(tmp_path, spec, OVERLAY + "  - {target: $.info, copy: '$.paths.*'}\n")
    assert code == "overlay-invalid"
