"""Put names into the order in which published SDKs list them."""

from __future__ import annotations

_FIRST = {"id": 0, "token": 1}


def name_order(wire_name: str) -> tuple[int, str]:
    """A sort key: `id`, then `token`, then by letters whatever their case; an underscore comes before all else."""
    return _FIRST.get(wire_name, len(_FIRST)), wire_name.casefold().replace("_", "\0")
