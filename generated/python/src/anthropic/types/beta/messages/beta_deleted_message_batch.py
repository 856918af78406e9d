# Made by Bessemer from a description of the API. Edits are kept when it is made again.

from typing_extensions import Literal

from ...._models import BaseModel

__all__ = ["BetaDeletedMessageBatch"]


class BetaDeletedMessageBatch(BaseModel):
    id: str
    """ID of the Message Batch."""

    type: Literal["message_batch_deleted"]
    """Deleted object type.

    For Message Batches, this is always `"message_batch_deleted"`.
    """
