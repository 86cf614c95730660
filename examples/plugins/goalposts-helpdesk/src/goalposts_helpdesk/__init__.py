"""Goalposts for help desks."""

from goalposts import Domain, hookimpl

from goalposts_helpdesk.events import OPEN_TICKET, TICKET
from goalposts_helpdesk.kpis import BACKLOG_AGE, REOPENED, SATISFIED, SOLVED_AT_ONCE, SURVEY_ANSWERED
from goalposts_helpdesk.rules import solved_without_line
from goalposts_helpdesk.sections import SURVEYS
from goalposts_helpdesk.streams import STREAMS
from goalposts_helpdesk.templates import TEMPLATE


@hookimpl
def goalposts_domain() -> Domain:
    """Describe the help desk domain."""
    return Domain(
        "helpdesk",
        prefix="HLP",
        event_types=[TICKET, OPEN_TICKET],
        kpis=[SOLVED_AT_ONCE, REOPENED, BACKLOG_AGE, SATISFIED, SURVEY_ANSWERED],
        rules=[solved_without_line],
        stream_models=[STREAMS],
        templates=[TEMPLATE],
        sections=[SURVEYS],
    )
