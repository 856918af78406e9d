"""Name every component schema as a shared model.

The key is the schema's own name in snake case. Where several schemas have the same words, the rule of naming/apart.py
holds: the one that is spelled as a class would be keeps the key.
"""

from __future__ import annotations

from bessemer.derive.routes import name_of
from bessemer.document.document import Document
from bessemer.naming.apart import Claim, apart
from bessemer.naming.words import spelled_out, split


def shared_models(document: Document) -> dict[str, str]:
    """Key of each model → name of its schema, in the document's order."""
    components = document.data.get("components")
    schemas = components.get("schemas") if isinstance(components, dict) else None
    names = [name for name in schemas if isinstance(name, str)] if isinstance(schemas, dict) else []
    settled = apart(_claim(name) for name in names)
    return {settled.names[name]: name for name in names}


def _claim(name: str) -> Claim[str]:
    as_class = "".join(word[:1].upper() + word[1:] for word in split(name))
    return Claim(
        owner=name,
        name=name_of(name),
        spelling=name,
        rank=0 if name == as_class else 1,
        alternatives=lambda: (name_of("_".join(spelled_out(name))),),
    )
