"""Make the view of README.md."""

from __future__ import annotations

import re

from bessemer.encode.code import Code, code
from bessemer.encode.go import go_identifier
from bessemer.ir.api import ExampleRequest
from bessemer.ir.operations import Operation
from bessemer.targets.go import readme_calls
from bessemer.targets.go.client import env_names, options_view
from bessemer.targets.go.examples import sample_program
from bessemer.targets.go.imports import imported
from bessemer.targets.go.project_views import Readme
from bessemer.targets.go.sdk import Sdk
from bessemer.targets.go.wiretests import endpoint, readme_operation


def readme(sdk: Sdk) -> Readme:
    operation = readme_operation(sdk)
    request = None if operation is None else _request(sdk, operation)
    names, api, paging = sdk.names, sdk.api, readme_calls.paging(sdk)
    return Readme(
        (api.go and api.go.readme_title) or f"{names.title(api.organization.name)} Go",
        api.title,
        names.qualifier,
        names.option_package,
        Code(names.module),
        imported("$", names),
        go_identifier(names.client),
        api.organization.docs,
        api.organization.contact,
        _program(sdk, operation, request),
        readme_calls.with_options(sdk),
        env_names(sdk),
        options_view(sdk).environments,
        api.client.max_retries,
        api.license,
        paging[0] if paging else None,
        paging[1] if paging else Code(""),
        readme_calls.streaming(sdk),
        readme_calls.uploads(sdk),
        readme_calls.webhooks(sdk),
        readme_calls.errors(sdk),
    )


def _request(sdk: Sdk, operation: Operation) -> ExampleRequest | None:
    fitting = [item for item in sdk.api.readme if item.endpoint == endpoint(operation)]
    return next((item for item in fitting if item.section == "headline"), next(iter(fitting), None))


def _program(sdk: Sdk, operation: Operation | None, request: ExampleRequest | None) -> Code:
    if operation is None:
        return code("client := ", sdk.names.qualifier, ".New", go_identifier(sdk.names.client), "()")
    return Code(_tabbed(sample_program(sdk, operation, request).rstrip("\n")))


def _tabbed(program: str) -> str:
    """A program as gofmt indents it; reference pages have narrower steps."""
    return re.sub(r"^(?:  )+", lambda found: "\t" * (len(found[0]) // 2), program, flags=re.MULTILINE)
