"""Keeping names apart within a scope."""

from __future__ import annotations

from bessemer.naming.scope import Clash, clashes, free


def test_names_that_differ_only_in_case_clash() -> None:
    assert clashes([("User", 1), ("user", 2), ("Group", 3)]) == (Clash("user", 1, 2),)


def test_the_same_owner_may_ask_twice() -> None:
    assert clashes([("User", 1), ("User", 1)]) == ()


def test_a_taken_name_gets_underscores() -> None:
    assert free("from", {"from", "from_"}) == "from__"
