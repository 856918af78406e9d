"""Spell the names of a document as Python identifiers."""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import lru_cache
from typing import TypeVar

from bessemer.ir.types import Property
from bessemer.naming.apart import Apart, Claim, apart, short
from bessemer.naming.case import Caser
from bessemer.naming.plural import singular_word
from bessemer.naming.reserved import CLIENT_ATTRIBUTES, RESOURCE_ATTRIBUTES
from bessemer.naming.words import Words, spelled, spelled_out, split

Owner = TypeVar("Owner", bound=Hashable)
# What modules of types import: no class of an API is called so, nor a field that keeps its capitals.
TYPE_NAMES = frozenset(
    "Annotated Any Base64FileInput BaseModel Dict FieldInfo FileTypes Iterable List Literal Optional PropertyInfo "
    "Required SequenceNotStr Set set_pydantic_config Tuple TypeAlias TypedDict Union".split()
)
# What modules of resources import, beside what their own methods take and return.
RESOURCE_MODULE_NAMES = TYPE_NAMES | frozenset(
    "APIResponse AsyncAPIClient AsyncAPIResource AsyncAPIResponse AsyncBinaryAPIResponse AsyncClient AsyncStream "
    "AsyncStreamedBinaryAPIResponse BinaryAPIResponse BinaryTypes Body Client Headers NoneType NotGiven Omit Query "
    "Mapping Self Stream StreamedBinaryAPIResponse SyncAPIClient SyncAPIResource Timeout Type".split()
)
# What the body of a resource's class asks for while it is made, or its annotations name: an attribute would hide it.
CLASS_BODY_NAMES = frozenset(
    "bool builtins bytes cached_property cast date datetime deprecated float httpx int not_given object omit "
    "overload str".split()
)
_TAKEN_ATTRIBUTES = CLIENT_ATTRIBUTES | RESOURCE_ATTRIBUTES | CLASS_BODY_NAMES
# What pydantic and the runtime's BaseModel already call something, and where a hidden builtin is found.
# Source: contracts/config.md section 2.10.
_MODEL_ATTRIBUTES = frozenset(
    "builtins construct copy dict from_orm json parse_file parse_obj parse_raw schema schema_json to_dict to_json "
    "update_forward_refs validate".split()
)
_PYDANTIC_ATTRIBUTES = frozenset(
    "model_computed_fields model_config model_construct model_copy model_dump model_dump_json model_extra model_fields "
    "model_fields_set model_json_schema model_parametrized_name model_post_init model_rebuild model_validate "
    "model_validate_json model_validate_strings".split()
)
# Longer names end in a hash: a file's name may have 255 bytes, and some is added to these.
_LONGEST = 160
# Windows keeps these for devices, with any ending.
_DEVICE = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
# Arguments of every client, or of its copies, that are no attributes, and what the constructor asks for.
_CLIENT_ARGUMENTS = frozenset(
    "environment http_client os self set_default_headers set_default_query super _extra_kwargs".split()
)
# What every method has beside the arguments of its own, and what its body calls.
_OPTIONS = frozenset({"extra_headers", "extra_query", "extra_body", "timeout"})
_METHOD_ARGUMENTS = frozenset(
    "self async_maybe_transform cast cookie_header endpoint_path header_params is_given joined maybe_transform "
    "multipart_parts omit optional_body request_options styled_items whole_body".split()
)


@lru_cache(maxsize=1 << 16)
def snake(caser: Caser, text: str) -> str:
    """A snake-case identifier that may still be a keyword."""
    return _snake(caser, spelled(text))


def _snake(caser: Caser, words: Words) -> str:
    name = capped(caser.snake(words))
    return f"_{name}" if name[0].isdigit() else name


def pascal(caser: Caser, words: Words) -> str:
    """A class name: never a keyword, never with a digit first."""
    name = capped(caser.pascal(words))
    if name[0].isdigit():
        return f"_{name}"
    return free_of_keywords(name)


def capped(name: str) -> str:
    """A name that a file and a line can hold."""
    return short(name, _LONGEST)


def singular_name(name: str) -> str:
    """The name of a class with its last word made singular."""
    last = split(name)[-1]
    one = singular_word(last)
    return (
        name[: len(one) - len(last)] if last == f"{one}s" else name if one == last else name[: -len(last)] + one.title()
    )


def class_name(caser: Caser, words: Words) -> str:
    """The class of a model: not one of those that its module may import."""
    name = pascal(caser, words)
    return f"{name}_" if name in TYPE_NAMES else name


def module_name(caser: Caser, text: str) -> str:
    """A module that Python can import and Windows can store."""
    return file_name(free_of_keywords(snake(caser, text)))


def file_name(name: str) -> str:
    """A module for a name, which Windows can store."""
    return f"{name}_" if _DEVICE.fullmatch(name) else name


