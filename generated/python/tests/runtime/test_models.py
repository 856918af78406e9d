"""Responses become models whatever they contain, unless strictness is asked for."""

from __future__ import annotations

import json
from collections import deque
from datetime import date, datetime, timezone
from typing import Any, Dict, List, Optional, Union, cast

import pydantic
import pytest
from typing_extensions import Annotated, Literal, TypeAliasType, TypedDict

from anthropic._compile import compiled
from anthropic._models import (
    DISCRIMINATOR_CACHE,
    BaseModel,
    EagerIterable,
    build,
    construct_type,
    validate_type,
)
from anthropic._utils import PropertyInfo


class Leaf(BaseModel):
    id: str
    size: Optional[int] = None


class Tree(BaseModel):
    leaves: List[Leaf]
    by_name: Optional[Dict[str, Leaf]] = None
    at: Optional[datetime] = None
    day: Optional[date] = None
    weight: Optional[float] = None
    camel_case: Optional[str] = pydantic.Field(alias="camelCase", default=None)
    cls: Optional[str] = None


class Cat(BaseModel):
    kind: Literal["cat"]
    lives: int


class Dog(BaseModel):
    kind: Literal["dog"]
    tricks: bool


class Puppy(BaseModel):
    kind: Literal["dog"]
    tricks: int


class Hen(BaseModel):
    kind_: Literal["hen"] = pydantic.Field(alias="kind")
    eggs: int


Pet = Annotated[Union[Cat, Dog], PropertyInfo(discriminator="kind")]


def test_nested_models_are_built_from_mappings() -> None:
    tree = Tree.construct(leaves=[{"id": "a"}, {"id": "b"}], by_name={"c": {"id": "d"}})
    assert [leaf.id for leaf in tree.leaves] == ["a", "b"]
    assert tree.by_name is not None and tree.by_name["c"].id == "d"


def test_wrong_types_are_kept_as_they_are() -> None:
    leaf = Leaf.construct(id=5, size={"x": 1})
    assert cast(Any, leaf.id) == 5
    assert cast(Any, leaf.size) == {"x": 1}
    assert Tree.construct(leaves="none").leaves == "none"  # type: ignore[comparison-overlap]


def test_missing_fields_read_as_their_default_and_are_not_set() -> None:
    leaf = Leaf.construct()
    assert leaf.id is None
    assert leaf.model_fields_set == set()
    assert leaf.to_dict() == {}


def test_explicit_null_is_set() -> None:
    leaf = Leaf.construct(size=None)
    assert leaf.size is None
    assert leaf.model_fields_set == {"size"}


def test_unknown_keys_are_kept() -> None:
    leaf = Leaf.construct(id="a", colour="green", _fields_set=None)
    assert cast(Any, leaf).colour == "green"
    assert leaf.to_dict() == {"id": "a", "colour": "green"}


def test_a_json_key_may_have_any_name() -> None:
    value = {"id": "a", "_fields_set": 1, "self": 2, "__cls": 3}
    assert construct_type(value=value, type_=Leaf).to_dict() == value


def test_aliases_are_honoured_and_a_field_may_be_called_cls() -> None:
    tree = Tree.construct(camelCase="x", cls="y")
    assert tree.camel_case == "x"
    assert tree.cls == "y"
    assert tree.to_dict() == {"camelCase": "x", "cls": "y"}
    assert tree.to_dict(use_api_names=False) == {"camel_case": "x", "cls": "y"}
    both = Tree.construct(camelCase="x", camel_case="z", more=1)
    assert both.to_dict() == {"camelCase": "x", "more": 1}
    assert Tree.construct(camel_case="z").to_dict() == {}
    assert both.camel_case == "x"


def test_scalars_are_coerced_only_without_loss() -> None:
    tree = Tree.construct(weight=1, at="2023-09-07T18:00:00Z", day="2023-09-07")
    assert type(tree.weight) is float
    assert tree.at == datetime(2023, 9, 7, 18, tzinfo=timezone.utc)
    assert tree.day == date(2023, 9, 7)
    assert construct_type(value=2**53 + 1, type_=float) == 2**53 + 1
    assert type(construct_type(value=2**53 + 1, type_=float)) is int
    assert construct_type(value="never", type_=datetime) == "never"


