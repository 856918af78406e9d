from anthropic import Anthropic

client = Anthropic()

# Automatically fetches more pages as needed.
print([model.id for model in client.models.list(limit=2)])

first_page = client.models.list(limit=2)
if first_page.has_next_page():
    print(f"will fetch next page using these details: {first_page.next_page_info()}")
    next_page = first_page.get_next_page()
    print(f"number of items we just fetched: {len(next_page.data)}")
    print(next_page.last_id)

for page in client.messages.batches.list(limit=2).iter_pages():
    print([batch.id for batch in page.data], page.has_more)

# Backwards from an item.
print([model.id for model in client.models.list(limit=2, before_id="model_4")])

for result in client.messages.batches.results("batch_1"):
    print(result.custom_id, result.result.type)
