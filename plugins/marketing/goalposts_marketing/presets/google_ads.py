"""Costs of Google Ads: answers of its API, and tables that a warehouse keeps of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from goalposts import CURRENCY, KEPT, LEFT_OUT, InputFile, OneCurrency, Preset, Row, SourceFormat, WrongRow

from goalposts_marketing.event_types import COST


def _names(resource: str, name: str) -> tuple[str, ...]:
    """The names of a column: in JSON, in tables of connectors, in BigQuery, and alone."""
    first, *others = name.split("_")
    camel = first + "".join(word.title() for word in others)
    return tuple(dict.fromkeys((f"{resource}.{camel}", f"{resource}.{name}", f"{resource}_{name}")))


_AT: Final = (*_names("segments", "date"), "date")
_COST: Final = (*_names("metrics", "cost_micros"), "cost_micros")
_CURRENCY: Final = (*_names("customer", "currency_code"), "currency_code")


def _rows(file: InputFile) -> Iterator[Row | WrongRow]:
    currencies = OneCurrency(file)
    for row in file.rows():
        if isinstance(row, WrongRow):
            yield row
            continue
        currency = next((cell for name in _CURRENCY if (cell := row.cells.get(name))), None)
        currencies.check(row.line, currency)
        yield row.with_cells(**{CURRENCY: currency})


GOOGLE_ADS_FORMAT: Final = SourceFormat(
    "google-ads-report",
    (CURRENCY, LEFT_OUT),
    _rows,
    reads={CURRENCY: _CURRENCY, LEFT_OUT: (*_AT, *_COST)},
    records=("results",),
    whole=True,
)

GOOGLE_ADS: Final = Preset(
    "google_ads",
    COST.id,
    GOOGLE_ADS_FORMAT.id,
    fields={
        "at": {"any_of": list(_AT)},
        "channel": {"constant": "google_ads"},
        "amount": {"any_of": list(_COST), "unit": "micros"},
        "campaign": {"any_of": [*_names("campaign", "name"), *_names("campaign", "id")]},
        "impressions": {"any_of": [*_names("metrics", "impressions"), "impressions"]},
        "clicks": {"any_of": [*_names("metrics", "clicks"), "clicks"]},
        "conversions": {"any_of": [*_names("metrics", "conversions"), "conversions"]},
    },
    dimensions={
        "network": {"any_of": [*_names("segments", "ad_network_type"), "ad_network_type"]},
        "device": {"any_of": [*_names("segments", "device"), "device"]},
        "account": {"any_of": [*_names("customer", "id")]},
    },
    where=KEPT,
    note={
        "en": "Answers of the API (`search`, `searchStream`), or tables of a warehouse with `cost_micros`, segmented "
        "by date; costs in money (`cost`, the export of the web interface) are refused. Days are those of the "
        "account: state its `timezone`. Take one level only (campaigns, groups or ads), and no other segments than "
        "date, network and device. Costs hold no VAT. Accounts in several currencies are refused unless `where` keeps "
        "one. Not in it: leads; `conversions` are what the platform claims: fractional, dated by the click, restated "
        "for weeks, and no events.",
        "ru": "Ответы API (`search`, `searchStream`) или таблицы хранилища с `cost_micros`, с разбивкой по датам; "
        "расход в деньгах (`cost`, выгрузка из веб-интерфейса) не принимается. Дни — по часам аккаунта: укажите его "
        "`timezone`. Берите только один уровень (кампании, группы или объявления) и никаких разбивок, кроме даты, "
        "сети и устройства. НДС в расходе нет. Аккаунты в разных валютах не принимаются, пока `where` не оставит "
        "одну. Чего здесь нет: лидов; `conversions` — конверсии по данным площадки: дробные, отнесены ко дню клика, "
        "неделями пересчитываются и событиями не являются.",
    },
    version=2,
)
