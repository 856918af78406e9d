"""Import all of a generated package, and build what is built when it is first used."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pydantic
import typing_extensions


def build_all(source: Path, package: str) -> list[str]:
    """What went wrong: modules that do not import, models without a validator, hints that name nothing.

    `source` is the folder the package lies in, which must be on the path of imports.
    """
    return [f"{name}: {error!r}" for name, error in _failures(source, package)]


def _failures(source: Path, package: str) -> Iterator[tuple[str, Exception]]:
    base = importlib.import_module(f"{package}._models").BaseModel
    for path in sorted((source / package / "types").rglob("*.py")):
        name = ".".join(path.relative_to(source).with_suffix("").parts).removesuffix(".__init__")
        try:
            module = importlib.import_module(name)
        except Exception as error:
            yield name, error
            continue
        for key, value in vars(module).items():
            try:
                _build(value, name, base)
            except Exception as error:
                yield f"{name}.{key}", error


def _build(value: Any, module: str, base: Any) -> None:
    if inspect.isclass(value) and getattr(value, "__module__", None) == module:
        model: Any = value
        if issubclass(model, base):
            model.model_rebuild(force=True)
        elif typing_extensions.is_typeddict(value):
            typing_extensions.get_type_hints(value, include_extras=True)
    elif isinstance(value, typing_extensions.TypeAliasType):
        pydantic.TypeAdapter(value)
