"""Claims about references."""

from __future__ import annotations

from pathlib import Path

import pytest

from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.document.document import Document
from bessemer.document.pointer import Pointer, lookup
from bessemer.document.reader import parse
from bessemer.openapi import refs
from bessemer.openapi.refs import check_refs, resolve
from bessemer.openapi.walk import walk


def checked(document: Document) -> tuple[Diagnostic, ...]:
    return check_refs(document, tuple(walk(document.data)))


def schemas(text: str) -> Document:
    lines = "".join(f"    {line}\n" for line in text.splitlines())
    content = "openapi: 3.1.0\ncomponents:\n  schemas:\n" + lines
    found = parse(content.encode(), Path("a.yaml"), "a.yaml").document
    assert found is not None
    return found


def only(text: str) -> Diagnostic:
    (found,) = checked(schemas(text))
    return found


def test_a_missing_schema_names_the_nearest_one_at_the_reference() -> None:
    found = only("DeletedFile: {}\nA: {$ref: '#/components/schemas/DeletedFil'}")
    assert found.code == "ref-not-found"
    assert found.message == "there is no schema 'DeletedFil'"
    assert found.help == "did you mean 'DeletedFile'?"
    assert found.place is not None
    assert (found.place.line, found.place.column, found.place.length) == (5, 15, 33)


def test_a_missing_pointer_names_the_nearest_path() -> None:
    found = only("File: {properties: {id: {}}}\nA: {$ref: '#/components/schemas/File/propertys/id'}")
    assert found.message == "there is nothing at '#/components/schemas/File/propertys/id'"
    assert found.help == "did you mean '#/components/schemas/File/properties'?"


def test_a_property_named_ref_and_examples_are_no_references() -> None:
    text = """\
A: {properties: {$ref: {type: string}}, example: {$ref: x}, examples: [{$ref: x}]}
B: {default: {$ref: x}, enum: [{$ref: x}], const: {$ref: x}, x-note: {$ref: x}}"""
    assert checked(schemas(text)) == ()


def test_a_schema_inside_a_property_named_ref_is_checked() -> None:
    assert only("A: {properties: {$ref: {$ref: '#/nowhere'}}}").code == "ref-not-found"


@pytest.mark.parametrize(
    "ref",
    [
        *("https://x.y/z", "file:///etc/passwd", "//host/x", "../up.yaml", "/etc/passwd"),
        *("other.yaml#/A", "http://169.254.169.254/latest", "\\\\\\\\host\\\\x"),
    ],
)
def test_a_reference_that_leaves_the_document_is_refused(ref: str) -> None:
    assert only(f"A: {{$ref: '{ref}'}}").code == "ref-outside"


def test_a_bare_schema_name_is_told_its_pointer() -> None:
    assert only("B: {}\nA: {$ref: B}").help == "did you mean '#/components/schemas/B'?"


def test_a_discriminator_mapping_is_checked() -> None:
    text = "A: {discriminator: {propertyName: t, mapping: {a: '#/components/schemas/Z', b: A}}}"
    assert only(text).code == "ref-not-found"


@pytest.mark.parametrize(
    "text",
    [
        "A: {$ref: '#/components/schemas/A'}",
        "A: {$ref: '#/components/schemas/B'}\nB: {$ref: '#/components/schemas/A'}",
        "A: {allOf: [{$ref: '#/components/schemas/A'}]}",
    ],
)
def test_a_circle_without_a_value_is_reported_once(text: str) -> None:
    assert only(text).code == "ref-cycle"


def test_recursion_through_a_property_or_an_item_is_fine() -> None:
    ref = "{$ref: '#/components/schemas/A'}"
    assert checked(schemas(f"A: {{properties: {{a: {ref}}}, items: {ref}}}")) == ()


def test_a_chain_of_ten_thousand_references_resolves() -> None:
    links = [f"S{i}: {{$ref: '#/components/schemas/S{i + 1}'}}" for i in range(10_000)]
    document = schemas("\n".join([*links, "S10000: {type: string}"]))
    assert checked(document) == ()
    found = resolve(document, {"$ref": "#/components/schemas/S0"})
    assert found == ({"type": "string"}, "/components/schemas/S10000")


def test_a_pointer_may_lead_through_a_reference() -> None:
    document = schemas("A: {$ref: '#/components/schemas/B'}\nB: {properties: {c: {type: string}}}")
    found = resolve(document, {"$ref": "#/components/schemas/A/properties/c"})
    assert found == ({"type": "string"}, "/components/schemas/B/properties/c")


def test_what_is_no_reference_resolves_to_itself() -> None:
    assert resolve(schemas("A: {}"), {"type": "string"}, Pointer("/x")) == (
        {"type": "string"},
        "/x",
    )


def test_resolve_raises_where_an_error_was_reported() -> None:
    document = schemas("A: {$ref: '#/components/schemas/A'}")
    for ref in ("#/components/schemas/A", "#/nowhere", "other.yaml"):
        with pytest.raises(KeyError):
            resolve(document, {"$ref": ref})


def test_references_through_a_reference_that_only_grows_are_given_up_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Pointer] = []

    def counted(data: object, pointer: Pointer) -> object:
        looked.append(pointer)
        return lookup(data, pointer)

    monkeypatch.setattr(refs, "lookup", counted)
    lines = "\n".join(f"R{number}: {{$ref: '#/components/schemas/A/b{number}'}}" for number in range(40))
    document = schemas(f"{lines}\nA: {{$ref: '#/components/schemas/A/c/'}}")
    found = checked(document)
    # a thousand steps for each of them, each longer than the last, took 90 s
    assert 0 < len(looked) < 40 * 20
    assert {item.code for item in found} == {"ref-not-found"}
    assert len(found) == 41


def test_a_reference_may_go_through_another_as_often_as_it_has_steps() -> None:
    node = "Node: {properties: {next: {$ref: '#/components/schemas/Node'}, id: {type: string}}}"
    document = schemas(f"{node}\nDeep: {{$ref: '#/components/schemas/Node{'/properties/next' * 9}/properties/id'}}")
    assert resolve(document, document.data["components"]["schemas"]["Deep"])[0] == {"type": "string"}
