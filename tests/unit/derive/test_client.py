"""What a document says of itself, its servers and its credentials, as organization, environments and options."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from bessemer.config.forms import PYTHON_PACKAGE
from bessemer.config.read import read_config
from bessemer.derive.derive import derive
from tests.support.lowering import document
from tests.unit.derive.test_derive import config, derived


@pytest.mark.parametrize(
    ("title", "name", "package"),
    [
        ("Acme API", "Acme", "acme"),
        ("Train Travel API", "Train-Travel", "train_travel"),
        ("The PayPal REST API v2", "PayPal", "paypal"),
        ("GitHub v3 REST API", "github", "github"),
        ("Acme's official OpenAPI spec + extras", "Acme", "acme"),
        ("Acme: everything (beta)", "Acme", "acme"),
        ("Größe API", "Grosse", "grosse"),
        ("class", "class-api", "class_api"),
        ("Types API", "Types-api", "types_api"),
        ("Client API", "service", "service"),
        ("1Password", "api-1Password", "api_1password"),
        ("REST API", "service", "service"),
        ("日本語", "service", "service"),
        ("Not Found", "Not-Found-api", "not_found_api"),
    ],
)
def test_the_title_names_the_package(title: str, name: str, package: str) -> None:
    made = config("  {}\n", title=title)
    assert (made["organization"]["name"], made["targets"]["python"]["package_name"]) == (name, package)
    assert PYTHON_PACKAGE.fits(made["targets"]["python"]["package_name"])


def test_a_title_that_says_nothing_gives_way_to_the_server() -> None:
    made = config("  {}\n", "servers: [{url: https://api.acme.co.uk/v1}]", title="REST API")
    assert made["targets"]["python"]["package_name"] == "acme"


def environments(servers: str) -> Any:
    return config("  {}\n", f"servers: {servers}")["environments"]


def test_servers_are_environments_with_telling_names() -> None:
    assert environments("[{url: https://api.acme.com}]") == {"production": "https://api.acme.com"}
    assert environments(
        "[{url: https://api.acme.com, description: Live}, {url: https://sandbox.acme.com}, {url: https://eu.acme.com},"
        " {url: https://x.acme.com, description: Asia Pacific}]"
    ) == {
        "production": "https://api.acme.com",
        "sandbox": "https://sandbox.acme.com",
        "eu_acme_com": "https://eu.acme.com",
        "asia_pacific": "https://x.acme.com",
    }


def test_an_address_that_is_listed_with_tls_too_is_called_with_it() -> None:
    made = environments(
        "[{url: http://acme.com/}, {url: 'http://localhost'}, {url: https://acme.com}, {url: 'https://localhost'},"
        " {url: https://eu.acme.com}, {url: http://eu.acme.com}, {url: http://x.acme.com}]"
    )
    assert list(made.items()) == [
        ("production", "https://acme.com"),
        ("production_http", "http://acme.com/"),
        ("local", "http://localhost"),
        ("localhost", "https://localhost"),
        ("eu_acme_com", "https://eu.acme.com"),
        ("eu_acme_com_http", "http://eu.acme.com"),
        ("x_acme_com", "http://x.acme.com"),
    ]


@pytest.mark.parametrize(
    ("servers", "address"),
    [
        ("[]", "https://api.example.com"),
        ("[{url: /v1}]", "https://api.example.com/v1"),
        ("[{url: 'ftp://acme.com'}]", "https://api.example.com"),
    ],
)
def test_where_no_server_has_a_full_address_one_stands_in_and_it_is_said(servers: str, address: str) -> None:
    made = derived("  {}\n", f"servers: {servers}")
    assert "server-missing" in [item.code for item in made.problems]
    assert environments(servers) == {"production": address}


SERVERS = """servers:
  - {url: '{scheme}://{region}.acme.com', variables: {scheme: {default: https}, region: {default: eu, description: d}}}
  - {url: 'https://{region}.test.acme.com', description: Test, variables: {region: {default: us}}}
  - {url: 'https://{timeout}.{region}.acme.net', variables: {region: {default: eu}, timeout: {default: a}, x: {}}}
  - {url: 'https://{region}.{nowhere}.net', variables: {region: {default: eu}}}
