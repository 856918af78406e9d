"""Write out the document that everything is made from."""

from __future__ import annotations

import json

import yaml

from bessemer.code_samples import with_samples
from bessemer.config.model import Config
from bessemer.document.document import Document
from bessemer.ir.api import Api


def complete(document: Document, api: Api, config: Config) -> Document:
    """The document with the samples of calls that its config asks for."""
    if not config.code_samples:
        return document
    return with_samples(document, api, config.code_samples, config.without_samples)


def as_json(document: Document) -> str:
    return json.dumps(document.data, indent=2, ensure_ascii=False) + "\n"


def as_yaml(document: Document) -> str:
    """Keys in the document's order, nothing by alias, long texts as they are."""
    return yaml.dump(document.data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10**6)


class _Dumper(yaml.SafeDumper):
    """Spells every value where it stands, and texts of several lines as blocks."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    block = "\n" in text and not any(line.endswith((" ", "\t")) for line in text.split("\n"))
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if block else None)


_Dumper.add_representer(str, _text)
