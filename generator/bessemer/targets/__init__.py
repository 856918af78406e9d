"""The outputs of the generator. A language is one line here and one package beside."""

from __future__ import annotations

from bessemer.ir.api import Api
from bessemer.targets.target import Language, Memory, Target

NAMES = ("python", "go", "reference")


def targets(api: Api, wanted: tuple[str, ...], memory: Memory | None = None) -> tuple[Target, ...]:
    """The targets that the config makes and the command line wants, in the order of NAMES; memory is of Python."""
    made = {"python": api.python, "go": api.go, "reference": api.reference}
    return tuple(_target(name, memory) for name in NAMES if made[name] is not None and name in wanted)


def languages(api: Api) -> tuple[Language, ...]:
    """The SDKs that the config makes."""
    made = ((api.python, _python), (api.go, _go))
    return tuple(make() for configured, make in made if configured is not None)


def _target(name: str, memory: Memory | None) -> Target:
    """A target, loaded when it is made."""
    if name == "reference":
        from bessemer.targets.reference.plan import Reference

        return Reference((_python(), _go()))
    return _python(memory) if name == "python" else _go()


def _python(memory: Memory | None = None) -> Language:
    from bessemer.targets.python.plan import Python

    return Python(memory)


def _go() -> Language:
    from bessemer.targets.go.plan import Go

    return Go()
