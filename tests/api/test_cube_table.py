"""A cube written out: whoever has only the table comes to what the rows say, for every kind of measure."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from goalposts import load_cube, score, tally
from goalposts.errors import InputError
from goalposts.testing import sample_project

FIRST, TODAY = date(2025, 3, 1), date(2026, 10, 1)
KPIS = [
    {"id": "p.distinct", "over": "sample.visit", "value": "distinct(of=visit_id)", "direction": "up"},
    {
        "id": "p.ended",
        "over": "sample.visit",
        "value": 'survival(ended=ended_at, by=30 d, give="reached")',
        "direction": "up",
    },
]
TEXTS = {"en": "Of a test.", "ru": "Для проверки."}
GOALS = ["sample.done_share", "sample.mean_wait", "sample.longest_wait", "sample.total_paid", "p.distinct", "p.ended"]


def visits(seed=4, count=4000):
    """Visits of 570 days in three places, some without a value."""
    random = np.random.default_rng(seed)
    days = random.integers(0, 570, count)
    at = [datetime(2025, 3, 1, 12, tzinfo=UTC) + timedelta(days=int(day)) for day in days]
    ages = random.integers(0, 60, count)
    return {
        "visit_id": [f"v{number}" for number in range(count)],
        "at": at,
        "ended_at": [
            None if age > 40 else day + timedelta(days=int(age)) for day, age in zip(at, ages.tolist(), strict=True)
        ],
        "place": random.choice(["north", "south", ""], count).tolist(),
        "wait": random.exponential(100, count).tolist(),
        "paid": random.integers(1, 50, count).astype(float).tolist(),
        "done": [None if draw < 0.1 else draw < 0.7 for draw in random.random(count).tolist()],
    }


@pytest.fixture(scope="module")
def project():
    kpis = [{**kpi, "summary": TEXTS} for kpi in KPIS]
    goals = [{"id": kpi.replace(".", "-").replace("_", "-"), "kpi": kpi, "role": "shadow"} for kpi in GOALS]
    return sample_project(kpis=kpis, goals=goals)


@pytest.fixture(scope="module")
def rows():
    return visits()


@pytest.fixture(scope="module")
def cube(project, rows):
    return tally(project, {"sample.visit": rows}, as_of=TODAY)


def of(cube, kind, **wanted):
    """The rows of the table of one kind of measure."""
    found = [row for row in cube.to_arrow().to_pylist() if row["kind"] == kind]
    return [row for row in found if all(row[key] == value for key, value in {"dimension": None, **wanted}.items())]


def by_day(rows, count):
    """What `count` gives of the numbers of the rows of every day."""
    days = {}
    for number, at in enumerate(rows["at"]):
        days.setdefault(at.date(), []).append(number)
    return {day: count(numbers) for day, numbers in days.items()}


@pytest.mark.parametrize("place", [None, "north", "south", ""])
def test_shares_are_counted_by_day_and_word(cube, rows, place):
    def count(numbers):
        here = [n for n in numbers if place is None or rows["place"][n] == place]
        done = [rows["done"][n] for n in here if rows["done"][n] is not None]
        return len(done), sum(done), len(here) - len(done)

    found = of(cube, "counts") if place is None else of(cube, "counts", dimension="place", word=place)
    assert {row["day"]: (row["n"], row["k"], row["unknown"]) for row in found} == {
        day: numbers for day, numbers in by_day(rows, count).items() if numbers != (0, 0, 0)
    }


def test_sums_and_moments_are_those_of_the_rows(cube, rows):
    paid = by_day(rows, lambda numbers: sum(rows["paid"][n] for n in numbers))
    assert {row["day"]: row["total"] for row in of(cube, "sums")} == pytest.approx(paid)
    waits = by_day(rows, lambda numbers: [rows["wait"][n] for n in numbers])
    for row in of(cube, "moments"):
        known = np.array(waits[row["day"]])
        assert row["sum_y"] == pytest.approx(known.sum())
        assert row["yy"] == pytest.approx(((known - known.mean()) ** 2).sum(), abs=1e-6)


def test_a_histogram_has_a_row_for_every_bucket(cube, rows):
    found = of(cube, "histogram")
    assert sum(row["n"] for row in found) == len(rows["wait"])
    middles = np.repeat([row["value"] for row in found], [row["n"] for row in found])
    assert np.quantile(middles, 0.95) == pytest.approx(np.quantile(rows["wait"], 0.95), rel=0.01)


def test_a_time_to_event_has_a_row_for_every_age_and_outcome(cube, rows):
    wanted = {}
    for at, ended in zip(rows["at"], rows["ended_at"], strict=True):
        age = None if ended is None else (ended.date() - at.date()).days
        key = at.date(), age, "open" if ended is None else "reached"
        wanted[key] = wanted.get(key, 0) + 1
    assert {(row["day"], row["age"], row["outcome"]): row["n"] for row in of(cube, "follow_up")} == wanted


def test_distinct_values_have_their_events(cube, rows):
    assert sum(row["n"] for row in of(cube, "sketch")) == len(rows["visit_id"])


def test_a_cube_answers_as_of_its_own_day_only(cube, project, tmp_path):
    """Its accounts of the sources are of that day: an earlier answer would tell of rows that were not there yet."""
    (tmp_path / "kept.cube").write_bytes(cube.dump())
    kept = load_cube(tmp_path / "kept.cube")
    assert kept == cube
    assert score(project, kept, as_of=TODAY) == score(project, cube, as_of=TODAY)
    for other in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(InputError, match="the cube was made as of 1 October 2026, and the answer is asked for as"):
            score(project, kept, as_of=other)


def test_a_file_that_is_no_cube_is_not_to_be_deleted(tmp_path):
    (tmp_path / "goalposts.yaml").write_text("goalposts: 1", "utf-8")
    with pytest.raises(InputError, match=r"goalposts\.yaml: this is no cube of this version; name a cube that"):
        load_cube(tmp_path / "goalposts.yaml")
