"""Dates are read generously, and refused with ValueError."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from anthropic._utils import parse_date, parse_datetime


def at(hours: float) -> timezone:
    return timezone(timedelta(hours=hours))


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (1_494_012_444.883_309, datetime(2017, 5, 5, 19, 27, 24, 883_309, timezone.utc)),
        ("1494012444.883309", datetime(2017, 5, 5, 19, 27, 24, 883_309, timezone.utc)),
        (1_494_012_444, datetime(2017, 5, 5, 19, 27, 24, tzinfo=timezone.utc)),
        (1_494_012_444_000, datetime(2017, 5, 5, 19, 27, 24, tzinfo=timezone.utc)),
        (1_494_012_444_000_000, datetime(2017, 5, 5, 19, 27, 24, tzinfo=timezone.utc)),
        (1_494_012_444_000_000_000, datetime(2017, 5, 5, 19, 27, 24, tzinfo=timezone.utc)),
        (b"2012-04-23T09:15:00", datetime(2012, 4, 23, 9, 15)),
        ("2012-4-9 4:8:16", datetime(2012, 4, 9, 4, 8, 16)),
        ("2012-04-23T09:15:00Z", datetime(2012, 4, 23, 9, 15, tzinfo=timezone.utc)),
        ("2012-04-23T10:20:30.400+02:30", datetime(2012, 4, 23, 10, 20, 30, 400_000, at(2.5))),
        ("2012-04-23T10:20:30.400+02", datetime(2012, 4, 23, 10, 20, 30, 400_000, at(2))),
        ("2012-4-9 4:8:16-0320", datetime(2012, 4, 9, 4, 8, 16, tzinfo=at(-10 / 3))),
        (float("inf"), datetime.max),
        (float("-inf"), datetime.min),
        (10**50, datetime.max),
    ],
)
def test_datetimes_are_read_from_text_and_epochs(given: Any, read: datetime) -> None:
    assert parse_datetime(given) == read


@pytest.mark.parametrize(
    "given", ["", "x20120423091500", "2012-04-56T09:15:90", "2012-04-23T11:05:00-25:00", "nan"]
)
def test_what_is_no_datetime_is_a_value_error(given: str) -> None:
    with pytest.raises(ValueError):
        parse_datetime(given)


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("2012-4-9", date(2012, 4, 9)),
        (b"2012-04-23", date(2012, 4, 23)),
        (1_532_818_800, date(2018, 7, 28)),
        (datetime(2012, 4, 9, 12, 15), date(2012, 4, 9)),
        (float("inf"), date.max),
    ],
)
def test_dates_are_read_from_text_and_epochs(given: Any, read: date) -> None:
    assert parse_date(given) == read


@pytest.mark.parametrize("given", ["x20120423", "2012-04-56", "2012-04-23T00:00"])
def test_what_is_no_date_is_a_value_error(given: str) -> None:
    with pytest.raises(ValueError):
        parse_date(given)
