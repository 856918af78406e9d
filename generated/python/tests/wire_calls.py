# Made by Bessemer from a description of the API. Edits are kept when it is made again.
"""How the calls of the wire vectors are spelled in Python: where each method is, what each argument is called."""

from typing import Any, Dict

# Whether the tests of methods may go to a mock server.
MAY_MOCK = True
OPTIONS: Dict[str, str] = {
    "api_key": "api_key",
}

CALLS: Dict[str, Dict[str, Any]] = {
    "beta.messages.batches.delete": {
        "method": [
            "beta",
            "messages",
            "batches",
            "delete",
        ],
        "arguments": {
            "path message_batch_id": "message_batch_id",
            "header anthropic-beta": "betas",
        },
    },
}
