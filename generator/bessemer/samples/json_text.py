"""Write JSON as text, many small values one after the other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from bessemer.ir.types import Json


def writer(encoder: json.JSONEncoder) -> Callable[[Json], str]:
    """What the encoder's `encode` does. It makes a writer for each value, which takes longer than most values do."""
    make: Callable[..., Callable[[Json, int], Iterable[str]]] | None = getattr(json.encoder, "c_make_encoder", None)
    if make is None or encoder.indent is not None:
        return encoder.encode
    quote = json.encoder.encode_basestring_ascii if encoder.ensure_ascii else json.encoder.encode_basestring
    separators = (encoder.key_separator, encoder.item_separator)
    write = make(
        None, encoder.default, quote, None, *separators, encoder.sort_keys, encoder.skipkeys, encoder.allow_nan
    )
    return lambda value: "".join(write(value, 0))
