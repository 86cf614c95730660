"""Costs of VK Ads: answers of `/api/v2/statistics/.../day.json`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from goalposts import KEPT, LEFT_OUT, InputFile, Preset, Row, SourceFormat, WrongRow

from goalposts_marketing.event_types import COST


def _rows(file: InputFile) -> Iterator[Row | WrongRow]:
    return (row if isinstance(row, WrongRow) else row.with_cells() for row in file.rows())


VK_ADS_FORMAT: Final = SourceFormat(
    "vk-ads-statistics",
    (LEFT_OUT,),
    _rows,
    reads={LEFT_OUT: ("date", "base.spent", "items.id")},
    records=("items.rows",),
)

VK_ADS: Final = Preset(
    "vk_ads",
    COST.id,
    VK_ADS_FORMAT.id,
    fields={
        "at": "date",
        "channel": {"constant": "vk_ads"},
        "amount": "base.spent",
        "campaign": "items.id",
        "impressions": {"any_of": ["base.shows"]},
        "clicks": {"any_of": ["base.clicks"]},
        "conversions": {"any_of": ["base.goals", "base.vk.goals"]},
    },
    where=KEPT,
    note={
        "en": "Answers of `ads.vk.com/api/v2/statistics/{ad_plans,ad_groups,banners}/day.json?metrics=base`; an answer "
        "may be a line of a file. Take one of these levels only: plans, groups and banners hold the same money. Totals "
        "of the answer are not read. `campaign` is the id of the plan, group or banner: an answer has no names. Days "
        "are those of the account: state its `timezone`. Whether `spent` holds VAT depends on the account's contract. "
        "Answers of the old vk.com (`ads.getStatistics`) look different and are refused. An answer covers a limited "
        "number of days and ids: put several into a folder. Not in it: leads; `goals` is a count of what the "
        "platform claims.",
        "ru": "Ответы `ads.vk.com/api/v2/statistics/{ad_plans,ad_groups,banners}/day.json?metrics=base`, можно по "
        "ответу в строке. Берите только один уровень: в кампаниях, группах и объявлениях одни и те же деньги. Итоги "
        "ответа не читаются. `campaign` — номер кампании, группы или объявления: названий в ответе нет. Дни — по "
        "часам кабинета: укажите его `timezone`. Есть ли в `spent` НДС, зависит от договора. Ответы старого vk.com "
        "(`ads.getStatistics`) устроены иначе и не принимаются. Один ответ охватывает ограниченное число дней и "
        "номеров: складывайте ответы в папку. Чего здесь нет: лидов; `goals` — число целевых действий по данным "
        "площадки.",
    },
    version=2,
)
