"""Read client options that are not text from the environment."""

from __future__ import annotations

import base64
import os
import re
from typing import TYPE_CHECKING, Callable, Mapping, Optional, TypeVar, Union

from ._types import NotGiven

if TYPE_CHECKING:
    from ._http import httpx

TextT = TypeVar("TextT", bound=str)

# What ends the host or begins its password, and segments that lead upwards.
_UNFIT = re.compile(r"[\s\x00-\x1f\x7f@\\?#]|(?:^|/)\.\.?(?:/|$)")


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


def one_of(name: str, *choices: TextT) -> Optional[TextT]:
    """Raises ValueError for a text that is none of the choices."""
    text = os.environ.get(name)
    if text is None:
        return None
    for choice in choices:
        if choice == text:
            return choice
    raise ValueError(f"{name} is {text!r}, which is none of {', '.join(choices)}")


def filled(server: str, variables: Mapping[str, object]) -> str:
    """The address of a server. Raises ValueError for a value that would lead elsewhere."""
    _scheme, separator, rest = server.rpartition("://")
    for name, value in variables.items():
        part = "{" + name + "}"
        if part not in server:
            continue
        text = str(value)
        in_host = part in rest.partition("/")[0] and bool(separator)
        if value is None or _UNFIT.search(text) or (in_host and "/" in text):
            raise ValueError(f"The server variable `{name}` cannot be {value!r}")
        server = server.replace(part, text)
    return server


def base_url(
    given: Union[str, httpx.URL, NotGiven, None],
    environment: Union[str, NotGiven, None],
    variable: str,
    environments: Mapping[str, str],
    variables: Mapping[str, object] = {},
) -> Union[str, httpx.URL]:
    """Where requests go: the URL given, the named environment, what the variable says, or the first environment.

    Raises ValueError for an unknown environment, and where both it and the variable are given but not that the URL is
    None.
    """
    if given is not None and not isinstance(given, NotGiven):
        return given
    from_variable = os.environ.get(variable)
    if environment is None or isinstance(environment, NotGiven):
        if from_variable is not None:
            return from_variable
        return filled(next(iter(environments.values())), variables)
    if from_variable is not None and given is not None:
        raise ValueError(
            f"Ambiguous URL; The `{variable}` env var and the `environment` argument are given. "
            "If you want to use the environment, you must pass base_url=None"
        )
    if environment not in environments:
        raise ValueError(f"Unknown environment: {environment}")
    return filled(environments[environment], variables)


def overrides(base_url: object, variable: str) -> bool:
    """Whether the caller said where requests go."""
    is_given = base_url is not None and not isinstance(base_url, NotGiven)
    return is_given or os.environ.get(variable) is not None


def basic(username: str, password: str, prefix: str = "Basic ") -> str:
    """The value of an Authorization header. Source: RFC 7617."""
    encoded = base64.b64encode(f"{username}:{password}".encode()).decode("ascii")
    return f"{prefix}{encoded}"


def plain(username: str, password: str, prefix: str = "Basic ") -> str:
    """Like basic, of an API that takes the two as they are."""
    return f"{prefix}{username}:{password}"


def basic_pair(
    username: Optional[str],
    password: Optional[str],
    prefix: str = "Basic ",
    write: Callable[[str, str, str], str] = basic,
) -> Optional[str]:
    """What write makes of the two; None where a half is not set."""
    return None if username is None or password is None else write(username, password, prefix)
