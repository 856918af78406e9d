"""Read `errors`: the errors that an API has of its own, and where its answers say what is wrong.

Source: contracts/config.md section 4.3.
"""

from __future__ import annotations

from collections.abc import Iterator

from bessemer.config.cursor import Cursor
from bessemer.config.forms import TITLE, formed
from bessemer.config.keys import check_keys, report_keys
from bessemer.config.model import ErrorsConfig, ErrorVariantConfig

_VARIANT = ("status_code", "name")


def read_errors(errors: Cursor) -> ErrorsConfig:
    """Properties are written as paths from the root of the body: `error.type`."""
    check_keys(errors.mapping(), "/errors")
    union = errors.at("union").mapping()
    check_keys(union, "/errors/union")
    return ErrorsConfig(
        message=errors.at("message_property").text(),
        source=union.at("source").text(),
        source_pointer=union.at("source").pointer,
        discriminator=union.at("discriminator").text(),
        status=union.at("status_property").text(),
        variants=tuple(_variants(union.at("variants"))),
    )


def _variants(variants: Cursor) -> Iterator[ErrorVariantConfig]:
    statuses: dict[str, int | None] = {}
    for value, variant in variants.entries():
        report_keys(variant.mapping(), _VARIANT, ())
        name = formed(variant.at("name"), TITLE) or value
        status = _status(variant.at("status_code"))
        if statuses.setdefault(name, status) != status:
            message = f"the error {name!r} has the status {statuses[name]} above"
            variant.report("config-value-invalid", message, "give it one status, or two names")
        else:
            yield ErrorVariantConfig(value, name, variant.pointer, status)


def _status(code: Cursor) -> int | None:
    if not code.present:
        return None
    status = code.count(0)
    if 400 <= status <= 599:
        return status
    if isinstance(code.value, int):
        code.report("config-value-invalid", f"{code.value} is not the status of an error", "write one from 400 to 599")
    return None
