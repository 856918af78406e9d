"""Make the module of what is around values: objects whose one property is what a method gives back.

Source: contracts/config.md section 2.9.
"""

from __future__ import annotations

from bessemer.encode.code import Code, code
from bessemer.encode.python import py_str
from bessemer.frozen import frozen
from bessemer.ir.operations import JsonResult
from bessemer.naming.words import spelled
from bessemer.targets.python.identifiers import field_name, pascal
from bessemer.targets.python.imports import Import, import_lines
from bessemer.targets.python.names import Names
from bessemer.targets.python.typetext import FieldView

WRAPPERS = ("_wrappers",)


@frozen
class Wrapper:
    """The class of an object around a value, which is in its only field."""

    name: Code
    field: FieldView


@frozen
class WrapperModule:
    imports: tuple[Code, ...]
    exports: tuple[Code, ...]
    wrappers: tuple[Wrapper, ...]


def wrapper_class(property_: str, names: Names) -> str:
    return f"{pascal(names.caser, spelled(property_))}Wrapper"


def wrapper_module(names: Names) -> WrapperModule | None:
    """None where no method takes a value out of an object."""
    results = (item.result for item in names.api.operations())
    found = {item.envelope.property: None for item in results if isinstance(item, JsonResult) and item.envelope}
    if not found:
        return None
    wrappers = tuple(Wrapper(Code(wrapper_class(name, names)), _field(name, names)) for name in found)
    used = {Import("typing", name) for name in ("Any", "Generic", "Optional", "TypeVar")}
    used |= {Import(("_generic_model",), "GenericModel")}
    if any(item.field.name != name for item, name in zip(wrappers, found, strict=True)):
        used |= {Import("pydantic", "Field", "FieldInfo")}
    return WrapperModule(import_lines(used, ()), tuple(py_str(item.name) for item in wrappers), wrappers)


def _field(wire_name: str, names: Names) -> FieldView:
    name = field_name(names.caser, wire_name)
    default = Code("None")
    if name != wire_name:
        default = code("FieldInfo(alias=", py_str(wire_name), ", default=None)")
    return FieldView(Code(name), Code("Optional[_T]"), default)
