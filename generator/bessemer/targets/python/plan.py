"""Plan the Python SDK: every file, the public surface, and what stands in the way."""

from __future__ import annotations

from bessemer.ir.api import Api
from bessemer.ir.holding import with_circles_named
from bessemer.ir.left_out import without_left_out
from bessemer.ir.reading import watched
from bessemer.targets.python.clashes import name_clashes
from bessemer.targets.python.endpoint_tests import test_files
from bessemer.targets.python.homes import with_homes
from bessemer.targets.python.modules import type_modules
from bessemer.targets.python.names import Names, names
from bessemer.targets.python.own_errors import error_clashes
from bessemer.targets.python.packages import custom_files, exports, package_files
from bessemer.targets.python.pages import pages
from bessemer.targets.python.project import project_files
from bessemer.targets.python.recall import Recall
from bessemer.targets.python.surface import surface
from bessemer.targets.target import Assets, Copy, Memory, OutputFile, Pages, Plan

_RUNTIME = "python/PACKAGE"
_TESTS = "python/tests"
# The seam to the older of the two HTTP libraries takes the place of the newer one's.
_OTHER_SEAM = f"{_RUNTIME}/_http.httpx.py"
_SEAM = f"{_RUNTIME}/_http.py"


class Python:
    """The Python SDK. With a memory only those parts are made that come out otherwise than in the last run."""

    name = "python"

    def __init__(self, memory: Memory | None = None) -> None:
        self._memory = memory

    def plan(self, api: Api, assets: Assets) -> Plan:
        """Needs api.python."""
        named = _named(watched(api) if self._memory else api)
        recall = Recall(named, self._memory)
        modules = type_modules(named)
        made = (
            *_runtime(named, assets),
            *_runtime_tests(assets),
            *package_files(named, modules, recall),
            *project_files(named, recall),
            *test_files(named, recall),
        )
        files = tuple(sorted(made, key=lambda item: item.path))
        return Plan(
            files,
            surface(named, modules, recall),
            (*name_clashes(named, recall), *error_clashes(named, exports(named))),
            (("PACKAGE", named.package),),
            named,
            recall.recipes,
            recall.decisions,
            custom_files(named),
        )

    def pages(self, api: Api) -> Pages:
        return pages(_named(api))


def _named(api: Api) -> Names:
    if api.python is None:
        raise ValueError("the config has no targets.python")
    return with_homes(names(with_circles_named(without_left_out(api, "python")), api.python))


def _runtime(named: Names, assets: Assets) -> list[OutputFile]:
    copied: list[OutputFile] = []
    is_other = named.settings.http_library == "httpx"
    for source in _real_files(assets, _RUNTIME):
        if source == _OTHER_SEAM or (source == _SEAM and is_other):
            continue
        copied.append(Copy(f"src/{named.package}{source.removeprefix(_RUNTIME)}", source))
    if is_other:
        copied.append(Copy(f"src/{named.package}/_http.py", _OTHER_SEAM))
    return copied


def _runtime_tests(assets: Assets) -> list[OutputFile]:
    return [Copy(source.removeprefix("python/"), source) for source in _real_files(assets, _TESTS)]


def _real_files(assets: Assets, folder: str) -> list[str]:
    """The files to copy: not templates, not the stand-ins beside them, not what tools leave behind."""
    listed = assets.under(folder)
    templates = {file for file in listed if file.endswith(".j2")}
    return [
        file
        for file in listed
        if file not in templates
        and f"{file}.j2" not in templates
        and not any(part.startswith((".", "__pycache__")) for part in file.split("/"))
        and not file.endswith(".pyc")
    ]
