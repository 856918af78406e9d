"""Read client options that are not text from the environment."""

from __future__ import annotations

import base64
import os
from typing import Mapping, Optional


def integer(name: str) -> Optional[int]:
    text = os.environ.get(name)
    return None if text is None else int(text)


def number(name: str) -> Optional[float]:
    text = os.environ.get(name)
    return None if text is None else float(text)


def boolean(name: str) -> Optional[bool]:
    """`true`, `1`, `on` and `yes` say yes, in any case; any other text says no."""
    text = os.environ.get(name)
    return None if text is None else text.strip().lower() in ("true", "1", "on", "yes")


def base_url(environment: Optional[str], variable: str, environments: Mapping[str, str]) -> str:
    """Where requests go: the named environment, else what the variable says, else the first environment.

    Raises ValueError for an unknown environment, and where both it and the variable are given.
    """
    from_variable = os.environ.get(variable)
    if environment is None:
        return next(iter(environments.values())) if from_variable is None else from_variable
    if environment not in environments:
        raise ValueError(f"Unknown environment: {environment}")
    if from_variable is not None:
        raise ValueError(
            f"Ambiguous URL; The `{variable}` env var and the `environment` argument are given. "
            "If you want to use the environment, unset the variable or pass base_url instead"
        )
    return environments[environment]


def overrides(base_url: object, variable: str) -> bool:
    """Whether the caller said where requests go."""
    return base_url is not None or os.environ.get(variable) is not None


def basic_pair(username: Optional[str], password: Optional[str]) -> Optional[str]:
    """Like basic; None where a half is not set."""
    return None if username is None or password is None else basic(username, password)


def basic(username: str, password: str) -> str:
    """The value of an Authorization header. Source: RFC 7617."""
    encoded = base64.b64encode(f"{username}:{password}".encode()).decode("ascii")
    return f"Basic {encoded}"
