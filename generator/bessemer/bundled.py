"""Write out the document that everything is made from."""

from __future__ import annotations

import json

import yaml

from bessemer.document.document import Document


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
