"""The command line around the commands: how a run ends, and what it says when it cannot go on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bessemer import commands
from bessemer.cli import main
from tests.support.project import Project, copied


def test_a_bug_is_one_message_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: object) -> int:
        raise KeyError("name")

    monkeypatch.setattr(commands, "lint", broken)
    assert main(["lint", "--format", "json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert found["code"] == "internal-error"
    assert found["message"].startswith("Bessemer failed: KeyError: 'name'")


@pytest.mark.parametrize(
    "command", [["explain", "ref-not-found"], ["explain", "nonsense"], ["lint"], ["coverage"], ["ir"]]
)
@pytest.mark.parametrize("sound", [True, False])
def test_json_is_one_document_whatever_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str], sound: bool
) -> None:
    if sound:
        copied(tmp_path)
    monkeypatch.chdir(tmp_path)
    form = [] if command == ["ir"] and sound else ["--format", "json"]
    main([*command, *form])
    json.loads(capsys.readouterr().out)


def test_windows_is_told_where_it_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert main(["generate"]) == 1
    assert "Windows Subsystem for Linux" in capsys.readouterr().err


def test_an_empty_output_folder_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["generate", "--output", ""])
    assert ended.value.code == 2
    assert "no folder is named" in capsys.readouterr().err


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_run_that_is_told_to_end_leaves_nothing(tmp_path: Path, number: int, status: int) -> None:
    project: Project = copied(tmp_path)
    command = [sys.executable, "-m", "bessemer", "generate"]
    # with nothing remembered of earlier runs, all is still to be made when the first line is out
    fresh = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    pipe = subprocess.PIPE
    # a shell has what it starts in the background ignore SIGINT, and a process hands that on
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        run = subprocess.Popen(command, cwd=project.folder, env=fresh, stdout=pipe, stderr=pipe, text=True)
    finally:
        signal.signal(signal.SIGINT, before)
    assert run.stderr is not None
    first = run.stderr.readline()
    run.send_signal(number)
    _, said = run.communicate()
    # CPython ends itself by SIGINT where one came inside exec(), though it was caught: a shell calls that 130 too
    assert run.returncode in (status, -signal.SIGINT if number == signal.SIGINT else status)
    assert "Traceback" not in first + said
    assert not (project.folder / "generated").exists()


def test_what_cannot_be_printed_is_no_bug(tmp_path: Path) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full on this machine")
    project = copied(tmp_path)
    with open("/dev/full", "w", encoding="utf-8") as full:
        command = [sys.executable, "-m", "bessemer", "coverage"]
        run = subprocess.run(command, cwd=project.folder, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert run.returncode == 1
    assert "error[output-not-writable]: standard output cannot be written: no space left on device" in run.stderr


@pytest.mark.parametrize(
    ("shell", "status", "said"),
    [
        ("{} ir >&-", 1, "standard output cannot be written: bad file descriptor"),
        ("{} lint 2>&-", 0, ""),
        ("{} lint >&- 2>&-", 1, ""),
    ],
)
def test_closed_streams_are_no_bug(tmp_path: Path, shell: str, status: int, said: str) -> None:
    project = copied(tmp_path)
    command = shell.format(f"{sys.executable} -m bessemer")
    run = subprocess.run(["sh", "-c", command], cwd=project.folder, capture_output=True, text=True, check=False)
    assert run.returncode == status
    assert said in run.stderr
    assert "internal-error" not in run.stderr


def test_a_key_that_a_config_says_twice_is_judged_alike_by_all_commands(tmp_path: Path) -> None:
    project = copied(tmp_path)
    project.edit("sdk.yml", "organization:\n", "spec: spec/openapi.yaml\nspec: spec/openapi.yaml\norganization:\n")
    for command in ("lint", "generate", "check", "bundle"):
        assert "error[duplicate-key]" in project.run(command, status=1)
    assert "warning[duplicate-key]" in project.run("generate", "--allow-invalid", "--target", "python")


def test_coverage_of_a_config_with_an_error_says_it(tmp_path: Path) -> None:
    project = copied(tmp_path)
    project.edit("sdk.yml", "client_settings:\n", "client_settings:\n  default_timeout: soon\n")
    assert "error[config-value-invalid]" in project.run("coverage", status=1)


def test_what_was_remembered_and_is_damaged_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    project = copied(tmp_path)
    project.run("generate", "--target", "python")
    for number, file in enumerate(path for path in (tmp_path / "cache").rglob("*") if path.is_file()):
        file.write_bytes(file.read_bytes()[: number % 90])
    project.edit("openapi.yaml", "title: Anthropic API", "title: Another API")
    project.run("generate", "--target", "python")


def test_a_folder_that_cannot_be_remembered_in_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cache").write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    copied(tmp_path).run("generate", "--target", "python")


def test_results_are_utf_8_in_every_locale(tmp_path: Path) -> None:
    project = copied(tmp_path)
    project.edit("openapi.yaml", "title: Anthropic API", "title: Äpfel 🍏")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii:strict", "LC_ALL": "C", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "bessemer", "ir"]
    run = subprocess.run(command, cwd=project.folder, env=environment, capture_output=True, check=False)
    assert (run.returncode, json.loads(run.stdout.decode("utf-8"))["title"]) == (0, "Äpfel 🍏")
