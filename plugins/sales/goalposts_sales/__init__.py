"""Goalposts for sales: deals, their stages, activities, customers and orders."""

from goalposts import Domain, hookimpl

from goalposts_sales.customer_records import RECORDS
from goalposts_sales.deal_paths import DEAL_PATH
from goalposts_sales.event_types import EVENT_TYPES
from goalposts_sales.heuristics import HEURISTICS
from goalposts_sales.kpi_phrases import KPI_PHRASES
from goalposts_sales.kpis import KPIS
from goalposts_sales.made_up import with_samples
from goalposts_sales.phrases import PHRASES
from goalposts_sales.presets import FORMATS, PRESETS
from goalposts_sales.rescue_log import ALERT
from goalposts_sales.rules import RULES
from goalposts_sales.rules.sales_beyond_experience import FIRST_YEAR
from goalposts_sales.streams import SALES
from goalposts_sales.templates import TEMPLATES

GOALPOSTS_API = 2  # the version of the plugin API that it was made for


@hookimpl
def goalposts_domain() -> Domain:
    """Describe the sales domain."""
    return Domain(
        "sales",
        prefix="SAL",
        event_types=(*EVENT_TYPES, *RECORDS, DEAL_PATH, ALERT),
        kpis=KPIS,
        presets=with_samples(PRESETS),
        formats=FORMATS,
        rules=RULES,
        first_year=FIRST_YEAR,
        heuristics=HEURISTICS,
        templates=TEMPLATES,
        stream_models=[SALES],
        phrases=(*PHRASES, *KPI_PHRASES),
    )
