"""Write JSON request bodies."""

from __future__ import annotations

import base64
import json
from datetime import date, datetime
from enum import Enum
from typing import Any

import pydantic


def openapi_dumps(obj: object) -> bytes:
    """Compact UTF-8 JSON.

    Dates become ISO 8601 text, bytes base64 text; models are dumped by alias, without unset fields. Raises ValueError
    for NaN and infinities, TypeError for what JSON cannot say.
    """
    return json.dumps(
        obj, default=_plain, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    ).encode("utf-8")


def _plain(value: Any) -> Any:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, pydantic.BaseModel):
        return value.model_dump(mode="json", exclude_unset=True, by_alias=True)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (bytes, bytearray)):
        return base64.b64encode(value).decode("ascii")
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")
