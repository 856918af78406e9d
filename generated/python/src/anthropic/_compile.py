"""Compile types for pydantic's core, which then turns JSON text into values in one pass.

What comes out is what construct_type makes of the same data. Outside of unions nothing is checked, so nothing can
fail: what does not fit is kept. Inside of unions data must fit exactly, as it then can be one thing only; where it
does not, the union is left to construct_type.
"""

# JSON and users' values have types that only running shows.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache, partial
from inspect import signature
from typing import Any, Callable, Dict, FrozenSet, List, Optional, Tuple, cast

from pydantic_core import SchemaError, SchemaValidator
from pydantic_core import core_schema as core
from typing_extensions import Annotated

from ._compat import get_model_fields
from ._compile_types import (
    Inexact,
    flat_variants,
    is_customised,
    is_plain,
    kind_of,
    tags_of,
)
from ._construct import construct_scalar, construct_type, discriminator_details, validate_type
from ._plan import extra_type, hidden_keys, is_model, json_key, unwrapped_type
from ._trials import is_endless
from ._utils import PropertyInfo, is_literal_type, is_type_alias_type, is_union_type
from ._utils._typing import alias_value, get_args, get_origin

Schema = Any

_ANYTHING = core.any_schema()
_TAKES_KEYS = "extras_keys_schema" in signature(core.model_fields_schema).parameters
# Up to here every whole number is a float too.
_EXACT_FLOATS = 2**53
_SCALARS: Dict[Any, Schema] = {
    str: core.str_schema(strict=True),
    int: core.int_schema(strict=True),
    float: core.float_schema(strict=True),
    bool: core.bool_schema(strict=True),
    type(None): core.none_schema(),
    datetime: core.chain_schema(
        [core.str_schema(strict=True, pattern=r"^\d{4}-"), core.datetime_schema()]
    ),
    date: core.chain_schema([core.str_schema(strict=True, pattern=r"^\d{4}-"), core.date_schema()]),
}


def compiled(type_: Any) -> Optional[SchemaValidator]:
    """The validator that makes values of a type out of JSON text; it refuses only what is no JSON to it.

    None where the type says nothing that JSON does not.
    """
    try:
        return _compiled(type_)
    except (TypeError, RecursionError, SchemaError):
        # Annotated metadata need not be hashable, and a type of one's own may be more than pydantic's core can say.
        return None


@lru_cache(maxsize=1024)
def _compiled(type_: Any) -> Optional[SchemaValidator]:
    compiler = _Compiler()
    whole = compiler.lenient(type_, ())
    if whole is _ANYTHING:
        return None
    schema = compiler.finished(whole)
    try:
        # Models that pydantic has built already would be validated as it does, and not as said here.
        return cast("Callable[..., SchemaValidator]", SchemaValidator)(schema, _use_prebuilt=False)
    except TypeError:
        # Older editions cannot be told.
        return None if compiler.has_built_models else SchemaValidator(schema)


