"""Write a whole config for an SDK that has none: the derived one, with the names and switches that the SDK shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bessemer.adopt.client_options import client_name, client_options, env_prefix
from bessemer.adopt.existing import Existing
from bessemer.adopt.pins import Pin, put
from bessemer.adopt.rebuild import rebuilt
from bessemer.derive.derive import derive
from bessemer.derive.yaml_text import yaml_text
from bessemer.document.document import Document
from bessemer.frozen import frozen


@frozen
class Whole:
    """The text of a config; `strange` and `unknown` are as those of Rebuilt."""

    text: str
    strange: tuple[str, ...]
    unknown: tuple[str, ...]


def whole_config(document: Document, sdk: Existing, needed: Iterable[Pin]) -> Whole:
    """`needed` is what the config must say of targets and casings."""
    derived = derive(document, (sdk.language,))
    made = rebuilt(derived, sdk.listed, document, sdk.language)
    data: dict[str, Any] = {**made.data, "targets": {}}
    name, prefix, client = client_name(sdk), env_prefix(sdk), data["client_settings"]
    options = client.get("opts", {})
    if sdk.language == "python":
        # the SDK's own queries are not always as the document says
        data.pop("query_settings", None)
        options = client_options(sdk, options)
    told = {**({"default_env_prefix": prefix} if prefix else {}), **({"opts": options} if options else {})}
    data["client_settings"] = {**client, **told}
    data["organization"] = {**data["organization"], **({"name": name} if name else {})}
    put(data, needed)
    # what is longest goes last
    resources = data.pop("resources")
    comments = {where: text for where, text in derived.comments.items() if where[0] != "resources"}
    return Whole(yaml_text({**data, "resources": resources}, comments), made.strange, made.unknown)
