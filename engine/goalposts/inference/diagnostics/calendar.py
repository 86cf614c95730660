"""What the calendar allows to be known: whether the year was seen whole, and which dated influences are taken off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goalposts.errors import listed
from goalposts.locale import Text
from goalposts.model import Check, Diagnostic

if TYPE_CHECKING:
    from goalposts.model import FittedStep

DAYS_OF_A_YEAR: Final = 365
_INFLUENCE: Final = "influence: "


def _calendar(fitted: FittedStep) -> Check:
    whole = fitted.baseline_days >= DAYS_OF_A_YEAR
    influences = [name.removeprefix(_INFLUENCE) for name in fitted.columns if name.startswith(_INFLUENCE)]
    taken_off = _TAKEN_OFF.fill(names=listed(influences)) if influences else _NONE_NAMED
    text = Text(en="{year}; {influences}", ru="{year}; {influences}").fill(
        year=_YEAR if whole else _NO_YEAR, influences=taken_off
    )
    return Check(
        "calendar", True if whole else None, float(fitted.baseline_days), float(DAYS_OF_A_YEAR), "D10", "", text
    )


_YEAR: Final = Text(
    en="the baseline holds a whole year, so the season of the year is taken off",
    ru="базовый период охватывает целый год, поэтому годовой сезон вычтен",
)
_NO_YEAR: Final = Text(
    en="the baseline is shorter than a year, so the season of the year cannot be taken off",
    ru="базовый период короче года, поэтому годовой сезон вычесть нельзя",
)
_TAKEN_OFF: Final = Text(en="named and taken off: {names}", ru="названы и вычтены: {names}")
_NONE_NAMED: Final = Text(en="no holiday or other influence was named", ru="праздники и другие влияния не названы")

CALENDAR: Final = Diagnostic("calendar", _calendar)
