"""Render a view through its template: only `Code` is ever printed, and nothing is undefined."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import pickle
from collections.abc import MutableMapping
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2.bccache import Bucket

from bessemer.emit.stamp import cache_folder
from bessemer.encode.code import Code
from bessemer.encode.go import go_comment, go_str
from bessemer.encode.markup import html_text, html_url, md_code, md_text, toml_str
from bessemer.encode.prose import html_prose, md_prose
from bessemer.encode.python import py_doc, py_doc_field, py_doc_indented, py_doc_item, py_str

FILTERS = {
    "go_comment": go_comment,
    "go_str": go_str,
    "html_prose": html_prose,
    "html_text": html_text,
    "html_url": html_url,
    "md_code": md_code,
    "md_prose": md_prose,
    "md_text": md_text,
    "py_doc": py_doc,
    "py_doc_field": py_doc_field,
    "py_doc_indented": py_doc_indented,
    "py_doc_item": py_doc_item,
    "py_str": py_str,
    "toml_str": toml_str,
}


class UnencodedText(TypeError):
    """A template would have printed text that no encoder saw: a bug in a view or a template."""


class _Environment(jinja2.Environment):
    """Views have every attribute that a template names: none is looked for among keys, and one that lacks raises."""

    getattr: Any = staticmethod(getattr)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One plain mapping: jinja's chain of mappings is gone through in Python for each file."""
        return {**self.globals, **(d or {})}


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Templates as they were compiled by an earlier run, by the sum of their text. Losing them costs time alone."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), "%s.compiled")

    def load_bytecode(self, bucket: Bucket) -> None:
        # what another program wrote there is as good as nothing
        with contextlib.suppress(OSError, EOFError, ValueError, TypeError, pickle.UnpicklingError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)


def environment(folder: Path) -> jinja2.Environment:
    """The one environment of the program. Block tags leave no blank lines behind."""
    known = cache_folder()
    # how templates are compiled is said in this file
    build = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:16]
    made = _Environment(
        loader=jinja2.FileSystemLoader(folder),
        undefined=jinja2.StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # a run reads each of its templates once
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=_Compiled(known / f"templates-{build}") if known is not None else None,
        # nothing unencoded is printed at all: see _printable
        autoescape=False,
    )
    made.filters.update(FILTERS)
    return made


def render(templates: jinja2.Environment, name: str, view: object) -> str:
    """The text of one file. The view's fields are the template's names."""
    if not dataclasses.is_dataclass(view) or isinstance(view, type):
        raise TypeError(f"a view is a dataclass, not {view!r}")
    return templates.get_template(name).render({field: getattr(view, field) for field in _fields(type(view))})


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(item.name for item in dataclasses.fields(kind))


def _printable(value: object) -> object:
    if isinstance(value, Code) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise UnencodedText(f"{value!r} reached a template unencoded")
