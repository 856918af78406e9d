"""The errors that this API has of its own, and the keys that lead to what the bodies of errors say."""

from __future__ import annotations

from typing import Dict, List, Tuple, Type

from ._exceptions import APIStatusError

__all__: List[str] = []


BY_STATUS: Dict[int, Type[APIStatusError]] = {}
BY_KIND: Dict[str, Type[APIStatusError]] = {}
KIND: Tuple[str, ...] = ()
MESSAGE: Tuple[str, ...] = ()
STATUS: Tuple[str, ...] = ()
