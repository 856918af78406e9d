"""Build values from JSON without validating them."""

# JSON and users' values have types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

import weakref
from datetime import date, datetime
from functools import lru_cache
from typing import (
    Any,
    Dict,
    List,
    Mapping,
    MutableMapping,
    Optional,
    Set,
    Type,
    TypeVar,
    cast,
)

import pydantic
from pydantic.fields import FieldInfo

from ._compat import field_get_default, get_model_fields, parse_obj
from ._plan import (
    accepts_names,
    extra_type,
    is_model,
    leave_out_hidden,
    plain_variants,
    plan_of,
    unwrapped_type,
)
from ._trials import is_endless, meant
from ._utils import (
    PropertyInfo,
    is_list,
    is_literal_type,
    is_mapping,
    is_union_type,
    parse_date,
    parse_datetime,
)
from ._utils._typing import get_args, get_origin

_T = TypeVar("_T")

_EXACT = (str, int, float, bool)


def validate_type(*, type_: Any, value: object) -> Any:
    """Validate strictly, as pydantic does; raises pydantic.ValidationError."""
    made = parse_obj(type_, value) if is_model(type_) else _adapter(type_).validate_python(value)
    if is_list(value) or is_mapping(value):
        leave_out_hidden(made, value, type_)
    return made


def construct_type(*, value: object, type_: Any, metadata: Optional[List[Any]] = None) -> Any:
    """Turn JSON data into type_ as far as it fits; what does not fit is kept as it is.

    metadata is what stood beside the type in its Annotated, where pydantic has taken that apart.
    """
    type_, extra = unwrapped_type(type_)
    metadata = [*extra, *(metadata or [])]
    origin = get_origin(type_) or type_
    args = get_args(type_)

    if is_union_type(type_):
        return _construct_union(value, type_, metadata)
    if origin is dict:
        if not is_mapping(value) or len(args) != 2:
            return value
        return {key: construct_type(value=item, type_=args[1]) for key, item in value.items()}
    if is_model(origin):
        if is_list(value):
            return [_construct_model(type_, e) if is_mapping(e) else e for e in value]
        return _construct_model(type_, value) if is_mapping(value) else value
    if origin is list:
        if not is_list(value) or not args:
            return value
        return [construct_type(value=entry, type_=args[0]) for entry in value]
    if origin is tuple and is_list(value) and len(value) == len(args):
        return tuple(construct_type(value=e, type_=arg) for e, arg in zip(value, args))
    return construct_scalar(value, type_)


def construct_type_unchecked(*, value: object, type_: Type[_T]) -> _T:
    """construct_type for type checkers, which then believe that the value fits."""
    return cast(_T, construct_type(value=value, type_=type_))


def fill_model(model: Any, values: Mapping[str, object], fields_set: Optional[Set[str]]) -> None:
    """Set the state of an empty model from JSON data, by alias."""
    cls = type(model)
    fields: Dict[str, object] = {}
    found: Set[str] = set()
    plan = plan_of(cls)
    known = set(plan.hidden)
    for name, wire_name, field in plan.slots:
        key = wire_name
        if key not in values and name in values and accepts_names(cls):
            key = name
        if key in values:
            known.add(key)
            found.add(name)
            fields[name] = _construct_field(values[key], field)
        else:
            fields[name] = field_get_default(field)
    kind = extra_type(cls)
    extra = {
        key: value if kind is None else construct_type(value=value, type_=kind)
        for key, value in values.items()
        if key not in known
    }
    object.__setattr__(model, "__dict__", fields)
    object.__setattr__(model, "__pydantic_fields_set__", fields_set or (found | set(extra)))
    object.__setattr__(model, "__pydantic_extra__", extra)
    if cls.__pydantic_post_init__:
        model.model_post_init(None)
    else:
        object.__setattr__(model, "__pydantic_private__", None)


def _construct_model(type_: Any, values: Mapping[str, object]) -> Any:
    # Of a plain pydantic model only the outermost level can be built.
    from_mapping = getattr(type_, "_from_mapping", None)
    if from_mapping is None:
        return type_.model_construct(**values)
    return from_mapping(values)


def _construct_field(value: object, field: FieldInfo) -> object:
    if value is None:
        return field_get_default(field)
    return construct_type(value=value, type_=field.annotation, metadata=field.metadata)


def construct_scalar(value: object, type_: Any) -> object:
    """A number or a moment as type_, where that loses nothing."""
    try:
        if type_ is float and type(value) is int:
            as_float = float(value)
            return as_float if as_float == value else value
        if _is_moment_written(value):
            if type_ is datetime:
                return parse_datetime(cast(Any, value))
            if type_ is date:
                return parse_date(cast(Any, value))
    except Exception:
        return value
    return value


