"""Who gets a name that several ask for, whatever the order they come in."""

from __future__ import annotations

import random
import string

from bessemer.naming.apart import Claim, apart, short
from bessemer.naming.case import Caser
from bessemer.targets.python.identifiers import argument_claim

_CASER = Caser()


def called(*wire_names: str) -> dict[str, str]:
    claims = (argument_claim(_CASER, name, name, name) for name in wire_names)
    return dict(apart(claims).names)


def test_the_one_spelled_so_keeps_the_name() -> None:
    assert called("Foo", "foo", "FOO") == {"foo": "foo", "Foo": "Foo", "FOO": "FOO"}
    assert called("@type", "type") == {"type": "type", "@type": "at_type"}
    assert called("a.b", "a-b", "a_b") == {"a_b": "a_b", "a-b": "a_dash_b", "a.b": "a_dot_b"}


def test_a_sign_is_part_of_the_name_with_or_without_its_twin() -> None:
    assert called("+1", "-1") == {"+1": "plus_1", "-1": "minus_1"}
    assert called("+1") == {"+1": "plus_1"}


def test_what_nothing_tells_apart_gets_a_hash_of_its_spelling() -> None:
    first = apart([Claim("a", "x", "x"), Claim("b", "x", "other")]).names
    assert first["a"] == "x"
    assert first["b"].startswith("x_")
    assert apart([Claim("b", "x", "other"), Claim("c", "x", "o"), Claim("a", "x", "x")]).names["b"] == first["b"]


def test_a_taken_name_is_nobodys() -> None:
    made = apart([Claim("a", "x", "x", alternatives=lambda: ("x_",))], {"x"})
    assert made.names == {"a": "x_"}
    assert made.renamed[0].holder is None


def test_names_that_differ_only_in_case_are_one_name_where_files_are_made() -> None:
    assert (
        len({name.casefold() for name in apart([Claim(1, "A", "A"), Claim(2, "a", "a")], fold=True).names.values()})
        == 2
    )


def test_long_names_are_cut_and_stay_different() -> None:
    long = "x" * 10_000
    assert short("short", 100) == "short"
    assert len(short(long, 100)) == 100
    assert short(long, 100) != short(long + "y", 100)


def test_order_plays_no_part_and_a_newcomer_renames_only_those_whose_name_it_has_a_better_claim_to() -> None:
    chance = random.Random(2026)  # noqa: S311
    pieces = [*string.ascii_lowercase[:3], *"AB12_-.$@+é名 ", "id", "Id"]
    for _ in range(400):
        wire_names = list(
            {"".join(chance.choices(pieces, k=chance.randint(1, 4))) for _ in range(chance.randint(1, 12))}
        )
        before = called(*wire_names)
        assert len(set(before.values())) == len(before)
        assert all(name.isidentifier() and name.isascii() for name in before.values())
        chance.shuffle(wire_names)
        assert called(*wire_names) == before
        newcomer = "".join(chance.choices(pieces, k=chance.randint(1, 4)))
        after = called(newcomer, *wire_names)
        renamed = {name for name in wire_names if after[name] != before[name] and name != newcomer}
        wanted = argument_claim(_CASER, newcomer, newcomer, newcomer).name
        assert all(before[name] in {wanted, after[newcomer]} for name in renamed)
