"""Run the tests that come with an SDK against a mock server that knows the API's document alone: `make oracle`.

The server is steady (`@stdy/cli` of npm). The APIs are that of `spec/`, and those with a document and a config below
BESSEMER_PUBLISHED, `../shared` where it is not set; or those in the folders that are given.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.support.project import ROOT, Project

STEADY = ("npx", "--yes", "@stdy/cli@0.22.2")
PUBLISHED = Path(os.environ.get("BESSEMER_PUBLISHED") or ROOT.parent / "shared")
_FOLDERS = ("anthropic", "adopt/luma", "adopt/onebusaway", "adopt/llama-stack")
# What the mock calls the ways to write a list; where it has no word for one, it goes by the document.
_ARRAYS = {"comma": "comma", "repeat": "repeat", "brackets": "brackets"}
_OBJECTS = {"brackets": "brackets", "dots": "dots"}
_COUNT = re.compile(r"(\d+) (passed|failed|skipped|error)")
_SUITE = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=line", "tests/api_resources")


@dataclass(frozen=True)
class Api:
    name: str
    document: Path
    config: Path


@dataclass(frozen=True)
class Ran:
    """How the tests of one API went; `output` is what pytest printed."""

    api: Api
    counts: dict[str, int]
    output: str


def main() -> int:
    apis = [api(Path(name)) for name in sys.argv[1:]] or list(known())
    ran: list[Ran] = []
    for item in apis:
        with tempfile.TemporaryDirectory(prefix="oracle-") as folder:
            ran.append(judged(item, Path(folder)))
        print(ran[-1].output, file=sys.stderr, flush=True)
    print(table(ran))
    return 1 if any(item.counts.get("failed") or item.counts.get("error") for item in ran) else 0


def known() -> Iterator[Api]:
    yield Api("spec", ROOT / "spec" / "openapi.yaml", ROOT / "spec" / "sdk.yml")
    yield from (api(PUBLISHED / name) for name in _FOLDERS if (PUBLISHED / name).is_dir())


def api(folder: Path) -> Api:
    """The document and the config of a folder."""
    document = next(path for path in sorted(folder.iterdir()) if path.stem == "openapi")
    return Api(folder.name, document, folder / "stainless.yml")


def judged(item: Api, folder: Path) -> Ran:
    (folder / "spec").mkdir()
    document = folder / "spec" / item.document.name
    shutil.copy(item.document, document)
    shutil.copy(item.config, folder / "spec" / "sdk.yml")
    made = Project(folder)
    made.run("generate", str(document), "--config", str(folder / "spec" / "sdk.yml"), "--target", "python", "--quiet")
    with mock(document, item.config) as url:
        return tested(item, folder / "generated" / "python", url)


def tested(item: Api, sdk: Path, url: str) -> Ran:
    environment = {**os.environ, "PYTHONPATH": str(sdk / "src"), "TEST_API_BASE_URL": url}
    command = [sys.executable, *_SUITE]
    done = subprocess.run(command, cwd=sdk, env=environment, capture_output=True, text=True, check=False)
    counts = {kind: int(number) for number, kind in _COUNT.findall(done.stdout.rstrip().rpartition("\n")[2])}
    return Ran(item, counts, "" if done.returncode == 0 else done.stdout + done.stderr)


@contextlib.contextmanager
def mock(document: Path, config: Path) -> Iterator[str]:
    """The address of a mock server of the document, which reads lists as the config has them written."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = yaml.safe_load(config.read_text(encoding="utf-8"))
    settings = said.get("query_settings") or {}
    queries = settings.get("array_format", "comma")
    forms = (said.get("multipart_settings") or {}).get("array_format", queries)
    objects = _OBJECTS.get(settings.get("nested_format", "brackets"), "auto")
    arrays = (("query", queries), ("form", forms))
    formats = [f"--validator-{place}-array-format={_ARRAYS.get(written, 'auto')}" for place, written in arrays]
    formats += [f"--validator-{place}-object-format={objects}" for place in ("query", "form")]
    command = [*STEADY, "--host", "127.0.0.1", "--port", str(port), "--quiet", *formats, str(document)]
    # a group of its own: npx starts the server as its child
    with subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        url = f"http://127.0.0.1:{port}"
        try:
            _wait_for(url, server)
            yield url
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGTERM)


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    """Raises TimeoutError where nobody answers within a minute, RuntimeError where the server refuses the document."""
    for _ in range(120):
        if server.poll() is not None:
            raise RuntimeError(f"the mock server ended with status {server.returncode}: it does not take this document")
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{url}/_x-steady/health", timeout=5):  # noqa: S310
            return
        time.sleep(0.5)
    raise TimeoutError(f"no mock server at {url}")


def table(ran: Sequence[Ran]) -> str:
    rows = ["| API | passed | failed | skipped |", "| --- | ---: | ---: | ---: |"]
    for item in ran:
        numbers = (item.counts.get("passed", 0), item.counts.get("failed", 0), item.counts.get("skipped", 0))
        rows.append(f"| {item.api.name} | {' | '.join(map(str, numbers))} |")
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
