"""Lower the resource tree: which operation and which model is called what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from bessemer.config.languages import EVERY, in_language
from bessemer.config.resources import SHARED
from bessemer.config.tree import MethodConfig, ModelConfig, ResourceConfig
from bessemer.diagnostics.nearest import nearest
from bessemer.document.pointer import ROOT, Pointer, child
from bessemer.ir.api import Model, Resource
from bessemer.ir.operations import DefaultHeader, Operation
from bessemer.lower.context import Context
from bessemer.lower.models import model_schema, why_not
from bessemer.lower.operations import lower_operation, operation_pointer
from bessemer.lower.webhooks import implied_webhooks, lower_webhook
from bessemer.naming.words import split

Headers = tuple[DefaultHeader, ...]


def lower_root(context: Context, suppressed: frozenset[str]) -> Resource:
    """The root resource: the client's own methods, and the tree below it."""
    client = context.config.client_resource
    lowering = _Tree(context, suppressed)
    context.reads.apart(lambda: lowering.declare((*([client] if client else []), *context.config.resources)))
    own = lowering.resource(client, ()) if client is not None else None
    return Resource(
        name="",
        path=(),
        config=own.config if own else child(ROOT, "resources"),
        description=own.description if own else None,
        models=own.models if own else (),
        operations=own.operations if own else (),
        webhooks=own.webhooks if own else (),
        resources=tuple(lowering.resource(item, ()) for item in context.config.resources),
    )


class _Tree:
    """The lowering of one tree, with what holds for all of it."""

    def __init__(self, context: Context, suppressed: frozenset[str]) -> None:
        self._context = context
        self._suppressed = suppressed
        self._models: dict[Pointer, tuple[Model, ...]] = {}

    def declare(self, resources: Iterable[ResourceConfig]) -> None:
        """Have every model known before any schema is lowered, so that each use of one refers to it."""
        for config in resources:
            found = (self._model(item, config.path) for item in config.models)
            self._models[config.pointer] = tuple(model for model in found if model is not None)
            self._context.named.update(model.schema for model in self._models[config.pointer])
            self.declare(config.resources)

    def resource(self, config: ResourceConfig, inherited: Headers) -> Resource:
        headers = merged(inherited, config.default_headers)
        models = self._models[config.pointer]
        # types that are shared are in no namespace with methods
        said = () if config.path == (SHARED,) else config.webhooks or implied_webhooks(self._context, config, models)
        made = [lower_webhook(self._context, config, item) for item in said]
        webhooks = [item for item in made if item is not None]
        named = {model.name for model in models}
        self._context.skip(config.pointer, config.skipped)
        return Resource(
            name=config.name,
            path=config.path,
            config=config.pointer,
            description=config.description,
            models=(*models, *(model for _, model in webhooks if model.name not in named)),
            operations=self.operations(config, headers),
            resources=tuple(self.resource(_within(item, config), headers) for item in config.resources),
            webhooks=tuple(webhook for webhook, _ in webhooks),
            is_custom=config.is_custom,
        )

    def operations(self, config: ResourceConfig, headers: Headers) -> tuple[Operation, ...]:
        made: list[Operation] = []
        below = config.resources if config.path else self._context.config.resources
        names = (*(item.name for item in config.methods), *(item.name for item in below))
        taken = {"_".join(split(name)) for name in names}
        for method in config.methods:
            pointer = operation_pointer(self._context, method)
            if pointer is None:
                self._not_found(method)
                continue
            own = merged(headers, method.default_headers)
            method = replace(method, deprecated=method.deprecated or config.deprecated)
            self._context.skip(method.pointer, method.skipped)
            given = (method, (pointer, config.path), own, self._suppressed)
            lowered = partial(lower_operation, self._context, *given)
            for operation in self._context.reads.unit(("operation", method.pointer), lowered, given):
                name = operation.name if operation.name == method.name else _free(operation.name, taken)
                made.append(operation if name == operation.name else replace(operation, name=name))
        return tuple(made)

    def _not_found(self, method: MethodConfig) -> None:
        endpoint = f"{method.verb} {method.path}"
        near = nearest(endpoint, self._context.endpoints)
        help_ = f"did you mean '{near}'?" if near else "an endpoint is written as the document writes its path"
        message = f"the document has no endpoint '{endpoint}'"
        self._context.config_problem("endpoint-not-found", message, method.pointer, help_)

    def _model(self, model: ModelConfig, path: tuple[str, ...]) -> Model | None:
        target = model_schema(self._context, model.ref)
        if target is None:
            why, help_ = why_not(self._context, model.ref)
            message = f"the model {model.name!r} points at {why}"
            self._context.config_problem("model-not-found", message, model.pointer, help_)
            return None
        self._context.skip(model.pointer, model.skipped)
        self._context.want(target)
        received = model.ref.startswith("#/webhooks/") or "/callbacks/" in model.ref
        return Model(
            model.name,
            path,
            target,
            model.pointer,
            received,
            model.no_params_suffix,
            in_language(model.deprecated, EVERY),
            tuple(item for item in model.deprecated if item[0] != EVERY),
        )


def _within(config: ResourceConfig, owner: ResourceConfig) -> ResourceConfig:
    """A resource with what holds for all below its owner."""
    return replace(config, deprecated=config.deprecated or owner.deprecated)


def _free(name: str, taken: set[str]) -> str:
    """A name that the config does not give to another member of the resource."""
    while "_".join(split(name)) in taken:
        name += "_method"
    return name


def merged(inherited: Headers, own: tuple[tuple[str, str], ...]) -> Headers:
    """The inherited headers, those of the same name replaced."""
    by_name = {header.name.lower(): header for header in inherited}
    by_name.update({name.lower(): DefaultHeader(name, value) for name, value in own})
    return tuple(by_name.values())
