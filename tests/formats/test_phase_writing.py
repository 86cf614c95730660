"""Phases are written into a project file, and nothing else of it changes."""

import pytest
from goalposts.formats.phase_writing import with_phases
from goalposts.formats.yaml_text import read_yaml

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
