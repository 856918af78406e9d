"""Check that a call gives the arguments of one of several overloads."""

from __future__ import annotations

import functools
import inspect
from typing import Any, Callable, Sequence, TypeVar, cast

_CallableT = TypeVar("_CallableT", bound=Callable[..., Any])


def required_args(*variants: Sequence[str]) -> Callable[[_CallableT], _CallableT]:
    """Require every argument of at least one variant; None counts as given.

    The decorated function raises TypeError, as Python itself does for a missing argument.
    """

    def decorate(function: _CallableT) -> _CallableT:
        positional = [
            name
            for name, parameter in inspect.signature(function).parameters.items()
            if parameter.kind
            in (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
        ]

        @functools.wraps(function)
        def wrapper(*args: object, **kwargs: object) -> object:
            if len(args) > len(positional):
                raise TypeError(
                    f"{function.__name__}() takes {len(positional)} argument(s) but {len(args)} were given"
                )
            given = {*positional[: len(args)], *kwargs}
            if not any(given.issuperset(variant) for variant in variants):
                raise TypeError(_missing(variants, given))
            return function(*args, **kwargs)

        return cast(_CallableT, wrapper)

    return decorate


def _missing(variants: Sequence[Sequence[str]], given: "set[str]") -> str:
    if len(variants) > 1:
        choices = _human_join([f"({_human_join(_quoted(v), 'and')})" for v in variants], "or")
        return f"Missing required arguments; Expected either {choices} arguments to be given"
    missing = _quoted([name for name in variants[0] if name not in given])
    plural = "s" if len(missing) > 1 else ""
    return f"Missing required argument{plural}: {_human_join(missing, 'and')}"


def _quoted(names: Sequence[str]) -> "list[str]":
    return [f"'{name}'" for name in names]


def _human_join(items: Sequence[str], last: str) -> str:
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"
