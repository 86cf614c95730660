"""How people speak of marketing KPIs.

Patterns meet texts in lower case with `ё` read as `е`.
"""

from goalposts import Phrase

_KPIS_EN = {
    "cpl": (
        r"\bcpl\b",
        r"\bcosts?\s+(?:per|of\s+an?|of)\s+(?:qualified\s+|valid\s+)?leads?\b",
        r"\bleads?\s+costs?\b",
    ),
    "cpa": (r"\bcpa\b", r"\bcosts?\s+(?:per|of\s+an?)\s+(?:action|conversion|acquisition)\b"),
    "leads": (
        r"\b(?:number\s+of|more)\s+(?:new\s+|valid\s+|qualified\s+)?leads\b",
        r"\bleads\s+(?:a|per)\s+(?:day|week|month)\b",
    ),
    "ltv": (r"\b(?:ltv|clv)\b(?!\s*(?:[:/]|to\b))", r"\b(?:customer\s+)?lifetime\s+value\b"),
    "ltv_to_cac": (r"\bltv\s*(?:[:/]|to)\s*cac\b",),
    "retention": (r"\b(?:customer\s+)?retention(?:\s+rate)?\b", r"\bcustomers?\s+who\s+come\s+back\b"),
    "payback": (r"\bpayback\b(?:.{0,12}\bcustomers?\b)?",),
    "new_customers": (r"\b(?:number\s+of\s+)?new\s+customers\b(?!\s+cost)",),
    "lead_validity": (r"\bvalid\s+leads\b(?!\s+(?:cost|a\b|per\b))", r"\bshare\s+of\s+valid\s+leads\b"),
    "qualified_to_sale": (r"\bqualified\s+leads?\s+(?:that\s+)?(?:buy|bought|convert\w*|(?:in)?to\s+sales?)\b",),
    "cac": (r"\bcac\b", r"\bcosts?\s+(?:per|of\s+an?)\s+(?:new\s+)?customer\b"),
    "romi": (r"\bromi\b", r"\breturn\s+on\s+(?:our\s+)?marketing\b"),
    "roas": (r"\broas\b", r"\breturn\s+on\s+ad(?:vertising)?\b"),
    "qualification": (
        r"\bleads?\s+(?:that\s+|which\s+)?(?:are\s+|get\s+)?qualified\b(?!\s+cost)",
        r"\b(?:share|percentage|rate)\s+of\s+qualified\s+leads\b",
        r"\blead\s+qualification\b",
        r"\bmql\b.{0,12}\bsql\b",
    ),
    "lead_to_sale": (
        r"\bleads?\s+(?:that\s+)?(?:buy|bought|convert\w*)\b",
        r"\blead\s+conversion\b",
        r"\bconvert\w*\s+(?:more\s+|of\s+)?(?:our\s+|the\s+)?leads\b",
        r"\blead[\s-]to[\s-](?:sale|deal|customer)s?(?:\s+conversion)?\b",
        r"\bconversion\s+(?:of|from)\s+(?:a\s+)?leads?(?:\s+(?:in)?to\s+\w+)?\b",
        r"\bconversions?\b(?! (?:action|event))",
    ),
    "unattributed": (
        r"\bunattributed\s+leads?\b",
        r"\bleads?\b.{0,20}\b(?:unknown\s+origin|without\s+(?:a\s+)?(?:channel|source|origin))\b",
    ),
    "ctr": (r"\bctr\b", r"\bclick(?:-?through)?\s+rate\b"),
    "cpc": (r"\bcpc\b", r"\bcosts?\s+per\s+click\b"),
}
_KPIS_RU = {
    "cpl": (
        r"\bcpl\b",
        r"\b(?:стоимост|цен)\w*\s+(?:\w+\s+)?(?:лид|заявк)\w*",
        r"\bлид\w*\s+(?:\w+\s+)?(?:стоит|стоить|стоят|обходится|обходиться|дешев\w+)",
    ),
    "leads": (
        r"\b(?:числ|количеств)\w*\s+(?:нов\w+\s+|валидн\w+\s+|входящ\w+\s+)?(?:лид|заяв)\w*",
        r"\b(?:лидов|заявок)\s+в\s+(?:день|неделю|месяц)\b",
    ),
    "ltv": (r"\bltv\b(?!\s*[:/])", r"\b(?:пожизненн\w+\s+)?ценност\w+\s+клиент\w*"),
    "ltv_to_cac": (r"\bltv\s*(?:[:/]|к)\s*cac\b",),
    "retention": (r"\bудержани\w+(?:\s+клиент\w*)?(?!\s+(?:вызов|звонк))", r"\bretention\b"),
    "payback": (r"\bсрок\w*\s+окупаемости(?:\s+клиента)?\b",),
    "new_customers": (r"\b(?:числ|количеств)\w*\s+новых\s+клиентов\b", r"\bновых\s+клиентов\s+в\s+(?:день|месяц)\b"),
    "lead_validity": (r"\b(?:дол\w+\s+)?валидн\w+\s+лид\w*",),
    "qualified_to_sale": (r"\bконверси\w+\s+(?:из\s+)?квал\w*\.?\s*(?:лид\w*)?\s*в\s+(?:продаж|сделк|оплат)\w*",),
    "cpa": (r"\bcpa\b", r"\b(?:стоимост|цен)\w*\s+(?:целевого\s+)?действи\w*"),
    "cac": (r"\bcac\b", r"\b(?:стоимост|цен)\w*\s+(?:привлечени\w+\s+)?(?:нового\s+)?клиента\b"),
    "romi": (
        r"\bromi\b",
        r"\bокуп(?:ить|ать|им)\s+(?:маркетинг|реклам)\w*",
        r"\b(?<!срок )(?<!срока )окупаемост\w*\s+(?:маркетинга|рекламы)\b",
    ),
    "roas": (r"\broas\b", r"\bвозврат\w*\s+рекламн\w+\s+(?:расход|затрат)\w*"),
    "qualification": (
        r"\bдол\w+\s+(?:квалифицированн|принят|целев)\w*\s+лид\w*",
        r"\bквалификаци\w+\s+лид\w*",
        r"\bлид\w*\s*,?\s+принят\w+\s+продаж\w+",
    ),
    "lead_to_sale": (
        r"\bконверси\w+\s+(?:из\s+)?(?:лид|заяв)\w*(?:\s+в\s+(?:продаж|сделк|оплат|клиент|покуп)\w*)?",
        r"\bконверси\w*",
    ),
    "unattributed": (r"\bлид\w*\s+(?:неизвестн\w+\s+(?:происхожден|источник)\w*|без\s+источник\w*)",),
    "ctr": (r"\bctr\b", r"\bкликабельност\w*"),
    "cpc": (r"\bcpc\b", r"\b(?:стоимост|цен)\w*\s+клика\b"),
}


# Analytics are bought to know where leads come from; so that is what such a goal is about.
_ANALYTICS = {
    "en": (
        (
            r"\b(?:implement|deploy|introduc|install|launch|set up|setting up|roll out|connect|buy)\w*\b.{0,25}"
            r"\b(?:analytics|attribution|call ?tracking|tracking|cdp)\b"
        ),
    ),
    "ru": (
        (
            r"\b(?:внедр|запус|установ|настро|подключ|разверн|купи)\w*\b.{0,25}"
            r"\b(?:аналитик|коллтрекинг|атрибуци|utm|cdp|метрик[уи]\b)\w*"
        ),
    ),
}


def _named(language: str, patterns_by_kpi: dict[str, tuple[str, ...]]) -> tuple[Phrase, ...]:
    return tuple(
        Phrase(language, pattern, kpi=f"marketing.{kpi}")
        for kpi, patterns in patterns_by_kpi.items()
        for pattern in patterns
    )


PHRASES = (
    *_named("en", _KPIS_EN),
    *_named("ru", _KPIS_RU),
    *(
        Phrase(language, pattern, kpi="marketing.unattributed", trap="tool-not-outcome")
        for language, patterns in _ANALYTICS.items()
        for pattern in patterns
    ),
)
