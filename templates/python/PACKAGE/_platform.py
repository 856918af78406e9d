"""Describe the machine in the headers that say what runs the SDK."""

from __future__ import annotations

import platform
import re
import sys
from functools import cache
from typing import Dict, Optional, Union

from typing_extensions import Literal

from ._constants import HEADER_PREFIX


class OtherPlatform:
    """An operating system without a name of its own here."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __str__(self) -> str:
        return f"Other:{self.name}"


class OtherArch:
    """A processor without a name of its own here."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __str__(self) -> str:
        return f"other:{self.name}"


Platform = Union[
    OtherPlatform,
    Literal["MacOS", "Linux", "Windows", "FreeBSD", "OpenBSD", "iOS", "Android", "Unknown"],
]
Arch = Union[OtherArch, Literal["x32", "x64", "arm", "arm64", "unknown"]]


def get_platform() -> Platform:
    try:
        # Not platform.platform() yet: it reads files, and may start a process.
        uname = platform.uname()
        system = uname.system.lower()
        description = f"{system}-{uname.release}-{uname.version}-{uname.machine}".lower()
    except Exception:
        return "Unknown"
    if "iphone" in description or "ipad" in description or system in ("ios", "ipados"):
        return "iOS"
    if "android" in description or system == "android":
        return "Android"
    if system == "darwin":
        return "MacOS"
    if system == "windows":
        return "Windows"
    if "freebsd" in description:
        return "FreeBSD"
    if "openbsd" in description:
        return "OpenBSD"
    if system == "linux":
        return "Linux"
    described = platform.platform().lower()
    return OtherPlatform(_header_text(described)) if described else "Unknown"


def get_architecture() -> Arch:
    try:
        machine = platform.machine().lower()
    except Exception:
        return "unknown"
    if machine in ("arm64", "aarch64"):
        return "arm64"
    if machine == "arm":
        return "arm"
    if machine in ("x86_64", "amd64"):
        return "x64"
    if sys.maxsize <= 2**32:
        return "x32"
    return OtherArch(_header_text(machine)) if machine else "unknown"


def get_python_runtime() -> str:
    """CPython, PyPy and so on."""
    return platform.python_implementation() or "unknown"


def get_python_version() -> str:
    return platform.python_version() or "unknown"


@cache
def platform_headers(version: str, *, platform: Optional[Platform] = None) -> Dict[str, str]:
    """Computed once: asking for the platform may start a subprocess."""
    described = {
        "Lang": "python",
        "Package-Version": version,
        "OS": str(platform or get_platform()),
        "Arch": str(get_architecture()),
        "Runtime": get_python_runtime(),
        "Runtime-Version": get_python_version(),
    }
    return {f"{HEADER_PREFIX}-{name}": value for name, value in described.items()}


def get_async_library() -> str:
    """asyncio, trio, or "false" where no event loop runs."""
    trio = sys.modules.get("trio")
    if trio is not None and trio.lowlevel.in_trio_run():
        return "trio"
    asyncio = sys.modules.get("asyncio")
    if asyncio is None:
        return "false"
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return "false"
    return "asyncio"


def _header_text(text: str) -> str:
    return re.sub(r"[^\x21-\x7e]", "-", text)
