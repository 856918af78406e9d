"""The package of resources, imported when it is first used."""

from __future__ import annotations

import importlib
from typing import Any

from ._proxy import LazyProxy


class ResourcesProxy(LazyProxy[Any]):
    def __load__(self) -> Any:
        return importlib.import_module("..resources", __package__)


resources: Any = ResourcesProxy().__as_proxied__()
