"""Histories: the events of one type, each with the one before it and the one after it that have the same key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from attrs import evolve, frozen

from goalposts.expressions import Expression, Term, ValueType, asks_for_business_hours, check_condition, names, render
from goalposts.locale import Text
from goalposts.model.events import EventType
from goalposts.model.field import Field

PLACES: Final = ("number", "previous_at", "next_at", "first_at")
"""The fields that every event has by its place in its history."""
REACHED: Final = "reached_at"
"""The field that it has besides where the history says what is to be reached."""


@frozen
class History:
    """How events are put in a row with others of the same key.

    Attributes:
        over: the event type; its sources are read.
        key: the field that says whose history it is; events without it are in none and are counted.
        among: the events that count; others are left out. All without it.
        reached: the events whose time the ones before them are to know. None without it.
    """

    over: EventType
    key: str
    among: Expression | None = None
    reached: Expression | None = None

    @property
    def places(self) -> tuple[str, ...]:
        """The fields that an event gains."""
        return PLACES if self.reached is None else (*PLACES, REACHED)

    @property
    def written(self) -> dict[str, Any]:
        """The whole history as plain values, the condition as canonical text."""
        conditions = {"among": self.among, "reached": self.reached}
        stated = {key: render(condition) for key, condition in conditions.items() if condition is not None}
        return {"over": self.over.id, "key": self.key, **stated}

    @property
    def needed(self) -> frozenset[str]:
        """The fields of the events without which there is no history."""
        return frozenset({self.key, self.over.time} | (names(self.among) if self.among is not None else set()))


def history(
    id: str,
    *,
    over: EventType,
    key: str,
    among: Term | None = None,
    reached: Term | None = None,
    summary: Mapping[str, str] | str | None = None,
) -> EventType:
    """Declare events with their place in a history, as an event type that KPIs can be `over`.

    An event keeps its fields and dimensions, and gains `number` (1 for the first of its key), `previous_at` and
    `next_at`, the times of its neighbours; the first has no previous one, and the last has none after it yet, so that
    `survival(ended=next_at, by=7 * DAY)` is the share that came again within a week, with open ones counted as far as
    they were followed. `first_at` is the time of the first of its key: sums with `at="first_at"` put all that a key
    did into the day of its entry, and `at - first_at` is the age at which it did it. All that happened before the
    clock's day and inside of the sources' windows is looked at, also before the windows that are judged. Events of
    one time stand in the order of their sources; in one source in that of their other ids, or, where the type has none,
    of their fields as they are declared; in no case in that of their rows.

    Args:
        id: `domain.noun` of the event in its history.
        over: an event type that sources give.
        key: its id, category or text field that says whose history it is.
        among: a condition on the events that count.
        reached: a condition on them too: every event then has `reached_at`, the time of the next one after it that
            meets the condition, as the call after lost ones in which somebody answers.
        summary: what it is, for people.

    Raises:
        ValueError: `over` is derived itself, the key is no field of words, or a field has the name of a new one.
        ExpressionError: the condition does not fit the event type.

    Example:
        >>> from goalposts import event_type, field
        >>> visit = event_type("desk.visit", time="at", fields=[field.id("person"), field.time("at")])
        >>> [known.id for known in history("desk.return", over=visit, key="person").fields]
        ['person', 'at', 'number', 'previous_at', 'next_at', 'first_at']
    """
    whose = over.find(key)
    if over.is_derived:
        raise ValueError(f"history {id}: over={over.id} is derived itself; take what sources give")
    if whose is None or not whose.type.is_words:
        raise ValueError(f"history {id}: key='{key}' is not an id, category or text field of {over.id}")
    made = History(over, key, *(None if term is None else term.node for term in (among, reached)))
    taken = [name for name in made.places if over.find(name) is not None]
    if taken:
        raise ValueError(f"history {id}: {over.id} has a field '{taken[0]}' of its own")
    for name, condition in (("among", made.among), ("reached", made.reached)):
        if condition is not None:
            check_condition(condition, over.scope({}), render(condition))
            if asks_for_business_hours(condition):
                raise ValueError(f"history {id}: {name}= cannot ask for business hours, which a project may change")
    own = tuple(evolve(known, required=True) if known.id == key else known for known in over.fields)
    shown = None if summary is None else Text.of(summary)
    added = _ADDED if reached is None else (*_ADDED, _REACHED)
    return EventType(id, over.time, (*own, *added), shown, history=made)


_ADDED: Final = (
    Field(
        "number",
        ValueType.NUMBER,
        summary=Text(en="Its place among those of the same key, from 1.", ru="Который по счёту с тем же ключом, с 1."),
    ),
    Field(
        "previous_at",
        ValueType.TIMESTAMP,
        summary=Text(en="When the one before it was.", ru="Когда было предыдущее."),
    ),
    Field("next_at", ValueType.TIMESTAMP, summary=Text(en="When the one after it was.", ru="Когда было следующее.")),
    Field(
        "first_at",
        ValueType.TIMESTAMP,
        summary=Text(en="When the first one of the same key was.", ru="Когда было первое с тем же ключом."),
    ),
)

_REACHED: Final = Field(
    REACHED,
    ValueType.TIMESTAMP,
    summary=Text(
        en="When the next one was that reached what is to be reached.",
        ru="Когда было следующее, в котором достигнуто нужное.",
    ),
)
