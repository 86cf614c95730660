"""How people speak of sales KPIs other than the size of a deal.

Patterns meet texts in lower case with `ё` read as `е`.
"""

from goalposts import Phrase

_DEALS_RU = r"(?:сдел(?:к|ок)|продаж|заказ)\w*"
_KPIS_EN = {
    "win_rate": (
        r"\bwin\s+rates?\b",
        r"\bshare\s+of\s+(?:closed\s+)?deals?\s+(?:that\s+are\s+)?won\b",
        r"\bshare\s+of\s+won\s+deals\b",
    ),
    "funnel_conversion": (r"\bfunnel\s+conversion\b", r"\bconversion\s+(?:of|from)\s+deals?\b"),
    "time_to_close": (
        r"\btime\s+to\s+close\b",
        r"\b(?:sales|deal)\s+cycles?\b",
        r"\b(?:length|duration)\s+of\s+(?:the\s+|a\s+)?(?:deals?|sales\s+cycle)\b",
    ),
    "repeat_share": (r"\b(?:repeat|second)\s+purchases?\b", r"\breturning\s+customers?\b"),
    "loss_reason_recorded": (r"\blost\s+deals?\b.{0,20}\breasons?\b", r"\breasons?\s+(?:for|of)\s+(?:losing|lost)\b"),
    "logged_on_time": (r"\b(?:calls?|meetings?|activities|visits?)\b.{0,30}\blogged\b",),
    "capture_completeness": (
        r"\b(?:contacts?|interactions?)\b.{0,40}\b(?:recorded|captured|logged|entered)\b",
        r"\bcapture\s+completeness\b",
    ),
    "ownerless_deals": (r"\bdeals?\b.{0,15}\bwithout\s+(?:an\s+)?owner\b",),
}
_KPIS_RU = {
    "win_rate": (
        rf"\bдол\w+\s+(?:выигранн|успешн)\w*(?:\s+среди\s+(?:закрыт\w+|всех))?\s+{_DEALS_RU}",
        rf"\bпроцент\w*\s+(?:выигранн|успешн)\w*\s+{_DEALS_RU}",
    ),
    "funnel_conversion": (r"\bконверси\w+\s+воронки\b", r"\bсквозн\w+\s+конверси\w*", r"\bконверси\w+\s+сдел\w+"),
    "time_to_close": (
        r"\b(?:срок|врем|длительност|продолжительност)\w*\s+(?:закрытия\s+)?сделк\w*",
        r"\bцикл\w*\s+(?:сделк|продаж)\w*",
    ),
    "repeat_share": (r"\b(?:повторн|втор)\w*\s+покуп\w+",),
    "loss_reason_recorded": (r"\bпроигранн\w+\s+сделок\b.{0,25}\bпричин\w*", r"\bпричин\w+\s+(?:проигрыш|отказ)\w*"),
    "logged_on_time": (r"\b(?:звонк|встреч|дел)\w*.{0,30}\bзанес\w+",),
    "capture_completeness": (
        r"\bконтакт\w*.{0,40}\b(?:занес|зафиксир|записан|внесен)\w*",
        r"\bзанес\w+\s+контакт\w*",
        r"\bполнот\w+\s+фиксации\b",
    ),
    "ownerless_deals": (r"\bсдел\w+\s+без\s+(?:ответственн|владельц|хозяин)\w*",),
}
KPI_PHRASES = tuple(
    Phrase(language, pattern, kpi=f"sales.{kpi}")
    for language, patterns_by_kpi in (("en", _KPIS_EN), ("ru", _KPIS_RU))
    for kpi, patterns in patterns_by_kpi.items()
    for pattern in patterns
)
