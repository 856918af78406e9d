"""Values of the document as Go literals."""

from __future__ import annotations

from bessemer.targets.go.literals import Literals, Style
from bessemer.targets.go.sdk import decide
from bessemer.targets.go.types import Named
from tests.unit.targets.go.shop import shop_api


def literal(name: str, value: object) -> str:
    sdk = decide(shop_api())
    made = Literals(sdk, Style("\t", now=False)).value(Named(name, "struct"), value, 0)  # type: ignore[arg-type]
    return str(made.code).replace("\n", " ").replace("\t", "")


def test_a_struct_that_would_send_what_the_value_lacks_is_sent_as_the_value_is() -> None:
    assert literal("OrderNewParamsItem", {"sku": "a"}) == 'acme.OrderNewParamsItem{ SKU: "a", }'
    assert literal("OrderNewParamsItem", {}) == "param.Override[acme.OrderNewParamsItem](map[string]any{})"
    more = 'param.Override[acme.OrderNewParamsItem](map[string]any{"sku": "a", "size": 1})'
    assert literal("OrderNewParamsItem", {"sku": "a", "size": 1}) == more
    assert literal("OrderNewParamsAddress", {"street": "s"}) == 'acme.OrderNewParamsAddress{ Street: "s", }'
