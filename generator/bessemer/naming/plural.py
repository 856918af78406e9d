"""Make an English plural singular, as resource and item names need."""

from __future__ import annotations

from bessemer.naming.words import Words

# `species` becomes `specie` in the SDKs this format made; the rest do not follow a rule of their ending.
_EXCEPTIONS = {
    "addresses": "address",
    "aliases": "alias",
    "analyses": "analysis",
    "axes": "axis",
    "biases": "bias",
    "buses": "bus",
    "caches": "cache",
    "canvases": "canvas",
    "children": "child",
    "cookies": "cookie",
    "corpora": "corpus",
    "crises": "crisis",
    "criteria": "criterion",
    "gases": "gas",
    "geese": "goose",
    "hypotheses": "hypothesis",
    "indices": "index",
    "lies": "lie",
    "matrices": "matrix",
    "men": "man",
    "mice": "mouse",
    "movies": "movie",
    "people": "person",
    "pies": "pie",
    "quizzes": "quiz",
    "species": "specie",
    "statuses": "status",
    "theses": "thesis",
    "ties": "tie",
    "vertices": "vertex",
    "viruses": "virus",
    "women": "woman",
}
_UNCHANGED = frozenset("data news series status analytics sms dns https jsonl css lens bus gas alias os".split())


def singular_word(word: str) -> str:
    """`batches` → batch, `memories` → memory, `agencies` → agency, `status` → status. Takes a lower-case word."""
    if word in _EXCEPTIONS:
        return _EXCEPTIONS[word]
    if word in _UNCHANGED or len(word) < 2 or not word.endswith("s"):
        return word
    if word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def singular(words: Words) -> Words:
    """Only the last word is made singular: `memory stores` → memory store."""
    return (*words[:-1], singular_word(words[-1])) if words else words
