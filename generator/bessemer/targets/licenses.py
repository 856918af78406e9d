"""Plan the licence file that every SDK of an API carries."""

from __future__ import annotations

from collections.abc import Iterator

from bessemer.encode.code import Code
from bessemer.frozen import frozen
from bessemer.ir.api import Api
from bessemer.naming.case import Caser
from bessemer.naming.words import split
from bessemer.targets.target import Copy, OutputFile, Render


@frozen
class License:
    holder: str


@frozen
class LicenseText:
    text: Code


def license_files(api: Api) -> Iterator[OutputFile]:
    """The text of the config, else that of the licences whose text we have; for another one the team keeps its own."""
    if api.license_text is not None:
        yield Render(api.license_file, "licenses/OWN.txt.j2", LicenseText(Code(api.license_text.rstrip())))
        return
    match api.license:
        case "MIT":
            holder = Caser(api.casings).capital(split(api.organization.name))
            yield Render(api.license_file, "licenses/MIT.txt.j2", License(holder or api.organization.name))
        case "Apache-2.0":
            yield Copy(api.license_file, "licenses/Apache-2.0.txt")
