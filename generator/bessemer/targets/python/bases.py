"""Say which models a class extends: those that its schema combines with keys of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bessemer.document.pointer import Pointer
from bessemer.encode.code import Code
from bessemer.frozen import frozen
from bessemer.ir.types import ObjectType, Property, Schema
from bessemer.ir.walk import references
from bessemer.targets.python.names import Names
from bessemer.targets.python.place import Place
from bessemer.targets.python.typetext import TypeText


@frozen
class Bases:
    """The classes that a class extends, and the wire names of what it has from them as it is there.

    `redeclares`: something of them is another thing in the class.
    """

    texts: tuple[TypeText, ...] = ()
    names: frozenset[str] = frozenset()
    redeclares: bool = False

    @property
    def classes(self) -> tuple[Code, ...]:
        return tuple(text.code for text in self.texts)

    def own(self, properties: tuple[Property, ...]) -> tuple[Property, ...]:
        return tuple(item for item in properties if item.wire_name not in self.names) if self.names else properties


NO_BASES = Bases()


def inherited(type_: ObjectType, place: Place) -> Bases:
    """The bases of a class, none where one of them is not whole yet, or calls a key otherwise.

    Nor where other modules import one back: its keys then have names in quotes, which are looked up in the module of
    the class that extends it.
    Source: contracts/config.md section 2.6: an intersection is rendered as a subclass.
    """
    if not type_.bases:
        return NO_BASES
    mine = {item.wire_name: item for item in type_.properties}
    texts: list[TypeText] = []
    names: set[str] = set()
    given: set[str] = set()
    for target in type_.bases:
        properties = {item.wire_name: item for item in _properties(target, place)}
        if not properties or not properties.keys() <= mine.keys() or given & properties.keys():
            return NO_BASES
        same = {name for name, item in properties.items() if mine[name] == item}
        if len(same) < len(properties) and not _are_called_alike(properties.keys() - same, type_, target, place):
            return NO_BASES
        model = place.names.models[target]
        name, module = model.spelled(place.direction)
        if place.direction not in model.directions or _is_tangled(target, place.names):
            return NO_BASES
        names |= same
        given |= properties.keys()
        texts.append(place.main(name, module))
    return Bases(tuple(texts), frozenset(names), len(names) < len(given))


def _are_called_alike(wire_names: Iterable[str], type_: ObjectType, target: Pointer, place: Place) -> bool:
    """Whether keys are called in a class what they are called in the model that it extends."""
    base = place.names.api.schemas[target].type
    called = place.names.fields if place.direction == "response" else place.names.keys
    own, theirs = (called(item).names for item in (type_, base) if isinstance(item, ObjectType))
    return all(own[name] == theirs[name] for name in wire_names)


def _properties(target: Pointer, place: Place) -> Iterator[Property]:
    """The keys of a model that is closed to others; none of one that takes any."""
    final = place.names.api.schemas[target].type
    if target in place.names.models and isinstance(final, ObjectType) and final.extra is None:
        yield from final.properties


def _is_tangled(target: Pointer, names: Names) -> bool:
    """Whether a model leads back to itself through another."""
    schema = names.api.schemas[target]
    return names.once("tangled", schema, lambda: _leads_back(target, names))


def _leads_back(target: Pointer, names: Names) -> bool:
    seen = {target}
    waiting = [item for item in models_reached(names.api.schemas[target], names) if item != target]
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            found = tuple(models_reached(names.api.schemas[here], names))
            if target in found:
                return True
            waiting += found
    return False


def models_reached(schema: Schema, names: Names) -> Iterator[Pointer]:
    """The models a schema refers to, through schemas that are not models."""
    seen: set[Pointer] = set()
    waiting = list(references(schema.type))
    while waiting:
        target = waiting.pop()
        if target in seen:
            continue
        seen.add(target)
        if target in names.models:
            yield target
        else:
            waiting.extend(references(names.api.schemas[target].type))
