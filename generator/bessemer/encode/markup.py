"""Encode text for Markdown, HTML, TOML and JSON files."""

from __future__ import annotations

import html
import json
import re
from urllib.parse import quote, urlsplit

from bessemer.encode.code import Code
from bessemer.encode.text import clean

_MARKDOWN_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~])")
_MARKDOWN_START = re.compile(r"^(\s*)([#+\-=]|\d+[.)])(?=\s|$)")


def toml_str(text: str) -> Code:
    """A basic string of TOML."""
    escaped = json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
    return Code(
        "".join(f"\\u{ord(c):04x}" if 0x80 <= ord(c) < 0xA0 or 0xD800 <= ord(c) < 0xE000 else c for c in escaped)
    )


def json_text(value: object) -> Code:
    """JSON as people read it, two blanks deep."""
    return Code(json.dumps(value, indent=2, ensure_ascii=False))


def md_text(text: str) -> Code:
    """Inline prose that shows exactly these characters."""
    flat = " ".join(clean(text).split("\n"))
    return Code(_MARKDOWN_START.sub(r"\1\\\2", _MARKDOWN_SPECIAL.sub(r"\\\1", flat)))


def md_code(text: str) -> Code:
    """An inline code span that shows exactly these characters."""
    flat = " ".join(clean(text).split("\n"))
    longest = max((len(run) for run in re.findall(r"`+", flat)), default=0)
    fence = "`" * (longest + 1)
    edge = " " if flat.startswith("`") or flat.endswith("`") else ""
    return Code(f"{fence}{edge}{flat}{edge}{fence}")


def md_block(text: str) -> Code:
    """The author's own Markdown, kept as Markdown but unable to hold HTML; links only to http, https and mailto."""
    return Code("\n".join(_safe_markdown(line) for line in clean(text).split("\n")))


def html_text(text: str) -> Code:
    """Text between tags or in a quoted attribute."""
    return Code(html.escape(clean(text), quote=True))


def html_url(text: str) -> Code:
    """A link target in a quoted attribute; `#` where the scheme is not http, https or mailto."""
    return Code(html.escape(text, quote=True) if is_safe_url(text) else "#")


def url_segment(text: str) -> Code:
    """One segment of a URL path."""
    return Code(quote(text, safe=""))


_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)")


def _safe_markdown(line: str) -> str:
    line = line.replace("<", "&lt;")
    return _LINK.sub(lambda match: match.group(0) if is_safe_url(match.group(1)) else "](#", line)


def is_safe_url(url: str) -> bool:
    """Whether a link's scheme is http, https or mailto, or it has none, and nothing in it is hidden."""
    try:
        scheme = urlsplit(url).scheme.lower()
    except ValueError:
        return False
    if any(not character.isprintable() or character.isspace() for character in url):
        return False
    return scheme in {"http", "https", "mailto"} or (scheme == "" and ":" not in url.split("/", maxsplit=1)[0])
