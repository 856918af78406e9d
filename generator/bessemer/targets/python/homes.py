"""Find a module and a class of its own for every type and every resource.

Models keep what their keys in the config ask for; the types made for methods make way. All by the rule of
`bessemer.naming.apart`: what comes from elsewhere in the document never renames them but by asking for the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Literal, TypeAlias

from bessemer.document.pointer import Pointer
from bessemer.naming.apart import Change, Choice, Wish, digests, settle
from bessemer.naming.case import Caser
from bessemer.naming.words import Words, spelled
from bessemer.targets.python.identifiers import module_name, pascal
from bessemer.targets.python.imports import ModulePath
from bessemer.targets.python.names import MethodNames, ModelNames, Moved, Names, ResourceNames
from bessemer.targets.python.needs import has_params
from bessemer.targets.python.results import own_types

Kind: TypeAlias = Literal["response", "request", "params", "result", "event"]
Owner: TypeAlias = tuple[Kind, Pointer]
Home: TypeAlias = tuple[str, ModulePath]
_WRAPPERS = ("", "WithRawResponse", "WithStreamingResponse")


def with_homes(names: Names) -> Names:
    """The names with no two types in one module or of one name in one package."""
    made = settle(
        (
            *(wish for item in names.listed for wish in _model_wishes(item)),
            *(wish for item in names.methods.values() for wish in _method_wishes(item, names)),
        ),
        _directories(names),
    )
    suffix = names.settings.resource_class_suffix
    called = settle(_resource_wish(item, names.caser, suffix) for item in names.resources)
    resources = tuple(replace(item, class_name=called.got[item.resource.config]) for item in names.resources)
    moved = tuple(Moved(item.owner, item.wanted, item.got, item.holder) for item in called.changes)
    names = replace(names, resources=resources, moved=(*moved, *map(_moved, made.changes)))
    if not made.changes:
        return names
    got = {change.owner: change.got for change in made.changes}
    listed = tuple(_moved_model(item, got) for item in names.listed)
    models: dict[Pointer, ModelNames] = {}
    for item in listed:
        models.setdefault(item.model.schema, item)
    methods = {config: _moved_method(item, got) for config, item in names.methods.items()}
    return replace(names, listed=listed, models=models, methods=methods)


def _moved(change: Change[Owner, Home]) -> Moved:
    holder = change.holder[1] if change.holder else None
    return Moved(change.owner[1], ".".join((*change.wanted[1], change.wanted[0])), change.got[0], holder)


def _moved_model(item: ModelNames, got: dict[Owner, Home]) -> ModelNames:
    at = item.model.config
    class_name, module = got.get(("response", at), (item.class_name, item.module))
    param_class, param_module = got.get(("request", at), (item.param_class, item.param_module))
    return replace(item, class_name=class_name, module=module, param_class=param_class, param_module=param_module)


def _moved_method(item: MethodNames, got: dict[Owner, Home]) -> MethodNames:
    at = item.operation.config
    params_class, params_module = got.get(("params", at), (item.params_class, item.params_module))
    response_class, response_module = got.get(("result", at), (item.response_class, item.response_module))
    event_class, event_module = got.get(("event", at), (item.event_class, item.event_module))
    return replace(
        item,
        params_class=params_class,
        params_module=params_module,
        response_class=response_class,
        response_module=response_module,
        event_class=event_class,
        event_module=event_module,
    )


def _directories(names: Names) -> frozenset[str]:
    """The packages of types: no module may have the name of one."""
    paths = {item.types for item in names.resources} | {("types", "shared"), ("types", "shared_params")}
    paths |= {item.module[:-1] for item in names.listed} | {item.params_module[:-1] for item in names.methods.values()}
    return frozenset(_file(path[:length]) for path in paths for length in range(2, len(path) + 1))


def _file(path: ModulePath) -> str:
    return "/".join(path).casefold()


def _choice(class_name: str, module: ModulePath) -> Choice[Home]:
    """A class takes its module, and its name in each package that exports it."""
    package = module[:-1]
    exported = (package, ("types",)) if package == ("types", "shared") else (package,)
    keys = (_file(module), *(f"{'.'.join(home)}:{class_name}" for home in exported))
    return Choice((class_name, module), keys)


def _model_wishes(item: ModelNames) -> Iterator[Wish[Owner, Home]]:
    at = item.model.config
    for rank, direction in enumerate(("response", "request")):
        if direction not in item.directions:
            continue
        class_name, module = item.spelled(direction)
        is_exact = item.model.name == item.module[-1]
        yield Wish((direction, at), (2 * rank + (not is_exact), len(at), at), _model_choices(class_name, module, at))


def _model_choices(class_name: str, module: ModulePath, at: Pointer) -> Callable[[], Iterator[Choice[Home]]]:
    def choices() -> Iterator[Choice[Home]]:
        *package, file = module
        yield _choice(class_name, module)
        yield _choice(class_name, (*package, f"{file}_model"))
        for part in digests(at):
            yield _choice(f"{class_name}_{part}", (*package, f"{file}_{part}"))

    return choices


def _method_wishes(item: MethodNames, names: Names) -> Iterator[Wish[Owner, Home]]:
    operation = item.operation
    at = operation.config
    order = (4, len(at), at)
    if has_params(operation, names):
        yield Wish(("params", at), order, _method_choices(item, (item.params_class, item.params_module), names))
    for class_name, module, _ in own_types(operation, names):
        kind: Kind = "event" if module == item.event_module else "result"
        yield Wish((kind, at), order, _method_choices(item, (class_name, module), names))


def _method_choices(item: MethodNames, first: Home, names: Names) -> Callable[[], Iterator[Choice[Home]]]:
    """The resource as it is written, then with those above it, then a hash of its place."""
    operation = item.operation
    class_name, (*package, _) = first
    ending = next(ending for ending in ("Params", "Response", "Event") if class_name.endswith(ending))
    path = operation.resource or ("client",)

    def choices() -> Iterator[Choice[Home]]:
        yield _choice(*first)
        for start in range(len(path) - 1, -1, -1):
            yield named(tuple(word for part in path[start:] for word in spelled(part)), "")
        for part in digests(operation.config):
            yield named((*spelled(path[-1]),), part)

    def named(words: Words, part: str) -> Choice[Home]:
        whole = (*words, *spelled(operation.name), *((part,) if part else ()), ending.lower())
        return _choice(pascal(names.caser, whole), (*package, module_name(names.caser, " ".join(whole))))

    return choices


def _resource_wish(item: ResourceNames, caser: Caser, suffix: str) -> Wish[Pointer, str]:
    packages = {item.package, item.package[:-1] if item.resource.resources else item.package}
    at = item.resource.config
    path = item.resource.path

    def choices() -> Iterator[Choice[str]]:
        yield choice(item.class_name)
        for start in range(len(path) - 2, -1, -1):
            yield choice(pascal(caser, tuple(word for part in path[start:] for word in spelled(part))) + suffix)
        for part in digests(at):
            yield choice(f"{item.class_name}_{part}")

    def choice(name: str) -> Choice[str]:
        classes = [f"{prefix}{name}{kind}" for prefix in ("", "Async") for kind in _WRAPPERS]
        return Choice(name, tuple(f"{'.'.join(package)}:{made}" for package in packages for made in classes))

    return Wish(at, (len(path), len(at), at), choices)
