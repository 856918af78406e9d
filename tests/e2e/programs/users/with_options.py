import httpx

from anthropic import Anthropic, DefaultHttpxClient

client = Anthropic(
    default_headers={"X-Team": "blue"},
    default_query={"tenant": "t1"},
    timeout=httpx.Timeout(60.0, read=5.0, write=10.0, connect=2.0),
    http_client=DefaultHttpxClient(headers={"X-Transport": "mine"}),
)
other = client.with_options(api_key="other-key", default_headers={"X-Step": "2"}, max_retries=0, timeout=20)

for one in (client, other, other.copy(set_default_headers={"X-Only": "this"}, set_default_query={})):
    print([model.id for model in one.models.list(limit=5)])

message = other.messages.create(
    max_tokens=1024,
    messages=[{"role": "user", "content": "Hello"}],
    model="claude",
    extra_headers={"X-Step": "3", "anthropic-version": "2024-01-01"},
    extra_query={"debug": "true"},
    extra_body={"future": {"flag": True}},
    timeout=5.0,
)
print(message.to_dict()["role"], '"assistant"' in message.to_json())
print(client.max_retries, other.max_retries, other.timeout, other.base_url == client.base_url)
client.close()
