"""Claims about documents of several files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.document.document import Document
from bessemer.document.pointer import Pointer
from bessemer.openapi.load import load

HEAD = "openapi: 3.1.0\ninfo: {title: Files, version: '1'}\n"


def loaded(folder: Path, files: dict[str, str], top: str = ".") -> tuple[Document, tuple[Diagnostic, ...]]:
    """The document of the files, the first of which is the root."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    root = next(iter(files))
    document, found = load((folder / root, root), (), folder / top)
    assert document is not None
    return document, found


def data(folder: Path, files: dict[str, str], top: str = ".") -> Any:
    document, found = loaded(folder, files, top)
    assert found == ()
    return document.data


def with_schemas(text: str) -> str:
    return f"{HEAD}paths: {{}}\ncomponents:\n  schemas:\n{text}"


def test_a_schema_of_another_file_is_a_component_named_by_its_reference_or_its_file(tmp_path: Path) -> None:
    made = data(
        tmp_path,
        {
            "a.yaml": with_schemas(
                "    A: {properties: {x: {$ref: b.yaml#/components/schemas/B}, y: {$ref: ./c/Cat.yaml}}}"
            ),
            "b.yaml": "components: {schemas: {B: {properties: {a: {$ref: 'a.yaml#/components/schemas/A'}}}}}",
            "c/Cat.yaml": "properties: {friend: {$ref: '#'}, b: {$ref: '../b.yaml#/components/schemas/B'}}",
        },
    )["components"]["schemas"]
    assert made["A"]["properties"] == {
        "x": {"$ref": "#/components/schemas/B"},
        "y": {"$ref": "#/components/schemas/Cat"},
    }
    assert made["B"]["properties"] == {"a": {"$ref": "#/components/schemas/A"}}
    assert made["Cat"]["properties"] == {
        "friend": {"$ref": "#/components/schemas/Cat"},
        "b": {"$ref": "#/components/schemas/B"},
    }


def test_a_component_that_is_another_name_of_a_file_holds_what_the_file_holds(tmp_path: Path) -> None:
    made = data(
        tmp_path,
        {
            "a.yaml": with_schemas("    Pet: {$ref: pet.yaml}\n    Pets: {items: {$ref: pet.yaml}}"),
            "pet.yaml": "type: object\nproperties: {parent: {$ref: '#'}}",
        },
    )["components"]["schemas"]
    assert made == {
        "Pet": {"type": "object", "properties": {"parent": {"$ref": "#/components/schemas/Pet"}}},
        "Pets": {"items": {"$ref": "#/components/schemas/Pet"}},
    }


def test_a_path_item_stands_where_it_is_referred_to(tmp_path: Path) -> None:
    document, found = loaded(
        tmp_path,
        {
            "a.yaml": HEAD + "paths:\n  /a/{id}: {$ref: paths/a.yaml}\n",
            "paths/a.yaml": "parameters: [{$ref: ../p.yaml#/Id}]\n\nget:\n  responses:\n    200: {$ref: ../p.yaml#/Ok}",
            "p.yaml": "Id: {name: id, in: path, required: true, schema: {type: string}}\nOk: {description: ok}\n",
        },
    )
    assert found == ()
    item = document.data["paths"]["/a/{id}"]
    assert item["parameters"] == [{"$ref": "#/components/parameters/Id"}]
    assert item["get"]["responses"] == {"200": {"$ref": "#/components/responses/Ok"}}
    place = document.place(Pointer("/paths/~1a~1{id}/get/responses/200"))
    assert (place.path, place.line) == ("paths/a.yaml", 5)
    place = document.place(Pointer("/components/responses/Ok/description"))
    assert (place.path, place.line) == ("p.yaml", 2)
    assert [path.name for path in document.files] == ["p.yaml", "a.yaml"]


def test_whole_maps_may_lie_in_files(tmp_path: Path) -> None:
    made = data(
        tmp_path,
        {
            "a.yaml": HEAD + "paths: {$ref: paths.yaml}\ncomponents: {schemas: {$ref: s/index.yaml}}\n",
            "paths.yaml": "/a: {get: {responses: {200: {description: ok}}}}",
            "s/index.yaml": "A: {$ref: A.yaml}",
            "s/A.yaml": "type: string",
        },
    )
    assert list(made["paths"]) == ["/a"]
    assert made["components"]["schemas"]["A"] == {"$ref": "#/components/schemas/s_A"}
    assert made["components"]["schemas"]["s_A"] == {"type": "string"}


