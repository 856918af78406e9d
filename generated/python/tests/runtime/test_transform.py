"""Arguments leave under their wire names, in their wire formats."""

from __future__ import annotations

import asyncio
import io
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any, Dict, Iterable, List, Optional, Union

import pydantic
import pytest
from typing_extensions import Annotated, Required, TypeAliasType, TypedDict

from anthropic._models import BaseModel, construct_type
from anthropic._types import Base64FileInput, FileTypes, not_given, omit
from anthropic._utils import PropertyInfo, async_transform, maybe_transform
from anthropic._utils import transform as sync_transform


@pytest.fixture(params=["sync", "async"])
def transform(request: Any) -> Any:
    if request.param == "sync":
        return sync_transform
    return lambda data, expected: asyncio.run(async_transform(data, expected))


class Inner(TypedDict, total=False):
    foo_bar: Annotated[str, PropertyInfo(alias="fooBar")]


class Other(TypedDict, total=False):
    baz_qux: Annotated[str, PropertyInfo(alias="bazQux")]


class Outer(TypedDict, total=False):
    my_inner: Annotated[Inner, PropertyInfo(alias="myInner")]
    many: Iterable[Inner]
    by_name: Dict[str, Inner]
    either: Union[Inner, List[Other]]
    needed: Required[Annotated[str, PropertyInfo(alias="Needed")]]


class When(TypedDict, total=False):
    at: Annotated[Union[datetime, date, None], PropertyInfo(format="iso8601")]
    required_at: Required[Annotated[Optional[datetime], PropertyInfo(format="iso8601")]]
    many: Annotated[List[datetime], PropertyInfo(format="iso8601")]
    hour: Annotated[Union[datetime, str], PropertyInfo(format="custom", format_template="%H")]


Day = Annotated[Union[str, date], PropertyInfo(format="iso8601")]
AliasedDay = TypeAliasType("AliasedDay", Day)


class Days(TypedDict, total=False):
    first_day: Required[Annotated[Day, PropertyInfo(alias="firstDay")]]
    last_day: Annotated[AliasedDay, PropertyInfo(alias="lastDay")]
    many: List[AliasedDay]


class Upload(TypedDict, total=False):
    data: Annotated[Union[str, Base64FileInput], PropertyInfo(format="base64")]


class Model(BaseModel):
    from_: str = pydantic.Field(alias="from")
    default: int = 1


def test_keys_are_renamed_at_every_depth(transform: Any) -> None:
    given = {
        "needed": "x",
        "my_inner": {"foo_bar": "a"},
        "many": ({"foo_bar": "b"},),
        "by_name": {"foo_bar": {"foo_bar": "c"}},
        "either": [{"baz_qux": "d"}],
    }
    assert transform(given, Outer) == {
        "Needed": "x",
        "myInner": {"fooBar": "a"},
        "many": [{"fooBar": "b"}],
        "by_name": {"foo_bar": {"fooBar": "c"}},
        "either": [{"bazQux": "d"}],
    }


def test_unknown_keys_and_mismatched_values_pass_through(transform: Any) -> None:
    assert transform({"my_inner": "text", "x": {"foo_bar": 1}}, Outer) == {
        "myInner": "text",
        "x": {"foo_bar": 1},
    }


def test_what_is_not_given_or_omitted_is_left_out_and_none_stays(transform: Any) -> None:
    assert transform({"foo_bar": None, "a": not_given, "b": omit}, Inner) == {"fooBar": None}


def test_numbers_lists_are_the_same_object(transform: Any) -> None:
    numbers = [1, 2, 3]
    assert transform(numbers, List[int]) is numbers
    assert transform(numbers, Iterable[float]) is numbers


def test_generators_become_lists_but_text_and_dicts_do_not(transform: Any) -> None:
    assert transform((item for item in [{"foo_bar": "a"}]), Iterable[Inner]) == [{"fooBar": "a"}]
    assert transform("abc", Iterable[str]) == "abc"
    assert transform({"foo_bar": 1}, Iterable[Inner]) == {"foo_bar": 1}


def test_dates_are_written_in_iso_8601(transform: Any) -> None:
    moment = datetime(2023, 2, 23, 14, 16, 36, tzinfo=timezone.utc)
    assert transform(
        {"at": date(2023, 2, 23), "required_at": moment, "many": [moment], "hour": moment}, When
    ) == {
        "at": "2023-02-23",
        "required_at": "2023-02-23T14:16:36+00:00",
        "many": ["2023-02-23T14:16:36+00:00"],
        "hour": "14",
    }
    assert transform({"at": "as it is", "required_at": None}, When) == {
        "at": "as it is",
        "required_at": None,
    }


