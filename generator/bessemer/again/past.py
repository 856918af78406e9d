"""What is remembered of the last run into a folder, beside its stamp."""

from __future__ import annotations

import contextlib
import hashlib
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bessemer.again.store import Table, load, remove, save
from bessemer.document.entries import Known
from bessemer.emit.format import formatter_id
from bessemer.emit.stamp import beside_stamp
from bessemer.frozen import frozen
from bessemer.pipeline import Inputs, formatter_of
from bessemer.places import TARGETS, TICK, Lying, Order, lying, output_folder, shown

# What the bytes of this Python are like: others cannot read them.
_FORM = f"{sys.implementation.cache_tag} 3"


@dataclass(slots=True)
class State:
    """What is remembered. `made_by` is what parts are made with beside the inputs: this very tool, the formatter.

    `key` is what a run that makes only what one schema reaches must be made with too, None where there is none after
    this one. Tables hold what is read back when it is needed; `entries`, `facts` and most tables are for such a run.
    `files` are the blob ids of what was made with how each lay there, None where that is not to be trusted.
    """

    made_by: str
    key: str | None
    files: dict[str, tuple[str, Lying | None]]
    tables: dict[str, Table]
    entries: Known = field(default_factory=lambda: Known((), is_json=False))
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def blobs(self) -> Table:
        return self.tables["blobs"]


@frozen
class Past:
    """Where a run is remembered, and what is remembered there: `tool` is this very tool, the rest as in a state."""

    folder: Path
    tool: str
    made_by: str
    key: str | None
    state: State | None


def past(order: Order, inputs: Inputs, tool: str) -> Past:
    """What is remembered where Python goes. Raises ToolMissing."""
    folder = output_folder(order.wanted, inputs.config_path, inputs.config.files.output, "python")
    if "python" not in (order.wanted.targets or TARGETS):
        return Past(folder, tool, "", None, None)
    # the header is added to files after they are planned
    made_by = f"{_FORM} {tool} {formatter_id(formatter_of(inputs, 'python'))} {inputs.config.file_header!r}"
    state = None
    # what is there may be of any kind
    with contextlib.suppress(Exception):
        state = _recalled(folder, made_by)
    return Past(folder, tool, made_by, _key(order, inputs), state)


def _key(order: Order, inputs: Inputs) -> str | None:
    """What a run is made with beside its document and its tools; None for one that is always made as a whole."""
    config = inputs.config
    is_plain = not inputs.overlays and not config.transforms and not config.searches()
    is_plain = is_plain and not any(item.keep_files for item in config.targets)
    is_plain = is_plain and not config.has_custom_resources()
    if not is_plain or not order.write or order.wanted.targets != ("python",):
        return None
    text = ""
    if inputs.config_path is not None:
        text = f"{shown(inputs.config_path)} {hashlib.sha256(inputs.config_path.read_bytes()).hexdigest()}"
    return f"{order.allow_invalid} {order.strict} {text}"


def _recalled(folder: Path, made_by: str) -> State | None:
    place = place_of(folder)
    if place is None or not place.is_file():
        return None
    (before, *rest), tables = load(place)
    key, files, entries, facts = rest
    return State(before, key, files, tables, entries, facts) if before == made_by else None


def forget(folder: Path) -> None:
    """Best effort."""
    place = place_of(folder)
    if place is not None:
        with contextlib.suppress(OSError):
            remove(place)


def keep(folder: Path, state: State) -> None:
    """Raises OSError."""
    place = place_of(folder)
    if place is not None:
        save(place, (state.made_by, state.key, state.files, state.entries, state.facts), state.tables)


def stamps(folder: Path, files: Mapping[str, str], begun: int, own: Iterable[str]) -> dict[str, Any]:
    """How each file lies there. Those of `own` were just written, the others were looked at after `begun`."""
    mine = frozenset(own)
    now = time.time_ns()
    found: dict[str, Any] = {}
    for path, blob in files.items():
        how = lying(f"{folder}/{path}")
        is_settled = how is not None and how[1] < (now if path in mine else begun) - TICK
        found[path] = (blob, how if is_settled else None)
    return found


def place_of(folder: Path) -> Path | None:
    """None where there is no place for what is remembered."""
    return beside_stamp(folder, "run.index")
