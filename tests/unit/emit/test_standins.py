"""A plain file beside its template is exactly what the template gives for the sample project.

The runtimes are linted, type-checked and tested where they lie with these files; the SDKs get the rendered ones.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bessemer.emit.render import assets, contents
from bessemer.targets.go.plan import Go
from bessemer.targets.python.plan import Python
from bessemer.targets.target import Plan, Render
from tests.support.lowering import lowered

TEMPLATES = Path(__file__).parents[3] / "templates"
SPEC = """openapi: 3.1.0
info: {title: Sample, version: '1'}
paths:
  /things:
    get:
      responses:
        '200':
          description: d
          content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}
components:
  schemas:
    Thing:
      type: object
      required: [a, b]
      properties: {a: {const: message_batch_deleted}, b: {const: text}}
"""
CONFIG = """
client_settings:
  default_timeout: PT10M
  opts:
    api_key: {type: string, nullable: true, auth: {security_scheme: Key}}
    auth_token: {type: string, nullable: true, auth: {security_scheme: Token}}
    query_key: {type: string, nullable: true, auth: {security_scheme: Query}}
    webhook_key: {type: string, nullable: true}
security_schemes:
  Key: {type: apiKey, in: header, name: X-Api-Key}
  Token: {type: http, scheme: bearer}
  Query: {type: apiKey, in: query, name: key}
query_settings: {array_format: brackets}
resources: {things: {models: {thing: Thing}, methods: {list: get /things}}}
"""
# The runtime of Python is tested with the rules of an SDK that says nothing of them.
RULES = 'streaming: {on_event: [{kind: yield, event_type: message}, {kind: done, data_starts_with: "[DONE]"}]}\n'
GO_CONFIG = CONFIG + RULES


def twins() -> list[str]:
    rendered = (path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.j2"))
    return sorted(name for name in rendered if (TEMPLATES / name.removesuffix(".j2")).is_file())


def made(plan: Plan, template: str) -> bytes:
    only = tuple(file for file in plan.files if isinstance(file, Render) and file.template == template)
    assert only, f"{template} is not rendered for the sample project"
    (text,) = contents(Plan(only, ()), TEMPLATES).values()
    return text


@pytest.mark.parametrize("template", twins())
def test_a_stand_in_is_what_its_template_gives(template: str) -> None:
    api = lowered(SPEC, GO_CONFIG if template.startswith("go/") else CONFIG, "sample").api
    target = Go() if template.startswith("go/") else Python()
    text = made(target.plan(api, assets(TEMPLATES)), template).decode()
    text = text.replace("github.com/sample/sample", "bessemer.invalid/module")
    assert text == (TEMPLATES / template.removesuffix(".j2")).read_text(encoding="utf-8")
