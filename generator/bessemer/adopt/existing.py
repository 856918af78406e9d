"""Read an SDK that lies in a folder: its language, its names, its metadata. Nothing of it is run."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from bessemer.adopt.go_surface import go_surface
from bessemer.adopt.listing import Listed, listing
from bessemer.adopt.python_surface import python_surface
from bessemer.frozen import frozen

# A team's own code lies here, in either language. Source: contracts/config.md section 9.
_OWN = frozenset({"lib", "examples", "cli"})
_SKIPPED = frozenset({"node_modules", "__pycache__", "vendor", "testdata", "tests", "test"})


@frozen
class Existing:
    """`package` is what users import, `root` the folder of its modules. `files` are their texts by the path below it.

    `names` are the public ones by module, those of a team's own code left out, which are in `own`. `distribution` is
    what users install: a project of Python, a path of a Go module. `made_of` are the md5 sums of the document and the
    config that it was made of, as far as its .stats.yml says them.
    """

    language: Literal["python", "go"]
    package: str
    distribution: str | None
    repository: str | None
    root: Path
    files: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]]
    own: tuple[str, ...]
    listed: tuple[Listed, ...]
    project: Mapping[str, Any]
    made_of: Mapping[str, str]


def existing(folder: Path) -> Existing | None:
    """The SDK in a folder, or the installed package that it is, if it is one. Raises OSError, ValueError."""
    if (folder / "go.mod").is_file():
        return _go(folder)
    found = (
        path for pattern in ("_client.py", "src/*/_client.py", "*/_client.py") for path in sorted(folder.glob(pattern))
    )
    client = next((path for path in found if path.is_file()), None)
    return _python(folder, client.parent) if client is not None else None


def _python(folder: Path, root: Path) -> Existing:
    metadata = folder / "pyproject.toml"
    data = tomllib.loads(metadata.read_text(encoding="utf-8")) if metadata.is_file() else {}
    project = data.get("project")
    project = project if isinstance(project, dict) else {}
    urls = project.get("urls")
    addresses = [url for url in urls.values() if isinstance(url, str)] if isinstance(urls, dict) else []
    files, own = _texts(root, ".py")
    name = project.get("name")
    return Existing(
        language="python",
        package=root.name,
        distribution=name if isinstance(name, str) else None,
        repository=next((found for url in addresses if (found := _repository(url))), None),
        root=root,
        files=files,
        names=python_surface(files),
        own=own,
        listed=listing(folder),
        project=project,
        made_of=_made_of(folder),
    )


def _go(folder: Path) -> Existing:
    found = re.search(r"^module (\S+)", (folder / "go.mod").read_text(encoding="utf-8"), re.MULTILINE)
    path = found[1] if found else ""
    files, own = _texts(folder, ".go")
    clauses = (re.search(r"^package (\w+)", text, re.MULTILINE) for name, text in files.items() if "/" not in name)
    package = next((clause[1] for clause in clauses if clause and not clause[1].endswith("_test")), "")
    return Existing(
        language="go",
        package=package,
        distribution=path,
        repository=_repository(path),
        root=folder,
        files=files,
        names=go_surface(files),
        own=own,
        listed=listing(folder),
        project={},
        made_of=_made_of(folder),
    )


def _made_of(folder: Path) -> Mapping[str, str]:
    """Source: contracts/config.md section 13."""
    file = folder / ".stats.yml"
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    keys = {"openapi_spec_hash": "document", "config_hash": "config"}
    return {
        keys[key]: value for key, value in re.findall(r"^(\w+): *([0-9a-f]{32})\b", text, re.MULTILINE) if key in keys
    }


def _repository(address: str) -> str | None:
    found = re.search(r"github\.com[/:]([\w.-]+/[\w.-]+?)(?:\.git|/v\d+)?/?$", address)
    return found[1] if found else None


def _texts(root: Path, suffix: str) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """The sources below a folder by their path, and the paths of those that are a team's own."""
    texts, own = {}, []
    for path in _below(root, suffix):
        name = path.relative_to(root).as_posix()
        if _OWN & set(name.split("/")[:-1]):
            own.append(name)
        else:
            texts[name] = path.read_text(encoding="utf-8", errors="replace")
    return texts, tuple(own)


def _below(folder: Path, suffix: str) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            if path.name not in _SKIPPED and not path.name.startswith("."):
                yield from _below(path, suffix)
        elif path.suffix == suffix and path.is_file():
            yield path
