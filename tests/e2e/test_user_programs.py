"""Programs as users of a published SDK write them: on a small API of ours, and on the whole Anthropic API."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.messages_api import MessagesApi, messages_api
from tests.support.project import Project
from tests.support.whole import whole

PROGRAMS = Path(__file__).parent / "programs"

PRINTED = {
    "paging": """\
['model_1', 'model_2', 'model_3', 'model_4', 'model_5']
will fetch next page using these details: PageInfo(params={'after_id': 'model_2'})
number of items we just fetched: 2
model_4
['batch_1', 'batch_2'] True
['batch_3'] False
['model_2', 'model_3', 'model_1']
c0 canceled
c1 canceled
c2 canceled
""",
    "paging_async": """\
['model_1', 'model_2', 'model_3', 'model_4', 'model_5']
['Model 1', 'Model 2']
number of items we just fetched: 2
['ended', 'ended']
['ended']
c0 canceled
c1 canceled
c2 canceled
""",
    "streaming": """\
message_start
content_block_delta
content_block_delta
message_stop
He
True
message_start
content_block_delta
content_block_delta
APIStatusError 200 {'type': 'error', 'error': {'type': 'overloaded_error', 'message': 'no more'}}
""",
    "streaming_async": "claude\nHello\nHello\n",
    "files": """\
report.txt
notes.md text/markdown 12
17
20000 b'\\x89PNG'
True
file_1
report.txt 11
20000
""",
    "raw_responses": """\
mine 200 POST
Hello, Claude req_1 req_1
['model_1', 'model_2', 'model_3', 'model_4', 'model_5']
0 7
""",
    "streaming_responses": "mine\n1\nmsg_1 True\nassistant\nTrue\n",
    "errors": """\
BadRequestError 400 req_1 req_1
Error code: 400 - {'type': 'error', 'error': {'type': 'some_error', 'message': 'no'}}
AuthenticationError 401 req_1 req_1
Error code: 401 - {'type': 'error', 'error': {'type': 'some_error', 'message': 'no'}}
PermissionDeniedError 403 req_1 req_1
Error code: 403 - {'type': 'error', 'error': {'type': 'some_error', 'message': 'no'}}
NotFoundError 404 req_1 req_1
Error code: 404 - {'type': 'error', 'error': {'type': 'some_error', 'message': 'no'}}
ConflictError 409 req_1 req_1
Error code: 409 - {'type': 'error', 'error': {'type': 'some_error', 'message': 'no'}}
UnprocessableEntityError 422 req_1 req_1
Error code: 422 - {'type': 'error', 'error': {'type': 'some_error', 'message': 'no'}}
A 429 status code was received; we should back off a bit.
InternalServerError 500 req_1 req_1
Error code: 500 - {'type': 'error', 'error': {'type': 'some_error', 'message': 'no'}}
InternalServerError 503 req_1 req_1
Error code: 503 - {'type': 'error', 'error': {'type': 'some_error', 'message': 'no'}}
too slow
The server could not be reached: ConnectError
True True {'type': 'error', 'error': {'type': 'some_error', 'message': 'limit is no number'}}
""",
    "retries": "2 msg_1\n529\n500 was not tried again\n",
    "concurrency": "True\n['say 0', 'say 1', 'say 2', 'say 3', 'say 4'] CancelledError\n",
    "with_options": """\
['model_1', 'model_2', 'model_3', 'model_4', 'model_5']
['model_1', 'model_2', 'model_3', 'model_4', 'model_5']
['model_1', 'model_2', 'model_3', 'model_4', 'model_5']
assistant True
2 0 20 True
""",
    "webhooks": "event_1 event 2026 session.created\nWebhookVerificationError\nValueError\n",
}


@pytest.fixture(scope="module", params=["small", "whole"])
def sdk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "small":
        shutil.copytree(PROGRAMS / "spec", folder / "spec")
        project = Project(folder)
    else:
        project = whole(folder)
    project.run("generate", "--target", "python", "--quiet")
    return folder / "generated" / "python" / "src"


@pytest.mark.parametrize("program", sorted(PRINTED))
def test_a_users_program_prints_what_it_should(sdk: Path, program: str) -> None:
    with messages_api() as api:
        assert run(sdk, program, api) == PRINTED[program]
        check = CHECKS.get(program)
        if check:
            check(api)


def run(sdk: Path, program: str, api: MessagesApi) -> str:
    own = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    environment = {**own, "PYTHONPATH": str(sdk), "ANTHROPIC_BASE_URL": api.url, "ANTHROPIC_API_KEY": "my-key"}
    command = [sys.executable, "-W", "error::ResourceWarning", str(PROGRAMS / "users" / f"{program}.py")]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, ""), result.stderr
    return result.stdout


def check_paging(api: MessagesApi) -> None:
    targets = [target for _, target, _, _ in api.requests]
    assert targets[:3] == [
        "/v1/models?limit=2",
        "/v1/models?limit=2&after_id=model_2",
        "/v1/models?limit=2&after_id=model_4",
    ]
    assert "/v1/models?before_id=model_2&limit=2" in targets


def check_with_options(api: MessagesApi) -> None:
    first, second, third, posted = api.requests
    assert first[1] == "/v1/models?tenant=t1&limit=5"
    assert (first[2]["x-team"], first[2]["x-api-key"], first[2]["x-transport"]) == ("blue", "my-key", "mine")
    assert (second[2]["x-team"], second[2]["x-step"], second[2]["x-api-key"]) == ("blue", "2", "other-key")
    assert third[1] == "/v1/models?limit=5"
    assert "x-team" not in third[2]
    assert third[2]["x-only"] == "this"
    assert posted[1] == "/v1/messages?tenant=t1&debug=true"
    assert (posted[2]["x-step"], posted[2]["anthropic-version"]) == ("3", "2024-01-01")
    assert posted[3].endswith(b'"future":{"flag":true}}')


def check_retries(api: MessagesApi) -> None:
    counts = [headers["x-stainless-retry-count"] for _, _, headers, _ in api.requests]
    assert counts == ["0", "1", "2", "0", "1", "0"]


def check_files(api: MessagesApi) -> None:
    methods = [(method, target) for method, target, _, _ in api.requests]
    assert methods.count(("POST", "/v1/files?beta=true")) == 4
    assert ("DELETE", "/v1/files/file_1?beta=true") in methods
    assert {headers["anthropic-beta"] for _, _, headers, _ in api.requests} == {"files-api-2025-04-14"}


CHECKS = {"paging": check_paging, "with_options": check_with_options, "retries": check_retries, "files": check_files}
