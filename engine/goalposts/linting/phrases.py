"""How people word a goal badly, in English and Russian; plugins add phrases of their trade to the same traps.

Patterns are matched against `plain` text: small letters, `ё` read as `е`, runs of spaces as one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from attrs import frozen

from goalposts.errors import PluginError
from goalposts.linting.ambitions import AMBITIONS
from goalposts.linting.people_phrases import PEOPLE
from goalposts.linting.project_work import PROJECT_WORK
from goalposts.locale import Text
from goalposts.model import Phrase
from goalposts.statements import cleaned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from goalposts.model import Catalogue

_BROKEN: Final = Text(
    en="phrase /{pattern}/ is no regular expression: {error}",
    ru="фраза /{pattern}/ — не регулярное выражение: {error}",
)
_CYRILLIC: Final = re.compile("[а-яё]", re.IGNORECASE)
_LATIN: Final = re.compile("[a-z]", re.IGNORECASE)
_REST_OF_WORD: Final = re.compile(r"\w*")

_KINDS: Final = {"tool-not-outcome": ("tool-not-outcome", "adoption-slogan", "delivery-not-outcome")}
"""Kinds of a trap that one rule tells of: a tool that is bought, that people are to use, or work of the project."""

_ENGINE: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("vague-verb", "en"): (
        r"\b(?:improv|optimi[sz]|enhanc|streamlin|boost|strengthen|moderni[sz])\w*",
        r"\bincreas\w* (?:the )?efficiency\b",
        r"\bbetter\b",
        r"\bworld[- ]class\b",
        r"\bto the next level\b",
        r"\bdigital transformation\b",
    ),
    ("vague-verb", "ru"): (
        r"\b(?:улучш|повы[сш]|оптимиз|усил|налад|налаж|систематизир|развива|совершенствова|усовершенствова)\w*",
        r"\bнавести порядок\b",
        r"\bна новый уровень\b",
        r"\bцифров\w+ трансформац\w+",
        r"\b(?:качественно|максимально)\b",
        r"\bсделать (?:\w+ )?прозрачн\w+",
        r"\bвзять под контроль\b",
    ),
    ("unnamed-comparison", "en"): (
        (
            r"\b(?:more|higher|better|larger|faster|fewer|less|lower|cheaper)\b.{0,60}"
            r"\bthan (?:now|before|today|last year|the year before)\b"
        ),
    ),
    ("unnamed-comparison", "ru"): (
        (
            r"\b(?:больше|выше|лучше|быстрее|меньше|ниже|дешевле|чаще|реже),? "
            r"чем (?:сейчас|раньше|сегодня|прежде|в прошлом году|до)\b"
        ),
        r"\b(?:относительно|по сравнению с|против) (?:прошл\w+ год\w*|нынешн\w+|прежн\w+)",
    ),
    ("vague-deadline", "en"): (
        r"\b(?:asap|soon|ongoing|as needed|in the future)\b",
        r"\bas soon as possible\b",
        r"\bby the end of the project\b",
    ),
    ("vague-deadline", "ru"): (
        r"\bкак можно скорее\b",
        r"\bв ближайшее время\b",
        r"\bпостоянно\b",
        r"\bпо мере необходимости\b",
        r"\bв (?:перспективе|дальнейшем)\b",
        r"\bк концу проекта\b",
        r"\bпосле внедрения\b",
    ),
}

ENGINE_PHRASES: Final = tuple(
    Phrase(language, pattern, trap=trap)
    for phrases in (_ENGINE, AMBITIONS, PEOPLE, PROJECT_WORK)
    for (trap, language), patterns in phrases.items()
    for pattern in patterns
)
_WORK: Final = "delivery-not-outcome"
TRAPS: Final = frozenset((*(kind for kinds in _KINDS.values() for kind in kinds), "tool-mentioned"))
"""Traps that a phrase may name beside the names of rules."""


def plain(words: str) -> str:
    """Fold what does not matter for meaning: letter case, `ё`, runs of spaces.

    >>> plain("Всё  ОТЧЁТНОЕ")
    'все отчетное'
    """
    return " ".join(words.lower().replace("ё", "е").split())


@frozen
class Trapped:
    """Words of a statement that fall into a trap.

    Attributes:
        start, end: where they stand in the statement as people should read it: without what is invisible, its runs of
            spaces as one, every word in one alphabet.
        kpi: what such a goal is really about, if the phrase says so.
    """

    words: str
    start: int
    end: int
    kpi: str


def trapped(trap: str, statement: str, catalogue: Catalogue) -> str:
    """Return the words of a statement that fall into a trap, as they are written and whole, or nothing."""
    kinds = _KINDS.get(trap, (trap,))
    return next((found.words for found in traps_in(statement, catalogue, kinds)), "")


def traps_in(statement: str, catalogue: Catalogue, kinds: tuple[str, ...]) -> Iterator[Trapped]:
    """Find where a statement falls into traps of these kinds: each phrase at its first place.

    What is work of the project elsewhere may be the outcome of a trade: where a phrase of its own that means a KPI
    covers such words and more, they are none.
    """
    written = cleaned(statement)
    said = plain(written)
    for phrase in spoken(said, (*ENGINE_PHRASES, *catalogue.phrases)):
        if phrase.trap in kinds and (found := _pattern(phrase, catalogue).search(said)):
            if phrase.trap == _WORK and _is_an_outcome(said, found.span(), catalogue):
                continue
            words = _whole_words(written, found.start(), found.end())
            yield Trapped(words, found.start(), found.end(), phrase.kpi)


def _is_an_outcome(said: str, work: tuple[int, int], catalogue: Catalogue) -> bool:
    start, end = work
    around = ((first, last) for first, last, _ in _named(said, catalogue) if last - first > end - start)
    return any(first <= start and end <= last for first, last in around)


def spoken(text: str, phrases: Iterable[Phrase]) -> Iterator[Phrase]:
    """Leave out the phrases of a language of which a text holds no letter: compiling them takes most of the time."""
    has = {"ru": _CYRILLIC.search(text) is not None, "en": _LATIN.search(text) is not None}
    return (phrase for phrase in phrases if has.get(phrase.language, True))


def _whole_words(written: str, start: int, end: int) -> str:
    """Cut a match out of the written words; patterns of stems end within a word, people read whole ones."""
    ending = _REST_OF_WORD.match(written, end) if end and written[end - 1].isalnum() else None
    return written[start : ending.end() if ending else end]


def named_kpis(statement: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the KPIs that a statement names, in the order of the words; words that overlap name one KPI.

    Where phrases overlap, the longest is what was meant.
    """
    taken: list[tuple[int, int, str]] = []
    for start, end, kpi in sorted(
        _named(plain(cleaned(statement)), catalogue), key=lambda found: (found[0] - found[1], found)
    ):
        if all(end <= other_start or start >= other_end for other_start, other_end, _ in taken):
            taken.append((start, end, kpi))
    return tuple(dict.fromkeys(kpi for _, _, kpi in sorted(taken)))


def _named(said: str, catalogue: Catalogue) -> Iterator[tuple[int, int, str]]:
    for phrase in spoken(said, catalogue.phrases):
        if phrase.kpi and not phrase.trap:
            for found in _pattern(phrase, catalogue).finditer(said):
                yield found.start(), found.end(), phrase.kpi


def _pattern(phrase: Phrase, catalogue: Catalogue) -> re.Pattern[str]:
    try:
        return compiled(phrase.pattern)
    except re.error as error:  # only a stranger's: those of the engine are tested
        owner = next(found for found in catalogue.contributions if phrase in found.domain.phrases)
        problem = _BROKEN.fill(pattern=phrase.pattern, error=str(error))
        raise PluginError(owner.plugin, problem, owner.version) from error


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a phrase as it is matched: without regard to case, `ё` read as `е`.

    Raises:
        re.error: it is not a regular expression.
    """
    return re.compile(pattern.replace("ё", "е").replace("Ё", "Е"), re.IGNORECASE)
