# Made by Bessemer from a description of the API. Edits are kept when it is made again.

from __future__ import annotations

import pytest

from anthropic.types.beta.messages import BetaDeletedMessageBatch

from ....utils import assert_matches_type
from ....wire import async_served, async_unserved, served, unserved


class TestBatches:
    def test_method_delete(self) -> None:
        with served("beta.messages.batches.delete/minimal") as (client, wire):
            value = client.beta.messages.batches.delete(
                message_batch_id="message_batch_id",
            )
            assert_matches_type(BetaDeletedMessageBatch, value, path=["response"])
            wire.check(value)

    def test_method_delete_with_all_params(self) -> None:
        with served("beta.messages.batches.delete/full") as (client, wire):
            value = client.beta.messages.batches.delete(
                message_batch_id="message_batch_id",
                betas=["message-batches-2024-09-24"],
            )
            assert_matches_type(BetaDeletedMessageBatch, value, path=["response"])
            wire.check(value)

    def test_raw_response_delete(self) -> None:
        with served("beta.messages.batches.delete/minimal") as (client, wire):
            response = client.beta.messages.batches.with_raw_response.delete(
                message_batch_id="message_batch_id",
            )
            assert response.is_closed
            assert response.http_request.headers["X-Stainless-Lang"] == "python"
            value = response.parse()
            assert_matches_type(BetaDeletedMessageBatch, value, path=["response"])
            wire.check(value)

    def test_streaming_response_delete(self) -> None:
        with served("beta.messages.batches.delete/minimal") as (client, wire):
            with client.beta.messages.batches.with_streaming_response.delete(
                message_batch_id="message_batch_id",
            ) as response:
                assert not response.is_closed
                value = response.parse()
                assert_matches_type(BetaDeletedMessageBatch, value, path=["response"])
                wire.check(value)
            assert response.is_closed

    def test_path_params_delete(self) -> None:
        client = unserved()
        with pytest.raises(
            ValueError, match="Expected a non-empty value for `message_batch_id` but received ''"
        ):
            client.beta.messages.batches.with_raw_response.delete(
                message_batch_id="",
            )


class TestAsyncBatches:
    async def test_method_delete(self) -> None:
        async with async_served("beta.messages.batches.delete/minimal") as (client, wire):
            value = await client.beta.messages.batches.delete(
                message_batch_id="message_batch_id",
            )
            assert_matches_type(BetaDeletedMessageBatch, value, path=["response"])
            wire.check(value)

    async def test_method_delete_with_all_params(self) -> None:
        async with async_served("beta.messages.batches.delete/full") as (client, wire):
            value = await client.beta.messages.batches.delete(
                message_batch_id="message_batch_id",
                betas=["message-batches-2024-09-24"],
            )
            assert_matches_type(BetaDeletedMessageBatch, value, path=["response"])
            wire.check(value)

    async def test_raw_response_delete(self) -> None:
        async with async_served("beta.messages.batches.delete/minimal") as (client, wire):
            response = await client.beta.messages.batches.with_raw_response.delete(
                message_batch_id="message_batch_id",
            )
            assert response.is_closed
            assert response.http_request.headers["X-Stainless-Lang"] == "python"
            value = response.parse()
            assert_matches_type(BetaDeletedMessageBatch, value, path=["response"])
            wire.check(value)

    async def test_streaming_response_delete(self) -> None:
        async with async_served("beta.messages.batches.delete/minimal") as (client, wire):
            async with client.beta.messages.batches.with_streaming_response.delete(
                message_batch_id="message_batch_id",
            ) as response:
                assert not response.is_closed
                value = await response.parse()
                assert_matches_type(BetaDeletedMessageBatch, value, path=["response"])
                wire.check(value)
            assert response.is_closed

    async def test_path_params_delete(self) -> None:
        client = async_unserved()
        with pytest.raises(
            ValueError, match="Expected a non-empty value for `message_batch_id` but received ''"
        ):
            await client.beta.messages.batches.with_raw_response.delete(
                message_batch_id="",
            )
