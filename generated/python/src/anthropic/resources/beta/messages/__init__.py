# Made by Bessemer from a description of the API. Edits are kept when it is made again.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...._lazy import lazy_exports

if TYPE_CHECKING:
    from .batches import *  # noqa: F403
    from .messages import *  # noqa: F403
else:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "Batches": ".batches",
            "Messages": ".messages",
        },
        families=True,
    )
