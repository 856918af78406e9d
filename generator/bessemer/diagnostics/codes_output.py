"""Codes for templates, tools and the files that are written."""

from __future__ import annotations

from bessemer.diagnostics.code import Code

OUTPUT: tuple[Code, ...] = (
    Code(
        "output-not-writable",
        "error",
        "the output cannot be written",
        """
The folder cannot be made or written, or the disk is full. The tree that was there before is
untouched.

Wrong:  --output /usr/lib/sdk
Right:  --output generated
""",
        "choose a folder that this user may write.",
    ),
    Code(
        "hand-edited",
        "error",
        "a file that is not Bessemer's is where one must go",
        """
A file, a folder or a symbolic link that Bessemer did not make lies where a file is generated.
Nothing is written through a link, and nothing of yours is replaced unless you ask.

Wrong:  your own generated/python/README.md, made before the first run
Right:  your text elsewhere, and README.md generated
""",
        "move it, or replace a file with `bessemer generate --edits overwrite`.",
    ),
    Code(
        "merge-conflict",
        "error",
        "a hand edit and a generated change touch the same lines",
        """
A three-way merge of your edit, the file as last generated (from git) and the file as generated now
leaves lines that both sides changed. Nothing was written.

Wrong:  an edit of a line that the document now changes too
Right:  the same change in the document, the config or an overlay
""",
        "have the lines marked with --edits markers, or drop the edit with --edits overwrite.",
    ),
    Code(
        "tool-missing",
        "error",
        "a program that is needed is not installed",
        """
Formatting Go needs gofmt, which comes with Go or with `pip install bessemer[go]`.

Wrong:  no gofmt on PATH
Right:  gofmt on PATH
""",
        "install the program that the message names.",
    ),
)
