"""The Go target: its files, its public surface and its reference pages."""

from __future__ import annotations

from bessemer.ir.api import Api
from bessemer.ir.left_out import without_left_out
from bessemer.ir.singles import without_singles
from bessemer.targets.go.files import output_files
from bessemer.targets.go.pages import pages
from bessemer.targets.go.sdk import decide
from bessemer.targets.go.surface import surface
from bessemer.targets.target import Assets, Pages, Plan

# The module path that the real files of the template tree are written with.
PLACEHOLDER = "bessemer.invalid/module"


class Go:
    """The Go target."""

    name = "go"

    def plan(self, api: Api, assets: Assets) -> Plan:
        sdk = decide(without_singles(without_left_out(api, self.name)))
        return Plan(output_files(sdk, assets), surface(sdk), sdk.findings, ((PLACEHOLDER, sdk.names.module),))

    def pages(self, api: Api) -> Pages:
        return pages(decide(without_singles(without_left_out(api, self.name))))
