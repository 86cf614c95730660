"""Three years of a call centre, known by its daily report only: numbered days, percentages, averages as clock times."""

import csv
from datetime import date, timedelta
from fractions import Fraction

import pytest
from goalposts import load_catalogue, score
from goalposts.formats import project_from_mapping
from real_data import DATA, needs_real_data

FILE = DATA / "contact_centre" / "daily_call_centre_1251" / "Call Center Data.csv"
FIRST, GO_LIVE = date(2020, 1, 1), date(2021, 9, 1)
END = FIRST + timedelta(days=1251)
AFTER_ALL = date(2024, 1, 1)

pytestmark = needs_real_data


def project(weight, evaluation):
    """What a newcomer would write; the first day is declared, as the file has none."""
    kpis = ("contact_center.service_level", "contact_center.lost_rate", "contact_center.att", "contact_center.asa")
    written = {
        "goalposts": 1,
        "project": "Daily report",
        "timezone": "Europe/Moscow",
        "go_live": GO_LIVE.isoformat(),
        "baseline": {"from": FIRST.isoformat(), "to": GO_LIVE.isoformat()},
        "evaluation": {"from": evaluation[0].isoformat(), "to": evaluation[1].isoformat()},
        "goals": [{"id": kpi.split(".")[1], "kpi": kpi, "role": "shadow"} for kpi in kpis],
        "data": {
            "goalposts.reading": {
                "source": str(FILE),
                "timezone": "Europe/Moscow",
                "fields": {"at": {"column": "Index", "format": "day_number", "start": FIRST.isoformat()}},
                "readings": {
                    "Service Level (20 Seconds)": {"kpi": kpis[0], "weight": weight, "unit": "%"},
                    "`Abandoned Calls` / `Incoming Calls`": {"kpi": kpis[1], "weight": "Incoming Calls"},
                    "Talk Duration (AVG)": {"kpi": kpis[2], "weight": "Answered Calls", "unit": "hh:mm:ss"},
                    "Answer Speed (AVG)": {"kpi": kpis[3], "weight": "Answered Calls", "unit": "hh:mm:ss"},
                },
            }
        },
    }
    return project_from_mapping(written, load_catalogue())


def naive(first, end, weight):
    """The same values cell by cell, with fractions."""
    sums = {}
    with FILE.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            if not first <= FIRST + timedelta(days=int(row["Index"]) - 1) < end:
                continue
            incoming, answered = int(row["Incoming Calls"]), int(row["Answered Calls"])

            def seconds(column, row=row):
                hours, minutes, rest = map(int, row[column].split(":"))
                return (hours * 60 + minutes) * 60 + rest

            for key, value, by in (
                ("service_level", Fraction(row["Service Level (20 Seconds)"].rstrip("%")) / 100, int(row[weight])),
                ("lost_rate", Fraction(int(row["Abandoned Calls"]), incoming), incoming),
                ("att", seconds("Talk Duration (AVG)"), answered),
                ("asa", seconds("Answer Speed (AVG)"), answered),
            ):
                above, below = sums.get(key, (0, 0))
                sums[key] = above + value * by, below + by
    return {key: float(above / below) for key, (above, below) in sums.items()}


def values(card, window):
    return {goal.id: getattr(goal, window).value for goal in card.goals}


def test_the_whole_report_gives_its_known_answers():
    """Service level 66.77 % by answered calls, 10.93 % abandoned, talk 159.53 s, speed of answer 29.84 s."""
    card = score(project("Answered Calls", (GO_LIVE, END)), as_of=AFTER_ALL)
    assert card.streams[0].rows == card.streams[0].accepted == 4 * 1251
    whole = naive(FIRST, END, "Answered Calls")
    assert {key: round(value, 4) for key, value in whole.items() if value < 1} == {
        "service_level": 0.6677,
        "lost_rate": 0.1093,
    }
    assert (round(whole["att"], 2), round(whole["asa"], 2)) == (159.53, 29.84)
    for window, span in (("baseline", (FIRST, GO_LIVE)), ("evaluation", (GO_LIVE, END))):
        assert values(card, window) == pytest.approx(naive(*span, "Answered Calls"), rel=1e-9)


def test_another_weight_gives_another_service_level():
    """By incoming calls it is 63.79 %: the weight is the denominator of the share, so it has to be said."""
    card = score(project("Incoming Calls", (FIRST, END)), as_of=AFTER_ALL)
    found = values(card, "evaluation")
    assert round(found["service_level"], 4) == 0.6379
    assert found == pytest.approx(naive(FIRST, END, "Incoming Calls"), rel=1e-9)
