"""The gates of stats 5.2 by few runs: every figure lies in its band, widened by what chance can do to so few."""

from __future__ import annotations

import math
import platform
import re
from importlib.metadata import version

import pytest
from contracts.sources import ROOT

from validity.__main__ import main
from validity.gate import Gate, Line
from validity.gates import ELSEWHERE, GATES
from validity.page import page
from validity.rivals import METHODS

PAGE = ROOT / "docs" / "validity.md"


@pytest.mark.slow
@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.id)
def test_every_figure_of_a_gate_lies_in_its_band(gate):
    lines = list(gate.run(gate.quick_runs))
    assert lines
    assert [line for line in lines if not line.holds(full=False)] == []


def test_gates_have_ids_of_their_own_and_those_elsewhere_have_others():
    ids = [gate.id for gate in GATES]
    assert len(set(ids)) == len(ids)
    assert not set(ids) & set(ELSEWHERE)


@pytest.mark.parametrize(("value", "full", "small"), [(0.08, True, True), (0.17, False, True), (0.18, False, False)])
def test_a_small_run_widens_the_upper_edge_by_chance(value, full, small):
    """Of 100 runs at a true 8 %, at most 17 are false alarms in 999 of 1000 small runs."""
    line = Line("a share", value, 100, None, 0.08)
    assert (line.holds(full=True), line.holds(full=False)) == (full, small)


@pytest.mark.parametrize(("value", "full", "small"), [(0.92, True, True), (0.83, False, True), (0.82, False, False)])
def test_a_small_run_widens_the_lower_edge_by_chance(value, full, small):
    """Of 100 runs at a true 92 %, at least 83 hold the truth in 999 of 1000 small runs."""
    line = Line("a share", value, 100, 0.92)
    assert (line.holds(full=True), line.holds(full=False)) == (full, small)


def test_a_ratio_of_spreads_is_widened_by_its_own_chance():
    """The sd of 200 normal numbers has a relative standard error of 1 in 20: 3.09 of them are 15 %."""
    inside, outside = (Line("sd", value, 200, 0.95, 1.16, "ratio") for value in (1.33, 1.35))
    assert inside.holds(full=False)
    assert not inside.holds(full=True)
    assert not outside.holds(full=False)


def test_what_has_no_chance_is_never_widened_and_no_number_never_holds():
    assert not Line("distance", 2e-9, 5, None, 1e-9, "exact").holds(full=False)
    assert not Line("distance", math.nan, 5, None, 1e-9, "exact").holds(full=False)


def test_trials_that_hang_together_bring_their_own_chance():
    """Three standard errors of 1 % beyond an edge of 5 % are 8.09 %; a coin's chance of 100 runs does not matter."""
    inside, outside = (Line("a share", value, 100, None, 0.05, error=0.01) for value in (0.08, 0.082))
    assert (inside.holds(full=True), inside.holds(full=False), outside.holds(full=False)) == (False, True, False)
    assert inside.chance == 0.01


def test_a_gate_may_say_how_few_runs_its_small_version_has():
    assert Gate("S0", "A coin.", lambda runs: [], 100, small=3).quick_runs == 3
    assert Gate("S0", "A coin.", lambda runs: [], 1000).quick_runs == 100


def test_chance_is_the_binomial_standard_error():
    assert Line("share", 0.05, 1000).chance == pytest.approx(0.00689, abs=5e-6)


def _gate(value):
    return Gate("S0", "A coin.", lambda runs: [Line("heads", value, runs, 0.4, 0.6)], 1000)


@pytest.mark.parametrize(("value", "status"), [(0.5, 0), (0.7, 1)])
def test_the_command_fails_when_a_figure_leaves_its_band(value, status, capsys):
    assert main([], [_gate(value)]) == status
    assert ("FAIL" in capsys.readouterr().out) == bool(status)


def test_a_page_is_not_written_when_a_gate_fails(tmp_path):
    assert main(["--write", str(tmp_path / "page.md")], [_gate(0.7)]) == 1
    assert not (tmp_path / "page.md").exists()


def test_one_gate_is_written_anew_and_nothing_else_of_the_page(tmp_path):
    """S18 stands last, the others between: what is before and behind stays to the letter."""
    versions = f"Python {platform.python_version()}, numpy {version('numpy')}, scipy {version('scipy')}"
    # wherever the page was made, it is as if it had been made here
    written, count = re.subn(r"Python [\d.]+, numpy [\d.]+, scipy [\d.]+\d", versions, PAGE.read_text(encoding="utf-8"))
    assert count == 1
    path = tmp_path / "page.md"
    for name in ("S18", "S17", "S1"):
        lines = [Line("heads", 0.5, 1000, 0.4, 0.6), Line("edge", 0.0, 1000, None, 0.1)]
        gate = Gate(name, "A coin.", lambda runs, lines=lines: lines, 1000)
        path.write_text(written, encoding="utf-8")
        assert main(["--only", name, "--write", str(path)], [gate]) == 0
        before, found, behind = path.read_text(encoding="utf-8").partition(
            f"### {name}: A coin.\n\n| tried | figure | band | chance | runs |\n| --- | --- | --- | --- | --- |\n"
            "| heads | 50.0 % | 40.0 % to 60.0 % | ±1.6 points | 1000 |\n"
            "| edge | 0.0 % | at most 10.0 % | within 0.3 points | 1000 |\n"  # none of 1000 is no certainty
        )
        assert found
        assert written.startswith(before)
        assert written.endswith(behind)
        assert "### S15: " in before + behind
        assert f"### {name}: " in written[len(before) :][:20]
        assert "\n## " in behind[:5] or "\n### " in behind[:5]


def test_a_gate_is_not_written_beside_figures_of_other_versions(tmp_path, capsys):
    path = tmp_path / "page.md"
    written = re.sub(r"Python [\d.]+,", "Python 3.9.1,", PAGE.read_text(encoding="utf-8"))
    path.write_text(written, encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["--only", "S1", "--write", str(path)], [Gate("S1", "A coin.", lambda runs: [], 1000)])
    assert "its figures are not of Python" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == written


@pytest.mark.parametrize("text", ["a page of another gate", ""])
def test_a_gate_is_not_written_into_a_page_that_is_not_of_it(text, tmp_path, capsys):
    path = tmp_path / "page.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["--only", "S0", "--write", str(path)], [_gate(0.5)])
    assert "leave out --only" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("wrong", [["--only", "S99"], ["--quick", "--write", "page.md"]])
def test_what_makes_no_sense_is_refused_in_a_sentence(wrong, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(wrong)
    assert stopped.value.code == 2
    assert wrong[0] in capsys.readouterr().err


@pytest.mark.slow
def test_a_page_shows_every_method_and_every_gate():
    results = {gate: tuple(gate.run(1 if gate.id == "S14" else gate.small or 60)) for gate in GATES}
    made = page(results, runs=60)
    assert [name for name in METHODS if f"| {name} |" not in made] == []
    assert [gate.id for gate in GATES if f"### {gate.id}: {gate.title}" not in made] == []


def test_the_committed_page_has_every_gate_with_its_title():
    """A gate that was added or reworded without a new run of the page is named."""
    text = PAGE.read_text(encoding="utf-8")
    assert [gate.id for gate in GATES if f"### {gate.id}: {gate.title}" not in text] == []
