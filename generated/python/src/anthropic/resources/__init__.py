# Made by Bessemer from a description of the API. Edits are kept when it is made again.

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazy_exports

if TYPE_CHECKING:
    from .beta.beta import *  # noqa: F403
else:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "Beta": ".beta.beta",
        },
        families=True,
    )
