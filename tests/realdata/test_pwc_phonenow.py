"""A workbook as published gives the answers that others published, and not the wrong one that somebody did."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date, time
from pathlib import Path

import goalposts as gp
import openpyxl
import pytest
from real_data import DATA, needs_real_data

pytestmark = needs_real_data

AFTER = date(2021, 4, 1)
PROJECT = Path(__file__).with_name("pwc_phonenow.yaml")


@pytest.fixture(scope="module")
def book() -> Path:
    return DATA / "contact_centre" / "pwc_phonenow_xlsx" / "01 Call-Center-Dataset.xlsx"


@pytest.fixture(scope="module")
def rows(book: Path) -> list[tuple]:
    """The rows by another library: id, agent, date, time, topic, answered, resolved, speed, talk, mark."""
    return list(openpyxl.load_workbook(book).active.iter_rows(min_row=2, values_only=True))


def scored(book: Path, folder: Path, **changes: str):
    (folder / book.name).symlink_to(book)
    text = PROJECT.read_text(encoding="utf-8")
    for old, new in changes.values():
        assert old in text
        text = text.replace(old, new)
    (folder / "goalposts.yaml").write_text(text, encoding="utf-8")
    return gp.score(gp.load_project(folder / "goalposts.yaml"), as_of=AFTER)


@pytest.fixture(scope="module")
def card(book: Path, tmp_path_factory: pytest.TempPathFactory):
    return scored(book, tmp_path_factory.mktemp("phonenow"))


def test_every_row_is_an_event(card):
    (stream,) = card.streams
    assert (stream.rows, stream.accepted, stream.filtered, dict(stream.quarantined)) == (5000, 5000, 0, {})
    assert stream.first.startswith("2021-01-01T")
    assert stream.last.startswith("2021-03-31T")


def test_published_answers_and_those_counted_here(card, rows):
    """18.92 % unanswered, 67.52 s to answer, 224.92 s of talk, 3.40 of 5; 374, 1,796 and 2,822 answered in time."""
    answered = [row for row in rows if row[5] == "Y"]
    talk = [cell.hour * 3600 + cell.minute * 60 + cell.second for cell in (row[8] for row in answered)]
    assert all(isinstance(row[8], time) for row in answered)

    def quick(seconds: int) -> int:
        return sum(row[7] <= seconds for row in answered)

    assert (len(rows), len(answered), quick(20), quick(60), quick(90)) == (5000, 4054, 374, 1796, 2822)
    expected = {
        "abandoned": ((len(rows) - len(answered)) / len(rows), 0.1892, 1e-12),
        "speed-of-answer": (sum(row[7] for row in answered) / len(answered), 67.52, 5e-3),
        "talk": (sum(talk) / len(answered), 224.92, 5e-3),
        "within-20": (quick(20) / len(rows), 374 / 5000, 1e-12),
        "within-60": (quick(60) / len(rows), 1796 / 5000, 1e-12),
        "within-90": (quick(90) / len(rows), 0.564, 5e-4),
        "trap": (quick(90) / len(answered), 0.696, 5e-4),
        "resolved": (sum(row[6] == "Y" for row in rows) / len(rows), 3646 / 5000, 1e-12),
        "mark": (sum(row[9] for row in answered) / len(answered), 3.40, 5e-3),
    }
    for goal, (counted, published, rounding) in expected.items():
        found = card.find(goal).evaluation.value
        assert found == pytest.approx(counted, rel=1e-12), goal
        assert found == pytest.approx(published, abs=rounding), goal


@pytest.mark.parametrize(
    ("start", "end", "calls"),
    [("2021-01-01", "2021-02-01", 1772), ("2021-02-01", "2021-03-01", 1616), ("2021-03-01", "2021-04-01", 1612)],
)
def test_calls_of_each_month(book, tmp_path, start, end, calls):
    month = ("    name: phonenow", f"    name: phonenow\n    from: {start}\n    until: {end}")
    (stream,) = scored(book, tmp_path, month=month).streams
    assert stream.accepted == calls
    assert stream.accepted + stream.outside == stream.rows == 5000


def test_calls_of_two_agents(book, tmp_path, rows):
    """Jim has 666 calls and Stewart 582."""
    assert Counter(row[1] for row in rows)["Jim"] == 666
    for name, calls in (("Jim", 666), ("Stewart", 582)):
        folder = tmp_path / name
        folder.mkdir()
        agent = ("    name: phonenow", f'    name: phonenow\n    where: Agent == "{name}"')
        (stream,) = scored(book, folder, agent=agent).streams
        assert (stream.accepted, stream.filtered) == (calls, 5000 - calls)


def test_copy_of_the_workbook_in_a_folder_is_the_same(book, tmp_path, card):
    """A folder as the source, which is what a monthly export is put into."""
    inner = tmp_path / "exports"
    inner.mkdir()
    shutil.copy(book, inner / "calls.xlsx")
    found = scored(book, tmp_path, source=("source: 01 Call-Center-Dataset.xlsx", "source: exports"))
    assert [goal.evaluation.value for goal in found.goals] == [goal.evaluation.value for goal in card.goals]
