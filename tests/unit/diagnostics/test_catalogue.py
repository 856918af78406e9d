"""Claims about the catalogue of codes."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest

from bessemer.diagnostics.codes import CATALOGUE, Code, by_name
from bessemer.diagnostics.nearest import nearest
from bessemer.diagnostics.render import explain

PACKAGE = Path(__file__).parents[3] / "generator" / "bessemer"


def test_names_and_aliases_are_unique() -> None:
    names = [name for code in CATALOGUE for name in (code.name, code.alias) if name]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("code", CATALOGUE, ids=lambda code: code.name)
def test_every_code_explains_itself_by_example(code: Code) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", code.name)
    assert "Wrong:" in code.explanation
    assert "Right:" in code.explanation
    assert code.fix
    assert code.title[0].islower()
    assert not code.title.endswith(".")


def test_codes_are_known_by_their_stainless_aliases_too() -> None:
    code = by_name("Endpoint/NotFound")
    assert code is by_name("endpoint-not-found")
    assert code is not None
    assert explain(code).startswith("warning[endpoint-not-found]: ")
    assert "In Stainless configs: Endpoint/NotFound" in explain(code)
    assert by_name("nonsense") is None


# A code stands first in the call that reports it (after the event, where there is one) or in a tuple for such a call.
_CALL = r"(?:Diagnostic|Finding|Fault|Refusal|Astray|note|report|config_problem|_refused|return|code =)"
_EMITTED = re.compile(_CALL + r'[\s(]*(?:event,\s*)?"([a-z]+(?:-[a-z0-9]+)+)"')
_ELSE = re.compile(r'code = "[a-z-]+" if [^\n]* else "([a-z-]+)"')


def test_every_code_that_is_emitted_is_in_the_catalogue_and_the_other_way_round() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py")))
    emitted = {*_EMITTED.findall(text), *_ELSE.findall(text)}
    assert emitted == {code.name for code in CATALOGUE}


def test_the_nearest_name_ignores_case_first_and_gives_up_on_strangers() -> None:
    assert nearest("deletedfile", ["DeletedFil", "DeletedFile"]) == "DeletedFile"
    assert nearest("DeletedFil", ["Message", "DeletedFile"]) == "DeletedFile"
    assert nearest("x", ["Message"]) is None
    assert nearest("a" * 1_000_000, ["a" * 1_000_000]) is None


def test_of_very_many_names_few_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"{verb}{noun}{index}" for verb in ("List", "Create") for noun in ("User", "Page") for index in range(500)]
    compared: list[int] = []

    def counted(word: str, candidates: list[str], n: int, cutoff: float) -> list[str]:
        compared.append(len(candidates))
        return matches(word, candidates, n, cutoff)

    matches = difflib.get_close_matches
    monkeypatch.setattr(difflib, "get_close_matches", counted)
    assert nearest("LstUser417", names) == "ListUser417"
    assert nearest("CreatePag33", names) == "CreatePage33"
    assert nearest("listpage7", names) == "ListPage7"
    assert nearest("Something else", names) is None
    assert max(compared) <= 64
