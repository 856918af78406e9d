"""The catalogue of every diagnostic code, in topics."""

from __future__ import annotations

from bessemer.diagnostics.code import Code, Level
from bessemer.diagnostics.codes_config import CONFIG
from bessemer.diagnostics.codes_derive import DERIVE
from bessemer.diagnostics.codes_file import FILE
from bessemer.diagnostics.codes_openapi import OPENAPI
from bessemer.diagnostics.codes_output import OUTPUT
from bessemer.diagnostics.codes_run import RUN

__all__ = ["CATALOGUE", "Code", "Level", "by_name"]

CATALOGUE: tuple[Code, ...] = (*FILE, *OPENAPI, *CONFIG, *DERIVE, *RUN, *OUTPUT)

_BY_NAME = {
    **{code.alias: code for code in CATALOGUE if code.alias},
    **{code.name: code for code in CATALOGUE},
}


def by_name(name: str) -> Code | None:
    """The code with the name, or with the Stainless alias, or None."""
    return _BY_NAME.get(name)
