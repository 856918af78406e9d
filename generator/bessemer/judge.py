"""Apply what a team accepts on purpose: allowances of the config, and --allow-invalid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bessemer.config.model import Allowance, Config
from bessemer.diagnostics.diagnostic import Diagnostic, worst
from bessemer.document.document import Document
from bessemer.ignoring import is_ignored

# What --allow-invalid and an allowance step over: what is mended or left out of a document that breaks a rule.
_STEPPED_OVER = frozenset(
    {
        *("schema-invalid", "shape-invalid", "type-unknown", "default-type", "duplicate-key"),
        *(
            "ref-not-found",
            "ref-outside",
            "part-unreadable",
            "ref-cycle",
            "path-parameter-undeclared",
            "path-parameter-unused",
        ),
    }
)
# What --strict does not accept without an allowance: anything of the document that no SDK carries as it is written,
# and names of the config that nothing answers to.
# Source: contracts/config.md section 8, the endpoint coverage gate.
_LOST = frozenset(
    {
        *("construct-loosened", "endpoint-not-configured", "endpoint-not-specified", "endpoint-twice"),
        *("endpoint-not-found", "model-not-found", "paging-not-configured", "unwrap-not-found"),
    }
)


def judged(
    config: Config,
    problems: Sequence[Diagnostic],
    config_document: Document,
    *,
    allow_invalid: bool,
    strict: bool = False,
) -> tuple[Diagnostic, ...]:
    """The problems with their final levels. Once there is no error, an allowance that matches nothing is reported."""
    problems = [item for item in problems if not is_ignored(item, config.ignored)]
    used: set[Allowance] = set()
    made: list[Diagnostic] = []
    for problem in problems:
        allowances = [item for item in config.allow if _allows(item, problem)]
        used.update(allowances)
        fixed = problem.level == "error" and problem.code not in _STEPPED_OVER
        made += (_in_vain(item, config_document) for item in allowances if fixed)
        if strict and problem.code in _LOST and not allowances:
            made.append(replace(problem, as_level="error"))
        elif fixed or not (allowances or (allow_invalid and problem.level == "error")):
            made.append(problem)
        elif not allowances:
            made.append(replace(problem, as_level="warning"))
    useless = (_useless(item, config_document) for item in config.allow if item not in used)
    return tuple(made) if worst(made) == "error" else (*made, *useless)


def _allows(allowance: Allowance, problem: Diagnostic) -> bool:
    pointer = problem.pointer or ""
    return allowance.code == problem.code and (
        pointer == allowance.under or pointer.startswith(allowance.under.rstrip("/") + "/") or allowance.under == ""
    )


def _in_vain(allowance: Allowance, config_document: Document) -> Diagnostic:
    place = config_document.place(allowance.pointer)
    message = f"{allowance.code!r} cannot be allowed: nothing can be made of what it is about"
    return Diagnostic(
        "allow-unused", message, place, allowance.pointer, "mend what it is about, and remove the allowance"
    )


def _useless(allowance: Allowance, config_document: Document) -> Diagnostic:
    place = config_document.place(allowance.pointer)
    message = f"nothing needs the allowance of {allowance.code!r}"
    return Diagnostic("allow-unused", message, place, allowance.pointer, "remove it")
