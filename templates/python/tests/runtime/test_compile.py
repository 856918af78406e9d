"""What a compiled type makes of JSON text is exactly what construct_type makes of the same data."""

from __future__ import annotations

import json
import random
from datetime import date, datetime
from typing import Any, Dict, List, Optional, Tuple, Union

import pydantic
import pytest
from pydantic_core import SchemaValidator
from typing_extensions import Annotated, Literal, TypeAliasType

from PACKAGE import _compile
from PACKAGE._compile import compiled
from PACKAGE._models import BaseModel, construct_type
from PACKAGE._utils import PropertyInfo


class Leaf(BaseModel):
    id: str
    size: Optional[int] = None
    cls: Optional[str] = None


class Cat(BaseModel):
    kind: Literal["cat"]
    lives: int
    born: Optional[datetime] = None


class Dog(BaseModel):
    kind: Literal["dog", "puppy"]
    tricks: List[str]
    weight: float


class Hen(BaseModel):
    kind_: Literal["hen"] = pydantic.Field(alias="kind")
    eggs: Dict[str, float]


class Fox(BaseModel):
    kind: str
    tail: Optional[float] = None


class Owner(BaseModel):
    pet: Annotated[Union[Cat, Dog], PropertyInfo(discriminator="kind")]
    other: Union[Cat, Dog, None] = None
    any_of: Union[Leaf, Fox, None] = None


class Open(BaseModel):
    name: Optional[str] = None
    __pydantic_extra__: Dict[str, Leaf] = pydantic.Field(init=False)


class Private(BaseModel):
    name: str
    _seen: List[int] = pydantic.PrivateAttr(default_factory=list)


class Checked(BaseModel):
    name: str

    @pydantic.field_validator("name")
    @classmethod
    def upper(cls, name: str) -> str:
        return name.upper()


class Camel(BaseModel):
    camel: Optional[str] = pydantic.Field(alias="camelCase", default=None)
    leaves: Optional[Dict[str, "Camel"]] = pydantic.Field(alias="leaf", default=None)


class Node(BaseModel):
    value: int
    next: Optional["Node"] = None
    below: Optional[List["Node"]] = None


Tree = TypeAliasType("Tree", "Union[Dict[str, Tree], List[Tree], str]")


class Everything(BaseModel):
    text: str
    number: float
    count: int
    flag: bool
    at: datetime
    day: date
    maybe_at: Optional[datetime] = None
    maybe_day: Optional[date] = None
    maybe_number: Optional[float] = None
    choice: Optional[Literal["cat", "dog"]] = None
    mixed: Union[str, int, List[str], None] = None
    numbers: Union[int, float, None] = None
    moments: Union[datetime, str, None] = None
    pair: Optional[Tuple[int, str]] = None
    leaf: Optional[Leaf] = None
    leaves: Optional[List[Leaf]] = None
    by_name: Optional[Dict[str, Leaf]] = None
    camel: Optional[str] = pydantic.Field(alias="camelCase", default=None)
    limited: Union[Annotated[int, pydantic.Field(gt=5)], str, None] = None
    anything: object = None


Pet = Annotated[Union[Cat, Dog], PropertyInfo(discriminator="kind")]
Bird = Annotated[Union[Cat, Hen], PropertyInfo(discriminator="kind_")]
Named = Annotated[Union[Leaf, Fox], PropertyInfo(discriminator="kind", tags=["leaf", "fox"])]
TYPES: List[Any] = [
    *(Everything, Owner, Open, Private, Node, Leaf, Tree, Pet, Bird, Named),
    *(
        List[Pet],
        Dict[str, Pet],
        Optional[Everything],
        List[Optional[Owner]],
        Union[Pet, List[Leaf], str],
    ),
    *(Union[Cat, Fox], Optional[Checked], Optional[Node], List[datetime], Dict[str, float]),
    *(
        Optional[float],
        Optional[bool],
        Union[bool, float],
        Optional[Open],
        Union[Camel, int, str],
        Union[Camel, Leaf, str],
        float,
        datetime,
        date,
        List[int],
    ),
]
WORDS: List[Any] = [
    *(
        "",
        "a",
        "cat",
        "dog",
        "puppy",
        "hen",
        "leaf",
        "fox",
        "1",
        "true",
        "2024-01-02",
        "20240102",
        "é\u2028",
    ),
    *(
        "2024-01-02T03:04:05Z",
        "2024-01-02T03:04:05.123456Z",
        "2024-01-02T24:00:00Z",
        "2024-13-01T00:00:00Z",
    ),
    *("2024-01-02T03:04:05+02:30", "2024-01-02 03:04", "1494012000", "٢٠٢٤-01-02", "-1"),
    *(0, 1, -1, 7, 1.5, 1.0, 2**53, 2**53 + 1, 2**60, 10**30, -0.0, 1e300, 1494012000),
    *(True, False, None),
]


