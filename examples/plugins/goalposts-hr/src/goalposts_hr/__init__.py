"""Goalposts for personnel departments."""

from goalposts import Domain, hookimpl

from goalposts_hr.events import EXIT, HIRE, STAFF_DAY, VACANCY
from goalposts_hr.kpis import ABSENCE_RATE, EARLY_ATTRITION, TIME_TO_FILL, TURNOVER
from goalposts_hr.phrases import PHRASES
from goalposts_hr.presets import PRESETS
from goalposts_hr.rules import unnamed_turnover
from goalposts_hr.streams import STREAMS
from goalposts_hr.templates import TEMPLATE

GOALPOSTS_API = 2  # the version of the plugin API that it was made for


@hookimpl
def goalposts_domain() -> Domain:
    """Describe the personnel department."""
    return Domain(
        "hr",
        prefix="HRM",
        event_types=[VACANCY, HIRE, EXIT, STAFF_DAY],
        kpis=[TIME_TO_FILL, EARLY_ATTRITION, TURNOVER, ABSENCE_RATE],
        rules=[unnamed_turnover],
        phrases=PHRASES,
        presets=PRESETS,
        stream_models=[STREAMS],
        templates=[TEMPLATE],
    )
