"""The names that users import from modules of published SDKs do what they are called."""

from __future__ import annotations

import asyncio
import importlib
import io
import logging
import subprocess
import sys
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any, AsyncIterator, Generic, Iterator, List, Optional, TypeVar, Union

import pytest

from anthropic import _base_client, _compat, _files, _models, _qs, _streaming, _utils
from anthropic._http import httpx
from anthropic._types import ModelBuilderProtocol, not_given

from .sample_client import Sample

T = TypeVar("T")


@pytest.mark.parametrize(
    ("module", "names"),
    [
        (
            "_base_client",
            "AsyncPaginator BasePage PageInfo SyncPageT Stream APIResponse Querystring openapi_dumps",
        ),
        (
            "_base_client",
            "INITIAL_RETRY_DELAY MAX_RETRY_DELAY RAW_RESPONSE_HEADER Timeout OtherArch lru_cache",
        ),
        ("_models", "GenericModel PropertyInfo get_model_fields parse_datetime json_safe Timeout"),
        ("_models", "parse_obj Body Headers Query AnyMapping IncEx ModelT"),
        (
            "_utils",
            "get_args get_origin is_union file_from_path get_async_library SensitiveHeadersFilter",
        ),
        (
            "_utils._utils",
            "human_join quote required_args extract_files is_mapping strip_not_given",
        ),
        (
            "_utils._compat",
            "parse_date parse_datetime get_args get_origin is_literal_type is_typeddict is_union",
        ),
        (
            "_compat",
            "GenericModel PYDANTIC_V2 typed_cached_property model_parse field_is_required get_model_config ConfigDict",
        ),
        ("_files", "Base64FileInput is_mapping_t is_sequence_t is_tuple_t is_file_content"),
        ("_response", "Stream BaseModel RAW_RESPONSE_HEADER is_stream_class_type is_basemodel log"),
        ("_legacy_response", "Stream AsyncStream BaseModel MissingStreamClassError"),
        ("_types", "Timeout Transport AsyncTransport ProxiesTypes URL Proxy Response"),
        ("_constants", "DEFAULT_TIMEOUT DEFAULT_CONNECTION_LIMITS"),
    ],
)
def test_names_are_there_and_listed(module: str, names: str) -> None:
    found = importlib.import_module(f"anthropic.{module}")
    for name in names.split():
        assert getattr(found, name) is not None
        assert name in dir(found)


def test_a_name_that_is_nowhere_is_an_attribute_error() -> None:
    name = "no_such_name"
    for module in (_base_client, _models, _utils, _compat):
        with pytest.raises(AttributeError, match=name):
            getattr(module, name)


def test_names_of_other_modules_are_imported_when_they_are_asked_for() -> None:
    program = (
        "import sys, anthropic._utils, anthropic._base_client\n"
        "late = ('_utils._utils', '_utils._reflection', '_utils._streams', '_paging', '_response')\n"
        "assert not [name for name in late if f'anthropic.{name}' in sys.modules]\n"
        "from anthropic._utils import flatten, consume_sync_iterator\n"
        "assert 'anthropic._utils._utils' in sys.modules\n"
    )
    path = ":".join(entry for entry in sys.path if entry)
    subprocess.run([sys.executable, "-c", program], check=True, env={"PYTHONPATH": path})


def test_text_of_environment_variables_becomes_values() -> None:
    assert _utils.coerce_integer("12") == 12
    assert _utils.coerce_float("1.5") == 1.5
    assert [_utils.coerce_boolean(text) for text in ("true", "1", "on", "false", "")] == [
        True
    ] * 3 + [False] * 2
    assert _utils.maybe_coerce_integer(None) is None and _utils.maybe_coerce_integer("3") == 3
    assert _utils.maybe_coerce_float(None) is None and _utils.maybe_coerce_float("3") == 3.0
    assert _utils.maybe_coerce_boolean(None) is None and _utils.maybe_coerce_boolean("on") is True
    with pytest.raises(ValueError):
        _utils.coerce_integer("1.5")


