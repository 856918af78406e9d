"""Read `client_settings`: the options of the client and how it behaves."""

from __future__ import annotations

from typing import cast

from bessemer.config.clashes import report_clashes, snake
from bessemer.config.cursor import Cursor
from bessemer.config.durations import seconds
from bessemer.config.forms import CONSTANT, HEADER, HEADER_VALUE, TEXT, TITLE, VARIABLE, formed, formed_pairs, name_fits
from bessemer.config.keys import check_keys
from bessemer.config.model import ClientConfig, OptionConfig, OptionType, Plain

_TYPES = ("string", "integer", "number", "boolean")
# What can be meant by an option of that name that goes nowhere. Source: contracts/python-sdk.md, the constructor.
ARGUMENTS = frozenset(
    "base_url environment timeout total_timeout max_retries default_headers default_query http_client".split()
)
_DESTINATIONS = ("auth", "send_in_header", "send_as_query_param", "server_variable")
_ROLES = ("value", "username", "password", "client_id", "client_secret")


def read_client(settings: Cursor) -> ClientConfig:
    check_keys(settings, "/client_settings")
    retries = settings.at("default_retries")
    check_keys(retries, "/client_settings/default_retries")
    return ClientConfig(
        options=_options(settings.at("opts")),
        default_headers=formed_pairs(settings.at("default_headers"), HEADER, HEADER_VALUE),
        default_env_prefix=formed(settings.at("default_env_prefix"), VARIABLE),
        idempotency_header=formed(settings.at("idempotency").mapping().at("header"), HEADER),
        timeout=seconds(settings.at("default_timeout"), 60.0),
        max_retries=retries.at("max_retries").count(2),
        initial_retry_delay=retries.at("initial_delay_seconds").number(0.5),
        max_retry_delay=retries.at("max_delay_seconds").number(8.0),
        constants=formed_pairs(settings.at("constants"), CONSTANT, TEXT),
    )


def _options(options: Cursor) -> tuple[OptionConfig, ...]:
    made = []
    for name, option in options.entries():
        words = snake(name)
        if words in ARGUMENTS and not any(option.at(key).present for key in _DESTINATIONS):
            message = f"every client has an argument {words!r} already, and this one is sent nowhere"
            help_ = f"leave it out, or say where it is sent: `send_in_header: X-{words.title().replace('_', '-')}`"
            option.report("config-value-invalid", message, help_, key=True)
        elif name_fits(option, name, TITLE):
            made.append(_option(name, option))
    report_clashes("options", [(item.name, options.at(item.name)) for item in made])
    return tuple(made)


def _option(name: str, option: Cursor) -> OptionConfig:
    check_keys(option, "/client_settings/opts/*")
    auth, kind = option.at("auth").mapping(), option.at("type").choice((*_TYPES, "null"), "string")
    example = option.at("example")
    return OptionConfig(
        name=name,
        pointer=option.pointer,
        type=cast(OptionType, kind.replace("null", "string")),
        nullable=option.at("nullable").flag(False) or kind == "null",
        read_env=formed(option.at("read_env"), VARIABLE),
        default=_default(option),
        description=option.at("description").text(),
        example=example.text() if example.present else None,
        security_scheme=auth.at("security_scheme").text(),
        role=auth.at("role").choice(_ROLES, "value"),
        send_in_header=formed(option.at("send_in_header"), HEADER),
        send_as_query_param=option.at("send_as_query_param").text(),
        server_variable=option.at("server_variable").text(),
        required_in_tests=option.at("required_in_tests").flag(False),
    )


def _default(option: Cursor) -> Plain:
    """The default, if it is of the option's type."""
    default = option.at("default")
    match option.at("type").value:
        case "boolean":
            default.flag(False)
        case "integer":
            default.count(0)
        case "number":
            default.number(0)
        case _:
            default.text()
    return cast(Plain, default.value)
