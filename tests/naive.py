"""The oracle: every KPI kind computed the slow and obvious way, with loops, dicts and fractions.

It imports nothing of the product. Rows are dicts from field to value, None for null; conditions and operands are
Python functions of a row that answer None for null; times are aware datetimes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import combinations, pairwise
from math import ceil, factorial
from typing import Any
from zoneinfo import ZoneInfo

Row = Mapping[str, Any]
Truth = bool | None  # Kleene's three values
Condition = Callable[[Row], Truth]
Operand = Callable[[Row], "float | int | Fraction | None"]


def always(_: Row) -> bool:
    """The condition that every row meets."""
    return True


def one(_: Row) -> int:
    """The operand that counts rows."""
    return 1


@dataclass
class Answer:
    """A KPI over a window, exactly; daily numbers by local day, only of days with matching rows."""

    value: Fraction | None = None
    n: int = 0
    unknown: int = 0
    numerator: dict[date, Fraction] = field(default_factory=dict)
    denominator: dict[date, Fraction] = field(default_factory=dict)
    events: dict[date, int] = field(default_factory=dict)


def local_day(moment: datetime, timezone: str) -> date:
    """The calendar day that a clock on the wall shows."""
    return moment.astimezone(ZoneInfo(timezone)).date()


def is_business(moment: datetime, week: Mapping[int, list[tuple[str, str]]], closed: set[date], timezone: str) -> bool:
    """Whether a clock on the wall shows business hours: ISO weekday to pairs such as ("09:00", "18:00")."""
    shown = moment.astimezone(ZoneInfo(timezone))
    time = shown.strftime("%H:%M")
    return shown.date() not in closed and any(start <= time < end for start, end in week.get(shown.isoweekday(), []))


def business_seconds(
    start: datetime, end: datetime, week: Mapping[int, list[tuple[str, str]]], closed: set[date], timezone: str
) -> Fraction:
    """The time from start to end in business hours, minute of the wall clock by minute; backwards it is negative."""
    if end < start:
        return -business_seconds(end, start, week, closed, timezone)
    passed, moment = timedelta(0), start
    while moment < end:
        shown = moment.astimezone(ZoneInfo(timezone))
        following = min(end, moment + timedelta(seconds=60 - shown.second) - timedelta(microseconds=shown.microsecond))
        if is_business(moment, week, closed, timezone):
            passed += following - moment
        moment = following
    return Fraction(passed // timedelta(microseconds=1), 1_000_000)


def both(left: Truth, right: Truth) -> Truth:
    """Kleene's and."""
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def either(left: Truth, right: Truth) -> Truth:
    """Kleene's or."""
    if left is True or right is True:
        return True
    return None if left is None or right is None else False


def negation(answer: Truth) -> Truth:
    """Kleene's not."""
    return None if answer is None else not answer


def in_window(rows: Iterable[Row], at: str, timezone: str, start: date, end: date) -> list[tuple[date, Row]]:
    """The rows of the half-open window, with their local days."""
    dated = [(local_day(row[at], timezone), row) for row in rows if row[at] is not None]
    return [(day, row) for day, row in dated if start <= day < end]


def _collected(
    rows: Iterable[tuple[date, Row]], where: Condition, among: Condition, operands: tuple[Operand, ...]
) -> tuple[Answer, list[tuple[date, tuple[Fraction, ...]]]]:
    answer, kept = Answer(), []
    for day, row in rows:
        counts = both(where(row), among(row))
        if counts is False:
            continue
        values = [operand(row) for operand in operands]
        if counts is None or None in values:
            answer.unknown += 1
            continue
        answer.n += 1
        answer.events[day] = answer.events.get(day, 0) + 1
        kept.append((day, tuple(Fraction(value) for value in values)))
    return answer, kept


def ratio(
    rows: Iterable[tuple[date, Row]],
    of: Operand,
    by: Operand = one,
    among: Condition = always,
    where: Condition = always,
) -> Answer:
    """Sum of `of` / sum of `by`; of a share `of` is a condition, of a mean `by` is one."""
    answer, kept = _collected(rows, where, among, (of, by))
    for day, (y, x) in kept:
        answer.numerator[day] = answer.numerator.get(day, Fraction(0)) + y
        answer.denominator[day] = answer.denominator.get(day, Fraction(0)) + x
    divisor = sum(answer.denominator.values())
    answer.value = sum(answer.numerator.values(), Fraction(0)) / divisor if divisor else None
    return answer


