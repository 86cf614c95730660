"""What every channel is credited with, under every model: for people who compare the models."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from goalposts.api.clock import clock
from goalposts.api.tallying import Progress, Reading, check_tables
from goalposts.errors import InputError, did_you_mean, listed
from goalposts.locale import Text
from goalposts.model import Project, Window


def channel_credit(
    project: Project,
    event_type: str,
    tables: Mapping[str, object] | None = None,
    *,
    between: tuple[date, date] | None = None,
    as_of: date | None = None,
    progress: Progress | None = None,
) -> dict[str, dict[str, float]]:
    """Divide the conversions of a window among channels, by every model, `markov` (removal effects) among them.

    Under every model the credit adds up to the conversions that a touch came before. No model is causal: where they
    differ much, only an experiment tells.

    Args:
        project: its sources of touches and conversions are read where no table is given.
        event_type: the id of an event type made by `attribution`.
        tables: as of `tally`.
        between: first day and day after the last, of conversions and, of paths that came to nothing, of their last
            touches; the project's evaluation when not given.
        as_of: rows at or after this day are not read; today in the project's zone when not given.
        progress: told how far the reading is.

    Returns:
        By model, the credit of every channel.

    Raises:
        InputError: there is no such attribution, or a source cannot be read.
    """
    from goalposts.scoring import Crediting
    from goalposts.scoring.attribution import MODELS
    from goalposts.scoring.days import local_midnights

    known = {name: kind for name, kind in project.catalogue.event_types.items() if kind.attribution is not None}
    if event_type not in known:
        hint = did_you_mean(event_type, known) or _KNOWN.fill(names=listed(known))
        raise InputError(_NONE.fill(name=event_type), hint=hint)
    span = project.evaluation if between is None else _window(between)
    check_tables(project, tables or {})
    crediting = Crediting.of(known[event_type], ())
    reading = Reading(project, tables or {}, clock(project, as_of), progress)
    for side in (crediting.touches, crediting.conversions):
        for source in project.sources_of(side.event.id):
            for batch in reading.batches(reading.open(source, side.needed)):
                side.add(batch)
    midnights = local_midnights(project.timezone, span.start, span.days)
    days = int(midnights[0]), int(midnights[-1])
    return {model: crediting.credit(model, days) for model in MODELS}


def _window(between: tuple[date, date]) -> Window:
    first, end = between
    if end <= first:
        raise InputError(_EMPTY.fill(first=first.isoformat(), end=end.isoformat()))
    return Window(first, end)


_EMPTY = Text(en="no day lies between {first} and {end}", ru="между {first} и {end} нет ни одного дня")
_NONE = Text(en="'{name}' is no attribution of touches", ru="«{name}» — не атрибуция контактов")
_KNOWN = Text(en="known: {names}", ru="известны: {names}")
