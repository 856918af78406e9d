"""Remember all of a run, so that the next one makes only what has changed."""

from __future__ import annotations

import contextlib
import pickle
from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from bessemer.again.asleep import Apart, api_fields, kept, whole
from bessemer.again.parts import Parts
from bessemer.again.past import Past, State, forget, keep, place_of, stamps
from bessemer.again.store import fresh
from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.document.entries import ENTRIES, cut
from bessemer.document.pointer import ROOT, parent
from bessemer.document.spans import JsonLocator
from bessemer.document.watching import asleep, reads_of
from bessemer.emit.drafts import Drafts
from bessemer.emit.manifest import Manifest
from bessemer.frozen import frozen
from bessemer.ir.api import Api
from bessemer.ir.operations import Operation
from bessemer.ir.reading import Watched, WatchedApi
from bessemer.lower.again import known
from bessemer.naming.case import Caser
from bessemer.openapi.single import entered
from bessemer.targets.python.recall import Recall
from bessemer.targets.target import Plan

if TYPE_CHECKING:
    from bessemer.lower.api import Lowered

# Bytes by the names of tables, and in them by the names of things.
_Tables = dict[str, dict[str, bytes]]


@frozen
class Done:
    """A run that has ended: at `begun` it had not looked at any file yet, `own` are those that it wrote.

    `is_clean`: no file was edited by hand.
    """

    lowered: Lowered
    plan: Plan
    diagnostics: tuple[Diagnostic, ...]
    begun: int
    parts: Parts
    drafts: Drafts
    manifest: Manifest
    own: frozenset[str]
    is_clean: bool


def remember(past: Past, done: Done) -> None:
    """Best effort, as the stamp is."""
    if place_of(past.folder) is None:
        return
    # what is no plain data after all, such as a document that somebody else made, is not remembered
    with contextlib.suppress(OSError, ValueError, TypeError, AttributeError, pickle.PicklingError):
        keep(past.folder, _state(past, done))
        return
    forget(past.folder)


def _state(past: Past, done: Done) -> State:
    api: Api = done.plan.names.api  # type: ignore[attr-defined]
    tables = done.parts.tables(api, done.drafts.made(done.manifest.files))
    state = State(past.made_by, None, {path: (blob, None) for path, blob in done.manifest.files.items()}, {})
    if past.key is not None and done.is_clean:
        with contextlib.suppress(ValueError, TypeError, AttributeError, pickle.PicklingError):
            more = _all(past, done, api, state)
            tables = {**more, **tables, "blobs": {**more["blobs"], **tables["blobs"]}} if more else tables
    for name, table in tables.items():
        state.tables[name] = fresh()
        state.tables[name].new = table
    return state


def _all(past: Past, done: Done, api: Api, state: State) -> _Tables | None:
    """What else a run needs that makes only what one schema reaches, noted in the state; None where none can."""
    spec, context = done.lowered.spec, done.lowered.context
    source = spec.origin(ROOT).document
    if not isinstance(api.schemas, Watched) or context.circles or source.files:
        return None
    content = source.content
    is_json = isinstance(source.locator, JsonLocator)
    pieces, lines = cut(content, source.lines, source.entries, is_json=is_json)
    is_told = lines and "swagger" not in source.data
    inside = entered(content)
    if not is_told or inside is None or any(item.code == "ref-cycle" for item in done.diagnostics):
        return None
    reads = reads_of(spec)
    document, plan = _of_document(spec.data), _of_plan(done, api)
    blobs = {**document["blobs"], **plan["blobs"], "known": whole(known(context))}
    given = {" ".join(key): whole(given) for key, given in reads.given.items() if given is not None}
    state.facts = {
        "dialect": source.data["openapi"],
        "shown": source.path,
        "made": reads.of_entries({name for kind, name in reads.made if kind == "schema"}),
        "elsewhere": reads.elsewhere(),
        "entered": inside,
        "names": frozenset(source.entries.starts),
        "methods": _methods(api, reads.made.keys()),
        "inputs": dict(done.manifest.inputs),
        "edition": done.manifest.edition,
        # what runs that made only some of it know better
        "reads": {},
        "drafts": {},
    }
    state.key, state.entries = past.key, pieces
    state.files = stamps(past.folder, done.manifest.files, done.begun, done.own)
    return {**document, **plan, "blobs": blobs, "given": given, "lines": dict(lines)}


def _methods(api: Api, made: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The operations that came of each method of the config, by their places in it."""
    known_ones = frozenset(name for kind, name in made if kind == "operation")
    found: dict[str, list[str]] = {}
    for operation in api.operations():
        config = operation.config
        found.setdefault(config if config in known_ones else parent(config), []).append(config)
    return found


def _of_document(data: Mapping[str, Any]) -> _Tables:
    above, name = ENTRIES
    rest = {**data, "paths": {}, above: {**data[above], name: {}}}
    return {
        "blobs": {"rest": asleep(rest)},
        "paths": {path: asleep(item) for path, item in data["paths"].items()},
        "entries": {item: asleep(raw) for item, raw in data[above][name].items()},
    }


def _of_plan(done: Done, api: Api) -> _Tables:
    plan = done.plan
    return {
        "blobs": {
            "api": kept(api_fields(api), _APART),
            "plan": kept((plan.names, dict(plan.recipes)), _APART),
            "placeholders": whole(plan.placeholders),
            "diagnostics": whole(done.diagnostics),
        },
        "decisions": {part: whole(value) for part, value in plan.decisions.items()},
    }


# What plans are kept without: it is read back when it is looked at, or is there anyway.
_APART: Apart = {
    Operation: ("operation", attrgetter("config")),
    **dict.fromkeys((Api, WatchedApi), ("api", lambda _: "")),
    Caser: ("caser", lambda _: ""),
    Recall: ("recall", lambda _: ""),
}