def test_small_helpers() -> None:
    assert _utils.flatten([[1, 2], (3,)]) == [1, 2, 3]
    assert _utils.removeprefix("a.b", "a.") == "b" and _utils.removesuffix("a.b", ".b") == "a"
    assert _utils.is_mapping_t({}) and _utils.is_sequence_t([]) and _utils.is_tuple_t(())
    assert not _utils.is_mapping_t([]) and not _utils.is_tuple_t([])
    calls: List[int] = []

    @_utils.lru_cache(maxsize=1)
    def once(value: int) -> int:
        calls.append(value)
        return value

    assert once(1) == once(1) == 1 and calls == [1]


def test_json_safe_has_moments_as_text() -> None:
    day, moment = date(2023, 2, 23), datetime(2023, 2, 23, 14, 16, tzinfo=timezone.utc)
    assert _utils.json_safe({day: [moment, ("x", {1: day})], "b": b"raw"}) == {
        "2023-02-23": ["2023-02-23T14:16:00+00:00", ["x", {1: "2023-02-23"}]],
        "b": b"raw",
    }


def test_a_required_header_is_found_in_any_spelling() -> None:
    class OnlyGet:
        def get(self, name: str) -> Optional[str]:
            return {"Webhook-Id": "3"}.get(name)

    assert _utils.get_required_header({"X-Key": "1"}, "x-key") == "1"
    assert _utils.get_required_header(httpx.Headers({"x-key": "2"}), "X-Key") == "2"
    assert _utils.get_required_header(OnlyGet(), "webhook-id") == "3"
    with pytest.raises(ValueError, match="x-key"):
        _utils.get_required_header({}, "x-key")


def test_signatures_are_compared() -> None:
    def source(a: int, *, b: str) -> None: ...
    def same(a: int, *, b: str, c: bool = False) -> None: ...
    def other(a: str) -> None: ...

    assert _utils.function_has_argument(source, "b") and not _utils.function_has_argument(
        other, "b"
    )
    _utils.assert_signatures_in_sync(source, same)
    with pytest.raises(
        AssertionError, match=r"2 errors(.|\n)*`a` param(.|\n)*`b` param is missing"
    ):
        _utils.assert_signatures_in_sync(source, other)
    _utils.assert_signatures_in_sync(source, other, exclude_params={"a", "b"})


def test_iterators_are_consumed() -> None:
    taken: List[int] = []

    def numbers() -> Iterator[int]:
        for number in range(3):
            taken.append(number)
            yield number

    async def later() -> AsyncIterator[int]:
        for number in range(3, 5):
            taken.append(number)
            yield number

    _utils.consume_sync_iterator(numbers())
    asyncio.run(_utils.consume_async_iterator(later()))
    assert taken == [0, 1, 2, 3, 4]


def test_a_filter_masks_the_headers_that_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    log = logging.getLogger("a.name.of.its.own")
    log.addFilter(_utils.SensitiveHeadersFilter())
    with caplog.at_level(logging.DEBUG, logger=log.name):
        log.debug(
            "Request: %s", {"headers": {"Authorization": "Bearer x", "accept": "*/*"}, "url": "/a"}
        )
        log.debug("Plain: %s", "text")
    first: Any = caplog.records[0].args
    assert (
        first["headers"] == {"Authorization": "<redacted>", "accept": "*/*"}
        and first["url"] == "/a"
    )
    assert "Bearer x" not in caplog.text and "Plain: text" in caplog.text


def test_contents_of_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"hello")
    assert _files.is_base64_file_input(io.BytesIO()) and _files.is_base64_file_input(tmp_path)
    assert not _files.is_base64_file_input(b"raw")
    assert _files.is_file_content(("a.txt", b"raw")) and not _files.is_file_content(("a.txt",))
    assert _files.read_file_content(tmp_path / "a.txt") == b"hello"
    assert asyncio.run(_files.async_read_file_content(tmp_path / "a.txt")) == b"hello"
    assert _files.read_file_content(b"raw") == b"raw"
    _files.assert_is_file_content(b"raw")
    _files.assert_is_file_content(("a.txt", b"raw", "text/plain"))
    with pytest.raises(RuntimeError, match="Expected entry at `a` to be bytes"):
        _files.assert_is_file_content("text", key="a")