def total(
    rows: Iterable[tuple[date, Row]],
    days: Iterable[date],
    *,
    of: Operand = one,
    among: Condition = always,
    where: Condition = always,
    closed: Iterable[date] = (),
) -> Answer:
    """Sum of `of` over the days of a window, per day that is not closed."""
    answer, kept = _collected(rows, where, among, (of,))
    for day, (y,) in kept:
        answer.numerator[day] = answer.numerator.get(day, Fraction(0)) + y
    shut = set(closed)
    answer.denominator = {day: Fraction(day not in shut) for day in days}
    open_days = sum(answer.denominator.values())
    answer.value = sum(answer.numerator.values(), Fraction(0)) / open_days if open_days else None
    return answer


def quotient(
    sides: tuple[Iterable[tuple[int, Answer]], Iterable[tuple[int, Answer]]], streams: Iterable[list[tuple[date, Row]]]
) -> Answer:
    """Weighted sums of totals over weighted sums of totals, whatever the streams; nothing if a stream has no row.

    The events of a day are those of the denominator; a day of the numerator only is one day.
    """
    answer, combined, events = Answer(), [], []
    for side in sides:
        parts = list(side)
        days = {day for _, part in parts for day in part.numerator}
        zero = Fraction(0)
        combined.append({day: sum((w * part.numerator.get(day, zero) for w, part in parts), zero) for day in days})
        distinct = {id(part): part for _, part in parts}.values()
        events.append({day: sum(part.events.get(day, 0) for part in distinct) for day in days})
    answer.numerator, answer.denominator = combined
    answer.events = {**{day: 1 for day, count in events[0].items() if count}, **events[1]}
    answer.n = sum(events[1].values())
    divisor = sum(answer.denominator.values(), Fraction(0))
    if divisor and all(streams):
        answer.value = sum(answer.numerator.values(), Fraction(0)) / divisor
    return answer


def quantile(
    rows: Iterable[tuple[date, Row]], of: Operand, q: str, among: Condition = always, where: Condition = always
) -> Answer:
    """The nearest-rank quantile: the ceil(q n)-th smallest value; `q` is a decimal, as text."""
    answer, kept = _collected(rows, where, among, (of,))
    values = sorted(value for _, (value,) in kept)
    answer.value = values[ceil(Fraction(q) * len(values)) - 1] if values else None
    answer.denominator = {day: Fraction(count) for day, count in answer.events.items()}
    return answer


def followed(
    rows: Iterable[tuple[date, Row]],
    until: date,
    ended: Callable[[Row], datetime | None],
    timezone: str,
    reached: Condition = always,
    among: Condition = always,
) -> tuple[list[tuple[date, int, str]], int]:
    """Day, age in days and outcome of every entry followed up to `until`, and how many cannot be judged.

    An end after the last day of follow-up was not seen. An end before its entry, or of an unknown kind, is no entry.
    """
    entries, unknown = [], 0
    for day, row in rows:
        if among(row) is False:
            continue
        end, age = ended(row), max((until - timedelta(days=1) - day).days, 0)
        stay = None if end is None else (local_day(end, timezone) - day).days
        if among(row) is None or (stay is not None and (stay < 0 or reached(row) is None)):
            unknown += 1
        elif stay is None or stay > age:
            entries.append((day, age, "open"))
        else:
            entries.append((day, stay, "reached" if reached(row) else "other"))
    return entries, unknown


def survival(entries: Iterable[tuple[date, int, str]], give: str, horizon: int) -> Fraction | None:
    """What a time to event is read as: `reached` by a day, `median` and `mean` in seconds; None if not followed so far.

    A day beyond the last one of follow-up is known only where nobody is left.
    """
    own = [(age, outcome) for _, age, outcome in entries]
    reached, surviving = incidence(own, max([horizon, *(age for age, _ in own)]))
    if give == "median":
        return next((Fraction(86_400 * day) for day, share in enumerate(reached) if share >= Fraction(1, 2)), None)
    if not own or (all(age < horizon for age, _ in own) and surviving[horizon]):
        return None
    return reached[horizon] if give == "reached" else 86_400 * sum(surviving[:horizon], Fraction(0))


