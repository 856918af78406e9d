import asyncio

from anthropic import Anthropic, AsyncAnthropic

client = Anthropic()

response = client.messages.with_raw_response.create(
    max_tokens=1024,
    messages=[{"role": "user", "content": "Hello, Claude"}],
    model="claude",
)
print(response.headers.get("X-My-Header"), response.status_code, response.http_request.method)

message = response.parse()  # the object that `messages.create()` would have returned
print(message.content[0].text if message.content[0].type == "text" else "?", response.request_id, message._request_id)

page = client.models.with_raw_response.list(limit=2).parse()
print([model.id for model in page])


async def main() -> None:
    async with AsyncAnthropic() as async_client:
        raw = await async_client.with_raw_response.messages.create(
            max_tokens=1024, messages=[{"role": "user", "content": "Hello"}], model="claude"
        )
        print(raw.retries_taken, raw.parse().usage.output_tokens)


asyncio.run(main())
