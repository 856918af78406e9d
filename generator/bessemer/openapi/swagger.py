"""Spell a Swagger 2.0 document as OpenAPI 3.0."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.document.document import Document, Origin
from bessemer.document.pointer import ROOT, Pointer, child
from bessemer.openapi.shapes import METHODS
from bessemer.openapi.swagger_bodies import Body, form_body, media_types, response, whole_body
from bessemer.openapi.swagger_schema import as_parameter, moved_ref, schema, secured

_KEPT = ("info", "tags", "externalDocs", "security")
_OPERATION = ("tags", "summary", "description", "externalDocs", "operationId", "deprecated", "security")


def as_three(document: Document) -> tuple[Document, tuple[Diagnostic, ...]]:
    """The document as 3.0, each place still the one in the 2.0 source, and what 3.0 has no word for."""
    respelling = _Respelling(document)
    data = respelling.whole()
    return replace(document, data=data, origins=respelling.origins), tuple(respelling.problems)


class _Respelling:
    """One respelling. `origins` maps what moved to its place in the source."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.data = document.data
        self.origins: dict[Pointer, Origin] = {ROOT: Origin(document, ROOT)}
        self.problems: list[Diagnostic] = []
        self.shared = _mapping(self.data.get("parameters"))

    def whole(self) -> dict[str, Any]:
        data = self.data
        made: dict[str, Any] = {"openapi": "3.0.3"}
        made |= {key: data[key] for key in _KEPT if key in data}
        made |= {key: value for key, value in data.items() if key.startswith("x-") and key != "x-webhooks"}
        servers = list(_servers(data))
        if servers:
            made["servers"] = servers
            self._moved(child(ROOT, "servers"), child(ROOT, "host" if "host" in data else "basePath"))
        for key in ("paths", "x-webhooks"):
            if key in data:
                made[key] = self._paths(data[key], child(ROOT, key))
        made["components"] = self._components()
        return made

    def _components(self) -> dict[str, Any]:
        data = self.data
        made: dict[str, Any] = {}
        for old, new in (("definitions", "schemas"), ("responses", "responses"), ("parameters", "parameters")):
            self._moved(child(ROOT, "components", new), child(ROOT, old))
        self._moved(child(ROOT, "components", "securitySchemes"), child(ROOT, "securityDefinitions"))
        if isinstance(data.get("definitions"), dict):
            made["schemas"] = {name: schema(written) for name, written in data["definitions"].items()}
        if isinstance(data.get("responses"), dict):
            at = child(ROOT, "components", "responses")
            old = child(ROOT, "responses")
            made["responses"] = {
                name: self._response(written, {}, child(at, name), child(old, name))
                for name, written in data["responses"].items()
            }
        plain = {
            name: self._parameter(
                child(ROOT, "components", "parameters", name), child(ROOT, "parameters", name), written
            )
            for name, written in self.shared.items()
            if not _is_body(written)
        }
        if plain:
            made["parameters"] = plain
        if isinstance(data.get("securityDefinitions"), dict):
            made["securitySchemes"] = {name: secured(written) for name, written in data["securityDefinitions"].items()}
        return made

    def _paths(self, written: Any, at: Pointer) -> Any:
        if not isinstance(written, dict):
            return written
        return {
            path: item if path.startswith("x-") else self._path_item(item, child(at, path))
            for path, item in written.items()
        }

    def _path_item(self, item: Any, at: Pointer) -> Any:
        if not isinstance(item, dict):
            return item
        shared = tuple(self._listed(item.get("parameters"), child(at, "parameters")))
        made: dict[str, Any] = {}
        for key, value in item.items():
            if key == "parameters":
                made[key] = self._plain(shared, child(at, key))
            elif key in METHODS and isinstance(value, dict):
                made[key] = self._operation(value, child(at, key), shared)
            else:
                made[key] = moved_ref(value) if key == "$ref" else value
        return made

    def _operation(self, written: dict[str, Any], at: Pointer, shared: tuple[Body, ...]) -> dict[str, Any]:
        made = {key: written[key] for key in written if key in _OPERATION or key.startswith("x-")}
        own = tuple(self._listed(written.get("parameters"), child(at, "parameters")))
        if own:
            made["parameters"] = self._plain(own, child(at, "parameters"))
        body = self._body(written, at, (*(own or ()), *shared))
        if body is not None:
            made["requestBody"] = body
        responses = written.get("responses")
        if isinstance(responses, dict):
            made["responses"] = {
                status: (
                    answer
                    if status.startswith("x-")
                    else self._response(answer, written, child(at, "responses", status), child(at, "responses", status))
                )
                for status, answer in responses.items()
            }
        elif "responses" in written:
            made["responses"] = responses
        return made

    def _listed(self, written: Any, at: Pointer) -> Iterator[Body]:
        """Each parameter with where it is really written: those of the document are shared by name."""
        for index, item in enumerate(written if isinstance(written, list) else ()):
            place = child(at, index)
            ref = item.get("$ref") if isinstance(item, dict) else None
            if isinstance(ref, str) and ref.startswith("#/parameters/"):
                name = ref.removeprefix("#/parameters/").replace("~1", "/").replace("~0", "~")
                target = self.shared.get(name)
                if _is_body(target):
                    yield Body(target, child(ROOT, "parameters", name))
                    continue
            yield Body(item, place)

    def _plain(self, listed: tuple[Body, ...], at: Pointer) -> list[Any]:
        """The parameters that are no part of a body."""
        made: list[Any] = []
        for item in listed:
            if not _is_body(item.written):
                made.append(self._parameter(child(at, len(made)), item.pointer, item.written))
        return made

    def _parameter(self, at: Pointer, old: Pointer, written: Any) -> Any:
        if not isinstance(written, dict) or ("$ref" in written and "in" not in written):
            self._moved(at, old)
            return schema(written) if isinstance(written, dict) else written
        self._moved(at, old)
        self._moved(child(at, "schema"), old)
        if written.get("collectionFormat") == "tsv":
            message = "values parted by tabs are sent parted by commas: OpenAPI 3 has no such style"
            pointer = child(old, "collectionFormat")
            self.problems.append(Diagnostic("construct-loosened", message, self.document.place(pointer), pointer))
        return as_parameter(written)

    def _body(self, written: dict[str, Any], at: Pointer, listed: tuple[Body, ...]) -> dict[str, Any] | None:
        """The request body: the parameter that is one, or all form fields together. An operation's own come first."""
        parts = [item for item in listed if _is_body(item.written)]
        whole = next((item for item in parts if item.written["in"] == "body"), None)
        consumed = media_types(written, self.data, "consumes")
        new = child(at, "requestBody")
        if whole is not None:
            self._moved(new, whole.pointer)
            made = whole_body(whole.written, consumed)
            for media_type in made["content"]:
                self._moved(child(new, "content", media_type, "schema"), child(whole.pointer, "schema"))
            return made
        if not parts:
            return None
        fields = {item.written["name"]: item for item in reversed(parts) if isinstance(item.written.get("name"), str)}
        ordered = list(reversed(fields.values()))
        made = form_body([item.written for item in ordered], consumed)
        self._moved(new, child(at, "parameters"))
        for media_type in made["content"]:
            for item in ordered:
                name = item.written["name"]
                self._moved(child(new, "content", media_type, "schema", "properties", name), item.pointer)
        return made

    def _response(self, written: Any, operation: dict[str, Any], at: Pointer, old: Pointer) -> Any:
        if not isinstance(written, dict):
            return written
        made = response(written, media_types(operation, self.data, "produces"))
        for media_type in made.get("content", ()):
            self._moved(child(at, "content", media_type, "schema"), child(old, "schema"))
        for name in _mapping(made.get("headers")):
            self._moved(child(at, "headers", name, "schema"), child(old, "headers", name))
        return made

    def _moved(self, new: Pointer, old: Pointer) -> None:
        if new != old:
            self.origins[new] = Origin(self.document, old)


def _servers(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One for each scheme, https first; a document without a host is relative to where it is served."""
    host, base = data.get("host"), data.get("basePath")
    path = base.rstrip("/") if isinstance(base, str) else ""
    if not isinstance(host, str) or not host:
        if path:
            yield {"url": path}
        return
    written = data.get("schemes")
    schemes = [item for item in written if item in ("http", "https")] if isinstance(written, list) else []
    for scheme in sorted(dict.fromkeys(schemes) or ["https"], key=lambda item: item != "https"):
        yield {"url": f"{scheme}://{host}{path}"}


def _is_body(written: Any) -> bool:
    return isinstance(written, dict) and written.get("in") in ("body", "formData")


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
