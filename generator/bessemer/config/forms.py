"""The forms that texts of a config have: names of packages, repositories, addresses, headers."""

from __future__ import annotations

import keyword
import re
import sys
from collections.abc import Callable

from bessemer.config.cursor import Cursor
from bessemer.frozen import frozen


@frozen
class Form:
    """A kind of text: what it is called, who belongs to it, and what to write instead."""

    noun: str
    fits: Callable[[str], object]
    help: str


_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_GO_WORDS = frozenset(
    "break case chan const continue default defer else fallthrough for func go goto if import interface map package "
    "range return select struct switch type var main internal vendor testdata documentation".split()
)
# What the files of the Go SDK call by a name of its own: packages, folders, variables, and what Go has declared.
GO_TAKEN = _GO_WORDS | frozenset(
    "any apierror apiform apijson apiquery apistyle append atomic body bool bufio busy byte bytes call cancel "
    "canceled cap clear client close cmp comparable complex complex128 complex64 constant context copy ctx defaults "
    "delete docs element err error errors event examples false field file float32 float64 fmt form got headers http "
    "httptest i imag init int int16 int32 int64 int8 io iota item iter json jsonl kind last len lib line log logged m "
    "make maps math max method mime min name new next nil ok opts os packages page pager pagination panic param "
    "paramObj paramUnion params paramstate path payload precfg print println query r raw real recover reflect regexp "
    "req request requestconfig requests res respjson response result rune runtime scripts secret sent server set "
    "settings shared slices ssestream start status stop strconv stream string strings sync t test testing testutil "
    "time true u uint uint16 uint32 uint64 uint8 uintptr union url v value values verb want webhook wire wish".split()
)
# What the Python SDK imports, its tests, and the standard library: a package of that name would hide it.
_PYTHON_TAKEN = frozenset(
    {"httpx", "httpx2", "pydantic", "typing_extensions", "anyio", "test", "tests", *sys.stdlib_module_names}
)


def _python_package(text: str) -> bool:
    module = text.replace("-", "_")
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,99}", module):
        return False
    return not keyword.iskeyword(module) and module.lower() not in _PYTHON_TAKEN


def go_clause(text: str) -> str:
    """What a package is called in its own files."""
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _go_package(text: str) -> bool:
    written = re.fullmatch(r"[A-Za-z][A-Za-z0-9_.-]{0,99}", text)
    return written is not None and go_clause(text) not in _GO_WORDS


def _option_package(text: str) -> bool:
    return re.fullmatch(r"[a-z][a-z0-9_]{0,99}(?<!_test)", text) is not None and text not in GO_TAKEN


def _address(text: str) -> bool:
    """An http(s) URL with a host, and neither credentials nor blanks."""
    return re.fullmatch(r"https?://[^\s/?#@\\\"'<>`]+(?:[/?#][^\s\\\"'<>`]*)?", text) is not None


def _server(text: str) -> bool:
    """An address, parts of which may be variables: `{scheme}://{region}.acme.com`."""
    if text.startswith("{"):
        return re.match(r"\{[^{}/]+\}(?:://[^/]|/|$)", text) is not None and _address(
            f"https://{text.partition('}')[2].lstrip(':/') or 'host'}"
        )
    return _address(text)


LINE = Form("one line of text", lambda text: not _CONTROL.search(text), "remove the line breaks and control characters")
TITLE = Form(
    "a name",
    re.compile(r"[^A-Za-z0-9\x00-\x1f\x7f-\x9f]*[A-Za-z][^\x00-\x1f\x7f-\x9f]*").fullmatch,
    "begin with a letter, a to z",
)
CONSTANT = Form("a name for a constant", re.compile(r"[A-Z][A-Z0-9_]*").fullmatch, "write capitals, digits and `_`")
TEXT = Form("text", lambda _: True, "write text")
NAME = Form("a name", re.compile(r"[A-Za-z0-9]").search, "write letters, a to z, and digits")
PYTHON_PACKAGE = Form(
    "a name for a Python package",
    _python_package,
    "write letters, digits and `_`; no keyword, and no module of Python or of the SDK's dependencies",
)
GO_PACKAGE = Form("a name for a Go package", _go_package, "write letters and digits; no keyword of Go")
OPTION_PACKAGE = Form(
    "a name for the package of options",
    _option_package,
    "write small letters and digits; no word of Go, and no package or variable of the SDK",
)
DISTRIBUTION = Form(
    "a name for a distribution",
    re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?").fullmatch,
    "write letters, digits, `-`, `_` and `.`",
)
REPOSITORY = Form(
    "a repository",
    re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*/(?!\.{1,2}(?:#|$))[A-Za-z0-9._-]+(?:#[A-Za-z0-9._/-]+)?").fullmatch,
    "write `owner/name`",
)
ACCOUNT = Form("an account", re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*").fullmatch, "write letters, digits and `-`")
ADDRESS = Form("an http or https address", _address, "write `https://…`")
SERVER = Form(
    "an http or https address", _server, "write `https://…`; a part of it may be the name of a variable in braces"
)
VARIABLE = Form(
    "a name for an environment variable",
    re.compile(r"[A-Za-z_][A-Za-z0-9_]*").fullmatch,
    "write letters, digits and `_`",
)
HEADER = Form(
    "a name for a header", re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+").fullmatch, "write letters, digits and `-`"
)
HEADER_VALUE = Form(
    "a value for a header",
    re.compile("(?:[!-~](?:[\\t -~]*[!-~])?)?").fullmatch,
    "write one line of ASCII text without blanks at its ends",
)
BRANCH = Form(
    "a branch", re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*").fullmatch, "write letters, digits, `-`, `_`, `.` and `/`"
)
OWNER = Form(
    "a list of owners", re.compile(r"[A-Za-z0-9@._+/-]+(?: +[A-Za-z0-9@._+/-]+)*").fullmatch, "write `@org/team`"
)
WORD = Form("a spelling", re.compile(r"[A-Za-z0-9_]+").fullmatch, "write letters, digits and `_`")
EXPORTED = Form("an exported name of Go", re.compile(r"[A-Z][A-Za-z0-9_]*").fullmatch, "begin with a capital letter")
SUFFIX = Form("a suffix for names", re.compile(r"[A-Za-z0-9_]*").fullmatch, "write letters and digits")


def formed(cursor: Cursor, form: Form) -> str | None:
    """The text at the cursor if it has the form; else None, and a problem unless there is no text at all."""
    text = cursor.text()
    if text is None or form.fits(text):
        return text
    shown = text if len(text) <= 60 else text[:59] + "…"
    cursor.report("config-value-invalid", f"{shown!r} is not {form.noun}", form.help)
    return None


def name_fits(cursor: Cursor, name: str, form: Form = NAME) -> bool:
    """Whether a key has the form; a problem at the key if not."""
    if form.fits(name):
        return True
    cursor.report("config-value-invalid", f"{name!r} is not {form.noun}", form.help, key=True)
    return False


def formed_pairs(mapping: Cursor, name: Form, value: Form) -> tuple[tuple[str, str], ...]:
    """The entries of a mapping from one form to another."""
    made = []
    for key, item in mapping.entries():
        if not item.present:
            item.wrong("text")
        text = formed(item, value)
        if name_fits(item, key, name) and text is not None:
            made.append((key, text))
    return tuple(made)