def is_left_to_pydantic() -> bool:
    """Whether it is pydantic's to keep a key of the name of a field that has another key, and it does."""

    class Aliased(pydantic.BaseModel, extra="allow"):
        camel: Optional[str] = pydantic.Field(alias="camelCase", default=None)

    keeps = Aliased.model_validate_json('{"camel": 1}').model_extra == {"camel": 1}
    return keeps and not _compile._TAKES_KEYS


KEYS = [
    *(
        "id",
        "size",
        "cls",
        "kind",
        "lives",
        "born",
        "tricks",
        "weight",
        "eggs",
        "tail",
        "pet",
        "other",
        "any_of",
    ),
    *(
        "name",
        "value",
        "next",
        "below",
        "text",
        "number",
        "count",
        "flag",
        "at",
        "day",
        "maybe_at",
        "maybe_day",
    ),
    *(
        "maybe_number",
        "choice",
        "mixed",
        "numbers",
        "moments",
        "pair",
        "leaf",
        "leaves",
        "by_name",
        "camelCase",
    ),
    *("limited", "anything", "kind_", "extra"),
]
if not is_left_to_pydantic():
    KEYS.append("camel")


def state(value: Any) -> Any:
    """Everything that can be seen of a value, with its types."""
    if isinstance(value, pydantic.BaseModel):
        inner = (value.__dict__, value.__pydantic_extra__, value.__pydantic_private__)
        return type(value), sorted(value.__pydantic_fields_set__), [state(item) for item in inner]
    if isinstance(value, dict):
        return dict, [(key, state(item)) for key, item in value.items()]
    if isinstance(value, (list, tuple)):
        return type(value), [state(item) for item in value]
    return type(value), repr(value)


def anything(random_: random.Random, depth: int) -> Any:
    roll = random_.random()
    if depth == 0 or roll < 0.4:
        return random_.choice(WORDS)
    if roll < 0.6:
        return [anything(random_, depth - 1) for _ in range(random_.randrange(4))]
    keys = random_.sample(KEYS, random_.randrange(8))
    return {key: anything(random_, depth - 1) for key in keys}


def near(random_: random.Random, type_: Any, depth: int = 4) -> Any:
    """Data that fits a type, most of it."""
    roll = random_.random()
    if depth == 0 or roll < 0.06:
        return anything(random_, 2)
    if isinstance(type_, TypeAliasType):
        return random_.choice(["a", ["b", {"c": "d"}], {"e": ["f"]}])
    origin, args = getattr(type_, "__origin__", None), getattr(type_, "__args__", ())
    if hasattr(type_, "__metadata__"):
        return near(random_, origin, depth)
    if origin is Union:
        return near(random_, random_.choice(args), depth)
    if origin is list:
        return [near(random_, args[0], depth - 1) for _ in range(random_.randrange(3))]
    if origin is tuple:
        return [near(random_, item, depth - 1) for item in args]
    if origin is dict:
        return {key: near(random_, args[1], depth - 1) for key in random_.sample(KEYS, 2)}
    if isinstance(type_, type) and issubclass(type_, pydantic.BaseModel):
        return fields_near(random_, type_, depth)
    if args:
        return random_.choice(args)
    fitting = {
        **{str: "x", int: 3, float: random_.choice([1.5, 2]), bool: True, type(None): None},
        **{datetime: "2024-01-02T03:04:05.006Z", date: "2024-01-02"},
    }
    return fitting.get(type_, "y")


