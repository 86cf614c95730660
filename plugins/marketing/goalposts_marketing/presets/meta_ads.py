"""Costs of Meta (Facebook, Instagram): Insights of the Marketing API."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from goalposts import CURRENCY, KEPT, LEFT_OUT, InputFile, OneCurrency, Preset, Row, SourceFormat, WrongRow

from goalposts_marketing.event_types import COST


def _rows(file: InputFile) -> Iterator[Row | WrongRow]:
    currencies = OneCurrency(file)
    for row in file.rows():
        if isinstance(row, WrongRow):
            yield row
            continue
        first, last = (row.cells.get(name) for name in ("date_start", "date_stop"))
        if last and first != last:
            yield WrongRow(row.line, f"{first}..{last}", "several_days")
            continue
        currency = row.cells.get("account_currency")
        currencies.check(row.line, currency)
        yield row.with_cells(**{CURRENCY: currency})


META_ADS_FORMAT: Final = SourceFormat(
    "meta-insights",
    (CURRENCY, LEFT_OUT),
    _rows,
    reads={CURRENCY: ("account_currency",), LEFT_OUT: ("date_start", "date_stop")},
    records=("data",),
    whole=True,
)

META_ADS: Final = Preset(
    "meta_ads",
    COST.id,
    META_ADS_FORMAT.id,
    fields={
        "at": "date_start",
        "channel": {"constant": "meta_ads"},
        "amount": "spend",
        "campaign": {"any_of": ["campaign_name", "campaign_id"]},
        "impressions": {"any_of": ["impressions"]},
        "clicks": {"any_of": ["clicks"]},
    },
    dimensions={
        "platform": {"any_of": ["publisher_platform"]},
        "ad_set": {"any_of": ["adset_name", "adset_id"]},
        "account": {"any_of": ["account_id"]},
    },
    where=KEPT,
    note={
        "en": "Answers of `/insights` requested by `time_increment=1`, whole, one row a line, or as a table: one of "
        "several days is refused as `several_days`. Take one level only (campaigns, sets or ads). Days are those of "
        "the ad account: state its `timezone`. `clicks` are all clicks; for those on links write `clicks: "
        "inline_link_clicks`. `spend` holds no VAT. Accounts in several currencies are refused unless `where` keeps "
        "one. Days without an impression are not in an answer. Not in it: leads and purchases as events; in `actions` "
        "one purchase stands under several types, so that nothing of them is counted.",
        "ru": "Ответы `/insights` с `time_increment=1`: целиком, по строке на запись или таблицей; запись за несколько "
        "дней не принимается (`several_days`). Берите только один уровень (кампании, группы или объявления). Дни — по "
        "часам рекламного аккаунта: укажите его `timezone`. `clicks` — все клики; клики по ссылкам: `clicks: "
        "inline_link_clicks`. НДС в `spend` нет. Аккаунты в разных валютах не принимаются, пока `where` не оставит "
        "одну. Дней без показов в ответе нет. Чего здесь нет: лидов и покупок как событий; в `actions` одна покупка "
        "стоит сразу под несколькими типами, поэтому они не считаются.",
    },
)
