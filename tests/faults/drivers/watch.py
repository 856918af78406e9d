"""What a driver of the Python SDKs notices beside the result of a call: waits, logs, secrets, memory, the pool."""

from __future__ import annotations

import importlib
import io
import logging
import resource
import traceback
from typing import Any

CANARY = "canary"
HEADERS = {"X-Session-Token": f"{CANARY}-header"}
PACKAGES = ("faulty", "faulty_keyed", "anthropic")


class Log(logging.Handler):
    """Everything that the SDKs and the HTTP library said since it was last emptied."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.text = ""
        for name in (*PACKAGES, "httpx", "httpx2"):
            logging.getLogger(name).addHandler(self)
            logging.getLogger(name).setLevel(logging.DEBUG)
            logging.getLogger(name).propagate = False

    def emit(self, record: logging.LogRecord) -> None:
        self.text += self.format(record) + "\n"


def clients(name: str) -> dict[str, Any]:
    """The class of this name of each package."""
    return {package: getattr(importlib.import_module(package), name) for package in PACKAGES}


def held(client: Any) -> int:
    """Connections in use and requests that wait, in the pool of the HTTP library."""
    count = 0
    pool = getattr(client._client._transport, "_pool", None)
    if pool is not None:
        count += len([item for item in pool.connections if not (item.is_idle() or item.is_closed())])
        count += len(pool._requests)
    return count


def failure(error: BaseException, package: str) -> dict[str, Any]:
    """The names of the error's classes, with "documented" where the SDK has it in its tree."""
    root = importlib.import_module(f"{package}._root_error").RootError
    names = [item.__name__ for item in type(error).__mro__]
    if isinstance(error, root):
        names.append("documented")
    shown = "".join(traceback.format_exception(error)) + repr(error)
    return {
        "result": "error",
        "classes": names,
        "text": str(error),
        "leaks": ["error"] if CANARY in shown else [],
    }


def memory() -> float:
    """The peak so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def plain(value: Any) -> Any:
    """A result as JSON has it."""
    if isinstance(value, bytes):
        return value.hex()
    return value.to_dict(mode="json") if hasattr(value, "to_dict") else value


class Pipe(io.RawIOBase):
    """A file that can be read once."""

    def __init__(self, content: bytes) -> None:
        self._rest = io.BytesIO(content)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._rest.readinto(buffer)
