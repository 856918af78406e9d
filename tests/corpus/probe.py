"""Import all of a generated package, build its validators, and call every method against a stub.

Run as a program: `python -m tests.corpus.probe SRC OPERATIONS.json` prints what it found as JSON. OPERATIONS.json lists
[verb, path template] pairs.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import json
import re
import sys
import traceback
import types
import typing
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typing_extensions

from bessemer.naming.reserved import CLIENT_ATTRIBUTES, RESOURCE_ATTRIBUTES
from tests.corpus.matching import Request, matched
from tests.corpus.samples import TEXT, sample

_OWN = {"copy", "with_options"}
_SETTINGS = {
    "base_url",
    "timeout",
    "max_retries",
    "default_headers",
    "default_query",
    "http_client",
    "environment",
    "_strict_response_validation",
}
_VIEWS = {"with_raw_response", "with_streaming_response"}


class Caught(Exception):
    """The request left: nothing after it is looked at."""


def main(source: Path, operations: list[tuple[str, str]]) -> dict[str, Any]:
    sys.path.insert(0, str(source))
    package = next(item.name for item in sorted(source.iterdir()) if (item / "_client.py").is_file())
    modules, broken = imported(source, package)
    found: dict[str, Any] = {"package": package, "modules": len(modules), "import_errors": broken}
    models, invalid = validators(package, modules)
    found.update(models=models, model_errors=invalid)
    if not any(name == f"{package}._client" for name, _ in broken):
        found.update(called(package, operations))
    else:
        found.update(methods=0, callable=0, missing=[f"{verb} {path}" for verb, path in operations], call_errors=[])
    return found


def imported(source: Path, package: str) -> tuple[list[types.ModuleType], list[tuple[str, str]]]:
    """Every module below the package, and the first line of what went wrong with the others."""
    made, broken = [], []
    for path in sorted((source / package).rglob("*.py")):
        parts = path.relative_to(source).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        try:
            made.append(importlib.import_module(name))
        except BaseException as error:
            broken.append((name, shown(error)))
    return made, broken


def validators(package: str, modules: list[types.ModuleType]) -> tuple[int, list[tuple[str, str]]]:
    """Have each model build its validator anew, and each params type its hints."""
    base: Any = getattr(importlib.import_module(f"{package}._models"), "BaseModel", object)
    count, broken = 0, []
    for module in modules:
        if f"{package}.types" not in module.__name__:
            continue
        for name, value in list(vars(module).items()):
            if getattr(value, "__module__", None) != module.__name__ or not inspect.isclass(value):
                continue
            model: Any = value
            try:
                if issubclass(model, base):
                    count += 1
                    model.model_rebuild(force=True)
                elif typing_extensions.is_typeddict(value):
                    typing_extensions.get_type_hints(value)
            except BaseException as error:
                broken.append((f"{module.__name__}.{name}", shown(error)))
    return count, broken


def called(package: str, operations: list[tuple[str, str]]) -> dict[str, Any]:
    """Call each method of the client; which operations of the document a request went out for."""
    client_module = importlib.import_module(f"{package}._client")
    httpx = importlib.import_module(f"{package}._http").httpx
    caught: list[Request] = []

    def answer(request: Any) -> Any:
        raw = request.url.raw_path.decode("ascii")
        caught.append(Request(request.method.lower(), raw, request.url.host))
        raise Caught

    http_client = httpx.Client(transport=httpx.MockTransport(answer))
    try:
        made = client(client_module, http_client)
    except BaseException as error:
        everything = [f"{verb} {path}" for verb, path in operations]
        return {"methods": 0, "callable": 0, "missing": everything, "call_errors": [("client", shown(error))]}
    requests: dict[str, Request] = {}
    errors: list[tuple[str, str]] = []
    for name, method in methods(made, package):
        caught.clear()
        try:
            call(method)
        except Caught:
            pass
        except BaseException as error:
            if not caught:
                errors.append((name, shown(error)))
        if caught:
            requests[name] = caught[0]
    taken = matched(operations, requests)
    missing = [f"{verb} {path}" for index, (verb, path) in enumerate(operations) if index not in taken]
    stray = sorted(set(requests) - set(taken.values()))
    return {
        "methods": len(requests) + len(errors),
        "callable": len(taken),
        "missing": missing,
        "stray": [f"{name}: {requests[name].verb} {requests[name].target}" for name in stray],
        "call_errors": errors,
    }


def client(module: types.ModuleType, http_client: Any) -> Any:
    """A client with a value for each credential."""
    kind = module.Client
    given: dict[str, Any] = {"base_url": "http://stub.invalid", "http_client": http_client, "max_retries": 0}
    hints = hints_of(kind.__init__)
    for name in inspect.signature(kind.__init__).parameters:
        if name != "self" and name not in _SETTINGS:
            given[name] = sample(hints.get(name, str))
    return kind(**given)


def methods(top: Any, package: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    """The methods of a client and of everything below it, with their names."""
    resource = importlib.import_module(f"{package}._resource").SyncAPIResource
    waiting: list[tuple[str, Any]] = [("client", top)]
    while waiting:
        path, value = waiting.pop(0)
        for name, member in vars(type(value)).items():
            if isinstance(member, functools.cached_property) and name not in _VIEWS:
                below = getattr(value, name)
                if isinstance(below, resource):
                    waiting.append((f"{path}.{name}", below))
            elif inspect.isfunction(member) and not _is_own(name, is_client=value is top):
                yield f"{path}.{name}", getattr(value, name)


def _is_own(name: str, *, is_client: bool) -> bool:
    """Whether a method is none of the API's, whose names may begin with an underscore too: `_rpc`, `_3ds`."""
    if not name.startswith("_"):
        return is_client and name in _OWN
    return name.startswith("__") or name in CLIENT_ATTRIBUTES | RESOURCE_ATTRIBUTES


