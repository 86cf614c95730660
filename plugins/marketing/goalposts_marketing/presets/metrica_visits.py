"""Visits of Yandex Metrica (Logs API) as touches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from goalposts import KEPT, LEFT_OUT, InputFile, Preset, Row, SourceFormat, WrongRow

from goalposts_marketing.event_types import TOUCH
from goalposts_marketing.presets.left_out import NO_EVENTS
from goalposts_marketing.presets.metrica_rows import (
    CANCELLED,
    ORIGIN,
    VISIT,
    WRITTEN,
    campaign_of,
    channel_of,
    is_cancelled,
    time_of,
    visit_of,
)


def _rows(file: InputFile) -> Iterator[Row | WrongRow]:
    for row in file.rows():
        if isinstance(row, WrongRow):
            yield row
            continue
        cells = row.cells
        yield row.with_cells(
            CANCELLED if is_cancelled(cells) else None,
            visit=visit_of(cells),
            at=time_of(cells),
            channel=channel_of(cells),
            campaign=campaign_of(cells),
        )


METRICA_VISITS_FORMAT: Final = SourceFormat(
    "yandex-metrica-visits",
    ("visit", "at", "channel", "campaign", LEFT_OUT),
    _rows,
    reads={"visit": VISIT[:1], "at": VISIT[2:4], "channel": ORIGIN, "campaign": ORIGIN, LEFT_OUT: VISIT},
    left_out=NO_EVENTS,
)

METRICA_VISITS: Final = Preset(
    "yandex_metrica.visits",
    TOUCH.id,
    METRICA_VISITS_FORMAT.id,
    options=WRITTEN,
    fields={
        "person": {"any_of": ["ym:s:clientID", "ym:s:counterUserIDHash"]},
        "at": "at",
        "channel": "channel",
        "campaign": {"any_of": ["campaign"]},
        "kind": {"constant": "visit"},
    },
    dimensions={
        "visit": "visit",
        "utm_source": {"any_of": ["ym:s:lastUTMSource", "ym:s:UTMSource", "ym:s:lastsignUTMSource"]},
        "utm_medium": {"any_of": ["ym:s:lastUTMMedium", "ym:s:UTMMedium", "ym:s:lastsignUTMMedium"]},
    },
    dedupe=("visit",),
    where=KEPT,
    note={
        "en": "TSV of the Logs API, source `visits`. `dateTimeUTC` is documented as UTC+3, in spite of its name, and "
        "read so; without it `dateTime` is taken: state the `timezone` of the counter. `channel` is the TrafficSource "
        "of the attribution `last` (else of `lastsign` or `automatic`, which replace direct visits by earlier ones), "
        "of advertising the AdvEngine, such as `ya_direct`; `campaign` is UTMCampaign, else the campaign of Direct. "
        "In streaming of Metrica Pro rows with `Sign` -1 are left out and the last version of a visit in the file "
        "stays. `person` is clientID, a browser and not a human. Not in it: impressions, what a click cost.",
        "ru": "TSV из Logs API, источник `visits`. `dateTimeUTC`, вопреки названию, по документации — UTC+3, так он и "
        "читается; если его нет, берётся `dateTime`: укажите `timezone` счётчика. `channel` — TrafficSource по "
        "атрибуции `last` (иначе `lastsign` или `automatic`, а они подменяют прямые заходы прежними источниками), для "
        "рекламы — AdvEngine, например `ya_direct`; `campaign` — UTMCampaign, иначе кампания Директа. В потоковой "
        "выгрузке Метрики Про строки с `Sign` -1 отсеиваются, остаётся последняя в файле версия визита. `person` — "
        "clientID, то есть браузер, а не человек. Чего здесь нет: показов и стоимости клика.",
    },
)