def _is_moment_written(value: object) -> bool:
    """Whether a value may be meant as a moment: text with dashes, or a number. Text of digits is text."""
    return not isinstance(value, bool) and (not isinstance(value, str) or "-" in value)


def _construct_union(value: object, type_: Any, metadata: List[Any]) -> object:
    variants = get_args(type_)
    if type(value) in _EXACT and type(value) in variants:
        return value
    details = discriminator_details(type_, metadata)
    if details is not None and details.is_explicit and is_mapping(value):
        variant = details.variant_of(value)
        if variant is not None:
            return construct_type(value=value, type_=variant)
    endless = is_endless(value, type_)
    if not endless:
        try:
            return _validated_as_any(value, type_)
        except Exception:
            # Not valid as any variant: find the one that is meant.
            pass
    if details is not None and is_mapping(value):
        variant = details.variant_of(value)
        if variant is not None:
            return construct_type(value=value, type_=variant)
    for variant in meant(value, list(variants)) if endless else variants:
        try:
            return construct_type(value=value, type_=variant)
        except Exception:
            continue
    raise RuntimeError(f"Could not convert data into a valid instance of {type_}")


def _validated_as_any(value: object, union: Any) -> object:
    made = validate_type(type_=union, value=value)
    # In JSON true is not 1, though text may say either.
    is_other = isinstance(value, (int, float)) and type(made) is not type(value)
    is_other = is_other and bool in (type(value), type(made))
    is_other = is_other or (isinstance(made, date) and not _is_moment_written(value))
    return value if is_other else made


@lru_cache(maxsize=4096)
def _adapter(type_: Any) -> pydantic.TypeAdapter[Any]:
    return pydantic.TypeAdapter(type_)


class DiscriminatorDetails:
    """Which variant of a union a tag stands for; is_explicit where the variants do not say it themselves."""

    # The field that holds the tag, and what the API calls it where that is not its name.
    field_name: str
    field_alias_from: Optional[str]
    mapping: Mapping[Any, Any]

    def __init__(
        self,
        *,
        mapping: Mapping[Any, Any],
        discriminator_field: str,
        discriminator_alias: Optional[str],
        is_explicit: bool = False,
    ) -> None:
        self.mapping = mapping
        self.field_name = discriminator_field
        self.field_alias_from = discriminator_alias
        self.wire_name = discriminator_field if discriminator_alias is None else discriminator_alias
        self.is_explicit = is_explicit

    def variant_of(self, value: Mapping[str, object]) -> Any:
        tag = value.get(self.wire_name, value.get(self.field_name))
        return self.mapping.get(tag) if isinstance(tag, (str, int)) else None


DISCRIMINATOR_CACHE: MutableMapping[Any, DiscriminatorDetails] = weakref.WeakKeyDictionary()


def discriminator_details(union: Any, metadata: List[Any]) -> Optional[DiscriminatorDetails]:
    """What tells the variants of a union apart, where its metadata names it."""
    try:
        cached = DISCRIMINATOR_CACHE.get(union)
    except TypeError:
        # Some Python versions cannot refer weakly to a union.
        return _made_details(union, metadata)
    if cached is not None:
        return cached
    details = _made_details(union, metadata)
    if details is not None:
        DISCRIMINATOR_CACHE[union] = details
    return details


def _made_details(union: Any, metadata: List[Any]) -> Optional[DiscriminatorDetails]:
    info = next((m for m in metadata if isinstance(m, PropertyInfo) and m.discriminator), None)
    if info is None:
        return None
    name = cast(str, info.discriminator)
    mapping: Dict[object, Any] = {}
    alias: Optional[str] = None
    for variant in plain_variants(union):
        field = _tag_field(variant, name)
        if field is None:
            continue
        alias = alias if field.alias is None else field.alias
        annotation, _ = unwrapped_type(field.annotation)
        if is_literal_type(annotation):
            mapping.update((tag, variant) for tag in get_args(annotation))
    variants = get_args(union)
    if len(info.tags) == len(variants):
        mapping.update((tag, item) for tag, item in zip(info.tags, variants) if tag is not None)
    if not mapping:
        return None
    return DiscriminatorDetails(
        mapping=mapping,
        discriminator_field=name,
        discriminator_alias=alias,
        is_explicit=bool(info.tags),
    )


def _tag_field(variant: Any, name: str) -> Optional[FieldInfo]:
    origin = get_origin(variant) or variant
    if not is_model(origin):
        return None
    fields = get_model_fields(origin)
    return fields.get(name) or next((f for f in fields.values() if f.alias == name), None)
