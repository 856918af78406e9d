"""Derive a whole config from a document: the entry of the package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bessemer.config.forms import GO_PACKAGE
from bessemer.derive.client import authorization, environments, options, placeholder, server_options
from bessemer.derive.examples import readme
from bessemer.derive.models import consumed, shared_models
from bessemer.derive.organization import Organization, organization
from bessemer.derive.paging import schemes
from bessemer.derive.payloads import payload_models
from bessemer.derive.tree import placed, resource_tree, second_choices
from bessemer.derive.yaml_text import Where, yaml_text
from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.document.document import Document
from bessemer.document.pointer import ROOT, child
from bessemer.frozen import frozen

_PAGING = (
    "The ways to page that the document's parameters and answers show. Methods called list that name none are\n"
    "paged by the first that fits."
)


@frozen
class Derived:
    """A config with the comments in it, the name of its package, the scheme that pages each endpoint, and what had to
    be guessed.
    """

    data: Mapping[str, Any]
    comments: Mapping[Where, str]
    package: str
    paged: Mapping[str, str]
    problems: tuple[Diagnostic, ...]

    @property
    def text(self) -> str:
        return yaml_text(self.data, self.comments)


def derive(document: Document, languages: Sequence[str]) -> Derived:
    """The document must have been loaded; what is no operation or schema in it is passed over."""
    named = organization(document)
    operations = placed(document)
    paging, paged = schemes(document, operations)
    resources = resource_tree(operations, paged)
    comments: dict[Where, str] = {("pagination",): _PAGING, **second_choices(operations)}
    problems: list[Diagnostic] = []
    addresses = environments(document)
    if not addresses:
        addresses = {"production": placeholder(document)}
        comments[("environments",)] = "The document names no server with a full address: this one is a placeholder."
        problems.append(_no_server(document, addresses["production"]))
    variables = server_options(document, named.prefix, resources)
    taken = {*resources, *variables}
    client = {**options(document, named.prefix, taken), **authorization(document, named.prefix, taken), **variables}
    models = shared_models(document, consumed(document, operations, paged))
    models |= payload_models(document, models)
    if not models and not resources:
        problems.append(_nothing(document))
    # a config must name something, if only an empty place: a document of webhooks alone still has a client
    shared = {"$shared": {"models": models}} if models or not resources else {}
    data: dict[str, Any] = {
        "organization": {"name": named.name},
        "targets": {language: _target(language, named) for language in languages},
        "environments": addresses,
        "client_settings": {"default_env_prefix": named.prefix, **({"opts": client} if client else {})},
        "query_settings": {"array_format": "as_documented"},
        **({"pagination": paging} if paging else {}),
        "settings": {"license": "Apache-2.0"},
        **({"readme": shown} if (shown := readme(document, operations)) else {}),
        "resources": {**shared, **resources},
    }
    return Derived(data, comments, named.package, paged, tuple(problems))


def _target(language: str, named: Organization) -> dict[str, Any]:
    if language == "go":
        package = named.package.replace("_", "-")
        package = package if GO_PACKAGE.fits(package) else f"{package}-api"
        return {"package_name": package, "options": {"enable_v2": True}}
    distribution = named.package.replace("_", "-")
    return {
        "package_name": named.package,
        **({"project_name": distribution} if distribution != named.package else {}),
    }


def _no_server(document: Document, address: str) -> Diagnostic:
    pointer = child(ROOT, "servers")
    message = f"the document names no server with a full address: '{address}' stands in"
    help_ = "add `servers: [{url: https://…}]`, or give clients a `base_url`"
    return Diagnostic("server-missing", message, document.place(pointer), pointer, help_)


def _nothing(document: Document) -> Diagnostic:
    message = "the document has no operation under paths and no schema under components: the client has no methods"
    return Diagnostic("document-empty", message, document.place(ROOT), ROOT, "describe an operation under `paths`")
