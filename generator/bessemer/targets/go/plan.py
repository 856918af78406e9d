"""The Go target: its files, its public surface and its reference pages."""

from __future__ import annotations

from bessemer.ir.api import Api
from bessemer.ir.holding import with_spreading_named
from bessemer.ir.left_out import without_left_out
from bessemer.ir.singles import without_singles
from bessemer.targets.go.files import output_files
from bessemer.targets.go.pages import pages
from bessemer.targets.go.sdk import Sdk, decide
from bessemer.targets.go.surface import surface
from bessemer.targets.target import Assets, Pages, Plan

# The module path that the real files of the template tree are written with.
PLACEHOLDER = "bessemer.invalid/module"
# Where these files say what the package of options is called.
_TOLD = (("package ", ""), ("Package ", ""), ('"', ": WithMaxRetries"))


def _placeholders(sdk: Sdk) -> tuple[tuple[str, str], ...]:
    """The real files call the package of options `option` also where users call it otherwise."""
    name, module = sdk.names.option_package, (PLACEHOLDER, sdk.names.module)
    if name == "option":
        return (module,)
    imported = (f'"{PLACEHOLDER}/option"', f'option "{sdk.names.path("$/option")}"')
    told = tuple((f"{before}option{after}", f"{before}{name}{after}") for before, after in _TOLD)
    return (imported, *told, module)


class Go:
    """The Go target."""

    name = "go"

    def plan(self, api: Api, assets: Assets) -> Plan:
        sdk = self._decided(api)
        custom = (item for item in sdk.api.root.walk() if item.is_custom)
        own = frozenset(f"{sdk.names.file_stem(item.path)}.go" for item in custom)
        return Plan(output_files(sdk, assets), surface(sdk), sdk.findings, _placeholders(sdk), own=own)

    def pages(self, api: Api) -> Pages:
        return pages(self._decided(api))

    def _decided(self, api: Api) -> Sdk:
        return decide(without_singles(with_spreading_named(without_left_out(api, self.name))))
