"""Say of a method what its signature does not: content types, where its answers lead, how it fails."""

from __future__ import annotations

from collections.abc import Iterator

from bessemer.ir.operations import Link, Operation
from bessemer.targets.python.names import Names


def method_doc(operation: Operation, names: Names) -> str | None:
    """The document's words, with notes."""
    doc = operation.description or operation.summary
    notes = [*([doc] if doc else []), *_content_types(operation)]
    linked = link_notes(operation, names)
    return "\n\n".join([*notes, *([linked] if linked else [])]) or None


def page_doc(operation: Operation, names: Names) -> str | None:
    """The description on the page of the reference, with the links."""
    parts = (operation.description, link_notes(operation, names))
    return "\n\n".join(part for part in parts if part) or None


def link_notes(operation: Operation, names: Names) -> str | None:
    """A list of what the answers lead on to."""
    if not operation.links:
        return None
    methods = names.once("endpoints", names.api, lambda: _methods(names))
    listed = "\n".join(f"- {_link(item, methods.get(item.target))}" for item in operation.links)
    return f"What it answers leads on to:\n\n{listed}"


def _methods(names: Names) -> dict[str, str]:
    """Endpoint → the method for it."""
    return {
        f"{item.http_method} {item.path}": ".".join(
            ("client", *names.resource(item.resource).attributes, names.methods[item.config].name)
        )
        for item in names.api.operations()
    }


def _link(link: Link, method: str | None) -> str:
    verb, _, path = link.target.partition(" ")
    arguments = ", ".join(f"`{name}` from `{value}`" for name, value in link.arguments)
    words = " ".join(link.description.split()) if link.description else ""
    called = f"`{method}`" if method else f"`{verb.upper()} {path}`"
    return f"{called} ({link.name}){', with ' if arguments else ''}{arguments}{': ' if words else ''}{words}"


def _content_types(operation: Operation) -> Iterator[str]:
    """About the content types that the arguments do not show."""
    if operation.other_bodies:
        listed = " or ".join(f"`{body.media_type}`" for body in operation.other_bodies)
        yield f"The body is also sent as {listed}, where `extra_headers` has that as its `Content-Type`."
