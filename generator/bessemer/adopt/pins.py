"""Tell from an SDK the switches that its config does not say: what the edition of its generator had decided.

Source: contracts/config.md section 10.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from bessemer.adopt.existing import Existing
from bessemer.frozen import frozen
from bessemer.ir.api import MOST_CONNECTIONS, MOST_IDLE

_RESOURCE = re.compile(r"^class (\w+)\((?:\w+\.)?SyncAPIResource\)", re.MULTILINE)
_ARRAYS = re.compile(r"Querystring\([^)]*array_format=\"(\w+)\"|^QUERY_ARRAY_FORMAT = \"(\w+)\"", re.MULTILINE)
_LIMITS = {
    "max_connections": re.compile(
        r"DEFAULT_CONNECTION_LIMITS = .*\bmax_connections=(\d+)|^MAX_CONNECTIONS = (\d+)", re.MULTILINE
    ),
    "max_keepalive_connections": re.compile(
        r"DEFAULT_CONNECTION_LIMITS = .*\bmax_keepalive_connections=(\d+)|^MAX_KEEPALIVE_CONNECTIONS = (\d+)",
        re.MULTILINE,
    ),
}
# What a config without the key means. Source: contracts/config.md section 14.
_DEFAULTS = {
    "resource_class_suffix": "Resource",
    "http_library": "httpx2",
    "raw_response_style": "modern",
    "array_format": "comma",
    "max_connections": MOST_CONNECTIONS,
    "max_keepalive_connections": MOST_IDLE,
    "back_compat_use_shared_package": True,
}


@frozen
class Pin:
    """A key of the config with the value that it must have, and what in the SDK says so."""

    keys: tuple[str, ...]
    value: str | int | bool
    reason: str

    @property
    def is_default(self) -> bool:
        """Whether a config that does not have the key means the same."""
        return self.keys[-1] in _DEFAULTS and _DEFAULTS[self.keys[-1]] == self.value

    def allows(self, said: object) -> bool:
        """Whether a config that says this means the same."""
        if self.keys[-1] in ("package_name", "production_repo") and isinstance(said, str):
            # a branch may stand behind the repository, and the package is what Python can import
            return said.partition("#")[0].replace("-", "_").lower() == str(self.value).replace("-", "_").lower()
        return said == self.value


def pins(sdk: Existing) -> tuple[Pin, ...]:
    """Those of its target, in the order of a config."""
    found = _python(sdk) if sdk.language == "python" else _go(sdk)
    told = tuple(Pin(("targets", sdk.language, *keys), value, reason) for keys, value, reason in found)
    arrays = _ARRAYS.search(sdk.files.get("_client.py", "") + sdk.files.get("_constants.py", ""))
    if arrays is None or sdk.language != "python":
        return told
    return (*told, Pin(("query_settings", "array_format"), arrays[1] or arrays[2], "its client says so"))


def put(data: dict[str, Any], needed: Iterable[Pin]) -> dict[str, Any]:
    """The data of a config with what pins say."""
    for pin in needed:
        node = data
        for key in pin.keys[:-1]:
            node = node.setdefault(key, {})
        node[pin.keys[-1]] = pin.value
    return data


def _python(sdk: Existing) -> Iterator[tuple[tuple[str, ...], str | int | bool, str]]:
    yield ("package_name",), sdk.package, "the package that users import"
    if sdk.distribution not in (None, sdk.package):
        yield ("project_name",), sdk.distribution, "the project that users install"
    if sdk.repository:
        yield ("production_repo",), sdk.repository, "the repository that its metadata names"
    resources = [name for path, text in sdk.files.items() if "resources/" in path for name in _RESOURCE.findall(text)]
    bare = next((name for name in resources if not name.endswith("Resource")), None)
    if resources:
        value, shown = ("", bare) if bare else ("Resource", resources[0])
        yield ("options", "resource_class_suffix"), value, f"a class of a resource is called {shown}"
    library = _library(sdk)
    if library:
        yield ("options", "http_library"), library, f"its client is that of {library}"
    if resources:
        is_legacy = any("_legacy_response" in text for path, text in sdk.files.items() if "resources/" in path)
        style, use = ("legacy", "use") if is_legacy else ("modern", "do not use")
        yield ("options", "raw_response_style"), style, f"its resources {use} the module _legacy_response"
    if (sdk.root.parent.parent / "uv.lock").is_file():
        yield ("options", "use_uv"), True, "it has a uv.lock"
    constants = sdk.files.get("_constants.py", "")
    for key, pattern in _LIMITS.items():
        limit = pattern.search(constants)
        if limit:
            yield ("options", key), int(limit[1] or limit[2]), "_constants.py says so"


def _library(sdk: Existing) -> str | None:
    dependencies = sdk.project.get("dependencies")
    words = [str(item) for item in dependencies] if isinstance(dependencies, list) else []
    named = {found[0] for word in words if (found := re.match(r"[\w-]+", word))}
    if not named:
        text = sdk.files.get("_client.py", "") + sdk.files.get("_http.py", "")
        named = {name for name in ("httpx2", "httpx") if re.search(rf"^\s*import {name}\b", text, re.MULTILINE)}
    return next((name for name in ("httpx2", "httpx") if name in named), None)


def _go(sdk: Existing) -> Iterator[tuple[tuple[str, ...], str | int | bool, str]]:
    yield ("package_name",), sdk.package, "the package that users import"
    if sdk.repository:
        yield ("production_repo",), sdk.repository, "the path of its module"
    yield ("options", "enable_v2"), True, "the surface that is made"
    has_shared = any(path.startswith("shared/") for path in sdk.files)
    says = "it has a folder shared" if has_shared else "it has no folder shared"
    yield ("options", "back_compat_use_shared_package"), has_shared, says
    options = next((path.rpartition("/")[0] for path in sdk.files if path.endswith("/requestoption.go")), "option")
    if "/" not in options and options != "option":
        yield ("options", "option_package_name"), options, "the folder of its request options"


def is_first_surface(sdk: Existing) -> bool:
    """Whether a Go SDK has the surface of `param.Field`, which is not made any more."""
    return sdk.language == "go" and any("param.Field[" in text for text in sdk.files.values())
