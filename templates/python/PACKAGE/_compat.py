"""One spelling for the pydantic calls and typing helpers the SDK makes."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property as cached_property
from typing import TYPE_CHECKING, Any, Mapping, Optional, Type, TypeVar

import pydantic
from pydantic.fields import FieldInfo
from typing_extensions import Literal

from ._lazy import borrowed_names
from ._types import IncEx
from ._utils._datetime_parse import parse_date as parse_date
from ._utils._datetime_parse import parse_datetime as parse_datetime
from ._utils._typing import get_args as get_args
from ._utils._typing import get_origin as get_origin
from ._utils._typing import is_literal_type as is_literal_type
from ._utils._typing import is_typeddict as is_typeddict
from ._utils._typing import is_union as is_union

if TYPE_CHECKING:
    from ._generic_model import GenericModel as GenericModel
else:
    __getattr__, __dir__ = borrowed_names(
        __name__,
        {
            "._generic_model": "GenericModel",
            "._types": "StrBytesIntFloat",
            "pydantic": "ConfigDict",
        },
    )

_ModelT = TypeVar("_ModelT", bound=pydantic.BaseModel)

# Only pydantic 2 is supported. Callers of published SDKs branch on one of these, those of older ones on the second.
PYDANTIC_V1 = False
PYDANTIC_V2 = True

typed_cached_property = cached_property

__all__ = [
    "PYDANTIC_V1",
    "PYDANTIC_V2",
    "cached_property",
    "date",
    "datetime",
    "GenericModel",
    "field_get_default",
    "field_is_required",
    "field_outer_type",
    "get_args",
    "get_model_config",
    "get_model_fields",
    "get_origin",
    "is_literal_type",
    "is_typeddict",
    "is_union",
    "model_copy",
    "model_dump",
    "model_json",
    "model_parse",
    "parse_date",
    "parse_datetime",
    "parse_obj",
    "typed_cached_property",
]


def parse_obj(model: Type[_ModelT], value: object) -> _ModelT:
    return model.model_validate(value)


def model_parse(model: Type[_ModelT], data: Any) -> _ModelT:
    return parse_obj(model, data)


def model_copy(model: _ModelT, *, deep: bool = False) -> _ModelT:
    return model.model_copy(deep=deep)


def model_json(model: pydantic.BaseModel, *, indent: Optional[int] = None) -> str:
    return model.model_dump_json(indent=indent)


def model_dump(
    model: pydantic.BaseModel,
    *,
    exclude: Optional[IncEx] = None,
    exclude_unset: bool = False,
    exclude_defaults: bool = False,
    warnings: bool = True,
    mode: Literal["json", "python"] = "python",
    by_alias: Optional[bool] = None,
) -> dict[str, Any]:
    return model.model_dump(
        mode=mode,
        exclude=exclude,
        exclude_unset=exclude_unset,
        exclude_defaults=exclude_defaults,
        warnings=warnings,
        by_alias=by_alias,
    )


def get_model_fields(model: Type[pydantic.BaseModel]) -> Mapping[str, FieldInfo]:
    """Fields by Python name; forward references are resolved first where that is possible."""
    if not getattr(model, "__pydantic_fields_complete__", True):
        model.model_rebuild(raise_errors=False)
    return model.__pydantic_fields__


def get_model_config(model: Type[pydantic.BaseModel]) -> Any:
    return model.model_config


def field_is_required(field: FieldInfo) -> bool:
    return field.is_required()


def field_outer_type(field: FieldInfo) -> Any:
    return field.annotation


def field_get_default(field: FieldInfo) -> Any:
    """The field's default, or None where it has none."""
    if field.is_required():
        return None
    return field.get_default(call_default_factory=True, validated_data={})
