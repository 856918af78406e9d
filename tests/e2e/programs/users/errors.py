import anthropic
from anthropic import Anthropic

client = Anthropic(max_retries=0)


def ask(model: str, **options: object) -> None:
    try:
        client.with_options(**options).messages.create(  # type: ignore[arg-type]
            max_tokens=1024, messages=[{"role": "user", "content": "Hello, Claude"}], model=model
        )
    except anthropic.APITimeoutError:
        print("too slow")
    except anthropic.APIConnectionError as e:
        print("The server could not be reached:", type(e.__cause__).__name__)
    except anthropic.RateLimitError:
        print("A 429 status code was received; we should back off a bit.")
    except anthropic.APIStatusError as e:
        print(type(e).__name__, e.status_code, e.response.headers["request-id"], e.request_id)
        print(e.message)


for status in (400, 401, 403, 404, 409, 422, 429, 500, 503):
    ask(f"status {status}")
ask("slow", timeout=0.2)
ask("claude", base_url="http://127.0.0.1:1")

try:
    client.models.list(extra_query={"limit": "none"})
except anthropic.BadRequestError as e:
    print(isinstance(e, anthropic.APIError), isinstance(e, anthropic.AnthropicError), e.body)
