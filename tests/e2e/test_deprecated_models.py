"""Another name for a model may be deprecated: both SDKs and the reference say so, and the type is the same."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.e2e.test_apis import run
from tests.e2e.test_config_keys import python
from tests.support.project import ROOT, Project

CONFIG = """
organization: {name: anthropic}
environments: {production: https://acme.example}
security: [{}]
targets:
  python: {package_name: anthropic}
  go: {package_name: acme, production_repo: acme/acme-go, options: {enable_v2: true}}
resources:
  notes:
    models:
      note: Note
      memo: {type: alias, to: note, deprecated: Use Note.}
      jotting: {type: alias, to: note, deprecated: {go: Use acme.Note.}}
      scrap: {openapi_uri: Leftover, deprecated: Use Note.}
    methods: {list: get /notes}
"""


def test_the_old_name_of_a_model_says_which_is_the_new_one(tmp_path: Path) -> None:
    (tmp_path / "spec").mkdir()
    document = ROOT / "tests" / "cases" / "surface" / "models-inside-schemas" / "openapi.yaml"
    shutil.copy(document, tmp_path / "spec" / "openapi.yaml")
    (tmp_path / "spec" / "sdk.yml").write_text(CONFIG, encoding="utf-8")
    project = Project(tmp_path)
    said = project.run("generate")
    assert "sdk.yml:14:38" in said
    assert "a model is deprecated where it is another name alone" in said
    program = "from anthropic.types import Jotting, Memo, Note; print(Memo is Note, Jotting is Note)"
    assert python(project, "-c", program) == "True True\n"
    types = project.folder / "generated" / "python" / "src" / "anthropic" / "types"
    assert (types / "memo.py").read_text("utf-8").endswith('Memo: TypeAlias = Note\n"""Deprecated: Use Note."""\n')
    assert "Deprecated" not in (types / "jotting.py").read_text("utf-8")
    go = (project.folder / "generated" / "go" / "note.go").read_text("utf-8")
    assert "// Deprecated: Use Note.\ntype Memo = Note\n" in go
    assert "// Deprecated: Use acme.Note.\ntype Jotting = Note\n" in go
    for language in ("python", "go"):
        page = project.folder / "generated" / "reference" / language / "notes" / "index.md"
        assert page.read_text("utf-8").count("Deprecated: Use Note.") == 1
    run(["go", "vet", "."], project.folder / "generated" / "go")
