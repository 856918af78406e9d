"""Read servers and security schemes as environments and options of a client."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import chain, count
from typing import Any
from urllib.parse import urljoin, urlsplit

from bessemer.config.forms import ADDRESS, SERVER
from bessemer.derive.routes import name_of
from bessemer.derive.shapes import resolved
from bessemer.document.document import Document
from bessemer.naming.words import split
from bessemer.openapi.endpoints import Endpoint, endpoints
from bessemer.openapi.servers import in_order, is_plain_twin

PLACEHOLDER = "https://api.example.com"
_STAGES = ("production", "sandbox", "staging", "development", "test", "preview", "local", "demo", "beta", "mock")
_ALIASES = {"prod": "production", "live": "production", "dev": "development", "localhost": "local", "stage": "staging"}
_AUTHORIZATION = "authorization"
_OF_EVERY_CLIENT = frozenset(
    "base_url environment timeout max_retries default_headers default_query http_client self with_options copy "
    "with_raw_response with_streaming_response".split()
)


def environments(document: Document) -> dict[str, str]:
    """The absolute addresses of the servers by name, with the variables that are options; {} where there is none."""
    found: dict[str, str] = {}
    seen: set[str] = set()
    defaults: dict[str, str] = {}
    listed = _servers(document)
    for index in in_order(listed):
        server = listed[index]
        url = _address(server)
        if url is None or url in seen:
            continue
        seen.add(url)
        # an option has one default: where a server has another, the variable is no option there
        kept = {name for name, default in _defaults(server) if defaults.setdefault(name, default) == default}
        written = _filled(server, kept)
        names = _server_names(server, url, first=not found)
        if is_plain_twin(server, listed):
            # what comes before it is the same with TLS
            names = chain((f"{list(found)[-1]}_http",), names)
        name = next(name for name in names if name not in found)
        found[name] = written if SERVER.fits(written) else url
    return found


def server_options(document: Document, prefix: str, taken: Container[str]) -> dict[str, dict[str, Any]]:
    """One option for each variable in the addresses of the environments."""
    made: dict[str, dict[str, Any]] = {}
    addresses = environments(document).values()
    for server in _servers(document):
        for variable, default in _defaults(server):
            if not any("{" + variable + "}" in address for address in addresses):
                continue
            if any(item["server_variable"] == variable for item in made.values()):
                continue
            names = (name_of(variable), name_of(f"server {variable}"), name_of(f"server {variable} variable"))
            usable = (name for name in names if name not in (*made, *_OF_EVERY_CLIENT) and name not in taken)
            name = next((item for item in usable if item[0].isalpha()), None)
            description = server["variables"][variable].get("description")
            made[name or f"server_variable_{len(made) + 1}"] = {
                "type": "string",
                "nullable": True,
                "read_env": f"{prefix}_{(name or name_of(variable)).upper()}",
                "default": default,
                **({"description": description} if isinstance(description, str) and description else {}),
                "server_variable": variable,
            }
    return made


def placeholder(document: Document) -> str:
    """An address that stands in for one that the document does not give, with its relative path."""
    for server in _servers(document):
        url = _filled(server)
        if url.startswith("/") and not url.startswith("//"):
            return urljoin(PLACEHOLDER, url).rstrip("/")
    return PLACEHOLDER


def _servers(document: Document) -> list[dict[str, Any]]:
    written = document.data.get("servers")
    return [item for item in written if isinstance(item, dict)] if isinstance(written, list) else []


def _filled(server: dict[str, Any], kept: Container[str] = ()) -> str:
    """The URL with its variables at their defaults, but those kept; one that nothing describes is only its name."""
    url = server.get("url")
    text = url.strip() if isinstance(url, str) else ""
    defaults = dict(_defaults(server))

    def value(match: re.Match[str]) -> str:
        return match[0] if match[1] in kept else defaults.get(match[1], match[1])

    return re.sub(r"\{([^{}]*)\}", value, text)


def _defaults(server: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The variables that are described, with their defaults."""
    variables = server.get("variables")
    for name, variable in variables.items() if isinstance(variables, dict) else ():
        default = variable.get("default") if isinstance(variable, dict) else None
        if isinstance(default, str | int | float):
            yield name, str(default).lower() if isinstance(default, bool) else str(default)


def _address(server: dict[str, Any]) -> str | None:
    url = _filled(server)
    url = f"https:{url}" if url.startswith("//") else url
    return url if ADDRESS.fits(url) else None


