"""Codes for what the config asks that has no effect here yet, and for a run that cannot go on."""

from __future__ import annotations

from bessemer.diagnostics.code import Code

RUN: tuple[Code, ...] = (
    Code(
        "spec-not-found",
        "error",
        "there is no OpenAPI document",
        """
No document was named, and none lies where the config says or beside it.

Wrong:  bessemer generate                       (in a folder without spec/openapi.yaml)
Right:  bessemer generate api/openapi.yaml
""",
        "name the document on the command line, or with `spec:` in the config.",
    ),
    Code(
        "config-key-inert",
        "warning",
        "a key of the format that has no effect yet",
        """
The key belongs to the stainless.yml format and is accepted, but nothing in the output follows from
it today.

Wrong:  (nothing is wrong)
Right:  codeflow: {code_owners: ["*"]}
""",
        "nothing needs to be done.",
    ),
    Code(
        "sdk-not-found",
        "error",
        "there is no SDK to adopt",
        """
`bessemer adopt` reads an SDK in Python or in Go: the folder of its repository, or an installed package.

Wrong:  bessemer adopt ../acme
Right:  bessemer adopt ../acme/acme-python
""",
        "name the folder with the SDK's go.mod, or with its src/<package>/_client.py.",
    ),
    Code(
        "adopted-otherwise",
        "warning",
        "an SDK differs from what its config or its document says",
        """
What lies there was made of another config or another document: what its users have would change.

Wrong:  targets: {python: {package_name: acme_api}}    (and users import acme)
Right:  targets: {python: {package_name: acme}}
""",
        "say in the config what the SDK has, or accept the difference.",
    ),
    Code(
        "extension-inert",
        "warning",
        "an x-stainless- extension of the document that has no effect",
        """
The key is mistyped, or it belongs to the format and nothing in the output follows from it today.

Wrong:  x-stainless-pagination-propety: {purpose: items}
Right:  x-stainless-pagination-property: {purpose: items}
""",
        "write the name of an extension that has an effect, or do nothing.",
    ),
    Code(
        "target-inert",
        "warning",
        "a target that Bessemer does not make",
        """
Bessemer makes Python and Go SDKs and their reference. Other targets stay in the config untouched.

Wrong:  (nothing is wrong)
Right:  targets: {python: {package_name: acme}, node: {package_name: acme}}
""",
        "nothing needs to be done.",
    ),
    Code(
        "endpoint-invalid",
        "error",
        "a method's endpoint cannot be read",
        """
An endpoint is an HTTP verb and a path, as the document writes the path.

Wrong:  methods: {list: /v1/files}
Right:  methods: {list: get /v1/files}
""",
        "write the verb, a blank and the path.",
        "Endpoint/NotHttp",
    ),
    Code(
        "auth-inert",
        "warning",
        "a kind of credential that the clients do not send yet",
        """
API keys in a header or the query, bearer tokens and HTTP Basic are sent. Others are arguments of
the client without effect.

Wrong:  security_schemes: {Cert: {type: mutualTLS}}
Right:  security_schemes: {Key: {type: apiKey, in: header, name: X-Api-Key}}
""",
        "send the credential with default_headers, or a custom HTTP client.",
    ),
    Code(
        "go-v1",
        "warning",
        "the Go target asks for the v1 surface",
        """
Without `enable_v2: true` the format means the older surface, with param.Field. Bessemer makes the
v2 surface.

Wrong:  targets: {go: {package_name: acme}}
Right:  targets: {go: {package_name: acme, options: {enable_v2: true}}}
""",
        "add `enable_v2: true`.",
    ),
    Code(
        "readme-example",
        "warning",
        "a call shown in the README does not fit the API",
        """
The README's examples are calls of configured methods with all that they must be given.

Wrong:  endpoint: get /v1/file            (no resource names it)
Right:  endpoint: get /v1/files
""",
        "correct the endpoint, or add the missing parameters.",
        "ReadmeExample/MissingParam",
    ),
    Code(
        "manifest-broken",
        "error",
        "the manifest of an output folder cannot be read",
        """
`.bessemer.json` says which files of a folder are Bessemer's. Without it nothing there may be
replaced or removed.

Wrong:  a manifest that was edited by hand or names files outside its folder
Right:  the manifest as it was generated
""",
        "restore the file from version control.",
    ),
    Code(
        "code-unknown",
        "error",
        "there is no such diagnostic",
        """
`bessemer explain` takes the code that stands in the brackets of a message, or its name in Stainless
configs.

Wrong:  bessemer explain ref
Right:  bessemer explain ref-not-found
""",
        "write the code of a message.",
    ),
    Code(
        "internal-error",
        "error",
        "the program itself failed",
        """
Something in the input was not foreseen: a bug of Bessemer. Every target is as it was, or complete.

Wrong:  (whatever the input, this is not your mistake)
Right:  a report with the message, the command and the smallest input that shows it
""",
        "report it; BESSEMER_TRACEBACK=1 shows where it happened.",
    ),
    Code(
        "edit-kept",
        "warning",
        "an edit of a generated file was kept",
        """
The file was changed by hand since it was generated. The edit is merged with what is generated
now.

Wrong:  (nothing is wrong, but `bessemer check` reports the file as drift)
Right:  the same change in the document, the config or an overlay
""",
        "nothing needs to be done; `--edits overwrite` drops the edit.",
    ),
)
