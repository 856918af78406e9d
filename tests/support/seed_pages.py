"""The reference pages of the seed's API as the two languages give them, written by hand for the reference's tests."""

from __future__ import annotations

from dataclasses import dataclass

from bessemer.ir.api import Api
from bessemer.targets.target import (
    Assets,
    Entry,
    Link,
    MethodPage,
    ModelEntry,
    Pages,
    Plan,
    ResponseExample,
    Span,
)
from tests.support.seed_api import BETAS

BETA = Link("beta", "anthropic_beta")
DELETED = Link("beta", "beta_deleted_message_batch")
PATH = ("beta", "messages", "batches", "delete")
DESCRIPTION = (
    "Delete a Message Batch.\n\nMessage Batches can only be deleted once they've finished processing. If you'd "
    "like to delete an in-progress batch, you must first cancel it.\n\nLearn more about the Message Batches API "
    "in our [user guide](https://docs.claude.com/en/docs/build-with-claude/batch-processing)"
)
BETAS_HEADER = "Optional header to specify the beta version(s) you want to use."
TYPE_FIELD = 'Deleted object type.\n\nFor Message Batches, this is always `"message_batch_deleted"`.'
RESPONSE = ResponseExample(
    "200", '{\n  "id": "msgbatch_013Zva2CMHLNnXjNJJKqJ2EF",\n  "type": "message_batch_deleted"\n}'
)
GO_NAMES = (
    "MessageBatches2024_09_24 PromptCaching2024_07_31 ComputerUse2024_10_22 ComputerUse2025_01_24 PDFs2024_09_25 "
    "TokenCounting2024_11_01 TokenEfficientTools2025_02_19 Output128k2025_02_19 FilesAPI2025_04_14 MCPClient2025_04_04 "
    "MCPClient2025_11_20 DevFullThinking2025_05_14 InterleavedThinking2025_05_14 CodeExecution2025_05_22 "
    "ExtendedCacheTTL2025_04_11 Context1m2025_08_07 ContextManagement2025_06_27 "
    "ModelContextWindowExceeded2025_08_26 Skills2025_10_02"
).split()
PYTHON_SAMPLE = """\
import os
from anthropic import Anthropic

client = Anthropic(
    api_key=os.environ.get("ANTHROPIC_API_KEY"),  # This is the default and can be omitted
)
beta_deleted_message_batch = client.beta.messages.batches.delete(
    message_batch_id="message_batch_id",
)
print(beta_deleted_message_batch.id)
"""
GO_SAMPLE = """\
package main

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


@dataclass(frozen=True, slots=True)
class Fixed:
    """A language with pages that are already there."""

    name: str
    found: Pages

    def pages(self, api: Api) -> Pages:  # noqa: ARG002
        return self.found

    def plan(self, api: Api, assets: Assets) -> Plan:  # noqa: ARG002
        return Plan((), ())


def entry(*spans: str | Span, note: str | None = None, description: str | None = None) -> Entry:
    return Entry(tuple(Span(item) if isinstance(item, str) else item for item in spans), note, description)


def python_pages() -> Pages:
    values = tuple(entry(f'"{value}"') for value in BETAS)
    union = f"Literal[{', '.join(value.label[0].text for value in values[:3])}, {len(values) - 3} more]"
    versions = (entry("UnionMember0 = str"), Entry((Span(f"UnionMember1 = {union}"),), choices=values))
    betas = Entry((Span("betas: Optional[List["), Span("AnthropicBetaParam", BETA), Span("]]")), None, BETAS_HEADER)
    fields = (
        entry("id: str", description="ID of the Message Batch."),
        Entry(
            (Span('type: Literal["message_batch_deleted"]'),),
            description=TYPE_FIELD,
            choices=(entry('"message_batch_deleted"'),),
        ),
    )
    deleted = Entry((Span("class BetaDeletedMessageBatch: …"),), entries=fields)
    page = MethodPage(
        PATH,
        "Delete a Message Batch",
        (
            Span("beta.messages.batches.delete(str message_batch_id, BatchDeleteParams **kwargs) -> "),
            Span("BetaDeletedMessageBatch", DELETED),
        ),
        "delete",
        "/v1/messages/batches/{message_batch_id}",
        DESCRIPTION,
        (
            entry("message_batch_id: str", description="ID of the Message Batch."),
            Entry(betas.label, None, BETAS_HEADER, choices=versions),
        ),
        (deleted,),
        PYTHON_SAMPLE,
        (RESPONSE,),
    )
    models = (ModelEntry(BETA, Entry((Span("AnthropicBeta"),), choices=versions)), ModelEntry(DELETED, deleted))
    return Pages("python", "Python", "python", (page,), models)


def go_pages() -> Pages:
    constants = tuple(
        entry(f'const AnthropicBeta{name} AnthropicBeta = "{value}"')
        for name, value in zip(GO_NAMES, BETAS, strict=True)
    )
    beta = Entry((Span("type AnthropicBeta string"),), choices=constants)
    fields = (
        entry("ID string", description="ID of the Message Batch."),
        Entry(
            (Span("Type MessageBatchDeleted"),),
            description=TYPE_FIELD,
            choices=(
                entry('const MessageBatchDeletedMessageBatchDeleted MessageBatchDeleted = "message_batch_deleted"'),
            ),
        ),
    )
    deleted = Entry((Span("type BetaDeletedMessageBatch struct{…}"),), entries=fields)
    betas = Entry(
        (Span("Betas param.Field[[]AnthropicBeta]"),), "optional", BETAS_HEADER, entries=(entry("string"), beta)
    )
    page = MethodPage(
        PATH,
        "Delete a Message Batch",
        (
            Span("client.Beta.Messages.Batches.Delete(ctx, messageBatchID, body) (*"),
            Span("BetaDeletedMessageBatch", DELETED),
            Span(", error)"),
        ),
        "delete",
        "/v1/messages/batches/{message_batch_id}",
        DESCRIPTION,
        (
            entry("messageBatchID string", description="ID of the Message Batch."),
            Entry((Span("body BetaMessageBatchDeleteParams"),), entries=(betas,)),
        ),
        (deleted,),
        GO_SAMPLE,
        (RESPONSE,),
    )
    return Pages("go", "Go", "go", (page,), (ModelEntry(BETA, beta), ModelEntry(DELETED, deleted)))
