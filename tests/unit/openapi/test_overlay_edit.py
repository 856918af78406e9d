"""What an overlay does to a document keeps the places at which things were written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bessemer.document.document import Document, Origin
from bessemer.document.pointer import Pointer
from bessemer.document.reader import parse
from bessemer.openapi.overlay import apply
from bessemer.openapi.overlay_edit import Edit


def read(data: Any, name: str = "a.json") -> Document:
    document = parse(json.dumps(data).encode(), Path(name), name).document
    assert document is not None
    return document


def overlaid(data: Any, *actions: dict[str, Any]) -> Document:
    head = {"overlay": "1.0.0", "info": {"title": "O", "version": "1"}}
    document, problems = apply(read(data), read({**head, "actions": actions}, "o.json"))
    assert problems == ()
    return document


def written(document: Document, pointer: str) -> str:
    found = document.origin(Pointer(pointer))
    return f"{found.document.path}#{found.pointer}"


def test_what_stays_in_a_list_keeps_its_place_when_others_are_removed() -> None:
    lists = {"l": [{"n": index, "m": [{"k": key} for key in range(4)]} for index in range(6)], "o": {"n": 1}}
    made = overlaid(
        lists,
        {"target": "$.l[1]", "update": {"new": {"x": 1}}},
        {"target": "$.l[?(@.n==0 || @.n==2 || @.n==3)]", "remove": True},
        {"target": "$.l[*].m[?(@.k==1 || @.k==2)]", "remove": True},
    )
    assert [item["n"] for item in made.data["l"]] == [1, 4, 5]
    assert [[key["k"] for key in item["m"]] for item in made.data["l"]] == [[0, 3]] * 3
    assert [written(made, f"/l/{index}/n") for index in range(3)] == [f"a.json#/l/{index}/n" for index in (1, 4, 5)]
    assert written(made, "/l/0/new/x") == "o.json#/actions/0/update/new/x"
    assert written(made, "/l/2/m/1/k") == "a.json#/l/5/m/3/k"
    assert written(made, "/o/n") == "a.json#/o/n"


def test_a_list_and_what_is_in_it_are_removed_together() -> None:
    lists = {"l": [[1, 2, 3], [4, 5, 6], {"k": [7, 8], "d": "x"}]}
    edit = Edit(read(lists))
    edit.remove(Pointer(place) for place in ("/l/0/1", "/l/1", "/l/1/0", "/l/2/k", "/l/2/k/0", "/l/9", "/x/0"))
    assert edit.data == {"l": [[1, 3], {"d": "x"}]}
    assert edit.origin(Pointer("/l/0/1")).pointer == "/l/0/2"
    assert edit.origin(Pointer("/l/1/d")).pointer == "/l/2/d"


def test_a_key_that_is_renamed_takes_the_places_of_its_content_along() -> None:
    edit, other = Edit(read({"s": {"oneOf": [{"a": 1}]}})), read({"u": 2}, "u.json")
    edit.put(Pointer("/s/oneOf/0/a"), 2, Origin(other, Pointer("/u")))
    edit.rename(Pointer("/s"), "oneOf", "anyOf")
    assert edit.origin(Pointer("/s/anyOf/0/a")) == Origin(other, Pointer("/u"))
    assert edit.origin(Pointer("/s/anyOf/0")).pointer == "/s/oneOf/0"


# Looking through all that was written for each place takes minutes.
def test_thousands_of_places_are_written_and_removed() -> None:
    count = 6_000
    tags = [{"name": f"t{index}", "odd": index % 2} for index in range(count)]
    made = overlaid(
        {"tags": tags},
        {"target": "$.tags[*]", "update": {"description": "x"}},
        {"target": "$.tags[?(@.odd==1)]", "remove": True},
        {"target": "$.tags[*]", "update": {"description": "y"}},
    )
    assert len(made.data["tags"]) == count // 2
    assert written(made, f"/tags/{count // 2 - 1}/name") == f"a.json#/tags/{count - 2}/name"
    assert written(made, "/tags/7/description") == "o.json#/actions/2/update/description"
