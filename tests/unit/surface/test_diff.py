"""Comparing public surfaces."""

from __future__ import annotations

from bessemer.surface.diff import diff, lines
from bessemer.targets.target import SurfaceItem


def test_what_came_is_a_minor_release_and_what_went_a_major_one() -> None:
    assert diff(["a"], ["a", "b"]).text() == "+1 -0 (minor)"
    assert diff(["a", "b"], ["a"]).text() == "+0 -1 (major)"
    assert diff(["a"], ["a"]).release == "none"


def test_a_changed_signature_is_a_major_release() -> None:
    before = lines([SurfaceItem("method", "client.x", "(a)")])
    after = lines([SurfaceItem("method", "client.x", "(b)")])
    assert diff(before, after).release == "major"
