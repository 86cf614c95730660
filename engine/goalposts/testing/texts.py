"""Finds every text for people in a record, with the way to it, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from attrs import fields, has

from goalposts.locale import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

_ALPHABETS: Final = (re.compile("[A-Za-z]"), re.compile("[А-Яа-яЁё]"))
_WORD: Final = re.compile(r"\S*[^\W\d_]\S*")
_SENTENCE: Final = 3
"""Words that make a sentence; two may be the name of a system."""


def texts_of(record: Any, path: str = "") -> Iterator[tuple[str, Text]]:
    """Yield the texts within a record of records, each with its way, such as `domain.kpis[sample.visits].summary`."""
    if isinstance(record, Text):
        yield path, record
    elif isinstance(record, Mapping):
        for key, value in record.items():
            yield from texts_of(value, f"{path}[{key}]")
    elif isinstance(record, (tuple, list)):
        for index, value in enumerate(record):
            yield from texts_of(value, f"{path}[{_label(value, index)}]")
    elif has(type(record)):
        for attribute in fields(type(record)):
            yield from texts_of(getattr(record, attribute.name), f"{path}.{attribute.name}".lstrip("."))


def text_breaches(record: Any) -> Iterator[str]:
    """Yield the texts that lack a language: by empty words, or because one sentence stands for both."""
    for path, text in texts_of(record):
        for language in LANGUAGES:
            if not text.get(language).strip():
                yield f"{path}: the {language} text is empty"
        if text.en == text.ru and is_of_one_language(text.en):
            yield f'{path}: {text.en!r} is shown to readers of both languages; write {{"en": ..., "ru": ...}}'


def is_of_one_language(words: str) -> bool:
    """Whether this is a sentence of one language, and no name or sign that both have, and no whole document.

    >>> is_of_one_language("Share of visits"), is_of_one_language("Blue Desk"), is_of_one_language("1 с / 1 s of it")
    (True, False, False)
    """
    alphabets = [bool(alphabet.search(words)) for alphabet in _ALPHABETS]
    return "\n" not in words and sum(alphabets) == 1 and len(_WORD.findall(words)) >= _SENTENCE


def _label(record: Any, index: int) -> str | int:
    names = {attribute.name for attribute in fields(type(record))} if has(type(record)) else set()
    return str(record.id) if "id" in names else index
