"""Text that is already valid where it will stand."""

from __future__ import annotations

from collections.abc import Iterable


class Code(str):
    """Text in an output language. The templates print nothing else."""

    __slots__ = ()


def code(*parts: str) -> Code:
    """Join pieces of an output language. Never give it text of a document: encode that first."""
    return Code("".join(parts))


def joined(separator: str, parts: Iterable[Code]) -> Code:
    return Code(separator.join(parts))
