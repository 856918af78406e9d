"""Joining words into names: the spellings that published SDKs pin."""

from __future__ import annotations

import pytest

from bessemer.ir.api import Casing
from bessemer.naming.case import Caser
from bessemer.naming.words import split

SEED = Caser(Casing(word, initialism=True) for word in ("mcp", "pdf", "ttl"))


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("message-batches-2024-09-24", "MessageBatches2024_09_24"),
        ("pdfs-2024-09-25", "PDFs2024_09_25"),
        ("output-128k-2025-02-19", "Output128k2025_02_19"),
        ("files-api-2025-04-14", "FilesAPI2025_04_14"),
        ("mcp-client-2025-04-04", "MCPClient2025_04_04"),
        ("extended-cache-ttl-2025-04-11", "ExtendedCacheTTL2025_04_11"),
        ("context-1m-2025-08-07", "Context1m2025_08_07"),
        ("claude-opus-4-6", "ClaudeOpus4_6"),
        ("tool_search_tool_bm25_20251119", "ToolSearchToolBm25_20251119"),
    ],
)
def test_enum_values_are_spelled_as_the_published_constants(value: str, name: str) -> None:
    assert SEED.pascal(split(value)) == name


def test_initialisms_are_lower_case_at_the_start_of_a_camel_name() -> None:
    assert SEED.camel(split("message_batch_id")) == "messageBatchID"
    assert SEED.camel(split("id")) == "id"


def test_snake_never_shouts() -> None:
    assert SEED.snake(split("userIDs")) == "user_ids"
    assert SEED.screaming(split("ImageKit")) == "IMAGE_KIT"


def test_a_config_can_spell_a_word_its_own_way() -> None:
    caser = Caser([Casing("lumaai", pascal="LumaAI"), Casing("v1", pascal="v1"), Casing("url", initialism=False)])
    assert caser.pascal(split("lumaai")) == "LumaAI"
    assert caser.pascal(split("text_v1")) == "Textv1"
    assert caser.pascal(split("base_url")) == "BaseUrl"


def test_a_phrase_is_matched_before_its_words() -> None:
    caser = Caser([Casing("git hub", pascal="GitHub", snake="github")])
    assert caser.pascal(split("git_hub_app")) == "GitHubApp"
    assert caser.snake(split("git_hub_app")) == "github_app"


def test_special_words_are_built_in() -> None:
    assert Caser().pascal(split("openai_oauth_github")) == "OpenAIOAuthGitHub"
