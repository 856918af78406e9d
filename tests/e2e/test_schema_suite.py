"""The JSON-Schema-Test-Suite of draft 2020-12: what fits a schema decodes and encodes to the same JSON."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import pytest

from tests.support.schema_suite import archive, astray, component, groups
from tests.support.sdk_types import Types, made, same

GROUPS = tuple(groups()) if archive() else ()
FILES = sorted({group.file for group in GROUPS})

pytestmark = pytest.mark.skipif(archive() is None, reason="the suite is not there: `make setup` downloads it")


@pytest.fixture(scope="module")
def types(tmp_path_factory: pytest.TempPathFactory) -> Types:
    kept = {group.name: component(group) for group in GROUPS}
    return made(tmp_path_factory.mktemp("suite"), "schema_suite_sdk", kept)


def test_what_is_referred_to_is_found_unless_it_is_elsewhere() -> None:
    found = {group.name: astray(group.name, component(group)) for group in GROUPS}
    lost = {name: reasons for name, reasons in found.items() if reasons}
    assert len(found) - len(lost) > 400
    assert all(
        "there is no file" in text or "leaves this document" in text for texts in lost.values() for text in texts
    )


@pytest.mark.parametrize("file", FILES)
def test_values_that_fit_are_the_same_again(types: Types, file: str) -> None:
    found = [
        f"{group.description}: {test['description']}: {test['data']!r} {way} {again!r}"
        for group in GROUPS
        if group.file == file
        for test in group.tests
        for way, again in both_ways(types, group.name, test["data"])
        if test["valid"] and not same(again, test["data"])
    ]
    assert found == []


def both_ways(types: Types, name: str, value: object) -> Iterator[tuple[str, object]]:
    """The value as it comes out of decoding and encoding, and as it is sent."""
    with warnings.catch_warnings():
        # pydantic warns of fields that hold what their annotation does not say: the suite has many
        warnings.simplefilter("ignore")
        yield "decodes to", types.encode(types.decode(name, value))
        yield "is sent as", types.sent(name, value)
