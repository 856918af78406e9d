"""Take over an SDK that another generator made: what its config must say, and what its users would notice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from bessemer.adopt.casings import casing_pins
from bessemer.adopt.compare import Difference, compare, methods
from bessemer.adopt.existing import Existing, existing
from bessemer.adopt.go_surface import go_surface
from bessemer.adopt.insert import inserted, value_at
from bessemer.adopt.listing import listed
from bessemer.adopt.pins import Pin, is_first_surface, pins
from bessemer.adopt.python_surface import python_surface
from bessemer.adopt.whole import whole_config
from bessemer.config.read import read_config
from bessemer.diagnostics.diagnostic import Diagnostic, in_file_order, worst
from bessemer.document.document import Document
from bessemer.document.pointer import ROOT, child
from bessemer.document.reader import parse
from bessemer.frozen import frozen
from bessemer.initial import spec_line
from bessemer.outputs import texts_of
from bessemer.pipeline import Inputs, find_inputs, read_document, understand
from bessemer.places import CONFIG_NAMES, Wanted, shown
from bessemer.stopwatch import Progress

_HEAD = """\
# The config of {document}, with the names of the SDK in {folder}, as `bessemer adopt` read them.
"""


@frozen
class Adopted:
    """`pins` are what the config must say besides, `by_hand` those of them that could not be added to its text.

    `file` is where the config is to be written, None where nothing is. `left` are the modules that lie there and would
    not be made: they stay, the team's own or not.
    """

    sdk: Existing
    pins: tuple[Pin, ...]
    by_hand: tuple[Pin, ...]
    text: str
    file: Path | None
    is_new: bool
    differences: Mapping[str, Difference]
    left: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Whether users would miss nothing."""
        return not any(item.missing for item in self.differences.values())


def adopt(
    wanted: Wanted, folder: Path, progress: Progress, *, allow_invalid: bool, file: Path | None = None
) -> tuple[Adopted | None, tuple[Diagnostic, ...]]:
    """What there is to take over, None where there are errors; and everything that is to say."""
    try:
        sdk = existing(folder)
    except (OSError, ValueError) as error:
        return None, (_unreadable(folder, error),)
    if sdk is None:
        return None, (_no_sdk(folder),)
    progress("sdk", f"{shown(folder)}: {sdk.language}, {sdk.package}")
    inputs, problems = find_inputs(replace(wanted, targets=(sdk.language,)))
    if inputs is None or worst(problems) == "error":
        return None, in_file_order(problems)
    is_new = inputs.config_path is None
    file = file or (Path(CONFIG_NAMES[0]) if is_new else None)
    made = _new_config(inputs, sdk, folder, file) if is_new and file is not None else _pinned(inputs, sdk)
    if not isinstance(made, _Config):
        return None, in_file_order((*problems, *made))
    others = tuple(_made_of_others(inputs, sdk))
    inputs, told = _with_config(inputs, made.text)
    first = (_first_surface(folder),) if is_first_surface(sdk) else ()
    found = (*problems, *made.problems, *(told if is_new else ()), *first, *others)
    known = understand(inputs, found, progress, allow_invalid=allow_invalid, strict=False)
    if known.lowered is None or worst(known.diagnostics) == "error":
        return None, known.diagnostics
    texts = texts_of(inputs, known, sdk.language, progress)
    below = {path.removeprefix(f"src/{sdk.package}/" if sdk.language == "python" else "") for path in texts}
    left = tuple(path for path in (*sdk.files, *sdk.own) if path not in below)
    differences = _differences(sdk, texts)
    return Adopted(sdk, made.needed, made.by_hand, made.text, file, is_new, differences, left), known.diagnostics


def _with_config(inputs: Inputs, text: str) -> tuple[Inputs, tuple[Diagnostic, ...]]:
    given = inputs.config_document
    document = parse(text.encode(), given.source, given.path).document
    assert document is not None, text
    config, problems = read_config(document)
    path = inputs.config_path or Path(CONFIG_NAMES[0])
    return replace(inputs, config=config, config_document=document, config_path=path), problems


