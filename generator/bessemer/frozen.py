"""Data that never changes once it is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

Kind = TypeVar("Kind")


@dataclass_transform(frozen_default=True)
def frozen(kind: type[Kind]) -> type[Kind]:
    """A dataclass with slots whose fields nobody sets: the type checkers see to that, for every use there is.

    At run time it is not frozen: to make an object of a frozen dataclass takes three times as long, and a run makes
    half a million.
    """
    # an empty docstring would be filled in with the signature, which takes as long as the rest
    kind.__doc__ = kind.__doc__ or kind.__name__
    return dataclass(slots=True, unsafe_hash=True)(kind)
