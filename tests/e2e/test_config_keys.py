"""Keys of the config that change what comes out beside the methods: each seen in the SDK, not in its text."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.support.project import Project, copied

MINE = "[project]\nname = 'mine'\n"


def configured(folder: Path, *edits: tuple[str, str]) -> Project:
    project = copied(folder)
    for before, after in edits:
        project.edit("sdk.yml", before, after)
    return project


def python(project: Project, *arguments: str, **environment: str) -> str:
    sdk = project.folder / "generated" / "python"
    surroundings = {**os.environ, "PYTHONPATH": str(sdk / "src"), **environment}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=sdk, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_constants_are_the_packages_and_the_clients(tmp_path: Path) -> None:
    constants = 'client_settings:\n  constants: {HUMAN_PROMPT: "\\n\\nHuman:"}\n'
    library = "      http_library: httpx2\n"
    limits = "      max_connections: 7\n      max_keepalive_connections: none\n"
    project = configured(tmp_path, ("client_settings:\n", constants), (library, library + limits))
    assert "'none' is no whole number above 0" in project.run("lint", status=1)
    project.edit("sdk.yml", "max_keepalive_connections: none", "max_keepalive_connections: 3")
    project.run("generate", "--target", "python")
    assert python(project, "-c", "import anthropic as a; print(a.DEFAULT_CONNECTION_LIMITS)").startswith(
        "Limits(max_connections=7, max_keepalive_connections=3,"
    )
    program = "import anthropic as a; print({a.HUMAN_PROMPT, a.Anthropic.HUMAN_PROMPT, a.AsyncAnthropic.HUMAN_PROMPT})"
    assert python(project, "-c", program) == "{'\\n\\nHuman:'}\n"
    assert "no issues" in python(project, "-m", "mypy", "--strict", "src/anthropic/_client.py")


def test_the_tests_of_a_method_are_skipped_for_the_reason_that_is_given(tmp_path: Path) -> None:
    plain = "delete: delete /v1/messages/batches/{message_batch_id}?beta=true\n"
    endpoint = plain.removeprefix("delete: ").strip()
    project = configured(
        tmp_path, (plain, f"delete: {{endpoint: '{endpoint}', skip_test_reason: the server forgets}}\n")
    )
    project.run("generate", "--target", "python")
    said = python(project, "-m", "pytest", "-rs", "tests/api_resources")
    assert "the server forgets" in said
    assert "passed" not in said


def test_no_test_goes_to_a_mock_server_where_the_config_says_so(tmp_path: Path) -> None:
    project = configured(tmp_path, ("  license: MIT\n", "  license: MIT\n  disable_mock_tests: true\n"))
    project.run("generate", "--target", "python")
    assert "skipped" not in python(project, "-m", "pytest", "tests/api_resources")
    said = python(project, "-m", "pytest", "-rs", "tests/api_resources", TEST_API_BASE_URL="http://127.0.0.1:9")
    assert "Mock server tests are disabled" in said


def test_the_readme_has_the_title_of_the_config(tmp_path: Path) -> None:
    project = configured(
        tmp_path,
        (
            "    package_name: anthropic\n    production_repo: anthropics/anthropic-sdk-python\n",
            "    package_name: anthropic\n    readme_title: Claude for Python\n",
        ),
    )
    project.edit("sdk.yml", "  go:\n", "  go:\n    readme_title: Claude for Go\n")
    project.run("generate")
    for language, title in (("python", "Claude for Python"), ("go", "Claude for Go")):
        readme = (project.folder / "generated" / language / "README.md").read_text(encoding="utf-8")
        assert readme.startswith(f"# {title} API library\n")


def test_files_that_a_team_keeps_are_neither_written_nor_deleted(tmp_path: Path) -> None:
    kept = "  python:\n    keep_files: [pyproject.toml, 'src/anthropic/types/**']\n"
    project = configured(tmp_path, ("  python:\n", kept))
    project.run("generate", "--target", "python")
    sdk = project.folder / "generated" / "python"
    (sdk / "pyproject.toml").write_text(MINE, encoding="utf-8")
    module = sdk / "src" / "anthropic" / "types" / "anthropic_beta_param.py"
    before = module.read_text(encoding="utf-8")
    project.edit("openapi.yaml", "            - skills-2025-10-02\n", "")
    project.run("generate", "--target", "python")
    assert (sdk / "pyproject.toml").read_text(encoding="utf-8") == MINE
    assert module.read_text(encoding="utf-8") == before
    assert "0 differ" in project.run("check", "--target", "python")


def test_the_code_of_a_custom_resource_is_the_teams_own_once_it_is_there(tmp_path: Path) -> None:
    project = configured(tmp_path, ("\nresources:\n", "\nresources:\n  helpers: {custom: true}\n"))
    project.run("generate")
    python_module = project.folder / "generated" / "python" / "src" / "anthropic" / "resources" / "helpers.py"
    go_file = project.folder / "generated" / "go" / "helper.go"
    used = "import anthropic; print(type(anthropic.Anthropic(api_key='k').helpers).__name__)"
    assert python(project, "-c", used).startswith("Helpers")
    for path, comment in ((python_module, "# ours\n"), (go_file, "// ours\n")):
        path.write_text(comment + path.read_text(encoding="utf-8"), encoding="utf-8")
    project.edit("openapi.yaml", "            - skills-2025-10-02\n", "")
    project.run("generate")
    assert python_module.read_text(encoding="utf-8").startswith("# ours\n")
    assert go_file.read_text(encoding="utf-8").startswith("// ours\n")
    assert "0 differ" in project.run("check")


def test_the_licence_of_the_config_is_its_name_its_text_and_its_file(tmp_path: Path) -> None:
    told = "  license: {name: LicenseRef-Ours, contents: Ask first., extension: txt}\n"
    project = configured(tmp_path, ("  license: MIT\n", told))
    project.run("generate")
    for language in ("python", "go"):
        folder = project.folder / "generated" / language
        assert (folder / "LICENSE.txt").read_text(encoding="utf-8") == "Ask first.\n"
        assert not (folder / "LICENSE").exists()
    metadata = (project.folder / "generated" / "python" / "pyproject.toml").read_text(encoding="utf-8")
    assert tomllib.loads(metadata)["project"]["license"] == "LicenseRef-Ours"


def test_every_module_begins_with_the_header_of_the_config(tmp_path: Path) -> None:
    project = configured(
        tmp_path, ("  license: MIT\n", "  license: MIT\n  file_header: |\n    Ours.\n\n    All of it.\n")
    )
    project.run("generate")
    project.run("generate")
    modules = [*(project.folder / "generated").rglob("*.py"), *(project.folder / "generated").rglob("*.go")]
    for path in modules:
        mark = "#" if path.suffix == ".py" else "//"
        header = f"{mark} Ours.\n{mark}\n{mark} All of it.\n"
        text = path.read_text(encoding="utf-8")
        assert text.startswith(header), path
        assert text.count(f"{mark} Ours.\n") == 1, path
    assert "passed" in python(project, "-m", "pytest", "-q", "tests/api_resources")
    assert "0 differ" in project.run("check")


def test_a_method_that_streams_may_name_the_type_of_its_arguments(tmp_path: Path) -> None:
    shutil.copytree(Path(__file__).parent / "programs" / "spec", tmp_path / "spec")
    project = Project(tmp_path)
    named = "param_discriminator: stream, params_type_name: message_creation_params}"
    project.edit("sdk.yml", "param_discriminator: stream}", named)
    project.run("generate", "--target", "python")
    program = (
        "from anthropic.types import MessageCreationParams\n"
        "from anthropic.types.message_creation_params import MessageCreationParamsStreaming\n"
        "print(sorted(MessageCreationParamsStreaming.__required_keys__))\n"
    )
    assert "'stream'" in python(project, "-c", program)


def test_a_corrected_document_is_written_beside_the_sdks(tmp_path: Path) -> None:
    transform = """openapi:
  transforms:
    - command: merge
      reason: the title is for people
      args: {target: $.info, object: {title: Batches for people}}
  code_samples: mintlify
client_settings:
"""
    project = configured(tmp_path, ("client_settings:\n", transform))
    project.run("generate")
    folder = project.folder / "generated" / "document"
    text = (folder / "openapi.json").read_text(encoding="utf-8")
    assert text == project.run("bundle", "--format", "json")
    document = json.loads(text)
    assert document["info"]["title"] == "Batches for people"
    [operation] = [item for path in document["paths"].values() for item in path.values()]
    assert {sample["lang"] for sample in operation["x-codeSamples"]} == {"Python", "Go"}
    assert project.run("generate").startswith("0 written")
    project.edit("sdk.yml", "Batches for people", "Batches for all")
    assert "document/openapi.json" in project.run("check", status=1)
    shutil.rmtree(folder)
    project.run("generate", "--target", "python")
    assert not folder.exists()


def test_a_document_that_nothing_corrects_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    project = copied(tmp_path)
    project.run("generate")
    assert not (project.folder / "generated" / "document").exists()
    project.run("generate", "--target", "document")
    assert json.loads((project.folder / "generated/document/openapi.json").read_text(encoding="utf-8"))["paths"]
