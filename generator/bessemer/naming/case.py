"""Join words into a name in one of the four cases, with initialisms and the config's own spellings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from bessemer.frozen import frozen
from bessemer.naming.words import Words, split

# Source: contracts/config.md section 2.1, built-in initialisms.
INITIALISMS = frozenset(
    (
        "3ds ach acl ai api ats cpu crm db dns e2e eeoc gb gpu hd hris html http https id ip iso jsonl kb kyb kyc lfs "
        "mb mp3 mp4 nft saml sdk sku sms ss ssh sso url"
    ).split()
)
# Source: the same section, built-in special words.
SPECIAL = {"openai": "OpenAI", "oauth": "OAuth", "github": "GitHub"}


class Casing(Protocol):
    """How a config spells one word or phrase (bessemer.ir.api.Casing)."""

    @property
    def phrase(self) -> str: ...
    @property
    def initialism(self) -> bool | None: ...
    @property
    def snake(self) -> str | None: ...
    @property
    def pascal(self) -> str | None: ...
    @property
    def camel(self) -> str | None: ...
    @property
    def capital(self) -> str | None: ...


@frozen
class _Form:
    """One word or phrase with all its spellings."""

    words: Words
    snake: str
    pascal: str
    camel: str
    capital: str


class Caser:
    """The spellings of one API: built once from its config, used for every name."""

    def __init__(self, casings: Iterable[Casing] = ()) -> None:
        casings = tuple(casings)
        refused = {word for item in casings if item.initialism is False for word in split(item.phrase)}
        added = {word for item in casings if item.initialism for word in split(item.phrase)}
        self.initialisms = (INITIALISMS | added) - refused
        self._phrases: Mapping[Words, Casing] = {split(item.phrase): item for item in casings if _is_spelled(item)}
        self._longest = max(map(len, self._phrases), default=1)
        self._known: dict[Words, tuple[_Form, ...]] = {}
        self._snakes: dict[Words, str] = {}

    def snake(self, words: Words) -> str:
        """`message_batch_id`"""
        known = self._snakes.get(words)
        if known is None:
            known = self._snakes[words] = "_".join(form.snake for form in self._forms(words))
        return known

    def screaming(self, words: Words) -> str:
        """`MESSAGE_BATCH_ID`"""
        return self.snake(words).upper()

    def pascal(self, words: Words) -> str:
        """`MessageBatchID`; two numbers that meet are kept apart: `Context1m2025_08_07`."""
        return _joined(form.pascal for form in self._forms(words))

    def camel(self, words: Words) -> str:
        """`messageBatchID`"""
        forms = self._forms(words)
        return _joined((*(form.camel for form in forms[:1]), *(form.pascal for form in forms[1:])))

    def capital(self, words: Words) -> str:
        """`Message Batch ID`"""
        return " ".join(form.capital for form in self._forms(words))

    def _forms(self, words: Words) -> tuple[_Form, ...]:
        """A document names the same things again and again."""
        known = self._known.get(words)
        if known is None:
            known = self._known[words] = tuple(self._made(words))
        return known

    def _made(self, words: Words) -> Iterator[_Form]:
        start = 0
        while start < len(words):
            form = self._form_at(words, start)
            yield form
            start += len(form.words)

    def _form_at(self, words: Words, start: int) -> _Form:
        for length in range(min(self._longest, len(words) - start), 0, -1):
            phrase = words[start : start + length]
            casing = self._phrases.get(phrase)
            if casing is not None:
                return self._configured(phrase, casing)
        return self._plain(words[start])

    def _configured(self, words: Words, casing: Casing) -> _Form:
        plain = tuple(self._plain(word) for word in words)
        return _Form(
            words,
            casing.snake or "_".join(form.snake for form in plain),
            casing.pascal or _joined(form.pascal for form in plain),
            casing.camel or _joined((plain[0].camel, *(form.pascal for form in plain[1:]))),
            casing.capital or " ".join(form.capital for form in plain),
        )

    def _plain(self, word: str) -> _Form:
        pascal = self._pascal_word(word)
        return _Form((word,), word, pascal, word, pascal)

    def _pascal_word(self, word: str) -> str:
        if word in SPECIAL:
            return SPECIAL[word]
        if word in self.initialisms:
            return word.upper()
        if word.endswith("s") and word[:-1] in self.initialisms:
            return word[:-1].upper() + "s"
        return word[:1].upper() + word[1:]


def _is_spelled(casing: Casing) -> bool:
    return any((casing.snake, casing.pascal, casing.camel, casing.capital))


def _joined(parts: Iterable[str]) -> str:
    joined = ""
    for part in parts:
        between = "_" if joined[-1:].isdigit() and part[:1].isdigit() else ""
        joined += between + part
    return joined
