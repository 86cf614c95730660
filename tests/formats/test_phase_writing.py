"""Phases are written into a project file, and nothing else of it changes."""

from datetime import date

import pytest
from attrs import evolve
from goalposts.formats.phase_writing import with_phases
from goalposts.formats.yaml_text import read_yaml
from goalposts.model import PhaseDates, UnknownBaseline, Window

FILE = """\
# the goals of the year
goals:
  - id: "first"   # signed on Monday
    kpi: a.b      # see the contract
  - {id: second, kpi: a.b}  # short
  - kpi: a.b
    phase: old # to be moved
    id: third
  - id: fourth
    phase:
  - {phase: 'old', id: fifth}
  - id: untouched
note: end"""
WRITTEN = """\
# the goals of the year
goals:
  - id: "first"   # signed on Monday
    phase: phase-1
    kpi: a.b      # see the contract
  - {id: second, phase: phase-2, kpi: a.b}  # short
  - kpi: a.b
    phase: phase-3 # to be moved
    id: third
  - id: fourth
    phase: phase-4
  - {phase: phase-5, id: fifth}
  - id: untouched
note: end"""
NAMES = ("first", "second", "third", "fourth", "fifth")
PHASES = {name: f"phase-{number}" for number, name in enumerate(NAMES, 1)}


def test_phases_are_set_and_comments_stay():
    assert with_phases(FILE, PHASES) == WRITTEN


DATED = (
    PhaseDates("one", date(2026, 3, 1), None, Window(date(2026, 4, 1), date(2026, 10, 1))),
    PhaseDates("two", date(2026, 5, 1), UnknownBaseline(), Window(date(2026, 6, 1), date(2026, 12, 1))),
)
LINES = """\
phases:
  - {name: one, go_live: 2026-03-01, evaluation: {from: 2026-04-01, to: 2026-10-01}}
  - {name: two, go_live: 2026-05-01, baseline: "unknown", evaluation: {from: 2026-06-01, to: 2026-12-01}}
"""
OLD = """\
phases: # agreed in May
  - name: old
    evaluation:
      from: 2026-04-01
      to: 2026-10-01   # the end

# the goals of the year
"""


def test_days_of_phases_come_before_the_goals():
    found = with_phases(FILE, PHASES, DATED)
    assert found == WRITTEN.replace("goals:\n", LINES + "goals:\n")
    assert with_phases(found, PHASES, DATED) == found


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_days_that_are_written_already_are_replaced_and_what_follows_stays(ending):
    text = (OLD + FILE.removeprefix("# the goals of the year\n")).replace("\n", ending)
    found = with_phases(text, PHASES, DATED)
    kept = "   # the end\n\n# the goals of the year\n" + WRITTEN.removeprefix("# the goals of the year\n")
    lines = LINES.replace("phases:", "phases: # agreed in May").removesuffix("\n")
    assert found == (lines + kept).replace("\n", ending)


def test_comments_on_lines_of_their_own_stay_above_the_list():
    old = """phases:
  # as agreed with the board
  - {name: old, go_live: 2026-03-01} # soon
    # the second one waits for the money
  - {name: older, go_live: 2026-05-01}
"""
    found = with_phases(old + FILE, PHASES, DATED)
    kept = "phases:\n  # as agreed with the board\n  # the second one waits for the money\n"
    assert found == LINES.replace("phases:\n", kept) + WRITTEN
    assert with_phases(found, PHASES, DATED) == found


@pytest.mark.parametrize(
    "name",
    ["Speed, then money", "1: speed", "a # b", "null", "- x", "{y}", 'it\'s "it"', "«Волна»", "two  spaces", "7"],
)
def test_names_are_read_back_to_the_letter(name):
    found = read_yaml(with_phases(FILE, {"first": name, "second": name}, [evolve(DATED[0], name=name)])).by_key()
    goals = [goal.by_key() for goal in found["goals"].value]
    assert [goals[0]["phase"].text, goals[1]["phase"].text] == [name, name]
    assert found["phases"].value[0].by_key()["name"].text == name
    assert all(node.kind == "scalar" for node in (goals[0]["phase"], found["phases"].value[0].by_key()["name"]))


def test_an_empty_list_of_phases_is_filled():
    found = with_phases("phases:\n" + FILE, PHASES, DATED)
    assert found == LINES + WRITTEN


def test_writing_twice_changes_nothing():
    assert with_phases(WRITTEN, PHASES) == WRITTEN


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_the_ends_of_lines_stay(ending):
    found = with_phases(FILE.replace("\n", ending), PHASES)
    assert found == WRITTEN.replace("\n", ending)


def test_what_is_written_is_read_back():
    goals = read_yaml(with_phases(FILE, PHASES)).by_key()["goals"].value
    found = {goal.by_key()["id"].text: goal.by_key().get("phase") for goal in goals}
    assert {name: phase.text for name, phase in found.items() if phase is not None} == PHASES
