"""Read `openapi.code_samples`: whose pages show samples of calls, and in which languages.

Source: contracts/config.md section 1.8.
"""

from __future__ import annotations

from bessemer.config.cursor import Cursor

# What each product looks for in a document.
_FORMS = {
    "readme": "x-readme",
    "stainless": "x-stainless-snippets",
    **dict.fromkeys(("redocly", "mintlify", "bump.sh", "gitbook", "x-codeSamples"), "x-codeSamples"),
}
_LANGUAGES = ("python", "go")


def read_code_samples(openapi: Cursor) -> tuple[str, ...]:
    """The extensions that samples are written as, in the order in which the config asks for them."""
    asked = openapi.at("code_samples")
    if not isinstance(asked.value, dict):
        word = asked.choice(tuple(_FORMS), "")
        return (_FORMS[word],) if word else ()
    found = []
    for name, item in asked.entries():
        if name not in _FORMS:
            help_ = f"known are {', '.join(_FORMS)}"
            item.report("config-value-invalid", f"nobody's code samples are called {name!r}", help_, key=True)
        elif item.flag(False):
            found.append(_FORMS[name])
    return tuple(dict.fromkeys(found))


def read_languages_left_out(openapi: Cursor) -> tuple[str, ...]:
    """The languages that have no samples, though the config makes them."""
    left_out = []
    for name, item in openapi.at("code_sample_languages").entries():
        if not item.flag(True):
            left_out.append(name)
        elif name not in _LANGUAGES:
            item.report("config-key-inert", f"there are no samples of {name!r} yet", None, key=True)
    return tuple(left_out)
