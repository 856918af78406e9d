"""What the pages say and how their source is laid out."""

from __future__ import annotations

import dataclasses
import difflib
import re

import pytest

from bessemer.ir.api import ReferenceSettings
from bessemer.targets.reference.plan import Reference
from bessemer.targets.target import Entry, Link, MethodPage, Pages, Span
from tests.support.page_text import html_lines, markdown_lines, seed_lines
from tests.support.reference import assets, seed_reference, written
from tests.support.seed_api import seed_api
from tests.support.seed_pages import Fixed, entry, go_pages, python_pages

METHOD = "beta/messages/batches/delete"


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return seed_reference()


def method(*path: str, parameters: tuple[Entry, ...] = (), description: str | None = None) -> MethodPage:
    label = (Span(".".join(path)),)
    return MethodPage(path, "Do it", label, "get", "/it", description, parameters, (), "do()\n", ())


def pages(*methods: MethodPage) -> Pages:
    return Pages("python", "Python", "python", methods, ())


@pytest.mark.parametrize("language", ["python", "go"])
def test_a_method_page_has_the_lines_of_its_seed_and_no_others(files: dict[str, str], language: str) -> None:
    assert markdown_lines(files[f"{language}/{METHOD}.md"]) == seed_lines(language)
    assert html_lines(files[f"site/{language}/{METHOD}.html"]) == seed_lines(language)


def test_every_file_is_where_the_words_of_the_config_put_it(files: dict[str, str]) -> None:
    pages = [f"{name}/{page}" for name in ("go", "python") for page in ("beta/index", METHOD, "index")]
    markdown = [*(f"{page}.md" for page in pages), "index.md"]
    site = [*(f"site/{page}.html" for page in pages), "site/index.html", "site/site.js", "site/style.css"]
    assert sorted(files) == sorted([*markdown, *site])


def test_the_source_of_every_page_is_tidy(files: dict[str, str]) -> None:
    for path, text in files.items():
        assert text.endswith("\n"), path
        assert not text.endswith("\n\n"), path
        assert not re.search(r"[ \t]\n|\n\n\n", text), path


def test_a_new_enum_value_adds_one_line_wherever_the_list_is_shown(files: dict[str, str]) -> None:
    constant = entry('const AnthropicBetaNew AnthropicBeta = "new"')

    def grown(item: Entry) -> Entry:
        choices = (*item.choices, constant) if item.label == (Span("type AnthropicBeta string"),) else item.choices
        return dataclasses.replace(item, entries=tuple(map(grown, item.entries)), choices=choices)

    before = go_pages()
    (page,) = before.methods
    page = dataclasses.replace(page, parameters=tuple(map(grown, page.parameters)))
    models = tuple(dataclasses.replace(model, entry=grown(model.entry)) for model in before.models)
    after = written((python_pages(), dataclasses.replace(before, methods=(page,), models=models)), seed_api())
    for path, text in after.items():
        changed = [
            line for line in difflib.ndiff(files[path].splitlines(), text.splitlines()) if line.startswith(("+", "-"))
        ]
        shows_it = path.removeprefix("site/").startswith(("go/beta/index", f"go/{METHOD}"))
        assert len(changed) == (1 if shows_it else 0), (path, changed)


def test_links_to_models_are_relative_and_code(files: dict[str, str]) -> None:
    text = files[f"python/{METHOD}.md"]
    assert "- `betas: Optional[List[`[`AnthropicBetaParam`](../../index.md#anthropic_beta)`]]`\n" in text
    assert '<a id="anthropic_beta"></a>' in files["python/beta/index.md"]


def test_a_model_without_an_entry_is_not_a_link() -> None:
    label = (Span("x: "), Span("Lost", Link("nowhere", "lost")))
    made = written((pages(method("things", "get", parameters=(Entry(label),))),), seed_api())
    assert "- `x: Lost`\n" in made["python/things/get.md"]
    assert "<code>x: Lost</code>" in made["site/python/things/get.html"]


def test_pages_whose_names_would_meet_lie_apart() -> None:
    methods = [("beta", "index"), ("beta", "Get"), ("beta", "get"), ("index",), ("Beta", "x"), ("..", "../../etc")]
    made = written((pages(*(method(*path) for path in methods)),), seed_api())
    folded = [path.casefold() for path in made]
    assert len(set(folded)) == len(folded)
    assert sum(text.count("\n# Do it\n") + text.startswith("# Do it\n") for text in made.values()) == len(methods)
    assert not [path for path in made if ".." in path or path.startswith("/")]


def test_anchors_of_a_page_are_unique() -> None:
    twins = (entry("x: str"), entry("x: int"), entry("☃"), entry("☃☃"))
    made = written((pages(method("things", "get", parameters=twins)),), seed_api())
    ids = re.findall(r' id="([^"]*)"', made["site/python/things/get.html"])
    assert len(ids) == len(set(ids))
    assert {"parameters-x", "parameters-x_"} <= set(ids)


def test_an_authors_list_stays_apart_from_our_entries() -> None:
    parent = Entry((Span("x"),), description="Either\n\n- one\n- two", entries=(entry("y"),))
    made = written((pages(method("things", "get", parameters=(parent,))),), seed_api())
    assert "\n  - two\n\n  * `y`\n" in made["python/things/get.md"]


def test_the_config_chooses_languages_and_the_site() -> None:
    languages = (Fixed("python", python_pages()), Fixed("go", go_pages()))
    settings = ReferenceSettings(languages=("go",), site=False)
    plan = Reference(languages).plan(dataclasses.replace(seed_api(), reference=settings), assets())
    assert [file.path for file in plan.files] == ["go/beta/index.md", f"go/{METHOD}.md", "go/index.md", "index.md"]
    assert not Reference(languages).plan(dataclasses.replace(seed_api(), reference=None), assets()).files


def test_a_method_without_parameters_result_or_example_has_no_empty_sections() -> None:
    text = written((pages(method("things", "ping")),), seed_api())["python/things/ping.md"]
    assert re.findall(r"^#+ .*", text, re.MULTILINE) == ["# Do it", "##### Do it"]
