"""Seeded damage to documents and configs as text: a located message and nothing written, or an SDK that compiles."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from bessemer.cli import main
from tests.e2e.test_hostile import compile_all
from tests.support.project import ROOT

OWN = sorted((ROOT / "tests" / "corpus" / "own").glob("*.yaml"))
SEEDS = 3
Damage = Callable[[str, random.Random], bytes]


def _line(change: Callable[[str], str]) -> Damage:
    """Damage to one line."""

    def damage(text: str, chance: random.Random) -> bytes:
        lines = text.split("\n")
        index = chance.randrange(len(lines))
        lines[index] = change(lines[index])
        return "\n".join(lines).encode()

    return damage


def _inside(*texts: str) -> Damage:
    """One of the texts in the middle of another."""

    def damage(text: str, chance: random.Random) -> bytes:
        at = chance.randrange(len(text))
        return (text[:at] + chance.choice(texts) + text[at:]).encode("utf-8", "surrogatepass")

    return damage


def _after(*texts: str) -> Damage:
    return lambda text, chance: (text + "\n" + chance.choice(texts)).encode()


def _value(*values: str) -> Damage:
    """One of the values in place of what stands after a key."""

    def damage(text: str, chance: random.Random) -> bytes:
        lines = text.split("\n")
        keys = [index for index, line in enumerate(lines) if ": " in line]
        index = chance.choice(keys)
        lines[index] = f"{lines[index].partition(': ')[0]}: {chance.choice(values)}"
        return "\n".join(lines).encode()

    return damage


DAMAGES: dict[str, Damage] = {
    "cut": lambda text, chance: text[: chance.randrange(len(text))].encode(),
    "byte order mark": lambda text, _: ("\ufeff" + text).encode(),
    "other line ends": lambda text, chance: text.replace("\n", chance.choice(("\r\n", "\r"))).encode(),
    "another encoding": lambda text, chance: (text + "# \xe9").encode(
        chance.choice(("latin-1", "utf-16", "utf-32-le"))
    ),
    "control characters": _inside("\0", "\x01", "\x1b", "\x7f", "\x85", "\u2028", "\ufffe"),
    "half characters": _inside("\ud800", "\\ud800", '"\\udc00\\ud800"', '"\\q"'),
    "signs": _inside(*"{}[],:\"'&*!|>%@`"),
    "a tab": _line(lambda line: f"\t{line}"),
    "a line twice": _line(lambda line: f"{line}\n{line}"),
    "odd numbers": _value("-0", ".nan", "1e999", "-.inf", "9" * 5000, "0x1F", "2024-01-01", "1:30"),
    "other values": _value("null", "[]", "{}", "[[{}]]", "no", "''", '"#/paths"', "{$ref: '#'}", "{$ref: other.yaml}"),
    "tags": _value("!!python/object:os.system x", "!!binary x", "!mine {}", "!!int x", "&a [*a]"),
    "anchors": _after("x-a: &a [*a]", "x-a: *nowhere", "x-a: {<<: 5}", "x-a: &a {b: 1}\nx-b: {<<: [*a, *a]}"),
    "a bomb": _after("x-0: &x0 [a, a]\n" + "".join(f"x-{n}: &x{n} [{f'*x{n - 1}, ' * 9}]\n" for n in range(1, 9))),
    "keys of other kinds": _after("5: a\ntrue: b\n~: c", "2024-01-01: a", "? [a, b]\n: c"),
    "a long text": _after(f"x-long: {'y' * 11_000_000}"),
    "deep nesting": _after(f"x-deep: {'[' * 2000}{']' * 2000}"),
    "a second document": _after("---\na: 1"),
}


@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize("kind", DAMAGES)
def test_a_damaged_document_is_refused_or_carried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], kind: str, seed: int
) -> None:
    chance = random.Random(f"{kind} {seed}")  # noqa: S311 (the same damage every time)
    text = chance.choice(OWN).read_text(encoding="utf-8")
    (tmp_path / "api.yaml").write_bytes(DAMAGES[kind](text, chance))
    generated(tmp_path, monkeypatch, capsys, ["api.yaml", "--allow-invalid"])


@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize("kind", DAMAGES)
def test_a_damaged_config_is_refused_or_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], kind: str, seed: int
) -> None:
    chance = random.Random(f"{kind} {seed}")  # noqa: S311
    folder = ROOT / "tests" / "e2e" / "apis" / "paging"
    (tmp_path / "api.yaml").write_text((folder / "openapi.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    text = (folder / "sdk.yml").read_text(encoding="utf-8")
    (tmp_path / "sdk.yml").write_bytes(DAMAGES[kind](text, chance))
    generated(tmp_path, monkeypatch, capsys, ["api.yaml", "--config", "sdk.yml"])


def generated(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], given: list[str]
) -> None:
    """Generate: every error has a place and says what to do, and what is written is whole."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("BESSEMER_TRACEBACK", "1")
    before = sorted(folder.iterdir())
    status = main(["generate", *given, "--target", "python", "--output", "made", "--format", "json", "--quiet"])
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    errors = [item for item in found if item["level"] == "error"]
    assert status == (1 if errors else 0)
    assert all(item["place"] and item["message"] and item["help"] for item in errors)
    if errors:
        assert sorted(folder.iterdir()) == before
    else:
        compile_all(folder / "made")
