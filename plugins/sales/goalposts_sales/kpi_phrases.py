"""How people speak of sales KPIs other than the size of a deal.

Patterns meet texts in lower case with `ё` read as `е`.
"""

from goalposts import Phrase

from goalposts_sales.kpi_words_en import KPIS_EN
from goalposts_sales.kpi_words_ru import KPIS_RU

# Repeat purchases are counted in orders; the default variant counts buyers.
_REPEAT_ORDERS = (
    ("en", r"\brepeat(?:ed)?\s+(?:purchases?|orders?)\b"),
    ("ru", r"\bповторн\w*\s+(?:покуп|заказ|продаж)\w+"),
)
KPI_PHRASES = (
    *(
        Phrase(language, pattern, kpi=f"sales.{kpi}")
        for language, patterns_by_kpi in (("en", KPIS_EN), ("ru", KPIS_RU))
        for kpi, patterns in patterns_by_kpi.items()
        for pattern in patterns
    ),
    *(Phrase(language, pattern, kpi="sales.repeat_share", variant="orders") for language, pattern in _REPEAT_ORDERS),
)
