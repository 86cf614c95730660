"""Goalposts for help desks."""

import click
from goalposts import Domain, hookimpl

from goalposts_helpdesk.commands import routing
from goalposts_helpdesk.events import OPEN_TICKET, TICKET
from goalposts_helpdesk.kpis import BACKLOG_AGE, REOPENED, SATISFIED, SOLVED_AT_ONCE, SURVEY_ANSWERED
from goalposts_helpdesk.phrases import PHRASES
from goalposts_helpdesk.presets import PRESETS
from goalposts_helpdesk.rules import solved_without_line
from goalposts_helpdesk.sections import SURVEYS
from goalposts_helpdesk.streams import STREAMS
from goalposts_helpdesk.templates import TEMPLATE

GOALPOSTS_API = 2  # the version of the plugin API that it was made for


@hookimpl
def goalposts_domain() -> Domain:
    """Describe the help desk domain."""
    return Domain(
        "helpdesk",
        prefix="HLP",
        event_types=[TICKET, OPEN_TICKET],
        kpis=[SOLVED_AT_ONCE, REOPENED, BACKLOG_AGE, SATISFIED, SURVEY_ANSWERED],
        rules=[solved_without_line],
        phrases=PHRASES,
        presets=PRESETS,
        stream_models=[STREAMS],
        templates=[TEMPLATE],
        sections=[SURVEYS],
    )


@hookimpl
def goalposts_commands() -> list[click.Command]:
    """Add `goalposts routing`."""
    return [routing]