"""


def test_variables_of_servers_are_options_with_one_default() -> None:
    made = config("  {}\n", SERVERS)
    assert list(made["environments"].values()) == [
        "{scheme}://{region}.acme.com",
        "https://us.test.acme.com",
        "https://{timeout}.{region}.acme.net",
        "https://{region}.nowhere.net",
    ]
    opts = made["client_settings"]["opts"]
    assert {name: (item["server_variable"], item["default"]) for name, item in opts.items()} == {
        "scheme": ("scheme", "https"),
        "region": ("region", "eu"),
        "server_timeout": ("timeout", "a"),
    }
    assert (opts["region"]["read_env"], opts["region"]["description"]) == ("ACME_REGION", "d")
    read, problems = read_config(document(derived("  {}\n", SERVERS).text, "sdk.yml"))
    assert not problems
    assert [item.server_variable for item in read.client.options] == ["scheme", "region", "timeout"]


def options(schemes: str, paths: str = "  {}\n") -> Any:
    return config(paths, f"components: {{securitySchemes: {schemes}}}")["client_settings"].get("opts")


def test_credentials_are_options_that_may_be_left_out() -> None:
    assert options("{key: {type: apiKey, in: header, name: X-Key}}") == {
        "api_key": {
            "type": "string",
            "nullable": True,
            "read_env": "ACME_API_KEY",
            "auth": {"security_scheme": "key"},
        }
    }
    made = options("{a: {type: http, scheme: basic}, b: {type: http, scheme: bearer}, c: {type: mutualTLS}}")
    assert {name: item["auth"].get("role", "value") for name, item in made.items()} == {
        "username": "username",
        "password": "password",
        "bearer_token": "value",
    }


def test_two_keys_of_a_kind_and_a_resource_of_that_name_are_told_apart() -> None:
    schemes = "{appKey: {type: apiKey, in: header, name: A}, apiKey: {type: apiKey, in: query, name: B}}"
    assert set(options(schemes)) == {"api_key", "app_key"}
    assert "api_key" not in options(schemes, "  /api_key: {get: {}}\n")


def test_every_derived_config_is_read_without_an_error() -> None:
    spec = document("""
openapi: 3.1.0
info: {title: Acme}
servers: [{url: https://acme.com, description: "# a: b"}, {url: https://acme.com/b}]
components:
  securitySchemes: {"a b: c": {type: apiKey, in: header, name: X}}
  schemas: {"Foo-Bar": {}, FooBar: {}, "true": {}, "1.5": {}, "a: b # c": {}, "\\u2028": {}, "'\\"": {}}
paths:
  "/a b/{x y}: #": {get: {operationId: "a: b"}}
  "/'\\"\\\\": {get: {}}
""")
    made = document(derive(spec, ("python", "go")).text, "sdk.yml")
    read, problems = read_config(made)
    assert not [item for item in problems if item.level == "error"]
    shared = next(item for item in read.resources if item.name == "$shared")
    assert {item.ref for item in shared.models} == set(spec.data["components"]["schemas"])
    assert len({item.name for item in shared.models}) == len(shared.models)


def test_the_header_authorization_is_an_option_where_it_is_a_parameter_and_no_scheme_says_it() -> None:
    operation = "{get: {parameters: [{$ref: '#/components/parameters/T'}], responses: {'204': {description: d}}}}"
    parameter = "parameters: {T: {name: Authorization, in: header, required: true, schema: {type: string}}}"
    opts = config(f"  /things: {operation}\n", f"components: {{{parameter}}}")["client_settings"]["opts"]
    assert list(opts) == ["authorization"]
    assert opts["authorization"]["read_env"] == "ACME_AUTHORIZATION"
    assert opts["authorization"]["send_in_header"] == "Authorization"
    scheme = "securitySchemes: {t: {type: http, scheme: bearer}}"
    opts = config(f"  /things: {operation}\n", f"components: {{{parameter}, {scheme}}}")["client_settings"]["opts"]
    assert list(opts) == ["bearer_token"]


def test_a_credential_is_not_called_as_every_method_calls_its_client() -> None:
    schemes = "{key: {type: apiKey, name: k, in: query}, self: {type: apiKey, name: self, in: query}}"
    made = config("  {}\n", f"components: {{securitySchemes: {schemes}}}")
    assert list(made["client_settings"]["opts"]) == ["api_key", "self_value"]


def test_a_package_of_go_is_not_called_as_a_keyword() -> None:
    made = derive(document("openapi: 3.1.0\ninfo: {title: Map, version: '1'}\npaths: {}\n"), ("python", "go"))
    names = {language: item["package_name"] for language, item in yaml.safe_load(made.text)["targets"].items()}
    assert names == {"python": "map", "go": "map-api"}
