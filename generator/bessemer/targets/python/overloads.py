"""Spell the ways to call a method: for an answer that may be a stream with its boolean true, false, or not yet known.

And for a body that is one of several objects with the keys of each. Source: contracts/config.md section 5,
contracts/python-sdk.md B9.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bessemer.encode.code import Code, code
from bessemer.encode.python import py_str
from bessemer.frozen import frozen
from bessemer.ir.bodies import only_value
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


@frozen
class Offer:
    """One of the ways to call a method: its arguments with their types, in the order for a value and for a stream."""

    arguments: tuple[Argument, ...]
    asking: tuple[Argument, ...]
    types: Mapping[str, TypeText]

    def switch(self, asked: Argument | None) -> Argument | None:
        return next((item for item in self.arguments if asked is not None and item.key == asked.key), None)


def overloads(
    offers: Sequence[Offer],
    whole: Sequence[tuple[Argument, Code]],
    asked: Argument | None,
    result: Returned,
    names: Names,
) -> Overloads:
    """An overload for each way to call a method, more where its boolean `asked` says what comes back.

    `whole` are all arguments together, with their types; `asked` is one of them.
    """
    views: list[Overload] = []
    needed: list[tuple[str, ...]] = []
    for offer in offers:
        own = offer.switch(asked)
        only = False if own is None else _only(own, offers, names)
        if only is not True:
            told = refused(own, names) if own is not None else None
            views.append(_overload(offer.arguments, offer.types, (own, told), result.text.code, names))
            needed.append(_needed(offer.arguments))
        if own is None or only is False:
            continue
        views.append(_overload(offer.asking, offer.types, (own, TRUE), _streamed(result), names))
        needed.append(_needed(offer.asking))
        if only is None:
            views.append(_overload(offer.asking, offer.types, (own, Code("bool")), _either(result), names))
    # one list of names is what Python itself says of one signature
    distinct = tuple(dict.fromkeys(needed))
    variants = tuple(map(_listed, distinct)) if all(distinct) and (len(offers) > 1 or len(distinct) > 1) else ()
    imports = {Import("typing_extensions", "overload")}
    if variants:
        imports.add(Import(("_utils",), "required_args"))
    if asked is None:
        return Overloads(tuple(views), variants, parameters(whole), result.text.code, None, frozenset(imports))
    no = refused(asked, names)
    imports |= {Import("typing", "Optional")} if no != FALSE else set()
    imports.add(Import("typing_extensions", "Literal"))
    return Overloads(
        tuple(views),
        variants,
        parameters([(item, code(no, " | ", TRUE) if item is asked else text) for item, text in whole]),
        _either(result),
        Code(asked.name if asked.required else f"{asked.name} or False"),
        frozenset(imports),
    )


def _only(asked: Argument, offers: Sequence[Offer], names: Names) -> bool | None:
    """What the boolean always is in one of several objects; None where it may be either. Alone it has to be that."""
    return only_value(asked.schema, names.api.schemas) if len(offers) > 1 else None


def _overload(
    taken: tuple[Argument, ...],
    types: Mapping[str, TypeText],
    told: tuple[Argument | None, Code | None],
    returns: Code,
    names: Names,
) -> Overload:
    """Every argument in its place; `told` is the boolean that asks for a stream, with a type of its own."""
    asked, text = told
    key = asked.key if asked is not None else None
    listed = [(item, text if text and item.key == key else types[item.name].code) for item in taken]
    return Overload(parameters(listed), returns, argument_docs(taken, names))


def _streamed(result: Returned) -> Code:
    if result.streamed is None:
        raise ValueError(result.text.code)
    return result.streamed.code


def _either(result: Returned) -> Code:
    return code(result.text.code, " | ", _streamed(result))


def _needed(taken: tuple[Argument, ...]) -> tuple[str, ...]:
    """What must be given by keyword: what is needed by position Python itself asks for."""
    return tuple(item.name for item in taken if item.required and not item.positional)


def _listed(names: Iterable[str]) -> Code:
    return code("[", ", ".join(py_str(name) for name in names), "]")


def argument_docs(taken: tuple[Argument, ...], names: Names) -> tuple[ArgumentDoc, ...]:
    """What is said of the arguments, in their order."""
    said = ((item, said_of(item, names)) for item in taken)
    return tuple(ArgumentDoc(Code(item.name), doc) for item, doc in said if doc)


def parameters(listed: Sequence[tuple[Argument, Code]]) -> tuple[Code, ...]:
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
