"""What this SDK is called on the wire, with the defaults it starts from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

SDK_NAME = "Sample"
ENV_PREFIX = "SAMPLE"
HEADER_PREFIX = "X-Stainless"
REQUEST_ID_HEADER = "request-id"
IDEMPOTENCY_HEADER: str | None = None
QUERY_ARRAY_FORMAT = "brackets"
QUERY_NESTED_FORMAT = "brackets"
MULTIPART_ARRAY_FORMAT = "brackets"

# Markers that resource wrappers put into extra_headers; the second one never leaves the process.
RAW_RESPONSE_HEADER = "X-Stainless-Raw-Response"
OVERRIDE_CAST_TO_HEADER = "____stainless_override_cast_to"

DEFAULT_MAX_RETRIES = 2
# Seconds.
TIMEOUT_TOTAL = 600
TIMEOUT_CONNECT = 5.0
INITIAL_RETRY_DELAY = 0.5
MAX_RETRY_DELAY = 8.0
MAX_CONNECTIONS = 1000
MAX_KEEPALIVE_CONNECTIONS = 100

if TYPE_CHECKING:
    from ._http import httpx

    DEFAULT_TIMEOUT: httpx.Timeout
    DEFAULT_CONNECTION_LIMITS: httpx.Limits


_OF_LIBRARY = ("DEFAULT_TIMEOUT", "DEFAULT_CONNECTION_LIMITS")


def __getattr__(name: str) -> Any:
    """Build the constants that need the HTTP library when they are first read."""
    if name not in _OF_LIBRARY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from ._http import httpx

    built = {
        "DEFAULT_TIMEOUT": httpx.Timeout(timeout=TIMEOUT_TOTAL, connect=TIMEOUT_CONNECT),
        "DEFAULT_CONNECTION_LIMITS": httpx.Limits(
            max_connections=MAX_CONNECTIONS, max_keepalive_connections=MAX_KEEPALIVE_CONNECTIONS
        ),
    }
    globals().update(built)
    return built[name]


def __dir__() -> list[str]:
    return sorted({*globals(), *_OF_LIBRARY})
