"""A body that is one of several objects, where a boolean asks for a stream: overloads for each object and answer.

What is sent and what comes back the tests of the SDKs themselves show (`test_apis.py` runs them).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.test_apis import APIS, run
from tests.support.project import Project

PROGRAM = """
import typing_extensions
from speaker import Speaker

client = Speaker()
for method in (client.chat, client.tell, client.say, client.rooms.ask):
    print(method.__name__, len(typing_extensions.get_overloads(method.__wrapped__)))
    try:
        method("r") if method == client.rooms.ask else method()
    except TypeError as error:
        print(str(error).partition("; Expected either ")[2].removesuffix(" arguments to be given"))
"""
SAID = """
chat 6
('text'), ('stream' and 'text'), ('turns') or ('stream' and 'turns')
tell 3
('text'), ('stream' and 'text') or ('prompt')
say 6
('id' and 'volume'), ('id', 'stream' and 'volume'), ('id' and 'key') or ('id', 'key' and 'stream')
ask 6
('prompt'), ('stream' and 'prompt'), ('topic') or ('stream' and 'topic')
"""
TYPES = """
from speaker import Speaker, Stream
from speaker.types import Answer, Piece

client = Speaker()
flag = bool(input())
value: Answer = client.chat(text="a")
value = client.chat(turns=["a"], heat=0.5, stream=False)
pieces: Stream[Piece] = client.chat(stream=True, turns=["a"])
either: Answer | Stream[Piece] = client.chat(stream=flag, text="a")
value = client.tell(prompt="a")
pieces = client.tell(text="a", stream=True)
pieces = client.rooms.ask("r", topic="t", stream=True)
client.chat(turns=["a"], text="b")  # type: ignore[call-overload]
client.tell(prompt="a", stream=True)  # type: ignore[call-overload]
client.chat(stream=True)  # type: ignore[call-overload]
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("speaker")
    shutil.copytree(APIS / "streams_of_unions", folder / "spec")
    made = Project(folder)
    made.run("generate")
    return made


def test_each_object_has_an_overload_for_its_value_and_for_its_stream(project: Project, tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    source = project.folder / "generated" / "python" / "src"
    env = {"PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, str(tmp_path / "program.py")]
    result = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert result.stdout.strip().splitlines() == SAID.strip().splitlines(), result.stderr


def test_type_checkers_know_what_comes_back(project: Project) -> None:
    source = project.folder / "generated" / "python"
    run([sys.executable, "-m", "pyright", "--pythonpath", sys.executable, "src"], source)
    (source / "program.py").write_text(TYPES, encoding="utf-8")
    # each comment must be needed, and be enough
    run([sys.executable, "-m", "mypy", "--strict", "program.py"], source)


def test_each_answer_has_a_method_in_go(project: Project) -> None:
    code = (project.folder / "generated" / "go" / "client.go").read_text(encoding="utf-8")
    for name in ("Chat", "Tell", "Say"):
        assert f") {name}(ctx context.Context, body {name}Params," in code
        assert f") {name}Streaming(ctx context.Context, body {name}Params," in code
    tests = (project.folder / "generated" / "go" / "clientmethods_test.go").read_text(encoding="utf-8")
    assert all(f"func Test{name}(" in tests for name in ("ChatStreaming", "ChatStreamingAlternative4", "TellStreaming"))
