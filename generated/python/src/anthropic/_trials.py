"""Say where trying each variant of a union inside each variant of another would not end, and what is meant there."""

# JSON and users' values have types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

from typing import Any, Dict, Iterator, List, Mapping, Set

from ._compat import get_model_fields
from ._plan import extra_type, is_model, json_key, plain_variants, unwrapped_type
from ._utils import is_list, is_literal_type, is_mapping, is_type_alias_type, is_union_type
from ._utils._typing import get_args, get_origin

# How often a value may be tried: more than answers need, and less than a short one can ask for by its depth.
_MOST = 1_000
_known: Dict[Any, int] = {}


def is_endless(value: object, type_: Any) -> bool:
    """Whether unions that hold themselves would try a value too often, as each tries all that is inside it anew."""
    if not (is_mapping(value) or is_list(value)):
        return False
    width = _width(type_)
    return width > 1 and _is_deeper(value, next(n for n in range(_MOST) if width**n >= _MOST))


def meant(value: object, variants: List[Any]) -> List[Any]:
    """The variants in the order in which they may be meant, by the outermost keys alone."""
    if is_list(value):
        return sorted(variants, key=lambda item: get_origin(unwrapped_type(item)[0]) is not list)
    return (
        sorted(variants, key=lambda item: _strangeness(value, item))
        if is_mapping(value)
        else variants
    )


def _strangeness(value: Mapping[Any, object], variant: Any) -> int:
    """How many keys a model lacks or does not know; much more where it cannot be that model."""
    plain, _ = unwrapped_type(variant)
    origin = get_origin(plain) or plain
    if not is_model(origin):
        return len(value) if origin is dict else 3 * _MOST
    fields = {json_key(name, field): field for name, field in get_model_fields(origin).items()}
    lacking = sum(field.is_required() and key not in value for key, field in fields.items())
    types = ((key, unwrapped_type(field.annotation)[0]) for key, field in fields.items())
    other = any(
        is_literal_type(type_) and key in value and value[key] not in get_args(type_)
        for key, type_ in types
    )
    return _MOST * (other or lacking > 0) + lacking + sum(key not in fields for key in value)


def _width(type_: Any) -> int:
    """The most objects, or lists, that a union below a type can be which holds itself; 0 where none does."""
    try:
        known = _known.get(type_)
    except TypeError:
        # what stands in Annotated need not be hashable
        return 0
    if known is not None:
        return known
    below: Dict[Any, List[Any]] = {}
    left = list(_parts(type_))
    while left:
        item = left.pop()
        if item not in below:
            below[item] = list(_parts_of(item))
            left.extend(below[item])
    widths = (_choices(item) for item in below if is_union_type(item) and _leads_back(item, below))
    width = max(widths, default=0)
    if all(getattr(item, "__pydantic_fields_complete__", True) for item in below):
        _known[type_] = width
    return width


def _parts(type_: Any) -> Iterator[Any]:
    """The models, unions and aliases that a type is made of."""
    if is_type_alias_type(type_):
        yield type_
        return
    plain, _ = unwrapped_type(type_)
    if is_union_type(plain) or is_model(get_origin(plain) or plain):
        yield plain
    elif not is_literal_type(plain):
        for item in get_args(plain):
            yield from _parts(item)


def _parts_of(item: Any) -> Iterator[Any]:
    """What stands inside a model, a union or an alias."""
    plain, _ = unwrapped_type(item)
    origin = get_origin(plain) or plain
    if plain is not item:
        yield from _parts(plain)
    elif is_model(origin):
        for field in get_model_fields(origin).values():
            yield from _parts(field.annotation)
        yield from _parts(extra_type(origin))
    else:
        for variant in get_args(plain):
            yield from _parts(variant)


def _leads_back(union: Any, below: Mapping[Any, List[Any]]) -> bool:
    seen: Set[Any] = set()
    left = list(below[union])
    while left:
        item = left.pop()
        if item == union:
            return True
        if item not in seen:
            seen.add(item)
            left.extend(below[item])
    return False


def _choices(union: Any) -> int:
    """As how many of its variants a union tries one value that is no scalar."""
    origins = [get_origin(plain) or plain for plain in plain_variants(union)]
    objects = sum(origin is dict or is_model(origin) for origin in origins)
    return max(objects, sum(origin is list for origin in origins))


def _is_deeper(value: object, most: int) -> bool:
    """Whether objects stand in each other deeper than that."""
    level: List[Any] = [value]
    for _ in range(most + 1):
        inside: List[Any] = []
        while level:
            item: Any = level.pop()
            if is_mapping(item):
                inside.extend(item.values())
            elif is_list(item):
                level.extend(item)
        level = [item for item in inside if is_mapping(item) or is_list(item)]
    return bool(level)
