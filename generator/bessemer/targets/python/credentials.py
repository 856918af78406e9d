"""Spell the credentials of the client: which headers they are, and what each operation needs of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from bessemer.encode.code import Code, code
from bessemer.encode.python import py_str
from bessemer.ir.api import BasicAuth, ClientCredentialsAuth, ClientOption, CookieAuth, HeaderAuth, QueryAuth
from bessemer.ir.operations import Requirements
from bessemer.targets.python.client_views import CredentialView
from bessemer.targets.python.identifiers import option_name
from bessemer.targets.python.names import Names


def default_security(names: Names) -> Code | None:
    """What a request needs that says nothing of it."""
    security = names.api.client.security
    return requirements(security) if security is not None and names.api.chooses_credentials else None


def requirements(security: Requirements) -> Code:
    """`(("a", "b"), ("c",))`"""
    return _tuple([_tuple([py_str(name) for name in item]) for item in security])


def _tuple(items: list[Code]) -> Code:
    return code("(", ", ".join(items), ",)" if len(items) == 1 else ")")


def credentials(names: Names) -> tuple[CredentialView, ...]:
    """Each security scheme of the client's options, in their order."""
    if not names.api.chooses_credentials:
        return ()
    options = [item for item in names.api.client.options if item.auth is not None]
    schemes = dict.fromkeys(item.scheme or "" for item in options)
    return tuple(_credential(name, [item for item in options if item.scheme == name], names) for name in schemes)


def _credential(scheme: str, options: list[ClientOption], names: Names) -> CredentialView:
    listed = _tuple([py_str(option_name(names.caser, item.name)) for item in options])
    place, name, values = Code('"header"'), "Authorization", list(_values(options, names))
    for item in options:
        match item.auth:
            case HeaderAuth(header):
                name = header
            case QueryAuth(parameter):
                place, name = Code('"query"'), parameter
            case CookieAuth(cookie):
                place, name = Code('"cookie"'), cookie
            case BasicAuth() | ClientCredentialsAuth() | None:
                pass
    return CredentialView(scheme, listed, place, name, code(" or ".join(values) or "None"))


def _values(options: list[ClientOption], names: Names) -> Iterator[Code]:
    """The ways to get the value of a scheme, each None where its options are not set."""
    for kind, group in groupby(options, key=lambda item: type(item.auth)):
        items = list(group)
        own = {getattr(item.auth, "role", "value"): _attribute(item, names) for item in items}
        auth = items[0].auth
        if isinstance(auth, HeaderAuth) and auth.prefix:
            yield code("prefixed(", py_str(auth.prefix), ", ", own["value"], ")")
        elif isinstance(auth, BasicAuth) and len(own) == 2:
            told = Code("") if auth.is_usual else code(", ", py_str(auth.prefix))
            told = told if auth.is_encoded else code(told, ", _env.plain")
            yield code("_env.basic_pair(", own["username"], ", ", own["password"], told, ")")
        elif isinstance(auth, ClientCredentialsAuth) and len(own) == 2:
            scopes = _tuple([py_str(scope) for scope in auth.scopes])
            pair = code(own["client_id"], ", ", own["client_secret"])
            yield code("self._token_source(", py_str(auth.token_url), ", ", scopes, ", ", pair, ")")
        elif kind not in (BasicAuth, ClientCredentialsAuth):
            yield own["value"]


def _attribute(item: ClientOption, names: Names) -> Code:
    return Code(f"self.{option_name(names.caser, item.name)}")
