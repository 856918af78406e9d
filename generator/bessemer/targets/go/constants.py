"""Collect the values that an API knows only as constants."""

from __future__ import annotations

from collections.abc import Iterator

from bessemer.encode.go import go_identifier
from bessemer.targets.go.docs import quoted
from bessemer.targets.go.runtime_views import ConstantView, GoConstants
from bessemer.targets.go.sdk import Sdk
from bessemer.targets.go.types import (
    Constant,
    Declaration,
    Map,
    Named,
    Plain,
    Reader,
    Recursive,
    Shape,
    Slice,
    Time,
    shapes_of,
)


def constants_view(sdk: Sdk) -> GoConstants:
    """One type for each value, by name."""
    found = {constant.name: constant for constant in constants_of(tuple(sdk.declarations.values()))}
    return GoConstants(
        tuple(
            ConstantView(f"{name} is always {quoted(constant.value)}.", go_identifier(name), constant.value)
            for name, constant in sorted(found.items())
        )
    )


def constants_of(declarations: tuple[Declaration, ...]) -> Iterator[Constant]:
    for declaration in declarations:
        for shape in shapes_of(declaration):
            yield from _constants(shape)


def _constants(shape: Shape) -> Iterator[Constant]:
    match shape:
        case Constant():
            yield shape
        case Slice(inner) | Map(inner):
            yield from _constants(inner)
        case Plain() | Time() | Reader() | Named() | Recursive():
            return
