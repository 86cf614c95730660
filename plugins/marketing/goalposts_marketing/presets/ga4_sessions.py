"""Sessions of Google Analytics 4 as touches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import define
from goalposts import KEPT, LEFT_OUT, InputFile, Preset, Row, SourceFormat, WrongRow

from goalposts_marketing.event_types import TOUCH
from goalposts_marketing.presets.ga4_events import PARAMS, Event, events
from goalposts_marketing.presets.left_out import NO_EVENTS

_COLLECTED: Final = "collected_traffic_source"
_READ: Final = (
    *("event_name", "event_timestamp", "user_pseudo_id", PARAMS, _COLLECTED),
    *(f"{_COLLECTED}.{name}" for name in ("manual_source", "manual_medium", "manual_campaign_name", "gclid")),
)
_DIRECT: Final = "(direct)"

_Origin = tuple[str, str | None]
"""A channel and a campaign."""


@define
class _Session:
    """What is known of a session.

    Attributes:
        row: its first event in the file.
        at: when its earliest event was.
        begins: whether the event that begins it is in the file.
        origin: where its earliest event that says so came from, and when that was.
    """

    row: Row
    at: int
    begins: bool = False
    origin: tuple[int, _Origin] | None = None

    def add(self, event: Event, time: int) -> None:
        self.at = min(self.at, time)
        self.begins = self.begins or event.get("event_name") == "session_start"
        origin = _origin(event)
        if origin and (self.origin is None or time < self.origin[0]):
            self.origin = time, origin


def _rows(file: InputFile) -> Iterator[Row | WrongRow]:
    """One row for each session, when all its events are known; every other event is left out."""
    sessions: dict[str, _Session] = {}
    for found in events(file):
        if isinstance(found, WrongRow):
            yield found
            continue
        row, event = found
        person, number, time = event.text("user_pseudo_id"), event.param("ga_session_id"), event.time
        if person is None or number is None or time is None:
            yield row.with_cells("no session")
            continue
        key = f"{person}.{number}"
        if key in sessions:
            yield row.with_cells("inside of a session")
        else:
            kept = {name: cell for name, cell in row.cells.items() if name != PARAMS}
            sessions[key] = _Session(Row(row.line, kept), time)
        sessions[key].add(event, time)
    for key, session in sessions.items():
        channel, campaign = session.origin[1] if session.origin else (_DIRECT, None)
        left_out = None if session.begins else "began before"
        yield session.row.with_cells(left_out, at=session.at, session=key, channel=channel, campaign=campaign)


def _origin(event: Event) -> _Origin | None:
    """Where the visit came from, as this event itself says; never what the user's first visit came from."""
    source, medium, campaign = (
        event.text(f"{_COLLECTED}.manual_{of}") or event.param(name)
        for of, name in (("source", "source"), ("medium", "medium"), ("campaign_name", "campaign"))
    )
    if source is None and (event.get(f"{_COLLECTED}.gclid") or event.param("gclid")):
        source, medium = "google", "cpc"
    if source in (None, _DIRECT):
        return None
    return (f"{source} / {medium}" if medium else str(source)), campaign


GA4_SESSIONS_FORMAT: Final = SourceFormat(
    "ga4-sessions",
    ("at", "session", "channel", "campaign", LEFT_OUT),
    _rows,
    reads=dict.fromkeys(("at", "session", "channel", "campaign", LEFT_OUT), _READ),
    left_out=NO_EVENTS,
)

GA4: Final = Preset(
    "ga4",
    TOUCH.id,
    GA4_SESSIONS_FORMAT.id,
    fields={
        "person": "user_pseudo_id",
        "at": {"column": "at", "format": "epoch_us"},
        "channel": "channel",
        "campaign": "campaign",
        "kind": {"constant": "visit"},
    },
    dimensions={"session": "session"},
    dedupe=("session",),
    where=KEPT,
    note={
        "en": "Tables `events_YYYYMMDD` of the BigQuery export as NDJSON or Parquet, one file for a day: memory grows "
        "with its sessions. A session (`user_pseudo_id` and `ga_session_id`) is one visit at its earliest event; one "
        "that began in another file is counted there. `channel` is `source / medium` as the session's own events tell "
        "it (with a gclid `google / cpc`), else `(direct)`; `traffic_source` is not read: it belongs to the user's "
        "first visit. Events without consent have no `user_pseudo_id` and are left out. Rows come up to three days "
        "late. Times are UTC. Not in it: impressions, costs.",
        "ru": "Таблицы `events_YYYYMMDD` экспорта в BigQuery как NDJSON или Parquet, один файл на день: память растёт "
        "с числом сеансов. Сеанс (`user_pseudo_id` и `ga_session_id`) — это один визит в момент самого раннего "
        "события; начавшийся в другом файле считается там. `channel` — это `источник / канал` по событиям самого "
        "сеанса (с gclid — `google / cpc`), иначе `(direct)`; `traffic_source` не читается: он относится к первому "
        "визиту пользователя. У событий без согласия нет `user_pseudo_id`, они отсеиваются. Строки приходят с "
        "опозданием до трёх дней. Время — UTC. Чего здесь нет: показов и расходов.",
    },
)
