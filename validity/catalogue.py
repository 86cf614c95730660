"""Every simulated rollout by name, and which of them stand where."""

from __future__ import annotations

from typing import Final

from validity.processes import Process

MAIN: Final = Process("main", "60 days before and 60 after; half of a day's shock is left the day after")
CALM: Final = Process("calm days", "as *main*, but only a third of a shock is left the day after", rho=0.3)
STICKY: Final = Process("sticky days", "as *main*, but four fifths of a shock are left the day after", rho=0.8)
TREND: Final = Process("trend", "the KPI was rising anyway: by one sd over the whole span", trend=1.0)
NASTY: Final = Process(
    "nasty", "shocks with heavy tails, four undeclared holidays of four sd, volumes that jump about", nasty=True
)
HALF_YEAR_28: Final = Process("182/28", "half a year before, four weeks after", 182, 28)
HALF_YEAR_60: Final = Process("182/60", "half a year before, 60 days after", 182, 60)
HALF_YEAR_STICKY: Final = Process("182/60 sticky", "half a year before, 60 days after, sticky days", 182, 60, rho=0.8)
YEAR_STICKY: Final = Process("364/60 sticky", "a year before, 60 days after, sticky days", 364, 60, rho=0.8)
YEAR_91: Final = Process("364/91 sticky", "a year before, a quarter after, sticky days", 364, 91, rho=0.8)
SHORT_56: Final = Process("56/28", "eight weeks before, four after", 56, 28)
SHORT_28: Final = Process("28/28", "four weeks before, four after", 28, 28)
SHORTEST: Final = Process("28/14", "four weeks before, two after: the shortest that is judged at all", 28, 14)
CORE: Final = (
    MAIN,
    CALM,
    STICKY,
    TREND,
    NASTY,
    HALF_YEAR_28,
    HALF_YEAR_STICKY,
    YEAR_STICKY,
    SHORT_56,
    SHORT_28,
    SHORTEST,
)
"""The eleven series of gate S1."""

RANDOM_WALK: Final = Process("random walk", "the KPI wanders off: a random walk of 0.08 sd a day is added", drift=0.08)
NOISIER_AFTER: Final = Process(
    "noisier after", "half a year before, four weeks after that scatter 2.5 times as much", 182, 28, spread_after=2.5
)
ANNUAL: Final = Process("annual", "a yearly wave of one sd of which 120 days are seen", annual=1.0)
YEAR_ANNUAL: Final = Process(
    "365/60 annual", "a yearly wave of one sd, seen whole once before the go-live", 365, 60, annual=1.0
)
LONG_MEMORY: Final = Process("long memory", "shocks that fade by a power of time, not by a factor a day", memory=0.3)

GAPS: Final = Process(
    "holes", "days without rows: holes of 1, 2, 4 and 6 days before, of 5 days after", 84, 56, missing=True
)
RAMP_UP: Final = Process("ramp-up", "three weeks between the windows belong to neither", 84, 56, ramp_up=21)
GAPS_STICKY: Final = Process(
    "holes, sticky",
    "holes as before and three weeks of ramp-up, sticky days",
    84,
    56,
    rho=0.8,
    missing=True,
    ramp_up=21,
)

COMPARED: Final = (
    MAIN,
    CALM,
    STICKY,
    TREND,
    RANDOM_WALK,
    NASTY,
    ANNUAL,
    SHORTEST,
    HALF_YEAR_28,
    HALF_YEAR_60,
    YEAR_STICKY,
    YEAR_91,
)
"""Where all methods are compared on the same series."""

EVERY: Final = tuple(
    dict.fromkeys((*COMPARED, *CORE, NOISIER_AFTER, YEAR_ANNUAL, LONG_MEMORY, GAPS, RAMP_UP, GAPS_STICKY))
)
"""Every one that any figure rests on, once."""
