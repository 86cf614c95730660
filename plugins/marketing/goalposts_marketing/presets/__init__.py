"""Exports of advertising and web systems, and how they become events."""

from goalposts_marketing.presets.vk_ads import VK_ADS
from goalposts_marketing.presets.yandex_direct import YANDEX_DIRECT, YANDEX_DIRECT_FORMAT, YANDEX_DIRECT_MONEY

FORMATS = (YANDEX_DIRECT_FORMAT,)
PRESETS = (YANDEX_DIRECT, YANDEX_DIRECT_MONEY, VK_ADS)

__all__ = ["FORMATS", "PRESETS"]
