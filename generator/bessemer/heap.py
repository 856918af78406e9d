"""Have the heap of a run on a large document in huge pages, where Linux gives them to those who ask.

Such a run walks hundreds of megabytes of small objects. In pages of 4 KiB most steps miss what the processor knows of
them, which takes longest in virtual machines: half of a run's time there. Python asks for its memory in pieces too
small for huge pages; the C library asks for large ones, when it is told so before a program starts.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

# From how many bytes of a document on a run takes long enough to begin again.
_LARGE = 8 * 1024**2
_SWITCH = Path("/sys/kernel/mm/transparent_hugepage/enabled")
# The first C library that asks for them.
_LIBRARY = ("glibc", (2, 35))
_SET = {
    "PYTHONMALLOC": "malloc",
    # ask, grow by 64 MiB, and have all in one stretch
    "GLIBC_TUNABLES": ":".join(
        f"glibc.malloc.{name}={value}"
        for name, value in (("hugetlb", 1), ("top_pad", 1 << 26), ("mmap_threshold", 1 << 30))
    ),
}
_BEGUN = "BESSEMER_HUGE_PAGES"


class _Own:
    """Whether this process is the program's own, which nobody else's work is lost in."""

    is_first = False


def begin() -> None:
    """This process is the program's own. What was set for its heap is not handed on to the programs that it runs."""
    _Own.is_first = _BEGUN not in os.environ
    if not _Own.is_first:
        for name in (_BEGUN, *_SET):
            os.environ.pop(name, None)


def for_document(file: Path) -> None:
    """Begin the process again before the work on a large document, if that gives it huge pages: at most once."""
    if not _Own.is_first or sys.gettrace() is not None or not _is_large(file) or not _gives():
        return
    _Own.is_first = False
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    # where it cannot, the run goes on as it is
    with contextlib.suppress(OSError):
        os.execve(sys.executable, sys.orig_argv, {**os.environ, **_SET, _BEGUN: "1"})  # noqa: S606


def _is_large(file: Path) -> bool:
    try:
        return file.stat().st_size >= _LARGE
    except OSError:
        return False


def _gives() -> bool:
    """Whether there are huge pages for a program that asks, and nobody has chosen its heap."""
    if sys.platform != "linux" or any(name in os.environ for name in _SET):
        return False
    try:
        name, version = (os.confstr("CS_GNU_LIBC_VERSION") or "").split()
        major, minor = (int(part) for part in version.split(".")[:2])
        says = _SWITCH.read_text(encoding="ascii")
    except (OSError, ValueError):
        return False
    return (name, (major, minor)) >= _LIBRARY and ("[madvise]" in says or "[always]" in says)
