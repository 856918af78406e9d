import asyncio

from anthropic import AsyncAnthropic


async def main() -> None:
    async with AsyncAnthropic() as client:

        async def ask(number: int) -> str:
            message = await client.messages.create(
                max_tokens=1024,
                messages=[{"role": "user", "content": f"say {number}"}],
                model="claude",
            )
            block = message.content[0]
            return block.text if block.type == "text" else "?"

        answers = await asyncio.gather(*(ask(number) for number in range(50)))
        print(answers == [f"say {number}" for number in range(50)])

        # One that is cancelled leaves the others alone.
        slow = asyncio.create_task(
            client.messages.create(max_tokens=1, messages=[{"role": "user", "content": "x"}], model="slow")
        )
        others = [asyncio.create_task(ask(number)) for number in range(5)]
        await asyncio.sleep(0.05)
        slow.cancel()
        print(await asyncio.gather(*others), (await asyncio.gather(slow, return_exceptions=True))[0].__class__.__name__)


asyncio.run(main())
