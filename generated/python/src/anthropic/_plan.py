"""What the fields of models are called in JSON, and which keys of JSON are no attributes."""

# JSON and users' values have types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

import inspect
import weakref
from functools import lru_cache
from typing import Any, FrozenSet, List, MutableMapping, NamedTuple, Set, Tuple

import pydantic
from pydantic.fields import FieldInfo
from typing_extensions import get_annotations, get_type_hints

from ._compat import get_model_fields
from ._utils import (
    extract_type_arg,
    is_annotated_type,
    is_list,
    is_mapping,
    is_type_alias_type,
    is_union_type,
)
from ._utils._typing import alias_value, get_args, get_origin


def json_key(name: str, field: FieldInfo) -> str:
    """The key of a field in JSON, which may be empty."""
    return name if field.alias is None else field.alias


class _Slot(NamedTuple):
    name: str
    wire_name: str
    field: FieldInfo


class _Plan(NamedTuple):
    slots: Tuple[_Slot, ...]
    # Names of fields that go by other keys.
    hidden: FrozenSet[str]


_plans: MutableMapping[Any, _Plan] = weakref.WeakKeyDictionary()


def plan_of(cls: Any) -> _Plan:
    plan = _plans.get(cls)
    if plan is None:
        slots = tuple(
            _Slot(name, json_key(name, field), field)
            for name, field in get_model_fields(cls).items()
        )
        names = frozenset(slot.name for slot in slots)
        plan = _Plan(slots, names - {slot.wire_name for slot in slots})
        if getattr(cls, "__pydantic_fields_complete__", True):
            _plans[cls] = plan
    return plan


def hidden_keys(cls: Any) -> FrozenSet[str]:
    """Keys that are left out: of two values only one can go by the name of a field."""
    return plan_of(cls).hidden


def accepts_names(cls: Any) -> bool:
    config = cls.model_config
    return bool(config.get("populate_by_name") or config.get("validate_by_name"))


_extra_types: MutableMapping[Any, Any] = weakref.WeakKeyDictionary()


def extra_type(cls: Any) -> Any:
    """What a model says its unknown keys are, or None."""
    if cls not in _extra_types:
        _extra_types[cls] = _declared_extra_type(cls)
    return _extra_types[cls]


def _declared_extra_type(cls: Any) -> Any:
    if not any("__pydantic_extra__" in get_annotations(c) for c in _own_ancestors(cls)):
        return None
    try:
        args = get_args(get_type_hints(cls).get("__pydantic_extra__"))
    except NameError:
        # Written with names of a function that has returned: the values stay as they are.
        return None
    return args[1] if len(args) == 2 and args[1] is not object else None


def _own_ancestors(cls: Any) -> Tuple[Any, ...]:
    mro: Tuple[Any, ...] = cls.__mro__
    return mro[: mro.index(pydantic.BaseModel)]


def unwrapped_type(type_: Any) -> Tuple[Any, List[Any]]:
    """The type inside aliases and Annotated, with the metadata found on the way."""
    metadata: List[Any] = []
    while True:
        if is_type_alias_type(type_):
            type_ = alias_value(type_)
        elif is_type_alias_type(get_origin(type_)):
            origin: Any = get_origin(type_)
            type_ = origin.__value__[get_args(type_)]
        elif is_annotated_type(type_):
            metadata.extend(get_args(type_)[1:])
            type_ = extract_type_arg(type_, 0)
        else:
            return type_, metadata


def is_model(origin: Any) -> bool:
    return inspect.isclass(origin) and issubclass(origin, pydantic.BaseModel)


def plain_variants(union: Any) -> List[Any]:
    """The variants of a union and of the unions in it, without what stands beside them."""
    flat: List[Any] = []
    for variant in get_args(union):
        inner, _ = unwrapped_type(variant)
        flat.extend(plain_variants(inner) if is_union_type(inner) else [inner])
    return flat


def leave_out_hidden(made: object, value: object, type_: Any) -> None:
    """Leave hidden keys out of what pydantic made of JSON data, and of what it says was set, as fill_model does."""
    if _may_hide(type_):
        _leave_out(made, value)


def _leave_out(made: object, value: object) -> None:
    if isinstance(made, pydantic.BaseModel) and is_mapping(value):
        extra = made.__pydantic_extra__ or {}
        for name, wire_name, _ in plan_of(type(made)).slots:
            if name != wire_name and name in extra:
                del extra[name]
                if wire_name not in value:
                    made.__pydantic_fields_set__.discard(name)
            if wire_name in value:
                _leave_out(made.__dict__.get(name), value[wire_name])
        for key, item in extra.items():
            _leave_out(item, value.get(key))
    elif is_list(made) and is_list(value):
        for item, data in zip(made, value):
            _leave_out(item, data)
    elif is_mapping(made) and is_mapping(value):
        for key, item in made.items():
            _leave_out(item, value.get(key))


@lru_cache(maxsize=4096)
def _may_hide(type_: Any) -> bool:
    """Whether a model anywhere in a type has hidden keys."""
    seen: Set[Any] = set()
    left: List[Any] = [type_]
    while left:
        item = left.pop()
        # Models and aliases may stand in themselves.
        if inspect.isclass(item) or is_type_alias_type(get_origin(item) or item):
            if item in seen:
                continue
            seen.add(item)
        plain, _ = unwrapped_type(item)
        left.extend(get_args(plain))
        origin = get_origin(plain) or plain
        if not is_model(origin):
            continue
        plan = plan_of(origin)
        if plan.hidden:
            return True
        left.extend(slot.field.annotation for slot in plan.slots)
        left.append(extra_type(origin))
    return False