def fields_near(random_: random.Random, model: Any, depth: int) -> Any:
    data: Dict[str, Any] = {}
    for name, field in model.model_fields.items():
        if field.is_required() or random_.random() < 0.6:
            kind = (
                Annotated[(field.annotation, *field.metadata)]
                if field.metadata
                else field.annotation
            )
            data[field.alias or name] = near(random_, kind, depth - 1)
    if random_.random() < 0.2:
        data.pop(next(iter(data), "x"), None)
    if random_.random() < 0.2:
        data["extra"] = anything(random_, 1)
    return data


@pytest.mark.parametrize("type_", TYPES, ids=str)
def test_compiled_types_make_what_construct_type_makes(type_: Any) -> None:
    validator = compiled(type_)
    random_ = random.Random(7)
    for _ in range(400):
        data = near(random_, type_) if random_.random() < 0.8 else anything(random_, 3)
        if validator is None:
            assert state(construct_type(value=data, type_=type_)) == state(data)
            continue
        text = json.dumps(data, ensure_ascii=random_.random() < 0.5)
        expected = construct_type(value=json.loads(text), type_=type_)
        assert state(validator.validate_json(text)) == state(expected), text


def test_only_a_list_where_a_model_should_be_is_taken_for_models() -> None:
    text = '[{"text": "a"}, [{"text": "b"}]]'
    first, second = compiled(Everything).validate_json(text)
    assert isinstance(first, Everything)
    assert second == [{"text": "b"}]


def test_of_a_key_that_comes_twice_the_last_one_counts() -> None:
    validator = compiled(Leaf)
    assert validator is not None
    text = '{"id": 1, "x": 1, "id": "b", "x": 2}'
    made = validator.validate_json(text)
    assert state(made) == state(construct_type(value=json.loads(text), type_=Leaf))


def test_a_model_of_ones_own_may_do_more_than_its_fields_say() -> None:
    class Own(BaseModel):
        name: str = "none"
        list_: List[int] = pydantic.Field(default_factory=list)

    for data in ({}, {"name": None}, {"name": 1, "list_": None}):
        validator = compiled(Own)
        assert validator is not None
        made = validator.validate_json(json.dumps(data))
        assert state(made) == state(construct_type(value=data, type_=Own))


def test_types_that_say_nothing_are_not_compiled() -> None:
    assert compiled(object) is None
    assert compiled(str) is None
    assert compiled(Annotated[str, []]) is None


def older(schema: Any) -> SchemaValidator:
    """As in older editions of pydantic's core, which take no word about models that are built already."""
    return SchemaValidator(schema)


def takes_the_word(edition: Any) -> bool:
    try:
        edition({"type": "any"}, _use_prebuilt=False)
    except TypeError:
        return False
    return True


@pytest.mark.parametrize("edition", [SchemaValidator, older])
@pytest.mark.parametrize("is_built", [True, False])
def test_models_that_pydantic_has_built_are_compiled_all_the_same(
    edition: Any, is_built: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Inner(BaseModel):
        id: str
        size: Optional[int] = None

    class Outer(BaseModel):
        inner: Inner
        others: List[Inner]

    if is_built:
        # As the first dump of a model does.
        Inner.construct(id="a").to_dict()
    monkeypatch.setattr(_compile, "SchemaValidator", edition)
    text = b'{"inner": {"size": "x"}, "others": [{"id": 1}], "more": 1}'
    validator = compiled(Outer)
    assert (validator is None) is (is_built and not takes_the_word(edition))
    made = construct_type(value=json.loads(text), type_=Outer)
    if validator is not None:
        made = validator.validate_json(text)
    assert type(made.inner) is Inner and [type(item) for item in made.others] == [Inner]
    assert made.to_dict(warnings=False) == json.loads(text)
