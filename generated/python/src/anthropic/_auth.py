"""Choose the credentials of a request: those of the first alternative that the options of the client can meet."""

from __future__ import annotations

from typing import (
    TYPE_CHECKING,
    Any,
    Dict,
    Iterable,
    List,
    Mapping,
    NamedTuple,
    Optional,
    Sequence,
    Tuple,
    Union,
)

from ._headers import header_named, merge_headers
from ._types import Headers, Omit, Requirements

if TYPE_CHECKING:
    from ._oauth import ClientCredentials
    from ._options import FinalRequestOptions


class Credential(NamedTuple):
    """What a security scheme sends, and where; value is None where the options it is made of are not set."""

    options: Tuple[str, ...]
    place: str
    name: str
    value: Union[str, ClientCredentials, None]


def prefixed(prefix: str, value: Optional[str]) -> Optional[str]:
    return None if value is None else f"{prefix}{value}"


class Secured:
    """A client of an API whose operations ask for different credentials."""

    _client: Any
    _custom_headers: Headers
    _custom_query: Mapping[str, object]
    # What a request needs that says nothing of it; None: it gets every credential there is.
    _default_security: Optional[Requirements] = None

    @property
    def auth_headers(self) -> Dict[str, str]:
        """The headers of every credential that is set."""
        return {}

    def _credentials(self) -> Mapping[str, Credential]:
        """By security scheme, where operations differ."""
        return {}

    def _token_source(
        self,
        token_url: str,
        scopes: Sequence[str],
        client_id: Optional[str],
        client_secret: Optional[str],
    ) -> Optional[ClientCredentials]:
        """Fetches access tokens; copies of the client share them. None where an option is not set."""
        if client_id is None or client_secret is None:
            return None
        from ._oauth import token_source

        return token_source(self, token_url, scopes, (client_id, client_secret))

    def _needed(self, options: FinalRequestOptions) -> Optional[Requirements]:
        return self._default_security if options.security is None else options.security

    def _secured_headers(
        self, defaults: Mapping[str, Union[str, Omit]], options: FinalRequestOptions
    ) -> Mapping[str, Union[str, Omit]]:
        """The default headers with no credentials but those of the request. Raises TypeError where it has none."""
        security = self._needed(options)
        if security is None:
            return defaults
        headers = dict(defaults)
        said = {name.lower() for name in self._custom_headers}
        for name in self.auth_headers:
            if name.lower() not in said:
                headers.pop(name, None)
        credentials = self._credentials()
        chosen = _chosen(credentials, security)
        if chosen is None:
            if not self._is_given(credentials, security, headers, options):
                raise TypeError(_message(credentials, security))
            return headers
        for credential in chosen:
            if isinstance(credential.value, str) and credential.name.lower() not in said:
                _add(headers, credential, credential.value)
        return headers

    def _secured_query(
        self, defaults: Mapping[str, object], options: FinalRequestOptions
    ) -> Mapping[str, object]:
        """The default query with no credentials but those of the request."""
        security = self._needed(options)
        if security is None:
            return defaults
        query = dict(defaults)
        credentials = self._credentials()
        for credential in credentials.values():
            if credential.place == "query" and credential.name not in self._custom_query:
                query.pop(credential.name, None)
        for credential in _chosen(credentials, security) or ():
            if credential.place == "query" and credential.name not in self._custom_query:
                query[credential.name] = credential.value
        return query

    def _token_auth(self, options: FinalRequestOptions) -> Optional[ClientCredentials]:
        """What fetches the access token of a request, if anything does."""
        security = self._needed(options)
        if security is None:
            return None
        for credential in _chosen(self._credentials(), security) or ():
            if credential.value is not None and not isinstance(credential.value, str):
                return credential.value
        return None

    def _is_given(
        self,
        credentials: Mapping[str, Credential],
        security: Requirements,
        headers: Headers,
        options: FinalRequestOptions,
    ) -> bool:
        """Whether the caller gave a credential, or left it out on purpose, in their own headers or query."""
        custom = options.custom_headers()
        merged = merge_headers(headers, custom)
        for credential in _listed(credentials, security):
            name = "Cookie" if credential.place == "cookie" else credential.name
            if credential.place == "query":
                if name in options.params or name in self._custom_query:
                    return True
            elif header_named(merged, name) or isinstance(header_named(custom, name), Omit):
                return True
        return False


def _chosen(
    credentials: Mapping[str, Credential], security: Requirements
) -> Optional[List[Credential]]:
    """None where no alternative can be met; [] where no credential is asked for."""
    for alternative in security:
        found = [credentials[name] for name in alternative]
        if all(credential.value is not None for credential in found):
            return found
    return None if security else []


def _add(headers: Dict[str, Union[str, Omit]], credential: Credential, value: str) -> None:
    if credential.place == "header":
        headers[credential.name] = value
    elif credential.place == "cookie":
        earlier = headers.get("Cookie")
        pair = f"{credential.name}={value}"
        headers["Cookie"] = f"{earlier}; {pair}" if isinstance(earlier, str) else pair


def _listed(credentials: Mapping[str, Credential], security: Requirements) -> Iterable[Credential]:
    return (credentials[name] for alternative in security for name in alternative)


def _message(credentials: Mapping[str, Credential], security: Requirements) -> str:
    ways = [
        " and ".join(option for name in alternative for option in credentials[name].options)
        for alternative in security
    ]
    listed = _listed(credentials, security)
    named = [f"`{credential.name}`" for credential in listed if credential.place == "header"]
    names = list(dict.fromkeys(named))
    which = "the" if len(names) == 1 else "one of the"
    omitted = f" Or for {which} {' or '.join(names)} headers to be explicitly omitted"
    expected = f"either {' or '.join(ways)}" if len(ways) > 1 else f"the {ways[0]}"
    start = f"Could not resolve authentication method. Expected {expected} to be set."
    return f'"{start}{omitted if named else ""}"'