def test_of_two_files_of_one_name_the_nearer_has_it_in_whatever_order_they_are_used(tmp_path: Path) -> None:
    files = {"Error.yaml": "type: string", "v2/Error.yaml": "type: integer"}
    one = "    A: {properties: {x: {$ref: Error.yaml}, y: {$ref: v2/Error.yaml}}}"
    two = "    A: {properties: {y: {$ref: v2/Error.yaml}, x: {$ref: Error.yaml}}}"
    for schemas in (one, two):
        made = data(tmp_path, {"a.yaml": with_schemas(schemas), **files})["components"]["schemas"]
        assert made["Error"] == {"type": "string"}
        assert made["v2_Error"] == {"type": "integer"}


def test_a_component_of_the_root_keeps_its_name(tmp_path: Path) -> None:
    made = data(
        tmp_path,
        {
            "a.yaml": with_schemas("    Error: {type: object, properties: {x: {$ref: s/Error.yaml}}}"),
            "s/Error.yaml": "type: string",
        },
    )["components"]["schemas"]
    assert made["Error"]["properties"] == {"x": {"$ref": "#/components/schemas/s_Error"}}


def test_what_stands_where_readers_do_not_look_is_brought_among_the_components(tmp_path: Path) -> None:
    text = with_schemas("    A: {properties: {x: {$ref: '#/definitions/Old'}}}\ndefinitions: {Old: {type: string}}")
    document, _ = loaded(tmp_path, {"a.yaml": text})
    made = document.data["components"]["schemas"]
    assert made["A"]["properties"] == {"x": {"$ref": "#/components/schemas/Old"}}
    assert made["Old"] == {"type": "string"}


def test_anchors_and_ids_are_references_too(tmp_path: Path) -> None:
    schemas = """
    A: {$anchor: first, type: object, properties: {me: {$ref: '#first'}}}
    B: {$id: 'https://a.example/b', type: object, properties: {x: {$ref: c}, y: {$ref: '#/$defs/In'}}, $defs: {In: {}}}
    C: {$id: 'https://a.example/c', type: string}
    Tree: {$dynamicAnchor: node, type: object, properties: {kids: {items: {$dynamicRef: '#node'}}}}
"""
    made = data(tmp_path, {"a.yaml": with_schemas(schemas)})["components"]["schemas"]
    assert made["A"]["properties"]["me"] == {"$ref": "#/components/schemas/A"}
    assert made["B"]["properties"]["x"] == {"$ref": "#/components/schemas/C"}
    assert made["B"]["properties"]["y"] == {"$ref": "#/components/schemas/B/$defs/In"}
    assert made["Tree"]["properties"]["kids"]["items"] == {"$ref": "#/components/schemas/Tree"}


def test_a_reference_is_relative_to_the_id_beside_it(tmp_path: Path) -> None:
    schemas = """
    A: {$id: 'https://a.example/x/a', $ref: b, $defs: {B: {$id: b, type: string}}}
    B: {$id: 'https://a.example/y/a', $dynamicRef: '#here', $defs: {C: {$dynamicAnchor: here, type: integer}}}
    C: {$id: 'urn:c', $ref: 'elsewhere.yaml', $defs: {D: {$anchor: d}, E: {$ref: '#d'}}}
"""
    document, found = loaded(tmp_path, {"a.yaml": with_schemas(schemas)})
    made = document.data["components"]["schemas"]
    assert made["A"]["$ref"] == "#/components/schemas/A/$defs/B"
    assert made["B"]["$ref"] == "#/components/schemas/B/$defs/C"
    assert made["C"]["$defs"]["E"]["$ref"] == "#/components/schemas/C/$defs/D"
    assert [item.pointer for item in found if item.level == "error"] == ["/components/schemas/C"]


def test_a_mapping_of_a_discriminator_may_name_files(tmp_path: Path) -> None:
    made = data(
        tmp_path,
        {
            "a.yaml": with_schemas(
                "    Pet: {oneOf: [{$ref: Cat.yaml}], discriminator: {propertyName: k, mapping: {c: ./Cat.yaml}}}"
            ),
            "Cat.yaml": "type: object\nproperties: {k: {type: string}}",
        },
    )["components"]["schemas"]
    assert made["Pet"]["discriminator"]["mapping"] == {"c": "#/components/schemas/Cat"}


def test_files_outside_the_project_and_addresses_are_refused(tmp_path: Path) -> None:
    files = {
        "spec/a.yaml": with_schemas("    A: {properties: {x: {$ref: ../b.yaml}, y: {$ref: 'https://a.example/y'}}}"),
        "b.yaml": "type: string",
    }
    document, found = loaded(tmp_path, files, "spec")
    assert [(item.code, item.message) for item in found] == [
        ("ref-outside", "the file '../b.yaml' is outside the project"),
        ("ref-outside", "the reference 'https://a.example/y' leaves this document"),
    ]
    assert document.data["components"]["schemas"]["A"]["properties"] == {"x": {}, "y": {}}
    document, found = loaded(tmp_path, files)
    assert [item.code for item in found] == ["ref-outside"]


