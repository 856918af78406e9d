"""The small helpers keep their promises."""

from __future__ import annotations

import asyncio
import copy
import logging
import math
import subprocess
import sys
import threading
from datetime import date, datetime, timezone
from typing import Any, Generic, Iterable, List, Optional, Sequence, Tuple, TypeVar, Union

import pytest

from anthropic._constants import ENV_PREFIX
from anthropic._models import BaseModel
from anthropic._options import FinalRequestOptions, make_request_options
from anthropic._types import NOT_GIVEN, NotGiven, Omit, not_given, omit
from anthropic._utils import (
    LazyProxy,
    asyncify,
    extract_type_arg,
    extract_type_var_from_base,
    header_params,
    is_list_type,
    is_sequence_type,
    is_union_type,
    joined,
    required_args,
    strip_not_given,
)
from anthropic._utils._json import openapi_dumps
from anthropic._utils._logs import masked, setup_logging

T = TypeVar("T")
U = TypeVar("U")


def test_sentinels_are_false_and_say_what_they_are() -> None:
    assert not not_given and not omit
    assert repr(not_given) == "NOT_GIVEN"
    assert NOT_GIVEN is not_given
    assert isinstance(copy.deepcopy(not_given), NotGiven)
    assert strip_not_given({"a": not_given, "b": None}) == {"b": None}


def test_json_is_compact_utf8_with_dates_and_models() -> None:
    class Model(BaseModel):
        a: int
        b: Optional[int] = None

    value = {
        "é": [datetime(2020, 1, 2, tzinfo=timezone.utc), date(2020, 1, 2)],
        "m": Model.construct(a=1),
    }
    assert (
        openapi_dumps(value)
        == '{"é":["2020-01-02T00:00:00+00:00","2020-01-02"],"m":{"a":1}}'.encode()
    )


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_json_has_no_nan_or_infinity(value: float) -> None:
    with pytest.raises(ValueError):
        openapi_dumps({"a": value})


def test_json_refuses_what_it_cannot_say() -> None:
    with pytest.raises(TypeError, match="not JSON serializable"):
        openapi_dumps({"a": object()})


@pytest.mark.parametrize("value", [b"\x00\xff", bytearray(b"\x00\xff")])
def test_bytes_in_json_are_base64_text(value: object) -> None:
    assert openapi_dumps({"a": value}) == b'{"a":"AP8="}'


def test_list_headers_put_the_default_last() -> None:
    assert joined(["a", "b"], default="d") == "a,b,d"
    assert joined([], default="d") == "d"
    assert joined(omit, default="d") == "d"
    assert joined([]) == ""
    assert isinstance(joined(omit), Omit)


def test_extra_headers_win_over_header_arguments() -> None:
    headers = header_params(
        {"a": 1, "b": True, "c": omit, "d": not_given, "e": None}, {"a": "x", "f": omit}
    )
    assert headers == {"a": "x", "b": "true", "c": omit, "f": omit}


def test_extra_query_wins_over_query() -> None:
    assert make_request_options(query={"a": 1, "b": 2}, extra_query={"a": 3}) == {
        "params": {"a": 3, "b": 2}
    }
    assert make_request_options() == {}
    assert make_request_options(timeout=None) == {"timeout": None}


def test_options_do_not_show_secrets() -> None:
    options = FinalRequestOptions.construct(
        method="get", url="/x", headers={"X-Api-Key": "canary", "Accept": "y"}
    )
    assert "canary" not in repr(options)
    assert "Accept" in repr(options)


def test_secret_headers_are_masked() -> None:
    names = ["Authorization", "api-key", "X-Api-Key", "cookie", "Set-Cookie", "X-Auth-Token"]
    assert set(masked({name: "canary" for name in names}).values()) == {"<redacted>"}
    assert masked({"Accept": "a"}) == {"Accept": "a"}


