"""A scorecard as tables, for frames and dashboards: goals, daily series, segments, parts of the change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, get_args

from goalposts.errors import InputError, did_you_mean, listed
from goalposts.locale import Text

if TYPE_CHECKING:
    import pyarrow as pa

    from goalposts.model.scorecard import GoalScore, Scorecard

TableName: TypeAlias = Literal["goals", "series", "segments", "parts"]

_Row: TypeAlias = dict[str, Any]

_COLUMNS: Final[Mapping[str, Mapping[str, str]]] = {
    "goals": {
        **dict.fromkeys(("id", "role", "kpi", "variant", "unit", "state", "confidence", "grade"), "string"),
        **dict.fromkeys(("target", "change"), "string"),
        **dict.fromkeys(("baseline", "evaluation", "observed", "line", "effect", "low", "high"), "double"),
        **dict.fromkeys(("p_value", "p_adjusted", "attainment"), "double"),
    },
    "series": {
        "goal": "string",
        "day": "date32",
        **dict.fromkeys(("numerator", "denominator"), "double"),
        **dict.fromkeys(("events", "rows"), "int64"),
        "closed": "bool",
        "below": "double",
    },
    "segments": {
        **dict.fromkeys(("goal", "dimension", "word"), "string"),
        "other": "bool",
        **{
            f"{window}{what}": kind
            for window in ("baseline", "evaluation")
            for what, kind in (("", "double"), ("_n", "int64"), ("_days", "int64"))
        },
    },
    "parts": {"goal": "string", "part": "string", "amount": "double"},
}


def table_of(card: Scorecard, name: str) -> pa.Table:
    """Make one table of a scorecard.

    Raises:
        InputError: there is none of that name.
    """
    import pyarrow as pa

    if name not in _ROWS:
        hint = did_you_mean(name, _ROWS) or _KNOWN.fill(names=listed(get_args(TableName)))
        raise InputError(_NO_TABLE.fill(name=name), where="to_arrow", hint=hint)
    schema = pa.schema([(column, pa.type_for_alias(kind)) for column, kind in _COLUMNS[name].items()])
    return pa.Table.from_pylist([row for goal in card.goals for row in _ROWS[name](goal)], schema=schema)


def _goals(goal: GoalScore) -> Iterator[_Row]:
    own = {
        name: getattr(goal, name) for name in ("id", "role", "kpi", "variant", "unit", "state", "confidence", "grade")
    }
    interval = {name: getattr(goal.change, name) for name in ("effect", "low", "high", "p_value", "p_adjusted")}
    yield {
        **own,
        **interval,
        "target": goal.target.text if goal.target else None,
        "line": goal.target.line if goal.target else None,
        "change": goal.change.answer,
        "baseline": goal.baseline.value,
        "evaluation": goal.evaluation.value,
        "observed": goal.observed,
        "attainment": goal.attainment,
    }


def _series(goal: GoalScore) -> Iterator[_Row]:
    series, names = goal.series, [name for name in _COLUMNS["series"] if name not in ("goal", "below")]
    below = series.below or (None,) * len(series.day)  # of a quantile only
    for cells in zip(below, *(getattr(series, name) for name in names), strict=True):
        yield {"goal": goal.id, **dict(zip(("below", *names), cells, strict=True))}


def _segments(goal: GoalScore) -> Iterator[_Row]:
    for segments in goal.segments:
        for line in segments.lines:
            row = {"goal": goal.id, "dimension": segments.dimension, "word": line.word, "other": line.other}
            for window in ("baseline", "evaluation"):
                found = getattr(line, window)
                row |= {window: found.value, f"{window}_n": found.n, f"{window}_days": found.days}
            yield row


def _parts(goal: GoalScore) -> Iterator[_Row]:
    return ({"goal": goal.id, "part": part, "amount": amount} for part, amount in goal.attribution.parts.items())


_ROWS: Final[Mapping[str, Callable[[GoalScore], Iterator[_Row]]]] = {
    "goals": _goals,
    "series": _series,
    "segments": _segments,
    "parts": _parts,
}
_NO_TABLE = Text(en="a scorecard has no table '{name}'", ru="у карты оценки нет таблицы «{name}»")
_KNOWN = Text(en="known: {names}", ru="известны: {names}")
