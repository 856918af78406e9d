"""A Go package may be called as anything that its tests and samples name: they import it under another name then."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bessemer.cli import main
from bessemer.config.forms import GO_TAKEN
from tests.e2e.test_apis import run
from tests.support.project import Project

SPEC = Path(__file__).parent / "programs" / "spec"
MODULE = "github.com/acme/acme-go"
NAMES = "acme client context http time testing option json string".split()
# Where the packages lie that programs of the README name by their last part.
PACKAGES = {
    **{name: name for name in ("context", "errors", "fmt", "io", "log", "strings", "time")},
    "http": "net/http",
    "option": f"{MODULE}/option",
}
TEXT = re.compile(r'//[^\n]*|"(?:\\.|[^"\\\n])*"|`[^`]*`')


@pytest.fixture(scope="module")
def sdks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The SDK of each name; all are modules of the same path."""
    folder = tmp_path_factory.mktemp("names")
    shutil.copytree(SPEC, folder / "spec")
    target = "  go: {package_name: acme, production_repo: acme/acme-go, options: {enable_v2: true}}\n"
    Project(folder).edit("sdk.yml", "targets:\n", f"targets:\n{target}")
    config = folder / "spec" / "sdk.yml"
    text = config.read_text(encoding="utf-8")
    made = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name in NAMES:
            config.write_text(text.replace("package_name: acme", f"package_name: {name}"), encoding="utf-8")
            assert main(["generate", "--target", "go", "--quiet"]) == 0
            made[name] = shutil.copytree(folder / "generated" / "go", folder / "made" / name)
    return made


def test_it_compiles_with_its_tests_and_samples_whatever_its_name(sdks: dict[str, Path]) -> None:
    """Only the root package differs, so that all stand below one module: what they stand on is compiled once."""
    module = sdks["acme"]
    for name, sdk in list(sdks.items()):
        texts = {path.name: path.read_text(encoding="utf-8") for path in (*sdk.glob("*.go"), sdk / "README.md")}
        texts |= {f"sample{index}/main.go": text for index, text in enumerate(programs(texts.pop("README.md")))}
        assert len(texts) > len(list(sdk.glob("*.go"))) + 8
        for file, text in texts.items():
            path = module / "named" / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text.replace(f'"{MODULE}"', f'"{MODULE}/named/{name}"'), encoding="utf-8")
    run(["go", "vet", "./named/..."], module)


def test_a_word_of_the_files_that_import_it_is_no_name_for_it_there(sdks: dict[str, Path]) -> None:
    texts = [file.read_text(encoding="utf-8") for file in sdks["acme"].glob("*_test.go")]
    texts += programs((sdks["acme"] / "README.md").read_text(encoding="utf-8"))
    words = {word for text in texts for word in re.findall(r"(?<![.\w])[a-z]\w*", TEXT.sub("", text))}
    assert {word for word in words if word.islower()} - GO_TAKEN == {"acme", "acme_test", "option"}


def programs(readme: str) -> Iterator[str]:
    """The programs of a README; what is not a whole one is made one."""
    ((line, called),) = re.findall(r"^import \(\n\t(.*) // imported as (\w+)$", readme, re.MULTILINE)
    for text in re.findall(r"^```go\n(.*?)^```", readme, re.MULTILINE | re.DOTALL):
        if text.startswith("package "):
            yield text
        elif not text.startswith("import "):
            body = f"client := {called}.NewClient()\nvar request *http.Request\n"
            above, within = (text, body) if text.startswith("func ") else ("", body + text)
            made = re.findall(r"^(?:var )?(\w+)(?:, (err))? (?::=|\*)", within, re.MULTILINE)
            using = "".join(f"_ = {name}\n" for names in made for name in names if name not in ("", "_"))
            named = set(re.findall(r"(?<![.\w])([a-z]\w*)\.[A-Z]", TEXT.sub("", above + within)))
            packages = sorted(named & PACKAGES.keys())
            imports = "".join(f'import "{PACKAGES[name]}"\n' for name in packages) + f"import {line}\n"
            yield f"package main\n{imports}{above}\nfunc main() {{\n{within}{using}}}\n"
