"""Reading a config: every key with its place, nothing wrong passed over."""

from __future__ import annotations

import pytest

from bessemer.config.model import Config
from bessemer.config.read import read_config
from bessemer.diagnostics.diagnostic import Diagnostic
from tests.support.lowering import document

SMALL = "organization: {name: acme}\nresources: {things: {methods: {list: get /things}}}\n"


def read(text: str) -> tuple[Config, tuple[Diagnostic, ...]]:
    return read_config(document(text, "sdk.yml"))


def test_a_method_is_a_string_or_an_object() -> None:
    config, problems = read("""
organization: {name: acme}
resources:
  things:
    methods:
      list: get /things?all=true
      delete: {type: http, endpoint: 'DELETE /things/{id}', positional_params: [id]}
""")
    assert not problems
    first, second = config.resources[0].methods
    assert (first.verb, first.path, first.positional) == ("get", "/things?all=true", None)
    assert (second.verb, second.path, second.positional) == ("delete", "/things/{id}", ("id",))


def test_the_tree_keeps_its_order_and_its_depth() -> None:
    config, _ = read(
        "organization: {name: a}\n"
        "resources: {b: {subresources: {z: {methods: {x: get /x}}, c: {subresources: {d: {}}}}}, a: {}}"
    )
    outer = config.resources
    assert [item.name for item in outer] == ["b", "a"]
    assert [item.path for item in outer[0].resources] == [("b", "z"), ("b", "c")]
    assert outer[0].resources[1].resources[0].path == ("b", "c", "d")


def test_methods_of_the_client_itself_are_apart() -> None:
    config, _ = read("organization: {name: a}\nresources: {$client: {methods: {ping: get /ping}}, b: {}}")
    assert config.client_resource is not None
    assert [item.name for item in config.client_resource.methods] == ["ping"]
    assert [item.name for item in config.resources] == ["b"]


@pytest.mark.parametrize(("written", "seconds"), [("PT10M", 600), ("PT60S", 60), ("1500", 1.5), ("PT1H30M", 5400)])
def test_a_timeout_is_milliseconds_or_a_duration(written: str, seconds: float) -> None:
    config, problems = read(f"{SMALL}client_settings: {{default_timeout: {written}}}\n")
    assert not problems
    assert config.client.timeout == seconds


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("client_settings: {default_timeout: soon}", "'soon' is not a duration"),
        ("client_settings: {default_timeout: PT0S}", "a call that may take no time is given up at once"),
        (
            "query_settings: {array_format: coma}",
            "'coma' is not one of comma, repeat, brackets, indices, as_documented",
        ),
        (
            "multipart_settings: {array_format: as_documented}",
            "'as_documented' is not one of comma, repeat, brackets, indices",
        ),
        ("errors: {union: {variants: {a: {status_code: 200}}}}", "200 is not the status of an error"),
        (
            "errors: {union: {variants: {a: {status_code: 400, name: X}, b: {status_code: 401, name: X}}}}",
            "the error 'X' has the status 400 above",
        ),
        ("edition: soon", "'soon' is not an edition"),
        ("targets: {go: {package_name: a, edition: python.2025-11-20}}", "'python.2025-11-20' is not an edition"),
        ("environments: [production]", "'environments' must be a mapping, not a list"),
        ("overlays: fix.yaml", "'overlays' must be a list, not 'fix.yaml'"),
        ("client_settings: {opts: {key: {nullable: 'yes'}}}", "'nullable' must be true or false, not 'yes'"),
        ("allow: [{code: ref-cycle}]", "an allowance needs a code and a reason"),
        ("targets: {python: {package_name: {a: b}}}", "'package_name' must be text, not a mapping"),
    ],
)
def test_a_wrong_value_is_an_error_with_a_place(text: str, message: str) -> None:
    _, problems = read(SMALL + text)
    (problem,) = problems
    assert (problem.code, problem.message) == ("config-value-invalid", message)
    assert problem.place is not None
    assert problem.place.line == 3


def test_an_unknown_key_is_a_warning_with_a_suggestion() -> None:
    _, problems = read(SMALL + "environment: {production: https://x.example.com}")
    (problem,) = problems
    assert (problem.code, problem.level, problem.help) == (
        "config-key-unknown",
        "warning",
        "did you mean 'environments'?",
    )


def test_a_key_without_effect_is_noted_where_it_stands() -> None:
    _, problems = read(SMALL + "codeflow: {reviewers: []}\ntargets: {java: {reverse_domain: com.acme}}")
    assert sorted((item.code, item.level) for item in problems) == [
        ("config-key-inert", "warning"),
        ("target-inert", "warning"),
    ]


def test_anchors_are_followed() -> None:
    config, _ = read("organization: &o {name: acme, docs: https://d.example.com}\nresources: {a: {}}\ntargets: {}\n")
    assert config.docs == "https://d.example.com"


def test_a_method_keeps_the_keys_that_have_no_effect_yet() -> None:
    config, _ = read("organization: {name: a}\nresources: {b: {methods: {list: {endpoint: get /b, mcp: {}}}}}")
    (method,) = config.resources[0].methods
    assert [key for key, _ in method.unread] == ["mcp"]
    plain, _ = read("organization: {name: a}\nresources: {b: {methods: {list: {endpoint: get /b, streaming: false}}}}")
    assert plain.resources[0].methods[0].unread == ()


def test_what_a_stream_cannot_be_is_told_where_it_stands() -> None:
    _, problems = read(
        "organization: {name: a}\n"
        "resources: {b: {methods: {c: {endpoint: get /c, streaming: {type: xml, param_discriminator: [d]}}}}}\n"
        "streaming: {on_event: [{event_type: e, handle: fallthrough}, {kind: yields}, f]}\n"
    )
    assert [(item.code, str(item.pointer).rpartition("/")[2]) for item in problems] == [
        ("config-value-invalid", "type"),
        ("config-value-invalid", "param_discriminator"),
        ("config-value-invalid", "handle"),
        ("config-value-invalid", "kind"),
        ("config-value-invalid", "2"),
    ]


def test_an_edition_that_is_known_is_no_problem() -> None:
    python, go = "{package_name: a, edition: python.2025-11-20}", "{package_name: a, edition: go.2025-10-08}"
    assert read(f"{SMALL}edition: 2026-01-30\ntargets: {{python: {python}, go: {go}}}\n")[1] == ()
    (problem,) = read(f"{SMALL}edition: 2026-01-31\n")[1]
    assert (problem.code, problem.level, problem.help) == ("config-key-inert", "warning", "did you mean '2026-01-30'?")
