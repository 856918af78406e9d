"""Names that two things want are settled by their own spelling, and told."""

from __future__ import annotations

from pathlib import Path

import pytest

from bessemer.targets.go.sdk import Sdk, decide
from tests.unit.targets.go.building import go, written
from tests.unit.targets.go.shop import CONFIG, SPEC, shop_api

_LESS_PLAIN = "\n        _count: {type: string}"


def decided(*, spec: tuple[str, str] = ("", ""), config: tuple[str, str] = ("", "")) -> Sdk:
    return decide(shop_api(SPEC.replace(*spec) if spec[0] else SPEC, CONFIG.replace(*config) if config[0] else CONFIG))


def test_the_shop_has_nothing_to_settle() -> None:
    assert decided().findings == ()


@pytest.mark.parametrize(
    ("before", "after", "wanted", "got"),
    [
        (
            "count: {type: integer}",
            "count: {type: integer}\n        _count: {type: string}",
            "Count",
            "UnderscoreCount",
        ),
        ("enum: [plain, gift]", "enum: [plain, +plain]", "OrderNewParamsKindPlain", "OrderNewParamsKindPlusPlain"),
        ("score: {type: number}", "to_param: {type: number}", "ToParam", "ToUnderscoreParam"),
        ("score: {type: number}", "extra_fields: {type: number}", "ExtraFields", "ExtraUnderscoreFields"),
    ],
)
def test_what_the_document_spells_less_plainly_is_called_otherwise(
    before: str, after: str, wanted: str, got: str
) -> None:
    found, *_ = decided(spec=(before, after)).findings
    assert found.code == "name-settled"
    assert f"is called {got} in Go, for {wanted} is" in found.message
    assert found.source.file == "spec"
    assert found.help


@pytest.mark.parametrize(
    ("before", "after", "wanted", "got"),
    [
        ("text: get /orders/{order_id}/text", "cancel_: get /orders/{order_id}/text", "Cancel", "Cancel_"),
        ("order: Order,", "client: Order,", "Client", "ClientModel"),
        ("text: get /orders/{order_id}/text", "shops: get /orders/{order_id}/text", "Shops", "ShopsService"),
    ],
)
def test_names_of_the_config_are_settled_too(before: str, after: str, wanted: str, got: str) -> None:
    messages = [item.message for item in decided(config=(before, after)).findings]
    assert any(f"is called {got}" in message and f"for {wanted} is" in message for message in messages), messages


def test_the_order_of_the_document_plays_no_part() -> None:
    first = decided(spec=("count: {type: integer}", "count: {type: integer}\n        _count: {type: string}"))
    second = decided(spec=("count: {type: integer}", "_count: {type: string}\n        count: {type: integer}"))
    assert first.struct("OrderNewParams").fields == second.struct("OrderNewParams").fields


def test_a_module_with_settled_names_builds(tmp_path: Path) -> None:
    spec = SPEC.replace("count: {type: integer}", "count: {type: integer}\n        _count: {type: string}")
    spec = spec.replace("enum: [plain, gift]", "enum: [plain, +plain]").replace("score: {", "to_param: {")
    config = CONFIG.replace("text: get /orders", "shops: get /orders").replace("order: Order,", "client: Order,")
    folder = written(shop_api(spec, config), tmp_path)
    go(folder, "vet", "./...")
