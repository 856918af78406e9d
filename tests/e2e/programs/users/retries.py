import anthropic
from anthropic import Anthropic

# Configure the default for all requests:
client = Anthropic()

# Fails twice, and then works.
response = client.messages.with_raw_response.create(
    max_tokens=1024, messages=[{"role": "user", "content": "Hello, Claude"}], model="busy"
)
print(response.retries_taken, response.parse().id)

# Or, configure per-request:
try:
    client.with_options(max_retries=1).messages.create(
        max_tokens=1024, messages=[{"role": "user", "content": "Hello, Claude"}], model="busy"
    )
except anthropic.InternalServerError as err:
    print(err.status_code)

try:
    Anthropic(max_retries=5).messages.create(
        max_tokens=1024, messages=[{"role": "user", "content": "Hello, Claude"}], model="refuses"
    )
except anthropic.APIStatusError as err:
    print(err.status_code, "was not tried again")
