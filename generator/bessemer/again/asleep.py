"""Keep an API so that its operations and schemas are read back one by one, when they are looked at."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from types import MappingProxyType
from typing import Any, TypeAlias, cast

from bessemer.document.pointer import Pointer
from bessemer.document.watching import Asleep
from bessemer.ir.api import Api
from bessemer.ir.operations import Operation
from bessemer.ir.reading import Watched, WatchedApi
from bessemer.ir.taking_apart import Kinds, TakeApart, TakenApart
from bessemer.ir.types import Schema

# What is kept apart from what it stands in, by its class: a word for it, and what gives the name of a value.
Apart: TypeAlias = Mapping[type, tuple[str, Callable[[Any], str]]]
_ALLOWED = frozenset(
    {
        *(("builtins", name) for name in ("frozenset", "getattr", "set")),
        ("functools", "partial"),
        ("pathlib", "PosixPath"),
    }
)


def whole(value: object) -> bytes:
    """A value with all that is in it."""
    return _written(value, _WHOLE)


def kept(value: object, apart: Apart) -> bytes:
    """A value without what is kept apart from it, which its bytes only name.

    A dataclass may say by a method `kept` what to make it of again.
    """
    return _written(value, _Kinds({kind: _named(*naming) for kind, naming in apart.items()}))


def _written(value: object, kinds: Kinds) -> bytes:
    stream = io.BytesIO()
    writer = pickle.Pickler(stream, protocol=5)
    writer.dispatch_table = kinds
    writer.dump(value)
    return stream.getvalue()


def read_back(content: bytes, wake: Callable[[str, str], object] | None = None) -> Any:
    """What was kept; `wake` gives what was kept apart, by kind and name. Raises what pickle raises, ValueError too."""
    return _Reader(io.BytesIO(content), wake).load()


class _Kinds(Kinds):
    """How everything is taken apart that can be made again; `apart` is what is not."""

    def __init__(self, apart: Mapping[type, TakeApart]) -> None:
        super().__init__({MappingProxyType: _of_mapping, **apart})

    def __missing__(self, kind: type) -> TakeApart:
        if is_dataclass(kind) and hasattr(kind, "kept"):
            return self.setdefault(kind, lambda value: (kind, cast(Any, value).kept()))
        return super().__missing__(kind)


def _named(kind: str, name: Callable[[Any], str]) -> TakeApart:
    return lambda value: (_stand_in, (kind, name(value)))


def _of_mapping(value: object) -> TakenApart:
    return _mapping, (dict(cast(Mapping[Any, Any], value)),)


_WHOLE = _Kinds({})


class _Reader(pickle.Unpickler):
    def __init__(self, stream: io.BytesIO, wake: Callable[[str, str], object] | None) -> None:
        super().__init__(stream)
        self._wake = wake

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == (__name__, "_stand_in"):
            return self._wake
        if (module, name) in _FOUND:
            return _FOUND[module, name]
        if module.startswith("bessemer.") or (module, name) in _ALLOWED:
            return _FOUND.setdefault((module, name), super().find_class(module, name))
        raise pickle.UnpicklingError(f"{module}.{name} is nothing that is kept")


# What was found before: each of thousands of small things names the same few kinds.
_FOUND: dict[tuple[str, str], Any] = {}


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


class AsleepSchemas(Asleep, Watched):
    """The schemas of an API, of which each is read back when it is looked up: all but those that are given."""

    def __init__(self, kept_schemas: Mapping[str, bytes], given: Mapping[Pointer, Schema]) -> None:
        Asleep.__init__(self, kept_schemas, given, read_back)
        self.read = set()


def api_fields(api: Api) -> dict[str, object]:
    """What an API is but for its schemas."""
    return {item.name: getattr(api, item.name) for item in fields(api) if item.name != "schemas"}


def api_of(values: Mapping[str, object], schemas: AsleepSchemas) -> Api:
    """The API with these fields, without a look at its operations."""
    made = object.__new__(WatchedApi)
    for name, value in (*values.items(), ("schemas", schemas)):
        object.__setattr__(made, name, value)
    return made
