"""Hold a value against the type that a method promises, and say where it differs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Callable, Dict, List, Tuple, Union

from typing_extensions import Literal, get_args, get_origin

from PACKAGE._base_client import BasePage
from PACKAGE._compat import get_model_fields
from PACKAGE._models import BaseModel
from PACKAGE._types import NoneType
from PACKAGE._utils import is_type_alias_type, is_union_type, strip_annotated_type
from PACKAGE._utils._typing import alias_value

_EXACT = (str, bool, bytes, datetime, date)


def assert_matches_type(
    type_: Any, value: object, *, path: List[str], allow_none: bool = False
) -> None:
    """Fails unless the value, which lies at the path, is of the type, all the way down."""
    if allow_none and value is None:
        return
    type_ = _bare(type_)
    origin = get_origin(type_)
    if type_ in (Any, object):
        return
    if type_ in (None, NoneType):
        _expect(value is None, type_, value, path)
    elif is_union_type(type_):
        _expect_one_of(get_args(type_), value, path)
    elif origin is Literal:
        _expect(value in get_args(type_), type_, value, path)
    elif isinstance(origin or type_, type):
        _expect_instance(type_, origin or type_, value, path)
    else:
        raise TypeError(f"no value can be held against {type_}")


def assert_matches_model(model: Any, value: BaseModel, *, path: List[str]) -> bool:
    """Fails unless every field of the value has the type that its class says."""
    for name, field in get_model_fields(model).items():
        # documents seldom promise the list of a page, though its class does
        is_promised = field.is_required() and not isinstance(value, BasePage)
        if name in value.model_fields_set or is_promised:
            assert_matches_type(field.annotation, getattr(value, name), path=[*path, name])
    return True


def _expect_instance(type_: Any, origin: Any, value: object, path: List[str]) -> None:
    if origin in _EXACT:
        _expect(type(value) is origin, type_, value, path)
    elif origin is float:
        _expect(type(value) in (int, float), type_, value, path)
    elif origin is int:
        _expect(type(value) is int, type_, value, path)
    else:
        _expect(isinstance(value, origin), type_, value, path)
        _inner(type_, origin)(value, path)


def _inner(type_: Any, origin: Any) -> Callable[[Any, List[str]], object]:
    """What checks that which lies in a list, a mapping or a model."""
    if issubclass(origin, BaseModel):
        return lambda value, path: assert_matches_model(type(value), value, path=path)
    arguments = get_args(type_)
    if origin is tuple:
        return lambda value, path: _each(zip(value, arguments), path)
    if issubclass(origin, Mapping) and arguments:
        return lambda value, path: _values(value, arguments[1], path)
    if issubclass(origin, list) and arguments:
        return lambda value, path: _each(((item, arguments[0]) for item in value), path)
    return lambda value, path: None


def _values(found: Dict[str, Any], type_: Any, path: List[str]) -> None:
    for key, item in found.items():
        assert_matches_type(type_, item, path=[*path, key])


def _each(typed: Any, path: List[str]) -> None:
    for index, (item, type_) in enumerate(typed):
        assert_matches_type(type_, item, path=[*path, f"[{index}]"])


def _expect_one_of(types: Tuple[Any, ...], value: object, path: List[str]) -> None:
    differences: List[str] = []
    for type_ in types:
        try:
            assert_matches_type(type_, value, path=path)
        except AssertionError as error:
            differences.append(str(error))
        else:
            return
    raise AssertionError("\n".join(differences))


def _expect(holds: Union[bool, object], type_: Any, value: object, path: List[str]) -> None:
    if not holds:
        raise AssertionError(f"{'.'.join(path)}: {value!r} is no {type_}")


def _bare(type_: Any) -> Any:
    while is_type_alias_type(type_):
        type_ = alias_value(type_)
    return strip_annotated_type(type_)
