"""Codes for what is guessed where there is no config."""

from __future__ import annotations

from bessemer.diagnostics.code import Code

DERIVE: tuple[Code, ...] = (
    Code(
        "server-missing",
        "warning",
        "no server with a full address",
        """
Without a config the address of the API comes from the document's servers. Where none is a full http
or https address, a placeholder stands in, and every client must be given a base URL.

Wrong:  servers: [{url: /v1}]
Right:  servers: [{url: https://api.acme.com/v1}]
""",
        "add a server to the document, or write a config with `environments`.",
    ),
    Code(
        "document-empty",
        "warning",
        "a document without operations and schemas",
        """
What is generated is a client without methods: it sends only what it is told with `client.get` and the
like. A document of webhooks alone is such a one where their schemas have no names.

Wrong:  paths: {}
Right:  paths: {/things: {get: {responses: {'200': {description: the things}}}}}
""",
        "describe an operation, or name another document.",
    ),
    Code(
        "config-exists",
        "error",
        "the config to write is there already",
        """
`bessemer init` writes a config for people to edit, and never writes over one.

Wrong:  bessemer init                                 (in a folder with spec/sdk.yml)
Right:  bessemer init --output-file other/sdk.yml
""",
        "name another file, or remove the one that is there.",
    ),
)
