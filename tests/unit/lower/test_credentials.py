"""How a credential is written follows its security scheme."""

from __future__ import annotations

import pytest

from bessemer.ir.api import BasicAuth, HeaderAuth
from bessemer.samples.credentials import client_arguments
from tests.support.lowering import lowered

SPEC = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {/a: {get: {responses: {'204': {description: d}}}}}\n"


@pytest.mark.parametrize(
    ("scheme", "prefix"),
    [
        ("{type: http, scheme: bearer}", "Bearer "),
        ("{type: http, scheme: bearer, x-stainless-auth: {scheme_keyword: Token}}", "Token "),
        ("{type: http, scheme: hawk, x-stainless-auth: {scheme_keyword: Hawk}}", "Hawk "),
        ("{type: http, scheme: bearer, x-stainless-auth: {scheme_keyword: 3}}", "Bearer "),
    ],
)
def test_a_scheme_may_say_the_word_before_the_value(scheme: str, prefix: str) -> None:
    option = "{type: string, auth: {security_scheme: S}}"
    config = (
        "resources: {a: {methods: {list: get /a}}}\n"
        f"security_schemes: {{S: {scheme}}}\nclient_settings: {{opts: {{key: {option}}}}}\n"
    )
    found = lowered(SPEC, config).api.client.options
    assert [item.auth for item in found] == [HeaderAuth("Authorization", prefix)]


def _auth(scheme: str, role: str) -> list[object]:
    option = f"{{type: string, auth: {{security_scheme: S, role: {role}}}}}"
    config = (
        "resources: {a: {methods: {list: get /a}}}\n"
        f"security_schemes: {{S: {scheme}}}\nclient_settings: {{opts: {{key: {option}}}}}\n"
    )
    return [item.auth for item in lowered(SPEC, config).api.client.options]


def test_a_basic_scheme_may_have_another_word_and_no_base64() -> None:
    scheme = "{type: http, scheme: basic, x-stainless-auth: {disable_base64: true, scheme_keyword: Plain}}"
    assert _auth(scheme, "username") == [BasicAuth("username", "Plain ", is_encoded=False)]
    assert _auth("{type: http, scheme: basic}", "password") == [BasicAuth("password")]


def test_a_scheme_of_ones_own_is_sent_by_ones_own_code() -> None:
    assert _auth("{type: apiKey, in: header, name: X-Key, x-stainless-auth: {custom: true}}", "value") == [None]


def test_the_client_of_the_tests_has_a_credential_and_what_tests_ask_for() -> None:
    config = (
        "resources: {a: {methods: {list: get /a}}}\n"
        "security_schemes: {S: {type: http, scheme: bearer}}\n"
        "client_settings: {opts: {"
        "region: {type: string, nullable: true, required_in_tests: true}, zone: {type: string, nullable: true}, "
        "key: {type: string, nullable: true, auth: {security_scheme: S}}}}\n"
    )
    assert client_arguments(lowered(SPEC, config).api) == {"region": "My Region", "key": "My Key"}
