"""Says what a model of event streams gave that is no stream, or no promise, before anything is made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from numbers import Real
from typing import TYPE_CHECKING, Any, Final

from goalposts.simulating import simulated_days

if TYPE_CHECKING:
    from goalposts.model.stream_model import SimulationPlan, StreamModel

_EVERY_DAY: Final = (1.0,) * 7
_TABLES: Final = '{"desk.visit": in_order(columns, at)}'
_PROMISES: Final = '{("desk.solved", ""): ratio(solved, visits)}'


def misshapen(model: StreamModel, plan: SimulationPlan) -> Iterator[str]:
    """Yield how what `draw` and `expect` give differs from tables by event type and values by KPI and variant.

    Whatever they raise passes through.
    """
    drawn: Any = model.draw(plan)
    if not isinstance(drawn, Mapping):
        yield f"draw gives a {type(drawn).__name__}; return tables by event type, as {_TABLES}"
    else:
        for event_type, table in drawn.items():
            if not hasattr(table, "column_names"):
                made = type(table).__name__
                yield f"it draws {event_type} as a {made}; make an Arrow table, as by in_order(columns, at)"
    promised: Any = model.expect(plan)
    if not isinstance(promised, Mapping):
        yield f"expect gives a {type(promised).__name__}; return values by KPI and variant, as {_PROMISES}"
        return
    days = simulated_days(plan, _EVERY_DAY).within(plan.baseline)
    for key, value in promised.items():
        yield from _promise_breaches(key, value, days)


def _promise_breaches(key: Any, value: Any, days: Any) -> Iterator[str]:
    if not (isinstance(key, tuple) and len(key) == len(("kpi", "variant")) and all(isinstance(w, str) for w in key)):
        yield f"expect has the key {key!r}; write KPI and variant, as {_PROMISES}"
    elif not callable(value):
        yield f"expect gives {value!r} for '{key[0]}'; return a function of days, as ratio(...) and per_day(...) make"
    elif (found := value(days)) is not None and not isinstance(found, Real):
        yield f"expect gives {found!r} for '{key[0]}'; its function must return a number, or None"
