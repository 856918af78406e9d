"""Write the IR as JSON, for people and for tests."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping

from bessemer.ir.api import Api


def dump(api: Api) -> str:
    """The whole IR as JSON text: dataclasses as objects with their class in `kind`, keys in declaration order."""
    return json.dumps(_plain(api), indent=2, ensure_ascii=False) + "\n"


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {item.name: _plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
        return {"kind": type(value).__name__, **fields}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value
