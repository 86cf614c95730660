"""Goalposts for marketing: costs, leads, touches and conversions, and what a lead costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts import Domain, hookimpl

from goalposts_marketing.credit import CREDIT
from goalposts_marketing.event_types import EVENT_TYPES
from goalposts_marketing.kpis import KPIS
from goalposts_marketing.made_up import with_samples
from goalposts_marketing.phrases import PHRASES
from goalposts_marketing.presets import FORMATS, PRESETS
from goalposts_marketing.rules import RULES
from goalposts_marketing.rules.change_beyond_experience import FIRST_YEAR
from goalposts_marketing.streams import MARKETING
from goalposts_marketing.templates import TEMPLATES

if TYPE_CHECKING:
    import click

GOALPOSTS_API = 2  # the version of the plugin API that it was made for


@hookimpl
def goalposts_domain() -> Domain:
    """Describe the marketing domain."""
    return Domain(
        "marketing",
        prefix="MKT",
        event_types=(*EVENT_TYPES, CREDIT),
        kpis=KPIS,
        rules=RULES,
        first_year=FIRST_YEAR,
        presets=with_samples(PRESETS),
        formats=FORMATS,
        templates=TEMPLATES,
        phrases=PHRASES,
        stream_models=[MARKETING],
    )


@hookimpl
def goalposts_commands() -> list[click.Command]:
    """Add the reports of marketing to the command line."""
    from goalposts_marketing.channels.command import command as channels
    from goalposts_marketing.customers.command import command as customers

    return [channels, customers]
