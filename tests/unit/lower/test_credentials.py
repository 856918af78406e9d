"""How a credential is written follows its security scheme."""

from __future__ import annotations

import pytest

from bessemer.ir.api import BasicAuth, HeaderAuth, QueryAuth
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


SECURED = """
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /a: {get: {security: [{Own: []}, {Bearer: []}], responses: {'204': {description: d}}}}
  /b: {get: {security: [{}, {Bearer: []}], responses: {'204': {description: d}}}}
  /c: {get: {security: [{Basic: []}, {Bearer: []}], responses: {'204': {description: d}}}}
components:
  securitySchemes:
    Own: {type: apiKey, in: header, name: X-Own, x-stainless-auth: {custom: true}}
    Bearer: {type: http, scheme: bearer}
    Basic: {type: http, scheme: basic}
"""


def _needs(options: str) -> list[object]:
    config = (
        "resources: {a: {methods: {a: get /a, b: get /b, c: get /c}}}\nsecurity: [{Bearer: []}, {Own: []}]\n"
        f"client_settings: {{opts: {{{options}}}}}\n"
    )
    api = lowered(SECURED, config).api
    return [api.client.security, *(item.security for item in api.operations())]


def test_what_need_not_be_given_is_given_where_the_client_has_it() -> None:
    options = (
        "own: {nullable: true, auth: {security_scheme: Own}}, key: {nullable: true, auth: {security_scheme: Bearer}}"
    )
    optional = (("Bearer",), ())
    assert _needs(options) == [optional, None, None, (("Bearer",),)]


def test_an_option_that_no_part_of_a_credential_is_meets_no_requirement() -> None:
    options = (
        "name: {nullable: true, auth: {security_scheme: Basic}}, key: {nullable: true, auth: {security_scheme: Bearer}}"
    )
    assert _needs(options)[-1] == (("Bearer",),)


def test_a_credential_that_is_sent_in_the_query_is_no_header() -> None:
    options = "key: {send_as_query_param: token, auth: {security_scheme: Bearer}}"
    config = f"resources: {{a: {{methods: {{a: get /a}}}}}}\nclient_settings: {{opts: {{{options}}}}}\n"
    (option,) = lowered(SECURED, config).api.client.options
    assert option.auth == QueryAuth("token")
