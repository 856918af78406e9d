"""The outputs of the generator. A language is one line here and one package beside."""

from __future__ import annotations

from bessemer.ir.api import Api
from bessemer.targets.target import Target

NAMES = ("python", "go", "reference")


def targets(api: Api, wanted: tuple[str, ...]) -> tuple[Target, ...]:
    """The targets that the config makes and the command line wants, in the order of NAMES."""
    from bessemer.targets.go.plan import Go
    from bessemer.targets.python.plan import Python
    from bessemer.targets.reference.plan import Reference

    python, go = Python(), Go()
    made: dict[str, Target] = {}
    if api.python is not None:
        made["python"] = python
    if api.go is not None:
        made["go"] = go
    if api.reference is not None:
        made["reference"] = Reference((python, go))
    return tuple(made[name] for name in NAMES if name in made and name in wanted)
