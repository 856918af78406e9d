"""Put texts that hold quotes into the quotes that need fewer backslashes, as black does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bessemer.emit.layout.statements import Unfamiliar

# A text in double quotes with what stands before it.
_STRING = re.compile(r'(.?)"((?:[^"\\]|\\.)*)"')
_CHARACTER = re.compile(r"\\.|.", re.DOTALL)
# No text that is printed has this character: it is for private use.
_FILLER = "\ue000"
_HELD = re.compile(f'"{_FILLER}+"')


def held(line: str) -> tuple[str, tuple[str, ...]]:
    """A line with plain texts for those that hold escaped quotes, as long as they will be; and what they will be.

    Raises Unfamiliar.
    """
    if '\\"' not in line:
        return line, ()
    if _FILLER in line:
        raise Unfamiliar
    texts: list[str] = []

    def hold(match: re.Match[str]) -> str:
        before, body = match.groups()
        if '\\"' not in body:
            return match.group()
        if before.isalnum():
            raise Unfamiliar
        texts.append(_quoted(body))
        return f'{before}"{_FILLER * (len(texts[-1]) - 2)}"'

    return _STRING.sub(hold, line), tuple(texts)


def released(lines: Sequence[str], texts: Sequence[str]) -> tuple[str, ...]:
    """The lines with the texts that were held."""
    if not texts:
        return tuple(lines)
    waiting = iter(texts)
    return tuple(_HELD.sub(lambda _: next(waiting), line) for line in lines)


def _quoted(body: str) -> str:
    """Double quotes, unless there would be fewer backslashes in single ones."""
    characters: list[str] = _CHARACTER.findall(body)
    other = "".join({'\\"': '"', "'": "\\'"}.get(item, item) for item in characters)
    return f"'{other}'" if other.count("\\") < body.count("\\") else f'"{body}"'
