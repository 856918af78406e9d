"""Log what the SDK does, without secrets."""

from __future__ import annotations

import logging
import os
from typing import Dict, Mapping, cast

from .._constants import ENV_PREFIX

_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO}
_SECRET_WORDS = (
    "auth",
    "key",
    "token",
    "secret",
    "cookie",
    "password",
    "signature",
    "credential",
    "session",
)

logger: logging.Logger = logging.getLogger(__name__.split(".")[0])
# What is said of requests, under the name by which programs turn it up and down.
log: logging.Logger = logging.getLogger(f"{logger.name}._base_client")


def setup_logging() -> None:
    """Obey <PREFIX>_LOG=debug|info, for this SDK and for the HTTP library."""
    level = _LEVELS.get(os.environ.get(f"{ENV_PREFIX}_LOG", ""))
    if level is None:
        return
    from .._http import httpx

    logging.basicConfig(
        format="[%(asctime)s - %(name)s:%(lineno)d - %(levelname)s] %(message)s",
        datefmt="%Y-%m-%d %H:%M:%S",
    )
    logger.setLevel(level)
    logging.getLogger(httpx.__name__).setLevel(level)


def masked(headers: Mapping[str, object]) -> Dict[str, object]:
    """Headers as they may be shown: those whose name hints at a secret without their value."""
    return {
        name: "<redacted>" if is_secret(name) and isinstance(value, str) else value
        for name, value in headers.items()
    }


class SensitiveHeadersFilter(logging.Filter):
    """Masks the headers that a record is logged with."""

    def filter(self, record: logging.LogRecord) -> bool:
        args = record.args
        headers = args.get("headers") if isinstance(args, Mapping) else None
        if isinstance(args, Mapping) and isinstance(headers, Mapping):
            record.args = {**args, "headers": masked(cast("Mapping[str, object]", headers))}
        return True


def is_secret(name: str) -> bool:
    lowered = name.lower()
    return any(word in lowered for word in _SECRET_WORDS)
