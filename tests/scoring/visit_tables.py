"""Tables of visits for the whole way from a table to a reading, and what the naive oracle says of the same rows.

Rows are dicts: times are whole microseconds since 1970 UTC, everything else is as in the table. The clean rows are one
block, copied as often as a table is to be long; every number is a multiple of 1/4, so that all sums are exact and every
numeric type holds every value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from math import ceil
from typing import Any

import goalposts as gp
import naive
import numpy as np
import pyarrow as pa
from goalposts.catalogue import resolve
from goalposts.model import Project, Window
from goalposts.scoring import Cube, Observed, observe
from goalposts.testing import sample_catalogue

Row = dict[str, Any]
WINDOW = Window(date(2026, 1, 1), date(2026, 3, 1))
AS_OF = date(2026, 6, 1)
_SECOND = 1_000_000
_DAY = 86_400 * _SECOND
_START = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp()) * _SECOND
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TYPES = {
    "visit_id": pa.string(),
    "at": pa.timestamp("us", "UTC"),
    "ended_at": pa.timestamp("us", "UTC"),
    "kind": pa.string(),
    "place": pa.string(),
    "wait": pa.float64(),
    "items": pa.float64(),
    "paid": pa.float64(),
    "done": pa.bool_(),
}
KPIS = {
    "local.share": "share(of=done)",
    "local.mean": "mean(of=wait)",
    "local.mean-long": 'mean(of=wait, among=kind == "long")',
    "local.ratio": "ratio(of=paid, by=items)",
    "local.total": "total(of=paid)",
    "local.north": 'total(among=place == "north")',
    "local.visits": "total()",
    "local.quantile": "quantile(of=wait, q=0.9)",
    "local.places": "distinct(of=place)",
    "local.people": "distinct(of=visit_id)",
    "local.ended": "survival(ended=ended_at, by=7 d)",
    "local.ended-cohort": 'survival(ended=ended_at, give="cohort", by=7 d)',
}


def project() -> Project:
    """A project with a KPI of every kind over visits."""
    return gp.project(
        {
            "goalposts": 1,
            "project": "Visits",
            "timezone": "UTC",
            "currency": "EUR",
            "go_live": "2026-02-01",
            "baseline": {"from": "2026-01-01", "to": "2026-02-01"},
            "evaluation": {"from": "2026-02-01", "to": "2026-03-01"},
            "data": {"sample.visit": {"name": "book", "timezone": "UTC", "observed_until": "2026-03-01"}},
            "kpis": [
                {"id": name, "over": "sample.visit", "value": value, "direction": "up"} for name, value in KPIS.items()
            ],
            "goals": [
                {
                    "id": f"g{place}",
                    "statement": "It shall be so",
                    "kpi": name,
                    "owner": "Head of reception",
                    **_role(name),
                }
                for place, name in enumerate(KPIS)
            ],
        },
        sample_catalogue(),
    )


def _role(kpi: str) -> dict[str, str]:
    """Counts of distinct values, and times to event, are read but not judged."""
    return {"role": "shadow"} if KPIS[kpi].startswith(("distinct", "survival")) else {}


def clean_rows() -> list[Row]:
    """One block of rows with nothing wrong but some missing cells."""
    return [clean_row(number) for number in range(500)]


def clean_row(number: int) -> Row:
    """One row; its day lies in the window."""
    at = _START + number * 9_963 * _SECOND
    return {
        "visit_id": f"visit {number}",
        "at": at,
        "ended_at": None if number % 6 == 0 else at + (number % 13) * _DAY,
        "kind": "long" if number % 2 else "short",
        "place": (None, "north", "south", "ё")[number % 4],
        "wait": None if number % 11 == 5 else number * 37 % 101 / 4,
        "items": float(1 + number % 5),
        "paid": number * 53 % 397 / 4,
        "done": None if number % 10 == 7 else number % 3 == 0,
    }


def table(rows: Sequence[Row], copies: int = 1) -> pa.Table:
    """The rows, in the plainest types, as one chunk."""
    columns = {
        name: pa.array([row[name] for row in rows], pa.int64()).cast(kind)
        if pa.types.is_timestamp(kind)
        else pa.array([row[name] for row in rows], kind)
        for name, kind in TYPES.items()
    }
    block = pa.table(columns)
    return block.take(pa.array(np.tile(np.arange(len(rows)), copies))) if copies > 1 else block


def tallied(given: object) -> Cube:
    """The cube of a table."""
    return gp.tally(project(), {"book": given}, as_of=AS_OF)


def readings(cube: Cube) -> dict[str, Observed]:
    """Every KPI over the window."""
    return {goal.kpi.id: observe(cube, goal, WINDOW) for goal in resolve(project())}


def check(cube: Cube, parts: Sequence[tuple[Sequence[Row], int]], kpis: Sequence[str] = tuple(KPIS)) -> None:
    """Compare every KPI with the naive oracle.

    Args:
        cube: of a table.
        parts: the rows that must have been accepted, each list with how often it stood there.
        kpis: which to compare.
    """
    found = readings(cube)
    for name in kpis:
        expected, seen = _EXPECTED[name](parts), found[name]
        assert (name, seen.n, seen.unknown) == (name, expected.n, expected.unknown)
        tolerance = {"local.quantile": 0.01, "local.places": 0.02, "local.people": 0.05}.get(name, 1e-12)
        assert (seen.value is None) == (expected.value is None)
        assert expected.value is None or abs(seen.value - expected.value) <= tolerance * abs(expected.value), name


def _dated(rows: Sequence[Row]) -> list[tuple[date, Mapping[str, Any]]]:
    """The rows of the window; moments that Python's calendar does not have are not in it."""
    moments = [{**row, "at": _moment(row["at"])} for row in rows]
    return naive.in_window(moments, "at", "UTC", WINDOW.start, WINDOW.end)


