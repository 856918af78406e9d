import asyncio

from anthropic import AsyncAnthropic

client = AsyncAnthropic()


async def main() -> None:
    stream = await client.messages.create(
        max_tokens=1024,
        messages=[{"role": "user", "content": "Hello, Claude"}],
        model="claude",
        stream=True,
    )
    text = ""
    async for event in stream:
        if event.type == "content_block_delta" and event.delta.type == "text_delta":
            text += event.delta.text
        elif event.type == "message_start":
            print(event.message.model)
    print(text)

    message = await client.messages.create(
        max_tokens=1024, messages=[{"role": "user", "content": "Hello"}], model="claude", stream=False
    )
    print(message.content[0].text if message.content[0].type == "text" else "?")
    await client.close()


asyncio.run(main())
