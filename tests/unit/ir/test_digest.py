"""A digest says whether parts differ, whichever process asks."""

from __future__ import annotations

import os
import subprocess
import sys

from bessemer.ir.digest import digest
from bessemer.ir.types import IntegerType, StringType

_PROGRAM = """
from bessemer.ir.digest import digest
from bessemer.ir.walk import Uses
names = [f"/components/schemas/{index}" for index in range(50)]
# which of them are the same text as in the other set, and not one that is equal, depends on the order of a set
requests = frozenset(name if place % 2 else "".join(list(name)) for place, name in enumerate(set(names)))
print(digest(Uses(requests, frozenset(names))).hex())
"""


def test_sets_have_one_digest_in_every_process() -> None:
    made = set()
    for seed in ("1", "2", "3", "4"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", _PROGRAM]
        made.add(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)
    assert len(made) == 1


def test_parts_that_differ_have_digests_that_differ() -> None:
    parts = (StringType(), StringType("uuid"), IntegerType(), None, "", 0, 0.0, False, (), ("",))
    assert len({digest(part) for part in parts}) == len(parts)