def _moment(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else _EPOCH + timedelta(microseconds=microseconds)


def _added(answers: list[tuple[naive.Answer, int]]) -> tuple[naive.Answer, Fraction, Fraction]:
    """The numbers of several answers, each as often as its rows stood there."""
    whole = naive.Answer()
    whole.n = sum(answer.n * copies for answer, copies in answers)
    whole.unknown = sum(answer.unknown * copies for answer, copies in answers)
    zero = Fraction(0)
    numerator = sum((sum(answer.numerator.values(), zero) * copies for answer, copies in answers), zero)
    denominator = sum((sum(answer.denominator.values(), zero) * copies for answer, copies in answers), zero)
    return whole, numerator, denominator


def _ratio(**operands: Any) -> Any:
    def answer(parts: Any) -> naive.Answer:
        found = [(naive.ratio(_dated(rows), **operands), copies) for rows, copies in parts]
        whole, numerator, denominator = _added(found)
        whole.value = numerator / denominator if denominator else None
        return whole

    return answer


def _total(**operands: Any) -> Any:
    def answer(parts: Any) -> naive.Answer:
        days = WINDOW.dates()
        whole, numerator, _ = _added([(naive.total(_dated(rows), days, **operands), copies) for rows, copies in parts])
        whole.value = numerator / len(days)
        return whole

    return answer


def _quantile(parts: Any) -> naive.Answer:
    found = [(naive.ratio(_dated(rows), _cell("wait")), copies) for rows, copies in parts]
    whole, _, _ = _added(found)
    known = [
        (Fraction(row["wait"]), copies) for rows, copies in parts for _, row in _dated(rows) if row["wait"] is not None
    ]
    rank, passed = ceil(Fraction(9, 10) * whole.n), 0
    for value, copies in sorted(known):
        passed += copies
        if passed >= rank:
            whole.value = value
            break
    return whole


def _distinct(field: str) -> Any:
    def answer(parts: Any) -> naive.Answer:
        found = [(naive.distinct(_dated(rows), _cell(field)), copies) for rows, copies in parts]
        whole, _, _ = _added(found)
        every = [pair for rows, _ in parts for pair in _dated(rows)]
        whole.value = naive.distinct(every, _cell(field)).value
        return whole

    return answer


def _ended(parts: Any) -> naive.Answer:
    entries, unknown = _entries(parts)
    whole = naive.Answer(n=len(entries), unknown=unknown)
    whole.value = naive.incidence(entries, 7)[0][7] if any(age >= 7 for age, _ in entries) else None
    return whole


def _ended_cohort(parts: Any) -> naive.Answer:
    old = [
        ([row for row in rows if row["at"] is not None and _followed(row["at"]) >= 7], copies) for rows, copies in parts
    ]
    entries, _ = _entries(old)
    _, unknown = _entries(parts)
    hits = sum(1 for age, outcome in entries if outcome == "reached" and age <= 7)
    return naive.Answer(Fraction(hits, len(entries)) if entries else None, len(entries), unknown)


def _followed(at: int) -> int:
    return (WINDOW.end - timedelta(days=1) - (_EPOCH + timedelta(microseconds=at)).date()).days


def _entries(parts: Any) -> tuple[list[tuple[int, str]], int]:
    """Ages and outcomes of all visits of the window, and how many ended before they began."""
    entries, unknown = [], 0
    for rows, copies in parts:
        for day, row in _dated(rows):
            followed = (WINDOW.end - timedelta(days=1) - day).days
            end = None if row["ended_at"] is None else _moment(row["ended_at"]).date()
            age = None if end is None else (end - day).days
            if age is not None and age < 0:
                unknown += copies
            else:
                entries += [(followed, "open") if age is None or age > followed else (age, "reached")] * copies
    return entries, unknown


def _cell(field: str) -> Any:
    return lambda row: row[field]


def _is(field: str, word: str) -> Any:
    return lambda row: None if row[field] is None else row[field] == word


_EXPECTED = {
    "local.share": _ratio(of=_cell("done")),
    "local.mean": _ratio(of=_cell("wait")),
    "local.mean-long": _ratio(of=_cell("wait"), among=_is("kind", "long")),
    "local.ratio": _ratio(of=_cell("paid"), by=_cell("items")),
    "local.total": _total(of=_cell("paid")),
    "local.north": _total(among=_is("place", "north")),
    "local.visits": _total(),
    "local.quantile": _quantile,
    "local.places": _distinct("place"),
    "local.people": _distinct("visit_id"),
    "local.ended": _ended,
    "local.ended-cohort": _ended_cohort,
}