def test_a_symbolic_link_out_of_the_project_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("type: string")
    (tmp_path / "spec").mkdir()
    (tmp_path / "spec" / "b.yaml").symlink_to(tmp_path / "secret.yaml")
    _, found = loaded(tmp_path, {"spec/a.yaml": with_schemas("    A: {$ref: b.yaml}")}, "spec")
    assert [item.code for item in found] == ["ref-outside"]


def test_problems_of_other_files_are_found_there(tmp_path: Path) -> None:
    _, found = loaded(
        tmp_path,
        {
            "a.yaml": with_schemas("    A: {$ref: b.yaml}\n    M: {$ref: c.yml}\n    N: {$ref: 'b.yaml#/No'}"),
            "b.yaml": "type: object\nproperties:\n  x: {type: strin}\n  y: {$ref: nowhere.yaml}\n",
        },
    )
    said = [(item.code, item.place and (item.place.path, item.place.line), item.help) for item in found]
    assert ("type-unknown", ("b.yaml", 3), "write 'type: string'") in said
    assert ("ref-not-found", ("b.yaml", 4), None) in said
    assert ("ref-not-found", ("a.yaml", 7), "did you mean 'b.yaml'?") in said
    assert [code for code, *_ in said].count("ref-not-found") == 3


def test_files_that_only_name_each_other_are_a_circle(tmp_path: Path) -> None:
    _, found = loaded(
        tmp_path,
        {
            "a.yaml": with_schemas("    A: {$ref: b.yaml}"),
            "b.yaml": "$ref: c.yaml",
            "c.yaml": "$ref: b.yaml",
        },
    )
    assert "ref-cycle" in {item.code for item in found}


def test_swagger_2_trees_are_one_document_too(tmp_path: Path) -> None:
    made = data(
        tmp_path,
        {
            "spec/a.yaml": """
swagger: '2.0'
info: {title: A, version: '1'}
paths:
  /a:
    get:
      parameters: [{$ref: p.yaml#/limit}]
      responses: {200: {description: ok, schema: {type: array, items: {$ref: ../common/Pet.yaml}}}}
""",
            "spec/p.yaml": "limit: {name: limit, in: query, type: integer}",
            "common/Pet.yaml": "type: object",
        },
    )
    assert made["components"]["schemas"] == {"Pet": {"type": "object"}}
    assert made["components"]["parameters"] == {
        "limit": {"name": "limit", "in": "query", "schema": {"type": "integer"}}
    }


def test_a_file_may_hold_a_list_and_one_that_cannot_be_read_is_said_once(tmp_path: Path) -> None:
    document, found = loaded(
        tmp_path,
        {
            "a.yaml": HEAD
            + "paths: {/a: {get: {parameters: {$ref: p.yaml}, responses: {200: {$ref: bad.yaml}}}}}\n"
            + "components: {schemas: {A: {$ref: 'bad.yaml#/A'}}}\n",
            "p.yaml": "- {name: q, in: query, schema: {type: string}}\n",
            "bad.yaml": "A: [\n",
        },
    )
    assert [item["name"] for item in document.data["paths"]["/a"]["get"]["parameters"]] == ["q"]
    codes = [item.code for item in found]
    assert codes.count("part-unreadable") == 1
    assert set(codes) == {"part-unreadable", "ref-not-found"}


def test_media_types_by_reference_stand_where_they_are_used(tmp_path: Path) -> None:
    text = HEAD.replace("3.1.0", "3.2.0") + (
        "paths: {/a: {get: {responses: {200: {description: ok, content: "
        "{application/jsonl: {$ref: '#/components/mediaTypes/Lines'}}}}}}}\n"
        "components: {mediaTypes: {Lines: {itemSchema: {type: string}}}}\n"
    )
    content = data(tmp_path, {"a.yaml": text})["paths"]["/a"]["get"]["responses"]["200"]["content"]
    assert content == {"application/jsonl": {"itemSchema": {"type": "string"}}}


def test_names_that_no_file_can_have_are_references_to_nothing(tmp_path: Path) -> None:
    odd = """{a: {$ref: "x\\0y"}, b: {$ref: .}, c: {$ref: 'a.yaml#/%zz'}, d: {$id: 'http://[', $ref: q}}"""
    schemas = f"    A: {{properties: {odd}}}"
    document, found = loaded(tmp_path, {"a.yaml": with_schemas(schemas)})
    assert {item.code for item in found} == {"ref-not-found"}
    assert len(found) == 4
    made = document.data["components"]["schemas"]["A"]["properties"]
    assert [made[key] for key in "abc"] == [{}, {}, {}]