def _server_names(server: dict[str, Any], url: str, *, first: bool) -> Iterator[str]:
    """Names for a server, best first: what its words say, `production` for the first, its host."""
    described = server.get("name") or server.get("description")
    words = split(described[:200]) if isinstance(described, str) else ()
    host = urlsplit(url).hostname or ""
    for word in (*words, *split(host)):
        stage = _ALIASES.get(word, word)
        if stage in _STAGES:
            yield stage
            break
    if first:
        yield "production"
    if words and len(words) <= 3:
        yield "_".join(words)
    yield name_of(host)
    yield name_of(url.partition("://")[2])
    yield name_of(url)
    yield name_of(url + " " * 60 + url)


def options(document: Document, prefix: str, taken: Container[str]) -> dict[str, dict[str, Any]]:
    """One option for each credential of the document's security schemes, each of which may be left out."""
    made: dict[str, dict[str, Any]] = {}
    for scheme_name, scheme in _schemes(document):
        for role, wanted in _credentials(scheme):
            names = (wanted, name_of(scheme_name), name_of(f"{scheme_name} {role}"), name_of(f"{scheme_name} {wanted}"))
            usable = (name for name in names if name not in made and name not in taken and name not in _OF_EVERY_CLIENT)
            name = next((item for item in usable if item[0].isalpha()), None) or f"auth_{name_of(scheme_name)}_{role}"
            made[name] = {
                "type": "string",
                "nullable": True,
                "read_env": f"{prefix}_{name.upper()}",
                "auth": {"security_scheme": scheme_name, **({} if role == "value" else {"role": role})},
            }
    return made


def authorization(document: Document, prefix: str, taken: Container[str]) -> dict[str, dict[str, Any]]:
    """An option for the header Authorization of a document that has it as a parameter and has no security scheme.

    OpenAPI says that such a parameter is ignored, so no method has it.
    """
    if _schemes(document) or not any(_takes_authorization(document, item) for item in endpoints(document)):
        return {}
    numbered = (f"{_AUTHORIZATION}_header_{number}" for number in count(2))
    names = chain((_AUTHORIZATION, f"{_AUTHORIZATION}_header"), numbered)
    name = next(item for item in names if item not in taken)
    sent = {"type": "string", "nullable": True, "read_env": f"{prefix}_{name.upper()}"}
    said = {"description": "The header Authorization as it is sent, with the word in front of a token."}
    return {name: {**sent, **said, "send_in_header": _AUTHORIZATION.capitalize()}}


def _takes_authorization(document: Document, endpoint: Endpoint) -> bool:
    written = (owner.get("parameters") for owner in (endpoint.item, endpoint.operation))
    items = (resolved(document, item) or {} for listed in written if isinstance(listed, list) for item in listed)
    return any(item.get("in") == "header" and str(item.get("name")).lower() == _AUTHORIZATION for item in items)


def _schemes(document: Document) -> list[tuple[str, dict[str, Any]]]:
    """The security schemes, those the whole API asks for first, then by name."""
    components = document.data.get("components")
    written = components.get("securitySchemes") if isinstance(components, dict) else None
    security = document.data.get("security")
    asked = [name for item in security if isinstance(item, dict) for name in item] if isinstance(security, list) else []
    found = [
        (name, scheme)
        for name, item in (written.items() if isinstance(written, dict) else ())
        if (scheme := resolved(document, item)) is not None
    ]
    return sorted(found, key=lambda item: (asked.index(item[0]) if item[0] in asked else len(asked), item[0]))


def _credentials(scheme: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """The roles a scheme has, each with the name its option would best have."""
    match scheme.get("type"), str(scheme.get("scheme", "")).lower():
        case "apiKey", _ if isinstance(scheme.get("name"), str) and scheme.get("in") in ("header", "query", "cookie"):
            return (("value", "api_key"),)
        case "http", "basic":
            return (("username", "username"), ("password", "password"))
        case "http", "bearer":
            return (("value", "bearer_token"),)
        case (("oauth2" | "openIdConnect"), _):
            token = ("value", "access_token")
            flows = scheme.get("flows")
            fetched = isinstance(flows, dict) and isinstance(flows.get("clientCredentials"), dict)
            return (token, ("client_id", "client_id"), ("client_secret", "client_secret")) if fetched else (token,)
        case "http", other if other:
            return (("value", "authorization"),)
    return ()
