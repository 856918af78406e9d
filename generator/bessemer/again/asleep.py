"""Keep an API so that its operations and schemas are read back one by one, when they are looked at."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from bessemer.document.pointer import Pointer
from bessemer.ir.api import Api
from bessemer.ir.operations import Operation
from bessemer.ir.reading import Watched, WatchedApi
from bessemer.ir.types import Schema

# What is kept apart from what it stands in: a value gives its kind and its name, or None.
Apart = Callable[[object], "tuple[str, str] | None"]
_ALLOWED = frozenset(
    {
        *(("builtins", name) for name in ("frozenset", "getattr", "set")),
        ("functools", "partial"),
        ("pathlib", "PosixPath"),
    }
)


def whole(value: object) -> bytes:
    """A value with all that is in it."""
    return kept(value, lambda _: None, frozenset())


def kept(value: object, apart: Apart, kinds: frozenset[type]) -> bytes:
    """A value without what is kept apart from it, which its bytes only name: of those kinds alone.

    A dataclass may say by a method `kept` what to make it of again.
    """
    stream = io.BytesIO()
    _Writer(stream, apart, kinds).dump(value)
    return stream.getvalue()


def read_back(content: bytes, wake: Callable[[str, str], object] | None = None) -> Any:
    """What was kept; `wake` gives what was kept apart, by kind and name. Raises what pickle raises, ValueError too."""
    return _Reader(io.BytesIO(content), wake).load()


class _Writer(pickle.Pickler):
    def __init__(self, stream: io.BytesIO, apart: Apart, kinds: frozenset[type]) -> None:
        super().__init__(stream, protocol=5)
        self._apart = apart
        self._kinds = kinds

    def reducer_override(self, value: Any) -> Any:
        kind = type(value)
        parts = _PARTS.get(kind)
        if parts is None:
            parts = _PARTS[kind] = _parts_of(kind)
        if kind in self._kinds:
            apart = self._apart(value)
            if apart is not None:
                return _stand_in, apart
        return parts(value)


_Parts = Callable[[Any], Any]
_PARTS: dict[type, _Parts] = {}


def _parts_of(kind: type) -> _Parts:
    """What makes of a value what pickle asks for: dataclasses are made again by their fields."""
    if issubclass(kind, MappingProxyType):
        return lambda value: (_mapping, (dict(value),))
    if not is_dataclass(kind):
        return lambda _: NotImplemented
    if hasattr(kind, "kept"):
        return lambda value: (kind, value.kept())
    names = [item.name for item in fields(kind) if item.init]
    if len(names) < 2:
        return lambda value: (kind, tuple(getattr(value, name) for name in names))
    values = attrgetter(*names)
    return lambda value: (kind, values(value))


class _Reader(pickle.Unpickler):
    def __init__(self, stream: io.BytesIO, wake: Callable[[str, str], object] | None) -> None:
        super().__init__(stream)
        self._wake = wake

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == (__name__, "_stand_in"):
            return self._wake
        if module.startswith("bessemer.") or (module, name) in _ALLOWED:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is nothing that is kept")


def _stand_in(kind: str, name: str) -> object:
    raise pickle.UnpicklingError(f"nobody knows {kind} {name!r}")


def _mapping(value: dict[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(value)


class AsleepOperation(Operation):
    """An operation of which only the place in the config is there, until anything else is asked of it."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        wake = _WAKING.pop(id(self), None)
        if wake is None:
            raise AttributeError(name)
        whole_one = wake()
        for item in fields(Operation):
            object.__setattr__(self, item.name, getattr(whole_one, item.name))
        object.__setattr__(self, "__class__", Operation)
        return getattr(self, name)

    def __eq__(self, other: object) -> bool:
        return bool(self.name is not None and self == other)

    def __hash__(self) -> int:
        return hash(self) if self.name is not None else 0


_WAKING: dict[int, Callable[[], Operation]] = {}


def asleep(config: Pointer, wake: Callable[[], Operation]) -> Operation:
    """The operation that wake gives, when it is looked at. It must be kept for as long as the program lives."""
    made = object.__new__(AsleepOperation)
    object.__setattr__(made, "config", config)
    _WAKING[id(made)] = wake
    return made


class AsleepSchemas(Watched):
    """The schemas of an API, of which each is read back when it is looked up: all but those that are given."""

    def __init__(self, kept_schemas: Mapping[str, bytes], given: Mapping[Pointer, Schema]) -> None:
        pointers: Mapping[Any, Any] = dict.fromkeys(kept_schemas, _ASLEEP)
        super().__init__({**pointers, **given}.items())
        self._kept = kept_schemas

    def __getitem__(self, pointer: Pointer) -> Schema:
        found: Any = super().__getitem__(pointer)
        if found is _ASLEEP:
            found = self[pointer] = read_back(self._kept[pointer])
        made: Schema = found
        return made

    def get(self, pointer: Any, default: Any = None) -> Any:
        try:
            return self[pointer]
        except KeyError:
            return default

    def items(self) -> Any:
        raise AsleepError("all schemas")

    values = items


_ASLEEP = object()


class AsleepError(Exception):
    """Something looks at all of what is looked at one by one."""


def api_fields(api: Api) -> dict[str, object]:
    """What an API is but for its schemas."""
    return {item.name: getattr(api, item.name) for item in fields(api) if item.name != "schemas"}


def api_of(values: Mapping[str, object], schemas: AsleepSchemas) -> Api:
    """The API with these fields, without a look at its operations."""
    made = object.__new__(WatchedApi)
    for name, value in (*values.items(), ("schemas", schemas)):
        object.__setattr__(made, name, value)
    return made
