"""The body of an error is given as the type that its call and status have."""

from __future__ import annotations

from typing import Any, Iterator

import pytest

from PACKAGE import _error_body, _error_types
from PACKAGE._exceptions import APIStatusError
from PACKAGE._models import BaseModel

from ..loopback import reply, serve
from .use import Use, use_async, use_sync


class Problem(BaseModel):
    title: str


class Other(BaseModel):
    title: str


@pytest.fixture(autouse=True)
def table(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    errors = (
        (("get /things/{id}",), {"404": ".here:Problem", "5XX": ".here:Other"}),
        (("get /things/mine", "post /things"), {"default": ".here:Other"}),
    )
    found = {".here:Problem": Problem, ".here:Other": Other}
    monkeypatch.setattr(_error_types, "ERRORS", errors)
    monkeypatch.setattr(_error_body, "_loaded", found.__getitem__)
    _error_body._endpoints.cache_clear()
    yield
    _error_body._endpoints.cache_clear()


@pytest.mark.parametrize("use", [use_sync, use_async])
@pytest.mark.parametrize(
    ("path", "status", "expected"),
    [
        ("/things/a%2Fb?x=1", 404, Problem),
        ("/things/mine", 404, Other),
        ("/things/a", 503, Other),
        ("/things/a", 400, dict),
        ("/elsewhere", 404, dict),
    ],
)
def test_the_type_is_that_of_the_call_and_the_status(
    use: Use, path: str, status: int, expected: Any
) -> None:
    answer = reply({"title": "no"}, status=status)
    with serve(answer) as loopback, pytest.raises(APIStatusError) as raised:
        use(loopback.url, lambda client: client.get(path, cast_to=object), max_retries=0)
    assert type(raised.value.parsed) is expected
    assert raised.value.body == {"title": "no"}


def test_a_body_that_is_no_json_stays_as_it_is() -> None:
    with serve(reply("gone", status=404)) as loopback, pytest.raises(APIStatusError) as raised:
        use_sync(loopback.url, lambda client: client.get("/things/a", cast_to=object))
    assert raised.value.parsed == "gone"
