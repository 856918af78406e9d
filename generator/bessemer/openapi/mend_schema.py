"""Mend one schema and spell it as 3.1: types, nulls, limits, lists of values, discriminators."""

from __future__ import annotations

import re
import warnings
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bessemer.document.pointer import ROOT, child
from bessemer.openapi.schema_rules import FORMATS, NICKNAMES, TYPES, fits

if TYPE_CHECKING:
    from bessemer.openapi.mend import Mender

_KNOWN = frozenset(TYPES)
_PLAIN = frozenset(("type", "format", "title", "description"))
_NOTES = frozenset(("title", "description", "deprecated", "readOnly", "writeOnly", "examples", "externalDocs"))
_NULL = {"type": "null"}
# formats of what is sent as it is, which converters of Swagger 2.0 leave beside the type 'object'
_FILES = ("file", "binary")
_RARE = frozenset(("nullable", "exclusiveMinimum", "exclusiveMaximum", "example", "discriminator", "enum", "default"))
_UNIONS = ("anyOf", "oneOf", "allOf")
# beside these a discriminator is about what they list
_ALTERNATIVES = frozenset(("$ref", "anyOf", "oneOf"))


def is_sound(node: dict[str, Any]) -> bool:
    """Whether there is nothing to mend, as in most schemas: one type that is known, and words about it."""
    is_plain = node.keys() <= _PLAIN and set(map(type, node.values())) == {str} and node.get("type") in _KNOWN
    return is_plain and not _is_file(node)


def before(mender: Mender, node: dict[str, Any]) -> dict[str, Any]:
    """The schema with each key where 3.1 has it, its children not looked at yet."""
    if "$ref" in node:
        node = _reference(mender, node)
    if isinstance(node.get("allOf"), list):
        node = _told_apart_in_a_member(mender, _null_in_a_member(mender, node))
    items = node.get("items")
    if isinstance(items, list):
        node = {key: value for key, value in node.items() if key != "items"}
        node |= {"prefixItems": items}
        mender.move(("prefixItems",), ("items",))
        if "additionalItems" in node:
            node["items"] = node.pop("additionalItems")
            mender.move(("items",), ("additionalItems",))
    if "$dynamicRef" in node and "$ref" not in node:
        node = {("$ref" if key == "$dynamicRef" else key): value for key, value in node.items()}
        node = _reference(mender, node)
    return node


def after(mender: Mender, node: dict[str, Any]) -> dict[str, Any]:
    """The schema in sound 3.1 spelling, its children mended already."""
    made = node
    if "type" in node:
        written = node["type"]
        if type(written) is not str or written not in _KNOWN:
            made = _types(mender, made, written)
    if _is_file(made):
        mender.note("harmless-slip", "an object is no file: bytes, 'type: string' and 'format: binary'", "format")
        made = {**made, "type": "string", "format": "binary"}
    if mender.demanded and isinstance(made.get("properties"), dict):
        made = _demanding(mender, made)
    for union in _UNIONS:
        if made.get(union) == []:
            mender.note("harmless-slip", f"{union!r} lists nothing", union, help_="remove it")
            made = _without(made, union)
    if "pattern" in made and not _is_pattern(made["pattern"]):
        mender.note("harmless-slip", f"{made['pattern'][:60]!r} is no regular expression: left out", "pattern")
        made = _without(made, "pattern")
    if isinstance(made.get("patternProperties"), dict):
        made = _by_pattern(mender, made)
    if made.get("type") == "array" and isinstance(made.get("properties"), dict):
        made = _described_of_items(mender, made)
    return _rare(mender, made) if made.keys() & _RARE else made


def _is_file(node: dict[str, Any]) -> bool:
    """Whether a schema is what converters of Swagger 2.0 leave of a file."""
    return node.get("format") in _FILES and node.get("type") == "object" and "properties" not in node


def _rare(mender: Mender, made: dict[str, Any]) -> dict[str, Any]:
    if "enum" in made:
        made = _listed(mender, made)
    if "enum" in made and made.get("type") == "array":
        made = _listed_of_items(mender, made)
    if "example" in made and "examples" not in made:
        made = {**_without(made, "example"), "examples": [made["example"]]}
        mender.move(("examples", 0), ("example",))
    if isinstance(made.get("exclusiveMinimum"), bool) or isinstance(made.get("exclusiveMaximum"), bool):
        made = _exclusive(made)
    if "discriminator" in made:
        made = _discriminated(mender, made)
    if "nullable" in made:
        nullable = made["nullable"]
        made = _without(made, "nullable")
        if nullable:
            made = _with_null(mender, made)
    return _defaulted(mender, made) if "default" in made else made


