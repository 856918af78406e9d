"""Lay out the coverage ledger as text, JSON and Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from bessemer.diagnostics.excerpt import visible
from bessemer.encode.markup import md_code, md_text
from bessemer.lower.api import Lowered
from bessemer.lower.context import Loosened
from bessemer.lower.coverage import STATES, Coverage

# How many loosenings of one operation a person is shown: those of a shared schema come back at hundreds of operations.
_FEW = 3


def as_text(lowered: Lowered, *, everything: bool) -> str:
    """One line for each operation, those that lost something with why and where; then a count."""
    lines = []
    for entry in (*lowered.coverage, *lowered.payloads):
        name = entry.method or ("declined" if entry.declined else "")
        lines.append(f"{entry.state:<10}{visible(entry.endpoint)}{f'  {name}' if name else ''}")
        lines += _items(lowered, entry.loosened, everything=everything)
    if lowered.elsewhere:
        lines.append(f"{'loosened':<10}outside of the operations")
        lines += _items(lowered, lowered.elsewhere, everything=everything)
    number = len(lowered.coverage)
    lines.append(f"{number} operation{'' if number == 1 else 's'}: {_counted(lowered.coverage)}")
    if lowered.payloads:
        lines.append(f"{len(lowered.payloads)} of webhooks and callbacks: {_counted(lowered.payloads)}")
    return "\n".join([*lines, ""])


def as_json(lowered: Lowered) -> str:
    """`{"operations": […], "payloads": […], "elsewhere": […], "summary": {state: number}}`, complete.

    `payloads` are those of webhooks and callbacks, each with its model; the summary counts operations alone.
    """
    rows = [
        {
            "endpoint": entry.endpoint,
            "method": entry.method,
            "state": entry.state,
            "declined": entry.declined,
            "loosened": [_as_data(lowered, item) for item in entry.loosened],
        }
        for entry in lowered.coverage
    ]
    received = [
        {
            "payload": entry.endpoint,
            "model": entry.method or None,
            "state": entry.state,
            "loosened": [_as_data(lowered, item) for item in entry.loosened],
        }
        for entry in lowered.payloads
    ]
    elsewhere = [_as_data(lowered, item) for item in lowered.elsewhere]
    data = {"operations": rows, "payloads": received, "elsewhere": elsewhere, "summary": _counts(lowered.coverage)}
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def as_markdown(lowered: Lowered) -> str:
    """What was loosened, once each with the operations it concerns; what was left out; then every operation."""
    counts = _counted(lowered.coverage)
    parts = [f"# Coverage of {md_text(lowered.api.title)}", f"{len(lowered.coverage)} operations: {counts}."]
    concerned = _concerned(lowered)
    if concerned:
        lost = ((_code(_place(lowered, item)), md_text(item.text()), _named(concerned[item])) for item in concerned)
        parts += ["## Loosened", _table(("where", "what", "operations"), lost)]
    absent = [(entry, "no resource names it") for entry in lowered.coverage if entry.method is None]
    absent += [(entry, "no model is its payload") for entry in lowered.payloads if entry.method is None]
    if absent:
        why = ((_code(entry.endpoint), "on purpose" if entry.declined else reason) for entry, reason in absent)
        parts += ["## Left out", _table(("operation", "why"), why)]
    every = ((_code(entry.endpoint), _code(entry.method or ""), entry.state) for entry in lowered.coverage)
    parts += ["## Operations", _table(("operation", "method", "state"), every)]
    if lowered.payloads:
        received = ((_code(entry.endpoint), _code(entry.method or ""), entry.state) for entry in lowered.payloads)
        parts += ["## Webhooks and callbacks", _table(("operation", "model", "state"), received)]
    return "\n\n".join(parts) + "\n"


def _concerned(lowered: Lowered) -> dict[Loosened, list[Coverage]]:
    """Each loosening with the operations it concerns, none for one elsewhere."""
    found: dict[Loosened, list[Coverage]] = {}
    for entry in (*lowered.coverage, *lowered.payloads):
        for item in entry.loosened:
            found.setdefault(item, []).append(entry)
    return {**found, **{item: [] for item in lowered.elsewhere}}


def _items(lowered: Lowered, items: tuple[Loosened, ...], *, everything: bool) -> Iterator[str]:
    shown = items if everything else items[:_FEW]
    for item in shown:
        yield f"{'':10}{_place(lowered, item)}: {visible(item.text())}"
    if len(items) > len(shown):
        yield f"{'':10}and {len(items) - len(shown)} more; --all shows them"


def _as_data(lowered: Lowered, item: Loosened) -> dict[str, str | None]:
    return {
        "message": item.message,
        "language": item.language,
        "pointer": item.pointer,
        "at": _place(lowered, item),
    }


def _place(lowered: Lowered, item: Loosened) -> str:
    place = lowered.spec.place(item.pointer, key=True)
    return visible(f"{place.path}:{place.line}:{place.column}")


def _counts(entries: tuple[Coverage, ...]) -> dict[str, int]:
    states = [entry.state for entry in entries]
    return {state: states.count(state) for state in STATES}


def _counted(entries: tuple[Coverage, ...]) -> str:
    return ", ".join(f"{number} {state}" for state, number in _counts(entries).items())


def _named(entries: list[Coverage]) -> str:
    few = ", ".join(_code(entry.endpoint) for entry in entries[:_FEW])
    return few + (f" and {len(entries) - _FEW} more" if len(entries) > _FEW else "")


def _code(text: str) -> str:
    # a table ends a cell at every bare bar, in code too
    return md_code(text).replace("|", "\\|") if text else ""


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
