"""Codes for what the config says."""

from __future__ import annotations

from bessemer.diagnostics.code import Code

CONFIG: tuple[Code, ...] = (
    Code(
        "config-not-found",
        "error",
        "there is no config",
        """
Bessemer looks for the config it is given, else for spec/sdk.yml and stainless.yml.

Wrong:  bessemer generate                          (in a folder without either)
Right:  bessemer generate --config api/stainless.yml
""",
        "write spec/sdk.yml, or name a config with --config.",
    ),
    Code(
        "config-key-unknown",
        "warning",
        "a key the config does not have",
        """
A key that is not read would be a wish that no one hears.

Wrong:  resources: {files: {method: {list: get /v1/files}}}
Right:  resources: {files: {methods: {list: get /v1/files}}}
""",
        "correct the key or remove it.",
    ),
    Code(
        "config-value-invalid",
        "error",
        "a config value of the wrong kind",
        """
The value is not of the kind, or not one of the words, that the key takes.

Wrong:  security: BearerAuth
Right:  security: [{BearerAuth: []}]
""",
        "write a value of the kind shown.",
    ),
    Code(
        "endpoint-not-found",
        "warning",
        "the config names an endpoint the document does not have",
        """
An endpoint is a method and a path, written as in the document. The method is left out; with --strict
this is an error.

Wrong:  retrieve: get /v1/files/{id}          (the document has /v1/files/{file_id})
Right:  retrieve: get /v1/files/{file_id}
""",
        "correct the endpoint, or remove the method.",
        alias="Endpoint/NotFound",
    ),
    Code(
        "endpoint-not-configured",
        "warning",
        "the document has an endpoint that no resource names",
        """
The SDK has no method for the endpoint. This is a warning, so that a new endpoint is not
forgotten; with --strict it is an error, so that CI can hold the line.

Wrong:  resources: {files: {methods: {}}}
Right:  resources: {files: {methods: {list: get /v1/files}}}
""",
        "give it a method, or list it under unspecified_endpoints.",
        alias="Endpoint/NotConfigured",
    ),
    Code(
        "endpoint-not-specified",
        "warning",
        "what is left out on purpose is not in the document",
        """
`unspecified_endpoints` lists endpoints that no resource names on purpose. This one the document does not
have, so the line says nothing.

Wrong:  unspecified_endpoints: [get /v1/file]
Right:  unspecified_endpoints: [get /v1/files]
""",
        "correct the endpoint, or remove it.",
        alias="Endpoint/NotSpecified",
    ),
    Code(
        "endpoint-twice",
        "warning",
        "an endpoint is left out on purpose, and has a method",
        """
`unspecified_endpoints` lists endpoints that no resource names on purpose. This one has a method, and is
generated.

Wrong:  unspecified_endpoints: [get /v1/files]      (and a method list: get /v1/files)
Right:  one of the two
""",
        "remove it from one of the two.",
        alias="Endpoint/BothSpecifiedAndUnspecified",
    ),
    Code(
        "model-not-found",
        "warning",
        "the config names a model the document does not have",
        """
A model is the name of a schema under components/schemas, or a pointer to one. This one is left out;
with --strict this is an error.

Wrong:  models: {file: '#/components/schemas/Fil'}
Right:  models: {file: '#/components/schemas/File'}
""",
        "correct the reference, or remove the model.",
        alias="Config/OpenAPIReferenceInvalid",
    ),
    Code(
        "stream-not-found",
        "warning",
        "a stream of the config has a part that the document does not have",
        """
`param_discriminator` is a property of the operation's body or a query parameter that asks for a
stream, `stream_event_model` a model of the config by its dotted path. Without the argument the
method gives back a value only; without the model the events are what the response describes.

Wrong:  streaming: {param_discriminator: streams, stream_event_model: message_event}
Right:  streaming: {param_discriminator: stream, stream_event_model: messages.message_event}
""",
        "correct the name.",
    ),
    Code(
        "unwrap-not-found",
        "warning",
        "an answer without the property that is to be given back",
        """
`unwrap_response` names the property of an answer that a method gives back in place of the whole.

Wrong:  unwrap_response: result            (the answer is {data: …})
Right:  unwrap_response: data
""",
        "name a property of the answer, or write `unwrap_response: false`.",
    ),
    Code(
        "paging-incomplete",
        "warning",
        "a way to page that cannot be followed",
        """
A paging scheme says which field of a page is its list, and which parameter and which field lead to
the next one. Methods that it would fit give one page.

Wrong:  request: {after: {type: string}}
Right:  request: {after: {type: string, x-stainless-pagination-property: {purpose: next_cursor_param}}}
""",
        "give the parameter or the field its purpose.",
    ),
    Code(
        "paging-not-configured",
        "warning",
        "a method that is to be paged, and no way to do it",
        """
A scheme of `pagination` fits a method that takes its parameters and gives back its fields.

Wrong:  list: {endpoint: get /v1/files, paginated: true}      (no scheme has its parameters)
Right:  list: {endpoint: get /v1/files, paginated: false}
""",
        "add a scheme that fits, or write `paginated: false`.",
        alias="Pagination/NotConfigured",
    ),
    Code(
        "paging-ambiguous",
        "warning",
        "a method that several ways to page fit",
        """
The first scheme of `pagination` that fits is taken, so the order of the schemes decides.

Wrong:  list: get /v1/files                        (page and token_page both fit)
Right:  list: {endpoint: get /v1/files, paginated: page}
""",
        "name the scheme that is meant.",
    ),
    Code(
        "webhook-not-found",
        "warning",
        "a method for webhooks has nothing to work with",
        """
A method of the type webhook_unwrap gives the events that the document's `webhooks` describe, and
checks their signature with a key that is an option of the client. Without events the method is left
out; without the option nothing is checked.

Wrong:  unwrap: {type: webhook_unwrap, webhook_key_opt: key}
Right:  unwrap: {type: webhook_unwrap, webhook_key_opt: webhook_key}
""",
        "describe the webhooks in the document, or correct the name of the option.",
    ),
    Code(
        "transform-invalid",
        "error",
        "a transform that cannot be done",
        """
A transform of `openapi.transforms` lacks an argument, or its value does not fit what it is to change.

Wrong:  {command: update, args: {target: $.info.title}}
Right:  {command: update, args: {target: $.info.title, value: Files}}
""",
        "correct the arguments at the place shown.",
    ),
    Code(
        "transform-no-match",
        "error",
        "a transform matches nothing",
        """
The target of the transform selects nothing in the document: it was renamed, or mended upstream, and
the transform can go.

Wrong:  target: $.components.schemas.DeletedFil
Right:  target: $.components.schemas.DeletedFile
""",
        "correct the target or remove the transform.",
    ),
    Code(
        "transform-unsupported",
        "warning",
        "a transform that Bessemer does not have",
        """
The command is not one of update, append, merge, remove, copy, move, extractToRefs and oneOfToAnyOf,
and is left out.

Wrong:  {command: combineComponents}
Right:  an overlay that says what the command would have done
""",
        "say it with another command, or in an overlay.",
    ),
    Code(
        "name-clash",
        "error",
        "two things want one name",
        """
Two things of the document come out with the same name in the SDK. A number at the end of one
would change with the order of the document, so the choice is yours.

Wrong:  operations 'list-files' and 'list_files' in one resource
Right:  a name for one of them in the config
""",
        "name one of the two in the config, as the help line shows.",
        alias="Name/Collision",
    ),
    Code(
        "name-settled",
        "note",
        "a name that another thing has already",
        """
Two things of the document come out with the same name in the SDK, so one of them is called
otherwise. Which one, and what, follows from their own spelling alone, never from their order: the
one that the document spells exactly so keeps the name. The new name lasts as long as the clash.

Wrong:  the properties '+1' and 'plus_1', or the parameters order_by and orderBy, of one thing
Right:  a name of your choice for the one that was renamed
""",
        "keep it, or name it yourself as the help line shows.",
    ),
    Code(
        "allow-unused",
        "warning",
        "an allowance that allows nothing",
        """
The config allows a diagnostic that is no longer reported at that place. Kept, it would hide the
next one.

Wrong:  an allowance for a default that has been mended
Right:  no allowance
""",
        "remove the allowance.",
    ),
)
