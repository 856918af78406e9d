"""Remember all of a run, beside the stamp of its folder, so that the next one makes only what one schema reaches."""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bessemer.again.asleep import Apart, api_fields, kept, whole
from bessemer.again.store import Table, fresh, load, remove, save
from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.document.entries import ENTRIES, Known, stretches
from bessemer.document.pointer import ROOT, parent
from bessemer.document.spans import JsonLocator
from bessemer.document.watching import asleep, reads_of
from bessemer.emit.format import formatter_id
from bessemer.emit.manifest import Manifest
from bessemer.emit.stamp import beside_stamp
from bessemer.frozen import frozen
from bessemer.ir.api import Api
from bessemer.ir.operations import Operation
from bessemer.ir.reading import Watched, WatchedApi
from bessemer.lower.again import known
from bessemer.naming.case import Caser
from bessemer.openapi.single import entered
from bessemer.pipeline import Inputs, formatter_of
from bessemer.places import Order, shown
from bessemer.targets.python.recall import Recall
from bessemer.targets.target import Plan

if TYPE_CHECKING:
    from bessemer.lower.api import Lowered

# A change that follows another sooner than this may leave a file's time as it was, in nanoseconds.
_TICK = 20_000_000
# What the bytes of this Python are like: others cannot read them.
_FORM = f"{sys.implementation.cache_tag} 1"
# How a file lies there, None where that is not to be trusted.
Lying = tuple[int, ...]


@dataclass(slots=True)
class State:
    """What is remembered. `key` is what else a run was made with: tool, options, config.

    Tables hold what is read back when it is needed. `files` are the blob ids of what was made with how each lay there.
    """

    key: str
    entries: Known
    facts: dict[str, Any]
    files: dict[str, tuple[str, Lying | None]]
    tables: dict[str, Table]

    @property
    def blobs(self) -> Table:
        return self.tables["blobs"]


@frozen
class Done:
    """A run that has ended: at `begun` it had not looked at any file yet, `own` are those that it wrote."""

    key: str
    lowered: Lowered
    plan: Plan
    diagnostics: tuple[Diagnostic, ...]
    values: Mapping[str, object]
    manifest: Manifest
    begun: int
    own: frozenset[str]


def run_key(order: Order, inputs: Inputs, tool: str) -> str | None:
    """What a run is made with beside its document; None for one that is always made as a whole."""
    config = inputs.config
    is_plain = not inputs.overlays and not config.transforms and not any(item.keep_files for item in config.targets)
    if not is_plain or not order.write or order.wanted.targets != ("python",):
        return None
    text = ""
    if inputs.config_path is not None:
        text = f"{shown(inputs.config_path)} {hashlib.sha256(inputs.config_path.read_bytes()).hexdigest()}"
    return f"{_FORM} {tool} {formatter_id(formatter_of(inputs, 'python'))} {order.allow_invalid} {order.strict} {text}"


def remember(folder: Path, done: Done) -> None:
    """Best effort, as the stamp is."""
    # what is no plain data after all, such as a document that somebody else made, is not remembered
    with contextlib.suppress(OSError, ValueError, TypeError, AttributeError, pickle.PicklingError):
        state = _state(folder, done)
        if state is not None:
            keep(folder, state)
            return
    forget(folder)


def forget(folder: Path) -> None:
    """Best effort."""
    place = _place(folder)
    if place is not None:
        with contextlib.suppress(OSError):
            remove(place)


def keep(folder: Path, state: State) -> None:
    """Raises OSError."""
    place = _place(folder)
    if place is not None:
        save(place, (state.key, state.entries, state.facts, state.files), state.tables)


def recalled(folder: Path, key: str) -> State | None:
    """What is remembered of a folder under this key; None where that is nothing, or something else."""
    place = _place(folder)
    if place is None or not place.is_file():
        return None
    (before, entries, facts, files), tables = load(place)
    return State(before, entries, facts, files, tables) if before == key else None


