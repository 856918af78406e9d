"""Say which structs a struct of an answer embeds: the models that its schema combines with keys of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bessemer.ir.types import ObjectType
from bessemer.targets.go.sites import Site
from bessemer.targets.go.types import Field, Named, Struct

if TYPE_CHECKING:
    from bessemer.targets.go.declare import Declarer


def embedded(declarer: Declarer, object_: ObjectType, site: Site) -> tuple[tuple[Named, ...], dict[str, Field]]:
    """The structs, and by their wire names the fields that the object has from them unchanged.

    None in requests, and where one of them is still being declared, or takes any key.
    Source: published modules embed them; a key that is another thing here hides that of the model.
    """
    if site.direction == "request":
        return (), {}
    mine = {item.wire_name: item for item in object_.properties}
    named: list[Named] = []
    fields: dict[str, Field] = {}
    unchanged: set[str] = set()
    for target in object_.bases:
        type_ = declarer.schemas[target].type
        shape = declarer.reference(target, site) if target in declarer.models else None
        base = declarer.register.declared.get(shape.name) if isinstance(shape, Named) else None
        if not isinstance(base, Struct) or not isinstance(type_, ObjectType) or base.extra is not None:
            return (), {}
        had = {field.wire_name: field for field in base.fields}
        if not had or had.keys() & fields.keys():
            return (), {}
        named.append(Named(base.name, "struct"))
        fields |= had
        unchanged |= {item.wire_name for item in type_.properties if mine.get(item.wire_name) == item}
    return tuple(named), {name: field for name, field in fields.items() if name in unchanged}