def cohort(entries: Iterable[tuple[date, int, str]], until: date, horizon: int) -> Answer:
    """Share reached by an age among those who are old enough; the others are left out."""
    answer = Answer()
    for day, age, outcome in entries:
        if (until - timedelta(days=1) - day).days < horizon:
            continue
        answer.n += 1
        answer.events[day] = answer.events.get(day, 0) + 1
        hit = outcome == "reached" and age <= horizon
        answer.numerator[day] = answer.numerator.get(day, Fraction(0)) + hit
    answer.denominator = {day: Fraction(count) for day, count in answer.events.items()}
    answer.value = sum(answer.numerator.values(), Fraction(0)) / answer.n if answer.n else None
    return answer


def incidence(entries: Iterable[tuple[int, str]], horizon: int) -> tuple[list[Fraction], list[Fraction]]:
    """Share reached by, and share not ended after, each of the ages 0 to `horizon`; entries are (age, outcome).

    Outcomes are `reached`, `other` and `open`; an end on a day comes before a loss on that day.
    """
    entries = list(entries)
    surviving, reached = Fraction(1), Fraction(0)
    incidences, survivals = [], []
    for age in range(horizon + 1):
        at_risk = sum(1 for own, _ in entries if own >= age)
        hits = sum(1 for own, outcome in entries if own == age and outcome == "reached")
        ends = sum(1 for own, outcome in entries if own == age and outcome != "open")
        if at_risk:
            reached += surviving * Fraction(hits, at_risk)
            surviving *= 1 - Fraction(ends, at_risk)
        incidences.append(reached)
        survivals.append(surviving)
    return incidences, survivals


def distinct(
    rows: Iterable[tuple[date, Row]],
    of: Callable[[Row], str | None],
    among: Condition = always,
    where: Condition = always,
) -> Answer:
    """How many different words; by day in `numerator`."""
    answer, seen = Answer(), {}
    for day, row in rows:
        counts = both(where(row), among(row))
        word = of(row)
        if counts is False:
            continue
        if counts is None or word is None:
            answer.unknown += 1
            continue
        answer.n += 1
        answer.events[day] = answer.events.get(day, 0) + 1
        seen.setdefault(day, set()).add(word)
    answer.numerator = {day: Fraction(len(words)) for day, words in seen.items()}
    answer.value = Fraction(len(set().union(*seen.values())))
    return answer


def second_moment(pairs: Iterable[tuple[float, float]]) -> Fraction:
    """Sum of products of deviations from the two means, exactly."""
    exact = [(Fraction(x), Fraction(y)) for x, y in pairs]
    if not exact:
        return Fraction(0)
    mean_x = sum(x for x, _ in exact) / len(exact)
    mean_y = sum(y for _, y in exact) / len(exact)
    return sum(((x - mean_x) * (y - mean_y) for x, y in exact), Fraction(0))


def days_between(start: date, end: date) -> list[date]:
    """Every day of the half-open window."""
    return [start + timedelta(days=offset) for offset in range((end - start).days)]


def fold(
    rows: Iterable[Row], key: str, at: str, reducers: Mapping[str, tuple[str, Operand, Condition]]
) -> dict[Any, dict[str, Any]]:
    """One row an entity, from its events in the order of their times, equal times as they stand.

    A reducer is its kind, its operand and its condition; rows without a key or time belong to nobody.
    """
    entities: dict[Any, list[Row]] = {}
    for row in sorted((row for row in rows if row[at] is not None), key=lambda row: row[at]):
        if row[key] is not None:
            entities.setdefault(row[key], []).append(row)
    return {
        entity: {name: _reduced(history, *reducer) for name, reducer in reducers.items()}
        for entity, history in entities.items()
    }


def _reduced(history: list[Row], kind: str, of: Operand, where: Condition) -> Any:
    if kind == "any":
        answers = [both(where(row), of(row)) for row in history]
        return True if True in answers else None if None in answers else False
    chosen = [row for row in history if where(row) is True]
    if kind == "count":
        return len(chosen)
    values = [value for value in map(of, chosen) if value is not None]
    if not values:
        return None
    return {
        "first": lambda: values[0],
        "last": lambda: values[-1],
        "min": lambda: min(values),
        "max": lambda: max(values),
        "sum": lambda: sum(map(Fraction, values), Fraction(0)),
    }[kind]()


Path = tuple[list[tuple[str, Fraction]], bool]  # touches as channel and age, oldest first; whether it converted


