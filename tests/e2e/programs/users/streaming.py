import anthropic
from anthropic import Anthropic

client = Anthropic()

stream = client.messages.create(
    max_tokens=1024,
    messages=[{"role": "user", "content": "Hello, Claude"}],
    model="claude",
    stream=True,
)
for event in stream:
    print(event.type)

# Leaving in the middle gives the connection back.
with client.messages.create(
    max_tokens=1024, messages=[{"role": "user", "content": "Hello"}], model="claude", stream=True
) as words:
    for event in words:
        if event.type == "content_block_delta" and event.delta.type == "text_delta":
            print(event.delta.text)
            break
print(words.response.is_closed)

try:
    for event in client.messages.create(
        max_tokens=1024, messages=[{"role": "user", "content": "Hello"}], model="breaks", stream=True
    ):
        print(event.type)
except anthropic.APIStatusError as err:
    print(type(err).__name__, err.status_code, err.body)
