"""The seed's API as the lowering makes it, written by hand: what the targets' unit tests stand on."""

from __future__ import annotations

from bessemer.document.pointer import Pointer
from bessemer.ir.api import (
    Api,
    Casing,
    ClientOption,
    ClientSettings,
    Environment,
    ExampleRequest,
    GoSettings,
    HeaderAuth,
    Model,
    Organization,
    PythonSettings,
    ReferenceSettings,
    Resource,
)
from bessemer.ir.operations import DefaultHeader, ErrorResponse, JsonResult, Operation, Parameter
from bessemer.ir.types import (
    ArrayType,
    ConstType,
    EnumMember,
    EnumType,
    ObjectType,
    Property,
    RefType,
    Schema,
    StringType,
)

BETA = Pointer("/components/schemas/AnthropicBeta")
DELETED = Pointer("/components/schemas/BetaDeletedMessageBatch")
ENDPOINT = "delete /v1/messages/batches/{message_batch_id}?beta=true"
OPERATION = Pointer("/paths/~1v1~1messages~1batches~1{message_batch_id}?beta=true/delete")
BETAS = (
    "message-batches-2024-09-24 prompt-caching-2024-07-31 computer-use-2024-10-22 computer-use-2025-01-24 "
    "pdfs-2024-09-25 token-counting-2024-11-01 token-efficient-tools-2025-02-19 output-128k-2025-02-19 "
    "files-api-2025-04-14 mcp-client-2025-04-04 mcp-client-2025-11-20 dev-full-thinking-2025-05-14 "
    "interleaved-thinking-2025-05-14 code-execution-2025-05-22 extended-cache-ttl-2025-04-11 context-1m-2025-08-07 "
    "context-management-2025-06-27 model-context-window-exceeded-2025-08-26 skills-2025-10-02"
).split()


def seed_api() -> Api:
    return Api(
        title="Anthropic API",
        version="2023-06-01",
        description="The part of the Anthropic API that deletes a Message Batch.",
        organization=Organization("anthropic", "https://docs.claude.com/en/api", "support@anthropic.com"),
        client=_client(),
        root=_root(),
        schemas={BETA: _beta(), DELETED: _deleted()},
        license="MIT",
        casings=tuple(Casing(word, initialism=True) for word in ("mcp", "pdf", "ttl")),
        readme=tuple(
            ExampleRequest(section, ENDPOINT, {"message_batch_id": "message_batch_id"})
            for section in ("default", "headline")
        ),
        python=PythonSettings(
            "anthropic",
            "anthropic",
            "anthropics/anthropic-sdk-python",
            resource_class_suffix="",
            raw_response_style="legacy",
        ),
        go=GoSettings("anthropic", "github.com/anthropics/anthropic-sdk-go", "anthropics/anthropic-sdk-go"),
        reference=ReferenceSettings(),
    )


def _client() -> ClientSettings:
    return ClientSettings(
        environments=(Environment("production", "https://api.anthropic.com"),),
        options=(
            ClientOption(
                "api_key",
                "string",
                nullable=True,
                env="ANTHROPIC_API_KEY",
                example="my-anthropic-api-key",
                auth=HeaderAuth("X-Api-Key"),
            ),
            ClientOption(
                "auth_token",
                "string",
                nullable=True,
                env="ANTHROPIC_AUTH_TOKEN",
                auth=HeaderAuth("Authorization", "Bearer "),
            ),
        ),
        default_headers=(DefaultHeader("anthropic-version", "2023-06-01"),),
        env_prefix="ANTHROPIC",
        timeout=600.0,
        array_format="brackets",
    )


def _root() -> Resource:
    batches = Resource(
        "batches",
        ("beta", "messages", "batches"),
        Pointer("/resources/beta/subresources/messages/subresources/batches"),
        models=(
            Model(
                "beta_deleted_message_batch",
                ("beta", "messages", "batches"),
                DELETED,
                Pointer("/resources/beta/subresources/messages/subresources/batches/models/beta_deleted_message_batch"),
            ),
        ),
        operations=(_delete(),),
    )
    messages = Resource(
        "messages", ("beta", "messages"), Pointer("/resources/beta/subresources/messages"), resources=(batches,)
    )
    beta = Resource(
        "beta",
        ("beta",),
        Pointer("/resources/beta"),
        models=(Model("anthropic_beta", ("beta",), BETA, Pointer("/resources/beta/models/anthropic_beta")),),
        resources=(messages,),
    )
    return Resource("", (), Pointer(""), resources=(beta,))


def _delete() -> Operation:
    header = Pointer("/components/parameters/AnthropicBeta")
    override = Pointer(f"{header}/schema/x-stainless-override-schema")
    return Operation(
        name="delete",
        resource=("beta", "messages", "batches"),
        http_method="delete",
        path="/v1/messages/batches/{message_batch_id}?beta=true",
        parameters=(
            Parameter(
                "message_batch_id",
                "path",
                Schema(Pointer(f"{OPERATION}/parameters/0/schema"), StringType()),
                True,
                Pointer(f"{OPERATION}/parameters/0"),
                description="ID of the Message Batch.",
            ),
            Parameter(
                "anthropic-beta",
                "header",
                Schema(
                    override,
                    ArrayType(Schema(Pointer(f"{override}/items"), RefType(BETA))),
                    description="Optional header to specify the beta version(s) you want to use.",
                ),
                False,
                header,
                name="betas",
                description="Optional header to specify the beta version(s) you want to use.",
                extends_default=True,
            ),
        ),
        body=None,
        result=JsonResult(
            Schema(Pointer(f"{OPERATION}/responses/200/content/application~1json/schema"), RefType(DELETED)),
            "200",
            ({"id": "msgbatch_013Zva2CMHLNnXjNJJKqJ2EF", "type": "message_batch_deleted"},),
        ),
        errors=(
            ErrorResponse(
                "4XX",
                "Error response.\n\n"
                "See our [errors documentation](https://docs.claude.com/en/api/errors) for more details.",
                None,
            ),
        ),
        origin=OPERATION,
        config=Pointer("/resources/beta/subresources/messages/subresources/batches/methods/delete"),
        summary="Delete a Message Batch",
        description=(
            "Delete a Message Batch.\n\nMessage Batches can only be deleted once they've finished processing. "
            "If you'd like to delete an in-progress batch, you must first cancel it.\n\n"
            "Learn more about the Message Batches API in our [user guide](https://docs.claude.com/en/docs/build-with-claude/batch-processing)"
        ),
        default_headers=(DefaultHeader("anthropic-beta", "message-batches-2024-09-24"),),
        positional=("message_batch_id",),
    )


def _beta() -> Schema:
    return Schema(BETA, EnumType(tuple(EnumMember(value) for value in BETAS), openness="value-first"))


def _deleted() -> Schema:
    name = "msgbatch_013Zva2CMHLNnXjNJJKqJ2EF"
    return Schema(
        DELETED,
        ObjectType(
            (
                Property(
                    "id",
                    Schema(
                        Pointer(f"{DELETED}/properties/id"),
                        StringType(),
                        description="ID of the Message Batch.",
                        examples=(name,),
                    ),
                    True,
                ),
                Property(
                    "type",
                    Schema(
                        Pointer(f"{DELETED}/properties/type"),
                        ConstType("message_batch_deleted"),
                        description=(
                            'Deleted object type.\n\nFor Message Batches, this is always `"message_batch_deleted"`.'
                        ),
                    ),
                    True,
                ),
            )
        ),
    )
