"""What a config says of the tree of resources, with their methods and models, as data.

Names are as the team wrote them; `pointer` is where in the config file.
"""

from __future__ import annotations

from typing import Literal

from bessemer.document.pointer import Pointer
from bessemer.frozen import frozen


@frozen
class ModelConfig:
    """A public type: `ref` is a component's name or a pointer (`#/components/schemas/X/items`).

    An alias has the `ref` of the model that it is another name for, and may be `deprecated`. `skipped` are
    the languages that do not have it.
    """

    name: str
    ref: str
    pointer: Pointer
    skipped: frozenset[str] = frozenset()
    no_params_suffix: bool = False
    deprecated: tuple[tuple[str, str], ...] = ()


@frozen
class StreamingConfig:
    """How a method streams: an argument asks for it, `always`, or neither is said.

    `protocol` is None where the document says it; `event_model` is the dotted path of a model of the config.
    `params_name` is what the type of the arguments is called.
    """

    pointer: Pointer
    protocol: Literal["sse", "jsonl"] | None = None
    discriminator: str | None = None
    always: bool = False
    event_model: str | None = None
    params_name: str | None = None


@frozen
class MethodConfig:
    """A public method: `verb` and `path` are matched literally against the document, query string included.

    `paginated` is the name of a paging scheme, whether there must be one, or None where that shows by itself.
    `skipped` are the languages that it is not made in, `deprecated` why it is not to be used: by language, `*` for all.
    `unwrap` is the property of the answer that is given back alone, False for none, None where the config says it for
    all methods. `body_name` is what a body that is no object is called. `timeout` is in seconds.
    `shown` is the property of the answer that samples print, False for all of it, None where the config does not say.
    `unread` are the keys whose effect Bessemer does not have yet, with their places.
    """

    name: str
    verb: str
    path: str
    pointer: Pointer
    positional: tuple[str, ...] | None = None
    default_headers: tuple[tuple[str, str], ...] = ()
    deprecated: tuple[tuple[str, str], ...] = ()
    paginated: str | bool | None = None
    skipped: frozenset[str] = frozenset()
    unwrap: str | Literal[False] | None = None
    body_name: str | None = None
    timeout: float | None = None
    max_retries: int | None = None
    streaming: StreamingConfig | None = None
    skip_test: tuple[tuple[str, str], ...] = ()
    shown: str | Literal[False] | None = None
    unread: tuple[tuple[str, Pointer], ...] = ()


@frozen
class WebhookConfig:
    """A method that takes in what the document's webhooks send.

    `discriminator` tells their events apart, `key_option` is the client option with the key of the signature; None
    where nothing is checked. `is_text_key`: that is not base64, but the secret itself. `skipped` are the languages that
    it is not made in.
    """

    name: str
    pointer: Pointer
    discriminator: str | None = None
    key_option: str | None = None
    is_text_key: bool = False
    skipped: frozenset[str] = frozenset()


@frozen
class ResourceConfig:
    """`default_headers` hold for its subresources too, and so do `skipped` and `deprecated`.

    `is_custom`: its code is the team's own.
    """

    name: str
    path: tuple[str, ...]
    pointer: Pointer
    description: str | None = None
    models: tuple[ModelConfig, ...] = ()
    methods: tuple[MethodConfig, ...] = ()
    resources: tuple[ResourceConfig, ...] = ()
    default_headers: tuple[tuple[str, str], ...] = ()
    webhooks: tuple[WebhookConfig, ...] = ()
    skipped: frozenset[str] = frozenset()
    deprecated: tuple[tuple[str, str], ...] = ()
    is_custom: bool = False

    def has_custom(self) -> bool:
        """Whether it, or one below it, is of the team's own code."""
        return self.is_custom or any(item.has_custom() for item in self.resources)

    def searches(self) -> bool:
        return any(item.ref.startswith("$") for item in self.models) or any(item.searches() for item in self.resources)