def resource_class(caser: Caser, text: str, suffix: str) -> str:
    """The class of a resource: neither it nor its twin is one that their module imports."""
    name = pascal(caser, spelled(text)) + suffix
    return name if {name, f"Async{name}"}.isdisjoint(RESOURCE_MODULE_NAMES) else f"{name}Resource"


def free_of_keywords(name: str) -> str:
    return f"{name}_" if keyword.iskeyword(name) else name


def method_name(caser: Caser, text: str) -> str:
    """`_rpc` keeps its underscore; `import` becomes `import_`."""
    bare = free_of_keywords(snake(caser, text))
    return f"_{bare}" if text.startswith("_") and not bare.startswith("_") else bare


def attribute_name(caser: Caser, text: str) -> str:
    """The attribute of a client or resource that holds a resource."""
    name = free_of_keywords(snake(caser, text))
    return f"{name}_" if name in _TAKEN_ATTRIBUTES else name


def argument_name(caser: Caser, text: str) -> str:
    """An argument of a method, apart from those that every method has."""
    return _argument(snake(caser, text), text)


def option_name(caser: Caser, text: str) -> str:
    """An option of the client: an argument of its constructor, and an attribute beside those that every client has."""
    name = free_of_keywords(_key(snake(caser, text), text))
    return f"{name}_" if name in CLIENT_ATTRIBUTES or name in _CLIENT_ARGUMENTS else name


def _argument(name: str, text: str) -> str:
    name = free_of_keywords(_key(name, text))
    if name in _OPTIONS:
        return f"api_{name}"
    return f"{name}_" if name in _METHOD_ARGUMENTS else name


def _key(name: str, text: str) -> str:
    """A key of a TypedDict. It may be a keyword: such keys are declared apart, under their own names."""
    return f"_{name}" if text.startswith("_") and not name.startswith("_") else name


def field_name(caser: Caser, text: str) -> str:
    """A field of a model: pydantic takes no leading underscore and keeps some names for itself."""
    return _field(snake(caser, text), text)


def _field(name: str, text: str) -> str:
    return f"api_{name}" if name.startswith("model_") else _unprotected_field(name, text)


def _unprotected_field(name: str, text: str) -> str:
    if text.startswith("_") or name.startswith("_"):
        return f"api_{name.lstrip('_')}"
    if name in _PYDANTIC_ATTRIBUTES:
        return f"api_{name}"
    return f"{name}_" if name in _MODEL_ATTRIBUTES or keyword.iskeyword(name) else name


def field_names(caser: Caser, properties: Iterable[Property]) -> Apart[str]:
    """The fields of a model by wire name, whichever of them a direction shows."""
    return _properties(caser, properties, _field)


def unprotected_field_names(caser: Caser, properties: Iterable[Property]) -> Apart[str]:
    """The fields of a model that may be called `model_x`, as far as pydantic has no such attribute."""
    return _properties(caser, properties, _unprotected_field)


def key_names(caser: Caser, properties: Iterable[Property]) -> Apart[str]:
    """The keys of a TypedDict by wire name, whichever of them a direction shows."""
    return _properties(caser, properties, _key)


def _properties(caser: Caser, properties: Iterable[Property], spell: Callable[[str, str], str]) -> Apart[str]:
    return _named(caser, tuple((item.wire_name, item.word("python")) for item in properties), spell)


@lru_cache(maxsize=1 << 14)
def _named(caser: Caser, listed: tuple[tuple[str, str], ...], spell: Callable[[str, str], str]) -> Apart[str]:
    """Many objects of an API have the same properties."""
    words = dict(listed)
    plain = {wire_name: spell(snake(caser, word), word) for wire_name, word in listed}
    if len(set(plain.values())) == len(plain):
        return Apart(plain)
    return apart(_claim(caser, wire_name, wire_name, word, spell) for wire_name, word in words.items())


def argument_claim(caser: Caser, owner: Owner, wire_name: str, word: str) -> Claim[Owner]:
    """How an argument asks for its name."""
    return _claim(caser, owner, wire_name, word, _argument)


def _claim(caser: Caser, owner: Owner, wire_name: str, word: str, spell: Callable[[str, str], str]) -> Claim[Owner]:
    """Symbols that a name lost come back as words (`@type` → at_type), capitals as they are (`orderBy`)."""
    plain = snake(caser, word)
    rank = 0 if word != wire_name else 1 if plain == word else 2

    def others() -> Iterator[str]:
        yield spell(_snake(caser, spelled_out(word)), "")
        if _is_plain(word) and spell(word, word) == word:
            yield word

    return Claim(owner, spell(plain, word), wire_name, rank, others)


def _is_plain(word: str) -> bool:
    return word.isascii() and word.isidentifier() and len(word) <= _LONGEST and word not in TYPE_NAMES
