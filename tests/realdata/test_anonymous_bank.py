"""A real call log, 33,344 rows: the known answers, recomputed here row by row, and an honest refusal to conclude."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path

import goalposts as gp
import pytest
from real_data import DATA, needs_real_data

FOLDER = Path(__file__).parent / "anonymous_bank"
LOG = DATA / "contact_centre" / "anonymous_bank_1999_02" / "data_anonymous_bank_february.txt"
AFTER = date(1999, 3, 2)
pytestmark = needs_real_data


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with LOG.open(encoding="ascii", newline="") as lines:
        return [row for row in csv.DictReader(lines, delimiter="\t") if row["outcome"] != "PHANTOM"]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bank")
    for file in FOLDER.glob("*.yaml"):
        shutil.copy(file, folder)
    (folder / LOG.name).symlink_to(LOG)
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


NOT_IN_THE_LOG = {
    "att-talk_hold": "hold",
    "aht": "acw, hold",
    "acw-all": "acw",
    "acw-nonzero": "acw",
    "outcome_recorded": "result",
}
HANDLING_BY_TYPE = {
    "PS": (184.34, 18_349),
    "NW": (106.81, 4_990),
    "NE": (275.18, 2_520),
    "TT": (103.06, 984),
    "IN": (263.36, 199),
    "PE": (228.46, 120),
}


@pytest.fixture(scope="module")
def every_kpi(workspace):
    return gp.score(gp.load_project(workspace / "every-kpi.yaml"), as_of=AFTER)


def test_every_kpi_and_variant_is_the_naive_figure_or_names_what_is_missing(every_kpi, rows):
    """The same 31,094 calls give a service level between 52 % and 65 % by seven definitions."""
    queued = [row for row in rows if row["outcome"] == "AGENT" or row["q_time"] != "0"]
    answered = [int(row["q_time"]) for row in queued if row["outcome"] == "AGENT"]
    gone = [int(row["q_time"]) for row in queued if row["outcome"] == "HANG"]
    talk = [int(row["ser_time"]) for row in queued if row["outcome"] == "AGENT"]
    quick, left, short = (
        sum(wait <= limit for wait in waits) for waits, limit in ((answered, 20), (gone, 20), (gone, 5))
    )
    all_of_them = len(answered) + len(gone)
    expected = {
        "service_level-offered": quick / all_of_them,
        "service_level-ignore_ab_in_T": quick / (all_of_them - left),
        "service_level-genesys_text": quick / (all_of_them - left),
        "service_level-positive": (quick + left) / all_of_them,
        "service_level-answered_only": quick / len(answered),
        "service_level-excl_short": quick / (all_of_them - short),
        "service_level-asterisk_perf2": (quick + left) / all_of_them,
        "asa": _mean(answered),
        "abandon_rate-all": len(gone) / all_of_them,
        "abandon_rate-excl_short": (len(gone) - short) / (all_of_them - short),
        "lost_rate": len(gone) / all_of_them,
        "ata-all": _mean(gone),
        "ata-excl_short": _mean([wait for wait in gone if wait > 5]),
        "att-talk": _mean(talk),
        "short_calls": sum(time < 10 for time in talk) / len(talk),
    }
    for goal, naive in expected.items():
        assert every_kpi.find(goal).evaluation.value == pytest.approx(naive, rel=1e-14), goal
    for goal, missing in NOT_IN_THE_LOG.items():
        assert every_kpi.find(goal).evaluation.value is None, goal
        assert f"missing {missing} (" in every_kpi.find(goal).reasons[0].text.en, goal
    sketched = {"wait_p95": sorted(answered + gone), "ata-median": sorted(gone), "median-handling": sorted(talk)}
    for goal, values in sketched.items():
        rank = -(-len(values) * (95 if goal == "wait_p95" else 50) // 100)
        assert every_kpi.find(goal).evaluation.value == pytest.approx(values[rank - 1], rel=0.01), goal


def test_known_answers_in_detail(every_kpi):
    """Services under 10 s, who really waited, medians, and the handling time of each kind of call."""
    value = {goal.id: goal.evaluation.value for goal in every_kpi.goals}
    count = {goal.id: goal.evaluation.n for goal in every_kpi.goals}
    assert value["short_calls"] * 27_162 == pytest.approx(1_819, rel=1e-12)
    assert value["asa-waited"] == pytest.approx(78.57, abs=5e-3)
    assert value["abandoned-waited"] == pytest.approx(3_932 / 18_028, rel=1e-14)
    assert value["ata-median"] == pytest.approx(43, rel=0.01)
    assert value["median-handling"] == pytest.approx(107, rel=0.01)
    for kind, (seconds, calls) in HANDLING_BY_TYPE.items():
        assert value[f"handling-{kind}"] == pytest.approx(seconds, abs=5e-3), kind
        assert count[f"handling-{kind}"] == calls, kind
