"""Run every check."""

from __future__ import annotations

from bessemer.checks.names import name_findings
from bessemer.checks.readme import readme_findings
from bessemer.diagnostics.finding import Finding
from bessemer.ir.api import Api


def findings(api: Api) -> tuple[Finding, ...]:
    return (*name_findings(api), *readme_findings(api))
