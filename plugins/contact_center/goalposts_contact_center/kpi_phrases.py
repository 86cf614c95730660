"""How people speak of the contact centre's KPIs.

Patterns meet texts in lower case with `ё` read as `е`.
"""

from goalposts import Phrase

from goalposts_contact_center.kpi_words_en import KPIS_EN
from goalposts_contact_center.kpi_words_ru import KPIS_RU


def _named(language: str, patterns_by_kpi: dict[str, tuple[str, ...]]) -> tuple[Phrase, ...]:
    return tuple(
        Phrase(language, pattern, kpi=f"contact_center.{kpi}")
        for kpi, patterns in patterns_by_kpi.items()
        for pattern in patterns
    )


KPI_PHRASES = (*_named("en", KPIS_EN), *_named("ru", KPIS_RU))
