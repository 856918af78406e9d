"""Compare the signatures of functions."""

from __future__ import annotations

import inspect
from typing import Any, Callable, List, Set


def function_has_argument(func: Callable[..., Any], arg_name: str) -> bool:
    return arg_name in inspect.signature(func).parameters


def assert_signatures_in_sync(
    source_func: Callable[..., Any],
    check_func: Callable[..., Any],
    *,
    exclude_params: Set[str] = set(),
) -> None:
    """Raises AssertionError naming each parameter of source_func that check_func lacks or types otherwise."""
    checked = inspect.signature(check_func).parameters
    wrong: List[str] = []
    for name, parameter in inspect.signature(source_func).parameters.items():
        if name in exclude_params:
            continue
        if name not in checked:
            wrong.append(f"the `{name}` param is missing")
        elif checked[name].annotation != parameter.annotation:
            wrong.append(
                f"types for the `{name}` param do not match: "
                f"{parameter.annotation!r} and {checked[name].annotation!r}"
            )
    if wrong:
        raise AssertionError(
            f"{len(wrong)} errors found when comparing signatures:\n\n" + "\n\n".join(wrong)
        )
