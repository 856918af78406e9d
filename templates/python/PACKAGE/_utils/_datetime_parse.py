"""Read dates as pydantic 1 did: ISO 8601 text, or epoch numbers of guessed unit."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import Dict, Optional, Union

from .._types import StrBytesIntFloat

_DATE = r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
_TIME = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{1,2})"
    r"(?::(?P<second>\d{1,2})(?:\.(?P<microsecond>\d{1,6})\d{0,6})?)?"
    r"(?P<offset>Z|[+-]\d{2}(?::?\d{2})?)?"
)
_ONLY_DATE = re.compile(_DATE, re.ASCII)
_DATE_AND_TIME = re.compile(f"{_DATE}[T ]{_TIME}", re.IGNORECASE | re.ASCII)

_EPOCH = datetime(1970, 1, 1)
# Above this an epoch number counts milliseconds, then microseconds, then nanoseconds: it is the year 2603 in seconds.
_MS_WATERSHED = int(2e10)
# The year 9999 in nanoseconds, and more.
_MAX_NUMBER = int(3e20)


def parse_datetime(value: Union[datetime, StrBytesIntFloat]) -> datetime:
    """Raises ValueError; infinite and huge numbers clamp to the limits of datetime."""
    if isinstance(value, datetime):
        return value
    number = _number(value, "datetime")
    if number is not None:
        return _from_epoch(number)
    match = _DATE_AND_TIME.fullmatch(_as_text(value))
    if match is None:
        raise ValueError("invalid datetime format")
    groups = match.groupdict()
    fraction = groups.pop("microsecond")
    zone = _zone(groups.pop("offset"))
    numbers: Dict[str, int] = {name: int(text) for name, text in groups.items() if text is not None}
    microsecond = int(fraction.ljust(6, "0")) if fraction else 0
    return datetime(**numbers, microsecond=microsecond, tzinfo=zone)


def parse_date(value: Union[date, StrBytesIntFloat]) -> date:
    """Raises ValueError; a datetime gives its date."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    number = _number(value, "date")
    if number is not None:
        return _from_epoch(number).date()
    match = _ONLY_DATE.fullmatch(_as_text(value))
    if match is None:
        raise ValueError("invalid date format")
    return date(*(int(text) for text in match.groups()))


def _as_text(value: StrBytesIntFloat) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


def _number(value: StrBytesIntFloat, wanted: str) -> Optional[float]:
    if isinstance(value, (int, float)):
        return value
    if not isinstance(value, (str, bytes)):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(
            f"invalid type; expected {wanted}, string, bytes, int or float, got {type(value).__name__}"
        )
    try:
        return float(value)
    except ValueError:
        return None


def _from_epoch(number: float) -> datetime:
    if number != number:
        raise ValueError("invalid datetime format: NaN")
    if number > _MAX_NUMBER:
        return datetime.max
    if number < -_MAX_NUMBER:
        return datetime.min
    while abs(number) > _MS_WATERSHED:
        number /= 1000
    return (_EPOCH + timedelta(seconds=number)).replace(tzinfo=timezone.utc)


def _zone(offset: Optional[str]) -> Optional[timezone]:
    if offset is None:
        return None
    if offset in "Zz":
        return timezone.utc
    minutes = 60 * int(offset[1:3]) + (int(offset[-2:]) if len(offset) > 3 else 0)
    # timezone refuses a day or more with ValueError.
    return timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))
