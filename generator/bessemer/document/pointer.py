"""Name a place in a JSON-like value by an RFC 6901 pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NewType
from urllib.parse import unquote

if TYPE_CHECKING:
    Pointer = NewType("Pointer", str)
else:
    # a new type would be a call of Python for every pointer that is made
    Pointer = str

ROOT = Pointer("")
# How many steps up a value around another is looked for: a property's schema is two below that of its object.
_NEAR = 4


def child(pointer: Pointer, *tokens: str | int) -> Pointer:
    """The pointer of a descendant: each token is a raw key or a list index, escaped here."""
    made: str = pointer
    for token in tokens:
        made += f"/{_escape(token)}" if isinstance(token, str) else f"/{token}"
    return Pointer(made)


def below(pointer: Pointer, key: str) -> Pointer:
    """What `child` gives for one key, which is asked for every property of a document."""
    return Pointer(f"{pointer}/{_escape(key)}" if "~" in key or "/" in key else f"{pointer}/{key}")


def tokens(pointer: Pointer) -> tuple[str, ...]:
    """The raw keys of a pointer from the root; list indexes stay text."""
    if pointer == ROOT:
        return ()
    parts = pointer[1:].split("/")
    return tuple(_unescape(part) for part in parts) if "~" in pointer else tuple(parts)


def parent(pointer: Pointer) -> Pointer:
    """The pointer one step up; the root is its own parent."""
    return Pointer(pointer[: pointer.rfind("/")]) if pointer else ROOT


def from_ref(ref: str) -> Pointer:
    """The pointer in a local reference: '#/a/b' percent-decoded, '#' is the root.

    Raises ValueError when the reference is not local or its fragment is not a pointer.
    Source: RFC 6901 section 6.
    """
    pointer = unquote(ref[1:]) if "%" in ref else ref[1:]
    if not ref.startswith("#") or (pointer and not pointer.startswith("/")):
        raise ValueError(ref)
    return Pointer(pointer)


def lookup(data: Any, pointer: Pointer) -> Any:
    """The value at the pointer; raises KeyError with the pointer when there is none."""
    value = data
    for token in tokens(pointer):
        value = _below(value, token, pointer)
    return value


class Lookup:
    """Finds values of data that does not change, from where those around them were found."""

    def __init__(self, data: Any) -> None:
        self._known = {ROOT: data}

    def found(self, pointer: Pointer, value: Any) -> None:
        """Take it from those who have the value already."""
        self._known[pointer] = value

    def at(self, pointer: Pointer) -> Any:
        """The value at the pointer; raises KeyError with the pointer when there is none."""
        known = self._known
        if pointer in known:
            return known[pointer]
        around = above = Pointer(pointer[: pointer.rfind("/")])
        if around in known:
            value = known[pointer] = _below(known[around], _unescape(pointer[len(around) + 1 :]), pointer)
            return value
        for _ in range(_NEAR):
            if above in known:
                break
            above = parent(above)
        else:
            above = ROOT
        value = holder = known[above]
        for token in tokens(Pointer(pointer[len(above) :])):
            holder, value = value, _below(value, token, pointer)
        # the value's neighbours are asked for next
        known[around], known[pointer] = holder, value
        return value


def _below(value: Any, token: str, pointer: Pointer) -> Any:
    if isinstance(value, dict) and token in value:
        return value[token]
    if isinstance(value, list) and (index := list_index(token, len(value))) is not None:
        return value[index]
    raise KeyError(pointer)


def list_index(token: str, length: int) -> int | None:
    """The index a token names in a list of that length, or None ('01', '-1', '-', too large).

    Source: RFC 6901 section 4, which allows no leading zeros.
    """
    if not (token.isascii() and token.isdigit()) or len(token) > 9:
        return None
    index = int(token)
    return index if str(index) == token and index < length else None


def _escape(token: str) -> str:
    return token.replace("~", "~0").replace("/", "~1") if "~" in token or "/" in token else token


def _unescape(part: str) -> str:
    return part.replace("~1", "/").replace("~0", "~") if "~" in part else part
