"""Tell of the names that two things of an API want: which of them is called otherwise, and how."""

from __future__ import annotations

from collections.abc import Iterator

from bessemer.diagnostics.finding import Finding, Source
from bessemer.document.pointer import Pointer
from bessemer.ir.api import Api
from bessemer.naming.apart import Renamed
from bessemer.targets.go.names import Names
from bessemer.targets.go.register import Ask


def renamed_types(api: Api, changes: tuple[Renamed[Ask], ...]) -> Iterator[Finding]:
    configured = frozenset(item.config for item in api.operations()) | {item.config for item in api.models()}
    for item in changes:
        source = _placed(item.owner.origin, configured)
        holder = None if item.holder is None else _placed(item.holder.origin, configured)
        yield _finding("a type", (item.wanted, item.name), source, holder, _help(source))


def renamed_names(names: Names) -> Iterator[Finding]:
    """The services, the methods and fields of each, and the options of the client."""
    for service in names.services.renamed:
        yield _configured("the services of a resource", service)
    for members in names.members.values():
        for item in members.renamed:
            yield _configured("a method or a field of a service", item)
    for option in names.options.renamed:
        yield _configured("an option of the client", option)


def _configured(what: str, item: Renamed[Pointer]) -> Finding:
    source = Source("config", item.owner)
    holder = None if item.holder is None else Source("config", item.holder)
    return _finding(what, (item.wanted, item.name), source, holder, _help(source))


def _finding(what: str, names: tuple[str, str], source: Source, holder: Source | None, help_: str) -> Finding:
    wanted, got = names
    taken = "is a name that every Go SDK has" if holder is None else "is another's"
    related = () if holder is None else (("the other is here", holder),)
    return Finding("name-settled", f"{what} is called {got} in Go, for {wanted} {taken}", source, help_, related)


def _placed(pointer: Pointer, configured: frozenset[Pointer]) -> Source:
    return Source("config" if pointer in configured else "spec", pointer)


def _help(source: Source) -> str:
    if source.file == "config":
        return f"give one of them another key in the config, at {source.pointer or '/'}"
    return "name the schema as a model of a resource in the config (resources.<resource>.models)"
