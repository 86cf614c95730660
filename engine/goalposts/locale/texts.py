"""A text is one sentence in every language at once; the reader's language is chosen last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from attrs import frozen

LANGUAGES = ("en", "ru")


@frozen
class Text:
    """The same words in English and Russian.

    >>> Text(en="{n} visits", ru="{n} визитов").fill(n=5).get("ru")
    '5 визитов'
    """

    en: str
    ru: str

    @classmethod
    def of(cls, words: Text | Mapping[str, str] | str) -> Text:
        """Make a text of a `{"en": ..., "ru": ...}` mapping, or of words that are the same in every language.

        Raises:
            ValueError: a language is missing or unknown.
        """
        if isinstance(words, Text):
            return words
        if isinstance(words, str):
            return cls(en=words, ru=words)
        if set(words) != set(LANGUAGES):
            raise ValueError(f"a text needs exactly the languages {', '.join(LANGUAGES)}; found: {', '.join(words)}")
        return cls(en=words["en"], ru=words["ru"])

    def get(self, language: str) -> str:
        """Return the words in one language."""
        return self.ru if language == "ru" else self.en

    def fill(self, **values: Text | str | int) -> Text:
        """Put values into the `{name}` places; a value that is a text is put in language by language."""
        return Text(en=_filled(self.en, "en", values), ru=_filled(self.ru, "ru", values))

    def __str__(self) -> str:
        return self.en


def _filled(pattern: str, language: str, values: Mapping[str, Text | str | int]) -> str:
    words = {name: value.get(language) if isinstance(value, Text) else str(value) for name, value in values.items()}
    return pattern.format(**words) if words else pattern


def join(texts: Iterable[Text], separator: str = " ") -> Text:
    """Join texts language by language."""
    parts = tuple(texts)
    return Text(en=separator.join(part.en for part in parts), ru=separator.join(part.ru for part in parts))


_BOTH = re.compile(r"""\s+\{en: ("[^"]*"|[^{},"]+),\s+ru: ("[^"]*"|[^{},"]+)\}""")


def in_language(document: str, language: str) -> str:
    """Take the words of one language wherever a document has `{en: ..., ru: ...}`; all else stays as it is.

    >>> in_language("owner: {en: Head of reception, ru: Руководитель приёмной}", "en")
    'owner: Head of reception'
    """
    return _BOTH.sub(lambda both: f" {both[LANGUAGES.index(language) + 1]}", document)


Words: TypeAlias = Text | Mapping[str, str] | str
"""A text, a `{"en": ..., "ru": ...}` mapping, or words that are the same in every language."""


def text_of(words: Words) -> Text:
    """Make a text; for records whose fields are texts."""
    return Text.of(words)


def optional_text(words: Words | None) -> Text | None:
    """Make a text of what may be missing."""
    return None if words is None else Text.of(words)
