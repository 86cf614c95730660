"""A real call log, 33,344 rows: the known answers, recomputed here row by row, and an honest refusal to conclude."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path

import goalposts as gp
import pytest

FOLDER = Path(__file__).parent / "anonymous_bank"
AFTER = date(1999, 3, 2)


@pytest.fixture(scope="module")
def rows(bank_log: Path) -> list[dict[str, str]]:
    with bank_log.open(encoding="ascii", newline="") as lines:
        return [row for row in csv.DictReader(lines, delimiter="\t") if row["outcome"] != "PHANTOM"]


@pytest.fixture(scope="module")
def workspace(bank_log: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bank")
    for file in FOLDER.glob("*.yaml"):
        shutil.copy(file, folder)
    (folder / bank_log.name).symlink_to(bank_log)
    return folder


def _values(workspace: Path, file: str) -> dict[str, float | None]:
    card = gp.score(gp.load_project(workspace / file), as_of=AFTER)
    return {goal.id: goal.evaluation.value for goal in card.goals}


def _mean(values: list[int]) -> float:
    return float(Fraction(sum(values), len(values)))


def test_callers_who_queued_give_the_known_answers(workspace, rows):
    """Exactly the naive figures, which are 12.65 %, 66.05 s, 40.77 s, 52.13 %, 59.68 % and 176.35 s."""
    queued = [row for row in rows if row["outcome"] == "AGENT" or row["q_time"] != "0"]
    answered = [row for row in queued if row["outcome"] == "AGENT"]
    gone = [row for row in queued if row["outcome"] == "HANG"]
    quick = [row for row in answered if int(row["q_time"]) <= 20]

    found = _values(workspace, "queue-only.yaml")

    expected = {
        "abandoned": (len(gone) / len(queued), 0.1265, 5e-5),
        "time-to-abandon": (_mean([int(row["q_time"]) for row in gone]), 66.05, 5e-3),
        "speed-of-answer": (_mean([int(row["q_time"]) for row in answered]), 40.77, 5e-3),
        "level-offered": (len(quick) / len(queued), 0.5213, 5e-5),
        "level-answered": (len(quick) / len(answered), 0.5968, 5e-5),
        "handling": (_mean([int(row["ser_time"]) for row in answered]), 176.35, 5e-3),
    }
    for goal, (naive, published, rounding) in expected.items():
        assert found[goal] == pytest.approx(naive, rel=1e-14), goal
        assert found[goal] == pytest.approx(published, abs=rounding), goal


def test_everybody_gives_the_other_known_answers(workspace, rows):
    """Whoever hung up inside the voice menu counts here: 17.86 % and 49.02 %."""
    gone = [row for row in rows if row["outcome"] == "HANG"]
    quick = [row for row in rows if row["outcome"] == "AGENT" and int(row["q_time"]) <= 20]

    found = _values(workspace, "everybody.yaml")

    assert found["abandoned"] == pytest.approx(len(gone) / len(rows), rel=1e-14)
    assert found["abandoned"] == pytest.approx(0.1786, abs=5e-5)
    assert found["level-offered"] == pytest.approx(len(quick) / len(rows), rel=1e-14)
    assert found["level-offered"] == pytest.approx(0.4902, abs=5e-5)


def test_every_row_is_accounted_for(workspace):
    """278 PHANTOM rows and 1,972 hang-ups inside the voice menu are counted as filtered; nothing is lost."""
    (stream,) = gp.score(gp.load_project(workspace / "queue-only.yaml"), as_of=AFTER).streams

    assert (stream.rows, stream.accepted, stream.filtered) == (33_344, 31_094, 278 + 1_972)
    assert (stream.duplicates, stream.outside, dict(stream.quarantined)) == (0, 0, {})


def test_handling_time_with_its_parts_is_refused(workspace):
    """The log has neither hold nor after-call work, so the KPI is not computable rather than too small."""
    card = gp.score(gp.load_project(workspace / "queue-only.yaml"), as_of=AFTER)

    refused = card.find("handling-with-parts")

    assert refused.evaluation.value is None
    assert "missing acw, hold" in refused.reasons[0].text.en


def test_two_weeks_against_two_weeks_decide_nothing(workspace):
    """Fourteen days are too few for a claim, and the verdict says so instead of dressing up a number."""
    card = gp.score(gp.load_project(workspace / "two-weeks.yaml"), as_of=AFTER)

    level = card.find("service-level")

    assert level.state == "inconclusive"
    assert level.reasons[0].code == "too_few_days"
    assert level.change.low is None
    assert level.observed == pytest.approx(-0.0877, abs=5e-5)
    assert card.project.verdict == "inconclusive"


def test_handling_time_of_the_short_rollout_names_the_missing_fields(workspace):
    """A goal on a KPI that the log cannot give is `no_data`, with the fields."""
    card = gp.score(gp.load_project(workspace / "two-weeks.yaml"), as_of=AFTER)

    assert card.find("handling-time").state == "no_data"
    assert "acw, hold" in card.find("handling-time").reasons[0].text.en
