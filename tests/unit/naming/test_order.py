"""Names are listed as published SDKs list them."""

from __future__ import annotations

from bessemer.naming.order import name_order


def test_id_and_token_come_first_and_case_does_not_count() -> None:
    names = ["zone", "token", "Size", "id", "bytes", "ids", "tokens"]
    assert sorted(names, key=name_order) == ["id", "token", "bytes", "ids", "Size", "tokens", "zone"]


def test_an_underscore_comes_before_all_else() -> None:
    names = ["provider.created", "provider1", "provider_mapping.created", "providers"]
    assert sorted(names, key=name_order) == [
        "provider_mapping.created",
        "provider.created",
        "provider1",
        "providers",
    ]
