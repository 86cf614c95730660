"""What every channel is credited with, under every model: for people who compare the models."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from goalposts.api.clock import clock
from goalposts.api.given import check_tables
from goalposts.api.reading import Progress, Reading
from goalposts.errors import InputError, did_you_mean, listed
from goalposts.expressions import ValueType
from goalposts.locale import Text, number
from goalposts.model import EventType, Project, Window


def channel_credit(
    project: Project,
    event_type: str,
    tables: Mapping[str, object] | None = None,
    *,
    of: str = "",
    between: tuple[date, date] | None = None,
    as_of: date | None = None,
    progress: Progress | None = None,
) -> dict[str, dict[str, float]]:
    """Divide the conversions of a window among channels, by every model, also `markov` (removal effects) and `shapley`.

    Under every model the credit adds up to the conversions that a touch came before. No model is causal: where they
    differ much, only an experiment tells.

    Args:
        project: its sources of touches and conversions are read where no table is given.
        event_type: the id of an event type made by `attribution`.
        tables: as of `tally`.
        of: a number or amount of money that the attribution takes over from conversions, to divide its sum instead of
            their number; conversions that lack it give nothing.
        between: first day and day after the last, of conversions and, of paths that came to nothing, of their last
            touches; the project's evaluation when not given.
        as_of: rows at or after this day are not read; today in the project's zone when not given.
        progress: told how far the reading is.

    Returns:
        By model, the credit of every channel.

    Raises:
        InputError: there is no such attribution, or field of it, a source cannot be read, or there are too many
            channels.
    """
    from goalposts.scoring.credit.attribution import MODELS
    from goalposts.scoring.planning.days import local_midnights
    from goalposts.scoring.scanning import Crediting

    known = {name: kind for name, kind in project.catalogue.event_types.items() if kind.attribution is not None}
    if event_type not in known:
        hint = did_you_mean(event_type, known) or _KNOWN.fill(names=listed(known))
        raise InputError(_NONE.fill(name=event_type), hint=hint)
    span = project.evaluation if between is None else _window(between)
    check_tables(project, tables or {})
    _demand_sources(project, known[event_type])
    _demand_field(known[event_type], of)
    crediting = Crediting.of(known[event_type], (of,) if of else ())
    reading = Reading(project, tables or {}, clock(project, as_of), progress)
    for side in (crediting.touches, crediting.conversions):
        for source in project.sources_of(side.event.id):
            for batch in reading.read(source, side.needed):
                side.add(batch)
    if len(crediting.channels) > CHANNELS_AT_MOST:
        found, limit = number(len(crediting.channels), 0), number(CHANNELS_AT_MOST, 0)
        raise InputError(_TOO_MANY.fill(found=found, limit=limit), hint=_COARSER)
    midnights = local_midnights(project.timezone, span.start, span.days)
    days = int(midnights[0]), int(midnights[-1])
    return crediting.credit(MODELS, days, of)


def _demand_sources(project: Project, kind: EventType) -> None:
    for origin in kind.origins:
        if not project.sources_of(origin.id):
            raise InputError(_NO_SOURCE.fill(event=origin.id), hint=_ADD_SOURCE.fill(event=origin.id))


def _demand_field(kind: EventType, of: str) -> None:
    taken = () if kind.attribution is None else kind.attribution.of_conversion
    types = {name: found.type for name in taken if (found := kind.find(name)) is not None}
    summed = [name for name, type_ in types.items() if type_ in (ValueType.NUMBER, ValueType.MONEY)]
    if of and of not in summed:
        raise InputError(_NO_FIELD.fill(event=kind.id, name=of), hint=_KNOWN.fill(names=listed(summed)))


def _window(between: tuple[date, date]) -> Window:
    first, end = between
    if end <= first:
        raise InputError(_EMPTY.fill(first=first.isoformat(), end=end.isoformat()))
    return Window(first, end)


CHANNELS_AT_MOST = 500
"""Every step from channel to channel is counted, and their matrix inverted."""

_TOO_MANY = Text(
    en="{found} channels are too many to tell apart, the limit is {limit}",
    ru="{found} каналов слишком много, чтобы их различить; предел — {limit}",
)
_COARSER = Text(
    en="map channels to fewer words with `values`, or credit another field",
    ru="сведите каналы к меньшему числу слов через `values` или возьмите другое поле",
)
_NO_SOURCE = Text(en="`data` has no source of {event}", ru="в `data` нет источника {event}")
_NO_FIELD = Text(
    en="{event} takes over no number or amount '{name}' from conversions",
    ru="{event} не берёт у целевых действий числа или суммы «{name}»",
)
_ADD_SOURCE = Text(en="add data: {event}: with a source", ru="добавьте источник data: {event}:")
_EMPTY = Text(en="no day lies between {first} and {end}", ru="между {first} и {end} нет ни одного дня")
_NONE = Text(en="'{name}' is no attribution of touches", ru="«{name}» — не атрибуция контактов")
_KNOWN = Text(en="known: {names}", ru="известны: {names}")
