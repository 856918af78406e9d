"""The one entry that differs between two texts is read alone as it is read with all of the document."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from bessemer.document.entries import Edit, Known, cut, edit
from bessemer.document.place import Lines
from bessemer.document.reader import parse

_SCHEMAS: dict[str, Any] = {
    "Pet": {"type": "object", "properties": {"name": {"type": "string", "description": "A name: it's\nlong # so\n"}}},
    "a b/c": {"enum": ["x", "1", "no", "it's"], "description": "|\n  text\n\nmore"},
    "Öl": {"type": "integer", "maximum": 1.5, "example": None},
    "Last": {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"type": "object"}]},
}
_DATA: dict[str, Any] = {
    "openapi": "3.1.0",
    "paths": {"/x": {"get": {"description": "before"}}},
    "components": {"parameters": {"schemas": {"Pet": {}}}, "schemas": _SCHEMAS, "responses": {"R": {}}},
    "tags": [{"name": "after"}],
}
_PIECES = (
    *(
        "x",
        " ",
        "\n",
        "\n    ",
        "\n      ",
        "\n        more: 1",
        ",",
        ":",
        '"',
        "'",
        "{",
        "}",
        "[",
        "]",
        "#",
        "&a ",
        "*a",
        "\\",
    ),
    *(
        "<<: ",
        "---\n",
        "...\n",
        "\t",
        "é",
        "null",
        '"k": 1, ',
        "- ",
        "|",
        ">",
        "!!int ",
        "? ",
        "%",
        "\r\n",
        "\u2028",
        "1e999",
    ),
    *(
        "      Pet: {}\n",
        '      "Pet": {},\n',
        "    Other:\n      type: string\n",
        '},\n      "New": {',
        "components:\n",
    ),
)


def _texts() -> dict[str, str]:
    return {
        "two.json": json.dumps(_DATA, indent=2, ensure_ascii=False),
        "four.json": json.dumps(_DATA, indent=4),
        "block.yaml": yaml.safe_dump(_DATA, sort_keys=False, allow_unicode=True),
        "flow.yaml": json.dumps(_DATA, indent=2).replace('"openapi"', "openapi"),
        "line.json": json.dumps(_DATA),
    }


def _known(content: bytes, name: str) -> tuple[Any, Known, dict[str, bytes]]:
    document = parse(content, Path(name), name).document
    assert document is not None
    known, lines = cut(content, document.lines, document.entries, is_json=name.endswith(".json"))
    return document.data, known, dict(lines)


def _mutated(text: str, chance: random.Random) -> str:
    start = text.index("schemas", text.index("components"))
    for _ in range(chance.choice((1, 1, 2))):
        at = chance.randrange(start, len(text))
        text = text[:at] + chance.choice(("", *_PIECES)) + text[at + chance.choice((0, 0, 1, 3, 12)) :]
    return text


@pytest.mark.parametrize("name", list(_texts()))
def test_what_is_read_alone_is_what_the_whole_says(name: str) -> None:
    chance = random.Random(name)  # noqa: S311
    told = 0
    for _ in range(150):
        text = _texts()[name]
        data, known, lines = _known(text.encode(), name)
        # what is known is carried on from change to change
        for _ in range(15):
            changed = _mutated(text, chance)
            found = edit(lines, changed.encode(), known)
            if found is None:
                continue
            told += 1
            change, known = found
            lines[change.name] = change.lines
            reading = parse(changed.encode(), Path(name), name)
            assert reading.document is not None, changed
            assert not reading.faults, changed
            schemas = data["components"]["schemas"]
            assert change.before == schemas[change.name]
            schemas[change.name] = change.after
            assert reading.document.data == data, changed
            assert list(reading.document.data["components"]["schemas"]) == list(_SCHEMAS)
            _compare_places(change, Lines(name, text), Lines(name, changed), chance)
            text = changed
    assert (told > 100) == (name != "flow.yaml")


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )


def _compare_places(change: Edit, old: Lines, new: Lines, chance: random.Random) -> None:
    """What lies before what changed and what lies behind it is found where it lies now."""
    front = _alike(old.text, new.text)
    back = _alike(old.text[front:][::-1], new.text[front:][::-1])
    end, more = len(old.text) - back, len(new.text) - len(old.text)
    for _ in range(5):
        start = chance.randrange(len(old.text))
        size = chance.choice((1, 1, 5, 200, len(old.text)))
        moved = change.moved(old.place(start, start + size), new.excerpt)
        if start >= end and moved is not None:
            assert moved == new.place(start + more, start + more + size)
        elif moved is not None:
            assert start < front
            # what holds the entry grows with it
            assert moved == new.place(start, start + size + (more if start + size >= end else 0))
    before, behind = old.place(0, 1), old.place(len(old.text) - 2, len(old.text))
    assert change.moved(before, new.excerpt) == new.place(0, 1)
    assert change.moved(behind, new.excerpt) == new.place(len(new.text) - 2, len(new.text))


def test_a_text_in_another_encoding_is_read_as_a_whole() -> None:
    text = _texts()["two.json"]
    content = b"\xef\xbb\xbf" + text.encode()
    assert not _known(content, "two.json")[1].pieces


def test_a_text_with_aliases_is_read_as_a_whole() -> None:
    text = _texts()["block.yaml"].replace("openapi: 3.1.0", "x: &a 1\ny: *a\nopenapi: 3.1.0")
    assert not _known(text.encode(), "block.yaml")[1].pieces
