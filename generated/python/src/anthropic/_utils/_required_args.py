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
        choices = human_join([f"({_all_of(variant)})" for variant in variants])
        return f"Missing required arguments; Expected either {choices} arguments to be given"
    missing = [quote(name) for name in variants[0] if name not in given]
    plural = "s" if len(missing) > 1 else ""
    return f"Missing required argument{plural}: {human_join(missing)}"


def _all_of(names: Sequence[str]) -> str:
    return human_join([quote(name) for name in names], final="and")


def quote(string: str) -> str:
    return f"'{string}'"


def human_join(seq: Sequence[str], *, delim: str = ", ", final: str = "or") -> str:
    """A list as people write it: a, b or c."""
    if len(seq) < 2:
        return "".join(seq)
    return f"{delim.join(seq[:-1])} {final} {seq[-1]}"
