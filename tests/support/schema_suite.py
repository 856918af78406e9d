"""Read the JSON-Schema-Test-Suite as it lies in the source distribution of jsonschema."""

from __future__ import annotations

import json
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bessemer.openapi.bundle import bundle
from tests.support.lowering import document

ROOT = Path(__file__).parents[2]
# `make setup` puts it there
FOLDER = ROOT / ".venv" / "share" / "json-schema-test-suite"
# Words that name schemas, and references by such names.
_NAMING = re.compile(r'"\$(?:id|anchor|dynamicRef|dynamicAnchor)"|"\$ref": "(?!#"|#/)')
_DRAFT = "/json/tests/draft2020-12/"


@dataclass(frozen=True)
class Group:
    """A schema with values that are said to fit it or not. `name` is an identifier, unique in the suite."""

    name: str
    file: str
    description: str
    schema: Any
    tests: tuple[dict[str, Any], ...]

    @property
    def text(self) -> str:
        return json.dumps(self.schema)


def archive() -> Path | None:
    return next(iter(sorted(FOLDER.glob("jsonschema-*.tar.gz"))), None)


def groups() -> Iterator[Group]:
    """Every group of draft 2020-12, the optional ones but those of other drafts included."""
    found = archive()
    assert found is not None
    with tarfile.open(found) as tar:
        members = [item for item in tar.getmembers() if _DRAFT in item.name and item.name.endswith(".json")]
        for member in sorted(members, key=lambda item: item.name):
            content = tar.extractfile(member)
            assert content is not None
            file = member.name.partition(_DRAFT)[2].removesuffix(".json")
            for index, raw in enumerate(json.loads(content.read())):
                word = "".join(part.capitalize() for part in file.replace("/", "-").split("-"))
                yield Group(f"{word}X{index}", file, raw["description"], raw["schema"], tuple(raw["tests"]))


def component(group: Group) -> Any:
    """The schema as a component: where it names schemas, under a name that no other component has."""
    if not isinstance(group.schema, dict) or _NAMING.search(group.text) is None:
        return _embedded(group.schema, group.name)
    return {"$id": f"urn:suite:{group.name}", **_without(group.schema, ("$schema", "$comment"))}


def astray(name: str, schema: Any) -> list[str]:
    """The references of a component that cannot be followed, as messages."""
    text = json.dumps({"openapi": "3.1.0", "paths": {}, "components": {"schemas": {name: schema}}})
    return [item.message for item in bundle(document(text), Path()).problems]


def _without(schema: dict[str, Any], words: tuple[str, ...]) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key not in words}


def _embedded(schema: Any, name: str) -> Any:
    """Its references start from the document's root."""
    if isinstance(schema, list):
        return [_embedded(item, name) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: (
            f"#/components/schemas/{name}{value[1:]}"
            if key == "$ref" and isinstance(value, str) and (value == "#" or value.startswith("#/"))
            else value if key in ("const", "enum", "default", "examples") else _embedded(value, name)
        )
        for key, value in schema.items()
        if key not in ("$schema", "$id", "$comment") or not isinstance(value, str)
    }
