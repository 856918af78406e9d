"""Say what the wire knows about a field and its annotation does not."""

from __future__ import annotations

from typing import Optional, Sequence, Tuple, Union

from typing_extensions import Literal

PropertyFormat = Literal["iso8601", "base64", "custom"]


class PropertyInfo:
    """Metadata for Annotated: wire name, text format of the value, or tag field of a union.

    format_template is a strftime template for the format "custom". tags are the values of the tag field that stand
    for the variants of the union, in their order, where the variants do not say them.
    """

    alias: Optional[str]
    format: Optional[PropertyFormat]
    format_template: Optional[str]
    discriminator: Optional[str]
    tags: Tuple[Union[str, float, None], ...]

    def __init__(
        self,
        *,
        alias: Optional[str] = None,
        format: Optional[PropertyFormat] = None,
        format_template: Optional[str] = None,
        discriminator: Optional[str] = None,
        tags: Sequence[Union[str, float, None]] = (),
    ) -> None:
        self.alias = alias
        self.format = format
        self.format_template = format_template
        self.discriminator = discriminator
        self.tags = tuple(tags)

    def __repr__(self) -> str:
        return (
            f"{type(self).__name__}(alias={self.alias!r}, format={self.format!r}, "
            f"format_template={self.format_template!r}, discriminator={self.discriminator!r})"
        )
