"""Shorten the entries of models: what has a section of its own is linked there, not repeated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bessemer.targets.target import Entry, Link, ModelEntry, Span


def shortened(models: tuple[ModelEntry, ...]) -> tuple[ModelEntry, ...]:
    """The models, each one told once.

    Inside a model, an entry with the label of another model is only a link to it. An entry whose label links to models
    keeps the entries that speak of something else; where none speaks of a model, they are the model's own.
    """
    homes: dict[str, Link | None] = {}
    for model in models:
        text = _text(model.entry)
        homes[text] = None if text in homes else model.link
    known = {text: link for text, link in homes.items() if link is not None}
    return tuple(replace(model, entry=_inside(model.entry, known)) for model in models)


def _inside(entry: Entry, known: Mapping[str, Link]) -> Entry:
    return replace(
        entry,
        entries=tuple(_short(item, known) for item in entry.entries),
        choices=tuple(_short(item, known) for item in entry.choices),
    )


def _short(entry: Entry, known: Mapping[str, Link]) -> Entry:
    text = _text(entry)
    if text in known:
        return Entry((Span(text, known[text]),), entry.note, entry.description)
    if _is_linked(entry) and not any(_speaks_of_a_model(item, known) for item in (*entry.entries, *entry.choices)):
        return replace(entry, entries=(), choices=())
    return _inside(entry, known)


def _speaks_of_a_model(entry: Entry, known: Mapping[str, Link]) -> bool:
    return _is_linked(entry) or _text(entry) in known


def _is_linked(entry: Entry) -> bool:
    return any(span.link for span in entry.label)


def _text(entry: Entry) -> str:
    return "".join(span.text for span in entry.label)
