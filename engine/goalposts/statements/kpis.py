"""Which KPIs a statement may be about, by how plugins say that people call them.

A phrase that a plugin brings, and an abbreviation in brackets behind a KPI's name, mean it for sure; where several
names have one abbreviation, a phrase may say which of them people mean by it. Of the name itself some words are enough,
the rarer among all names the better; Russian and English endings do not matter. Who reads the answer decides: of KPIs
that score alike none is preferred.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import takewhile
from math import log
from typing import TYPE_CHECKING, Final

from attrs import frozen

from goalposts.model import SaidKpi
from goalposts.statements.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from goalposts.model import Catalogue, Kpi
    from goalposts.statements.folding import Folded

ENOUGH: Final = 0.6
"""Share of a name, by the weight of its words, that must stand in the statement."""
ALIKE: Final = 0.1
"""KPIs whose scores differ by less are alike."""
_BY_NAME: Final = 0.9
"""A whole name is nearly as good as a phrase."""
_BY_WORDS: Final = {1: 0.7, 2: 0.9}
"""One word, or two, tell less than three."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BRACKETS: Final = re.compile(r"\(([^)]*)\)")
_ABBREVIATION: Final = re.compile(r"\b[A-ZА-Я]{3,6}\b")
_EMPTY: Final = frozenset(
    _WORD.findall(
        "a an the of in on at by to for with without that which who was were is are be per and or as from when day"
        " в на по от до из за с со без для и или при что как день"
    )
)
_LEAST_STEM: Final = 4
_LEAST_RUSSIAN: Final = 3
"""Short Russian words decline too, as «доля», «долю»; short English ones are other words."""
_ENDING: Final = 3


def said_kpis(statement: str, catalogue: Catalogue) -> tuple[SaidKpi, ...]:
    """Return the KPIs that a statement may be about, the likeliest first; none when nothing fits.

    Args:
        statement: a sentence in English or Russian; only its first 2,000 characters are read.
        catalogue: whose KPIs and phrases count.
    """
    text = folded(statement)
    best: dict[str, SaidKpi] = {}
    phrases = tuple(_by_phrase(text, catalogue))
    names = (name for name in _by_name(text, catalogue) if not any(_is_within(name, phrase) for phrase in phrases))
    short = (
        found for found in _by_abbreviation(text, catalogue) if not any(_is_told_by(found, one) for one in phrases)
    )
    for found in (*phrases, *short, *names):
        if found.kpi not in best or found.score > best[found.kpi].score:
            best[found.kpi] = found
    return tuple(sorted(best.values(), key=lambda found: (-found.score, found.kpi)))


def _is_within(name: SaidKpi, phrase: SaidKpi) -> bool:
    """Whether a name is a part of what a phrase means as a whole, as one term of `LTV/CAC`."""
    inside = phrase.start <= name.start and name.end <= phrase.end
    return inside and name.kpi != phrase.kpi and (name.start, name.end) != (phrase.start, phrase.end)


def _is_told_by(short: SaidKpi, phrase: SaidKpi) -> bool:
    """Whether an abbreviation stands within a phrase, which then says what is meant."""
    return phrase.start <= short.start and short.end <= phrase.end


def likeliest(said: tuple[SaidKpi, ...]) -> tuple[SaidKpi, ...]:
    """Return the first of the KPIs and those that score like it: more than one where the words are ambiguous."""
    return tuple(takewhile(lambda found: found.score > said[0].score - ALIKE, said))


def _by_phrase(text: Folded, catalogue: Catalogue) -> Iterator[SaidKpi]:
    """Phrases; where two overlap, the longer one is what was meant, and of equal ones both may be."""
    matches = [
        (found.start(), found.end(), phrase.kpi, phrase.variant)
        for phrase in catalogue.phrases
        if phrase.kpi and not phrase.trap
        for found in _compiled(phrase.pattern).finditer(text.text)
        if found.end() > found.start()
    ]
    taken: list[tuple[int, int]] = []
    for start, end, kpi, variant in sorted(matches, key=lambda found: (found[0] - found[1], found)):
        if all(end <= first or start >= last or (start, end) == (first, last) for first, last in taken):
            taken.append((start, end))
            yield SaidKpi(kpi, 1.0, *text.span(start, end), variant)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("ё", "е"), re.IGNORECASE)


def _first_words(text: Folded) -> list[tuple[int, int, str]]:
    """Every word at its first place only, which keeps long texts quick."""
    firsts = {found.group(): found for found in reversed(list(_WORD.finditer(text.text)))}
    return sorted((found.start(), found.end(), word) for word, found in firsts.items())


def _by_abbreviation(text: Folded, catalogue: Catalogue) -> Iterator[SaidKpi]:
    words = _first_words(text)
    for name in _names(tuple(catalogue.kpis.values())):
        for start, end, word in words:
            if word in name.abbreviations:
                yield SaidKpi(name.kpi, 1.0, *text.span(start, end))


def _by_name(text: Folded, catalogue: Catalogue) -> Iterator[SaidKpi]:
    words = _first_words(text)
    names = tuple(_names(tuple(catalogue.kpis.values())))
    weights = _weights(names)
    for name in names:
        found = _part_of(name, words, weights)
        if found is not None:
            score, start, end = found
            yield SaidKpi(name.kpi, _BY_NAME * score, *text.span(start, end))


@frozen
class _Name:
    """One way to call a KPI: its words without endings that matter, and its abbreviations."""

    kpi: str
    words: tuple[str, ...]
    abbreviations: tuple[str, ...]


def _names(kpis: tuple[Kpi, ...]) -> Iterator[_Name]:
    for kpi in kpis:
        if kpi.name is None:
            continue
        for written in dict.fromkeys((kpi.name.en, kpi.name.ru)):
            # a quotient such as (LTV:CAC) is not meant where one of its terms is said
            brackets = " ".join(found for found in _BRACKETS.findall(written) if ":" not in found)
            plain = folded(_BRACKETS.sub(" ", written)).text
            words = tuple(word for word in _WORD.findall(plain) if word not in _EMPTY)
            yield _Name(kpi.id, words, tuple(short.lower() for short in _ABBREVIATION.findall(brackets)))


def _weights(names: tuple[_Name, ...]) -> Mapping[str, float]:
    """How much a word tells: the rarer among all names, the more."""
    counts = Counter(_stem(word) for name in names for word in set(name.words))
    return {stem: log(1 + len(names) / count) for stem, count in counts.items()}


def _part_of(
    name: _Name, words: list[tuple[int, int, str]], weights: Mapping[str, float]
) -> tuple[float, int, int] | None:
    """How much of a name stands in a statement, and where; nothing where it is too little."""
    places = {}
    for wanted in name.words:
        for start, end, word in words:
            if _same(wanted, word):
                places[wanted] = (start, end)
                break
    whole = sum(weights[_stem(word)] for word in name.words)
    if not whole or (len(places) < 2 and len(name.words) > 1):
        return None
    score = sum(weights[_stem(word)] for word in places) / whole
    if score < ENOUGH:
        return None
    score *= _BY_WORDS.get(len(places), 1.0)
    return score, min(start for start, _ in places.values()), max(end for _, end in places.values())


def _stem(word: str) -> str:
    return word[: max(_LEAST_STEM, len(word) - _ENDING)]


def _same(one: str, other: str) -> bool:
    """Whether two words differ in their endings only."""
    if one == other:
        return True
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    least = _LEAST_RUSSIAN if one[0] >= "а" else _LEAST_STEM
    return shared >= max(least, max(len(one), len(other)) - _ENDING)
