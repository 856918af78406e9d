"""What the templates of the files around the package see."""

from __future__ import annotations

from bessemer.encode.code import Code
from bessemer.frozen import frozen


@frozen
class Project:
    name: str
    version: str
    description: str
    license: str
    author: str
    email: str | None
    requires_python: str
    dependencies: tuple[str, ...]
    aiohttp: str
    pyreqwest: str
    webhooks: str | None
    homepage: str | None
    package_folder: str
    license_classifier: str | None


@frozen
class ServerOption:
    """A client option that is a part of the API's address; `others` is empty where it may be any text."""

    name: str
    env: str
    default: str
    others: tuple[str, ...]


@frozen
class StatusError:
    """A row of the table of errors: when a class is raised."""

    status: str
    name: Code


@frozen
class Readme:
    """The programs are code blocks, fences and all; `usage` and what follows it needs a method to show."""

    heading: str
    title: str
    says_maker: bool
    python: Code
    http: Code
    docs: str | None
    is_published: bool
    install: Code
    install_aiohttp: str
    client: Code
    async_client: Code
    package: Code
    error: Code
    error_rows: tuple[StatusError, ...]
    credential: str | None
    credential_env: str
    servers: tuple[ServerOption, ...]
    max_retries: int
    timeout: Code
    log_env: Code
    usage: Code | None
    paging: Code | None
    async_paging: Code
    next_page: Code
    streaming: Code | None
    async_streaming: Code
    nested: Code | None
    files: Code | None
    webhooks: Code | None
    async_usage: Code
    errors: Code
    retries: Code
    timeouts: Code
    raw: Code
    streamed: Code
    undocumented: Code
    http_client: Code
    closing: Code


@frozen
class Section:
    """A resource in api.md; `is_long`: its types do not fit in one line."""

    heading: Code
    module: Code
    types: tuple[Code, ...]
    is_long: bool
    methods: tuple[Code, ...]


@frozen
class ApiDoc:
    sections: tuple[Section, ...]