def paths_of(
    touches: Iterable[tuple[str, int, str]], conversions: Iterable[tuple[str, int]], lookback: Fraction | None = None
) -> list[Path]:
    """Walk through every person's touches (person, time, channel) and conversions (person, time)."""
    touches, conversions = list(touches), list(conversions)
    found: list[Path] = []
    for person in sorted({row[0] for row in [*touches, *conversions]}):
        events = [(at, 0, channel) for who, at, channel in touches if who == person]
        events += [(at, 1, None) for who, at in conversions if who == person]
        open_path: list[tuple[str, int]] = []
        for at, kind, channel in sorted(events, key=lambda event: event[:2]):
            if kind == 0:
                open_path.append((channel, at))
                continue
            ages = [(channel, Fraction(at - then)) for channel, then in open_path]
            old = [touch for touch in ages if lookback is not None and touch[1] > lookback]
            if old:
                found.append((old, False))
            found.append((ages[len(old) :], True))
            open_path = []
        if open_path:
            end = open_path[-1][1]
            found.append(([(channel, Fraction(end - then)) for channel, then in open_path], False))
    return found


def touch_credit(paths: Iterable[Path], model: str, direct: str = "", half_life: float = 1.0) -> dict[str, float]:
    """The credit of channels under a rule, touch by touch."""
    found: dict[str, float] = {}
    for touches, converted in paths:
        if not converted or not touches:
            continue
        names = [channel for channel, _ in touches]
        shares = _shares(model, names, [float(age) for _, age in touches], direct, half_life)
        for channel, share in zip(names, shares, strict=True):
            found[channel] = found.get(channel, 0.0) + share
    return found


def _shares(model: str, names: list[str], ages: list[float], direct: str, half_life: float) -> list[float]:
    size = len(names)
    if model == "linear":
        return [1 / size] * size
    if model == "position":
        return [1.0] if size == 1 else [0.5, 0.5] if size == 2 else [0.4, *[0.2 / (size - 2)] * (size - 2), 0.4]
    if model == "time_decay":
        weights = [2.0 ** (-age / half_life) for age in ages]
        return [weight / sum(weights) for weight in weights]
    chosen = 0 if model == "first" else size - 1
    if model == "last_non_direct":
        chosen = max((place for place, name in enumerate(names) if name != direct), default=chosen)
    return [float(place == chosen) for place in range(size)]


def shapley_credit(paths: Iterable[Path], channels: str) -> dict[str, Fraction]:
    """The mean of what a channel adds to every coalition, which wins the paths that need no other channel."""
    needed = [frozenset(channel for channel, _ in touches) for touches, converted in paths if converted and touches]
    found = {channel: Fraction(0) for channel in channels}
    for channel in channels:
        others = [other for other in channels if other != channel]
        for size in range(len(others) + 1):
            weight = Fraction(factorial(size) * factorial(len(others) - size), factorial(len(channels)))
            for coalition in map(frozenset, combinations(others, size)):
                won = sum(path <= coalition | {channel} for path in needed)
                found[channel] += weight * (won - sum(path <= coalition for path in needed))
    return found


def removal_effects(paths: Iterable[Path], channels: Iterable[str]) -> dict[str, float]:
    """1 - P(conversion without the channel) / P(conversion), by walking the chain until next to nothing is left."""
    steps: dict[str, dict[str, int]] = {}
    for touches, converted in paths:
        if touches:
            walk = ["(start)", *(channel for channel, _ in touches), "(conversion)" if converted else "(nothing)"]
            for before, after in pairwise(walk):
                row = steps.setdefault(before, {})
                row[after] = row.get(after, 0) + 1
    whole = _walked(steps, None)
    return {channel: 1 - _walked(steps, channel) / whole if whole else 0.0 for channel in channels}


def _walked(steps: dict[str, dict[str, int]], without: str | None) -> float:
    here, converted = {"(start)": 1.0}, 0.0
    for _ in range(20_000):
        after: dict[str, float] = {}
        for state, chance in here.items():
            row = steps.get(state, {})
            for target, count in row.items():
                if target != without:
                    after[target] = after.get(target, 0.0) + chance * count / sum(row.values())
        converted += after.pop("(conversion)", 0.0)
        after.pop("(nothing)", None)
        here = after
        if sum(here.values()) < 1e-14:
            break
    return converted
