"""Change a document in one random place at a time."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any


class Editor:
    """Changes a document in one random place at a time."""

    def __init__(self, data: Any, seed: int) -> None:
        self.data = data
        # where objects are looked for: None is everywhere
        self._place: Any = None
        self._random = random.Random(seed)  # noqa: S311
        self._count = 0

    @property
    def _within(self) -> Any:
        return self.data if self._place is None else self._place

    def change(self) -> str:
        """Make a change that the document has room for, and say which."""
        changes: list[Callable[[], bool]] = [
            *(self._add_property, self._remove_property, self._clash, self._describe, self._add_value, self._require),
            *(self._retype, self._refer, self._rename, self._add_schema, self._add_operation, self._remove_operation),
            *(self._add_parameter, self._release),
        ]
        while True:
            change = self._random.choice(changes)
            if change():
                return change.__name__

    def change_schema(self) -> str:
        """Make a change inside one of the document's schemas, and say which."""
        changes: list[Callable[[], bool]] = [
            *(self._add_property, self._remove_property, self._clash, self._describe, self._add_value, self._require),
            *(self._retype, self._add_plain, self._add_plain, self._rename_property, self._discriminate, self._default),
            *(self._read_only, self._combine),
        ]
        self._place = self._random.choice(list(self._schemas.values()))
        try:
            for _ in range(100):
                change = self._random.choice(changes)
                if change():
                    return change.__name__
            return "nothing"
        finally:
            self._place = None

    @property
    def _schemas(self) -> dict[str, Any]:
        holder = self.data if "swagger" in self.data else self.data.setdefault("components", {})
        found: dict[str, Any] = holder.setdefault("definitions" if "swagger" in self.data else "schemas", {})
        return found

    @property
    def _prefix(self) -> str:
        return "#/definitions/" if "swagger" in self.data else "#/components/schemas/"

    def _new(self, stem: str) -> str:
        self._count += 1
        return f"{stem}_{self._count}"

    def _object(self) -> dict[str, Any] | None:
        """Any object of the document that has properties, wherever it stands."""
        found = [
            item for item in _objects(self._within) if isinstance(item.get("properties"), dict) and item["properties"]
        ]
        return self._random.choice(found) if found else None

    def _operation(self) -> tuple[dict[str, Any], str] | None:
        verbs = ("get", "post", "put", "delete", "patch")
        found = [(item, verb) for item in self.data.get("paths", {}).values() for verb in verbs if verb in item]
        return self._random.choice(found) if found else None

    def _type(self) -> dict[str, Any]:
        simple: list[dict[str, Any]] = [
            {"type": "string"},
            {"type": "integer"},
            {"type": "string", "format": "date-time"},
            {"type": "string", "enum": ["a", "b"]},
            {"type": "array", "items": {"type": "object", "properties": {"inner": {"type": "string"}}}},
            {"type": "object", "properties": {"inner": {"type": "boolean"}}, "required": ["inner"]},
        ]
        refs = [{"$ref": self._prefix + name} for name in self._schemas if "/" not in name and "~" not in name]
        return self._random.choice([*simple, *(self._random.sample(refs, min(3, len(refs))))])

    def _add_property(self) -> bool:
        item = self._object()
        if item is not None:
            item["properties"][self._new("added")] = self._type()
        return item is not None

    def _add_plain(self) -> bool:
        item = self._object()
        if item is not None:
            names = ("id", "cursor", "next", "has_more", "data", "total", "type", "name", "items", self._new("plain"))
            kinds = ("string", "integer", "number", "boolean")
            item["properties"].setdefault(self._random.choice(names), {"type": self._random.choice(kinds)})
        return item is not None

    def _rename_property(self) -> bool:
        item = self._object()
        if item is None:
            return False
        name = self._random.choice(list(item["properties"]))
        renamed = {(self._new(name) if key == name else key): value for key, value in item["properties"].items()}
        item["properties"] = renamed
        return True

    def _discriminate(self) -> bool:
        item = self._object()
        if item is not None:
            item["discriminator"] = {"propertyName": self._random.choice(list(item["properties"]))}
        return item is not None

    def _default(self) -> bool:
        item = self._object()
        if item is not None:
            value = self._random.choice(list(item["properties"].values()))
            if isinstance(value, dict) and value.get("type") == "string":
                value["default"] = self._new("default")
                return True
        return False

    def _read_only(self) -> bool:
        item = self._object()
        if item is not None:
            value = self._random.choice(list(item["properties"].values()))
            if isinstance(value, dict) and "$ref" not in value:
                value[self._random.choice(("readOnly", "writeOnly"))] = True
                return True
        return False

    def _combine(self) -> bool:
        item = self._object()
        if item is not None:
            item["allOf"] = [*item.get("allOf", ()), {"properties": {self._new("combined"): self._type()}}]
        return item is not None

    def _remove_property(self) -> bool:
        item = self._object()
        if item is not None:
            name = self._random.choice(list(item["properties"]))
            del item["properties"][name]
            if isinstance(item.get("required"), list):
                item["required"] = [other for other in item["required"] if other != name] or ["x"]
        return item is not None

    def _clash(self) -> bool:
        """A second property that is spelled as another in Python."""
        item = self._object()
        if item is None:
            return False
        name = self._random.choice(list(item["properties"]))
        item["properties"][f"{name}-"] = self._type()
        return True

    def _describe(self) -> bool:
        item = self._random.choice([item for item in _objects(self._within) if "description" in item] or [{}])
        if isinstance(item.get("description"), str):
            item["description"] = f"{item['description']} {self._new('Changed')}"
            return True
        return False

    def _add_value(self) -> bool:
        found = [item for item in _objects(self._within) if isinstance(item.get("enum"), list)]
        if found:
            self._random.choice(found)["enum"].append(self._new("value"))
        return bool(found)

    def _require(self) -> bool:
        item = self._object()
        if item is not None:
            item["required"] = [self._random.choice(list(item["properties"]))]
        return item is not None

    def _retype(self) -> bool:
        item = self._object()
        if item is not None:
            item["properties"][self._random.choice(list(item["properties"]))] = self._type()
        return item is not None

    def _refer(self) -> bool:
        """A schema becomes another name for one that is added."""
        if not self._schemas:
            return False
        name = self._random.choice(list(self._schemas))
        other = self._new("Other")
        self._schemas[other] = self._schemas[name]
        self._schemas[name] = {"$ref": self._prefix + other}
        return True

    def _rename(self) -> bool:
        """A schema is called otherwise, everywhere: sometimes as another is but for its case."""
        names = [name for name in self._schemas if "/" not in name and "~" not in name]
        if not names:
            return False
        name, other = self._random.choice(names), self._random.choice(names)
        new = self._random.choice((self._new("Renamed"), f"{other}_", other.swapcase()))
        if new in self._schemas:
            return False
        text = json.dumps(self.data).replace(f'"{self._prefix}{name}"', f'"{self._prefix}{new}"')
        self.data = json.loads(text)
        self._schemas[new] = self._schemas.pop(name)
        return True

    def _add_schema(self) -> bool:
        self._schemas[self._new("New")] = {"type": "object", "properties": {"one": self._type(), "two": self._type()}}
        return True

    def _add_operation(self) -> bool:
        response: dict[str, Any] = {"description": "made"}
        schema = {"$ref": self._prefix + next(iter(self._schemas))} if self._schemas else {"type": "string"}
        is_two = "swagger" in self.data
        response |= {"schema": schema} if is_two else {"content": {"application/json": {"schema": schema}}}
        operation = {"operationId": self._new("operation"), "responses": {"200": response}}
        self.data.setdefault("paths", {})[f"/{self._new('added')}"] = {"get": operation}
        return True

    def _remove_operation(self) -> bool:
        found = self._operation()
        if found is None or len(self.data["paths"]) < 3:
            return False
        del found[0][found[1]]
        return True

    def _add_parameter(self) -> bool:
        found = self._operation()
        if found is None:
            return False
        parameter: dict[str, Any] = {"name": self._new("more"), "in": "query"}
        parameter |= {"type": "string"} if "swagger" in self.data else {"schema": self._type()}
        found[0][found[1]].setdefault("parameters", []).append(parameter)
        return True

    def _release(self) -> bool:
        """Nothing but the version of the API."""
        self.data.setdefault("info", {})["version"] = self._new("0")
        return True


def _objects(value: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            found.append(item)
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)
    return found
