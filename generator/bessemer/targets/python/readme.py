"""Write the README: every program in it runs."""

from __future__ import annotations

import textwrap
from dataclasses import replace

from bessemer.encode.code import Code
from bessemer.encode.listing import md_fence
from bessemer.encode.python import py_str
from bessemer.ir.api import ClientOption
from bessemer.ir.operations import BinaryResult, EmptyResult, Operation, PagedResult
from bessemer.naming.words import split
from bessemer.targets.python.client import option_name
from bessemer.targets.python.examples import Sample, call, call_arguments, sample
from bessemer.targets.python.names import Names
from bessemer.targets.python.own_errors import error_rows
from bessemer.targets.python.project_views import Readme, ServerOption
from bessemer.targets.python.readme_sections import asked, example, sections

_SECTIONS = ("headline", "default")


def readme(names: Names) -> Readme:
    api, settings, shown = names.api, names.settings, _operation(names)
    programs = _programs(names, shown) if shown else {}
    blocks = {name: md_fence("python", text) for name, text in programs.items()}
    credential = next((item for item in api.client.options if item.auth is not None and item.env is not None), None)
    title = names.caser.capital(split(api.organization.name))

    def program(name: str) -> Code:
        return blocks.get(name, Code(""))

    return Readme(
        heading=f"{settings.readme_title or f'{title} Python'} API library",
        title=title,
        says_maker=names.api.says_maker,
        python=Code("3.11" if settings.http_library == "httpx2" else "3.10"),
        http=Code(settings.http_library),
        docs=api.organization.docs,
        install=md_fence("sh", f"pip install {settings.project_name}"),
        install_aiohttp=f"pip install '{settings.project_name}[aiohttp]'",
        client=Code(f"`{names.client_class}`"),
        async_client=Code(f"`{names.async_client_class}`"),
        package=Code(names.package),
        error=Code(names.error_class),
        error_rows=error_rows(names),
        credential=option_name(credential, names) if credential else None,
        credential_env=(credential.env or "") if credential else "",
        servers=tuple(_server_option(item, names) for item in api.client.options if item.variable is not None),
        max_retries=api.client.max_retries,
        timeout=Code(f"{api.client.timeout:g}"),
        log_env=Code(f"{api.client.env_prefix}_LOG"),
        usage=program("usage") if programs else None,
        paging=blocks.get("paging"),
        async_paging=program("async_paging"),
        next_page=program("next_page"),
        streaming=blocks.get("streaming"),
        async_streaming=program("async_streaming"),
        nested=blocks.get("nested"),
        files=blocks.get("files"),
        webhooks=blocks.get("webhooks"),
        async_usage=program("async"),
        errors=program("errors"),
        retries=program("retries"),
        timeouts=program("timeouts"),
        raw=program("raw"),
        streamed=program("streamed"),
        undocumented=program("undocumented"),
        http_client=program("http_client"),
        closing=program("closing"),
    )


def _server_option(option: ClientOption, names: Names) -> ServerOption:
    default = "" if option.default is None else str(option.default)
    others = tuple(choice for choice in option.choices if choice != default)
    return ServerOption(option_name(option, names), option.env or "", default, others)


def _operation(names: Names) -> Operation | None:
    """The call of the config's headline, else the first method."""
    said = example(names, _SECTIONS, lambda _: True)
    listed = (
        item for item in names.api.operations() if said is None or f"{item.http_method} {item.path}" == said.endpoint
    )
    return next(listed, None)


def _programs(names: Names, operation: Operation) -> dict[str, str]:
    said = example(names, _SECTIONS, lambda _: True)
    least = asked(operation, names, said)
    made = replace(sample(operation, names, said=said), call=call(operation, names, least))
    plain = call(operation, names, least)
    start = f"from {names.package} import {names.client_class}\n\nclient = {names.client_class}()\n"
    return {
        **_paging(names),
        **sections(names),
        "usage": made.text(),
        "async": _async(names, made),
        "errors": _errors(names, plain),
        "retries": _retries(names, plain),
        "timeouts": _timeouts(names, plain),
        "raw": f"{start}\nresponse = {call(operation, names, least, before='with_raw_response')}\n"
        + _raw_end(operation, made),
        "streamed": f"{start}\nwith {call(operation, names, least, before='with_streaming_response')} as response:\n"
        '    print(response.headers.get("content-type"))\n\n'
        "    for line in response.iter_lines():\n        print(line)\n",
        "undocumented": f'{start}\nresponse = client.get(\n    "/undocumented/path",\n'
        "    cast_to=object,\n)\nprint(response)\n",
        "http_client": _http_client(names),
        "closing": f"from {names.package} import {names.client_class}\n\nwith {names.client_class}() as client:\n"
        + textwrap.indent(f"{plain}\n", "    ")
        + "\n# The HTTP client is now closed.\n",
    }


