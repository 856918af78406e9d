"""The reference pages and the sample programs say what the seed's page says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bessemer.targets.go.examples import sample_program
from bessemer.targets.go.plan import Go
from bessemer.targets.go.sdk import decide
from bessemer.targets.target import Entry, Link
from tests.support.seed_api import BETAS, seed_api
from tests.unit.targets.go.building import assets
from tests.unit.targets.go.shop import shop_api

PROGRAM = """package main

import (
  "context"
  "fmt"

  "github.com/anthropics/anthropic-sdk-go"
  "github.com/anthropics/anthropic-sdk-go/option"
)

func main() {
  client := anthropic.NewClient(
    option.WithAPIKey("my-anthropic-api-key"),
  )
  betaDeletedMessageBatch, err := client.Beta.Messages.Batches.Delete(
    context.TODO(),
    "message_batch_id",
    anthropic.BetaMessageBatchDeleteParams{

    },
  )
  if err != nil {
    panic(err.Error())
  }
  fmt.Printf("%+v\\n", betaDeletedMessageBatch.ID)
}
"""


def text(entry: Entry) -> str:
    return "".join(span.text for span in entry.label)


def lines(entries: tuple[Entry, ...]) -> Iterator[str]:
    for entry in entries:
        yield text(entry)
        yield from lines(entry.entries)
        yield from lines(entry.choices)


def test_the_seed_page() -> None:
    (page,) = Go().pages(seed_api()).methods
    assert page.title == "Delete a Message Batch"
    assert (page.http_method, page.url_path) == ("delete", "/v1/messages/batches/{message_batch_id}?beta=true")
    assert "".join(span.text for span in page.signature) == (
        "client.Beta.Messages.Batches.Delete(ctx, messageBatchID, body) (*BetaDeletedMessageBatch, error)"
    )
    assert [span.link for span in page.signature if span.link] == [Link("beta", "beta_deleted_message_batch")]
    listed = list(lines(page.parameters))
    assert listed[:5] == [
        "messageBatchID string",
        "body BetaMessageBatchDeleteParams",
        "Betas param.Field[[]AnthropicBeta]",
        "string",
        "type AnthropicBeta string",
    ]
    assert len(listed) == 5 + len(BETAS)
    assert listed[5] == 'const AnthropicBetaMessageBatches2024_09_24 AnthropicBeta = "message-batches-2024-09-24"'
    assert list(lines(page.returns)) == [
        "type BetaDeletedMessageBatch struct{…}",
        "ID string",
        "Type MessageBatchDeleted",
        'const MessageBatchDeletedMessageBatchDeleted MessageBatchDeleted = "message_batch_deleted"',
    ]
    assert page.parameters[1].entries[0].note == "optional"


def test_the_seed_program() -> None:
    api = seed_api()
    sdk = decide(api)
    operation = next(api.operations())
    assert sample_program(sdk, operation) == PROGRAM
    assert sample_program(sdk, operation, api.readme[0]) == PROGRAM


def test_a_program_of_a_client_without_options_imports_none() -> None:
    api = seed_api()
    api = replace(api, client=replace(api.client, options=()))
    program = sample_program(decide(api), next(api.operations()))
    assert "anthropic.NewClient()" in program
    assert "option" not in program


def test_every_model_has_an_entry() -> None:
    api = shop_api()
    assert {entry.link.anchor for entry in Go().pages(api).models} == {model.name for model in api.models()}


def test_pages_of_recursive_types_end() -> None:
    pages = Go().pages(shop_api())
    assert all(len(list(lines(page.returns))) < 200 for page in pages.methods)


def test_signatures_of_all_kinds_of_results() -> None:
    pages = Go().pages(shop_api()).methods
    signatures = {page.path[-1]: "".join(span.text for span in page.signature) for page in pages}
    assert signatures["list"] == "client.Orders.List(ctx, query) (*[]Order, error)"
    assert signatures["delete"] == "client.Orders.Shops.Delete(ctx, orderID, body) error"
    assert signatures["receipt"] == "client.Orders.Receipt(ctx, orderID) (*http.Response, error)"
    assert signatures["text"] == "client.Orders.Text(ctx, orderID) (*string, error)"


def test_the_surface_lists_methods_as_published() -> None:
    surface = Go().plan(seed_api(), assets()).surface
    assert surface[0].signature == (
        "client.Beta.Messages.Batches.Delete(ctx context.Context, messageBatchID string, "
        "body anthropic.BetaMessageBatchDeleteParams) (*anthropic.BetaDeletedMessageBatch, error)"
    )
    named = {(item.kind, item.name) for item in surface}
    assert ("type", "anthropic.AnthropicBeta") in named
    assert ("field", "anthropic.BetaDeletedMessageBatch.ID") in named
    assert ("option", "option.WithAPIKey") in named
