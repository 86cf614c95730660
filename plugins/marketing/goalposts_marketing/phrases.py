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
    "cpa": (r"\bcpa\b", r"\bcosts?\s+per\s+(?:action|conversion|acquisition)\b"),
    "cac": (r"\bcac\b", r"\bcosts?\s+(?:per|of\s+an?)\s+(?:new\s+)?customer\b"),
    "romi": (r"\bromi\b", r"\breturn\s+on\s+(?:our\s+)?marketing\b"),
    "roas": (r"\broas\b", r"\breturn\s+on\s+ad(?:vertising)?\b"),
    "qualification": (r"\bleads?\s+(?:are\s+|get\s+)?qualified\b(?!\s+cost)", r"\bmql\b.{0,12}\bsql\b"),
    "lead_to_sale": (r"\bleads?\s+(?:that\s+)?(?:buy|bought|convert\w*)\b", r"\blead\s+conversion\b"),
    "unattributed": (r"\bleads?\b.{0,20}\b(?:unknown\s+origin|without\s+(?:a\s+)?(?:channel|source|origin))\b",),
    "ctr": (r"\bctr\b", r"\bclick(?:-?through)?\s+rate\b"),
    "cpc": (r"\bcpc\b", r"\bcosts?\s+per\s+click\b"),
}
_KPIS_RU = {
    "cpl": (
        r"\bcpl\b",
        r"\b(?:стоимост|цен)\w*\s+(?:\w+\s+)?лид\w*",
        r"\bлид\w*\s+(?:стоит|обходится|дешев\w+)",
    ),
    "cpa": (r"\bcpa\b", r"\b(?:стоимост|цен)\w*\s+(?:целевого\s+)?действи\w*"),
    "cac": (r"\bcac\b", r"\b(?:стоимост|цен)\w*\s+(?:привлечени\w+\s+)?(?:нового\s+)?клиента\b"),
    "romi": (r"\bromi\b", r"\bокупаемост\w*\s+(?:маркетинга|рекламы)\b"),
    "roas": (r"\broas\b", r"\bвозврат\w*\s+рекламн\w+\s+(?:расход|затрат)\w*"),
    "qualification": (r"\bдол\w+\s+(?:квалифицированн|принят)\w*\s+лид\w*", r"\bлид\w*\s*,?\s+принят\w+\s+продаж\w+"),
    "lead_to_sale": (r"\bконверси\w+\s+(?:из\s+)?лид\w*\s+в\s+(?:продаж|сделк|оплат|клиент)\w*",),
    "unattributed": (r"\bлид\w*\s+(?:неизвестн\w+\s+(?:происхожден|источник)\w*|без\s+источник\w*)",),
    "ctr": (r"\bctr\b", r"\bкликабельност\w*"),
    "cpc": (r"\bcpc\b", r"\b(?:стоимост|цен)\w*\s+клика\b"),
}


def _named(language: str, patterns_by_kpi: dict[str, tuple[str, ...]]) -> tuple[Phrase, ...]:
    return tuple(
        Phrase(language, pattern, kpi=f"marketing.{kpi}")
        for kpi, patterns in patterns_by_kpi.items()
        for pattern in patterns
    )


PHRASES = (*_named("en", _KPIS_EN), *_named("ru", _KPIS_RU))
