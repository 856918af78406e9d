"""The addresses of the API, parts of which are options of the client."""

from __future__ import annotations

from bessemer.lower.api import Lowered
from tests.support.lowering import lowered

SPEC = """openapi: 3.1.0
info: {title: T, version: '1'}
servers:
  - url: https://{region}.acme.com/{base}
    variables: {region: {default: eu, enum: [eu, us]}, base: {default: v1}}
paths:
  /a: {get: {responses: {'204': {description: d}}}}
  /b:
    servers: [{url: 'https://up.{region}.acme.com', variables: {region: {default: eu}}}]
    get: {responses: {'204': {description: d}}}
  /c:
    servers: [{url: 'https://up.{region}.acme.com', variables: {region: {default: us}}}]
    get: {responses: {'204': {description: d}}}
  /d:
    servers: [{url: /v2}]
    get: {responses: {'204': {description: d}}}
"""
METHODS = "resources: {things: {methods: {a: get /a, b: get /b, c: get /c, d: get /d}}}\n"


def made(environment: str, opts: str = "region: {type: string, nullable: true, server_variable: region}") -> Lowered:
    return lowered(SPEC, f"{METHODS}client_settings: {{opts: {{{opts}}}}}\n", environments=f"{{live: '{environment}'}}")


def test_an_option_is_a_part_of_the_address() -> None:
    found = made("https://{region}.acme.com/{base}")
    assert [item.url for item in found.api.client.environments] == ["https://{region}.acme.com/v1"]
    (option,) = found.api.client.options
    assert (option.variable, option.default, option.choices) == ("region", "eu", ("eu", "us"))


def test_what_no_option_is_is_told() -> None:
    found = made("https://{region}.acme.com/{base}")
    told = [(item.pointer, item.language) for item in (*found.elsewhere, *found.coverage[2].loosened)]
    assert ("/servers/0/variables/base", None) in told
    assert ("/servers/0/variables/region", "go") in told
    assert ("/paths/~1c/servers/0/variables/region", None) in told


def test_the_server_of_an_operation_has_the_clients_variables_where_they_mean_the_same() -> None:
    found = made("https://{region}.acme.com/{base}")
    servers = {item.path: item.server for item in found.api.operations()}
    assert servers == {
        "/a": None,
        "/b": "https://up.{region}.acme.com",
        "/c": "https://up.us.acme.com",
        "/d": "https://{region}.acme.com/v2",
    }


def test_a_server_of_an_operation_that_is_listed_with_tls_too_is_called_with_it() -> None:
    both = "[{url: 'http://up.acme.com'}, {url: 'https://up.acme.com'}]"
    spec = SPEC.replace("[{url: /v2}]", both)
    for usual, server in (("https://acme.com", "https://up.acme.com"), ("http://acme.com", "http://up.acme.com")):
        found = lowered(spec, METHODS, environments=f"{{live: '{usual}'}}")
        assert {item.path: item.server for item in found.api.operations()}["/d"] == server


def test_a_scheme_may_be_a_variable() -> None:
    opts = "scheme: {type: string, default: https, server_variable: scheme}"
    found = made("{scheme}://acme.com/v1", opts)
    assert {item.path: item.server for item in found.api.operations()}["/d"] == "{scheme}://acme.com/v2"


def test_an_option_for_a_variable_of_no_environment_is_a_mistake() -> None:
    found = made("https://acme.com")
    assert [item.code for item in found.problems if item.level == "error"] == ["config-value-invalid"]
