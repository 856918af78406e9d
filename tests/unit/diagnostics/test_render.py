"""Claims about how diagnostics look."""

from __future__ import annotations

import json

import pytest

from bessemer.diagnostics.diagnostic import Diagnostic, from_fault, in_file_order, worst
from bessemer.diagnostics.render import render_github, render_grouped, render_json, render_text
from bessemer.document.fault import Fault
from bessemer.document.place import Lines, Place
from bessemer.document.pointer import Pointer

LINE = "        $ref: '#/components/schemas/DeletedFil'"
PLACE = Place("spec/openapi.yaml", 48, 15, 33, LINE)
MISSING = Diagnostic(
    "ref-not-found",
    "there is no schema 'DeletedFil'",
    PLACE,
    Pointer("/paths/~1v1~1files~1{id}/delete/responses/200"),
    "did you mean 'DeletedFile'?",
)


def at(text: str, written: str, code: str = "not-yaml") -> Diagnostic:
    start = text.index(written)
    return Diagnostic(code, "wrong", Lines("a.yaml", text).place(start, start + len(written)))


def test_a_diagnostic_has_the_shape_of_the_style_page() -> None:
    assert render_text([MISSING], color=False) == (
        "error[ref-not-found]: there is no schema 'DeletedFil'\n"
        " --> spec/openapi.yaml:48:15  (#/paths/~1v1~1files~1{id}/delete/responses/200)\n"
        "48 |         $ref: '#/components/schemas/DeletedFil'\n"
        "   |               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "   = help: did you mean 'DeletedFile'?\n"
    )


def test_related_places_are_notes_of_their_own() -> None:
    fault = Fault("duplicate-key", "twice", PLACE, related=(("first written here", PLACE),))
    text = render_text([from_fault(fault)], color=False)
    assert "\nnote: first written here\n --> spec/openapi.yaml:48:15\n48 | " in text


@pytest.mark.parametrize("before", ["\t\t", "日本語: ", "e\u0301\u0301: ", "\u202ea: "])
def test_the_carets_stand_under_the_text(before: str) -> None:
    from bessemer.diagnostics.excerpt import columns

    lines = render_text([at(before + "BAD after", "BAD")], color=False).splitlines()
    shown, carets = lines[2], lines[3]
    assert columns(shown[: shown.index("BAD")]) == columns(carets[: carets.index("^")])
    assert carets.count("^") == 3


def test_a_long_line_is_clipped_around_the_place() -> None:
    lines = render_text([at("x" * 5_000 + "BAD" + "y" * 5_000, "BAD")], color=False).splitlines()
    assert len(lines[2]) < 120
    assert lines[2].index("BAD") == lines[3].index("^")


def test_bidi_and_control_characters_are_shown_as_escapes() -> None:
    text = render_text([at("a: \u202e\u2066BAD\x1b[31m", "BAD")], color=False)
    assert not set("\u202e\u2066\x1b") & set(text)
    assert "\\u{202e}" in text


def test_color_marks_the_heading_only() -> None:
    text = render_text([MISSING], color=True)
    assert text.startswith("\033[1;31merror[ref-not-found]\033[0m: ")
    assert "\033" not in text.split("\n", 1)[1]


def test_diagnostics_come_in_file_order_each_once() -> None:
    text = "a: 1\nb: 2\n"
    first, second = at(text, "1"), at(text, "2")
    nowhere = Diagnostic("config-not-found", "there is no config", None)
    assert in_file_order([second, first, second, nowhere]) == (nowhere, first, second)


def test_json_is_one_stable_document() -> None:
    rendered = render_json([MISSING], {"errors": 1})
    assert rendered == render_json([MISSING, MISSING], {"errors": 1})
    document = json.loads(rendered)
    assert document["summary"] == {"errors": 1}
    assert document["diagnostics"][0]["place"]["line"] == 48
    assert document["diagnostics"][0]["level"] == "error"


def test_github_commands_are_one_line_with_everything_escaped() -> None:
    place = Place("a,b:c.yaml", 1, 2, 3, "")
    line = render_github([Diagnostic("not-yaml", "100%\nof it", place, help="mend")])
    assert line == (
        "::error file=a%2Cb%3Ac.yaml,line=1,col=2,endColumn=5,title=not-yaml::100%25%0Aof it%0Ahelp: mend\n"
    )


def test_the_worst_level_wins() -> None:
    warning = Diagnostic("allow-unused", "unused", None)
    assert worst([]) is None
    assert worst([warning]) == "warning"
    assert worst([warning, MISSING]) == "error"


def test_an_allowance_may_lower_the_level() -> None:
    assert Diagnostic("not-yaml", "wrong", None, as_level="note").level == "note"


def test_findings_of_one_cause_are_shown_three_times_and_counted() -> None:
    text = "".join(f"k{number}: v\n" for number in range(300))
    lines = Lines("a.yaml", text)
    alike = [
        Diagnostic("type-unknown", f"'t{number}' is not a type", lines.place(start, start + 1))
        for number in range(250)
        for start in (text.index(f"k{number}:"),)
    ]
    other = Diagnostic("type-unknown", "a type must be a text", lines.place(text.index("k299"), text.index("k299") + 4))
    shown = render_grouped([*reversed(alike), other], color=False)
    places = [line.split("--> ")[1] for line in shown.splitlines() if "--> " in line]
    assert places == ["a.yaml:1:1", "a.yaml:2:1", "a.yaml:3:1", "a.yaml:300:1"]
    assert "error[type-unknown]: and 247 more like this; --all shows them\n" in shown
    assert render_text([*alike, other], color=False).count("-->") == 251


def test_a_long_name_does_not_fill_the_screen() -> None:
    long = Diagnostic("type-unknown", f"'{'x' * 10_000}' is not a type", None, Pointer(f"/a/{'y' * 10_000}"))
    assert max(len(line) for line in render_text([long], color=False).splitlines()) < 500
