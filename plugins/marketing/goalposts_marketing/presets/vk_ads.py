"""Costs of VK Ads: answers of `/api/v2/statistics/.../day.json`."""

from typing import Final

from goalposts import Preset

from goalposts_marketing.event_types import COST

VK_ADS: Final = Preset(
    "vk_ads",
    COST.id,
    "json",
    options={"records": "items.rows"},
    fields={
        "at": "date",
        "channel": {"constant": "vk_ads"},
        "amount": "base.spent",
        "campaign": "items.id",
        "impressions": {"any_of": ["base.shows"]},
        "clicks": {"any_of": ["base.clicks"]},
    },
    note={
        "en": "Answers of `ads.vk.com/api/v2/statistics/{ad_plans,ad_groups,banners}/day.json?metrics=base`; an answer "
        "may be a line of a file. Take one of these levels only: plans, groups and banners hold the same money. Totals "
        "of the answer are not read. `campaign` is the id of the plan, group or banner: an answer has no names. Days "
        "are those of the account: state its `timezone`. Whether `spent` holds VAT depends on the account's contract. "
        "Answers of the old vk.com (`ads.getStatistics`) look different and are refused. An answer covers a limited "
        "number of days and ids: put several into a folder. Not in it: leads; `vk.goals` is a count.",
        "ru": "Ответы `ads.vk.com/api/v2/statistics/{ad_plans,ad_groups,banners}/day.json?metrics=base`, можно по "
        "ответу в строке. Берите только один уровень: в кампаниях, группах и объявлениях одни и те же деньги. Итоги "
        "ответа не читаются. `campaign` — номер кампании, группы или объявления: названий в ответе нет. Дни — по "
        "часам кабинета: укажите его `timezone`. Есть ли в `spent` НДС, зависит от договора. Ответы старого vk.com "
        "(`ads.getStatistics`) устроены иначе и не принимаются. Один ответ охватывает ограниченное число дней и "
        "номеров: складывайте ответы в папку. Чего здесь нет: лидов; `vk.goals` — это число.",
    },
)
