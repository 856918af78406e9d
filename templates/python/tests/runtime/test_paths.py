"""A path argument fills one segment and cannot leave it."""

from __future__ import annotations

from typing import Any, Dict

import pytest

from PACKAGE import _env
from PACKAGE._types import not_given
from PACKAGE._utils import endpoint_path, path_template

from .sample_client import Sample


@pytest.mark.parametrize(
    ("template", "values", "path"),
    [
        ("/v1/x", {}, "/v1/x"),
        ("/v1/{id}", {"id": "abc"}, "/v1/abc"),
        ("/v1/{id}", {"id": "a/b?c#d%e f"}, "/v1/a%2Fb%3Fc%23d%25e%20f"),
        ("/v1/{id}", {"id": "-._~!$&'()*+,;=:@"}, "/v1/-._~!$&'()*+,;=:@"),
        ("/v1/{id}", {"id": "é\\"}, "/v1/%C3%A9%5C"),
        ("/v1/{a}/{b}", {"a": None, "b": True}, "/v1/null/true"),
        ("/v1/{a}", {"a": 7}, "/v1/7"),
        ("/v1/{a}{b}", {"a": "x", "b": "y"}, "/v1/xy"),
        ("/v1/{id}/...", {"id": ".hidden"}, "/v1/.hidden/..."),
        ("/v1/x?beta=true", {}, "/v1/x?beta=true"),
        ("/v1/x?q={q}", {"q": "a&b=c #d/e?"}, "/v1/x?q=a%26b%3Dc%20%23d/e?"),
        ("/v1/x?q={q}", {"q": ".."}, "/v1/x?q=.."),
        ("/v1/x#{f}", {"f": "a&b=c #.."}, "/v1/x#a&b=c%20%23.."),
        ("/v1/{template}", {"template": "ok"}, "/v1/ok"),
    ],
)
def test_values_are_encoded_for_the_component_they_stand_in(
    template: str, values: Dict[str, Any], path: str
) -> None:
    assert path_template(template, **values) == path


@pytest.mark.parametrize(
    ("template", "values"),
    [
        ("/v1/{id}", {"id": "."}),
        ("/v1/{id}/x", {"id": ".."}),
        ("/v1/{a}{b}", {"a": ".", "b": "."}),
        ("/v1/.{a}", {"a": "."}),
        ("/v1/%2e{a}", {"a": "."}),
        ("/v1/%2E%2e/x", {}),
        ("/v1/../x", {}),
    ],
)
def test_a_dot_segment_is_refused_however_it_comes_about(
    template: str, values: Dict[str, Any]
) -> None:
    with pytest.raises(ValueError, match="dot-segment"):
        path_template(template, **values)


def test_a_placeholder_without_value_is_named() -> None:
    with pytest.raises(KeyError, match="missing"):
        path_template("/v1/{missing}")


def test_the_first_empty_argument_is_named_in_path_order() -> None:
    with pytest.raises(ValueError, match="Expected a non-empty value for `b` but received ''"):
        endpoint_path("/v1/{a}/{b}/{c}", a="x", b="", c="")


def test_zero_is_not_empty() -> None:
    assert endpoint_path("/v1/{a}", a=0) == "/v1/0"


def test_an_operation_with_a_server_of_its_own_goes_there_unless_the_caller_chose() -> None:
    client = Sample(api_key="k")
    assert client._on("https://up.x.com/v1", "/files") == "https://up.x.com/v1/files"
    client._base_url_overridden = True
    assert client._on("https://up.x.com/v1", "/files") == "/files"


def test_the_variables_of_a_server_are_filled_in() -> None:
    variables = {"scheme": "http", "host": "eu", "base": "v1/beta", "port": 80}
    assert (
        _env.filled("{scheme}://{host}.x.com:{port}/{base}", variables)
        == "http://eu.x.com:80/v1/beta"
    )
    client = Sample(api_key="k")
    client._server_variables = variables
    assert client._on("https://{host}.x.com", "/files") == "https://eu.x.com/files"


@pytest.mark.parametrize("value", [None, "a@b", "a/b", "a?b", "a#b", "a\\b", "a b", "..", "a\n"])
def test_a_value_that_would_lead_elsewhere_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="The server variable `host` cannot be"):
        _env.filled("https://{host}.x.com/v1", {"host": value})


def test_a_variable_of_the_environment_is_one_of_its_choices(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert _env.one_of("ACME_REGION", "eu", "us") is None
    monkeypatch.setenv("ACME_REGION", "us")
    assert _env.one_of("ACME_REGION", "eu", "us") == "us"
    with pytest.raises(ValueError, match="ACME_REGION is 'us', which is none of eu, asia"):
        _env.one_of("ACME_REGION", "eu", "asia")


ENVIRONMENTS = {"live": "https://{region}.x.com", "test": "https://test.x.com"}


def chosen(given: Any, environment: Any) -> Any:
    return _env.base_url(given, environment, "X_URL", ENVIRONMENTS, {"region": "eu"})


def test_the_address_of_an_environment_has_its_variables() -> None:
    assert chosen(not_given, not_given) == "https://eu.x.com"
    assert chosen(None, "test") == "https://test.x.com"
    assert chosen("https://y.com", "test") == "https://y.com"
    with pytest.raises(ValueError, match="Unknown environment: other"):
        chosen(not_given, "other")


def test_an_environment_beside_the_variable_is_ambiguous_unless_the_url_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("X_URL", "https://mine.com/{region}")
    assert chosen(not_given, not_given) == "https://mine.com/{region}"
    assert chosen("https://y.com", "test") == "https://y.com"
    assert chosen(None, "test") == "https://test.x.com"
    with pytest.raises(ValueError, match=r"Ambiguous URL; The `X_URL` env var .* base_url=None"):
        chosen(not_given, "test")
