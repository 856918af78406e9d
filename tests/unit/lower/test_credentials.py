"""How a credential is written follows its security scheme."""

from __future__ import annotations

import pytest

from bessemer.ir.api import HeaderAuth
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
