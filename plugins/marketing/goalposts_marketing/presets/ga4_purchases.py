"""Purchases of Google Analytics 4 as conversions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from goalposts import CURRENCY, KEPT, LEFT_OUT, InputFile, OneCurrency, Preset, Row, SourceFormat, WrongRow

from goalposts_marketing.event_types import CONVERSION
from goalposts_marketing.presets.ga4_events import PARAMS, events
from goalposts_marketing.presets.left_out import NO_EVENTS

_READ: Final = (
    *("event_name", "event_timestamp", "user_pseudo_id", PARAMS, "ecommerce"),
    *("ecommerce.transaction_id", "ecommerce.purchase_revenue"),
)
_PURCHASES: Final = ("purchase", "in_app_purchase")
_COLUMNS: Final = ("value", "order_id", CURRENCY, LEFT_OUT)


def _rows(file: InputFile) -> Iterator[Row | WrongRow]:
    currencies = OneCurrency(file)
    for found in events(file):
        if isinstance(found, WrongRow):
            yield found
            continue
        row, event = found
        if event.get("event_name") not in _PURCHASES:
            yield row.with_cells("no purchase")
            continue
        revenue = event.get("ecommerce.purchase_revenue")
        value = event.param("value") if revenue is None else revenue
        order = event.text("ecommerce.transaction_id") or event.param("transaction_id")
        currency = event.param("currency")
        currencies.check(row.line, currency, amount=value)
        yield row.with_cells(value=value, order_id=order, **{CURRENCY: currency})


GA4_PURCHASES_FORMAT: Final = SourceFormat(
    "ga4-purchases", _COLUMNS, _rows, reads=dict.fromkeys(_COLUMNS, _READ), whole=True, left_out=NO_EVENTS
)

GA4_PURCHASES: Final = Preset(
    "ga4.purchases",
    CONVERSION.id,
    GA4_PURCHASES_FORMAT.id,
    fields={
        "person": "user_pseudo_id",
        "at": {"column": "event_timestamp", "format": "epoch_us"},
        "action": "event_name",
        "value": "value",
        "order_id": "order_id",
    },
    dedupe=("order_id",),
    where=KEPT,
    note={
        "en": "Events `purchase` and `in_app_purchase` of the tables `events_YYYYMMDD` of the BigQuery export, NDJSON "
        "or Parquet; refunds are left out. Purchases with one `transaction_id` are one, purchases without any are all "
        "counted. `value` is `ecommerce.purchase_revenue`, else the parameter `value`, in the currency of the event: "
        "several are refused unless `where` keeps one. Whether it holds VAT and delivery is up to the tags of the "
        "site. Rows come up to three days late. A purchase without `user_pseudo_id` (no consent) is refused. Not in "
        "it: margin, returned goods.",
        "ru": "События `purchase` и `in_app_purchase` из таблиц `events_YYYYMMDD` экспорта в BigQuery, NDJSON или "
        "Parquet; возвраты отсеиваются. Покупки с одним `transaction_id` — одна покупка; без него считаются все. "
        "`value` — `ecommerce.purchase_revenue`, иначе параметр `value`, в валюте события: несколько валют не "
        "принимаются, пока `where` не оставит одну. Входят ли в неё НДС и доставка, зависит от разметки сайта. Строки "
        "приходят с опозданием до трёх дней. Покупка без `user_pseudo_id` (нет согласия) не принимается. Чего здесь "
        "нет: маржи и возвратов.",
    },
)
