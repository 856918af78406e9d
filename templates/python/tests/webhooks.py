"""Sign webhooks as the sender of them does."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Dict, Union

import pytest

# The key of the signatures, and one that is not theirs.
KEY, OTHER_KEY = "whsec_c2VjcmV0Cg==", "whsec_b3RoZXIK"


def signed(payload: str, key: Union[str, bytes] = KEY) -> Dict[str, str]:
    """The headers with which a webhook comes; a key of bytes is the secret itself."""
    checker = pytest.importorskip("standardwebhooks").Webhook(key)
    now = datetime.now(tz=timezone.utc)
    return {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": checker.sign("msg_1", now, payload),
    }
