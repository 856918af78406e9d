"""Plan the licence file that every SDK of an API carries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bessemer.ir.api import Api
from bessemer.naming.case import Caser
from bessemer.naming.words import split
from bessemer.targets.target import Copy, OutputFile, Render


@dataclass(frozen=True, slots=True)
class License:
    holder: str


def license_files(api: Api) -> Iterator[OutputFile]:
    """LICENSE for the licences whose text we have; for another one the team keeps its own file."""
    match api.license:
        case "MIT":
            holder = Caser(api.casings).capital(split(api.organization.name))
            yield Render("LICENSE", "licenses/MIT.txt.j2", License(holder or api.organization.name))
        case "Apache-2.0":
            yield Copy("LICENSE", "licenses/Apache-2.0.txt")