def test_named_types_say_their_format_and_fields_their_name(transform: Any) -> None:
    day = date(2023, 2, 23)
    assert transform({"first_day": day, "last_day": day, "many": [day]}, Days) == {
        "firstDay": "2023-02-23",
        "lastDay": "2023-02-23",
        "many": ["2023-02-23"],
    }


def test_files_are_base64_encoded_and_text_is_left_alone(transform: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Hello")
    assert transform({"data": path}, Upload) == {"data": "SGVsbG8="}
    assert transform({"data": io.StringIO("Hello")}, Upload) == {"data": "SGVsbG8="}
    assert transform([{"data": io.BytesIO(b"Hello")}], List[Upload]) == [{"data": "SGVsbG8="}]
    assert transform({"data": "SGVsbG8="}, Upload) == {"data": "SGVsbG8="}


def test_a_file_that_cannot_be_read_is_an_error(transform: Any, tmp_path: Path) -> None:
    class Empty(io.RawIOBase):
        def read(self, size: int = -1) -> None:
            return None

    with pytest.raises(FileNotFoundError, match="absent"):
        transform({"data": tmp_path / "absent"}, Upload)
    with pytest.raises(RuntimeError, match=r"Could not read bytes from .*; Received .*NoneType"):
        transform({"data": Empty()}, Upload)


def test_models_are_dumped_by_alias_without_unset_fields(transform: Any) -> None:
    assert transform(
        {"m": [construct_type(value={"from": "x"}, type_=Model)]}, Dict[str, List[Model]]
    ) == {"m": [{"from": "x"}]}
    assert transform(construct_type(value={"from": "x", "default": 1}, type_=Model), Any) == {
        "from": "x",
        "default": 1,
    }


def test_a_mismatched_model_is_sent_with_a_warning(transform: Any) -> None:
    with pytest.warns(UserWarning):
        assert transform(construct_type(value={"from": 1}, type_=Model), Any) == {"from": 1}


def test_maybe_transform_keeps_none() -> None:
    assert maybe_transform(None, Inner) is None


Alias = TypeAliasType("Alias", Inner)
Hour = TypeAliasType(
    "Hour", Annotated[datetime, PropertyInfo(format="custom", format_template="%H")]
)


class Aliased(TypedDict, total=False):
    one: Alias
    many: List[Alias]
    hour: Hour


def test_aliases_of_types_are_looked_through(transform: Any) -> None:
    data = {"one": {"foo_bar": "a"}, "many": [{"foo_bar": "b"}], "hour": datetime(2024, 1, 2, 3)}
    assert transform(data, Aliased) == {
        "one": {"fooBar": "a"},
        "many": [{"fooBar": "b"}],
        "hour": "03",
    }


class Id(TypedDict, total=False):
    id: str
    is_open: Annotated[bool, PropertyInfo(alias="isOpen")]
    at: Annotated[datetime, PropertyInfo(format="iso8601")]


class UnderscoredId(TypedDict, total=False):
    id: Annotated[str, PropertyInfo(alias="id_")]
    id_: Annotated[str, PropertyInfo(alias="id")]
    to: str


def test_the_keys_of_a_variant_are_not_renamed_by_the_next(transform: Any) -> None:
    either = Union[Id, UnderscoredId]
    assert transform({"id": "a"}, either) == {"id": "a"}
    assert transform({"id": "a", "isOpen": True}, either) == {"id": "a", "isOpen": True}
    assert transform({"id": "a", "to": "b"}, either) == {"id_": "a", "to": "b"}
    when = datetime(2024, 1, 2, tzinfo=timezone.utc)
    assert transform({"at": when}, either) == {"at": "2024-01-02T00:00:00+00:00"}


class Files(TypedDict, total=False):
    file: Required[FileTypes]
    perhaps: Optional[FileTypes]
    many: List[FileTypes]


def test_files_stay_what_they_are(transform: Any) -> None:
    file = ("notes.md", b"# Notes", "text/markdown", {"X-A": "b"})
    data = {"file": file, "perhaps": file[:2], "many": [file[:3], b"raw", ("open", io.BytesIO())]}
    made = transform(data, Files)
    assert made == data
    assert [type(one) for one in (made["file"], made["perhaps"], *made["many"])] == [
        tuple,
        tuple,
        tuple,
        bytes,
        tuple,
    ]
