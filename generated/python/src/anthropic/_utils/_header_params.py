"""Turn header arguments of a method into request headers."""

from __future__ import annotations

from typing import Dict, Iterable, Mapping, Optional, Union

from .._types import Headers, NotGiven, Omit, omit
from ._guards import is_given
from ._styles import Cookies, Styled


def header_params(
    params: Mapping[str, object], extra_headers: Optional[Headers] = None
) -> Dict[str, Union[str, Omit]]:
    """Header arguments by wire name, then the caller's extra headers, which win.

    Omit stays, so that it removes a default of the client; a value that is not given or None says nothing.
    """
    headers: Dict[str, Union[str, Omit]] = {
        name: value if isinstance(value, (Omit, Cookies)) else _text(value)
        for name, value in params.items()
        if value is not None and not isinstance(value, NotGiven)
    }
    headers.update(extra_headers or {})
    return headers


def joined(
    values: Union[Iterable[object], Omit, NotGiven], default: Optional[str] = None
) -> Union[str, Omit]:
    """A comma-joined list header: the caller's values first, then the operation's default."""
    defaults = [] if default is None else [default]
    if is_given(values):
        return ",".join([*(_text(value) for value in values), *defaults])
    return default if default is not None else omit


def _text(value: object) -> str:
    if type(value) is str:
        return value
    return (value if isinstance(value, Styled) else Styled(value, "simple")).header()
