"""The variables of a server's address are options of the client."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.support.project import Project
from tests.support.server import serving

SPEC = """openapi: 3.1.0
info: {title: Acme API, version: '1'}
servers:
  - url: '{scheme}://{host}:{port}/{base}'
    variables:
      scheme: {default: https, enum: [https, http]}
      host: {default: 127.0.0.1}
      port: {default: '8443'}
      base: {default: v1}
paths:
  /things: {get: {operationId: readThings, responses: {'204': {description: d}}}}
  /files:
    servers: [{url: '{scheme}://{host}:{port}/up', variables: {
      scheme: {default: https}, host: {default: 127.0.0.1}, port: {default: '8443'}}}]
    get: {operationId: readFiles, responses: {'204': {description: d}}}
"""
PROGRAM = """
import os
from acme import Acme

client = Acme(scheme="http")
assert str(client.base_url) == f"http://127.0.0.1:{os.environ['ACME_PORT']}/v1/"
client.things.list()
client.with_options(base="v2").things.list()
client.with_options(base="v3", max_retries=0).with_options(timeout=5).things.list()
client.files.list()
client.with_options(base_url=str(client.base_url) + "mine").files.list()
assert str(client.with_options(port="1").base_url) == "http://127.0.0.1:1/v1/"
try:
    Acme(host="acme.com/evil")
except ValueError as error:
    print(error)
"""


def test_requests_go_where_the_variables_say(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(SPEC, encoding="utf-8")
    project = Project(tmp_path)
    assert "2 operations: 2 exact" in project.run("coverage", "openapi.yaml")
    project.run("generate", "openapi.yaml")
    sdk = tmp_path / "generated" / "python"
    with serving(json.dumps(None), status=200) as server:
        environment = {**os.environ, "PYTHONPATH": str(sdk / "src"), "ACME_PORT": server.url.rpartition(":")[2]}
        command = [sys.executable, "-c", PROGRAM]
        result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stderr
        assert result.stdout == "The server variable `host` cannot be 'acme.com/evil'\n"
        asked = [target for _, target, _, _ in server.requests]
    assert asked == ["/v1/things", "/v2/things", "/v3/things", "/up/files", "/v1/mine/files"]
    assert "| `scheme` | `ACME_SCHEME` | `https` | `http` |" in (sdk / "README.md").read_text(encoding="utf-8")
    checked = [sys.executable, "-m", "mypy", "--strict", str(sdk / "src" / "acme" / "_client.py")]
    result = subprocess.run(checked, cwd=sdk, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout
