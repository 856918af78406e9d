"""Lower a whole document with its config: the entry of the package."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from functools import cache, partial

from bessemer.config.model import Config, TargetConfig
from bessemer.diagnostics.diagnostic import Diagnostic
from bessemer.document.document import Document
from bessemer.document.pointer import Pointer
from bessemer.frozen import frozen
from bessemer.ir.api import Api, Casing, ExampleRequest, Organization
from bessemer.ir.frames import deep
from bessemer.ir.types import Schema
from bessemer.lower.circles import cut_circles
from bessemer.lower.client import lower_client, security_schemes, suppressed_headers
from bessemer.lower.context import Context, Loosened
from bessemer.lower.coverage import Coverage, Ledger, ledger, left_out, methods_of
from bessemer.lower.failures import check_source
from bessemer.lower.named_methods import with_named_methods
from bessemer.lower.paging import lower_schemes
from bessemer.lower.resources import lower_root
from bessemer.lower.schemas import lower_waiting
from bessemer.lower.security import lower_security, secured
from bessemer.lower.servers import served
from bessemer.lower.targets import go_settings, python_settings, reference_settings, repository
from bessemer.lower.words import text


@frozen
class Lowered:
    """The IR, and what is wrong with either input.

    `ledger` accounts for every operation of the document; `context` is what the lowering came to know.
    """

    spec: Document
    config: Document
    api: Api
    problems: tuple[Diagnostic, ...]
    context: Context = field(repr=False, compare=False)
    ledger: Callable[[], Ledger] = field(repr=False, compare=False)

    @property
    def coverage(self) -> tuple[Coverage, ...]:
        return self.ledger().entries

    @property
    def payloads(self) -> tuple[Coverage, ...]:
        """The coverage of webhooks and callbacks."""
        return self.ledger().payloads

    @property
    def elsewhere(self) -> tuple[Loosened, ...]:
        """What was loosened outside of all operations."""
        return self.ledger().elsewhere


def lower(spec: Document, config: Config, config_document: Document) -> Lowered:
    """The document must have passed the openapi stage: its references lead somewhere."""
    with deep():
        return _lower(spec, config, config_document)


def _lower(spec: Document, config: Config, config_document: Document) -> Lowered:
    context = Context(spec, config, config_document)
    config = context.config = with_named_methods(context)
    context.pages = lower_schemes(context)
    check_source(context)
    schemes = security_schemes(context)
    client = lower_security(context, lower_client(context), schemes)
    root = secured(context, client, schemes, lower_root(context, suppressed_headers(client, schemes)))
    root = served(context, client, root)
    lower_waiting(context)
    cut_circles(context)
    info = spec.data.get("info") or {}
    targets = _targets(config)
    python, go = targets.get("python"), targets.get("go")
    api = Api(
        title=text(info, "title") or "API",
        version=text(info, "version"),
        description=text(info, "description"),
        organization=Organization(config.organization, config.docs, config.contact),
        client=client,
        root=root,
        schemas=_sorted_schemas(context),
        license=config.license.name,
        license_text=config.license.text,
        license_file=f"LICENSE.{extension}" if (extension := config.license.extension) else "LICENSE",
        sorts_properties=config.sorts_properties,
        tests_mocks=config.tests_mocks,
        says_maker=config.says_maker,
        repository=repository(config),
        pages=context.pages,
        casings=_casings(config),
        readme=_readme(config),
        python=python_settings(context, python) if python else None,
        go=go_settings(context, go) if go else None,
        left_out={language: tuple(places) for language, places in context.left_out.items()},
        reference=reference_settings(config, tuple(name for name in targets if name in ("python", "go"))),
    )
    problems = (*context.problems, *left_out(context, methods_of(root)))
    # only those who report on coverage want it, and to trace what was lost to all operations takes a while
    return Lowered(spec, config_document, api, problems, context, cache(partial(ledger, context, root)))


def _targets(config: Config) -> Mapping[str, TargetConfig]:
    return {target.name: target for target in config.targets if not target.skip}


def _casings(config: Config) -> tuple[Casing, ...]:
    return tuple(
        Casing(item.phrase, item.initialism, item.snake, item.pascal, item.camel, item.capital)
        for item in config.casings
    )


def _readme(config: Config) -> tuple[ExampleRequest, ...]:
    return tuple(
        ExampleRequest(item.section, item.endpoint, item.params, item.response_property, item.assign_to)
        for item in config.readme
    )


def _sorted_schemas(context: Context) -> Mapping[Pointer, Schema]:
    """Components in the document's order, then the schemas inside others, by pointer."""
    components = (context.spec.data.get("components") or {}).get("schemas") or {}
    order = {name: index for index, name in enumerate(components)}

    def rank(pointer: Pointer) -> tuple[int, str]:
        parts = pointer.split("/")
        listed = parts[1:3] == ["components", "schemas"] and len(parts) == 4
        return (
            order.get(parts[3].replace("~1", "/").replace("~0", "~"), len(order)) if listed else len(order),
            pointer,
        )

    return {pointer: context.schemas[pointer] for pointer in sorted(context.schemas, key=rank)}
