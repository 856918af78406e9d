"""Take over SDKs: with their config, with one that says too little, and with none at all."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.project import ROOT, Project, copied

APIS = Path(__file__).parent / "apis"


def project(folder: Path, api: str) -> Project:
    """An API with the SDKs that were made of it, which then lie beside it in `sdks/`."""
    shutil.copytree(APIS / api, folder / "spec")
    made = Project(folder)
    made.run("generate", "--output", "sdks")
    return made


@pytest.mark.parametrize("language", ["python", "go"])
def test_an_sdk_that_would_be_made_so_again_needs_nothing(language: str, tmp_path: Path) -> None:
    made = copied(tmp_path)
    said = made.run("adopt", str(ROOT / "generated" / language), "--quiet")
    assert said == "no public name would change\n"


@pytest.mark.parametrize("api", ["mail", "root", "sending", "odd"])
@pytest.mark.parametrize("language", ["python", "go"])
def test_without_a_config_the_names_of_the_sdk_are_found_again(api: str, language: str, tmp_path: Path) -> None:
    made = project(tmp_path, api)
    config = made.folder / "spec" / "sdk.yml"
    before = yaml.safe_load(config.read_text(encoding="utf-8"))
    config.unlink()
    found = adopted(made, f"sdks/{language}")
    after = yaml.safe_load(config.read_text(encoding="utf-8"))
    assert _endpoints(after["resources"]) == _endpoints(before["resources"])
    packages = {config["targets"][language]["package_name"].replace("-", "") for config in (before, after)}
    assert len({name.replace("_", "") for name in packages}) == 1
    assert "api.md" not in found["missing"], found["missing"]


def adopted(made: Project, sdk: str, *arguments: str) -> dict[str, Any]:
    """What is said of an SDK, for machines."""
    command = [sys.executable, "-m", "bessemer", "adopt", sdk, "--format", "json", *arguments]
    done = subprocess.run(command, cwd=made.folder, capture_output=True, text=True, check=False)
    found: dict[str, Any] = json.loads(done.stdout)["summary"]
    assert done.returncode == (1 if found["missing"] else 0), done.stderr
    return found


def _endpoints(resources: dict[str, dict[str, object]], above: str = "") -> dict[str, str]:
    """The place of each method, by its endpoint."""
    found: dict[str, str] = {}
    for name, node in resources.items():
        methods, below = node.get("methods", {}), node.get("subresources", {})
        assert isinstance(methods, dict)
        assert isinstance(below, dict)
        for method, written in methods.items():
            found[written["endpoint"] if isinstance(written, dict) else written] = f"{above}{name}.{method}"
        found |= _endpoints(below, f"{above}{name}.")
    return found


def test_what_a_config_does_not_say_is_added_above_what_it_does(tmp_path: Path) -> None:
    made = copied(tmp_path)
    made.edit("sdk.yml", "      http_library: httpx2\n", "      http_library: httpx\n      max_connections: 7\n")
    made.run("generate", "--output", "sdks")
    made.edit("sdk.yml", "      http_library: httpx\n      max_connections: 7\n", "")
    found = adopted(made, "sdks/python", "--output-file", "found.yml")
    pins = {pin["key"].rpartition(".")[2]: pin["value"] for pin in found["pins"]}
    assert pins == {"http_library": "httpx", "max_connections": 7}
    before = (made.folder / "spec/sdk.yml").read_text(encoding="utf-8").splitlines()
    after = (made.folder / "found.yml").read_text(encoding="utf-8").splitlines()
    assert [line for line in after if line not in before] == ["      http_library: httpx", "      max_connections: 7"]
    assert [line for line in after if line in before] == before
    shutil.copy(made.folder / "found.yml", made.folder / "spec" / "sdk.yml")
    assert made.run("adopt", "sdks/python", "--quiet") == "no public name would change\n"


def test_names_that_would_go_are_told_by_module(tmp_path: Path) -> None:
    made = copied(tmp_path)
    sdk = made.folder / "sdks"
    shutil.copytree(ROOT / "generated" / "python", sdk)
    batches = sdk / "src/anthropic/resources/beta/messages/batches.py"
    text = batches.read_text(encoding="utf-8")
    text = text.replace("betas: List", "fast: bool,\n        betas: List", 1)
    batches.write_text(f"{text}\n\nclass Helper:\n    def help(self) -> None: ...\n", encoding="utf-8")
    (sdk / "src/anthropic/lib").mkdir()
    (sdk / "src/anthropic/lib/own.py").write_text("def mine() -> None: ...\n", encoding="utf-8")
    found = adopted(made, "sdks")
    assert found["missing"] == {"resources/beta/messages/batches.py": ["Batches.delete(*, fast)", "Helper"]}
    assert found["left"] == ["lib/own.py"]
    said = made.run("adopt", "sdks", status=1)
    assert "resources/beta/messages/batches.py\n  - Batches.delete(*, fast)\n  - Helper\n" in said


def test_an_sdk_that_was_made_of_other_inputs_says_so(tmp_path: Path) -> None:
    made = copied(tmp_path)
    shutil.copytree(ROOT / "generated" / "go", made.folder / "sdk")
    document = hashlib.md5((made.folder / "spec/openapi.yaml").read_bytes(), usedforsecurity=False).hexdigest()
    stats = f"configured_endpoints: 1\nopenapi_spec_hash: {document}\nconfig_hash: {'0' * 32}\n"
    (made.folder / "sdk/.stats.yml").write_text(stats, encoding="utf-8")
    said = made.run("adopt", "sdk")
    assert "the SDK was made of another config than spec/sdk.yml" in said
    assert "another document" not in said


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("readme.txt", "", "there is no Python or Go SDK in sdk"),
        ("src/acme/_client.py", "class (", "cannot be read: _client.py is no python, line 1"),
        ("pyproject.toml", "[project", "cannot be read"),
    ],
)
def test_what_is_no_sdk_is_an_error_and_writes_nothing(name: str, text: str, reason: str, tmp_path: Path) -> None:
    made = copied(tmp_path)
    file = made.folder / "sdk" / name
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    if name == "pyproject.toml":
        (made.folder / "sdk/_client.py").write_text("", encoding="utf-8")
    before = sorted(made.folder.rglob("*"))
    said = made.run("adopt", "sdk", status=1)
    assert "Traceback" not in said
    assert reason in said
    assert sorted(made.folder.rglob("*")) == before


def test_a_config_is_never_written_over_another(tmp_path: Path) -> None:
    made = copied(tmp_path)
    said = made.run("adopt", str(ROOT / "generated" / "python"), "--output-file", "spec/sdk.yml", status=1)
    assert "there is a config already: spec/sdk.yml" in said


def test_the_readme_shows_what_it_says(tmp_path: Path) -> None:
    made = copied(tmp_path)
    shutil.copytree(ROOT / "generated" / "python", made.folder / "generated" / "python")
    made.edit("sdk.yml", '      resource_class_suffix: ""\n      raw_response_style: legacy\n', "")
    schema = "    BetaDeletedMessageBatch:\n"
    path = made.folder / "spec" / "openapi.yaml"
    before, _, after = path.read_text(encoding="utf-8").partition(schema)
    after = after.replace("        id:\n", "        batch_id:\n", 1).replace("- id\n", "- batch_id\n", 1)
    path.write_text(before + schema + after, encoding="utf-8")
    said = made.run("adopt", "generated/python", "--allow-invalid", status=1)
    shown = (ROOT / "README.md").read_text(encoding="utf-8").partition("$ bessemer adopt generated/python\n")[2]
    assert said == shown.partition("```")[0]


def test_a_new_config_in_another_folder_finds_the_document(tmp_path: Path) -> None:
    made = copied(tmp_path)
    (made.folder / "spec/sdk.yml").unlink()
    adopted(made, str(ROOT / "generated" / "python"), "--output-file", "own/folder/sdk.yml")
    assert not (made.folder / "spec/sdk.yml").exists()
    assert made.run("lint", "--config", "own/folder/sdk.yml", "--quiet") == ""
