"""Read durations."""

from __future__ import annotations

import re

from bessemer.config.cursor import Cursor

_DURATION = re.compile(r"^PT(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?$")


def seconds(duration: Cursor, default: float) -> float:
    """A duration in seconds: a number of milliseconds, or ISO 8601 (`PT60S`). None at all is a problem."""
    found = _seconds(duration, default)
    if duration.present and found == 0 and default != 0:
        help_ = "write milliseconds or ISO 8601: `PT60S`"
        duration.report("config-value-invalid", "a call that may take no time is given up at once", help_)
        return default
    return found


def _seconds(duration: Cursor, default: float) -> float:
    value = duration.value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return duration.number(default * 1000) / 1000
    text = duration.text()
    if text is None:
        return default
    match = _DURATION.match(text) if len(text) < 40 else None
    if match is None or not any(match.groups()):
        duration.report(
            "config-value-invalid", f"{text!r} is not a duration", "write milliseconds or ISO 8601: `PT60S`"
        )
        return default
    hours, minutes, rest = (float(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + rest
