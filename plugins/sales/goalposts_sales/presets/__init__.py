"""Exports of known sales systems: what is looked for in them, and what it means."""

from goalposts_sales.presets.bitrix24_deals import BITRIX24_DEALS, BITRIX24_DEALS_FORMAT

FORMATS = (BITRIX24_DEALS_FORMAT,)
PRESETS = (BITRIX24_DEALS,)
