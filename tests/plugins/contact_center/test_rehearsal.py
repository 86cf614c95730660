"""The product finds the truth of the rollout that `init --demo-data` writes, from its files to the verdict."""

from __future__ import annotations

import json
from datetime import date

import goalposts_contact_center
import pytest
from cli.rollouts import goalposts
from goalposts.api import check, load_project, score
from goalposts.host import catalogue_of
from goalposts_contact_center.streams.rehearsal import REHEARSAL

CATALOGUE = catalogue_of(goalposts_contact_center)
WATCHED = ("contact_center.service_level", "offered", None)
TRUTH = {goal.id: goal.truth for goal in REHEARSAL.goals}


@pytest.fixture(scope="module", params=["en", "ru"])
def scored(request, tmp_path_factory):
    """The folder, its project and its scorecard."""
    folder = tmp_path_factory.mktemp("rehearsal")
    said = ("--template", "contact_center", "--demo-data", "--language", request.param)
    assert goalposts("init", folder, *said).exit_code == 0
    project = load_project(folder / "goalposts.yaml", CATALOGUE)
    return folder, project, score(project, as_of=date(2026, 9, 10))


def test_every_goal_gets_a_state_that_the_truth_allows(scored):
    _, _, card = scored
    assert {goal: card.find(goal).state for goal in TRUTH if card.find(goal).state not in TRUTH[goal]} == {}


def test_a_broken_guardrail_makes_the_project_a_failure(scored):
    """Although its most important goal is achieved."""
    _, _, card = scored
    assert card.find("faster-answers").state == "achieved"
    assert card.project.verdict == "failure"


def test_every_row_is_accepted(scored):
    _, _, card = scored
    assert card.streams
    for stream in card.streams:
        assert stream.rows == stream.accepted + stream.outside
        assert not stream.quarantined


def test_check_with_the_data_finds_no_error(scored):
    """On the day of go-live, when the goals would be locked."""
    _, project, _ = scored
    assert [found for found in check(project, as_of=date(2026, 2, 2)) if found.severity == "error"] == []


def test_the_effect_is_about_the_built_in_one_beside_it(scored):
    """16 points are built in; truth.json, which is reckoned without the events, says what they come to in all."""
    folder, _, card = scored
    values = json.loads((folder / "truth.json").read_text(encoding="utf-8"))["values"]
    (true,) = (known for known in values if (known["kpi"], known["variant"], known["branch"]) == WATCHED)
    goal = card.find("faster-answers")
    assert true["after"] - true["without"] == pytest.approx(0.16, abs=0.005)
    assert goal.baseline.value == pytest.approx(true["before"], abs=0.02)
    assert goal.evaluation.value == pytest.approx(true["after"], abs=0.02)
