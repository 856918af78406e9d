"""Name every component schema as a shared model.

The key is the schema's own name in snake case. Where several schemas have the same words, the rule of naming/apart.py
holds: the one that is spelled as a class would be keeps the key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bessemer.derive.routes import name_of
from bessemer.derive.shapes import answer_schema
from bessemer.derive.tree import Placed
from bessemer.document.document import Document
from bessemer.document.pointer import from_ref, tokens
from bessemer.naming.apart import Claim, apart
from bessemer.naming.words import spelled_out, split

_COMPONENTS = "#/components/schemas/"


def shared_models(document: Document, without: frozenset[str] = frozenset()) -> dict[str, str]:
    """Key of each model → name of its schema, in the document's order."""
    components = document.data.get("components")
    schemas = components.get("schemas") if isinstance(components, dict) else None
    names = [name for name in schemas if isinstance(name, str)] if isinstance(schemas, dict) else []
    settled = apart(_claim(name) for name in names)
    return {settled.names[name]: name for name in names if name not in without}


def consumed(document: Document, operations: Iterable[Placed], paged: Mapping[str, str]) -> frozenset[str]:
    """The components that are nothing but pages of lists: the SDKs have classes of their own for those."""
    written = (answer_schema(document, item.endpoint) for item in operations if str(item.endpoint) in paged)
    # several operations may share one response
    lists = {id(schema): schema["$ref"] for schema in written if schema and isinstance(schema.get("$ref"), str)}
    answered, used = Counter(lists.values()), Counter(_references(document.data))
    return frozenset(
        tokens(from_ref(ref))[-1]
        for ref, count in answered.items()
        if ref.startswith(_COMPONENTS) and used[ref] == count
    )


def _references(data: Any) -> Iterator[str]:
    waiting = [data]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if isinstance(node.get("$ref"), str):
                yield node["$ref"]
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node


def _claim(name: str) -> Claim[str]:
    as_class = "".join(word[:1].upper() + word[1:] for word in split(name))
    return Claim(
        owner=name,
        name=name_of(name),
        spelling=name,
        rank=0 if name == as_class else 1,
        alternatives=lambda: (name_of("_".join(spelled_out(name))),),
    )
