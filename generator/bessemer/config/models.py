"""Read `models`: the names that a resource gives to schemas."""

from __future__ import annotations

from bessemer.config.cursor import Cursor
from bessemer.config.forms import name_fits
from bessemer.config.keys import MODEL, MODEL_INERT, report_keys
from bessemer.config.languages import Worded, skipped, worded
from bessemer.config.tree import ModelConfig

# The farthest that one alias may lead to another.
_MOST_ALIASES = 16


def read_models(models: Cursor) -> tuple[ModelConfig, ...]:
    found = (_model(name, item, models) for name, item in models.entries())
    return tuple(model for model in found if model is not None)


def _model(name: str, model: Cursor, beside: Cursor) -> ModelConfig | None:
    name_fits(model, name)
    if isinstance(model.value, dict):
        report_keys(model, MODEL.split(), MODEL_INERT.split())
    reference = _reference(model, beside)
    ref = reference.text()
    if ref is None:
        help_ = "name a component, or point at a schema: `#/components/schemas/X`"
        model.report("config-value-invalid", f"the model {name!r} names no schema", help_)
        return None
    if not isinstance(model.value, dict):
        return ModelConfig(name, ref, reference.pointer)
    return ModelConfig(
        name,
        ref,
        reference.pointer if reference.pointer.startswith(model.pointer) else model.pointer,
        skipped=skipped(model),
        no_params_suffix=model.at("no_params_suffix").flag(False),
        deprecated=_deprecated(model),
    )


def _deprecated(model: Cursor) -> Worded:
    said = model.at("deprecated")
    if said.present and model.at("type").text() != "alias":
        help_ = "say so in the document, where the schema is: `deprecated: true`"
        said.report("config-key-inert", "a model is deprecated where it is another name alone", help_, key=True)
        return ()
    return worded(said)


def _reference(model: Cursor, beside: Cursor) -> Cursor:
    """Where the reference to the schema stands; an alias has that of the model it leads to."""
    for _ in range(_MOST_ALIASES):
        if not isinstance(model.value, dict):
            return model
        target = model.at("to").text() if model.at("type").text() == "alias" else None
        if target is None:
            break
        model = beside.at(target)
    return model.at("openapi_uri")
