"""The order of servers: an address without TLS comes after the same with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_PLAIN = "http://"
# What runs on the machine itself seldom has a certificate.
_LOCAL = ("localhost", "127.", "[::1]")


def in_order(servers: Sequence[Any]) -> tuple[int, ...]:
    """The indexes of servers as they are meant: where both are listed, no credential leaves in the clear."""
    addresses = [_address(server) for server in servers]
    twins: dict[int, int] = {}
    for index, address in enumerate(addresses):
        secure = _over_tls(address)
        if secure in addresses:
            twins[index] = addresses.index(secure)
    places = {index: index for index in range(len(addresses))}
    for index, twin in twins.items():
        places[index] = places[twin] = min(index, twin)
    return tuple(sorted(places, key=lambda index: (places[index], index in twins, index)))


def is_plain_twin(server: Any, servers: Sequence[Any]) -> bool:
    """Whether the same address is listed with TLS too."""
    return _over_tls(_address(server)) in [_address(item) for item in servers]


def _address(server: Any) -> str:
    url = server.get("url") if isinstance(server, dict) else None
    return url.strip().rstrip("/") if isinstance(url, str) else ""


def _over_tls(address: str) -> str | None:
    rest = address.removeprefix(_PLAIN)
    return None if rest == address or rest.startswith(_LOCAL) else f"https://{rest}"
