import asyncio
from typing import List

from anthropic import AsyncAnthropic

client = AsyncAnthropic()


async def main() -> None:
    ids: List[str] = []
    # Iterate through items across all pages, issuing requests as needed.
    async for model in client.models.list(limit=2):
        ids.append(model.id)
    print(ids)

    first_page = await client.models.list(limit=2)
    print([model.display_name for model in first_page.data])
    if first_page.has_next_page():
        next_page = await first_page.get_next_page()
        print(f"number of items we just fetched: {len(next_page.data)}")

    page = await client.messages.batches.list(limit=2)
    async for following in page.iter_pages():
        print([batch.processing_status for batch in following.data])

    async for result in await client.messages.batches.results("batch_1"):
        print(result.custom_id, result.result.type)
    await client.close()


asyncio.run(main())