def _without(node: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {name: value for name, value in node.items() if name not in keys}


def _reference(mender: Mender, node: dict[str, Any]) -> dict[str, Any]:
    ref = node["$ref"]
    if mender.arrives(ref, "schema"):
        return node
    what, help_ = mender.astray(ref, "schema")
    mender.note("ref-not-found", f"{what}: any value is taken", "$ref", help_=help_)
    return _without(node, "$ref")


def _types(mender: Mender, node: dict[str, Any], written: Any) -> dict[str, Any]:
    """One known type or a list of them; a vendor's word is read as the type and format that it means."""
    made = _without(node, "type")
    types: list[str] = []
    unknown = False
    for word in written if isinstance(written, list) else [written]:
        name = "null" if word is None else word.strip().casefold() if isinstance(word, str) else ""
        if name in _KNOWN:
            types.append(name)
        elif name in NICKNAMES:
            types.append(NICKNAMES[name])
        elif name in FORMATS:
            types.append("string")
            made.setdefault("format", FORMATS[name])
        else:
            unknown = True
    if not isinstance(written, list) or unknown or types != written:
        mender.note("type-unknown", _read_as(written, types), "type")
    unique = list(dict.fromkeys(types))
    if unknown or not unique:
        return made
    return {"type": unique if isinstance(written, list) else unique[0], **made}


def _read_as(written: Any, types: list[str]) -> str:
    return f"the type {written!r} is read as " + (" or ".join(repr(name) for name in types) or "any")


def _demanding(mender: Mender, node: dict[str, Any]) -> dict[str, Any]:
    """With the names that `required: true` of a property asks for."""
    here = tuple(mender.path)
    asked = [name for name in node["properties"] if (*here, "properties", name) in mender.demanded]
    if not asked:
        return node
    return {**node, "required": list(dict.fromkeys([*node.get("required", ()), *asked]))}


def _listed(mender: Mender, node: dict[str, Any]) -> dict[str, Any]:
    written = node["enum"]
    if not isinstance(written, list):
        single = isinstance(written, str | int | float)
        what = "read as a list of one" if single else "left out"
        mender.note("shape-invalid", f"'enum' is not a list: {what}", "enum")
        return {**node, "enum": [written]} if single else _without(node, "enum")
    if not written:
        mender.note("harmless-slip", "the enum lists no values: any value of the type is taken", "enum")
        return _without(node, "enum")
    if all(type(item) is str for item in written) and len(set(written)) == len(written):
        return node
    unique = list({(type(item).__name__, repr(item)): item for item in written}.values())
    if len(unique) == len(written):
        return node
    mender.note("harmless-slip", "the enum lists a value twice", "enum", help_="remove one of the two")
    return {**node, "enum": unique}


def _described_of_items(mender: Mender, node: dict[str, Any]) -> dict[str, Any]:
    """Properties that a list has, of whose items nothing but that they are objects is said, are those of its items."""
    items = node.get("items", {})
    if not isinstance(items, dict) or not items.keys() <= _PLAIN or items.get("type", "object") != "object":
        return node
    message = "the properties are described beside the type 'array': they are those of its items"
    mender.note("harmless-slip", message, "properties", help_="move them into 'items'")
    moved = {key: node[key] for key in ("properties", "required") if key in node}
    for key in moved:
        mender.move(("items", key), (key,))
    return {**_without(node, *moved), "items": {**items, "type": "object", **moved}}


def _listed_of_items(mender: Mender, node: dict[str, Any]) -> dict[str, Any]:
    """Values that a list lists, none of them a list and each of the type of its items, are those of its items."""
    items = node.get("items")
    if not isinstance(items, dict) or not {"enum", "const", "$ref"}.isdisjoint(items):
        return node
    kind = items.get("type")
    if not isinstance(kind, str) or kind == "array" or not all(fits(value, kind) for value in node["enum"]):
        return node
    message = "the values are listed beside the type 'array': they are those of its items"
    mender.note("harmless-slip", message, "enum", help_="move the list into 'items'")
    mender.move(("items", "enum"), ("enum",))
    return {**_without(node, "enum"), "items": {**items, "enum": node["enum"]}}


def _exclusive(node: dict[str, Any]) -> dict[str, Any]:
    made = dict(node)
    for limit, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if isinstance(made.get(exclusive), bool):
            strict = made.pop(exclusive)
            if strict and limit in made:
                made[exclusive] = made.pop(limit)
    return made


def _discriminated(mender: Mender, node: dict[str, Any]) -> dict[str, Any]:
    """The discriminator with a mapping of whole references, those that lead nowhere left out."""
    written = node["discriminator"]
    if not isinstance(written, dict) or not isinstance(written.get("propertyName"), str):
        mender.note("shape-invalid", "the discriminator names no property: left out", "discriminator")
        return _without(node, "discriminator")
    mapping = written.get("mapping")
    if not isinstance(mapping, dict):
        return node
    made = {}
    for value, ref in mapping.items():
        whole = ref if ref.startswith("#") else f"#{child(ROOT, 'components', 'schemas', ref)}"
        if mender.arrives(whole, "schema"):
            made[value] = whole
        else:
            mender.note("ref-not-found", f"there is no schema {ref!r}: left out", "discriminator", "mapping", value)
    return node if made == mapping else {**node, "discriminator": {**written, "mapping": made}}


def _null_in_a_member(mender: Mender, node: dict[str, Any]) -> dict[str, Any]:
    """`allOf: [{$ref: …}, {nullable: true}]` is what the reference says, or null."""
    kept = [(index, member) for index, member in enumerate(node["allOf"]) if not _tells_of_null(member)]
    if not kept or len(kept) == len(node["allOf"]):
        return node
    index = next(index for index, member in enumerate(node["allOf"]) if _tells_of_null(member))
    message = "null is allowed by a member of its own, which allows nothing else: it is one of the values"
    mender.note("harmless-slip", message, "allOf", index)
    for place, (index, _) in enumerate(kept):
        if place != index:
            mender.move(("allOf", place), ("allOf", index))
    return {**node, "allOf": [member for _, member in kept], "nullable": True}


def _told_apart_in_a_member(mender: Mender, node: dict[str, Any]) -> dict[str, Any]:
    """`allOf: [{$ref: …}, {properties: …, discriminator: …}]` tells apart what extends the whole, not the member."""
    own = [index for index, member in enumerate(node["allOf"]) if _is_told_apart(member)]
    if "discriminator" in node or not own:
        return node
    members = list(node["allOf"])
    member = members[own[0]]
    members[own[0]] = _without(member, "discriminator")
    mender.move(("discriminator",), ("allOf", own[0], "discriminator"))
    return {**node, "allOf": members, "discriminator": member["discriminator"]}


def _is_told_apart(member: Any) -> bool:
    return isinstance(member, dict) and "discriminator" in member and member.keys().isdisjoint(_ALTERNATIVES)


def _tells_of_null(member: Any) -> bool:
    return isinstance(member, dict) and member.get("nullable") is True and member.keys() <= _NOTES | {"nullable"}


def _with_null(mender: Mender, node: dict[str, Any]) -> dict[str, Any]:
    """The schema with null among its values: a type 'null', or a branch of a union."""
    made = node
    if isinstance(node.get("enum"), list) and None not in node["enum"]:
        made = {**made, "enum": [*node["enum"], None]}
    written = node.get("type")
    if isinstance(written, str):
        return made if written == "null" else {**made, "type": [written, "null"]}
    if isinstance(written, list):
        return made if "null" in written else {**made, "type": [*written, "null"]}
    for union in ("anyOf", "oneOf"):
        members = node.get(union)
        if isinstance(members, list):
            return made if _NULL in members else {**made, union: [*members, _NULL]}
    for moved in ("$ref", "allOf"):
        if moved in node:
            mender.move(("anyOf", 0))
            mender.move(("anyOf", 1), ("nullable",))
            return {**_without(made, moved), "anyOf": [{moved: node[moved]}, _NULL]}
    if "properties" in node or "additionalProperties" in node:
        return {**made, "type": ["object", "null"]}
    if "items" in node:
        return {**made, "type": ["array", "null"]}
    # any value, of which null is said by name
    return {**made, "anyOf": [{}, _NULL]} if all(key in _NOTES or key.startswith("x-") for key in node) else made


def _defaulted(mender: Mender, node: dict[str, Any]) -> dict[str, Any]:
    value, written, allowed = node["default"], node.get("type"), node.get("enum")
    types = written if isinstance(written, list) else [written] if isinstance(written, str) else []
    listed = not isinstance(allowed, list) or value is None or value in allowed
    if listed and (not types or any(fits(value, name) for name in types)):
        return node
    mender.note("default-type", "the default is not a value of its schema: left out", "default")
    return _without(node, "default")


def _by_pattern(mender: Mender, node: dict[str, Any]) -> dict[str, Any]:
    bad = [pattern for pattern in node["patternProperties"] if not _is_pattern(pattern)]
    for pattern in bad:
        message = f"{pattern[:60]!r} is no regular expression: left out"
        mender.note("harmless-slip", message, "patternProperties", pattern)
    if not bad:
        return node
    kept = {pattern: schema for pattern, schema in node["patternProperties"].items() if pattern not in bad}
    return {**node, "patternProperties": kept}


@lru_cache(maxsize=4096)
def _is_pattern(text: str) -> bool:
    """Whether a text is a regular expression, of Python or of ECMA-262. It is compiled and never run."""
    try:
        with warnings.catch_warnings():
            # what Python will read otherwise one day
            warnings.simplefilter("ignore", FutureWarning)
            re.compile(text)
    except (re.error, OverflowError, RecursionError):
        import jsonschema_rs

        try:
            jsonschema_rs.Draft202012Validator({"pattern": text})
        except ValueError:
            return False
    return True
