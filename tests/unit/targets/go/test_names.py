"""Go names are those of the published SDKs."""

from __future__ import annotations

import pytest

from bessemer.ir.types import EnumMember
from bessemer.targets.go.names import Names, is_request_name, joined_base
from tests.support.lowering import lowered
from tests.support.seed_api import seed_api


@pytest.fixture
def names() -> Names:
    return Names(seed_api())


@pytest.mark.parametrize(
    ("wire_name", "exported"),
    [
        ("message_batch_id", "MessageBatchID"),
        ("created_at[gte]", "CreatedAtGte"),
        ("__typename", "Typename"),
        ("userIds", "UserIDs"),
        ("3ds", "X3DS"),
        ("$", "DollarSign"),
    ],
)
def test_fields_are_exported(names: Names, wire_name: str, exported: str) -> None:
    assert names.exported(wire_name) == exported


@pytest.mark.parametrize(
    ("wire_name", "argument"),
    [("message_batch_id", "messageBatchID"), ("type", "type_"), ("path", "path_"), ("id", "id"), ("2fa", "x2fa")],
)
def test_arguments_hide_nothing(names: Names, wire_name: str, argument: str) -> None:
    assert names.argument(wire_name) == argument


def test_methods_and_services_follow_the_config(names: Names) -> None:
    operation = next(seed_api().operations())
    words = ("create", "retrieve", "retrieve_metadata", "create_enrollment_url", "update", "list_events")
    renamed = [names.method_word(word) for word in words]
    assert renamed == ["New", "Get", "GetMetadata", "NewEnrollmentURL", "Update", "ListEvents"]
    assert names.service(("beta", "messages", "batches")) == "BetaMessageBatchService"
    assert names.params(operation) == "BetaMessageBatchDeleteParams"
    assert names.file_stem(("beta", "messages", "batches")) == "betamessagebatch"


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("message-batches-2024-09-24", "TMessageBatches2024_09_24"),
        ("pdfs-2024-09-25", "TPDFs2024_09_25"),
        ("context-1m-2025-08-07", "TContext1m2025_08_07"),
        ("application/epub+zip", "TApplicationEpubZip"),
        ("", "TEmpty"),
        ("<=", "TLessThanSignEqualsSign"),
        (-1, "TMinus1"),
        (1, "T1"),
    ],
)
def test_enum_constants(names: Names, value: str | int, name: str) -> None:
    assert names.enum_member("T", EnumMember(value)) == name


def test_the_authors_name_of_a_value_wins(names: Names) -> None:
    assert names.enum_member("CacheControlTTL", EnumMember("5m", "ttl_5m")) == "CacheControlTTLTTL5m"


def test_bases() -> None:
    assert joined_base("Edit20251015", "2x") == "Edit20251015_2x"
    assert [is_request_name(name) for name in ("ImageBlockParam", "UserParams", "ResultParamContent", "Parameter")] == [
        True,
        True,
        True,
        False,
    ]
    made = Names(seed_api())
    assert [made.union(name) for name in ("ContentBlock", "ToolUnion")] == ["ContentBlockUnion", "ToolUnion"]


def test_a_file_has_a_name_that_can_be_stored_however_long_those_of_its_resource_are() -> None:
    spec = (
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {/a: {get: {responses: {'204': {description: d}}}}}\n"
    )
    name = "a" * 100
    inner = f"{name}: {{subresources: {{{name}b: {{}}, {name}c: {{}}}}}}"
    config = f"resources: {{{name}: {{subresources: {{{inner}}}, methods: {{list: get /a}}}}, short: {{}}}}"
    api = lowered(spec, config).api
    names = Names(api)
    stems = [names.file_stem(item.path) for item in api.root.walk() if item.path]
    assert len(set(stems)) == len(stems) == 5
    assert max(len(f"{stem}_test.go".encode()) for stem in stems) <= 200
    assert names.file_stem(("short",)) == "short"
