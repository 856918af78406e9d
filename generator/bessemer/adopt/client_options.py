"""Read the options of an SDK's client: what users construct it with, and the variables of the environment it reads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bessemer.adopt.existing import Existing

# What every client takes. Source: contracts/python-sdk.md.
_COMMON = frozenset(
    "base_url timeout total_timeout max_retries default_headers default_query http_client environment".split()
)
_TYPES = {"str": "string", "int": "integer", "float": "number", "bool": "boolean"}


def client_options(sdk: Existing, derived: Mapping[str, Any]) -> dict[str, Any]:
    """`client_settings.opts` by name: those of the client, with what the derived ones say of credentials.

    Where one option is there and one is derived, each under a name of its own, they are the same.
    """
    text = sdk.files.get("_client.py", "")
    names = _names(sdk)
    if not names:
        return dict(derived)
    strange, left = [name for name in names if name not in derived], [name for name in derived if name not in names]
    same = {strange[0]: left[0]} if len(strange) == len(left) == 1 else {}
    return {name: {**derived.get(same.get(name, name), {}), **_option(name, text)} for name in names}


def client_name(sdk: Existing) -> str | None:
    """What the client is called, which is what its organization is called; in Go it is not."""
    names = (line for line in sdk.names.get("_client.py", ()) if re.fullmatch(r"[A-Z]\w*", line))
    return next((name for name in names if f"Async{name}" in sdk.names["_client.py"]), None)


def env_prefix(sdk: Existing) -> str | None:
    """`ACME` of ACME_BASE_URL."""
    texts = (sdk.files.get(name, "") for name in ("_client.py", "client.go", "_constants.py"))
    found = re.search(r"\"([A-Z][A-Z0-9_]*)_BASE_URL\"|^ENV_PREFIX = \"(\w+)\"", "\n".join(texts), re.MULTILINE)
    return (found[1] or found[2]) if found else None


def _names(sdk: Existing) -> list[str]:
    found = [re.fullmatch(r"(\w+)\.__init__\(\*, (\w+)\)", line) for line in sdk.names.get("_client.py", ())]
    matches = [match for match in found if match and not match[1].startswith("Async")]
    return [match[2] for match in matches if match[1] == matches[0][1] and match[2] not in _COMMON]


def _option(name: str, text: str) -> dict[str, Any]:
    written = re.search(rf"^        {name}: (.+?)(?: = .*)?,$", text, re.MULTILINE)
    words = re.findall(r"\w+", written[1]) if written else []
    env = re.search(rf"\b{name} = (?:_env\.\w+|os\.environ\.get)\(\s*\"(\w+)\"", text)
    env = env or re.search(rf"\bif {name} is None:\s+{name} = os\.environ\.get\(\s*\"(\w+)\"", text)
    return {
        "type": next((_TYPES[word] for word in words if word in _TYPES), "string"),
        **({"nullable": True} if "None" in words and _may_be_none(name, text) else {}),
        **({"read_env": env[1]} if env else {}),
    }


def _may_be_none(name: str, text: str) -> bool:
    """Whether a client without it is a client: as an attribute it may be None too."""
    held = re.search(rf"^    {name}: (.+)$", text, re.MULTILINE)
    return held is not None and "None" in held[1]
