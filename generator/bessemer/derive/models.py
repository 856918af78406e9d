"""Name every component schema as a shared model.

The key is the schema's own name in snake case. Of several schemas with the same words the one spelled as a class
would be keeps the key, else the first by name; the others have their separators spelled out (`foo_dash_bar`), so that
adding a schema renames none but one that it has more right to.
"""

from __future__ import annotations

from bessemer.derive.routes import name_of
from bessemer.document.document import Document
from bessemer.naming.words import split

_SPELLED = {"-": " dash ", ".": " dot ", "_": " underscore ", "/": " slash ", " ": " blank ", ":": " colon "}


def shared_models(document: Document) -> dict[str, str]:
    """Key of each model → name of its schema, in the document's order."""
    components = document.data.get("components")
    schemas = components.get("schemas") if isinstance(components, dict) else None
    names = [name for name in schemas if isinstance(name, str)] if isinstance(schemas, dict) else []
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(names, key=_rank):
        key = next(item for item in _keys(name, len(names)) if item not in taken)
        taken.add(key)
        keys[name] = key
    return {keys[name]: name for name in names}


def _rank(name: str) -> tuple[bool, str]:
    return name != "".join(word[:1].upper() + word[1:] for word in split(name)), name


def _keys(name: str, count: int) -> list[str]:
    plain = name_of(name)
    spelled = name_of("".join(_SPELLED.get(letter, letter) for letter in name))
    return [plain, spelled, *(f"{plain}_{number}" for number in range(2, count + 2))]
