"""Find out of types what can be said of them exactly, for _compile."""

# JSON and users' values have types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

from typing import Any, Dict, List, Optional, Tuple

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from ._compat import get_model_fields
from ._plan import json_key, unwrapped_type
from ._utils import PropertyInfo, is_literal_type, is_union_type
from ._utils._typing import get_args, get_origin

# What a value can be in JSON; variants of a union that differ in it cannot be taken for each other.
_KINDS: Dict[Any, str] = {str: "string", int: "integer", float: "fraction", bool: "boolean"}


class Inexact(Exception):
    """Of the type it cannot be said exactly what fits."""


def is_plain(model: Any) -> bool:
    """Whether a model is built as the SDK's are: from any mapping, by alias, with nothing but None as a default."""
    if not hasattr(model, "_from_mapping"):
        return False
    fields = get_model_fields(model).values()
    config = model.model_config
    if not getattr(model, "__pydantic_fields_complete__", True) or config.get("extra") != "allow":
        return False
    if config.get("populate_by_name") or config.get("validate_by_name"):
        return False
    return all(_is_usual(field) for field in fields)


def _is_usual(field: FieldInfo) -> bool:
    alias = field.validation_alias
    if not (alias is None or alias == field.alias) or field.default_factory is not None:
        return False
    return field.default is PydanticUndefined or field.default is None


def is_customised(model: Any) -> bool:
    """Whether validating a model is more than validating its fields."""
    made = model.__pydantic_decorators__
    listed = (made.validators, made.field_validators, made.root_validators, made.model_validators)
    return any(listed) or model.__pydantic_custom_init__ or bool(model.model_config.get("strict"))


def flat_variants(union: Any) -> List[Any]:
    """The variants of a union and of the unions in it; raises Inexact where one is more than a type."""
    flat: List[Any] = []
    for variant in get_args(union):
        inner, metadata = unwrapped_type(variant)
        if not all(isinstance(item, PropertyInfo) for item in metadata):
            raise Inexact
        flat.extend(flat_variants(inner) if is_union_type(inner) else [inner])
    return flat


def kind_of(type_: Any) -> str:
    """What a value of a type is in JSON; raises Inexact where that is not one thing."""
    origin = get_origin(type_) or type_
    if origin in _KINDS:
        return _KINDS[origin]
    if is_literal_type(type_) and all(isinstance(item, str) for item in get_args(type_)):
        return "string"
    if origin is list:
        return "list"
    if origin is dict:
        return "object"
    raise Inexact


def tags_of(models: List[Any], metadata: Tuple[Any, ...]) -> Tuple[str, Dict[str, Any]]:
    """The field that tells models apart, by its wire name, and which text stands for which; raises Inexact."""
    said = [item.discriminator for item in metadata if isinstance(item, PropertyInfo)]
    candidates = [*filter(None, said), *get_model_fields(models[0])]
    for name in candidates:
        found = _tags_of(models, name)
        if found is not None:
            return found
    raise Inexact


def _tags_of(models: List[Any], name: str) -> Optional[Tuple[str, Dict[str, Any]]]:
    tags: Dict[str, Any] = {}
    wire_names = set()
    for model in models:
        field = get_model_fields(get_origin(model) or model).get(name)
        annotation = None if field is None else unwrapped_type(field.annotation)[0]
        if field is None or not is_literal_type(annotation):
            return None
        for tag in get_args(annotation):
            if not isinstance(tag, str) or tag in tags:
                return None
            tags[tag] = model
        wire_names.add(json_key(name, field))
    return (wire_names.pop(), tags) if len(wire_names) == 1 else None