class _Compiler:
    """The schemas of one type, with those of the models below it."""

    def __init__(self) -> None:
        self._models: Dict[str, Schema] = {}
        self._uses: Dict[str, int] = {}
        # Aliases whose types are being compiled: they may stand in themselves.
        self._open: List[Any] = []
        # Whether pydantic has its own validator for a model below.
        self.has_built_models = False

    def finished(self, whole: Schema) -> Schema:
        """The schema with its definitions; a model that is used once stands where it is used."""
        once = {name for name, count in self._uses.items() if count == 1}
        definitions = {name: model for name, model in self._models.items() if name not in once}
        placed = partial(_placed, models={name: self._models[name] for name in once})
        listed: List[Schema] = [{**placed(item), "ref": name} for name, item in definitions.items()]
        return core.definitions_schema(placed(whole), listed) if listed else placed(whole)

    def lenient(self, type_: Any, metadata: Tuple[Any, ...] = ()) -> Schema:
        """Takes any data, as construct_type does."""
        if is_type_alias_type(type_):
            return self._named(type_, self.lenient, _constructed)
        plain, found = unwrapped_type(type_)
        metadata = (*found, *metadata)
        origin, args = get_origin(plain) or plain, get_args(plain)
        if is_union_type(plain):
            return self._lenient_union(plain, metadata)
        if is_model(origin):
            return self._lenient_model(plain)
        if origin is list and args:
            return _or_anything(core.list_schema(self.lenient(args[0], ())))
        if origin is dict and len(args) == 2:
            return _or_anything(core.dict_schema(_ANYTHING, self.lenient(args[1], ())))
        if plain is float:
            return _LENIENT_FLOAT
        if plain in (datetime, date):
            return _LENIENT_MOMENTS[plain]
        return _constructed(plain, metadata) if origin is tuple else _ANYTHING

    def _lenient_union(self, union: Any, metadata: Tuple[Any, ...]) -> Schema:
        fallback = _constructed(union, metadata)
        details = discriminator_details(union, list(metadata))
        try:
            if details is not None and details.is_explicit:
                if not all(isinstance(tag, str) for tag in details.mapping):
                    raise Inexact
                variants = {tag: self.lenient(item, ()) for tag, item in details.mapping.items()}
                fits = core.tagged_union_schema(variants, details.wire_name)
            else:
                fits = self._exact_union(union, metadata)
        except Inexact:
            return fallback
        return _either(fits, fallback)

    def _lenient_model(self, model: Any) -> Schema:
        if not (is_plain(model) and _leaves_out(model)):
            return _constructed(model, ())
        made = self._model("lenient", model, self._lenient_fields)
        rest = _constructed_object(model) if hidden_keys(model) else _ANYTHING
        either = _either(made, rest)
        # A list where a model should be is taken for a list of them.
        return core.union_schema([made, core.list_schema(either), rest], mode="left_to_right")

    def _lenient_fields(self, model: Any) -> Schema:
        fields = {}
        for name, field in get_model_fields(model).items():
            value = self.lenient(field.annotation, tuple(field.metadata))
            value = value if value is _ANYTHING else core.nullable_schema(value)
            fields[name] = core.model_field(
                core.with_default_schema(value, default=None),
                validation_alias=json_key(name, field),
            )
        extra = extra_type(model)
        extras = None if extra is None else self.lenient(extra, ())
        return core.model_fields_schema(
            fields, extra_behavior="allow", extras_schema=extras, **_extra_keys(hidden_keys(model))
        )

    def _model(self, kind: str, model: Any, fields: Callable[[Any], Schema]) -> Schema:
        """A reference to the schema of a model, which is made when it is first met."""
        name = f"{kind}:{model.__qualname__}:{id(model)}"
        self._uses[name] = self._uses.get(name, 0) + 1
        if name not in self._models:
            self._models[name] = None
            try:
                made = fields(model)
            except Inexact:
                del self._models[name]
                raise
            self.has_built_models = self.has_built_models or model.__pydantic_complete__
            self._models[name] = core.model_schema(
                model, made, post_init=model.__pydantic_post_init__
            )
        return core.definition_reference_schema(name)

    def _exact(self, type_: Any, metadata: Tuple[Any, ...] = ()) -> Schema:
        """Takes only data of which pydantic makes the same whatever its mode; raises Inexact."""
        if is_type_alias_type(type_):
            return self._named(type_, self._exact, _native)
        plain, found = unwrapped_type(type_)
        metadata = (*found, *metadata)
        if not all(isinstance(item, PropertyInfo) for item in metadata):
            raise Inexact
        origin, args = get_origin(plain) or plain, get_args(plain)
        if is_union_type(plain):
            return self._exact_union(plain, metadata)
        if plain in (object, Any):
            return _ANYTHING
        if plain in _SCALARS:
            return _SCALARS[plain]
        if is_literal_type(plain) and all(isinstance(item, str) for item in args):
            return core.literal_schema(list(args))
        if origin is list and len(args) == 1:
            return core.list_schema(self._validated(args[0], ()), strict=True)
        if origin is dict and len(args) == 2 and args[0] is str:
            return core.dict_schema(_SCALARS[str], self._validated(args[1], ()), strict=True)
        if is_model(origin) and is_plain(plain) and _leaves_out(plain) and not is_customised(plain):
            return self._model("exact", plain, self._exact_fields)
        raise Inexact

    def _exact_fields(self, model: Any) -> Schema:
        fields = {}
        for name, field in get_model_fields(model).items():
            value = self._validated(field.annotation, tuple(field.metadata))
            if not field.is_required():
                value = core.with_default_schema(value, default=None)
            fields[name] = core.model_field(value, validation_alias=json_key(name, field))
        extra = extra_type(model)
        extras = None if extra is None else self._validated(extra, ())
        return core.model_fields_schema(
            fields, extra_behavior="allow", extras_schema=extras, **_extra_keys(hidden_keys(model))
        )

    def _validated(self, type_: Any, metadata: Tuple[Any, ...]) -> Schema:
        """A part of something exact: exact too, else validated as pydantic does."""
        try:
            return self._exact(type_, metadata)
        except Inexact:
            return _native(Annotated[(type_, *metadata)] if metadata else type_)

    def _named(
        self, alias: Any, make: Callable[[Any], Schema], otherwise: Callable[[Any], Schema]
    ) -> Schema:
        if any(item is alias for item in self._open):
            return otherwise(alias)
        self._open.append(alias)
        try:
            return make(alias_value(alias))
        finally:
            self._open.pop()

    def _exact_union(self, union: Any, metadata: Tuple[Any, ...]) -> Schema:
        flat = flat_variants(union)
        variants = [item for item in flat if item is not type(None)]
        nothing = len(variants) < len(flat)
        if len(variants) == 1:
            made = self._exact(variants[0])
        else:
            models = [item for item in variants if is_model(get_origin(item) or item)]
            others = [item for item in variants if item not in models]
            made = self._apart(others, models, metadata)
        return core.nullable_schema(made) if nothing else made

    def _apart(self, others: List[Any], models: List[Any], metadata: Tuple[Any, ...]) -> Schema:
        """The variants of a union, where none can be taken for another; raises Inexact where one can."""
        kinds = [kind_of(item) for item in others] + ["object"] * bool(models)
        if len(set(kinds)) < len(kinds) or {"boolean", "fraction"} <= set(kinds):
            raise Inexact
        # A whole number is an int before it is a float.
        ordered = sorted(others, key=lambda item: item is float)
        made = [self._exact(item) for item in ordered]
        if len(models) == 1:
            made.append(self._exact(models[0]))
        elif models:
            name, tags = tags_of(models, metadata)
            choices = {tag: self._exact(item) for tag, item in tags.items()}
            made.append(core.tagged_union_schema(choices, name))
        return made[0] if len(made) == 1 else core.union_schema(made, mode="left_to_right")


