"""Make the views of the generated tests, which replay the wire vectors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from bessemer.encode.code import Code
from bessemer.encode.go import go_identifier
from bessemer.ir.api import Api, ClientOption, HeaderAuth, Resource
from bessemer.ir.operations import EmptyResult, Operation, StreamResult
from bessemer.samples.credentials import client_arguments
from bessemer.samples.vectors import Vector, vectors
from bessemer.targets.go.client import client_arguments_code, env_names
from bessemer.targets.go.imports import grouped
from bessemer.targets.go.literals import Literal, Literals, Style, UnspeakableValueError
from bessemer.targets.go.project_views import ClientTestFile, TestFile, TestView, UsageTestFile, VariableView
from bessemer.targets.go.sdk import Sdk
from bessemer.targets.go.services import switch_option
from bessemer.targets.go.types import Import
from bessemer.targets.go.webhooks import webhook_tests

_TESTUTIL: Import = "$/internal/testutil"
_CLIENT_NEEDED: frozenset[Import] = frozenset(
    {
        "context",
        "errors",
        "net/http",
        "os",
        "strconv",
        "strings",
        "testing",
        "time",
        "$",
        "$/internal",
        "$/internal/settings",
        _TESTUTIL,
        "$/option",
    }
)
_ENDINGS = {"minimal": "", "full": "WithOptionalParams", "streamed": "Streaming", "pages": "AutoPaging"}


class WireTests:
    """The test files of one SDK."""

    def __init__(self, sdk: Sdk) -> None:
        self._sdk = sdk
        self._literals = Literals(sdk, Style("\t", now=False))
        self._vectors: dict[tuple[str, ...], list[Vector]] = {}
        for vector in vectors(sdk.api):
            self._vectors.setdefault(vector.operation, []).append(vector)

    def of(self, resource: Resource) -> TestFile | None:
        """The tests of a resource's methods, None where it has none."""
        made = [item for operation in resource.operations for item in self._tests(operation)]
        webhooks = tuple(webhook_tests(self._sdk, resource))
        if not made and not webhooks:
            return None
        needed: set[Import] = set()
        if any(not view.unspeakable for view, _ in made):
            needed |= {"context", "$", _TESTUTIL, "$/option"}
        if webhooks:
            needed |= {"$", _TESTUTIL, *({"$/option"} if self._options() else ())}
        if any(item.key for item in webhooks):
            needed |= {"time", "$/option"}
        names = self._sdk.names
        return TestFile(
            go_identifier(names.package),
            names.qualifier,
            names.option_package,
            grouped(needed.union({"testing"}, *(imports for _, imports in made)), names),
            go_identifier(names.client),
            self._options(),
            tuple(view for view, _ in made),
            webhooks,
        )

    def client(self) -> ClientTestFile:
        names = self._sdk.names
        return ClientTestFile(
            go_identifier(names.package),
            names.qualifier,
            names.option_package,
            grouped(_CLIENT_NEEDED, names),
            go_identifier(names.client),
            self._options(),
            env_names(self._sdk),
            tuple(_variables(_default_options(self._sdk.api))),
        )

    def usage(self) -> UsageTestFile | None:
        """The call of the README, with the least arguments."""
        operation = readme_operation(self._sdk)
        if operation is None:
            return None
        view, imports = next(self._tests(operation))
        if view.unspeakable:
            return None
        needed: set[Import] = {"context", "testing", _TESTUTIL, *imports}
        if view.arguments and any(f"{self._sdk.names.qualifier}." in argument for argument in view.arguments):
            needed.add("$")
        return UsageTestFile(
            go_identifier(self._sdk.names.package),
            grouped(needed, self._sdk.names),
            view.vectors[0],
            view.access,
            view.arguments,
            view.result and not view.streamed,
            view.streamed,
        )

    def _options(self) -> tuple[Code, ...]:
        return client_arguments_code(self._sdk, dict(client_arguments(self._sdk.api)))

    def _tests(self, operation: Operation) -> Iterator[tuple[TestView, frozenset[Import]]]:
        listed = self._vectors.get((*operation.resource, operation.name), [])
        for ending, group in groupby(listed, key=_ending):
            yield self._test(operation, ending, tuple(group))

    def _test(self, operation: Operation, ending: str, group: tuple[Vector, ...]) -> tuple[TestView, frozenset[Import]]:
        names = self._sdk.names
        method = self._sdk.method(operation)
        arguments: tuple[Literal, ...] = ()
        unspeakable = False
        try:
            arguments = self._literals.arguments(method, group[0].call, depth=4)
        except UnspeakableValueError:
            unspeakable = True
        streamed = isinstance(operation.result, StreamResult) or ending.startswith("Streaming")
        # pages are walked as streams are read
        walked = ending == "AutoPaging"
        called = method.paging_name if walked else method.stream_name if streamed else method.name
        access = [names.access(operation.resource), called]
        view = TestView(
            go_identifier(f"Test{names.prefix(operation.resource)}{method.name}{ending}"),
            tuple(vector.name for vector in group),
            Code(".".join(part for part in access if part)),
            tuple(argument.code for argument in arguments),
            not isinstance(operation.result, EmptyResult),
            unspeakable,
            streamed or walked,
            _settings(self._sdk, operation, group[0]),
        )
        needed = {item for argument in arguments for item in argument.imports}
        if any(setting.startswith("requestconfig.") for setting in view.settings):
            needed.add("$/internal/requestconfig")
        return view, frozenset(needed)


