"""`goalposts events`: the event types of the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from goalposts.cli.layout import aligned, as_json
from goalposts.cli.options import format_option
from goalposts.cli.session import Session, no_such
from goalposts.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Catalogue, EventType, Field

_KIND = Text(en="event type", ru="тип событий")
_REQUIRED = Text(en="required", ru="обязательно")
_FOLD = Text(
    en="One row for each {key} of {over}, from its whole history.",
    ru="Одна строка на каждый {key} из {over}, по всей его истории.",
)
_CREDIT = Text(
    en="One row for each touch ({touches}) on the way to a conversion ({conversions}), with its share by every model.",
    ru="Строка на каждый контакт ({touches}) на пути к целевому действию ({conversions}), с его долей по моделям.",
)
_HISTORY = Text(
    en="The events of {over}, each with its place among those of the same {key}.",
    ru="События {over}, каждое со своим местом среди событий с тем же {key}.",
)
_TIME = Text(en="Its time is {field}.", ru="Время события: {field}.")


@click.command("events")
@click.argument("event_id", metavar="[ID]", default="")
@format_option("text", "json")
@click.pass_obj
def command(session: Session, event_id: str, form: str) -> int:
    """List the event types of the loaded plugins, or explain the fields of the one with this ID."""
    catalogue = session.catalogue()
    known = catalogue.event_types
    if event_id and event_id not in known:
        raise no_such(_KIND, event_id, sorted(known))
    kinds = [known[name] for name in sorted(known)]
    if form == "json":
        plain = {kind.id: {**_plain(kind, session.language), **_owner(kind, catalogue)} for kind in kinds}
        session.say(as_json(plain[event_id] if event_id else list(plain.values())))
        return 0
    for line in _explained(known[event_id], session.language) if event_id else _listed(kinds, session.language):
        session.say(line)
    return 0


def _owner(kind: EventType, catalogue: Catalogue) -> dict[str, str]:
    owners = (found for found in catalogue.contributions if kind in found.domain.event_types)
    found = next(owners, None)
    if found is not None:
        return {"plugin": found.plugin, "plugin_version": found.version}
    from goalposts.api.version import engine_version

    return {"plugin": "goalposts", "plugin_version": engine_version()}


def _plain(kind: EventType, language: str) -> dict[str, Any]:
    return {
        "id": kind.id,
        "summary": kind.summary.get(language) if kind.summary else None,
        "time": kind.time,
        "fold": kind.fold.written if kind.fold else None,
        "attribution": kind.attribution.written if kind.attribution else None,
        "history": kind.history.written if kind.history else None,
        "fields": [_plain_field(field, language) for field in kind.fields],
    }


def _plain_field(field: Field, language: str) -> dict[str, Any]:
    return {
        "id": field.id,
        "type": field.type.value,
        "required": field.required,
        "values": list(field.values),
        "summary": field.summary.get(language) if field.summary else None,
    }


def _listed(kinds: list[EventType], language: str) -> Iterator[str]:
    yield from aligned((kind.id, kind.summary.get(language) if kind.summary else "") for kind in kinds)


def _explained(kind: EventType, language: str) -> Iterator[str]:
    yield f"{kind.id}: {kind.summary.get(language)}" if kind.summary else kind.id
    yield _TIME.fill(field=kind.time).get(language)
    if kind.fold is not None:
        yield _FOLD.fill(key=kind.fold.key, over=kind.fold.over.id).get(language)
    if kind.attribution is not None:
        touches, conversions = (origin.id for origin in kind.origins)
        yield _CREDIT.fill(touches=touches, conversions=conversions).get(language)
    if kind.history is not None:
        yield _HISTORY.fill(key=kind.history.key, over=kind.history.over.id).get(language)
    yield ""
    yield from aligned(
        (
            field.id,
            field.type.value,
            _REQUIRED.get(language) if field.required else "",
            " ".join(filter(None, (_summary(kind, field, language), ", ".join(field.values)))),
        )
        for field in kind.fields
    )


def _summary(kind: EventType, field: Field, language: str) -> str:
    if kind.fold is not None and field.id in kind.fold.reducers:
        return str(kind.fold.written["fields"][field.id])
    return field.summary.get(language) if field.summary else ""
