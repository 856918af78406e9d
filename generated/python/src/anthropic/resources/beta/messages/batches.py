# Made by Bessemer from a description of the API. Edits are kept when it is made again.

from __future__ import annotations

from typing import List

from .... import _legacy_response, _response
from ...._compat import cached_property
from ...._http import httpx
from ...._options import request_options
from ...._resource import AsyncAPIResource, SyncAPIResource
from ...._types import Body, Headers, NotGiven, Omit, Query, not_given, omit
from ...._utils import endpoint_path, header_params, joined
from ....types.anthropic_beta_param import AnthropicBetaParam
from ....types.beta.messages.beta_deleted_message_batch import BetaDeletedMessageBatch

__all__ = [
    "Batches",
    "AsyncBatches",
]


class Batches(SyncAPIResource):
    @cached_property
    def with_raw_response(self) -> BatchesWithRawResponse:
        """The same methods, returning the response instead of what is parsed from it."""
        return BatchesWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> BatchesWithStreamingResponse:
        """The same methods, as context managers that do not read the response's body at once."""
        return BatchesWithStreamingResponse(self)

    def delete(
        self,
        message_batch_id: str,
        *,
        betas: List[AnthropicBetaParam] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> BetaDeletedMessageBatch:
        """
        Delete a Message Batch.

        Message Batches can only be deleted once they've finished processing. If you'd like to delete an
        in-progress batch, you must first cancel it.

        Learn more about the Message Batches API in our [user
        guide](https://docs.claude.com/en/docs/build-with-claude/batch-processing)

        Args:
          message_batch_id: ID of the Message Batch.
          betas: Optional header to specify the beta version(s) you want to use.
          extra_headers: Send extra headers
          extra_query: Add additional query parameters to the request
          extra_body: Add additional JSON properties to the request
          timeout: Override the client-level default timeout for this request, in seconds
        """
        return self._delete(
            endpoint_path(
                "/v1/messages/batches/{message_batch_id}?beta=true",
                message_batch_id=message_batch_id,
            ),
            options=request_options(
                header_params(
                    {"anthropic-beta": joined(betas, default="message-batches-2024-09-24")},
                    extra_headers,
                ),
                extra_query,
                extra_body,
                timeout,
            ),
            cast_to=BetaDeletedMessageBatch,
        )


class AsyncBatches(AsyncAPIResource):
    @cached_property
    def with_raw_response(self) -> AsyncBatchesWithRawResponse:
        """The same methods, returning the response instead of what is parsed from it."""
        return AsyncBatchesWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncBatchesWithStreamingResponse:
        """The same methods, as context managers that do not read the response's body at once."""
        return AsyncBatchesWithStreamingResponse(self)

    async def delete(
        self,
        message_batch_id: str,
        *,
        betas: List[AnthropicBetaParam] | Omit = omit,
        extra_headers: Headers | None = None,
        extra_query: Query | None = None,
        extra_body: Body | None = None,
        timeout: float | httpx.Timeout | None | NotGiven = not_given,
    ) -> BetaDeletedMessageBatch:
        """
        Delete a Message Batch.

        Message Batches can only be deleted once they've finished processing. If you'd like to delete an
        in-progress batch, you must first cancel it.

        Learn more about the Message Batches API in our [user
        guide](https://docs.claude.com/en/docs/build-with-claude/batch-processing)

        Args:
          message_batch_id: ID of the Message Batch.
          betas: Optional header to specify the beta version(s) you want to use.
          extra_headers: Send extra headers
          extra_query: Add additional query parameters to the request
          extra_body: Add additional JSON properties to the request
          timeout: Override the client-level default timeout for this request, in seconds
        """
        return await self._delete(
            endpoint_path(
                "/v1/messages/batches/{message_batch_id}?beta=true",
                message_batch_id=message_batch_id,
            ),
            options=request_options(
                header_params(
                    {"anthropic-beta": joined(betas, default="message-batches-2024-09-24")},
                    extra_headers,
                ),
                extra_query,
                extra_body,
                timeout,
            ),
            cast_to=BetaDeletedMessageBatch,
        )


class BatchesWithRawResponse:
    def __init__(self, batches: Batches) -> None:
        self._batches = batches
        self.delete = _legacy_response.to_raw_response_wrapper(batches.delete)


class AsyncBatchesWithRawResponse:
    def __init__(self, batches: AsyncBatches) -> None:
        self._batches = batches
        self.delete = _legacy_response.async_to_raw_response_wrapper(batches.delete)


class BatchesWithStreamingResponse:
    def __init__(self, batches: Batches) -> None:
        self._batches = batches
        self.delete = _response.to_streamed_response_wrapper(batches.delete)


class AsyncBatchesWithStreamingResponse:
    def __init__(self, batches: AsyncBatches) -> None:
        self._batches = batches
        self.delete = _response.async_to_streamed_response_wrapper(batches.delete)