def _settings(sdk: Sdk, operation: Operation, vector: Vector) -> tuple[Code, ...]:
    """What asks for no stream is no argument: a caller who wants to send it does so with an option."""
    streaming = operation.streaming
    if streaming is None or streaming.default:
        return ()
    sent = vector.call.query if streaming.location == "query" else vector.call.body or {}
    return (switch_option(sdk, operation, streaming, streams=False),) if sent.get(streaming.switch) is False else ()


def readme_operation(sdk: Sdk) -> Operation | None:
    """The operation that the README shows: the config's headline, else the first."""
    by_endpoint = {endpoint(operation): operation for operation in sdk.api.operations()}
    for section in ("headline", "default"):
        for request in sdk.api.readme:
            if request.section == section and request.endpoint in by_endpoint:
                return by_endpoint[request.endpoint]
    return next(iter(by_endpoint.values()), None)


def endpoint(operation: Operation) -> str:
    return f"{operation.http_method} {operation.path}"


def _ending(vector: Vector) -> str:
    label, _, at = vector.name.rpartition("/")[2].partition("-")
    # that of another object that the body may be has its number
    return f"{_ENDINGS[label]}Alternative{at}" if at and label in _ENDINGS else _ENDINGS.get(label, "Faults")


def _default_options(api: Api) -> Iterator[ClientOption]:
    """The options that a request of the client itself sends, where those that become headers are set."""
    set_ = [item for item in api.client.options if item.env is not None and item.type == "string"]
    schemes = {item.scheme for item in set_ if isinstance(item.auth, HeaderAuth)}
    security = api.client.security if api.chooses_credentials else None
    chosen = None if security is None else next((names for names in security if schemes.issuperset(names)), ())
    return (item for item in set_ if item.auth is None or chosen is None or item.scheme in chosen)


def _variables(options: Iterable[ClientOption]) -> Iterator[VariableView]:
    sent: set[str] = set()
    for option in options:
        if option.env is None:
            continue
        header, prefix = option.header, ""
        if isinstance(option.auth, HeaderAuth):
            header, prefix = option.auth.header, option.auth.prefix
        if header is not None and header.lower() not in sent:
            sent.add(header.lower())
            value = f"test-{option.name}"
            yield VariableView(option.env, value, header, prefix + value)