def _paging(names: Names) -> dict[str, str]:
    """The list that the config's example of paging asks for, else the first list; nothing where there is none."""
    lists = {
        f"{item.http_method} {item.path}": item
        for item in names.api.operations()
        if isinstance(item.result, PagedResult)
    }
    examples = (item for item in names.api.readme if item.section == "pagination" and item.endpoint in lists)
    example = next(examples, None)
    operation = lists[example.endpoint] if example else next(iter(lists.values()), None)
    if operation is None:
        return {}
    asked = call(operation, names, call_arguments(operation, names, example.params if example else None))
    imports = f"from {names.package} import"
    plain = f"{imports} {names.client_class}\n\nclient = {names.client_class}()\n\n"
    asynchronous = f"import asyncio\n{imports} {names.async_client_class}\n\nclient = {names.async_client_class}()\n\n"
    comment = "# More pages are asked for as they are needed.\n"
    loop = f"all_items = []\n{comment}for item in {asked}:\n    all_items.append(item)\n"
    main = f"all_items = []\nasync for item in {asked}:\n    all_items.append(item)\nprint(all_items)"
    turned = (
        f"page = {asked}\nif page.has_next_page():\n    print(page.next_page_info())\n    page = page.get_next_page()\n"
    )
    return {
        "paging": f"{plain}{loop}print(all_items)\n",
        "async_paging": f"{asynchronous}\nasync def main() -> None:\n{textwrap.indent(main, '    ')}\n\n\n"
        "asyncio.run(main())\n",
        "next_page": f"{plain}{turned}",
    }


def _async(names: Names, made: Sample) -> str:
    lines = [*(line.replace(names.client_class, names.async_client_class) for line in made.imports[-1:])]
    imports = "\n".join(["import asyncio", *made.imports[:-1], *lines])
    awaited = f"{made.result} = await {made.call}" if made.result else f"await {made.call}"
    shown = f"async {made.shown}" if made.shown and made.result == "page" else made.shown
    body = "\n".join([awaited, *([shown] if shown else [])])
    created = made.client.replace(f"client = {names.client_class}(", f"client = {names.async_client_class}(", 1)
    main = textwrap.indent(body, "    ")
    return f"{imports}\n\n{created}\n\n\nasync def main() -> None:\n{main}\n\n\nasyncio.run(main())\n"


def _errors(names: Names, plain: str) -> str:
    package = names.package
    return (
        f"import {package}\nfrom {package} import {names.client_class}\n\nclient = {names.client_class}()\n\ntry:\n"
        + textwrap.indent(plain, "    ")
        + f"\nexcept {package}.APIConnectionError as error:\n    print('The server could not be reached')\n"
        "    print(error.__cause__)\n".replace("'", '"')
        + f"except {package}.RateLimitError:\n    print('A 429 status: we should slow down.')\n".replace("'", '"')
        + f"except {package}.APIStatusError as error:\n    print(error.status_code, error.request_id)\n"
        "    print(error.body)\n"
    )


def _retries(names: Names, plain: str) -> str:
    once = plain.replace("client.", "client.with_options(max_retries=5).", 1)
    return (
        f"from {names.package} import {names.client_class}\n\n# For all requests:\nclient = {names.client_class}(\n"
        f"    max_retries=0,  # the default is {names.api.client.max_retries}\n)\n\n# For one request:\n{once}\n"
    )


def _timeouts(names: Names, plain: str) -> str:
    once = plain.replace("client.", "client.with_options(timeout=5.0).", 1)
    return (
        f"from {names.package} import {names.client_class}, Timeout\n\n# For all requests, in seconds:\n"
        f"client = {names.client_class}(\n    timeout=20.0,\n)\n\n# Finer:\nclient = {names.client_class}(\n"
        f"    timeout=Timeout(60.0, read=5.0, write=10.0, connect=2.0),\n)\n\n# For one request:\n{once}\n"
    )


def _raw_end(operation: Operation, made: Sample) -> str:
    lines = ['print(response.headers.get("content-type"))']
    if not isinstance(operation.result, EmptyResult | BinaryResult) and made.result and made.shown:
        name = made.result if made.result != "response" else "value"
        shown = made.shown.replace(f"print({made.result}", f"print({name}", 1)
        lines += ["", f"{name} = response.parse()  # what the method itself would have returned", shown]
    return "\n".join(lines) + "\n"


def _http_client(names: Names) -> str:
    library = names.settings.http_library
    variable = py_str(f"{names.api.client.env_prefix}_BASE_URL")
    return (
        f"import {library}\nfrom {names.package} import {names.client_class}, DefaultHttpxClient\n\n"
        f"client = {names.client_class}(\n    # Or the environment variable {variable[1:-1]}\n"
        '    base_url="http://my.test.server.example.com:8083",\n    http_client=DefaultHttpxClient(\n'
        '        proxy="http://my.test.proxy.example.com",\n'
        f'        transport={library}.HTTPTransport(local_address="0.0.0.0"),\n'
        "    ),\n)\n"
    )
