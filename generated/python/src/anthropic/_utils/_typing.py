"""Ask questions of type annotations."""

from __future__ import annotations

import sys
import types
import typing
from collections import abc
from functools import lru_cache
from typing import Any, Iterable, Optional, Tuple, TypeVar, Union, cast

import typing_extensions
from typing_extensions import Annotated, Literal, Required, TypeAliasType, TypeGuard

from .._types import InheritsGeneric

get_args = typing_extensions.get_args
get_origin = typing_extensions.get_origin
is_typeddict = typing_extensions.is_typeddict

# `int | str` has a type of its own from Python 3.10 on.
_UNIONS: Tuple[Any, ...] = (Union, getattr(types, "UnionType", Union))
if sys.version_info >= (3, 12):
    _ALIASES: Tuple[Any, ...] = (TypeAliasType, typing.TypeAliasType)
else:
    _ALIASES: Tuple[Any, ...] = (TypeAliasType,)

_LITERALS = (typing.Literal, Literal)


def is_union(tp: Any) -> bool:
    """Whether tp, as get_origin returns it, is that of a union."""
    return any(tp is union for union in _UNIONS)


def is_union_type(typ: Any) -> bool:
    return is_union(get_origin(typ))


def is_literal_type(tp: Any) -> bool:
    return get_origin(tp) in _LITERALS


def is_annotated_type(typ: Any) -> bool:
    return get_origin(typ) is Annotated


def is_required_type(typ: Any) -> bool:
    return get_origin(typ) is Required


def is_list_type(typ: Any) -> bool:
    return (get_origin(typ) or typ) is list


def is_sequence_type(typ: Any) -> bool:
    return (get_origin(typ) or typ) in (abc.Sequence, typing.Sequence)


def is_iterable_type(typ: Any) -> bool:
    return (get_origin(typ) or typ) in (abc.Iterable, typing.Iterable)


def is_typevar(typ: Any) -> bool:
    return isinstance(typ, TypeVar)


def is_type_alias_type(tp: Any, /) -> TypeGuard[TypeAliasType]:
    """Whether tp was made by TypeAliasType or a type statement."""
    return isinstance(tp, _ALIASES)


@lru_cache(maxsize=4096)
def alias_value(alias: Any) -> Any:
    """What an alias made by TypeAliasType stands for; names in quotes are looked up in its module, itself included."""
    module = sys.modules.get(alias.__module__)
    holder = type("holder", (), {"__annotations__": {"value": alias.__value__}})
    try:
        found = typing_extensions.get_type_hints(
            holder, vars(module) if module else {}, include_extras=True
        )
    except NameError:
        return alias.__value__
    return found["value"]


def strip_annotated_type(typ: Any) -> Any:
    """The type inside any nesting of Required and Annotated."""
    while is_required_type(typ) or is_annotated_type(typ):
        typ = get_args(typ)[0]
    return typ


def extract_type_arg(typ: Any, index: int) -> Any:
    """Raises RuntimeError where there is no such argument."""
    args = get_args(typ)
    if index >= len(args):
        raise RuntimeError(
            f"Expected type {typ} to have a type argument at index {index} but it did not"
        )
    return args[index]


def extract_type_var_from_base(
    typ: type,
    *,
    generic_bases: Tuple[type, ...],
    index: int,
    failure_message: Optional[str] = None,
) -> Any:
    """What a class puts for the type variable of one of its generic bases.

    For `class MyResponse(Response[bytes])` and generic_bases=(Response,) that is bytes, also through subclasses
    that pass a type variable of their own on. Raises RuntimeError where nothing is put.
    """
    origin = get_origin(typ) or typ
    if origin in generic_bases:
        return extract_type_arg(typ, index)

    for base in _generic_bases(origin, generic_bases):
        extracted = extract_type_arg(base, index)
        if not is_typevar(extracted):
            return extracted
        # class Sub(Response[T]): the position of T among Sub's own variables says which argument of typ it is.
        parameters = cast(Tuple[Any, ...], getattr(origin, "__parameters__", ()))
        position = parameters.index(extracted) if extracted in parameters else index
        return extract_type_arg(typ, position)

    raise RuntimeError(failure_message or f"Could not resolve inner type variable for {typ}")


def _generic_bases(cls: Any, generic_bases: Tuple[type, ...]) -> Iterable[Any]:
    for ancestor in cls.__mro__:
        if not isinstance(ancestor, InheritsGeneric):
            continue
        for base in ancestor.__orig_bases__:
            if get_origin(base) in generic_bases:
                yield base
