"""Find two methods, models or resources of one namespace that come out as the same words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bessemer.diagnostics.finding import Finding, Source
from bessemer.document.pointer import Pointer
from bessemer.ir.api import Api, Resource
from bessemer.naming.scope import clashes
from bessemer.naming.words import split


def name_findings(api: Api) -> Iterator[Finding]:
    for resource in api.root.walk():
        yield from _within(resource)


def _within(resource: Resource) -> Iterator[Finding]:
    where = ".".join(resource.path) or "the client"
    yield from _clashing("models", where, ((item.name, item.config) for item in resource.models))
    members = [(item.name, item.config) for item in resource.operations]
    members += [(item.name, item.config) for item in resource.resources if item.name != "$shared"]
    yield from _clashing("methods or resources", where, members)


def _clashing(kind: str, where: str, named: Iterable[tuple[str, Pointer]]) -> Iterator[Finding]:
    wanted = [("_".join(split(name)), (name, pointer)) for name, pointer in named]
    for clash in clashes(wanted):
        (first, first_at), (second, second_at) = clash.first, clash.second
        yield Finding(
            "name-clash",
            f"two {kind} of {where} have the same name: {first!r} and {second!r} are both {clash.name!r}",
            Source("config", second_at),
            f"rename {second!r} in the config",
            ((f"{first!r} is here", Source("config", first_at)),),
        )
