"""A webhook is what its signature says it is, or is refused."""

from __future__ import annotations

import base64
import sys
from typing import Any, Dict, Optional

import pytest

from PACKAGE._exceptions import APIWebhookValidationError
from PACKAGE._http import httpx
from PACKAGE._models import BaseModel
from PACKAGE._root_error import RootError
from PACKAGE._webhooks import webhook_event

from ..webhooks import KEY, OTHER_KEY, signed


class Event(BaseModel):
    id: str
    size: Optional[int] = None


PAYLOAD = '{"id": "é", "size": "x"}'


def unwrap(payload: Any, headers: Any, key: Any = KEY) -> Event:
    return webhook_event(payload, cast_to=Event, headers=headers, key=key, option="webhook_key")


@pytest.mark.parametrize(
    "kind", [dict, httpx.Headers, lambda headers: {k.title(): v for k, v in headers.items()}]
)
def test_a_webhook_that_is_rightly_signed_is_its_event(kind: Any) -> None:
    event = unwrap(PAYLOAD, kind(signed(PAYLOAD)))
    assert event.to_dict(warnings=False) == {"id": "é", "size": "x"}
    assert unwrap(PAYLOAD, signed(PAYLOAD), base64.b64decode(KEY.removeprefix("whsec_"))).id == "é"


@pytest.mark.parametrize(
    "wrong",
    [
        {"webhook-id": "other"},
        {"webhook-timestamp": "1"},
        {"webhook-timestamp": "soon"},
        {"webhook-signature": "v1,AAAA"},
        {"webhook-signature": "none"},
        {"webhook-signature": ""},
        {"webhook-signature": "v1,é"},
    ],
)
def test_a_webhook_of_another_is_refused(wrong: Dict[str, str]) -> None:
    checking = pytest.importorskip("standardwebhooks")
    with pytest.raises(checking.WebhookVerificationError):
        unwrap(PAYLOAD, {**signed(PAYLOAD), **wrong})
    with pytest.raises(checking.WebhookVerificationError):
        unwrap(PAYLOAD, {})
    with pytest.raises(checking.WebhookVerificationError):
        unwrap(PAYLOAD, signed(PAYLOAD), OTHER_KEY)


def test_the_text_of_a_key_may_be_the_secret() -> None:
    given = {"cast_to": Event, "headers": signed(PAYLOAD, KEY.encode()), "option": "webhook_key"}
    assert webhook_event(PAYLOAD, key=KEY, is_text_key=True, **given).id == "é"
    with pytest.raises(Exception, match="signature"):
        webhook_event(PAYLOAD, key=KEY, **given)


def test_without_a_key_nothing_is_believed() -> None:
    with pytest.raises(ValueError, match="webhook_key"):
        unwrap(PAYLOAD, signed(PAYLOAD), None)


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "standardwebhooks", None)
    with pytest.raises(RootError, match=r"\[webhooks\]"):
        unwrap(PAYLOAD, {})


@pytest.mark.parametrize("payload", ["", "{", "[" * 100_000, b"\xff"])
def test_a_payload_that_is_no_json_is_an_error_of_the_sdk(payload: Any) -> None:
    with pytest.raises(APIWebhookValidationError):
        webhook_event(payload, cast_to=Event)


def test_where_nothing_is_checked_the_payload_is_enough() -> None:
    assert webhook_event('{"id": "a"}', cast_to=Event) == Event(id="a")
