"""The base class of every response type.

No annotation is postponed here: those of BaseModel are read in the package it is shown to be from.
"""

import os
import sys
from contextlib import contextmanager
from functools import partial
from typing import (
    TYPE_CHECKING,
    Any,
    Callable,
    ClassVar,
    Dict,
    Generator,
    Mapping,
    Optional,
    Set,
    Type,
    TypeVar,
    cast,
)

import pydantic
from pydantic import ConfigDict
from typing_extensions import Literal, ParamSpec, Self, TypeGuard

from ._construct import DISCRIMINATOR_CACHE as DISCRIMINATOR_CACHE
from ._construct import DiscriminatorDetails as DiscriminatorDetails
from ._construct import construct_type as construct_type
from ._construct import construct_type_unchecked as construct_type_unchecked
from ._construct import fill_model
from ._construct import validate_type as validate_type
from ._eager import EagerIterable as EagerIterable
from ._lazy import borrowed_names
from ._options import FinalRequestOptions as FinalRequestOptions
from ._plan import unwrapped_type
from ._utils._typing import get_args, get_origin, is_union_type

__all__ = [
    "DISCRIMINATOR_CACHE",
    "BaseModel",
    "DiscriminatorDetails",
    "EagerIterable",
    "FinalRequestOptions",
    "add_request_id",
    "build",
    "construct_type",
    "construct_type_unchecked",
    "is_basemodel",
    "is_basemodel_type",
    "set_pydantic_config",
    "validate_type",
]


_P = ParamSpec("_P")
_ModelT = TypeVar("_ModelT", bound="BaseModel")


@contextmanager
def _deep_stack() -> Generator[None, None, None]:
    """Let functions call each other deeper than Python usually allows."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, 50_000))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


class BaseModel(pydantic.BaseModel):
    """A response type: keeps what it does not know, and does not insist on what it does.

    The top-level model of a response also has _request_id, the id the server gave the request.
    """

    if TYPE_CHECKING:
        _request_id: Optional[str] = None

    model_config: ClassVar[ConfigDict] = ConfigDict(
        extra="allow",
        # Hundreds of models are declared and few are used: build validators when they are needed.
        defer_build=os.environ.get("DEFER_PYDANTIC_BUILD", "true").lower() in ("1", "true", "on"),
        protected_namespaces=(),
    )

    @classmethod
    def construct(__cls, _fields_set: Optional[Set[str]] = None, **values: object) -> Self:
        """Build without validating; see construct_type."""
        model = __cls.__new__(__cls)
        fill_model(model, values, _fields_set)
        return model

    if not TYPE_CHECKING:
        model_construct = construct

    @classmethod
    def _from_mapping(cls, values: Mapping[str, object]) -> Self:
        # JSON keys are anybody's, so they cannot be keyword arguments.
        model = cls.__new__(cls)
        fill_model(model, values, None)
        return model

    @classmethod
    def model_rebuild(
        cls,
        *,
        force: bool = False,
        raise_errors: bool = True,
        _parent_namespace_depth: int = 2,
        _types_namespace: Optional[Mapping[str, Any]] = None,
    ) -> Optional[bool]:
        """Build the validator; models that hold each other by the hundred need more of Python's stack than usual."""
        build = partial(
            super().model_rebuild,
            raise_errors=raise_errors,
            _parent_namespace_depth=_parent_namespace_depth + 1,
            _types_namespace=_types_namespace,
        )
        try:
            return build(force=force)
        except RecursionError:
            with _deep_stack():
                return build(force=True)

    def __str__(self) -> str:
        return repr(self)

    def to_dict(
        self,
        *,
        mode: Literal["json", "python"] = "python",
        use_api_names: bool = True,
        exclude_unset: bool = True,
        exclude_defaults: bool = False,
        exclude_none: bool = False,
        warnings: bool = True,
    ) -> Dict[str, object]:
        """A dict, by default with the API's names and only what the response had.

        mode "json" gives only what JSON can say (a datetime becomes text), "python" keeps Python objects.
        """
        return self.model_dump(
            mode=mode,
            by_alias=use_api_names,
            exclude_unset=exclude_unset,
            exclude_defaults=exclude_defaults,
            exclude_none=exclude_none,
            warnings=warnings,
        )

    def to_json(
        self,
        *,
        indent: Optional[int] = 2,
        use_api_names: bool = True,
        exclude_unset: bool = True,
        exclude_defaults: bool = False,
        exclude_none: bool = False,
        warnings: bool = True,
    ) -> str:
        """JSON text, by default with the API's names and only what the response had."""
        return self.model_dump_json(
            indent=indent,
            by_alias=use_api_names,
            exclude_unset=exclude_unset,
            exclude_defaults=exclude_defaults,
            exclude_none=exclude_none,
            warnings=warnings,
        )


def build(base_model_cls: Callable[_P, _ModelT], *args: _P.args, **kwargs: _P.kwargs) -> _ModelT:
    """Build a model without validating, with the types of its own arguments; raises TypeError for others."""
    if args:
        raise TypeError(
            "Received positional arguments which are not supported; Keyword arguments must be used instead"
        )
    return cast(_ModelT, cast(Any, base_model_cls).construct(**kwargs))


def is_basemodel(type_: Any) -> bool:
    """Whether it is a model, or a union that has one."""
    if is_union_type(type_):
        return any(is_basemodel(unwrapped_type(variant)[0]) for variant in get_args(type_))
    return is_basemodel_type(type_)


def is_basemodel_type(type_: Any) -> TypeGuard[Type[BaseModel]]:
    origin: Any = get_origin(type_) or type_
    return isinstance(origin, type) and issubclass(origin, BaseModel)


def set_pydantic_config(typ: Any, config: ConfigDict) -> None:
    """Tell pydantic 2 how to read a TypedDict, whose body cannot hold a config; older editions do not look at it."""
    typ.__pydantic_config__ = config


def add_request_id(value: Any, request_id: Optional[str]) -> None:
    """Remember the request's id on a top-level model."""
    if isinstance(value, BaseModel):
        object.__setattr__(value, "_request_id", request_id)


# Of other modules, but looked for here.
__getattr__, __dir__ = borrowed_names(
    __name__,
    {
        "._compat": "PYDANTIC_V1 field_get_default get_model_config get_model_fields parse_obj",
        "._constants": "RAW_RESPONSE_HEADER",
        "._generic_model": "GenericModel",
        "._types": "AnyMapping Body Headers HttpxRequestFiles IncEx ModelT NotGiven Omit PostParser Query Timeout",
        "._utils": (
            "PropertyInfo coerce_boolean extract_type_arg is_annotated_type is_given is_list is_literal_type is_mapping "
            "is_type_alias_type is_union json_safe lru_cache parse_date parse_datetime strip_annotated_type "
            "strip_not_given"
        ),
    },
)
