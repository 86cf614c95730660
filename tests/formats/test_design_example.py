"""The example of the design is a correct project whose goals keep every rule."""

from datetime import date
from pathlib import Path

import goalposts as gp
from goalposts.model import Influence, PhaseDates, Window

EXAMPLE = Path(__file__).parents[1] / "golden" / "design_example" / "goalposts.yaml"


def test_the_example_of_the_design_passes_check():
    project = gp.load_project(EXAMPLE, gp.load_catalogue())
    found = gp.check(project, as_of=date(2026, 2, 1))
    assert [finding.line("en") for finding in found if finding.severity == "error"] == []


def test_the_example_of_the_design_is_read_to_the_last_key():
    project = gp.load_project(EXAMPLE, gp.load_catalogue())
    assert [goal.id for goal in project.goals] == ["faster-answers", "call-logging", "nobody-lost"]
    assert [source.name for source in project.sources] == ["old-pbx", "new-platform"]
    assert project.benefit.units == 2400
    assert project.goals[0].priority["confidence"] == 0.8
    assert project.phases == (PhaseDates("one", date(2026, 3, 1)),)
    assert project.influences == (Influence("ad campaign", date(2026, 5, 1), date(2026, 6, 1)),)
    assert project.rollout.by == "branch"
    assert project.rollout.reached_before(date(2026, 5, 1)) == ("north",)
    assert project.segments == ("queue",)
    assert project.bridge == {"contact_center.call": Window(date(2026, 3, 1), date(2026, 3, 15))}
