"""Writes where the time of every case goes, and what the limits are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Final

from parts import Part
from race import OURS, Result
from tables import table, times_as

_INTRODUCTION: Final = """\
## Where the time goes

After the rounds of a case its parts are timed one by one, from the same input, in rounds of their own; each is the
least of them. Scan and harvest are timed in rounds like those of the case, in which the peers have their turns first:
they leave caches cold and give memory back to the system, which must clear it before it is ours. What a scan does for a
row is told by rounds without the peers and by smaller plans: with fewer statistics the same scan does less. *Were
this all* is how far ahead Goalposts would be if it did nothing but this: where a part of it stands below the aim, the
aim is out of reach as long as that part stays as it is, even if all else were free."""

_HEADINGS: Final = ("Part", "Seconds", "ns a row", "Of all", "Were this all", "")
_BEST = attrgetter("best")
_ROUNDING: Final = 1e-3
_REST: Final = "not told apart: parts are of rounds of their own"


def profile(results: Iterable[Result]) -> str:
    """The section of all cases that were looked at; nothing when there are none."""
    found = [_case(result) for result in results if result.parts]
    return "\n\n".join([_INTRODUCTION, *found]) if found else ""


def lines(results: Iterable[Result]) -> Iterator[str]:
    """The same for a terminal."""
    for result in results:
        if result.parts:
            yield _title(result)
            yield from ("  " + "  ".join(cell for cell in row if cell) for row in _rows(result))


def _case(result: Result) -> str:
    aim = "" if result.entry.aim is None else f" Aim {result.entry.aim:g}x, found {times_as(result.ahead(_BEST))}."
    return f"**{_title(result)}.**{aim}\n\n{table(_HEADINGS, _rows(result))}"


def _title(result: Result) -> str:
    return f"({result.entry.case}) {result.entry.title}"


def _rows(result: Result) -> Iterator[list[str]]:
    whole = result.engines[OURS].best
    yield _row(result, Part("all of it, in the rounds of the case", whole))
    outer = [part for part in result.parts if not part.inside]
    for part in outer:
        yield _row(result, part)
        yield from (_row(result, inner, "– ") for inner in result.parts if inner.inside == part.what)
    rest = whole - sum(part.seconds for part in outer)
    if rest > _ROUNDING:
        yield _row(result, Part("the rest", rest, note=_REST))
    names = {part.what for part in outer}
    yield from (_row(result, part) for part in result.parts if part.inside and part.inside not in names)
    if result.memory is not None and result.bytes:
        reading = Part("limit: reading the columns", result.memory.best, note=f"{result.bytes / 1e9:.2f} GB")
        yield _row(result, reading)
    yield _row(result, Part("the faster peer", result.peer(_BEST)))


def _row(result: Result, part: Part, before: str = "") -> list[str]:
    whole, seconds = result.engines[OURS].best, max(part.seconds, 0.0)
    return [
        before + part.what,
        f"{seconds:.3f}",
        f"{seconds * 1e9 / result.rows:.2f}",
        f"{100 * seconds / whole:.0f} %",
        times_as(result.peer(_BEST) / seconds) if seconds >= 5e-4 else "",
        part.note,
    ]
