import base64
import datetime
import hashlib
import hmac
import os

from anthropic import Anthropic

secret = base64.b64encode(b"a secret of the sender").decode()
client = Anthropic(webhook_key=f"whsec_{secret}")
payload = '{"id": "event_1", "type": "event", "created_at": "2026-01-01T00:00:00Z", "data": {"id": "s", "type": "session.created"}}'


def signed(body: str) -> "dict[str, str]":
    """What the sender does."""
    sent = str(int(datetime.datetime.now().timestamp()))
    signature = hmac.new(b"a secret of the sender", f"msg_1.{sent}.{body}".encode(), hashlib.sha256).digest()
    return {
        "webhook-id": "msg_1",
        "webhook-timestamp": sent,
        "webhook-signature": f"v1,{base64.b64encode(signature).decode()}",
    }


event = client.beta.webhooks.unwrap(payload, headers=signed(payload))
print(event.id, event.type, event.created_at.year, event.data.type)

try:
    client.beta.webhooks.unwrap(payload.replace("event_1", "event_2"), headers=signed(payload))
except Exception as error:
    print(type(error).__name__)

os.environ.pop("ANTHROPIC_WEBHOOK_SIGNING_KEY", None)
try:
    Anthropic().beta.webhooks.unwrap(payload, headers=signed(payload))
except ValueError as error:
    print("ValueError")
