"""Turn the body of a response into the type that was asked for."""

from __future__ import annotations

import inspect
import json
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Callable, Dict, Union

import pydantic

from ._answer import header
from ._compile import compiled
from ._construct import construct_type, validate_type
from ._exceptions import APIResponseDecodeError, APIResponseValidationError
from ._http import httpx
from ._models import BaseModel, is_basemodel
from ._types import NoneType
from ._utils import is_annotated_type, is_literal_type, is_type_alias_type
from ._utils._typing import alias_value, extract_type_arg, get_origin, is_union

if TYPE_CHECKING:
    from ._core_client import BaseClient


def unwrapped(cast_to: Any) -> Any:
    """The type behind an alias, and inside its Annotated."""
    if is_type_alias_type(cast_to):
        cast_to = alias_value(cast_to)
    return extract_type_arg(cast_to, 0) if is_annotated_type(cast_to) else cast_to


def decode_body(response: httpx.Response, *, cast_to: Any, client: BaseClient) -> Any:
    """The body, which must have been read, as cast_to.

    Raises APIResponseValidationError where it is not what was promised, TypeError or ValueError for a cast_to that
    no body can become.
    """
    if (
        isinstance(cast_to, type)
        and is_plain_model(cast_to)
        and not client.strict
        and is_json(response)
    ):
        try:
            return decoded(response.content, cast_to=cast_to)
        except (ValueError, RecursionError):
            # What is wrong with it is said below.
            pass
    plain = unwrapped(cast_to)
    origin = get_origin(plain) or plain
    if plain is NoneType or plain is None:
        return None
    if plain in _FROM_RESPONSE:
        return _FROM_RESPONSE[plain](response)
    if inspect.isclass(origin) and issubclass(origin, httpx.Response):
        if plain is not httpx.Response:
            raise ValueError("Subclasses of httpx.Response cannot be passed to `cast_to`")
        return response
    _check_supported(plain, origin)

    if not is_json(response) and not is_basemodel(plain):
        return _text_instead(response, client)
    try:
        return from_json(response.content, cast_to=cast_to, response=response, strict=client.strict)
    except APIResponseValidationError:
        raise
    except (ValueError, RecursionError) as err:
        if is_json(response):
            raise APIResponseDecodeError(response, reason=err) from err
        return _text_instead(response, client)


@lru_cache(maxsize=1024)
def is_plain_model(cast_to: type) -> bool:
    """Whether it is a model, and one that does not say itself how it is made of a response."""
    return issubclass(cast_to, BaseModel) and not _is_built(cast_to)


def from_json(
    text: Union[bytes, str], *, cast_to: Any, response: httpx.Response, strict: bool
) -> Any:
    """JSON text as cast_to; raises ValueError or RecursionError where it is no JSON, else as as_type does."""
    if strict or _is_built(cast_to):
        return as_type(json.loads(text), cast_to=cast_to, response=response, strict=strict)
    return decoded(text, cast_to=cast_to)


def decoded(text: Union[bytes, str], *, cast_to: Any) -> Any:
    """JSON text as cast_to, as far as it fits; raises ValueError or RecursionError where it is no JSON."""
    validator = compiled(cast_to)
    if validator is not None:
        try:
            return validator.validate_json(text)
        except pydantic.ValidationError:
            # Python reads more as JSON than pydantic does: what is deeper, and other encodings than UTF-8.
            pass
    data = json.loads(text)
    return data if data is None else construct_type(type_=cast_to, value=data)


def as_type(data: Any, *, cast_to: Any, response: httpx.Response, strict: bool) -> Any:
    """JSON data as cast_to; raises APIResponseValidationError if strict and it does not fit."""
    if data is None or cast_to is object:
        return data
    if _is_built(cast_to):
        return cast_to.build(response=response, data=data)
    if not strict:
        return construct_type(type_=cast_to, value=data)
    try:
        return validate_type(type_=cast_to, value=data)
    except pydantic.ValidationError as err:
        raise APIResponseValidationError(response=response, body=data) from err


def _is_built(cast_to: Any) -> bool:
    """Whether a type says itself how it is made of a response: a page whose fields are not all in its body."""
    return inspect.isclass(cast_to) and issubclass(cast_to, BaseModel) and hasattr(cast_to, "build")


def is_json(response: httpx.Response) -> bool:
    return _means_json(header(response, "content-type") or "")


@lru_cache(maxsize=64)
def _means_json(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower().endswith("json")


def _text_instead(response: httpx.Response, client: BaseClient) -> str:
    if client.strict:
        received = response.headers.get("content-type", "*")
        raise APIResponseValidationError(
            response=response,
            message=f"Expected Content-Type response header to be `application/json` but received `{received}` instead.",
            body=response.text,
        )
    return response.text


def _check_supported(type_: Any, origin: Any) -> None:
    if inspect.isclass(origin) and issubclass(origin, pydantic.BaseModel):
        if issubclass(origin, BaseModel):
            return
        package = __name__.split(".")[0]
        raise TypeError(
            "Pydantic models must subclass our base model type, "
            f"e.g. `from {package} import BaseModel`"
        )
    if origin not in _DECODED and not is_union(origin) and not is_literal_type(type_):
        raise RuntimeError(
            f"Unsupported type, expected {type_} to be a subclass of {BaseModel}, {dict}, {list}, {Union}, "
            f"{NoneType}, {str} or {httpx.Response}."
        )


def _string(response: httpx.Response) -> str:
    """The string that a JSON answer holds, else the text as it is."""
    if is_json(response):
        try:
            value = json.loads(response.content)
        except (ValueError, RecursionError):
            return response.text
        if isinstance(value, str):
            return value
    return response.text


def _number(response: httpx.Response, parse: Callable[[str], object]) -> object:
    try:
        return parse(response.text)
    except ValueError as err:
        if is_json(response):
            raise APIResponseDecodeError(response, reason=err) from err
        raise


_DECODED = (object, list, dict, tuple, datetime, date)

_FROM_RESPONSE: Dict[Any, Callable[[httpx.Response], object]] = {
    str: _string,
    bytes: lambda response: response.content,
    int: lambda response: _number(response, int),
    float: lambda response: _number(response, float),
    bool: lambda response: response.text.lower() == "true",
}
