"""Call centres of fifty states by month, each month in two versions of which one is taken."""

import csv
from collections import defaultdict
from fractions import Fraction

import numpy as np
import pytest
from goalposts import load_catalogue, score
from goalposts.formats import project_from_mapping
from real_data import DATA, needs_real_data

FOLDER = DATA / "contact_centre" / "cms_medicaid_call_centres"
FILE = FOLDER / "MedicaidChipApps.EligibilityDet.Enroll.9.6.2025.csv"
VOLUME = "Total Call Center Volume (Number of Calls)"
LOST, WAIT = "Average Call Center Abandonment Rate", "Average Call Center Wait Time (Minutes)"
KNOWN = {"2023-03": (0.164, 13.5), "2023-07": (0.226, 20.2), "2024-06": (0.136, 9.0), "2025-04": (0.091, 7.8)}

pytestmark = needs_real_data


def document(goals, evaluation):
    """The project of the panel."""
    return {
        "goalposts": 1,
        "project": "States",
        "timezone": "America/New_York",
        "evaluation": evaluation,
        "goals": goals,
        "data": {
            "goalposts.reading": {
                "source": str(FILE),
                "timezone": "America/New_York",
                "where": "`Preliminary or Updated` == 'U'",
                "fields": {"at": {"column": "Reporting Period", "format": "month"}},
                "dimensions": {"state": "State Abbreviation"},
                "readings": {
                    LOST: {"kpi": "contact_center.abandon_rate", "weight": VOLUME},
                    WAIT: {"kpi": "contact_center.asa", "weight": VOLUME, "unit": "min"},
                },
            }
        },
    }


def scored(month, where=None):
    """The abandonment rate and the wait of one month, over all states or some."""
    year, number = map(int, month.split("-"))
    following = f"{year + number // 12}-{number % 12 + 1:02}-01"
    goals = [
        {"id": "lost", "kpi": "contact_center.abandon_rate", "role": "shadow"},
        {"id": "wait", "kpi": "contact_center.asa", "role": "shadow"},
    ]
    if where:
        goals = [{**goal, "where": where} for goal in goals]
    written = document(goals, {"from": f"{month}-01", "to": following})
    card = score(project_from_mapping(written, load_catalogue()))
    return card.streams[0], {goal.id: goal.evaluation.value for goal in card.goals}


def naive(month, column, scale=1):
    """The weighted mean of the rows that have both numbers."""
    above = below = Fraction(0)
    with FILE.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            wanted = row["Reporting Period"] == month.replace("-", "") and row["Preliminary or Updated"] == "U"
            if wanted and row[column] and row[VOLUME]:
                above += Fraction(row[column]) * Fraction(row[VOLUME]) * scale
                below += Fraction(row[VOLUME])
    return float(above / below)


@pytest.mark.parametrize("month", KNOWN)
def test_the_months_give_their_known_answers(month):
    stream, found = scored(month)
    assert stream.rows == stream.accepted + stream.filtered + stream.outside
    assert found["lost"] == pytest.approx(naive(month, LOST), rel=1e-9)
    assert found["wait"] == pytest.approx(naive(month, WAIT, 60), rel=1e-9)
    assert (round(found["lost"], 3), round(found["wait"] / 60, 1)) == KNOWN[month]


def test_the_waits_that_newspapers_reported_are_those_of_their_states():
    """April 2023: New Mexico 32 minutes, Florida 40, Idaho 51 (Georgetown CCF)."""
    waits = {state: scored("2023-04", f'state == "{state}"')[1]["wait"] / 60 for state in ("NM", "FL", "ID")}
    assert waits == {"NM": pytest.approx(32), "FL": pytest.approx(40), "ID": pytest.approx(51)}


BASELINE = [f"2023-{month:02}" for month in range(3, 13)] + [f"2024-{month:02}" for month in range(1, 7)]
EVALUATION = [f"2024-{month:02}" for month in range(7, 13)] + [f"2025-{month:02}" for month in range(1, 6)]


def months_of(column):
    """Sums of value by volume, and of volume, by month, from the file itself."""
    above, below = defaultdict(Fraction), defaultdict(Fraction)
    with FILE.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["Preliminary or Updated"] == "U" and row[column] and row[VOLUME]:
                month = f"{row['Reporting Period'][:4]}-{row['Reporting Period'][4:]}"
                above[month] += Fraction(row[column]) * Fraction(row[VOLUME])
                below[month] += Fraction(row[VOLUME])
    return above, below


def test_months_are_judged_as_months():
    """Sixteen months against eleven, as if something had begun in July 2024: a step beside a trend, of least squares.

    Weights and autocorrelation move the step of the engine, but by less than its standard error.
    """
    written = document(
        goals=[
            {
                "id": "lost",
                "kpi": "contact_center.abandon_rate",
                "target": "-10%",
                "statement": "a tenth fewer lost",
                "deadline": "2025-06-01",
                "owner": "CMS",
            }
        ],
        evaluation={"from": "2024-07-01", "to": "2025-06-01"},
    )
    written |= {"go_live": "2024-07-01", "baseline": {"from": "2023-03-01", "to": "2024-07-01"}}
    found = score(project_from_mapping(written, load_catalogue())).find("lost")
    above, below = months_of(LOST)
    values, weights = [], []
    for window, months in ((found.baseline, BASELINE), (found.evaluation, EVALUATION)):
        ratio = sum(above[month] for month in months) / sum(below[month] for month in months)
        assert window.value == pytest.approx(float(ratio), rel=1e-9)
        mean = sum(below[month] for month in months) / len(months)
        values += [float(ratio + (above[month] - ratio * below[month]) / mean) for month in months]
        weights.append(len(months))
    design = np.column_stack([np.ones(27), np.arange(27) >= weights[0], np.arange(27)])
    step = np.linalg.lstsq(design, np.array(values), rcond=None)[0][1]
    assert weights == [16, 11]
    assert found.change.method == "its-ewc-by-month"
    assert found.state not in ("invalid", "no_data", "not_due")
    assert abs(found.change.effect - step) < (found.change.high - found.change.low) / 4
