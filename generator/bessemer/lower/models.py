"""Find the schemas that the models of the config point at."""

from __future__ import annotations

from bessemer.diagnostics.nearest import nearest
from bessemer.document.pointer import ROOT, Pointer, child, from_ref
from bessemer.lower.context import Context
from bessemer.openapi.paths import select


def model_schema(context: Context, ref: str) -> Pointer | None:
    """Where the schema of a model is; None where there is none.

    `ref` is a component's name, a pointer, or a JSONPath that selects one schema.
    """
    if ref.startswith("$"):
        found = select(context.spec.data, ref)
        return context.schema_at(found[0]) if not isinstance(found, str) and len(found) == 1 else None
    pointer = child(ROOT, "components", "schemas", ref) if not ref.startswith("#") else from_ref(ref)
    try:
        return context.schema_at(pointer)
    except KeyError:
        return None


def why_not(context: Context, ref: str) -> tuple[str, str | None]:
    """What is wrong with a reference to no schema, and what would mend it."""
    if ref.startswith("$"):
        found = select(context.spec.data, ref)
        if isinstance(found, str):
            return f"a path that cannot be read, '{ref}': {found}", None
        listed = ", ".join(f"'#{pointer}'" for pointer in found[:3])
        return f"{len(found)} schemas, where one is wanted: '{ref}'", f"it selects {listed}" if listed else None
    names = (context.spec.data.get("components") or {}).get("schemas") or {}
    near = nearest(ref.rpartition("/")[2], names)
    return f"a schema that is not there: '{ref}'", f"did you mean '{near}'?" if near else None
