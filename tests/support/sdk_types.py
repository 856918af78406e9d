"""The Python types of some schemas, made and imported: decode JSON with them, and encode it again."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bessemer.document.pointer import tokens
from bessemer.emit.render import assets
from bessemer.emit.templates import environment, render
from bessemer.ir.types import NullableType
from bessemer.lower.api import Lowered
from bessemer.naming.words import split
from bessemer.targets.python.plan import Python
from bessemer.targets.target import Copy, Render
from tests.support.lowering import lowered

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"


@dataclass(frozen=True)
class Types:
    """The types of one package. `lowered` is what they were made from."""

    package: str
    lowered: Lowered

    def response(self, name: str) -> Any:
        """The type a component has in responses, and null where it may be that, as each use of it says."""
        made = self._named(f"{self.package}.types.shared", name)
        return made | None if self._may_be_null(name) else made

    def request(self, name: str) -> Any:
        """The type a component has in requests; that of responses where there is no other."""
        try:
            made = self._named(f"{self.package}.types.shared_params", name)
        except (ImportError, AttributeError):
            return self.response(name)
        return made | None if self._may_be_null(name) else made

    def decode(self, name: str, value: Any) -> Any:
        """As the client decodes a response."""
        return self.runtime("_models").construct_type(type_=self.response(name), value=value)

    def validated(self, name: str, value: Any) -> Any:
        """As a strict client decodes a response; raises pydantic.ValidationError."""
        return self.runtime("_models").validate_type(type_=self.response(name), value=value)

    def encode(self, made: Any) -> Any:
        """The JSON that a value is sent as."""
        return json.loads(self.runtime("_utils._json").openapi_dumps(made))

    def sent(self, name: str, value: Any) -> Any:
        """The JSON that an argument of that type is sent as."""
        transform = self.runtime("_utils").maybe_transform
        return self.encode(transform(value, self.request(name)))

    def runtime(self, module: str) -> Any:
        return importlib.import_module(f"{self.package}.{module}")

    def _may_be_null(self, name: str) -> bool:
        schemas = self.lowered.api.schemas
        found = (schema for pointer, schema in schemas.items() if tokens(pointer)[2:] == (name,))
        return any(isinstance(schema.type, NullableType) for schema in found)

    def _named(self, package: str, name: str) -> Any:
        module = importlib.import_module(package)
        wanted = name.replace("_", "").lower()
        return getattr(module, next((item for item in module.__all__ if item.lower() == wanted), name))


def made(folder: Path, package: str, components: Mapping[str, Any], version: str = "3.1.0") -> Types:
    """A package with a type for each component, in both directions; it lies in the folder and can be imported."""
    paths = {f"/{name}": {"post": _operation(name)} for name in components}
    document = {
        "openapi": version,
        "info": {"title": "T", "version": "1"},
        "paths": paths,
        "components": {"schemas": components},
    }
    keys = {name: "_".join(split(name)).lower() for name in components}
    resources = {
        "$shared": {"models": {key: name for name, key in keys.items()}},
        "things": {"methods": {f"send_{key}": f"post /{name}" for name, key in keys.items()}},
    }
    result = lowered(json.dumps(document), f"resources: {json.dumps(resources)}\n", package)
    write(result, folder)
    if str(folder / "src") not in sys.path:
        sys.path.insert(0, str(folder / "src"))
    importlib.invalidate_caches()
    return Types(package, result)


def _operation(name: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
    return {"requestBody": {"required": True, "content": content}, "responses": {"200": {"content": content}}}


def write(result: Lowered, folder: Path) -> None:
    """The package of an SDK, without its tests and project files, and not formatted."""
    environ = environment(TEMPLATES)
    plan = Python().plan(result.api, assets(TEMPLATES))
    for item in plan.files:
        if item.path.startswith("src/"):
            target = folder / item.path
            target.parent.mkdir(parents=True, exist_ok=True)
            match item:
                case Render():
                    target.write_text(render(environ, item.template, item.view), encoding="utf-8")
                case Copy():
                    target.write_bytes((TEMPLATES / item.source).read_bytes())


def same(one: Any, other: Any) -> bool:
    """Whether two JSON values are the same: 1 is 1.0 but not true, and a moment is the same however it is written."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, str) and isinstance(other, str):
        return one == other or (_moment(one) is not None and _moment(one) == _moment(other))
    return (type(one) is type(other) and bool(one == other)) or (_is_number(one) and _is_number(other) and one == other)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float)


def _moment(text: str) -> datetime | date | None:
    try:
        return datetime.fromisoformat(text.upper())
    except ValueError:
        return None
