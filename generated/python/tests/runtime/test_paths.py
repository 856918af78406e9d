"""A path argument fills one segment and cannot leave it."""

from __future__ import annotations

from typing import Any, Dict

import pytest

from anthropic._utils import endpoint_path, path_template

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