@frozen
class _Config:
    """The text of a config with all that the SDK says, and what had to be said for that."""

    text: str
    needed: tuple[Pin, ...] = ()
    by_hand: tuple[Pin, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


def _all_pins(inputs: Inputs, sdk: Existing) -> tuple[Pin, ...]:
    return (*pins(sdk), *casing_pins(sdk, inputs.config))


def _new_config(inputs: Inputs, sdk: Existing, folder: Path, file: Path) -> _Config | tuple[Diagnostic, ...]:
    """A config with the names that the SDK lists; why there is none, where the document cannot be read."""
    document, problems = read_document(inputs)
    if document is None:
        return problems
    needed = tuple(pin for pin in _all_pins(inputs, sdk) if not pin.is_default)
    made = whole_config(document, sdk, needed)
    head = _HEAD.format(document=inputs.spec.name, folder=folder.name or sdk.package)
    strange = (_strange(endpoint, folder) for endpoint in made.strange)
    found = (*strange, *(_unknown(name) for name in made.unknown))
    return _Config(f"{head}\n{spec_line(inputs.spec, file)}{made.text}", needed, problems=found)


def _pinned(inputs: Inputs, sdk: Existing) -> _Config:
    """The config that there is, with the keys that it lacks."""
    text, data = inputs.config_document.text, inputs.config_document.data
    needed, by_hand, conflicts = [], [], []
    for pin in _all_pins(inputs, sdk):
        said = value_at(data, pin.keys)
        if said is not None and not pin.allows(said):
            conflicts.append(_conflict(pin, said, inputs.config_document))
        elif said is None and not pin.is_default:
            needed.append(pin)
    # each is put above what is there
    for pin in reversed(needed):
        made = inserted(text, pin.keys, pin.value)
        text = made or text
        by_hand += [] if made else [pin]
    return _Config(text, tuple(needed), tuple(by_hand), tuple(conflicts))


def _differences(sdk: Existing, made: Mapping[str, str]) -> Mapping[str, Difference]:
    if sdk.language == "python":
        top = f"src/{sdk.package}/"
        names = python_surface({path.removeprefix(top): text for path, text in made.items() if path.startswith(top)})
    else:
        names = go_surface({path: text for path, text in made.items() if path.endswith(".go")})
    before, after = dict(sdk.names), dict(names)
    if sdk.listed:
        before, after = {"api.md": methods(sdk.listed), **before}, {"api.md": methods(listed(made["api.md"])), **after}
    return compare(before, after)


def _conflict(pin: Pin, said: object, config: Document) -> Diagnostic:
    pointer = child(ROOT, *pin.keys)
    message = f"the SDK has {pin.value!r} here, not {said!r}: {pin.reason}"
    return Diagnostic("adopted-otherwise", message, config.place(pointer), pointer, f"write {pin.value!r}")


def _strange(endpoint: str, folder: Path) -> Diagnostic:
    message = f"the SDK has a method for {endpoint!r}, which the document does not describe"
    return Diagnostic(
        "adopted-otherwise", message, None, None, f"describe it, or take it out of {shown(folder / 'api.md')}"
    )


def _made_of_others(inputs: Inputs, sdk: Existing) -> Iterator[Diagnostic]:
    """Where the SDK says of what it was made, and that is not what lies here."""
    for kind, file in (("document", inputs.spec), ("config", inputs.config_path)):
        made_of = sdk.made_of.get(kind)
        if (
            file is not None
            and made_of is not None
            and made_of != hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()
        ):
            message = f"the SDK was made of another {kind} than {shown(file)}: its .stats.yml has the sum {made_of}"
            yield Diagnostic("adopted-otherwise", message, None, None, f"take the {kind} of that release to compare")


def _unknown(name: str) -> Diagnostic:
    message = f"the SDK has a type {name!r}, and no schema of the document is called so"
    return Diagnostic("adopted-otherwise", message, None, None, "name its schema under `models` of its resource")


def _first_surface(folder: Path) -> Diagnostic:
    message = f"the SDK in {shown(folder)} has the v1 surface (`param.Field`), which is not made yet: v2 is made"
    return Diagnostic("go-v1", message, None, None, "release it as a further major version")


def _no_sdk(folder: Path) -> Diagnostic:
    message = f"there is no Python or Go SDK in {shown(folder)}"
    help_ = "name the folder that has the SDK's go.mod, or its src/<package>/_client.py"
    return Diagnostic("sdk-not-found", message, None, None, help_)


def _unreadable(folder: Path, error: Exception) -> Diagnostic:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Diagnostic(
        "sdk-not-found", f"the SDK in {shown(folder)} cannot be read: {reason.lower()}", None, None, "mend it"
    )