def test_unions_are_validated_first() -> None:
    assert construct_type(value={"id": "a", "size": "1"}, type_=Union[Leaf, str]).size == 1
    assert construct_type(value="true", type_=Optional[bool]) is True
    assert construct_type(value="true", type_=Union[bool, str]) == "true"


def test_a_number_is_no_truth_value_inside_a_union() -> None:
    assert type(construct_type(value=1, type_=Optional[bool])) is int
    assert construct_type(value=True, type_=Optional[float]) is True
    assert construct_type(value=True, type_=Union[int, str]) is True


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"kind": "dog", "tricks": "not a bool"}, Dog),
        ({"kind": "cat", "lives": "nine"}, Cat),
        ({"kind": "fish", "lives": 1}, Cat),
        ({"tricks": 1}, Cat),
    ],
)
def test_the_tag_decides_and_the_first_variant_takes_what_has_none(
    value: Dict[str, Any], expected: type
) -> None:
    pet: Any = construct_type(value=value, type_=Pet)
    assert isinstance(pet, expected)
    assert cast(Any, pet).to_dict(warnings=False) == value


def test_the_last_of_two_variants_with_one_tag_wins() -> None:
    both = Annotated[Union[Dog, Puppy], PropertyInfo(discriminator="kind")]
    assert type(construct_type(value={"kind": "dog", "tricks": "x"}, type_=both)) is Puppy


def test_nested_unions_and_aliased_tags_are_followed() -> None:
    farm = Annotated[Union[Pet, Hen], PropertyInfo(discriminator="kind")]
    assert type(construct_type(value={"kind": "dog", "tricks": "x"}, type_=farm)) is Dog
    barn = Annotated[Union[Cat, Hen], PropertyInfo(discriminator="kind_")]
    cat_or_hen = construct_type(value={"kind": "hen", "eggs": "x"}, type_=barn)
    assert type(cat_or_hen) is Hen


def test_the_tag_table_is_made_once_per_union() -> None:
    class A(BaseModel):
        type: Literal["a"]
        data: bool

    class B(BaseModel):
        type: Literal["b"]
        data: int

    union = cast(Any, Union[A, B])
    annotated = cast(Any, Annotated)[union, PropertyInfo(discriminator="type")]
    assert union not in DISCRIMINATOR_CACHE
    assert type(construct_type(value={"type": "b", "data": "x"}, type_=annotated)) is B
    details = DISCRIMINATOR_CACHE[union]
    construct_type(value={"type": "a", "data": "x"}, type_=annotated)
    assert DISCRIMINATOR_CACHE[union] is details


def test_aliases_of_types_are_unwrapped() -> None:
    alias = TypeAliasType("alias", Annotated[Union[Cat, Dog], PropertyInfo(discriminator="kind")])
    assert type(construct_type(value={"kind": "dog"}, type_=alias)) is Dog
    field = pydantic.create_model("Owner", __base__=BaseModel, pet=(alias, ...))
    assert type(cast(Any, field.construct(pet={"kind": "dog"})).pet) is Dog


def test_typed_extra_keys_are_constructed() -> None:
    class Zoo(BaseModel):
        name: str
        __pydantic_extra__: Dict[str, Leaf] = pydantic.Field(init=False)

    zoo = Zoo.construct(name="z", oak={"id": "a"})
    assert cast(Any, zoo).oak.id == "a"
    assert zoo.name == "z"


def test_extra_keys_of_a_type_that_cannot_be_found_stay_as_they_are() -> None:
    class Zoo(BaseModel):
        __pydantic_extra__: Dict[str, Missing] = pydantic.Field(init=False)  # type: ignore[name-defined]  # noqa: F821

    assert cast(Any, Zoo.construct(oak={"id": "a"})).oak == {"id": "a"}


def test_a_recursive_model_refers_to_itself() -> None:
    node = Node.construct(value=1, next={"value": 2, "next": {"value": 3}})
    assert cast(Any, node).next.next.value == 3


class Node(BaseModel):
    value: int
    next: Optional[Node] = None


def test_strict_validation_raises_and_keeps_extra_fields() -> None:
    with pytest.raises(pydantic.ValidationError):
        validate_type(type_=Leaf, value={"id": 1})
    assert validate_type(type_=Leaf, value={"id": "a", "x": 1}).to_dict() == {"id": "a", "x": 1}
    assert validate_type(type_=List[int], value=["1"]) == [1]


