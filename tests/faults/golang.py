"""What Go's contract says otherwise of a scenario, and the program that plays it on Go modules."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from tests.faults.scenario import Answer, Meaning, Scenario
from tests.support.project import ROOT, Project

HERE = Path(__file__).parent
# Source: contracts/go-sdk.md T3: what a server asks for has no upper limit, and nothing is something.
_DELAYS: Mapping[str, float] = {
    "zero": 0.0,
    "61 seconds": 61.0,
    "huge": 99_999_999_999.0,
    "exponent": 1e9,
    "past date": 0.0,
    "far date": 4000.0,
    "ms huge": 1e9,
}
# The longest that time.Duration can say, halved so that sums of it stay in it.
_LONGEST = (2**63 - 1) / 2 / 1e9
# net/http follows a redirect to the tenth request
_HOPS = 9
_BODIES = ("create", "upload", "upload_once")
_READS = ("retrieve", "list", "raw", "streamed", "watch", "log", "download", "streamed_download")
_UNANSWERED = ("reset after the request", "close after the request", "reset during the request")
_JSON_TYPES = (b"application/json", b"application/problem+json", b"application/json;charset=utf-8")


def for_go(scenario: Scenario) -> Scenario | None:
    """The scenario as Go's contract reads it; None where there is nothing like it in Go."""
    if scenario.kind == "wrong shape, strict":
        # contracts/go-sdk.md R1: a property of another shape is its zero value
        return None
    if scenario.call == "download":
        # a method gives the response, and its caller reads the body
        scenario = replace(scenario, call="streamed_download")
    script: list[Answer] = []
    has_body = scenario.call in _BODIES
    for answer in scenario.script:
        reading = _for_go(answer, scenario, has_body)
        if reading is None:
            return None
        script.append(reading)
        is_moved = reading.meaning is Meaning.REDIRECT
        has_body = scenario.call in _BODIES and not (is_moved and (answer.turns_to_get or not has_body))
    scenario = replace(scenario, script=tuple(script), hops=_HOPS, keeps=True)
    return replace(scenario, others=tuple(_asked_again(scenario)))


def _asked_again(scenario: Scenario) -> Iterator[Scenario]:
    """net/http asks again by itself where a connection that was used before gives nothing."""
    script = scenario.script
    if scenario.call not in _READS and not scenario.keyed:
        return
    for index, answer in enumerate(script):
        if index and answer.kind in _UNANSWERED:
            unseen = replace(answer, meaning=Meaning.REDIRECT)
            yield replace(scenario, script=(*script[:index], unseen, *(script[index + 1 :] or (answer,))))


def _for_go(answer: Answer, scenario: Scenario, has_body: bool) -> Answer | None:
    call = scenario.call
    name = answer.kind.partition(", Retry-After ")[2]
    if name in _DELAYS:
        return replace(answer, delay=min(_DELAYS[name], _LONGEST))
    if _is_encoded_otherwise(answer):
        # nobody asked for it: what takes the whole body refuses it, and who reads the body by himself sees its header
        return None if call in ("streamed", "streamed_download") else replace(answer, meaning=Meaning.INVALID)
    match answer.kind:
        case "204":
            return replace(answer, meaning=Meaning.INVALID if call == "streamed" else Meaning.GOOD, value=None)
        case "5,000 digits":
            return replace(answer, meaning=Meaning.GOOD, value={"id": "a", "size": 10**5000 - 1})
        case "huge headers":
            return replace(answer, or_else=(Meaning.GOOD,))
        case "garbage header" if b"bad name" in _head(answer):
            # net/http takes a name with a blank in it
            return replace(answer, meaning=Meaning.GOOD)
        case "odd line ends" if call == "log" and b"\n" not in _unchunked(answer.acts[1].data):
            # lines of JSON end in line feeds
            return replace(answer, meaning=Meaning.INVALID, items=())
    if answer.meaning is Meaning.TEXT or (answer.kind == "JSON as another type" and not _says_json(answer, call)):
        # contracts/go-sdk.md T8
        return replace(answer, meaning=Meaning.INVALID)
    if answer.status in (307, 308) and has_body and _leads_away(answer):
        # what is sent is not for others
        return replace(answer, meaning=Meaning.LOST, final=True)
    return answer


