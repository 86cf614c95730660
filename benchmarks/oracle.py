"""The naive oracle: statistics of few calls by loops and fractions; it shares no code with any engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import naive
import numpy as np
from answers import Answers
from calls import DAYS, FIRST_DAY, Calls, words
from measures import PROBABILITY, Condition, Statistic

_OPERATORS: Final[dict[str, Callable[[float, float], bool]]] = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
}


def by_loops(calls: Calls, wanted: tuple[Statistic, ...]) -> Answers:
    """The answers, each day of each queue on its own."""
    found = {statistic: np.zeros((DAYS, calls.queues)) for statistic in wanted}
    end = FIRST_DAY + timedelta(days=DAYS)
    for queue, rows in _by_queue(calls).items():
        dated = naive.in_window(rows, "offered_at", "UTC", FIRST_DAY, end)
        for statistic in wanted:
            for day, value in _daily(statistic, dated).items():
                found[statistic][(day - FIRST_DAY).days, queue] = value
    return found


def _by_queue(calls: Calls) -> dict[int, list[dict[str, Any]]]:
    lists = {name: values.tolist() for name, values in calls.columns.items()}
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    lists["offered_at"] = [epoch + timedelta(microseconds=at) for at in lists["offered_at"]]
    if "outcome" in lists:
        lists["outcome"] = [words("outcome", calls.queues)[code] for code in lists["outcome"]]
    parts: dict[int, list[dict[str, Any]]] = {}
    for cells in zip(*lists.values(), strict=True):
        row = dict(zip(lists, cells, strict=True))
        parts.setdefault(row["queue"], []).append(row)
    return parts


def _daily(statistic: Statistic, dated: list[Any]) -> dict[Any, Any]:
    among = _holds(statistic.among)
    if statistic.kind == "count":
        return naive.ratio(dated, naive.one, among=among).numerator
    if statistic.kind == "distinct":
        return naive.distinct(dated, lambda row: str(row[statistic.of[0]]), among).numerator

    def value(row: Mapping[str, Any]) -> Any:
        return sum(naive.Fraction(row[column]) for column in statistic.of)

    if statistic.kind == "quantile":
        days: dict[Any, list[Any]] = {}
        for day, row in dated:
            days.setdefault(day, []).append((day, row))
        found = {day: naive.quantile(rows, value, PROBABILITY, among).value for day, rows in days.items()}
        return {day: level for day, level in found.items() if level is not None}
    power = 1 if statistic.kind == "sum" else 2
    return naive.ratio(dated, lambda row: value(row) ** power, among=among).numerator


def _holds(condition: Condition) -> Callable[[Mapping[str, Any]], bool]:
    def holds(row: Mapping[str, Any]) -> bool:
        named = not condition.outcomes or row["outcome"] in condition.outcomes
        return named and all(_OPERATORS[sign](row[column], limit) for column, sign, limit in condition.limits)

    return holds
