"""The letters S, M, A, R, T of a statement: each kept or not by its words alone, and the reason why not.

Owner, baseline, variant and guardrails are things of the project file and never take a letter away.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from attrs import frozen

from goalposts.drafting import reasons
from goalposts.drafting.meaning import SLOGANS, Meaning
from goalposts.linting.promises import is_part_of_whole
from goalposts.model import Direction, SaidKind, SaidTarget
from goalposts.statements import read_statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.drafting.reasons import Reason

_MONTH: Final = timedelta(days=31)
_MOST_RISE: Final = 2.0
_MOST_FALL: Final = 3.0
_WHOLE: Final = 100.0
_MANIFOLD: Final = re.compile(
    r"\b(?:в разы|в несколько раз|(?:много)?кратн(?:о|ый|ого|ое|ая|ую|ым)|(?:двух|двукратн|трех|пяти"
    r"|десяти)кратн\w+|взрывн\w+"
    r"|several times|many times|an order of magnitude|\d+x|[xх] ?\d+|на порядок|multipl(?:y|ied|ies|ying)|manifold"
    r"|skyrocket\w*|explosive\w*|exponential\w*)\b"
    r"|\b(?:more than |over )?(?:doubl|tripl)\w*\b|\b(?:вдвое|втрое|удво\w+|утро(?:ить|им|ился|илось|ение)\w*)\b",
    re.IGNORECASE,
)
_DELIVERED: Final = ("headcount", "adoption-slogan", "delivery-not-outcome", "tool-not-outcome", "vanity-metric")
_FROM_START: Final = re.compile(
    r"(?:after|of|from|since|following) (?:the |our )?(?:go-?live|launch\w*|rollout|roll-out|start\w*|implement\w+)"
    r"|(?:после|с момента|от|со дня) (?:\w+ )?(?:запуск|внедрени|старт|начал|ввод|установк)\w*",
    re.IGNORECASE,
)


@frozen
class Judged:
    """The letters of a statement.

    Attributes:
        reasons: why letters are not kept, in the order S, M, A, R, T.
        trap: as the contract names it; empty for none.
    """

    reasons: tuple[Reason, ...]
    trap: str

    @property
    def letters(self) -> dict[str, bool]:
        """Each letter, and whether it is kept."""
        lost = {reason.letter for reason in self.reasons}
        return {letter: letter not in lost for letter in "SMART"}


def judged(meaning: Meaning) -> Judged:
    """Judge the words of a statement."""
    ambitions = tuple(_achievable(meaning))
    found = (*_specific(meaning), *_measurable(meaning), *ambitions, *_relevant(meaning), *_time_bound(meaning))
    return Judged(found, _trap(meaning, ambitions))


def _trap(meaning: Meaning, ambitions: tuple[Reason, ...]) -> str:
    """The one trap that says most: who or what stands in the place of an outcome, else how far it reaches."""
    for kind in ("control-of-people", "headcount"):
        if kind in meaning.traps:
            return reasons.TRAPS[kind]
    vanity = meaning.traps.get("vanity-metric")
    if vanity is not None and vanity.kpi and "delivery-not-outcome" in meaning.traps:
        return reasons.TRAPS["vanity-metric"]
    means = [kind for kind in SLOGANS[2:] if kind in meaning.traps]
    if means == ["adoption-slogan", "tool-not-outcome"]:  # a tool is taken, or left, so that people work in it
        return reasons.TRAPS["adoption-slogan"]
    if means:
        return reasons.TRAPS[min(means, key=lambda kind: meaning.traps[kind].start)]
    if "vanity-metric" in meaning.traps:
        return reasons.TRAPS["vanity-metric"]
    if ambitions:
        return ambitions[0].trap
    return reasons.TRAPS["out-of-influence"] if "out-of-influence" in meaning.traps else ""


def _specific(meaning: Meaning) -> Iterator[Reason]:
    slogan = next((kind for kind in (*SLOGANS, "vanity-metric") if kind in meaning.traps), "")
    if slogan and not meaning.named:
        yield reasons.slogan(meaning.traps[slogan].words)
    elif not meaning.candidates:
        yield reasons.no_kpi()
    elif "vague-verb" in meaning.traps and meaning.said.target is None:
        yield reasons.vague(meaning.traps["vague-verb"].words)


def _measurable(meaning: Meaning) -> Iterator[Reason]:
    target = meaning.said.target
    instead = next((kind for kind in _DELIVERED if kind in meaning.traps), "")
    if instead and not meaning.named:
        yield reasons.no_outcome_number()
    elif target is None:
        yield reasons.no_number()


def _achievable(meaning: Meaning) -> Iterator[Reason]:
    target = meaning.said.target
    if target is not None:
        yield from _of_target(meaning, target)
    manifold = _MANIFOLD.search(meaning.promise)
    if target is None and manifold:
        yield reasons.too_much(manifold.group())
    if target is None and "unmeasurable-word" in meaning.traps:
        yield reasons.perfect(meaning.traps["unmeasurable-word"].words)
    if _promises_effect(meaning) and (words := _within_a_month(meaning)):
        yield reasons.too_soon(words)


def _promises_effect(meaning: Meaning) -> bool:
    return meaning.named or (meaning.said.target is not None and not set(meaning.traps) & set(_DELIVERED))


def _of_target(meaning: Meaning, target: SaidTarget) -> Iterator[Reason]:
    words = meaning.words(target.start, target.end)
    size, unit = target.quantity.value, target.quantity.unit
    if (
        target.kind is SaidKind.FACTOR and size >= (_MOST_FALL if target.direction is Direction.DOWN else _MOST_RISE)
    ) or (target.kind is SaidKind.CHANGE and unit in ("%", "pp") and size >= _WHOLE):
        yield reasons.too_much(words)
    elif target.kind in (SaidKind.FLOOR, SaidKind.CEILING, SaidKind.LEVEL) and unit == "%":
        yield from _of_share(meaning, size, words)
    if _multiplies(meaning, target):
        yield reasons.too_much(words)


def _of_share(meaning: Meaning, size: float, words: str) -> Iterator[Reason]:
    if meaning.kpi is not None and not is_part_of_whole(meaning.kpi):
        return
    if size in (0.0, _WHOLE):
        yield reasons.perfect(words)
    elif size > _WHOLE and meaning.kpi is not None:
        yield reasons.out_of_bounds(words, meaning.kpi.title)


def _multiplies(meaning: Meaning, target: SaidTarget) -> bool:
    """Whether a level lies so far from where it starts; what a rollout moves directly may well double."""
    start = meaning.said.start
    if start is None or meaning.kpi is None or meaning.kpi.attributability == "direct":
        return False
    if start.unit != target.quantity.unit or target.kind in (SaidKind.CHANGE, SaidKind.FACTOR):
        return False
    before, after = start.value, target.quantity.value
    return before > 0 and (after >= _MOST_RISE * before or 0 < after * _MOST_FALL <= before)


def _within_a_month(meaning: Meaning) -> str:
    said = meaning.said.deadline
    text = meaning.text
    if said is None:
        text = _FROM_START.sub("", meaning.text)
        said = read_statement(text, meaning.today).deadline
    if said is None or not meaning.today <= said.day <= meaning.today + _MONTH:
        return ""
    return text[said.start : said.end].strip()


def _relevant(meaning: Meaning) -> Iterator[Reason]:
    for kind in (*SLOGANS, "vanity-metric"):
        if kind in meaning.traps:
            yield reasons.instead_of_outcome(kind, meaning.traps[kind].words)
            return


def _time_bound(meaning: Meaning) -> Iterator[Reason]:
    said = meaning.said.deadline
    if said is None:
        yield reasons.from_start() if _FROM_START.search(meaning.text) else reasons.no_day()
    elif said.day < meaning.today:
        yield reasons.past_day(meaning.words(said.start, said.end), said.day)
