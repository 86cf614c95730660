"""Exports of advertising and web systems, and how they become events."""

from goalposts_marketing.presets.ga4_purchases import GA4_PURCHASES, GA4_PURCHASES_FORMAT
from goalposts_marketing.presets.ga4_sessions import GA4, GA4_SESSIONS_FORMAT
from goalposts_marketing.presets.google_ads import GOOGLE_ADS, GOOGLE_ADS_FORMAT
from goalposts_marketing.presets.meta_ads import META_ADS, META_ADS_FORMAT
from goalposts_marketing.presets.metrica_conversions import (
    METRICA_GOALS,
    METRICA_GOALS_FORMAT,
    METRICA_PURCHASES,
    METRICA_PURCHASES_FORMAT,
)
from goalposts_marketing.presets.metrica_visits import METRICA_VISITS, METRICA_VISITS_FORMAT
from goalposts_marketing.presets.vk_ads import VK_ADS, VK_ADS_FORMAT
from goalposts_marketing.presets.yandex_direct import YANDEX_DIRECT, YANDEX_DIRECT_FORMAT, YANDEX_DIRECT_MONEY

FORMATS = (
    YANDEX_DIRECT_FORMAT,
    GOOGLE_ADS_FORMAT,
    META_ADS_FORMAT,
    VK_ADS_FORMAT,
    GA4_SESSIONS_FORMAT,
    GA4_PURCHASES_FORMAT,
    METRICA_VISITS_FORMAT,
    METRICA_PURCHASES_FORMAT,
    METRICA_GOALS_FORMAT,
)
PRESETS = (
    YANDEX_DIRECT,
    YANDEX_DIRECT_MONEY,
    GOOGLE_ADS,
    META_ADS,
    VK_ADS,
    GA4,
    GA4_PURCHASES,
    METRICA_VISITS,
    METRICA_PURCHASES,
    METRICA_GOALS,
)

__all__ = ["FORMATS", "PRESETS"]
