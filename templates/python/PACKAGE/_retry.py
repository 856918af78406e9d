"""Decide whether to try again, and when."""

# JSON and users' values have types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

import email.utils
import random
import time
from os import PathLike
from typing import TYPE_CHECKING, Any, Mapping, Optional

from ._constants import INITIAL_RETRY_DELAY, MAX_RETRY_DELAY

if TYPE_CHECKING:
    from ._http import httpx
    from ._options import FinalRequestOptions

_MAX_RETRY_AFTER = 60


def should_retry(response: httpx.Response) -> bool:
    """The server's x-should-retry wins over what the status says."""
    advice: Optional[str] = response.headers.get("x-should-retry")
    if advice in ("true", "false"):
        return advice == "true"
    return response.status_code in (408, 409, 429) or response.status_code >= 500


def retry_delay(retries_taken: int, headers: Optional[httpx.Headers]) -> float:
    """Seconds to wait before retry number retries_taken, counted from 0.

    What the server asks for wins when it is above 0 and at most 60 s. Otherwise 0.5 s doubling to 8 s, less up to a
    quarter at random so that clients spread out.
    """
    asked = parse_retry_after(headers)
    if asked is not None and 0 < asked <= _MAX_RETRY_AFTER:
        return asked
    # A float cannot hold 2**1024.
    backoff = min(INITIAL_RETRY_DELAY * 2.0 ** min(retries_taken, 1000), MAX_RETRY_DELAY)
    return max(0.0, backoff * (1 - 0.25 * random.random()))


def parse_retry_after(headers: Optional[httpx.Headers]) -> Optional[float]:
    """Seconds from now, or None where the headers do not say or cannot be read; negative for a date that is past.

    Source: RFC 9110 section 10.2.3.
    """
    if headers is None:
        return None
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    value = headers.get("retry-after")
    seconds = _number(value)
    if seconds is not None or value is None:
        return seconds
    parsed = email.utils.parsedate_tz(value)
    if parsed is None:
        return None
    try:
        return email.utils.mktime_tz(parsed) - time.time()
    except (ValueError, OverflowError):
        return None


def can_be_sent_again(options: FinalRequestOptions) -> bool:
    """Whether the body is still there after a failed attempt."""
    if options.content is not None and not _in_memory(options.content):
        return False
    files: Any = options.files
    if not files:
        return True
    entries = files.items() if isinstance(files, Mapping) else files
    contents = [file[1] if isinstance(file, tuple) else file for _, file in entries]
    return all(_in_memory(content) or _can_rewind(content) for content in contents)


def _can_rewind(content: Any) -> bool:
    seekable = getattr(content, "seekable", None)
    return seekable is not None and bool(seekable())


def _in_memory(content: object) -> bool:
    return content is None or isinstance(content, (bytes, bytearray, str, PathLike))


def _number(text: Optional[str]) -> Optional[float]:
    try:
        return float(text or "")
    except ValueError:
        return None
