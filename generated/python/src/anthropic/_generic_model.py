"""The base of models that are generic: pages, and objects around values."""

from typing import TYPE_CHECKING, Any, Dict, Tuple

from ._models import BaseModel

# pydantic forgets a class that nobody holds, and makes it again at a hundred times the cost of decoding a page.
_HELD: Dict[Tuple[type, Any], Any] = {}


class GenericModel(BaseModel):
    """A model whose subscripted classes are made once."""

    if not TYPE_CHECKING:

        def __class_getitem__(cls, item: Any) -> Any:
            try:
                held = _HELD.get((cls, item))
            except TypeError:
                # Annotated metadata need not be hashable.
                return super().__class_getitem__(item)
            if held is None:
                held = _HELD[cls, item] = super().__class_getitem__(item)
            return held
