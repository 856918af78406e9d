"""Write what taking over an SDK would mean."""

from __future__ import annotations

from collections.abc import Iterator

from bessemer.adopt.pins import put
from bessemer.adopting import Adopted
from bessemer.derive.yaml_text import yaml_text
from bessemer.places import shown

# Of one module; `--all` shows the rest.
_MOST = 12


def as_text(adopted: Adopted, *, everything: bool) -> str:
    """The keys that the config must have, then the names that go (-), with those that come beside them (+)."""
    return "".join(f"{line}\n" for line in _lines(adopted, everything=everything))


def as_data(adopted: Adopted) -> dict[str, object]:
    """The same for machines."""
    sdk = adopted.sdk
    return {
        "sdk": {"language": sdk.language, "package": sdk.package, "distribution": sdk.distribution},
        "config": shown(adopted.file) if adopted.file is not None else None,
        "pins": [{"key": ".".join(pin.keys), "value": pin.value, "reason": pin.reason} for pin in adopted.pins],
        "missing": {module: item.missing for module, item in adopted.differences.items() if item.missing},
        "added": {module: item.added for module, item in adopted.differences.items() if item.added},
        "left": adopted.left,
    }


def _lines(adopted: Adopted, *, everything: bool) -> Iterator[str]:
    written = adopted.file
    if adopted.pins and not adopted.is_new:
        yield "These keys were added:" if written is not None else "The config must also say:"
        reasons = {pin.keys: pin.reason for pin in adopted.pins}
        yield from (f"  {line}".rstrip() for line in yaml_text(put({}, adopted.pins), reasons).splitlines())
    for pin in adopted.by_hand if written is not None else ():
        yield f"'{'.'.join(pin.keys)}' could not be added: write it by hand"
    if written is not None:
        yield f"wrote {shown(written)}"
    for module, item in adopted.differences.items():
        if not (item.missing or everything):
            continue
        yield module
        for mark, listed in (("-", item.missing), ("+", item.added)):
            kept = listed if everything else listed[:_MOST]
            yield from (f"  {mark} {line}" for line in kept)
            if len(kept) < len(listed):
                yield f"  {mark} and {len(listed) - len(kept)} more; --all shows them"
    if adopted.left:
        count = f"{len(adopted.left)} module{' is' if len(adopted.left) == 1 else 's are'}"
        yield f"{count} not made and would stay{'' if everything else '; --all shows which'}"
        yield from (f"    {path}" for path in adopted.left if everything)
    gone, came = (
        sum(len(getattr(item, side)) for item in adopted.differences.values()) for side in ("missing", "added")
    )
    names = "name" if gone == 1 else "names"
    yield f"{gone} public {names} would go, {came} would come" if gone or came else "no public name would change"
