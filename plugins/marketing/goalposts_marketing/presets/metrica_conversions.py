"""Purchases and goals of visits of Yandex Metrica (Logs API) as conversions: one visit may have several."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from goalposts import CURRENCY, KEPT, LEFT_OUT, InputFile, OneCurrency, Preset, Row, SourceFormat, WrongRow

from goalposts_marketing.event_types import CONVERSION
from goalposts_marketing.presets.left_out import NO_EVENTS
from goalposts_marketing.presets.metrica_rows import (
    CANCELLED,
    ORIGIN,
    VISIT,
    WRITTEN,
    channel_of,
    in_moscow,
    is_cancelled,
    listed,
    time_of,
    visit_of,
)

_PURCHASE: Final = {
    "order_id": "ym:s:purchaseID",
    "time": "ym:s:purchaseDateTime",
    "value": "ym:s:purchaseRevenue",
    CURRENCY: "ym:s:purchaseCurrency",
}
_GOAL: Final = {
    "goal": "ym:s:goalsID",
    "time": "ym:s:goalsDateTime",
    "price": "ym:s:goalsPrice",
    "order_id": "ym:s:goalsOrder",
    CURRENCY: "ym:s:goalsCurrency",
}


def _expanded(arrays: dict[str, str], nothing: str) -> Callable[[InputFile], Iterator[Row | WrongRow]]:
    """Make a reader that gives a row for every item of arrays that go in parallel; the first one is always there."""
    leading = next(iter(arrays))

    def read(file: InputFile) -> Iterator[Row | WrongRow]:
        currencies = OneCurrency(file)
        for row in file.rows():
            if isinstance(row, WrongRow):
                yield row
                continue
            items = {name: found for name, column in arrays.items() if (found := listed(row.cells.get(column)))}
            if is_cancelled(row.cells) or not items:
                yield row.with_cells(CANCELLED if items else nothing)
            elif {len(found) for found in items.values()} != {len(items.get(leading, ()))}:
                yield WrongRow(row.line, str(row.cells.get(arrays[leading])), "uneven_arrays")
            else:
                for place, cells in enumerate(zip(*items.values(), strict=True), start=1):
                    item = {name: cell or None for name, cell in zip(items, cells, strict=True)}
                    currencies.check(row.line, item.get(CURRENCY), amount=item.get("value"))
                    yield _event(row, place, item)

    return read


def _event(row: Row, place: int, item: dict[str, Any]) -> Row:
    at = in_moscow(item.pop("time", None)) or time_of(row.cells)
    key = f"{visit_of(row.cells)}:{place}"
    return row.with_cells(at=at, channel=channel_of(row.cells), occurrence=key, **item)


def _format(format_id: str, arrays: dict[str, str], nothing: str) -> SourceFormat:
    leading, *others = (name for name in arrays if name != "time")
    reads = {
        leading: (arrays[leading],),
        **{name: (arrays[name],) for name in others},
        "at": (arrays["time"], *VISIT[2:4]),
        "channel": ORIGIN,
        "occurrence": VISIT[:1],
        LEFT_OUT: VISIT,
    }
    return SourceFormat(
        format_id, tuple(reads), _expanded(arrays, nothing), reads=reads, whole=True, left_out=NO_EVENTS
    )


METRICA_PURCHASES_FORMAT: Final = _format("yandex-metrica-purchases", _PURCHASE, "no purchase")
METRICA_GOALS_FORMAT: Final = _format("yandex-metrica-goals", _GOAL, "no goal")
_PERSON: Final = {"any_of": ["ym:s:clientID", "ym:s:counterUserIDHash"]}
_NOTE_EN: Final = (
    "Their times are read as UTC+3, like `dateTimeUTC`; without them the time of the visit is taken. Arrays of unequal "
    "length are refused as `uneven_arrays`. Rows count visits without any as filtered. `channel` is that of the visit."
)
_NOTE_RU: Final = (
    "Их время читается как UTC+3, подобно `dateTimeUTC`; если его нет, берётся время визита. Массивы разной длины не "
    "принимаются (`uneven_arrays`). Визиты, в которых их нет, считаются отсеянными. `channel` — канал визита."
)

METRICA_PURCHASES: Final = Preset(
    "yandex_metrica.purchases",
    CONVERSION.id,
    METRICA_PURCHASES_FORMAT.id,
    options=WRITTEN,
    fields={
        "person": _PERSON,
        "at": "at",
        "action": {"constant": "purchase"},
        "channel": {"any_of": ["channel"]},
        "value": {"any_of": ["value"]},
        "order_id": "order_id",
    },
    dedupe=("order_id",),
    where=KEPT,
    note={
        "en": f"Purchases (e-commerce) of the TSV of the Logs API, source `visits`. {_NOTE_EN} One `purchaseID` is one "
        "purchase, in however many visits it stands. Whether `purchaseRevenue` holds VAT and delivery is up to the "
        "site; several currencies are refused unless `where` keeps one. A purchase is often a goal too: do not take it "
        "from `yandex_metrica.goals` as well. Not in it: margin, returns.",
        "ru": f"Покупки (электронная коммерция) из TSV Logs API, источник `visits`. {_NOTE_RU} `purchaseID` считается "
        "один раз, в скольких бы визитах он ни стоял. Входят ли в `purchaseRevenue` НДС и доставка, зависит от сайта; "
        "несколько валют не принимаются, пока `where` не оставит одну. Покупка часто настроена и как цель: не берите "
        "её ещё и из `yandex_metrica.goals`. Чего здесь нет: маржи и возвратов.",
    },
)
METRICA_GOALS: Final = Preset(
    "yandex_metrica.goals",
    CONVERSION.id,
    METRICA_GOALS_FORMAT.id,
    options=WRITTEN,
    fields={
        "person": _PERSON,
        "at": "at",
        "action": "goal",
        "channel": {"any_of": ["channel"]},
        "order_id": {"any_of": ["order_id"]},
    },
    dimensions={"occurrence": "occurrence"},
    dedupe=("occurrence",),
    where=KEPT,
    note={
        "en": f"Goals of the TSV of the Logs API, source `visits`. {_NOTE_EN} `action` is the number of a goal: "
        'keep one by `where: goal == "123"`, or name them by `values`. Not in it: revenue; the unit of `goalsPrice` is '
        "not documented, whoever knows it maps it: `value: price`.",
        "ru": f"Достигнутые цели из TSV Logs API, источник `visits`. {_NOTE_RU} `action` — номер цели: оставьте одну: "
        '`where: goal == "123"`, или назовите их через `values`. Чего здесь нет: выручки; единица `goalsPrice` в '
        "документации не указана, а кто её знает, укажет `value: price`.",
    },
)
