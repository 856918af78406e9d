"""Spell the names of a document as Python identifiers."""

from __future__ import annotations

import keyword

from bessemer.naming.case import Caser
from bessemer.naming.words import Words, split

# What pydantic and the runtime's BaseModel already call something. Source: contracts/config.md section 2.10.
_MODEL_ATTRIBUTES = frozenset(
    "construct copy dict from_orm json parse_file parse_obj parse_raw schema schema_json to_dict to_json "
    "update_forward_refs validate".split()
)
_METHOD_ARGUMENTS = frozenset({"self", "extra_headers", "extra_query", "extra_body", "timeout"})
# What the resources already call something.
RESOURCE_ATTRIBUTES = frozenset(
    (
        "_client _delete _get _head _operation_timeout _options _patch _post _put _sleep _trace "
        "with_raw_response with_streaming_response"
    ).split()
)
# What the clients already call something; a method could take the private names too.
CLIENT_ATTRIBUTES = frozenset(
    "auth_headers base_url close copy custom_auth default_headers default_query delete get get_api_list "
    "is_closed max_retries patch platform_headers post put qs request strict timeout user_agent with_options "
    "with_raw_response with_streaming_response "
    "_attempt _base_url _build_headers _build_request _calculate_retry_timeout _client _closed_error "
    "_copied_arguments _custom_headers _custom_query _environment _head _idempotency_header _idempotency_key "
    "_log_response _make_status_error _make_status_error_from_response _options _parse_retry_after_header "
    "_platform_is_known _prepare_options _prepare_request _prepared _process_response _read_error_body _require_auth "
    "_retry_pause _send_arguments _should_retry _sleep _streams _strict_response_validation _trace "
    "_validate_headers _version".split()
)


def words_of(text: str) -> Words:
    """The words of a name; one without any ASCII letter or digit is spelled by its code points."""
    return split(text) or tuple(f"u{ord(character):x}" for character in text) or ("empty",)


def snake(caser: Caser, text: str) -> str:
    """A snake-case identifier that may still be a keyword."""
    name = caser.snake(words_of(text))
    return f"_{name}" if name[0].isdigit() else name


def pascal(caser: Caser, words: Words) -> str:
    """A class name: never a keyword, never with a digit first."""
    name = caser.pascal(words)
    if name[0].isdigit():
        return f"_{name}"
    return free_of_keywords(name)


def free_of_keywords(name: str) -> str:
    return f"{name}_" if keyword.iskeyword(name) else name


def method_name(caser: Caser, text: str) -> str:
    """`_rpc` keeps its underscore; `import` becomes `import_`."""
    bare = free_of_keywords(snake(caser, text))
    return f"_{bare}" if text.startswith("_") and not bare.startswith("_") else bare


def attribute_name(caser: Caser, text: str) -> str:
    """The attribute of a client or resource that holds a resource."""
    name = free_of_keywords(snake(caser, text))
    return f"{name}_" if name in CLIENT_ATTRIBUTES else name


def argument_name(caser: Caser, text: str) -> str:
    """An argument of a method, apart from those that every method has."""
    name = free_of_keywords(snake(caser, text))
    return f"{name}_" if name in _METHOD_ARGUMENTS else name


def key_name(caser: Caser, text: str) -> str:
    """A key of a TypedDict. It may be a keyword: such keys are declared apart, under their own names."""
    name = snake(caser, text)
    return f"_{name}" if text.startswith("_") and not name.startswith("_") else name


def field_name(caser: Caser, text: str) -> str:
    """A field of a model: pydantic takes no leading underscore and keeps some names for itself."""
    name = snake(caser, text)
    if text.startswith("_") or name.startswith("_"):
        return f"api_{name.lstrip('_')}"
    if name.startswith("model_"):
        return f"api_{name}"
    return f"{name}_" if name in _MODEL_ATTRIBUTES or keyword.iskeyword(name) else name
