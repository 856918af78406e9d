"""Codes for what an OpenAPI document says."""

from __future__ import annotations

from bessemer.diagnostics.code import Code

OPENAPI: tuple[Code, ...] = (
    Code(
        "openapi-version",
        "error",
        "the version of the document is missing or not read",
        """
The root of a document names its version. OpenAPI 3.0, 3.1 and 3.2 are read, and Swagger 2.0.

Wrong:  openapi: 3.1        (a number)
Right:  openapi: 3.1.0
""",
        "write 'openapi: 3.1.0' at the top.",
    ),
    Code(
        "schema-invalid",
        "error",
        "the document breaks a rule of the OpenAPI specification",
        """
openapi-spec-validator found a key that may not be there, a key that is missing, or a value of the
wrong kind.

Wrong:  info: {title: Files}
Right:  info: {title: Files, version: 1.0.0}
""",
        "mend the value at the place shown, or allow it in the config with a reason.",
    ),
    Code(
        "shape-invalid",
        "error",
        "a value that nothing can be read from",
        """
A mapping, a list or a name is needed and something else stands there, or a path, a header name or
an address is one that no request can hold. With --allow-invalid it is read as what is plainly meant,
else left out.

Wrong:  parameters: {name: limit, in: query}
Right:  parameters: [{name: limit, in: query}]
""",
        "write a value of the kind shown.",
    ),
    Code(
        "harmless-slip",
        "warning",
        "a broken rule that changes nothing",
        """
The document breaks a rule of the specification, and what it means is plain all the same: no version
of the API, an entry listed twice, a key without a value, a number where text is needed.

Wrong:  required: [id, name, id]
Right:  required: [id, name]
""",
        "mend the value at the place shown.",
    ),
    Code(
        "ref-not-found",
        "error",
        "a reference points at nothing",
        """
A '$ref' is a JSON pointer into the same document or, after '#', into another file of the project,
whose path starts from the file the reference stands in. '/' in a name is written ~1 and '~' is ~0.

Wrong:  $ref: '#/components/schemas/DeletedFil'
Right:  $ref: '#/components/schemas/DeletedFile'
""",
        "correct the name, or add what it points at.",
    ),
    Code(
        "ref-outside",
        "error",
        "a reference leaves the project",
        """
Bessemer reads the files of the project that the document refers to and nothing else: no file outside
it, and no network connection for a '$ref'.

Wrong:  $ref: https://example.com/schemas.yaml#/User
Right:  $ref: '#/components/schemas/User'
""",
        "copy what it names into the project, and refer to the copy.",
    ),
    Code(
        "part-unreadable",
        "error",
        "a file that the document refers to cannot be read",
        """
A reference leads to a file that is not YAML or JSON, or breaks a limit. With --allow-invalid what it
would have held is left out, or taken as any value.

Wrong:  $ref: schemas/user.html
Right:  $ref: schemas/user.yaml
""",
        "mend the file at the place shown.",
    ),
    Code(
        "ref-cycle",
        "error",
        "references go round in a circle without a value",
        """
Following the references never arrives at a schema. A schema that holds itself in a property or as
an item is fine: it ends where the data end.

Wrong:  A: {$ref: '#/components/schemas/B'}, B: {$ref: '#/components/schemas/A'}
Right:  A: {type: object, properties: {parent: {$ref: '#/components/schemas/A'}}}
""",
        "write one of them as a schema.",
    ),
    Code(
        "type-unknown",
        "error",
        "a type that JSON Schema does not have",
        """
The types are string, number, integer, boolean, object, array and null. Finer kinds are formats.

Wrong:  type: date
Right:  type: string, format: date
""",
        "write one of the seven types.",
    ),
    Code(
        "default-type",
        "error",
        "a default that its own schema does not allow",
        """
The default of a schema is a value of that schema. In YAML, unquoted numbers are numbers.

Wrong:  {type: integer, default: ten}
Right:  {type: integer, default: 10}
""",
        "write a default of the type, or correct the type.",
    ),
    Code(
        "path-parameter-undeclared",
        "error",
        "a path has a parameter that no one declares",
        """
Each {name} in a path needs a parameter with 'in: path' and that name, in the operation or beside
it in the path.

Wrong:  /files/{file_id}: {get: {parameters: []}}
Right:  /files/{file_id}: {get: {parameters: [{name: file_id, in: path, required: true, schema: {type: string}}]}}
""",
        "declare the parameter.",
    ),
    Code(
        "path-parameter-unused",
        "error",
        "a path parameter is declared but not in the path",
        """
A parameter with 'in: path' fills the {name} of the path; without one its value has nowhere to go.

Wrong:  /files: {parameters: [{name: file_id, in: path, …}]}
Right:  /files/{file_id}: {parameters: [{name: file_id, in: path, …}]}
""",
        "add it to the path, correct its name, or remove it.",
    ),
    Code(
        "overlay-invalid",
        "error",
        "an overlay is not well formed",
        """
An overlay follows the OpenAPI Overlay specification 1.0: 'overlay', 'info' and a list of actions,
each with a JSONPath target and either 'update' or 'remove: true'.

Wrong:  actions: [{target: $.info}]
Right:  actions: [{target: $.info, update: {version: 1.0.0}}]
""",
        "mend the overlay at the place shown.",
    ),
    Code(
        "overlay-no-match",
        "warning",
        "an overlay action matches nothing",
        """
The target of the action selects nothing in the document: it was renamed, or mended upstream, and
the action can go.

Wrong:  target: $.components.schemas.DeletedFil
Right:  target: $.components.schemas.DeletedFile
""",
        "correct the target or remove the action.",
    ),
    Code(
        "construct-loosened",
        "warning",
        "a construct is carried less exactly than it is written",
        """
The SDK's type accepts more than the schema says, because the exact one cannot be written in the
target language. No operation and no value is lost. `bessemer coverage` lists each step; with --strict
it is an error.

Wrong:  {not: {type: string}}
Right:  {type: [number, boolean, object, array]}
""",
        "write the schema in a plainer way, or allow it in the config with a reason.",
    ),
)