def stamps(folder: Path, files: Mapping[str, str], begun: int, own: Iterable[str]) -> dict[str, Any]:
    """How each file lies there. Those of `own` were just written, the others were looked at after `begun`."""
    mine = frozenset(own)
    now = time.time_ns()
    found: dict[str, Any] = {}
    for path, blob in files.items():
        how = lying(f"{folder}/{path}")
        is_settled = how is not None and how[1] < (now if path in mine else begun) - _TICK
        found[path] = (blob, how if is_settled else None)
    return found


def lying(path: str) -> Lying | None:
    """How a file lies there: what changes when it is written, None where there is no file."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino, found.st_mode


def _place(folder: Path) -> Path | None:
    beside = beside_stamp(folder, "run")
    return beside.with_suffix(".index") if beside is not None else None


def _state(folder: Path, done: Done) -> State | None:
    spec, context = done.lowered.spec, done.lowered.context
    source = spec.origin(ROOT).document
    api = getattr(done.plan.names, "api", None)
    if not isinstance(api, Api) or not isinstance(api.schemas, Watched) or context.circles or source.files:
        return None
    content = source.source.read_bytes()
    lines = stretches(content, source.text, source.entries)
    is_told = lines and content == source.text.encode() and "swagger" not in source.data
    inside = entered(content)
    if not is_told or inside is None or any(item.code == "ref-cycle" for item in done.diagnostics):
        return None
    reads = reads_of(spec)
    facts = {
        "dialect": source.data["openapi"],
        "shown": source.path,
        "made": reads.made,
        "elsewhere": reads.elsewhere(),
        "entered": inside,
        "names": frozenset(source.entries.starts),
        "methods": _methods(api, reads.made.keys()),
        "inputs": dict(done.manifest.inputs),
        "edition": done.manifest.edition,
        "reads": {},
    }
    document, plan = _of_document(spec.data), _of_plan(done, api)
    blobs = {**document["blobs"], **plan["blobs"], "spec": content, "known": whole(known(context))}
    given = {" ".join(key): whole(given) for key, given in reads.given.items() if given is not None}
    tables = {**document, **plan, "blobs": blobs, "given": given}
    made = {name: fresh() for name in tables}
    for name, table in made.items():
        table.new = tables[name]
    files = stamps(folder, done.manifest.files, done.begun, done.own)
    return State(done.key, Known(lines, isinstance(source.locator, JsonLocator)), facts, files, made)


def _methods(api: Api, made: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The operations that came of each method of the config, by their places in it."""
    known_ones = frozenset(name for kind, name in made if kind == "operation")
    found: dict[str, list[str]] = {}
    for operation in api.operations():
        config = operation.config
        found.setdefault(config if config in known_ones else parent(config), []).append(config)
    return found


def _of_document(data: Mapping[str, Any]) -> dict[str, dict[str, bytes]]:
    above, name = ENTRIES
    rest = {**data, "paths": {}, above: {**data[above], name: {}}}
    return {
        "blobs": {"rest": asleep(rest)},
        "paths": {path: asleep(item) for path, item in data["paths"].items()},
        "entries": {item: asleep(raw) for item, raw in data[above][name].items()},
    }


def _of_plan(done: Done, api: Api) -> dict[str, dict[str, bytes]]:
    plan = done.plan
    return {
        "blobs": {
            "api": kept(api_fields(api), _APART),
            "plan": kept((plan.names, dict(plan.recipes)), _APART),
            "placeholders": whole(plan.placeholders),
            "diagnostics": whole(done.diagnostics),
        },
        "schemas": {pointer: whole(schema) for pointer, schema in api.schemas.items()},
        "operations": {item.config: whole(item) for item in api.operations()},
        "values": {part: whole(value) for part, value in done.values.items()},
        "decisions": {part: whole(value) for part, value in plan.decisions.items()},
    }


# What plans are kept without: it is read back when it is looked at, or is there anyway.
_APART: Apart = {
    Operation: ("operation", attrgetter("config")),
    **dict.fromkeys((Api, WatchedApi), ("api", lambda _: "")),
    Caser: ("caser", lambda _: ""),
    Recall: ("recall", lambda _: ""),
}
