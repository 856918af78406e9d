"""`diagnostics.ignored`: what a team does not want to be told is kept back, and nothing else."""

from __future__ import annotations

import pytest

from bessemer.config.model import Ignored
from bessemer.config.read import read_config
from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.document.pointer import Pointer
from bessemer.ignoring import is_ignored
from tests.support.lowering import document

LIST = Diagnostic(
    "paging-not-configured", "it is left as it is", None, Pointer("/resources/files/methods/list/endpoint")
)


def test_ignored_is_true_or_a_list_of_places_with_or_without_reasons() -> None:
    config, problems = read_config(
        document(
            """
organization: {name: a}
resources: {b: {methods: {list: get /b}}}
diagnostics:
  ignored:
    Endpoint/NotConfigured: true
    Schema/IsAmbiguous: false
    Pagination/NotConfigured: ['(resource) b', {location: get /b, reason: short}, {target: go, reason: later}]
""",
            "sdk.yml",
        )
    )
    assert not problems
    assert config.ignored == (
        Ignored("Endpoint/NotConfigured"),
        Ignored("Pagination/NotConfigured", "(resource) b"),
        Ignored("Pagination/NotConfigured", "get /b"),
        Ignored("Pagination/NotConfigured", None, "go"),
    )


@pytest.mark.parametrize("code", ["Pagination/NotConfigured", "paging-not-configured"])
def test_a_code_is_ours_or_that_of_the_config_s_format(code: str) -> None:
    assert is_ignored(LIST, [Ignored(code)])
    assert not is_ignored(LIST, [Ignored("Endpoint/NotConfigured"), Ignored("Java/Unknown")])


@pytest.mark.parametrize(
    "location",
    ["(resource) files", "(resource) files > (method) list", "/resources/files", "#/resources/files/methods/list"],
)
def test_a_place_is_written_in_words_or_as_a_pointer(location: str) -> None:
    assert is_ignored(LIST, [Ignored("Pagination/NotConfigured", location)])


@pytest.mark.parametrize("location", ["(resource) file", "(resource) files > (method) lis", "/resources/fil"])
def test_another_place_is_told(location: str) -> None:
    assert not is_ignored(LIST, [Ignored("Pagination/NotConfigured", location)])


def test_an_endpoint_names_what_is_told_of_it() -> None:
    told = Diagnostic("endpoint-not-configured", "nobody names it", None, Pointer("/paths/~1files/get"))
    assert is_ignored(told, [Ignored("Endpoint/NotConfigured", "get /files")])
    assert not is_ignored(told, [Ignored("Endpoint/NotConfigured", "post /files")])


def test_a_target_is_what_the_message_is_about() -> None:
    told = Diagnostic("construct-loosened", "Go only: given as bytes", None, Pointer("/paths"))
    assert is_ignored(told, [Ignored("construct-loosened", None, "go")])
    assert not is_ignored(told, [Ignored("construct-loosened", None, "python")])


def test_what_stops_a_run_is_always_told() -> None:
    assert not is_ignored(Diagnostic("name-clash", "two", None), [Ignored("Name/Collision")])
