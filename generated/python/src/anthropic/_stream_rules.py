"""What streams do with their events: the first rule that an event matches holds, and what matches none is left out."""

from typing import Tuple

from ._decoders.rules import Rule

RULES: Tuple[Rule, ...] = (
    Rule("done", starts_with="[DONE]"),
    Rule("yield"),
)
