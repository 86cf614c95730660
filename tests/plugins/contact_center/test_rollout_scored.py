"""The product finds the truth of the simulated rollout, from its files to the verdict."""

from __future__ import annotations

import csv
from datetime import date

import goalposts_contact_center
import pytest
from goalposts.api import check, load_project, score
from goalposts.host import catalogue_of
from goalposts_contact_center.rollout import ROLLOUT

CATALOGUE = catalogue_of(goalposts_contact_center)


@pytest.fixture(scope="module", params=["en", "ru"])
def scored(request, tmp_path_factory):
    """The simulation, its project and its scorecard."""
    folder = tmp_path_factory.mktemp("rollout")
    simulated = ROLLOUT.generate(language=request.param)
    for event_type, table in simulated.tables.items():
        with (folder / f"{event_type}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(table)
            writer.writerows(zip(*table.values(), strict=True))
    (folder / "goalposts.yaml").write_text(simulated.project, encoding="utf-8")
    project = load_project(folder / "goalposts.yaml", CATALOGUE)
    return simulated, project, score(project, as_of=date.fromisoformat(simulated.as_of))


def test_every_goal_gets_a_state_that_the_truth_allows(scored):
    simulated, _, card = scored
    found = {goal: card.find(goal).state for goal in simulated.truth}
    assert {goal: state for goal, state in found.items() if state not in simulated.truth[goal]} == {}


def test_a_broken_guardrail_makes_the_project_a_failure(scored):
    """Although its most important goal is achieved."""
    _, _, card = scored
    assert card.find("faster-answers").state == "achieved"
    assert card.project.verdict == "failure"


def test_every_row_is_accepted(scored):
    simulated, _, card = scored
    (stream,) = card.streams
    assert stream.rows == stream.accepted == len(simulated.tables["contact_center.call"]["call_id"])
    assert not stream.quarantined


def test_check_with_the_data_finds_no_error(scored):
    """On the day of go-live, when the goals would be locked."""
    _, project, _ = scored
    assert [found for found in check(project, as_of=date(2026, 2, 2)) if found.severity == "error"] == []
