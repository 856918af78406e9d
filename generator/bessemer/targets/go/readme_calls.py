"""Write the README's calls: each shown for what it does, as the config's examples say."""

from __future__ import annotations

from collections.abc import Callable

from bessemer.encode.code import Code, code
from bessemer.encode.go import go_identifier
from bessemer.ir.api import ExampleRequest
from bessemer.ir.bodies import object_body
from bessemer.ir.operations import EmptyResult, MultipartBody, Operation, PagedResult, StreamResult
from bessemer.samples.bodies import is_binary
from bessemer.targets.go.examples import call_arguments
from bessemer.targets.go.literals import Style
from bessemer.targets.go.sdk import Sdk

Fits = Callable[[Operation], bool]


def example(sdk: Sdk, sections: tuple[str, ...], fits: Fits) -> tuple[Operation, ExampleRequest | None] | None:
    """The config's first example, of those sections in that order, whose method fits; else the first that fits."""
    by_endpoint = {f"{item.http_method} {item.path}": item for item in sdk.api.operations()}
    for section in sections:
        for said in sdk.api.readme:
            operation = by_endpoint.get(said.endpoint)
            if said.section == section and operation is not None and fits(operation):
                return operation, said
    found = next((item for item in by_endpoint.values() if fits(item)), None)
    return None if found is None else (found, None)


def with_options(sdk: Sdk) -> Code:
    """The config's default call with options of its own."""
    option = sdk.names.of_option
    options = (code(option("WithMaxRetries"), "(5)"), code(option("WithRequestTimeout"), "(20*time.Second)"))
    shown = example(sdk, ("default", "headline"), lambda _: True)
    if shown is None:
        rows = (
            'err := client.Get(context.Background(), "/some/path", nil, nil,',
            *(f"\t{row}," for row in options),
            ")",
        )
        return Code("\n".join(rows))
    operation, said = shown
    if isinstance(operation.result, StreamResult):
        return code("stream := ", _call(sdk, operation, said, sdk.method(operation).stream_name, options))
    return code(_assigned(operation), _call(sdk, operation, said, sdk.method(operation).name, options))


def errors(sdk: Sdk) -> Code | None:
    """The call of the config's example of errors, else of its default."""
    shown = example(sdk, ("errors", "default", "headline"), lambda item: not isinstance(item.result, StreamResult))
    if shown is None:
        return None
    operation, said = shown
    assigned = "err := " if isinstance(operation.result, EmptyResult) else "_, err := "
    return code(assigned, _call(sdk, operation, said, sdk.method(operation).name))


def paging(sdk: Sdk) -> tuple[Code, Code] | None:
    """A list as an iterator, and page by page."""
    shown = example(sdk, ("pagination",), lambda item: isinstance(item.result, PagedResult))
    if shown is None or not isinstance(shown[0].result, PagedResult):
        return None
    operation, said = shown
    method, steps = sdk.method(operation), shown[0].result.scheme.items
    items = ".".join(go_identifier(sdk.names.exported(step)) for step in steps)
    walked = (
        f"pager := {_call(sdk, operation, said, method.paging_name)}\nfor pager.Next() {{\n"
        '\tfmt.Printf("%+v\\n", pager.Current())\n}\nif err := pager.Err(); err != nil {\n\tpanic(err.Error())\n}'
    )
    turned = (
        f"page, err := {_call(sdk, operation, said, method.name)}\nfor page != nil && err == nil {{\n"
        f'\tfor _, item := range page.{items} {{\n\t\tfmt.Printf("%+v\\n", item)\n\t}}\n'
        "\tpage, err = page.GetNextPage()\n}\nif err != nil {\n\tpanic(err.Error())\n}"
    )
    return Code(walked), Code(turned)


def streaming(sdk: Sdk) -> Code | None:
    shown = example(sdk, ("streaming",), lambda item: sdk.method(item).stream is not None)
    if shown is None:
        return None
    operation, said = shown
    called = _call(sdk, operation, said, sdk.method(operation).stream_name)
    return Code(
        f'stream := {called}\nfor stream.Next() {{\n\tfmt.Printf("%+v\\n", stream.Current())\n}}\n'
        "if err := stream.Err(); err != nil {\n\tpanic(err.Error())\n}"
    )


def uploads(sdk: Sdk) -> Code | None:
    """A call that sends a file."""
    shown = example(sdk, ("file_uploads",), lambda item: _takes_file(sdk, item))
    if shown is None:
        return None
    operation, said = shown
    return code(_assigned(operation), _call(sdk, operation, said, sdk.method(operation).name))


def webhooks(sdk: Sdk) -> Code | None:
    webhook = next(sdk.api.webhooks(), None)
    if webhook is None:
        return None
    path = ".".join(part for part in ("client", sdk.names.access(webhook.resource), sdk.names.webhook(webhook)) if part)
    headers = ", request.Header" if webhook.key_option else ""
    return Code(f"payload, err := io.ReadAll(request.Body)\nevent, err := {path}(payload{headers})")


def _takes_file(sdk: Sdk, operation: Operation) -> bool:
    found = object_body(operation, sdk.api.schemas) if isinstance(operation.body, MultipartBody) else None
    return found is not None and any(is_binary(item.schema, sdk.api.schemas) for item in found.properties)


def _assigned(operation: Operation) -> str:
    return "err := " if isinstance(operation.result, EmptyResult) else "res, err := "


def _call(
    sdk: Sdk, operation: Operation, said: ExampleRequest | None, name: str, options: tuple[Code, ...] = ()
) -> Code:
    """A call, one argument a line, with what the example gives and what else must be given."""
    path = sdk.names.access(operation.resource)
    arguments = call_arguments(sdk, operation, said, Style("\t", now=True), depth=1)
    rows = (
        f"client.{f'{path}.' if path else ''}{go_identifier(name)}(",
        "\tcontext.Background(),",
        *(f"\t{argument.code}," for argument in arguments),
        *(f"\t{option}," for option in options),
        ")",
    )
    return Code("\n".join(rows))