def _head(answer: Answer) -> bytes:
    return b"".join(act.data for act in answer.acts).partition(b"\r\n\r\n")[0].lower()


def _unchunked(data: bytes) -> bytes:
    size, _, rest = data.partition(b"\r\n")
    length = int(size, 16)
    return rest[:length] + _unchunked(rest[length + 2 :]) if length else b""


def _is_encoded_otherwise(answer: Answer) -> bool:
    named = [line for line in _head(answer).split(b"\r\n") if line.startswith(b"content-encoding:")]
    return any(line.partition(b":")[2].strip() not in (b"gzip", b"identity") for line in named)


def _leads_away(answer: Answer) -> bool:
    """Whether a redirect is to another origin, and says so in a way that can be read."""
    location = _head(answer).partition(b"location: ")[2].partition(b"\r\n")[0]
    return bool(location) and not location.startswith((b"@home@", b"http://[::1"))


def _says_json(answer: Answer, call: str) -> bool:
    named = [line for line in _head(answer).split(b"\r\n") if line.startswith(b"content-type:")]
    return call == "streamed" or any(line.partition(b":")[2].strip() in _JSON_TYPES for line in named)


def built(folder: Path) -> Path:
    """The program that plays scenarios, in a folder that has it and the modules that it drives."""
    program = folder / "program"
    if (program / "driver").exists():
        return program / "driver"
    keyed = ("client_settings:\n", "client_settings:\n  idempotency: {header: Idempotency-Key}\n")
    renamed = ("production_repo: faulty/faulty-go,", "production_repo: faulty/faulty-keyed-go,")
    modules = {
        "github.com/faulty/faulty-go": _generated(folder / "plain", HERE / "api", "faulty"),
        "github.com/faulty/faulty-keyed-go": _generated(folder / "keyed", HERE / "api", "faulty", keyed, renamed),
        "github.com/anthropics/anthropic-sdk-go": _generated(folder / "seed", ROOT / "spec", "anthropic"),
    }
    sources = HERE / "drivers" / "go"
    for name in ("told", "seed"):
        shutil.copytree(sources / name, program / name)
    shutil.copy(sources / "main.go", program)
    for name in ("plain", "keyed"):
        text = (sources / "calls" / "calls.go").read_text().replace("package calls", f"package {name}")
        if name == "keyed":
            text = text.replace("faulty/faulty-go", "faulty/faulty-keyed-go")
        (program / name).mkdir()
        (program / name / "calls.go").write_text(text)
    lines = ["module driver", "go 1.24"]
    for module, place in modules.items():
        lines += [f"require {module} v0.0.0", f"replace {module} => {place}"]
    (program / "go.mod").write_text("\n".join(lines) + "\n")
    environment = {**os.environ, "GOPROXY": "off", "GOFLAGS": "-mod=mod"}
    subprocess.run(["go", "build", "-o", "driver", "."], cwd=program, env=environment, check=True)
    return program / "driver"


def _generated(folder: Path, spec: Path, package: str, *edits: tuple[str, str]) -> Path:
    shutil.copytree(spec, folder / "spec")
    project = Project(folder)
    for before, after in edits:
        project.edit("sdk.yml", before, after)
    project.run("generate", "--target", "go", "--quiet")
    made = folder / "generated" / "go"
    module = (made / "go.mod").read_text().split("\n")[0].removeprefix("module ")
    hook = (HERE / "drivers" / "go" / "hook" / "hook.go").read_text()
    hook = hook.replace("package faulty", f"package {package}").replace("github.com/faulty/faulty-go", module)
    (made / "hook.go").write_text(hook)
    return made
