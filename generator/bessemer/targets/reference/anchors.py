"""Give every entry of a page an anchor of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bessemer.encode.code import Code
from bessemer.encode.listing import fragment
from bessemer.naming.scope import free
from bessemer.targets.target import Entry

# What an entry is called stands first in its label, or after one of these words.
_NAME = re.compile(r'(?:(?:const|type|class|union)\s+)?("[^"]*"|[^\s:=(]+)')
_LONGEST = 80


class Anchors:
    """The anchors of one page. `reserved` are those that are given out elsewhere."""

    def __init__(self, reserved: Iterable[str] = ()) -> None:
        self._taken = set(reserved)

    def of(self, parent: str, entry: Entry) -> Code:
        """`parameters-betas` for an entry `betas: List[str]` below `parameters`; never the same one twice."""
        named = _NAME.match("".join(span.text for span in entry.label).strip())
        name = fragment(named.group(1))[:_LONGEST] if named else fragment("")
        anchor = free(f"{parent}-{name}", self._taken)
        self._taken.add(anchor)
        return Code(anchor)
