"""Goalposts for marketing: costs, leads, touches and conversions, and what a lead costs."""

from goalposts import Domain, hookimpl

from goalposts_marketing.credit import CREDIT
from goalposts_marketing.event_types import EVENT_TYPES
from goalposts_marketing.kpis import KPIS
from goalposts_marketing.phrases import PHRASES
from goalposts_marketing.presets import FORMATS, PRESETS
from goalposts_marketing.rules import RULES
from goalposts_marketing.templates import TEMPLATES


@hookimpl
def goalposts_domain() -> Domain:
    """Describe the marketing domain."""
    return Domain(
        "marketing",
        prefix="MKT",
        event_types=(*EVENT_TYPES, CREDIT),
        kpis=KPIS,
        presets=PRESETS,
        formats=FORMATS,
        rules=RULES,
        templates=TEMPLATES,
        phrases=PHRASES,
    )