class Bird(BaseModel):
    wing_span: Optional[int] = pydantic.Field(alias="wingSpan", default=None)


class Nest(BaseModel):
    birds: List[Bird]
    by_name: Optional[Dict[str, Bird]] = None


@pytest.mark.parametrize("name", ["lenient", "union", "strict", "compiled"])
def test_a_key_of_the_name_of_a_field_that_has_another_key_does_not_set_it(name: str) -> None:
    types: Dict[str, Any] = {"lenient": Nest, "strict": Nest}
    type_: Any = types.get(name, Union[Nest, Leaf, int])
    kept = {"birds": [{}, {"wingSpan": 1}, {"wingSpan": None}, {"x": 1}], "by_name": {"a": {}}}
    birds: List[Any] = [{**bird, "wing_span": 7} for bird in kept["birds"]]
    data = {"birds": birds, "by_name": {"a": {"wing_span": "b"}}, "y": 2}
    if name == "strict":
        made = validate_type(type_=type_, value=data)
    elif name == "compiled":
        made = cast(Any, compiled(type_)).validate_json(json.dumps(data))
    else:
        made = construct_type(type_=type_, value=data)
    assert made.to_dict() == {**kept, "y": 2}
    assert made.model_dump_json(exclude_unset=True, by_alias=True) == made.to_json(indent=None)
    assert [sorted(bird.model_fields_set) for bird in made.birds] == [
        [],
        ["wing_span"],
        ["wing_span"],
        ["x"],
    ]


def test_dumps_choose_names_fields_and_modes() -> None:
    tree = Tree.construct(camelCase=None, at="2023-09-07T18:00:00Z")
    assert tree.to_dict(mode="json", exclude_none=True) == {"at": "2023-09-07T18:00:00Z"}
    assert json.loads(tree.to_json()) == {"camelCase": None, "at": "2023-09-07T18:00:00Z"}
    assert Leaf.construct(id="a").to_json(indent=None) == '{"id":"a"}'
    assert Leaf.construct(size=None).to_dict(exclude_defaults=True) == {}
    assert Leaf.construct(id="a").model_dump_json(exclude_unset=True) == '{"id":"a"}'


def test_str_is_repr() -> None:
    leaf = Leaf.construct(id="a")
    assert str(leaf) == repr(leaf) == "Leaf(id='a', size=None)"


def test_a_model_can_be_compared_copied_and_changed() -> None:
    leaf = Leaf.construct(id="a")
    assert leaf == Leaf(id="a")
    copy = leaf.model_copy(update={"id": "b"})
    assert (leaf.id, copy.id) == ("a", "b")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ([1, 2], [1, 2]),
        ((1, 2), (1, 2)),
        ({1, 2}, {1, 2}),
        (frozenset({1, 2}), frozenset({1, 2})),
        (deque([1, 2]), deque([1, 2])),
        (iter([1, 2]), [1, 2]),
        ((item for item in (1, 2)), [1, 2]),
        (range(1, 3), [1, 2]),
        ({1: "a", 2: "b"}, [1, 2]),
        ([], []),
        ("12", [1, 2]),
    ],
    ids=lambda given: type(given).__name__,
)
def test_an_eager_iterable_is_read_once_and_dumped_often(given: Any, kept: Any) -> None:
    class Items(TypedDict):
        items: EagerIterable[int]

    class Holder(BaseModel):
        data: Items

    holder = Holder.model_validate({"data": {"items": given}})
    assert holder.data["items"] == kept
    assert type(holder.data["items"]) is type(kept)
    for _ in range(2):
        assert holder.model_dump() == {"data": {"items": [1, 2][: len(kept)]}}
        assert holder.model_dump_json() == json.dumps(holder.model_dump(), separators=(",", ":"))
    with pytest.raises(pydantic.ValidationError):
        Holder.model_validate({"data": {"items": ["x"]}})
    with pytest.raises(pydantic.ValidationError):
        Holder.model_validate({"data": {"items": 3}})


def test_a_model_is_built_by_its_own_arguments() -> None:
    made = build(Leaf, id=cast(Any, 1))
    assert type(made) is Leaf and made.to_dict(warnings=False) == {"id": 1}
    with pytest.raises(TypeError, match="positional"):
        build(cast(Any, Leaf), 1)
