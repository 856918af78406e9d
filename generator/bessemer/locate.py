"""Give findings their places in the two inputs."""

from __future__ import annotations

from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.diagnostics.finding import Finding, Source
from bessemer.document.document import Document
from bessemer.document.place import Place


def located(finding: Finding, spec: Document, config: Document) -> Diagnostic:
    def place(source: Source) -> Place:
        return (spec if source.file == "spec" else config).place(source.pointer, key=True)

    related = tuple((text, place(source)) for text, source in finding.related)
    source = finding.source
    return Diagnostic(finding.code, finding.message, place(source), source.pointer, finding.help, related)
