"""The Go package of options under another name: an SDK that has everything which uses it is sound."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.e2e.test_apis import run
from tests.support.project import Project

SPEC = """openapi: 3.1.0
info: {title: Things, version: '1'}
servers: [{url: https://things.example.com}]
paths:
  /things/{aside}:
    parameters: [{name: aside, in: path, required: true, schema: {type: string}}]
    put:
      requestBody: {required: true, content: {application/octet-stream: {schema: {type: string, format: binary}}}}
      responses: {'204': {description: d}}
    post:
      parameters: [{name: X-Version, in: header, schema: {type: string}}]
      requestBody:
        required: true
        content: {application/json: {schema: {type: object, properties: {stream: {type: boolean}}}}}
      responses:
        '200':
          description: d
          content:
            application/json: {schema: {$ref: '#/components/schemas/Thing'}}
            text/event-stream: {schema: {$ref: '#/components/schemas/Thing'}}
webhooks:
  made:
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
      responses: {'204': {description: d}}
components:
  securitySchemes: {Key: {type: http, scheme: bearer}}
  schemas:
    Thing: {type: object, required: [aside], properties: {aside: {type: string}}}
"""
CONFIG = """organization: {name: things}
targets:
  go:
    package_name: things
    production_repo: things/things-go
    options: {enable_v2: true, option_package_name: aside}
  reference: {languages: [go]}
environments: {production: https://things.example.com, sandbox: https://sandbox.example.com}
client_settings:
  opts:
    api_key: {type: string, read_env: THINGS_API_KEY, auth: {security_scheme: Key}}
    hook_key: {type: string, nullable: true, read_env: THINGS_HOOK_KEY}
resources:
  things:
    models: {thing: Thing}
    methods:
      replace:
        endpoint: put /things/{aside}
        default_request_options: {max_retries: 1, timeout: 1500}
      create:
        endpoint: post /things/{aside}
        default_headers: {X-Version: '1'}
        streaming: {param_discriminator: stream}
      unwrap: {type: webhook_unwrap, webhook_key_opt: hook_key}
"""
USED = re.compile(
    r"\boption\.(?:With|Request|Middleware|HTTP)|\[option\.|`option`|/option\b|^package option", re.MULTILINE
)


def project(folder: Path, name: str = "aside") -> Project:
    (folder / "spec").mkdir()
    (folder / "spec" / "openapi.yaml").write_text(SPEC, encoding="utf-8")
    (folder / "spec" / "sdk.yml").write_text(CONFIG.replace("_name: aside", f"_name: {name}"), encoding="utf-8")
    return Project(folder)


def test_an_sdk_with_another_package_of_options_is_sound(tmp_path: Path) -> None:
    made = project(tmp_path)
    made.run("generate")
    sdk = made.folder / "generated" / "go"
    assert not (sdk / "option").exists()
    assert (sdk / "aside" / "requestoption.go").read_text("utf-8").startswith("// Package aside holds")
    run(["go", "test", "-vet=off", "./..."], sdk)
    assert subprocess.run(["gofmt", "-l", "."], cwd=sdk, capture_output=True, check=True).stdout == b""
    texts = {name: text.decode() for name, text in made.tree().items()}
    # tests inside the SDK, which are nobody's API, call it `option` in each file of theirs
    told = {name for name, text in texts.items() if USED.search(text) and 'option "' not in text}
    assert not told
    assert "aside.WithMaxRetries(5)" in texts["go/README.md"]


def test_the_package_of_options_may_be_called_as_files_would_call_that_of_the_sdk(tmp_path: Path) -> None:
    made = project(tmp_path, "httpsdk")
    made.edit("sdk.yml", "package_name: things", "package_name: http")
    made.run("generate", "--target", "go")
    sdk = made.folder / "generated" / "go"
    assert 'httpapi "github.com/things/things-go"' in (sdk / "usage_test.go").read_text("utf-8")
    run(["go", "vet", "."], sdk)


@pytest.mark.parametrize("name", ["Aside", "a-side", "func", "string", "opts", "context", "shared", "things", "a_test"])
def test_a_name_that_cannot_be_the_packages_is_reported_where_it_stands(tmp_path: Path, name: str) -> None:
    said = project(tmp_path, name).run("check", status=1)
    assert "error[config-value-invalid]" in said
    assert "(#/targets/go/options/option_package_name)" in said
