"""The two programs of the seed pages, verbatim, against a server on loopback."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.project import ROOT
from tests.support.server import Server, serving

HERE = Path(__file__).parent
ANSWER = '{"id": "msgbatch_013Zva2CMHLNnXjNJJKqJ2EF", "type": "message_batch_deleted"}'


@pytest.mark.parametrize(("language", "program"), [("python", "delete_batch.py"), ("go", "main.go")])
def test_the_programs_are_those_of_the_pages(language: str, program: str) -> None:
    page = (HERE / "seeds" / f"delete-message-batch.{language}.txt").read_text(encoding="utf-8")
    code, *_ = re.findall(r"``` shiki\n(.*?)```", page, re.DOTALL)
    assert (HERE / "programs" / program).read_text(encoding="utf-8") == code


def test_the_python_program_prints_the_id() -> None:
    with serving(ANSWER) as server:
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT / "generated" / "python" / "src"),
            "ANTHROPIC_BASE_URL": server.url,
            "ANTHROPIC_API_KEY": "my-key",
        }
        command = [sys.executable, str(HERE / "programs" / "delete_batch.py")]
        result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert result.stdout == "msgbatch_013Zva2CMHLNnXjNJJKqJ2EF\n"
    check_request(server, "my-key", "python")


def test_the_go_program_prints_the_id(tmp_path: Path) -> None:
    (tmp_path / "main.go").write_text((HERE / "programs" / "main.go").read_text(encoding="utf-8"), encoding="utf-8")
    module = "github.com/anthropics/anthropic-sdk-go"
    sdk = ROOT / "generated" / "go"
    (tmp_path / "go.mod").write_text(
        f"module program\n\ngo 1.24\n\nrequire {module} v0.0.0\n\nreplace {module} => {sdk}\n", encoding="utf-8"
    )
    with serving(ANSWER) as server:
        environment = {**os.environ, "ANTHROPIC_BASE_URL": server.url, "GOPROXY": "off", "GOFLAGS": "-mod=mod"}
        command = ["go", "run", "."]
        result = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert result.stdout == "msgbatch_013Zva2CMHLNnXjNJJKqJ2EF\n"
    check_request(server, "my-anthropic-api-key", "go")


def check_request(server: Server, key: str, language: str) -> None:
    ((method, target, headers, body),) = server.requests
    assert (method, target, body) == ("DELETE", "/v1/messages/batches/message_batch_id?beta=true", b"")
    assert ("x-api-key", key) in headers
    assert ("anthropic-version", "2023-06-01") in headers
    assert ("anthropic-beta", "message-batches-2024-09-24") in headers
    assert ("x-stainless-lang", language) in headers
