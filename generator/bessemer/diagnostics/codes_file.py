"""Codes for files that cannot be read as they are."""

from __future__ import annotations

from bessemer.diagnostics.code import Code

FILE: tuple[Code, ...] = (
    Code(
        "file-not-found",
        "error",
        "a file that was named does not exist",
        """
A path on the command line or in the config names a file that is not there. Paths in a config start
from the folder of the project: the one above `spec/`.

Wrong:  bessemer generate spec/openapi.yml      (the file is spec/openapi.yaml)
Right:  bessemer generate spec/openapi.yaml
""",
        "correct the path.",
    ),
    Code(
        "not-readable",
        "error",
        "a file cannot be read as text",
        """
The path is a folder or a device, the file may not be read by this user, or its bytes are not
text: files are UTF-8, or UTF-16 with a byte order mark, without control characters.

Wrong:  title: caf\\xe9      (Latin-1)
Right:  title: café         (UTF-8)
""",
        "name a regular file and save it as UTF-8.",
    ),
    Code(
        "not-yaml",
        "error",
        "a file is not YAML",
        """
The text breaks a rule of YAML 1.2, or is something else: a web page, an archive, several
documents in one.

Wrong:  description: a note: with a colon
Right:  description: 'a note: with a colon'
""",
        "mend the text at the place shown; quoting a text is often enough.",
    ),
    Code(
        "not-json",
        "error",
        "a file is not JSON",
        """
A file named .json is read by the rules of RFC 8259: no comments, no comma after the last entry,
texts in double quotes, no NaN.

Wrong:  {"a": 1,}
Right:  {"a": 1}
""",
        "mend the text at the place shown, or name the file .yaml if it is YAML.",
    ),
    Code(
        "empty-file",
        "error",
        "a file is empty",
        """
The file holds nothing but blanks and comments.

Wrong:  # to be written
Right:  openapi: 3.1.0
""",
        "write the document, or name another file.",
    ),
    Code(
        "not-a-mapping",
        "error",
        "a file holds a list or a single value",
        """
An OpenAPI document, a config and an overlay are mappings: names, each with a value.

Wrong:  - openapi: 3.1.0
Right:  openapi: 3.1.0
""",
        "write the root as a mapping.",
    ),
    Code(
        "duplicate-key",
        "error",
        "a key is written twice in one mapping",
        """
Other readers keep the last of the two and drop the first without a word, so half of what was
written is lost. Keys are compared as text: 200 and '200' are one key.

Wrong:  responses: {200: {description: ok}, '200': {description: fine}}
Right:  responses: {'200': {description: ok}}
""",
        "remove or rename one of the two.",
    ),
    Code(
        "limit-exceeded",
        "error",
        "a file is larger or deeper than is read",
        """
Limits keep a broken or hostile file from taking the machine with it: 64 MiB a file, 100 levels of
nesting, 5,000,000 values once aliases are expanded, 1,000,000 entries copied by merge keys, 8 MiB
a text, 4,000 digits a number. Real API descriptions stay far below each.

Wrong:  items: {items: {items: {…}}}      (a hundred times)
Right:  items: {$ref: '#/components/schemas/Row'}
""",
        "name the inner parts under components and refer to them.",
    ),
    Code(
        "unsupported-tag",
        "error",
        "a YAML tag other than the core ones",
        """
Only the tags of the YAML 1.2 core schema are read: !!str, !!int, !!float, !!bool, !!null, !!map,
!!seq. Others would run code or make values that JSON does not have.

Wrong:  released: !!timestamp 2025-04-14
Right:  released: '2025-04-14'
""",
        "remove the tag.",
    ),
)
