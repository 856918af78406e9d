"""Make the view of README.md."""

from __future__ import annotations

import re

from bessemer.encode.code import Code, code
from bessemer.encode.go import go_identifier
from bessemer.ir.api import ExampleRequest
from bessemer.ir.operations import EmptyResult, Operation, StreamResult
from bessemer.targets.go.client import env_names, options_view
from bessemer.targets.go.examples import call_arguments, sample_program
from bessemer.targets.go.literals import Style
from bessemer.targets.go.project_views import Readme
from bessemer.targets.go.sdk import Sdk
from bessemer.targets.go.surface import access
from bessemer.targets.go.wiretests import endpoint, readme_operation


def readme(sdk: Sdk) -> Readme:
    operation = readme_operation(sdk)
    request = None if operation is None else _request(sdk, operation)
    names, api = sdk.names, sdk.api
    return Readme(
        (api.go and api.go.readme_title) or f"{names.title(api.organization.name)} Go",
        api.title,
        Code(names.package),
        names.option_package,
        Code(names.module),
        go_identifier(names.client),
        api.organization.docs,
        api.organization.contact,
        _program(sdk, operation, request),
        _call(sdk, operation, request),
        env_names(sdk),
        options_view(sdk).environments,
        api.client.max_retries,
        api.license,
    )


def _request(sdk: Sdk, operation: Operation) -> ExampleRequest | None:
    fitting = [item for item in sdk.api.readme if item.endpoint == endpoint(operation)]
    return next((item for item in fitting if item.section == "headline"), next(iter(fitting), None))


def _program(sdk: Sdk, operation: Operation | None, request: ExampleRequest | None) -> Code:
    if operation is None:
        return code("client := ", sdk.names.package, ".New", go_identifier(sdk.names.client), "()")
    return Code(_tabbed(sample_program(sdk, operation, request).rstrip("\n")))


def _tabbed(program: str) -> str:
    """A program as gofmt indents it; reference pages have narrower steps."""
    return re.sub(r"^(?:  )+", lambda found: "\t" * (len(found[0]) // 2), program, flags=re.MULTILINE)


def _call(sdk: Sdk, operation: Operation | None, request: ExampleRequest | None) -> Code:
    """The same call with options of its own."""
    option = sdk.names.of_option
    options = (code(option("WithMaxRetries"), "(5),"), code(option("WithRequestTimeout"), "(20*time.Second),"))
    if operation is None:
        rows = (
            'err := client.Get(context.Background(), "/some/path", nil, nil,',
            *(f"\t{row}" for row in options),
            ")",
        )
        return Code("\n".join(rows))
    arguments = call_arguments(sdk, operation, request, Style("\t", now=True), depth=1)
    assigned = "err" if isinstance(operation.result, EmptyResult) else "res, err"
    called = access(sdk, sdk.method(operation))
    if isinstance(operation.result, StreamResult):
        method = sdk.method(operation)
        assigned, called = "stream", code(called.removesuffix(method.name), go_identifier(method.stream_name))
    rows = (
        f"{assigned} := client.{called}(",
        "\tcontext.Background(),",
        *(f"\t{argument.code}," for argument in arguments),
        *(f"\t{row}" for row in options),
        ")",
    )
    return Code("\n".join(rows))
