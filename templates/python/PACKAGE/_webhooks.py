"""Take in what the API sends to its users."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Mapping, Optional, Type, TypeVar, Union, cast

from ._decode import decoded
from ._exceptions import APIWebhookValidationError
from ._root_error import RootError

if TYPE_CHECKING:
    from ._http import httpx

_T = TypeVar("_T")


def webhook_event(
    payload: Union[str, bytes],
    *,
    cast_to: Type[_T],
    headers: Optional[Mapping[str, str]] = None,
    key: Union[str, bytes, None] = None,
    option: Optional[str] = None,
    is_text_key: bool = False,
) -> _T:
    """The event of a webhook; its signature is checked where an option of the client holds the key for that.

    Text for a key is base64, or, where is_text_key says so, the secret itself; bytes always are.
    Raises ValueError where there is no key, standardwebhooks.WebhookVerificationError for a signature that is not
    right or too old, and APIWebhookValidationError for a payload that is no JSON.
    """
    if option is not None:
        secret = key.encode() if is_text_key and isinstance(key, str) else key
        _verify(payload, dict(headers or {}), secret, option)
    try:
        event: _T = decoded(payload, cast_to=cast_to)
    except (ValueError, RecursionError) as err:
        raise APIWebhookValidationError(
            "The payload of the webhook is not JSON.", cast("httpx.Request", None), body=payload
        ) from err
    return event


def _verify(
    payload: Union[str, bytes],
    headers: Mapping[str, str],
    key: Union[str, bytes, None],
    option: str,
) -> None:
    try:
        checking: Any = importlib.import_module("standardwebhooks")
    except ImportError as err:
        package = __name__.partition(".")[0]
        raise RootError(
            f"Webhooks are checked with a package of their own: pip install '{package}[webhooks]'"
        ) from err
    if key is None:
        raise ValueError(
            f"A webhook cannot be checked without a key: give `key`, or make the client with `{option}`"
        )
    checker = checking.Webhook(key)
    try:
        checker.verify(payload, headers)
    except checking.WebhookVerificationError:
        raise
    except Exception as err:
        # Of headers of another form than a signature's.
        raise checking.WebhookVerificationError("The signature cannot be read") from err
