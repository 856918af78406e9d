"""Where the answers of operations lead."""

from __future__ import annotations

from bessemer.ir.operations import Link
from bessemer.lower.api import Lowered
from bessemer.targets.python.names import names
from bessemer.targets.python.notes import method_doc, page_doc
from tests.support.lowering import lowered


def made(links: str, config: str = "a: get /a, b: 'get /b/{id}'") -> Lowered:
    spec = f"""openapi: 3.1.0
info: {{title: T, version: '1'}}
components: {{links: {{B: {{operationRef: '#/paths/~1b~1{{id}}/get', description: "All of\\n it."}}}}}}
paths:
  /a:
    get:
      summary: Get A.
      responses:
        '200': {{description: d, links: {links}}}
        '404': {{description: d, links: {links}}}
  /b/{{id}}:
    get:
      operationId: readB
      parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}]
      responses: {{'204': {{description: d}}}}
"""
    return lowered(spec, f"resources: {{things: {{methods: {{{config}}}}}}}\n")


def test_a_link_names_its_operation_by_id_or_by_reference() -> None:
    found = made(
        "{Next: {operationId: readB, parameters: {id: $response.body#/id, n: 3}}, B: {$ref: '#/components/links/B'}}"
    )
    assert [item.state for item in found.coverage] == ["exact", "exact"]
    first, second = found.api.operations()
    assert first.links == (
        Link("Next", "get /b/{id}", (("id", "$response.body#/id"), ("n", "3"))),
        Link("B", "get /b/{id}", (), "All of\n it."),
    )
    assert not second.links


def test_a_link_to_nothing_is_told() -> None:
    found = made("{Gone: {operationId: gone}, Far: {operationRef: 'https://a.com/#/x'}, None: {}}")
    assert [item.message for item in found.coverage[0].loosened][:3] == [
        "the link 'Gone' leads to 'gone', which is no operation of the document: it is left out",
        "the link 'Far' leads to 'https://a.com/#/x', which is no operation of the document: it is left out",
        "the link 'None' leads nowhere: it is left out",
    ]
    assert not next(found.api.operations()).links


def test_methods_and_pages_name_the_method_that_a_link_leads_to() -> None:
    found = made(
        "{Next: {operationId: readB, parameters: {id: $response.body#/id}}, B: {$ref: '#/components/links/B'}}"
    )
    assert found.api.python is not None
    named = names(found.api, found.api.python)
    operation = next(found.api.operations())
    listed = (
        "What it answers leads on to:\n\n"
        "- `client.things.b` (Next), with `id` from `$response.body#/id`\n"
        "- `client.things.b` (B): All of it."
    )
    assert method_doc(operation, named) == f"Get A.\n\n{listed}"
    assert page_doc(operation, named) == listed


def test_a_link_to_an_operation_that_is_left_out_names_its_endpoint() -> None:
    found = made("{Next: {operationId: readB}}", "a: get /a")
    assert found.api.python is not None
    doc = page_doc(next(found.api.operations()), names(found.api, found.api.python))
    assert doc == "What it answers leads on to:\n\n- `GET /b/{id}` (Next)"
