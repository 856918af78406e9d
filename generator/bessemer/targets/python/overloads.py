"""Spell the ways to call a method: for an answer that may be a stream with its boolean true, false, or not yet known.

And for a body that is one of several objects with the keys of each. Source: contracts/config.md section 5,
contracts/python-sdk.md B9.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bessemer.encode.code import Code, code
from bessemer.encode.python import py_str
from bessemer.frozen import frozen
from bessemer.ir.operations import Operation
from bessemer.ir.types import NullableType, Schema
from bessemer.targets.python.imports import Import
from bessemer.targets.python.keys import key_of, typed_dict
from bessemer.targets.python.names import Names
from bessemer.targets.python.results import Returned
from bessemer.targets.python.signatures import Argument, said_of
from bessemer.targets.python.typetext import Definition, TypeText, merged, named, optional
from bessemer.targets.python.views import ArgumentDoc, Overload

FALSE, TRUE = Code("Literal[False]"), Code("Literal[True]")


@frozen
class Overloads:
    """The overloads of a method, the arguments each needs, the signature that takes them all, and its `stream`.

    `stream` is what asks for a stream, None where nothing does.
    """

    views: tuple[Overload, ...]
    variants: tuple[Code, ...]
    parameters: tuple[Code, ...]
    returns: Code
    stream: Code | None
    imports: frozenset[Import]


def switch(operation: Operation, taken: tuple[Argument, ...]) -> Argument | None:
    """The argument that asks for a stream."""
    streaming = operation.streaming
    if streaming is None:
        return None
    return next((item for item in taken if item.key == (streaming.location, streaming.switch)), None)


def sent_switch(operation: Operation, asked: Argument) -> Code:
    """The boolean as it is sent: a server that streams unless it is told not to must be told."""
    streaming = operation.streaming
    return Code(f"{asked.name} or False" if streaming is not None and streaming.default else asked.name)


def refused(item: Argument, names: Names) -> Code:
    """The type of the boolean that asks for no stream."""
    nullable = isinstance(names.final(item.schema).type, NullableType)
    return code("Optional[", FALSE, "]") if nullable else FALSE


def overloads(
    asked: Argument, taken: tuple[Argument, ...], types: Mapping[str, TypeText], result: Returned, names: Names
) -> Overloads:
    """`asked` is one of the arguments taken."""
    if result.streamed is None:
        raise ValueError(asked.name)
    no = refused(asked, names)
    either = code(result.text.code, " | ", result.streamed.code)
    forward = _forward(asked, taken)
    views = (
        Overload(_signature(asked, taken, types, no), result.text.code, argument_docs(taken, names)),
        Overload(_signature(asked, forward, types, TRUE), result.streamed.code, argument_docs(forward, names)),
        Overload(_signature(asked, forward, types, Code("bool")), either, argument_docs(forward, names)),
    )
    # path arguments are checked on their own
    needed = [item.name for item in taken if item.required and item.landing != "path" and item is not asked]
    variants = (_listed(needed), _listed([*needed, asked.name])) if needed and not asked.required else ()
    imports = {Import("typing", "Optional")} if no != FALSE else set()
    imports |= {Import("typing_extensions", "Literal"), Import("typing_extensions", "overload")}
    if variants:
        imports.add(Import(("_utils",), "required_args"))
    return Overloads(
        views,
        variants,
        _signature(asked, taken, types, code(no, " | ", TRUE)),
        either,
        Code(asked.name if asked.required else f"{asked.name} or False"),
        frozenset(imports),
    )


def overloads_of_ways(
    several: Sequence[tuple[tuple[Argument, ...], Mapping[str, TypeText]]],
    taken: tuple[Argument, ...],
    types: Mapping[str, TypeText],
    result: Returned,
    names: Names,
) -> Overloads:
    """An overload for each way to call a method, with the types of its arguments; `taken` are those of all together."""
    # what every way needs by position Python itself asks for
    needed = [[item.name for item in listed if item.required and not item.positional] for listed, _ in several]
    variants = tuple(dict.fromkeys(_listed(required) for required in needed)) if all(needed) else ()
    imports = {Import("typing_extensions", "overload")}
    if variants:
        imports.add(Import(("_utils",), "required_args"))
    views = tuple(
        Overload(
            parameters([(item, own[item.name].code) for item in listed]), result.text.code, argument_docs(listed, names)
        )
        for listed, own in several
    )
    whole = parameters([(item, types[item.name].code) for item in taken])
    return Overloads(views, variants, whole, result.text.code, None, frozenset(imports))


def _listed(names: list[str]) -> Code:
    return code("[", ", ".join(py_str(name) for name in names), "]")


def _signature(
    asked: Argument, taken: tuple[Argument, ...], types: Mapping[str, TypeText], text: Code
) -> tuple[Code, ...]:
    """Every argument in its place, the boolean with a type of its own."""
    return parameters([(item, text if item.name == asked.name else types[item.name].code) for item in taken])


def _forward(asked: Argument, taken: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """The boolean right behind what must be given, as one of them."""
    others = [item for item in taken if item is not asked]
    count = next((index for index, item in enumerate(others) if not item.required), len(others))
    return (*others[:count], replace(asked, required=True), *others[count:])


def argument_docs(taken: tuple[Argument, ...], names: Names) -> tuple[ArgumentDoc, ...]:
    """What is said of the arguments, in their order."""
    said = ((item, said_of(item, names)) for item in taken)
    return tuple(ArgumentDoc(Code(item.name), doc) for item, doc in said if doc)


def parameters(listed: list[tuple[Argument, Code]]) -> tuple[Code, ...]:
    """The parameters of a signature, from its arguments and their types."""
    positional = [code(Code(item.name), ": ", text) for item, text in listed if item.positional]
    keywords = [
        code(Code(item.name), ": ", text, "" if item.required else " | Omit = omit")
        for item, text in listed
        if not item.positional
    ]
    return (*positional, Code("*"), *keywords)


def streaming_params(params_class: str) -> str:
    """The class of the arguments with the boolean: as the request is written it may be true or false."""
    return f"{params_class}Streaming"


def params_of_overloads(params_class: str, base: TypeText, asked: Argument) -> TypeText:
    """The params without the boolean, with it false, with it true, and the choice of the two."""
    wire_name = asked.wire_name if asked.landing in ("query", "body") else asked.name
    literal = named("typing_extensions", "Literal")
    no, yes = (literal._replace(code=text) for text in (FALSE, TRUE))
    if isinstance(asked.schema.type, NullableType):
        no = optional(no)
    parts = [base]
    for name, value, required in (("NonStreaming", no, asked.required), ("Streaming", yes, True)):
        key = key_of(wire_name, asked.name, value, asked.schema, required=required)
        made = typed_dict(f"{params_class}{name}", Schema(asked.origin, asked.schema.type), (key,), None)
        definition = replace(made.definitions[-1], base=code(base.code, ", total=False"))
        parts.append(made._replace(definitions=(*made.definitions[:-1], definition)))
    listed = code("Union[", parts[1].code, ", ", parts[2].code, "]")
    alias = Definition(Code(params_class), asked.origin, alias=listed)
    needed = [*parts, named("typing", "Union"), named("typing_extensions", "TypeAlias")]
    inner = merged(Code(params_class), needed)
    return inner._replace(definitions=(*inner.definitions, alias))
