import asyncio

from anthropic import Anthropic, AsyncAnthropic

client = Anthropic()

with client.messages.with_streaming_response.create(
    max_tokens=1024,
    messages=[{"role": "user", "content": "Hello, Claude"}],
    model="claude",
) as response:
    print(response.headers.get("X-My-Header"))
    print(sum(len(line) > 0 for line in response.iter_lines()))

with client.messages.with_streaming_response.create(
    max_tokens=1024, messages=[{"role": "user", "content": "Hello"}], model="claude"
) as response:
    print(response.parse().id, response.is_closed)


async def main() -> None:
    async with AsyncAnthropic() as async_client:
        async with async_client.messages.with_streaming_response.create(
            max_tokens=1024, messages=[{"role": "user", "content": "Hello"}], model="claude"
        ) as async_response:
            print((await async_response.parse()).role)
        async with async_client.messages.with_streaming_response.create(
            max_tokens=1024, messages=[{"role": "user", "content": "Hello"}], model="claude"
        ) as async_response:
            print(len(b"".join([chunk async for chunk in async_response.iter_bytes()])) > 100)


asyncio.run(main())