def _leaves_out(model: Any) -> bool:
    """Whether what is compiled leaves out the keys of a model that are to be; some editions cannot be told."""
    return _TAKES_KEYS or not hidden_keys(model)


def _extra_keys(hidden: FrozenSet[str]) -> Dict[str, Schema]:
    """What refuses data with such keys."""
    if not hidden:
        return {}

    def checked(key: str) -> str:
        if key in hidden:
            raise ValueError(key)
        return key

    return {"extras_keys_schema": core.no_info_plain_validator_function(checked)}


def _or_anything(schema: Schema) -> Schema:
    return _either(schema, _ANYTHING)


def _either(first: Schema, second: Schema) -> Schema:
    return core.union_schema([first, second], mode="left_to_right")


def _constructed(type_: Any, metadata: Tuple[Any, ...] = ()) -> Schema:
    """Leave it to construct_type."""

    def construct(value: Any) -> Any:
        return construct_type(value=value, type_=type_, metadata=list(metadata))

    return core.no_info_plain_validator_function(construct)


def _constructed_object(model: Any) -> Schema:
    """Leave objects to construct_type, and anything else as it is."""

    def construct(value: Any) -> Any:
        return construct_type(value=value, type_=model) if isinstance(value, dict) else value

    return core.no_info_plain_validator_function(construct)


def _native(type_: Any) -> Schema:
    """Leave it to pydantic's own validation."""

    def validate(value: Any) -> Any:
        if is_endless(value, type_):
            raise ValueError("nested too deep to try each variant in each")
        try:
            return validate_type(type_=type_, value=value)
        except Exception as err:
            raise ValueError(str(err)) from err

    return core.no_info_plain_validator_function(validate)


_LENIENT_FLOAT = core.union_schema(
    [
        core.chain_schema(
            [
                core.int_schema(strict=True, ge=-_EXACT_FLOATS, le=_EXACT_FLOATS),
                core.float_schema(),
            ]
        ),
        core.no_info_plain_validator_function(partial(construct_scalar, type_=float)),
    ],
    mode="left_to_right",
)


# The usual form of a moment, of which the quick way makes what construct_scalar makes of every form.
_MOMENT = r"^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):\d\d:\d\d(\.\d{3}(\d{3})?)?Z$"
_LENIENT_MOMENTS: Dict[Any, Schema] = {
    kind: _either(
        core.chain_schema(
            [
                core.str_schema(strict=True, pattern=pattern),
                core.no_info_plain_validator_function(kind.fromisoformat),
            ]
        ),
        core.no_info_plain_validator_function(partial(construct_scalar, type_=kind)),
    )
    for kind, pattern in ((datetime, _MOMENT), (date, r"^\d{4}-\d\d-\d\d$"))
}


def _placed(schema: Schema, *, models: Dict[str, Schema]) -> Schema:
    """The schema, with the models in place of the references to them."""
    if isinstance(schema, list):
        return [_placed(item, models=models) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("type") == "definition-ref" and schema["schema_ref"] in models:
        return _placed(models[schema["schema_ref"]], models=models)
    return {
        key: (
            item
            if key in ("cls", "function", "default", "expected")
            else _placed(item, models=models)
        )
        for key, item in schema.items()
    }
