"""Say which credentials a request must carry: the oracle of the wire vectors, independent of both SDKs."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from bessemer.ir.api import (
    Api,
    BasicAuth,
    Casing,
    ClientCredentialsAuth,
    ClientOption,
    CookieAuth,
    HeaderAuth,
    QueryAuth,
)
from bessemer.ir.operations import Operation, Requirements
from bessemer.ir.types import Json
from bessemer.naming.case import Caser
from bessemer.naming.words import split
from bessemer.samples.styles import scalar_text


def client_arguments(api: Api) -> Mapping[str, str]:
    """The options a test client is made with: each that must be given or that tests ask for, and the first credential
    (of a Basic one both halves) or, where operations differ in what they need, every one that is sent as it is."""
    wanted: dict[str, str] = {}
    halves = has_one = False
    for option in api.client.options:
        sent = option.auth is not None and not isinstance(option.auth, ClientCredentialsAuth)
        is_half = isinstance(option.auth, BasicAuth)
        is_next = sent and (not has_one or halves & is_half or api.chooses_credentials)
        if not option.nullable or option.in_tests or is_next:
            halves |= is_half
            has_one |= sent
            wanted[option.name] = example_of(option, api)
    return wanted


def example_of(option: ClientOption, api: Api) -> str:
    """A value for an option, as text: the config's where it is of the option's type."""
    said = option.example
    match option.type:
        case "string":
            return said or _named(option.name, api.casings)
        case "boolean":
            return said if said in ("true", "false") else "true"
        case "integer":
            return said if said is not None and re.fullmatch("-?[0-9]{1,18}", said) else "1"
        case "number":
            return said if said is not None and re.fullmatch(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?", said) else "1.5"


@lru_cache(maxsize=1 << 8)
def _named(name: str, casings: tuple[Casing, ...]) -> str:
    return f"My {Caser(casings).capital(split(name))}"


def credential_headers(api: Api, operation: Operation, language: str) -> Iterator[tuple[str, str]]:
    """The header lines of the credentials of a request.

    Of two that want one header the later goes. Where a request does not choose, a Basic one is the last, but that in
    Go what is set later goes wherever operations could choose.
    """
    arguments = client_arguments(api)
    options = needed(api, operation)
    if not api.chooses_credentials or (language == "python" and _asked(api, operation) is None):
        options = tuple(sorted(options, key=lambda option: isinstance(option.auth, BasicAuth)))
    cookies = []
    lines: dict[str, str] = {}
    for option in options:
        value = option_value(option, arguments)
        if value is not None and isinstance(option.auth, HeaderAuth):
            lines[option.auth.header.lower()] = option.auth.prefix + value
        elif value is not None and isinstance(option.auth, CookieAuth):
            cookies.append(f"{option.auth.cookie}={value}")
        elif isinstance(option.auth, BasicAuth):
            lines.update(_basic(options, arguments))
    yield from lines.items()
    if cookies:
        yield "cookie", "; ".join(cookies)


def credential_query(api: Api, operation: Operation) -> dict[str, Json]:
    """The query parameters that are credentials."""
    arguments = client_arguments(api)
    return {
        item.auth.parameter: option_value(item, arguments)
        for item in needed(api, operation)
        if isinstance(item.auth, QueryAuth)
    }


def needed(api: Api, operation: Operation) -> tuple[ClientOption, ...]:
    """The options of the first alternative that can be met; every one where requests do not choose."""
    security = _asked(api, operation)
    if not api.chooses_credentials or security is None:
        return api.client.options
    arguments = client_arguments(api)
    for alternative in security:
        found = {name: _given(api, name, arguments) for name in alternative}
        if all(found.values()):
            return tuple(option for options in found.values() for option in options)
    return ()


def _asked(api: Api, operation: Operation) -> Requirements | None:
    return api.client.security if operation.security is None else operation.security


def option_value(option: ClientOption, arguments: Mapping[str, str]) -> str | None:
    """An option as the test client has it: as given, else by its default."""
    return arguments.get(option.name) or (None if option.default is None else scalar_text(option.default))


def _given(api: Api, scheme: str, arguments: Mapping[str, str]) -> tuple[ClientOption, ...]:
    listed = (option for option in api.client.options if option.scheme == scheme)
    return tuple(option for option in listed if option_value(option, arguments) is not None)


def _basic(options: tuple[ClientOption, ...], arguments: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The Basic credential, where both of its halves are known. Source: RFC 7617 section 2."""
    halves = {
        option.auth.role: (option.auth, value)
        for option in options
        if isinstance(option.auth, BasicAuth) and (value := option_value(option, arguments)) is not None
    }
    if len(halves) == 2:
        (auth, user), (_, password) = halves["username"], halves["password"]
        pair = f"{user}:{password}"
        written = base64.b64encode(pair.encode()).decode() if auth.is_encoded else pair
        yield "authorization", f"{auth.prefix}{written}"
