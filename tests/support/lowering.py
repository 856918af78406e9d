"""Lower a small document in memory: the shortest way from YAML text to the IR."""

from __future__ import annotations

from pathlib import Path

from bessemer.config.read import read_config
from bessemer.document.document import Document
from bessemer.document.reader import parse
from bessemer.lower.api import Lowered, lower
from bessemer.openapi.bundle import bundle
from bessemer.openapi.mend import mend
from bessemer.openapi.version import version

CONFIG = """
organization: {{name: {name}}}
environments: {environments}
targets: {{python: {{package_name: {name}}}, go: {{package_name: {name}, options: {{enable_v2: true}}}}}}
"""


def document(text: str, name: str = "openapi.yaml") -> Document:
    reading = parse(text.encode(), Path(name), name)
    assert reading.document is not None, reading.faults
    return reading.document


def lowered(spec: str, config: str, name: str = "acme", environments: str | None = None) -> Lowered:
    """The result of lowering; the spec's own rules are not checked. `name` is the organization's and the packages'."""
    written = bundle(document(spec), Path()).document
    followed = version(written)
    assert isinstance(followed, str), followed
    addresses = environments or f"{{production: https://{name}.example.com}}"
    config_document = document(CONFIG.format(name=name, environments=addresses) + config, "sdk.yml")
    read, problems = read_config(config_document)
    assert not [item for item in problems if item.level == "error"], problems
    return lower(mend(written)[0], read, config_document)


def schemas(components: str) -> Lowered:
    """The result of lowering components, each a model of the resource `things` in lower case."""
    names = [
        line.split(":")[0].strip() for line in components.splitlines() if line.startswith("    ") and line[4] != " "
    ]
    models = "".join(f"      {name.lower()}: {name}\n" for name in names if name)
    spec = f"openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n{components}"
    return lowered(spec, f"resources:\n  things:\n    models:\n{models}")
