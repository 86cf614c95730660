"""Checks the project that people get with simulated events: its plan must be able to show what it promises."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from goalposts.errors import GoalpostsError
from goalposts.formats import project_from_text
from goalposts.model.stream_model import SimulationPlan
from goalposts.simulating import project_text, simulate, sources_of
from goalposts.testing.stream_model_check import stream_model_breaches

if TYPE_CHECKING:
    from goalposts.model import Catalogue, Domain, StreamModel

_TOO_SMALL: Final = "promise-too-small-to-show"


def trial_breaches(model: StreamModel, domain: Domain, catalogue: Catalogue) -> Iterator[str]:
    """Yield the promises of its trial that the windows are too short, or the events too few, to show.

    The trial is the one that `goalposts simulate` and `goalposts init --demo-data` write; `check` warns in it of GP312.
    A model that draws no proper events is not tried: the check of its streams tells why.
    """
    from goalposts.api import check

    if not model.goals or any(stream_model_breaches(model, domain, catalogue)):
        return
    plan = SimulationPlan(seed=1, follow_up_days=model.follow_up_days)
    streams = simulate(model, plan)
    text = project_text(streams, tuple(sources_of(streams, catalogue, "arrow")), catalogue, "en")
    try:
        project = project_from_text(text, catalogue, "trial")
        found = check(project, dict(streams.tables), as_of=plan.go_live, select=(_TOO_SMALL,))
    except GoalpostsError as error:
        yield f"its trial cannot be checked: {error}"
        return
    promised = {goal.place("target"): goal.kpi for goal in project.goals}
    for finding in found:
        yield f"'{promised[finding.place]}': {finding.message.en}; draw more events a day, or promise more in `goals`"
