"""Load what a package exports when it is first asked for, as PEP 562 allows."""

from __future__ import annotations

import importlib
import sys
import threading
from typing import Any, Callable, Dict, List, Mapping, Optional, Tuple

# What is wrong with their type arguments is said with their own module.
_KINDS = ("", "WithRawResponse", "WithStreamingResponse")
_KEEP_THEIR_MODULE = ("._response",)


class _Waiting(threading.local):
    """Modules of a circle whose names are still to be bound; None while none is loaded."""

    modules: Optional[List[Tuple[str, Mapping[str, Tuple[str, str]]]]] = None


_waiting = _Waiting()


def import_together(module: str, names: Mapping[str, Tuple[str, str]]) -> None:
    """Bind names in a module, each to a name of another that may import this one.

    Modules that load each other within each other would be too many for Python's stack, so those of one circle are
    loaded one after the other: the first that is imported loads all.
    """
    if _waiting.modules is not None:
        _waiting.modules.append((module, names))
        return
    _waiting.modules = waiting = [(module, names)]
    try:
        # the list grows while it is gone through
        for here, wanted in waiting:
            namespace, package = vars(sys.modules[here]), here.rpartition(".")[0]
            for name, (source, inner) in wanted.items():
                namespace[name] = getattr(importlib.import_module(source, package), inner)
    finally:
        _waiting.modules = None


def lazy_exports(
    package: str,
    modules: Mapping[str, str],
    *,
    shown_as: Optional[str] = None,
    families: bool = False,
) -> Tuple[Callable[[str], Any], Callable[[], List[str]]]:
    """The __getattr__ and __dir__ of a package, which also gets its __all__.

    modules gives for each name the module it comes from, relative to the package; a name that is itself a module comes
    from ".". Submodules that it does not list are found too. Functions and classes of this SDK get shown_as for their
    __module__, where it is given. families: each name stands for all six classes of a resource.
    """
    namespace: Dict[str, Any] = vars(sys.modules[package])
    if families:
        modules = {
            f"{prefix}{name}{kind}": module
            for name, module in modules.items()
            for kind in _KINDS
            for prefix in ("", "Async")
        }
    namespace["__all__"] = list(modules)

    def load(name: str) -> Any:
        module = modules.get(name)
        if module is None:
            return _submodule(package, name)
        if module == ".":
            value: Any = importlib.import_module(f".{name}", package)
        else:
            value = getattr(importlib.import_module(module, package), name)
            if shown_as is not None and module not in _KEEP_THEIR_MODULE:
                _show_as(value, shown_as)
        namespace[name] = value
        return value

    def names() -> List[str]:
        return sorted({*namespace, *modules})

    return load, names


def borrowed_names(
    module: str, sources: Mapping[str, str]
) -> Tuple[Callable[[str], Any], Callable[[], List[str]]]:
    """The __getattr__ and __dir__ of a module in which users look for names of others, which are imported then.

    sources gives the names that come from each module; a module is given relative to the package of this one.
    """
    namespace: Dict[str, Any] = vars(sys.modules[module])
    homes = {name: source for source, names in sources.items() for name in names.split()}

    def load(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        source = importlib.import_module(homes[name], namespace["__spec__"].parent)
        value = namespace[name] = getattr(source, name)
        return value

    def names() -> List[str]:
        return sorted({*namespace, *homes})

    return load, names


def _submodule(package: str, name: str) -> Any:
    """Raises AttributeError where there is none; were it not for laziness, the package would have loaded it by now."""
    missing = AttributeError(f"module {package!r} has no attribute {name!r}")
    if name.startswith("__"):
        # Python and its tools ask for these, and none is a module.
        raise missing
    try:
        return importlib.import_module(f".{name}", package)
    except ModuleNotFoundError as err:
        if err.name != f"{package}.{name}":
            raise
        raise missing from None


def _show_as(value: Any, module: str) -> None:
    if hasattr(value, "__required_keys__"):
        # A TypedDict's annotations are read while the program runs, in the module it says it is from.
        return
    if str(getattr(value, "__module__", "")).startswith(f"{module}."):
        try:
            value.__module__ = module
        except (AttributeError, TypeError):
            # Instances of our classes, and what is written in C.
            return