@pytest.mark.parametrize(
    ("value", "level"), [("debug", logging.DEBUG), ("info", logging.INFO), ("DEBUG", None)]
)
def test_the_log_variable_sets_the_level(
    value: str, level: Optional[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"{ENV_PREFIX}_LOG", value)
    logger = logging.getLogger(setup_logging.__module__.split(".")[0])
    before = logger.level
    try:
        setup_logging()
        assert logger.level == (before if level is None else level)
    finally:
        logger.setLevel(before)


def test_required_arguments_are_named() -> None:
    @required_args(["a"])
    def one(a: Optional[str] = None) -> Optional[str]:
        return a

    assert one(None) is None
    assert one(a="x") == "x"
    with pytest.raises(TypeError, match="Missing required argument: 'a'"):
        one()
    with pytest.raises(TypeError, match=r"one\(\) takes 1 argument\(s\) but 2 were given"):
        one("a", "b")  # type: ignore[call-arg]


def test_one_variant_of_required_arguments_is_enough() -> None:
    @required_args(["a", "b", "c"], ["d"])
    def some(*, a: str = "", b: str = "", c: str = "", d: str = "") -> str:
        return a + b + c + d

    assert some(d="d") == "d"
    assert some(a="a", b="b", c="c") == "abc"
    with pytest.raises(TypeError) as raised:
        some(a="a")
    assert str(raised.value) == (
        "Missing required arguments; Expected either ('a', 'b' and 'c') or ('d') "
        "arguments to be given"
    )

    @required_args(["a", "b"])
    def two(a: str = "", b: str = "", c: str = "") -> str:
        return a + b + c

    with pytest.raises(TypeError, match="Missing required arguments: 'a' or 'b'"):
        two(c="c")


def test_a_function_runs_in_a_thread_under_asyncio() -> None:
    assert asyncio.run(asyncify(lambda a, b: a + b)(1, b=2)) == 3


def test_the_thread_of_a_function_ends_with_its_event_loop() -> None:
    thread = asyncio.run(asyncify(threading.current_thread)())
    assert not thread.is_alive()


def test_a_lazy_proxy_that_loads_itself_is_only_a_name() -> None:
    class Endless(LazyProxy[Any]):
        def __load__(self) -> Any:
            return self

    proxy: Any = Endless()
    assert repr(proxy) == str(proxy) == type(proxy.any.path).__name__ == "Endless"
    assert dir(proxy) == []


def test_a_lazy_proxy_that_cannot_load_is_still_a_proxy() -> None:
    class Missing(LazyProxy[Any]):
        def __load__(self) -> Any:
            raise RuntimeError

    assert isinstance(Missing(), LazyProxy)
    assert not isinstance(Missing(), dict)


def test_a_lazy_proxy_loads_once_and_pretends() -> None:
    loads: List[int] = []

    class Proxy(LazyProxy[Any]):
        def __load__(self) -> Any:
            loads.append(1)
            return {"a": 1}

    proxy = Proxy().__as_proxied__()
    assert loads == []
    assert isinstance(proxy, dict)
    assert list(proxy.keys()) == ["a"]
    assert repr(proxy) == "{'a': 1}"
    assert loads == [1]


class Base(Generic[T]): ...


class Base2(Generic[T, U]): ...


class Concrete(Base[int]): ...


class PassesOn(Base[T]): ...


class Swapped(Base2[U, T]): ...


class Deeper(Concrete): ...


class SaysNothing(PassesOn): ...  # type: ignore[type-arg]


def test_type_arguments_are_found_through_bases() -> None:
    def found(typ: Any, index: int = 0, bases: Tuple[type, ...] = (Base,)) -> Any:
        return extract_type_var_from_base(typ, generic_bases=bases, index=index)

    assert found(Base[str]) is str
    assert found(Concrete) is int
    assert found(Deeper) is int
    assert found(PassesOn[bytes]) is bytes
    assert found(Swapped[int, str], 0, (Base2,)) is int
    assert extract_type_arg(List[int], 0) is int
    for says_nothing in (PassesOn, SaysNothing):
        with pytest.raises(RuntimeError, match="to have a type argument at index 0 but it did not"):
            found(says_nothing)


def test_annotations_are_told_apart() -> None:
    assert is_list_type(List[int]) and is_list_type(list)
    assert not is_list_type(Iterable[int])
    assert is_sequence_type(Sequence[int])
    assert is_union_type(Union[int, str])
    if sys.version_info >= (3, 10):
        assert is_union_type(int | str)


def test_importing_types_and_errors_loads_neither_pydantic_nor_the_http_library() -> None:
    code = (
        "import sys, anthropic._types, anthropic._exceptions, anthropic._constants;"
        "print([m for m in ('pydantic', 'httpx', 'httpx2', 'anyio') if m in sys.modules])"
    )
    path = ":".join(entry for entry in sys.path if entry)
    printed = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": path},
        check=True,
        capture_output=True,
        text=True,
    )
    assert printed.stdout.strip() == "[]"
