"""Split YAML text into parse events with offsets in characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from bessemer.document import limits
from bessemer.document.fault import Fault, Refused
from bessemer.document.place import Lines

Event = yaml.Event

MERGE = "<<"
# What YAML 1.2 section 5.1 does not allow in a stream, and libyaml refuses.
_UNPRINTABLE = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
_SURROGATE_PAIR = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")


def events(text: str, lines: Lines) -> Iterator[Event]:
    """The events of the text in order; raises Refused at the first place that is not YAML."""
    # libyaml refuses an emoji written as a pair of surrogate escapes; the Python parser does not.
    loader: Any = yaml.SafeLoader if _SURROGATE_PAIR.search(text) else _c_loader()
    try:
        yield from yaml.parse(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        raise Refused(_fault(error, lines)) from None
    except yaml.YAMLError:
        bad = re.search(_UNPRINTABLE, text)
        place = lines.place(bad.start(), bad.end()) if bad else None
        raise Refused(Fault("not-yaml", "a character that YAML does not allow", place)) from None


def offset(mark: Any) -> int:
    """The offset in characters of a mark of either parser."""
    return int(mark.index)


def is_merge(event: yaml.ScalarEvent) -> bool:
    """Whether a key is the unquoted '<<' of the YAML 1.1 merge type, which real documents rely on."""
    return event.value == MERGE and event.tag is None and bool(event.implicit[0])


def _c_loader() -> Any:
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _fault(error: yaml.MarkedYAMLError, lines: Lines) -> Fault:
    mark = error.problem_mark or error.context_mark
    place = lines.place(offset(mark), offset(mark) + 1) if mark is not None else None
    problem = error.problem or "this is not YAML"
    help_ = None
    if place is not None and "\t" in place.excerpt[: place.column]:
        help_ = "YAML is indented with spaces, not tabs"
    elif "mapping values are not allowed" in problem:
        help_ = "quote the text if it holds ': '"
    elif "nesting depth" in problem:
        return Fault("limit-exceeded", f"nesting deeper than {limits.DEPTH} levels", place)
    return Fault("not-yaml", problem, place, help_)
