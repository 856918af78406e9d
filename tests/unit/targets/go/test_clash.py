"""Names that two things want are found before anything is written."""

from __future__ import annotations

import pytest

from bessemer.diagnostics.finding import Finding
from bessemer.targets.go.sdk import decide
from tests.unit.targets.go.shop import CONFIG, SPEC, shop_api


def findings(*, spec: tuple[str, str] = ("", ""), config: tuple[str, str] = ("", "")) -> tuple[Finding, ...]:
    return decide(
        shop_api(SPEC.replace(*spec) if spec[0] else SPEC, CONFIG.replace(*config) if config[0] else CONFIG)
    ).findings


def test_the_shop_has_no_clash() -> None:
    assert findings() == ()


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ("count: {type: integer}", "count: {type: integer}\n        Count: {type: string}", "Count"),
        ("enum: [plain, gift]", "enum: [plain, Plain]", "OrderNewParamsKindPlain"),
        ("score: {type: number}", "to_param: {type: number}", "ToParam"),
    ],
)
def test_two_spellings_of_one_name_clash(before: str, after: str, name: str) -> None:
    found, *_ = findings(spec=(before, after))
    assert found.code == "name-clash"
    assert name in found.message
    assert found.source.file == "spec"
    assert found.help


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ("text: get /orders/{order_id}/text", "cancel_: get /orders/{order_id}/text", "Cancel"),
        ("order: Order,", "client: Order,", "Client"),
        ("text: get /orders/{order_id}/text", "shops: get /orders/{order_id}/text", "Shops"),
    ],
)
def test_names_of_the_config_clash(before: str, after: str, name: str) -> None:
    found = findings(config=(before, after))
    assert [item for item in found if f" {name} " in item.message], found
