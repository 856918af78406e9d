"""Write the README: every program in it runs."""

from __future__ import annotations

import textwrap

from bessemer.encode.code import Code
from bessemer.encode.listing import md_fence
from bessemer.ir.api import ClientOption
from bessemer.ir.operations import PagedResult
from bessemer.naming.words import split
from bessemer.targets.python.examples import bare_client, call, call_arguments
from bessemer.targets.python.identifiers import option_name
from bessemer.targets.python.names import Names
from bessemer.targets.python.own_errors import error_rows
from bessemer.targets.python.project_views import Readme, ServerOption
from bessemer.targets.python.readme_calls import calls, headline
from bessemer.targets.python.readme_sections import sections


def readme(names: Names) -> Readme:
    api, settings = names.api, names.settings
    programs = _programs(names)
    blocks = {name: md_fence("python", text) for name, text in programs.items()}
    credential = next((item for item in api.client.options if item.auth is not None and item.env is not None), None)
    title = names.caser.capital(split(api.organization.name))

    def program(name: str) -> Code:
        return blocks.get(name, Code(""))

    return Readme(
        heading=f"{settings.readme_title or f'{title} Python'} API library",
        title=title,
        says_maker=names.api.says_maker,
        python=Code("3.11" if settings.http_library == "httpx2" else "3.9"),
        http=Code(settings.http_library),
        docs=api.organization.docs,
        is_published=settings.install_from is None,
        install=md_fence("sh", _installed(names, "")),
        install_aiohttp=_installed(names, "[aiohttp]"),
        client=Code(f"`{names.client_class}`"),
        async_client=Code(f"`{names.async_client_class}`"),
        package=Code(names.package),
        error=Code(names.error_class),
        error_rows=error_rows(names),
        credential=option_name(names.caser, credential.name) if credential else None,
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
    return ServerOption(option_name(names.caser, option.name), option.env or "", default, others)


def _installed(names: Names, extra: str) -> str:
    """What installs the SDK: from the index of packages, from its repository, or, where nobody knows it, from here."""
    settings = names.settings
    named = f"{settings.project_name}{extra}"
    if settings.install_from is None:
        return f"pip install '{named}'" if extra else f"pip install {named}"
    if not settings.install_from:
        return f"pip install '.{extra}'" if extra else "pip install ."
    repository, _, branch = settings.install_from.partition("#")
    address = f"git+ssh://git@github.com/{repository}.git{f'@{branch}' if branch else ''}"
    return f"pip install '{named} @ {address}'" if extra else f"pip install {address}"


def _programs(names: Names) -> dict[str, str]:
    made = headline(names)
    return {**_paging(names), **sections(names), **made, **calls(names)} if made else {}


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
    plain = f"{imports} {names.client_class}\n\n{bare_client(names, names.client_class)}\n\n"
    client = bare_client(names, names.async_client_class)
    asynchronous = f"import asyncio\n{imports} {names.async_client_class}\n\n{client}\n\n"
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
