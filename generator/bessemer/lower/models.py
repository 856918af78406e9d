"""Find the schemas that the models of the config point at."""

from __future__ import annotations

from bessemer.document.pointer import ROOT, Pointer, child, from_ref
from bessemer.lower.context import Context


def model_schema(context: Context, ref: str) -> Pointer | None:
    """Where the schema of a model is: `ref` is a component's name or a pointer; None where there is none."""
    pointer = child(ROOT, "components", "schemas", ref) if not ref.startswith("#") else from_ref(ref)
    try:
        return context.schema_at(pointer)
    except KeyError:
        return None
