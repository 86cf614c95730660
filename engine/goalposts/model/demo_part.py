"""What a domain contributes to a rollout that is played: to that of `goalposts demo`, or as a rehearsal of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen
from attrs.converters import optional

from goalposts.locale import Text, text_of
from goalposts.model.converters import as_tuple


@frozen
class DemoGoal:
    """A goal of the demonstration, and what an honest verdict may say of it.

    Attributes:
        id: of the goal, and no other domain's.
        keys: further keys of the goal as in a project file: `kpi`, `variant`, `target`, `where`, `role`, `margin`, ...;
            texts that people read as `Text`. A promise without `deadline` is due when the simulation ends.
        truth: the states that an honest verdict may give.
        answered: by key of the goal, the rules of `goalposts check` that have something to say of it, and the answer
            that stands in the file beside them.
        staggered: whether the branches, which go live one after the other, are compared with each other.
    """

    id: str
    keys: Mapping[str, Any]
    truth: tuple[str, ...] = field(converter=as_tuple)
    answered: Mapping[str, tuple[str, Text]] = field(factory=dict, kw_only=True, metadata={"since": 2})
    staggered: bool = field(default=False, kw_only=True)


@frozen
class DemoPart:
    """A domain's part of a rollout that is played, drawn by the model of event streams that carries it.

    Attributes:
        story: what is built in, for people.
        goals: what is promised, guarded and watched.
        changes: what the rollout does, by KPI; the rest it leaves as it is.
        size: factor on the number of events.
        new_instrument: whether go-live also brings another instrument.
        unseen_before: fields by event type that nobody recorded before go-live.
        title: what the project is called where it is played alone.
    """

    story: Text = field(converter=text_of)
    goals: tuple[DemoGoal, ...] = field(converter=as_tuple)
    changes: Mapping[str, str] = field(factory=dict, kw_only=True)
    size: float = field(default=0.3, kw_only=True)
    new_instrument: bool = field(default=False, kw_only=True)
    unseen_before: Mapping[str, tuple[str, ...]] = field(factory=dict, kw_only=True)
    title: Text | None = field(default=None, converter=optional(text_of), kw_only=True, metadata={"since": 2})