def call(method: Callable[..., Any]) -> None:
    """Call with a sample for each required argument of the first form of the method."""
    function = inspect.unwrap(getattr(method, "__func__", method))
    forms = typing_extensions.get_overloads(function)
    form = forms[0] if forms else function
    hints = hints_of(form)
    positional, named = [], {}
    for name, parameter in list(inspect.signature(form).parameters.items())[1:]:
        if parameter.default is not parameter.empty or parameter.kind in (
            parameter.VAR_KEYWORD,
            parameter.VAR_POSITIONAL,
        ):
            continue
        value = sample(hints.get(name, str))
        if parameter.kind is parameter.KEYWORD_ONLY:
            named[name] = value
        else:
            positional.append(value)
    result = method(*positional, **named)
    if hasattr(result, "__enter__"):
        with result:
            pass


def hints_of(function: Callable[..., Any]) -> dict[str, Any]:
    """The annotations; those that cannot be evaluated are left out."""
    try:
        return typing_extensions.get_type_hints(function, include_extras=True)
    except Exception:
        return {name: _evaluated(text, function) for name, text in getattr(function, "__annotations__", {}).items()}


def _evaluated(text: object, function: Any) -> Any:
    if not isinstance(text, str):
        return text
    try:
        return eval(text, function.__globals__)  # noqa: S307 (annotations of our own making)
    except Exception:
        return typing.Literal[TEXT]


def shown(error: BaseException) -> str:
    """The kind of an error, its first line, and where in the package it arose."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/src/" in frame.filename]
    where = f" ({re.sub('^.*/src/', '', frames[-1].filename)}:{frames[-1].lineno})" if frames else ""
    first = (str(error).splitlines() or [""])[0][:300]
    return f"{type(error).__name__}: {first}{where}"


if __name__ == "__main__":
    listed = [(verb, path) for verb, path in json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))]
    sys.setrecursionlimit(20_000)
    json.dump(main(Path(sys.argv[1]), listed), sys.stdout)