def test_models_are_told_from_other_types() -> None:
    class Model(_models.BaseModel):
        a: int

    class Box(_models.BaseModel, Generic[T]):
        value: T

    assert (
        _models.is_basemodel(Model)
        and _models.is_basemodel(Union[str, Model])
        and _models.is_basemodel(Box[int])
    )
    assert not _models.is_basemodel(str) and not _models.is_basemodel(Union[str, int])
    assert _models.is_basemodel_type(Box[int]) and not _models.is_basemodel_type(Union[str, Model])
    assert _models.construct_type_unchecked(value={"a": 1}, type_=Model).a == 1
    assert _compat.model_parse(Model, {"a": 1}) == Model(a=1)
    assert _compat.field_is_required(_compat.get_model_fields(Model)["a"])
    assert _compat.get_model_config(Model)["extra"] == "allow"


def test_stream_classes_are_told_from_other_types() -> None:
    assert _streaming.is_stream_class_type(_streaming.Stream[bytes])
    assert _streaming.is_stream_class_type(_streaming.AsyncStream)
    assert not _streaming.is_stream_class_type(bytes)


def test_a_type_that_builds_itself() -> None:
    class Built:
        @classmethod
        def build(cls, *, response: Any, data: object) -> Built:
            return cls()

    assert isinstance(Built, ModelBuilderProtocol) and not isinstance(int, ModelBuilderProtocol)


def test_options_of_a_query_come_from_its_writer_unless_they_are_given() -> None:
    writer = _qs.Querystring(array_format="comma")
    options = _qs.Options(writer, array_format=not_given, nested_format="dots")
    assert (options.array_format, options.nested_format) == ("comma", "dots")
    assert _qs.Options().array_format == "repeat"


def test_options_of_a_request_can_be_copied_as_models_are() -> None:
    options = _models.FinalRequestOptions.model_construct(
        method="post", url="/a", json_data={"b": [1]}
    )
    copied = _compat.model_copy(options)  # type: ignore[type-var]  # pyright: ignore
    deep = options.model_copy(update={"url": "/c"}, deep=True)
    assert copied.url == "/a" and copied.json_data is options.json_data
    assert (
        deep.url == "/c"
        and deep.json_data == {"b": [1]}
        and deep.json_data is not options.json_data
    )


def test_what_subclasses_of_a_client_may_override_is_used() -> None:
    class Elsewhere(Sample):
        def _prepare_url(self, url: str) -> httpx.URL:
            return httpx.URL(f"https://elsewhere.example{url}")

        def _enforce_trailing_slash(self, url: httpx.URL) -> httpx.URL:
            return url

    client = Elsewhere(api_key="k", base_url="https://api.example/v1")
    request = client._build_request(_models.FinalRequestOptions(method="get", url="/a"))
    assert str(request.url) == "https://elsewhere.example/a"
    assert str(client.base_url) == "https://api.example/v1"


def test_a_client_turns_data_into_types_and_says_which_responses_are_streamed() -> None:
    class Model(_models.BaseModel):
        a: int

    client = Sample(api_key="k")
    response = httpx.Response(200)
    assert client._process_response_data(data={"a": 1}, cast_to=Model, response=response).a == 1
    marked = httpx.Request(
        "GET", "https://api.example", headers={"X-Stainless-Raw-Response": "stream"}
    )
    assert client._should_stream_response_body(marked)
    assert not client._should_stream_response_body(httpx.Request("GET", "https://api.example"))


def test_the_base_client_names_its_http_client_and_stream_types() -> None:
    assert _base_client.BaseClient[Any, Any] is not None
