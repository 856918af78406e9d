"""What a config says of single methods, models and resources."""

from __future__ import annotations

from bessemer.config.languages import in_language
from bessemer.config.model import Config
from bessemer.config.read import read_config
from bessemer.config.tree import MethodConfig
from bessemer.diagnostics.diagnostic import Diagnostic
from tests.support.lowering import document


def read(things: str) -> tuple[Config, tuple[Diagnostic, ...]]:
    return read_config(document(f"organization: {{name: acme}}\nresources: {{things: {{{things}}}}}\n", "sdk.yml"))


def methods(written: str) -> list[MethodConfig]:
    config, problems = read(f"methods: {{{written}}}")
    assert not problems
    return list(config.resources[0].methods)


def test_skip_and_only_say_which_languages_have_it() -> None:
    found = methods(
        "a: get /a, b: {endpoint: get /a, skip: [python, node]}, c: {endpoint: get /a, only: [typescript, go]},"
        "d: {endpoint: get /a, skip: true}, e: {endpoint: get /a, only: [java]}"
    )
    both = {"python", "go"}
    assert [set(item.skipped) for item in found] == [set(), {"python"}, {"python"}, both, both]


def test_a_language_that_nobody_knows_is_told() -> None:
    for things in ("methods: {a: {endpoint: get /a, skip: [pyton]}}", "models: {a: {openapi_uri: A, only: [pyton]}}"):
        _, problems = read(things)
        assert [(item.code, item.help) for item in problems] == [("config-value-invalid", "did you mean 'python'?")]


def test_a_reason_for_a_language_that_nobody_knows_is_told() -> None:
    config, problems = read("methods: {a: {endpoint: get /a, deprecated: {pyton: no more, go: gone}}}")
    assert [(item.code, item.pointer, item.help) for item in problems] == [
        ("config-key-unknown", "/resources/things/methods/a/deprecated/pyton", "did you mean 'python'?")
    ]
    assert config.resources[0].methods[0].deprecated == (("go", "gone"),)


def test_another_name_for_a_method_is_a_method_like_it() -> None:
    first, second = methods("a: {endpoint: get /a, paginated: false}, b: {type: alias, to: a, deprecated: gone}")
    assert (second.name, second.verb, second.path, second.paginated) == ("b", "get", "/a", False)
    assert first.deprecated == ()
    assert in_language(second.deprecated, "go") == "gone"
    _, problems = read("methods: {b: {type: alias, to: a}}")
    assert [(item.code, item.pointer) for item in problems] == [("endpoint-invalid", "/resources/things/methods/b")]


def test_what_is_said_of_a_language_wins_over_what_is_said_of_all() -> None:
    config, _ = read("deprecated: {python: use it no more}, methods: {a: {endpoint: get /a, deprecated: true}}")
    (things,) = config.resources
    assert in_language(things.deprecated, "python") == "use it no more"
    assert in_language(things.deprecated, "go") is None
    assert in_language(things.methods[0].deprecated, "go") == ""


def test_positional_parameters_are_those_of_the_path() -> None:
    (found,) = methods("a: {endpoint: 'get /a/{userId}/{other}', positional_params: [other, user_id, other]}")
    assert found.positional == ("other", "userId")
    _, problems = read("methods: {a: {endpoint: 'get /a/{user_id}', positional_params: [user_ids]}}")
    assert [(item.code, item.pointer, item.help) for item in problems] == [
        ("config-value-invalid", "/resources/things/methods/a/positional_params/0", "did you mean 'user_id'?")
    ]


def test_a_method_has_a_timeout_retries_and_an_answer_of_its_own() -> None:
    (found,) = methods(
        "a: {endpoint: get /a, default_request_options: {timeout: 1500, max_retries: 0}, unwrap_response: false,"
        " body_param_name: Things}"
    )
    assert (found.timeout, found.max_retries, found.unwrap, found.body_name) == (1.5, 0, False, "Things")


def test_a_method_of_an_unknown_type_is_told_and_made_where_it_can_be() -> None:
    config, problems = read("methods: {a: {type: websocket, endpoint: get /a}, b: {type: websocket}, c: {type: [1]}}")
    assert [item.name for item in config.resources[0].methods] == ["a"]
    assert [(item.code, item.pointer) for item in problems] == [
        ("config-key-inert", f"/resources/things/methods/{name}/type") for name in "abc"
    ]


def test_a_key_of_other_methods_is_told_on_another_name_and_on_a_webhook() -> None:
    _, problems = read(
        "methods: {a: get /a, b: {type: alias, to: a, paginated: false}, c: {type: webhook_unwrap, endpoint: get /a}}"
    )
    assert [(item.code, item.pointer) for item in problems] == [
        ("config-key-inert", "/resources/things/methods/b/paginated"),
        ("config-key-inert", "/resources/things/methods/c/endpoint"),
    ]
