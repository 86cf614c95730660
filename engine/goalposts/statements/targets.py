"""The number that is promised: which of a statement's numbers it is, and which way it is meant.

What stands right before a number says how it is meant (`at least`, `to`, `by`, «не менее», «до», «на»); verbs of
rising and falling say which way. A time limit (`within 20 s`, «за 20 секунд») is a parameter of the KPI and no promise,
and what follows `from` or «с» is where it starts.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from goalposts.expressions import Quantity
from goalposts.model import Direction, SaidKind, SaidTarget
from goalposts.statements.numerals import NUMBER, number_of, scale_of
from goalposts.statements.units import DURATIONS, FACTOR_UNIT, SIGNS, UNIT, WEEK, unit_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.statements.folding import Folded

_LIMIT: Final = "limit"
_START: Final = "start"
_BEFORE: Final = tuple(
    (said, re.compile(rf"(?:{words}) ?$"))
    for said, words in (
        (
            SaidKind.FLOOR,
            (
                r"at least|not? (?:less|fewer|lower) than|not? (?:below|under)|minimum(?: of)?|>=|≥"
                r"|\bне (?:менее|меньше|ниже)(?: чем)?|минимум"
            ),
        ),
        (
            SaidKind.CEILING,
            (
                r"at most|not? (?:more|higher|longer|later|dearer) than"
                r"|not? (?:over|above)|not exceed(?:ing)?|maximum(?: of)?|<=|≤"
                r"|\bне (?:\w+ ){0,4}(?:более|больше|выше|дольше|дороже|превыша\w+)(?: чем)?|максимум"
            ),
        ),
        (SaidKind.LEVEL, r"\bокуп\w+ на"),
        (_LIMIT, r"\b(?:within|in(?: under| less than)?|after|every|longer than|за|в течение|через|кажды[ей]|дольше)"),
        (SaidKind.FLOOR, r"\b(?:over|above|more than|свыше|более|больше(?: чем)?|выше(?: чем)?)"),
        (SaidKind.CEILING, r"\b(?:under|below|(?:less|fewer) than|менее|меньше(?: чем)?|ниже(?: чем)?)"),
        (SaidKind.LEVEL, r"\b(?:to|up to|down to|reach(?:es)?|до|достиг\w+)|->|→"),
        (SaidKind.CHANGE, r"\b(?:by|на)"),
        (SaidKind.CHANGE, r"\b(?:up|down)|(?:^|\s)\+"),
        (SaidKind.CHANGE, r"(?:^|\s)-(?! )"),
        (
            _START,
            (
                r"\b(?:from|instead of|rather than|against|вместо|против|с|со|от|now|currently|today|was|is at"
                r"|сейчас|сегодня|было|ныне)(?: уже| at)?:?"
            ),
        ),
    )
)
_ABOUT: Final = re.compile(r"(?:about|around|roughly|the|level of|a|примерно|около|уровня|целых) $")
_MORE: Final = re.compile(r" ?(?:more|higher|larger|longer|больше|выше|дороже|чаще)\b")
_LESS: Final = re.compile(r" ?(?:less|fewer|lower|shorter|cheaper|меньше|ниже|дешевле|короче|реже)\b")
_UP: Final = re.compile(
    r"\b(?:increas|rais|grow|grew|ris(?:e|ing)|improv|boost|lift|увелич|повы[сш]|раст(?:и|ет|ут)|рост|вырас|вырос|подня|поднять|нараст)\w*"
)
_DOWN: Final = re.compile(
    r"\b(?:reduc|cut|lower(?!\s+than)|decreas|drop|fall|shorten|halv|сни[зж]|сокра[тщ]|уменьш|упа(?:л|д)|сжать|удешев)\w*"
)
_RISES: Final = re.compile(r"(?:\bup(?: by)?|(?:^|\s)\+) ?$|\b(?:plus|плюс) $")
_FALLS: Final = re.compile(r"\bdown(?: by)? ?$|(?:^|\s)-$|\b(?:minus|минус) $")
_BETWEEN: Final = re.compile(r" ?(?:->|→|>|to|до) ?")
"""What stands between where a KPI starts and where it is to be."""
_WHOLE_FACTORS: Final = (
    (re.compile(r"\b(?:doubl(?:e|es|ed|ing)|twice as (?:many|much|often|fast|high)|two-?fold|вдвое|удво\w+)\b"), 2.0),
    (re.compile(r"\b(?:tripl(?:e|es|ed|ing)|three-?fold|втрое|утро(?:ить|им|ился|илось|ение)\w*)\b"), 3.0),
    (re.compile(r"\b(?:halv(?:e|es|ed|ing)|in half|half as (?:many|much|long)|наполовину|вполовину)\b"), 0.5),
    (re.compile(r"\b(?:quadrupl(?:e|es|ed|ing)|four-?fold|вчетверо)\b"), 4.0),
    (re.compile(r"\b(?:five-?fold|впятеро)\b"), 5.0),
    (re.compile(r"\b(?:ten-?fold|вдесятеро)\b"), 10.0),
)
_NUMBER: Final = re.compile(rf"(?P<sign>[$€£₽] ?)?(?P<number>{NUMBER})(?: ?(?:{UNIT}))?")
_PAIR: Final = re.compile(r"(?<![\d/.])(?P<share>\d{2}) ?/ ?(?P<seconds>\d{1,3})(?![\d/])")
_PARTS: Final = re.compile(
    rf"(?P<part>{NUMBER}) (?:out of|of every|из(?: каждых)?) (?P<whole>{NUMBER})(?! ?(?:%|процент|per))"
    rf"|\b(?:one|1) in (?P<of>{NUMBER})(?! ?%)|\bкажд\w+ (?P<nth>втор|трет|четверт|пят|шест|седьм|восьм|девят|десят)\w+"
    r"|(?P<named>\bhalf (?:of|the)\b|\bполовин[аеуы]\b|\b(?:two[- ]thirds|две трети|двух третей)\b"
    r"|\b(?:three[- ]quarters|три четверти|трех четвертей)\b|\b(?:a third|one third|треть|трети)\b"
    r"|\b(?:a quarter of|one quarter of|четверть|четверти)\b)"
)
"""A share in words: eight out of ten, two thirds."""
_NAMED_PARTS: Final = (
    (("half", "половин"), 50.0),
    (("two", "две", "двух"), 200 / 3),
    (("three", "три", "трех"), 75.0),
    (("a third", "one third", "трет"), 100 / 3),
    (("a quarter", "one quarter", "четверт"), 25.0),
)
_NTH: Final = {
    stem: number
    for number, stem in enumerate(("втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят"), 2)
}
_PROMISES: Final = (SaidKind.FLOOR, SaidKind.CEILING, SaidKind.LEVEL, SaidKind.CHANGE)
_WHOLE: Final = 100.0
_AHEAD: Final = 40
"""Characters before a number in which its cue is looked for."""


@frozen
class _Number:
    """A number with its unit and what stands before it."""

    quantity: Quantity
    cue: SaidKind | str | None
    start: int
    end: int
    scale: float = 1.0

    @property
    def rank(self) -> tuple[int, int]:
        """The smaller, the likelier that it is the promise; the later of equals, for `from 62 % to 80 %`."""
        return (0 if self.cue in _PROMISES else 1) + (2 if self.quantity.unit in DURATIONS else 0), -self.start


def target_in(
    text: Folded, days: str, *, counts: bool = False, bare: bool = False
) -> tuple[SaidTarget | None, Quantity | None]:
    """Return the promised number and where it starts from.

    Args:
        text: the statement.
        days: the folded text with the named days blanked out.
        counts: read numbers without a unit too, where a word says how they are meant.
        bare: read all of them.
    """
    found = _paired(list(_numbers(days, text.language)), days)
    start = next((one.quantity for one in found if one.cue == _START and one.quantity.unit), None)
    promised = [one for one in found if one.cue not in (_LIMIT, _START) and (bare or _is_told(one, counts=counts))]
    if promised:
        return _target(min(promised, key=lambda one: one.rank), text, days), start
    for pattern, value in _WHOLE_FACTORS:
        if match := pattern.search(days):
            falls = value < 1 or _direction(days, *match.span()) is Direction.DOWN
            way = Direction.DOWN if falls else Direction.UP
            return SaidTarget(SaidKind.FACTOR, Quantity(max(value, 1 / value)), way, *text.span(*match.span())), start
    return None, start


def _is_told(number: _Number, *, counts: bool) -> bool:
    return bool(number.quantity.unit) or (counts and number.cue in _PROMISES)


def _paired(found: list[_Number], days: str) -> list[_Number]:
    """Of `62 % -> 80 %` and `from 70 to 60 days`, the first is where it starts, and both have one unit."""
    for place, (one, other) in enumerate(pairwise(found)):
        if not _BETWEEN.fullmatch(days[one.end : other.start]):
            continue
        unit = other.quantity.unit or one.quantity.unit
        start = evolve(one, cue=_START) if one.cue is None else one
        scale = other.scale if one.scale == 1 and not one.quantity.unit else 1.0  # from 45 to 50 thousand
        found[place] = evolve(start, quantity=Quantity(scale * one.quantity.value, one.quantity.unit or unit))
        found[place + 1] = evolve(
            other, quantity=evolve(other.quantity, unit=unit), cue=SaidKind.LEVEL if other.cue is None else other.cue
        )
    return found


def _numbers(days: str, language: str) -> Iterator[_Number]:
    pairs = [found.span() for found in _PAIR.finditer(days)]
    for pair in _PAIR.finditer(days):
        yield _Number(Quantity(float(pair["share"]), "%"), _cue(days, pair.start()), pair.start(), pair.end("share"))
    for found in _PARTS.finditer(days):
        share = _share(found, language)
        if 0 < share <= _WHOLE:
            pairs.append(found.span())
            yield _Number(Quantity(round(share, 1), "%"), _cue(days, found.start()), *found.span())
    for found in _NUMBER.finditer(days):
        if any(start <= found.start() < end for start, end in pairs):
            continue
        groups = found.groupdict()
        sign = (groups.pop("sign") or "").strip()
        written = groups.pop("number") or ""
        number = number_of(written, language)
        unit = SIGNS[sign] if sign else unit_of(groups)
        if unit == WEEK:
            number, unit = 7 * number, "d"
        cue = _cue(days, found.start())
        cue = None if cue == _LIMIT and unit and unit not in DURATIONS else cue  # in 80 % of them is no time limit
        yield _Number(Quantity(number, unit), cue, *found.span(), scale_of(written))


def _share(found: re.Match[str], language: str) -> float:
    """In per cent."""
    if found["named"]:
        return next(value for words, value in _NAMED_PARTS if found["named"].startswith(words))
    if found["nth"]:
        return _WHOLE / _NTH[found["nth"]]
    part = number_of(found["part"], language) if found["part"] else 1.0
    whole = number_of(found["whole"] or found["of"], language)
    return _WHOLE * part / whole if whole else 0.0


def _cue(days: str, start: int) -> SaidKind | str | None:
    before = days[max(start - _AHEAD, 0) : start]
    while about := _ABOUT.search(before):
        before = before[: about.start()]
    return next((said for said, pattern in _BEFORE if pattern.search(before)), None)


def _target(found: _Number, text: Folded, days: str) -> SaidTarget:
    span = text.span(found.start, found.end)
    direction = _direction(days, found.start, found.end)
    if found.quantity.unit == FACTOR_UNIT:
        return SaidTarget(SaidKind.FACTOR, Quantity(found.quantity.value), direction, *span)
    after = days[found.end :]
    before = days[max(found.start - _AHEAD, 0) : found.start]
    rises, falls = _MORE.match(after) or _RISES.search(before), _LESS.match(after) or _FALLS.search(before)
    told = Direction.UP if rises else Direction.DOWN if falls else Direction.NONE
    if found.cue is SaidKind.CHANGE or (
        found.cue is None and (told is not Direction.NONE or found.quantity.unit == "pp")
    ):
        return SaidTarget(SaidKind.CHANGE, found.quantity, told if told is not Direction.NONE else direction, *span)
    kind = found.cue if isinstance(found.cue, SaidKind) else SaidKind.LEVEL
    if found.quantity.unit == "pp":
        return SaidTarget(SaidKind.CHANGE, found.quantity, direction, *span)
    if found.cue is SaidKind.LEVEL and direction is not Direction.NONE:
        kind = SaidKind.FLOOR if direction is Direction.UP else SaidKind.CEILING
    return SaidTarget(kind, found.quantity, direction, *span)


def _direction(days: str, start: int, end: int) -> Direction:
    """The verb of rising or falling that stands nearest before a number, else the first one after it."""
    verbs = [
        (found.start(), way)
        for pattern, way in ((_UP, Direction.UP), (_DOWN, Direction.DOWN))
        for found in pattern.finditer(days)
    ]
    before = [verb for verb in verbs if verb[0] < start]
    after = [verb for verb in verbs if verb[0] >= end]
    if before:
        return max(before, key=lambda verb: verb[0])[1]
    return min(after, key=lambda verb: verb[0])[1] if after else Direction.NONE
