# Made by Bessemer from a description of the API. Edits are kept when it is made again.

from __future__ import annotations

from typing import TYPE_CHECKING

from ..._lazy import lazy_exports

if TYPE_CHECKING:
    from .beta import AsyncBeta as AsyncBeta
    from .beta import AsyncBetaWithRawResponse as AsyncBetaWithRawResponse
    from .beta import AsyncBetaWithStreamingResponse as AsyncBetaWithStreamingResponse
    from .beta import Beta as Beta
    from .beta import BetaWithRawResponse as BetaWithRawResponse
    from .beta import BetaWithStreamingResponse as BetaWithStreamingResponse
    from .messages.messages import AsyncMessages as AsyncMessages
    from .messages.messages import AsyncMessagesWithRawResponse as AsyncMessagesWithRawResponse
    from .messages.messages import (
        AsyncMessagesWithStreamingResponse as AsyncMessagesWithStreamingResponse,
    )
    from .messages.messages import Messages as Messages
    from .messages.messages import MessagesWithRawResponse as MessagesWithRawResponse
    from .messages.messages import MessagesWithStreamingResponse as MessagesWithStreamingResponse
else:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "Messages": ".messages.messages",
            "Beta": ".beta",
        },
        families=True,
    )
