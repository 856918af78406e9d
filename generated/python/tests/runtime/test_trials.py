"""Unions that hold themselves: a short answer cannot have each variant tried in each without end."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Optional, Union

import pytest
from pydantic_core import SchemaValidator
from typing_extensions import Literal

from anthropic._compile import compiled
from anthropic._construct import construct_type
from anthropic._models import BaseModel
from tests.runtime.test_compile import takes_the_word


class First(BaseModel):
    inner: Tree


class Second(BaseModel):
    inner: Tree
    more: Optional[int] = None


class Third(BaseModel):
    inner: Tree
    needed: int


class Leaf(BaseModel):
    leaf: int


class All(BaseModel):
    type: Literal["all"]
    filters: List[Filter]


class Any_(BaseModel):
    type: Literal["any"]
    filters: List[Filter]


class Equal(BaseModel):
    type: Literal["equal"]
    value: str


Tree = Union[First, Second, Third, Leaf]
Filter = Union[All, Any_, Equal]
for model in (First, Second, Third, All, Any_):
    model.model_rebuild()


def made(type_: Any, value: Dict[str, Any]) -> Any:
    """What is made of a value, which is the same from its text."""
    constructed = construct_type(value=value, type_=type_)
    validator = compiled(type_)
    # older editions of pydantic's core have none for models that are built
    assert validator is not None or not takes_the_word(SchemaValidator)
    if validator is not None:
        assert validator.validate_json(json.dumps(value)) == constructed
    return constructed


@pytest.mark.parametrize("depth", [2, 5, 60])
@pytest.mark.parametrize("leaf", [{"leaf": 1}, {"nothing": "of all"}])
def test_objects_of_one_shape_are_told_apart_however_deep_they_are(
    depth: int, leaf: Dict[str, Any]
) -> None:
    value = leaf
    for _ in range(depth):
        value = {"inner": value, "needed": 1}
    tree = made(Tree, value)
    for _ in range(depth):
        assert tree.to_dict()["needed"] == 1
        tree = tree.inner
    assert tree.to_dict() == leaf


@pytest.mark.parametrize("leaf", [{"type": "equal", "value": "x"}, {"type": "newer", "value": 3}])
def test_constants_tell_them_apart_too(leaf: Dict[str, Any]) -> None:
    value = leaf
    for index in range(60):
        value = {"type": "any" if index % 2 else "all", "filters": [value]}
    outermost = made(Filter, value)
    assert type(outermost) is Any_
    assert type(outermost.filters[0]) is All
    assert outermost.to_dict(warnings=False) == value
