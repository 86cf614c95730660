"""Goalposts for contact centres: calls, how fast they are answered, how many are lost, what they take."""

from goalposts import Domain, hookimpl

from goalposts_contact_center.agent_day import AGENT_DAY
from goalposts_contact_center.call import ATTEMPT, CALL, CONTACT, WHOLE_CALL
from goalposts_contact_center.heuristics import HEURISTICS
from goalposts_contact_center.kpis import KPIS
from goalposts_contact_center.made_up import with_samples
from goalposts_contact_center.phrases import PHRASES
from goalposts_contact_center.presets import FORMATS, PRESETS
from goalposts_contact_center.rules import RULES
from goalposts_contact_center.rules.handling_beyond_experience import FIRST_YEAR
from goalposts_contact_center.streams import CALLS
from goalposts_contact_center.templates import TEMPLATES

GOALPOSTS_API = 2  # the version of the plugin API that it was made for


@hookimpl
def goalposts_domain() -> Domain:
    """Describe the contact-centre domain."""
    return Domain(
        "contact_center",
        prefix="CCT",
        event_types=[CALL, CONTACT, ATTEMPT, WHOLE_CALL, AGENT_DAY],
        kpis=KPIS,
        presets=with_samples(PRESETS),
        formats=FORMATS,
        rules=RULES,
        first_year=FIRST_YEAR,
        heuristics=HEURISTICS,
        templates=TEMPLATES,
        stream_models=[CALLS],
        phrases=PHRASES,
    )
