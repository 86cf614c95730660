"""Costs of Yandex Direct: reports of its API (service Reports) as TSV."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from goalposts import KEPT, LEFT_OUT, InputFile, Preset, Row, SourceError, SourceFormat, WrongRow

from goalposts_marketing.event_types import COST
from goalposts_marketing.presets.left_out import NO_EVENTS

_TOTAL: Final = re.compile(r'"?(?:Total rows|Всего строк):\s*(\d+)"?')
_NOTHING: Final = ("--", "")
_KOPECK: Final = 10_000
"""In millionths: no cost in micros has a smaller part."""


def _rows(file: InputFile) -> Iterator[Row | WrongRow]:
    rule = file.source.fields.get("amount")
    check = _check_micros if rule is not None and rule.unit == "micros" else _refuse_what_may_be_micros
    yield from check(file, _without_totals(file))


def _without_totals(file: InputFile) -> Iterator[Row | WrongRow]:
    """The rows; that of totals is left out, but has to agree."""
    rows, stated = 0, []
    for row in file.rows():
        total = _TOTAL.fullmatch(row.text.strip()) if isinstance(row, WrongRow) else None
        if total:
            stated.append(int(total[1]))
            yield Row(row.line, {LEFT_OUT: "row of totals"})
        else:
            rows += 1
            yield row if isinstance(row, WrongRow) else row.with_cells()
    if stated and sum(stated) != rows:
        raise _incomplete(file.name, sum(stated), rows)


def _check_micros(file: InputFile, rows: Iterator[Row | WrongRow]) -> Iterator[Row | WrongRow]:
    """Refuse a cost with decimals, or one below a kopeck: it is no millionths."""
    for row in rows:
        cost = "" if isinstance(row, WrongRow) else _cost(row)
        if cost and (not cost.isdecimal() or 0 < int(cost) < _KOPECK):
            raise _not_in_micros(f"{file.name}:{row.line}", cost)
        yield row


def _refuse_what_may_be_micros(file: InputFile, rows: Iterator[Row | WrongRow]) -> Iterator[Row | WrongRow]:
    """Refuse a file in which every cost is a whole multiple of a kopeck in millionths."""
    first, like_micros = None, True
    for row in rows:
        cost = "" if isinstance(row, WrongRow) else _cost(row)
        if cost.strip("0.,"):
            first = first or (row.line, cost)
            like_micros = like_micros and cost.isdecimal() and int(cost) % _KOPECK == 0
        yield row
    if first and like_micros:
        raise _in_micros(f"{file.name}:{first[0]}", first[1])


def _cost(row: Row) -> str:
    cost: Any = row.cells.get("Cost")
    if isinstance(cost, float):
        cost = int(cost) if cost.is_integer() else cost
    text = "" if cost is None else str(cost).strip()
    return "" if text in _NOTHING else text


def _incomplete(where: str, stated: int, found: int) -> SourceError:
    return SourceError(
        {
            "en": f"the report says it has {stated} rows, and {found} were found",
            "ru": f"в отчёте указано строк: {stated}, а найдено: {found}",
        },
        where=where,
        hint={"en": "request the report again", "ru": "запросите отчёт заново"},
    )


def _not_in_micros(where: str, cost: str) -> SourceError:
    return SourceError(
        {
            "en": f"Cost {cost} is not in micros: the report was requested with returnMoneyInMicros: false",
            "ru": f"Cost {cost} — не в микроединицах: отчёт запрошен с returnMoneyInMicros: false",
        },
        where=where,
        hint={"en": "use `format: yandex_direct.money`", "ru": "укажите `format: yandex_direct.money`"},
    )


def _in_micros(where: str, cost: str) -> SourceError:
    return SourceError(
        {
            "en": f"Cost {cost}, as every other, is written in micros, not in money",
            "ru": f"Cost {cost}, как и все прочие, записан в микроединицах, а не в деньгах",
        },
        where=where,
        hint={"en": "use `format: yandex_direct`", "ru": "укажите `format: yandex_direct`"},
    )


YANDEX_DIRECT_FORMAT: Final = SourceFormat(
    "yandex-direct-report", (LEFT_OUT,), _rows, reads={LEFT_OUT: ("Cost",)}, left_out=NO_EVENTS
)

_NOTE_EN: Final = (
    "Reports with a `Date` for every row (TSV, with or without title and totals, which have to agree with the rows); "
    "`--` is no value. Whether Cost holds VAT is said by `IncludeVAT` of the request and not by the file: request all "
    "reports alike. Days are those of Moscow: state `timezone: Europe/Moscow`. `channel` is `yandex_direct`; search "
    "and network differ by the dimension `network`, if `AdNetworkType` was requested. The last three days are still "
    "corrected. Not in it: leads; `Conversions` are counts of Metrica's goals, not events."
)
_NOTE_RU: Final = (
    "Отчёты с `Date` в каждой строке (TSV, с названием и итогом или без них; итог сверяется с числом строк); `--` — "
    "нет значения. Включён ли в Cost НДС, решает `IncludeVAT` запроса, по файлу этого не видно: запрашивайте все "
    "отчёты одинаково. Дни — московские: укажите `timezone: Europe/Moscow`. `channel` — `yandex_direct`; поиск и сети "
    "различает измерение `network`, если запрошен `AdNetworkType`. Последние три дня ещё уточняются. Чего здесь нет: "
    "лидов; `Conversions` — это число достижений целей Метрики, а не события."
)


def _preset(preset_id: str, amount: dict[str, Any], en: str, ru: str) -> Preset:
    return Preset(
        preset_id,
        COST.id,
        YANDEX_DIRECT_FORMAT.id,
        options={"nulls": ["--"]},
        fields={
            "at": "Date",
            "channel": {"constant": "yandex_direct"},
            "amount": amount,
            "campaign": {"any_of": ["CampaignName", "CampaignId"]},
            "impressions": {"any_of": ["Impressions"]},
            "clicks": {"any_of": ["Clicks"]},
            "conversions": {"any_of": ["Conversions"]},
        },
        dimensions={
            "network": {"any_of": ["AdNetworkType"]},
            "device": {"any_of": ["Device"]},
            "ad_group": {"any_of": ["AdGroupName", "AdGroupId"]},
        },
        where=KEPT,
        note={"en": f"{en} {_NOTE_EN}", "ru": f"{ru} {_NOTE_RU}"},
        version=2,
    )


YANDEX_DIRECT: Final = _preset(
    "yandex_direct",
    {"column": "Cost", "unit": "micros"},
    "Costs in micros (millionths), as the API gives them by default; a report in money is refused: it is "
    "`yandex_direct.money`.",
    "Расход в микроединицах (миллионных долях), как API отдаёт его по умолчанию; отчёт в деньгах не принимается: для "
    "него есть `yandex_direct.money`.",
)
YANDEX_DIRECT_MONEY: Final = _preset(
    "yandex_direct.money",
    {"column": "Cost"},
    "Costs in money, as requested by `returnMoneyInMicros: false`; a report in micros is refused: it is "
    "`yandex_direct`.",
    "Расход в деньгах, как при запросе с `returnMoneyInMicros: false`; отчёт в микроединицах не принимается: для него "
    "есть `yandex_direct`.",
)
