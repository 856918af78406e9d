"""The request for the page after another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Dict, Mapping, Optional, Sequence, Union
from urllib.parse import unquote_plus

from ._constants import RAW_RESPONSE_HEADER
from ._headers import is_harmless
from ._http import httpx
from ._options import FinalRequestOptions
from ._request import absolute_url
from ._types import Body, NotGiven, Omit, Query, not_given
from ._utils import is_given, is_mapping
from ._utils._styles import Styled

if TYPE_CHECKING:
    from ._core_client import BaseClient

# RFC 8288 section 3: `<address>; rel="next"`, several of them separated by commas.
_LINK = re.compile(r"<([^>]*)>([^<]*)")
_NEXT = re.compile(
    r""";\s*rel\s*=\s*"?(?:[^";,]*\s)?next(?:\s[^";,]*)?"?\s*(?:[;,]|$)""", re.IGNORECASE
)


class PageInfo:
    """What the request for another page changes of the one before: its URL, query parameters, or keys of its body."""

    url: Union[httpx.URL, NotGiven]
    json: Union[Body, NotGiven]
    params: Union[Query, NotGiven]

    def __init__(
        self,
        *,
        url: Union[httpx.URL, NotGiven] = not_given,
        json: Union[Body, NotGiven] = not_given,
        params: Union[Query, NotGiven] = not_given,
    ) -> None:
        self.url = url
        self.json = json
        self.params = params

    def __repr__(self) -> str:
        name = "url" if is_given(self.url) else "json" if is_given(self.json) else "params"
        return f"{type(self).__name__}({name}={getattr(self, name)!r})"


def next_options(
    client: BaseClient, options: FinalRequestOptions, info: PageInfo
) -> FinalRequestOptions:
    """The same request but for what the info says; its key of idempotency was for one request."""
    made = options.copy()
    made.idempotency_key = None
    made.headers = {
        name: value
        for name, value in options.custom_headers().items()
        if name.lower() != RAW_RESPONSE_HEADER.lower()
    }
    if not isinstance(info.url, NotGiven):
        return _at(client, made, info.url)
    if is_given(info.params):
        made.params = merged(options.params, info.params)
    if is_given(info.json):
        if not is_mapping(info.json):
            raise TypeError("Pagination is only supported with mappings")
        body: object = options.json_data
        made.json_data = merged(body if is_mapping(body) else {}, info.json)
    return made


def merged(earlier: Mapping[str, object], later: Mapping[str, object]) -> Dict[str, object]:
    """The later entries over the earlier, in objects too."""
    found = dict(earlier)
    for name, value in later.items():
        before = found.get(name)
        held = before.value if isinstance(before, Styled) else before
        if is_mapping(held) and is_mapping(value):
            inner = merged(held, value)
            value = before.holding(inner) if isinstance(before, Styled) else inner
        found[name] = value
    return found


def asked_for(options: FinalRequestOptions, steps: Sequence[str]) -> Any:
    """A query parameter or a key of the body, some steps below it; None where it was not given."""
    body: object = options.json_data
    for start in (options.params, body):
        found: object = start
        for step in steps:
            held = found.value if isinstance(found, Styled) else found
            found = held.get(step) if is_mapping(held) else None
        value = found.value if isinstance(found, Styled) else found
        if value is not None and is_given(value):
            return value
    return None


def header_of(response: httpx.Response, name: str) -> Optional[str]:
    """A header; of a Link header the address that it calls next."""
    value: Optional[str] = response.headers.get(name)
    if value is None or name.lower() != "link":
        return value
    return next((link[1] for link in _LINK.finditer(value) if _NEXT.search(link[2])), None)


def flag_of(response: httpx.Response, name: str) -> Optional[bool]:
    """What a header says that is true or false; None where it says neither."""
    return {"true": True, "1": True, "false": False, "0": False}.get(
        (response.headers.get(name) or "").lower()
    )


def _at(client: BaseClient, options: FinalRequestOptions, url: httpx.URL) -> FinalRequestOptions:
    """The request at another address, which wins over the parameters of this one."""
    here = absolute_url(client.base_url, options.url)
    there = _located(client, here, url)
    said = [unquote_plus(part.partition("=")[0]) for part in there.query.decode().split("&")]
    options.params = {
        name: value for name, value in options.params.items() if not _is_said(name, said)
    }
    options.url = str(there)
    if _origin(there) != _origin(here):
        _keep_secrets(client, options)
    return options


def _located(client: BaseClient, here: httpx.URL, url: httpx.URL) -> httpx.URL:
    """An address is relative to the page that names it; a path is below the base URL, as every path is."""
    if url.is_absolute_url or url.host or not url.raw_path.startswith(b"/"):
        return here.join(url)
    base = client.base_url.raw_path
    return (
        here.join(url) if url.raw_path.startswith(base) else absolute_url(client.base_url, str(url))
    )


def _is_said(name: str, said: Sequence[str]) -> bool:
    return any(item == name or item.startswith((f"{name}[", f"{name}.")) for item in said)


def _origin(url: httpx.URL) -> Any:
    ports = {"http": 80, "https": 443}
    return url.scheme, url.host, url.port or ports.get(url.scheme)


def _keep_secrets(client: BaseClient, options: FinalRequestOptions) -> None:
    """Another host gets no credentials, and nothing else that was meant for this one."""
    withheld = [name for name in client._build_headers(options) if not is_harmless(name)]
    options.headers = {**options.custom_headers(), **{name: Omit() for name in withheld}}
    options.params = {name: Omit() for name in client.default_query}
    options.security = ()
