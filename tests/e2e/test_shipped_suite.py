"""The whole Anthropic SDK as its owner gets it: the tests that come with it pass, and the checkers find nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.server import serving
from tests.support.whole import whole

SECONDS = 600


@pytest.fixture(scope="module")
def sdk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = whole(tmp_path_factory.mktemp("whole"))
    project.run("generate", "--target", "python", "--quiet")
    return project.folder / "generated" / "python"


@pytest.mark.parametrize(
    "check",
    [
        ("pytest", "-q", "-p", "no:cacheprovider", "tests"),
        ("mypy", "--strict", "src"),
        ("pyright", "--pythonpath", sys.executable),
        ("ruff", "check", "."),
    ],
    ids=["pytest", "mypy", "pyright", "ruff"],
)
def test_the_whole_sdk_passes(sdk: Path, check: tuple[str, ...]) -> None:
    environment = {**os.environ, "PYTHONPATH": str(sdk / "src")}
    command = [sys.executable, "-m", *check]
    done = subprocess.run(
        command, cwd=sdk, env=environment, capture_output=True, text=True, check=False, timeout=SECONDS
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr


def test_its_tests_go_to_a_server_of_ones_own_and_look_at_what_it_gives(sdk: Path) -> None:
    with serving('{"id": "msgbatch_1", "type": "message_batch_deleted"}') as good, serving('{"id": 1}') as bad:
        assert _deletes(sdk, good.url) == 0
        assert _deletes(sdk, bad.url) == 1
    assert good.requests[0][:2] == ("DELETE", "/v1/messages/batches/message_batch_id?beta=true")


def _deletes(sdk: Path, url: str) -> int:
    """The exit code of the tests of one method, which go to the address."""
    environment = {**os.environ, "PYTHONPATH": str(sdk / "src"), "TEST_API_BASE_URL": url}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "method_delete"]
    suite = "tests/api_resources/beta/messages/test_batches.py"
    done = subprocess.run([*command, suite], cwd=sdk, env=environment, capture_output=True, check=False)
    return done.returncode
