"""What callers give by mistake is refused in a sentence, not deep in the engine."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import goalposts as gp
import pandas as pd
import pytest
from goalposts.errors import InputError, SourceError
from goalposts.testing import TODAY, sample_catalogue, sample_project

ROWS = {"visit_id": ["a"], "at": ["2025-10-01T09:00Z"], "done": [True]}
TABLES = {"sample.visit": ROWS}
EVERY = (gp.score, gp.check, gp.lock, gp.tally, gp.power, gp.selftest, gp.plan)
FILE = """\
goalposts: 1
project: Reception
timezone: UTC
go_live: 2026-03-01
baseline: {from: 2025-03-01, to: 2026-03-01}
evaluation: {from: 2026-04-01, to: 2026-10-01}
data: {sample.visit: visits.csv}
goals:
  # goalposts: ignore[GP204] - the plan of the year asks for it
  - {id: done, kpi: sample.done_share, target: ">= 90%", statement: 90 % are done with by 1 October 2026,
     deadline: 2026-10-01, owner: Head of reception}
"""


@pytest.mark.parametrize("function", EVERY)
@pytest.mark.parametrize("given", ["goalposts.yaml", {"goalposts": 1}, None])
def test_what_is_no_project_is_named(function, given):
    with pytest.raises(InputError, match=f"this must be a project, found {type(given).__name__}; load it with"):
        function(given)


@pytest.mark.parametrize("function", [each for each in EVERY if each is not gp.tally])
@pytest.mark.parametrize("given", ["calls.csv", [ROWS], 5])
def test_what_is_neither_cube_nor_tables_is_named(function, given):
    with pytest.raises(
        InputError, match=f"this must be a cube, or tables by their names, found {type(given).__name__}"
    ):
        function(sample_project(), given, as_of=TODAY)


@pytest.mark.parametrize("moment", [datetime(2026, 2, 1, 8), pd.Timestamp("2026-02-01 23:00")])
def test_a_moment_is_taken_for_its_day(moment):
    assert gp.score(sample_project(), TABLES, as_of=moment) == gp.score(
        sample_project(), TABLES, as_of=date(2026, 2, 1)
    )


def test_a_moment_with_an_offset_is_on_the_day_of_the_project():
    moment = datetime(2026, 2, 1, 23, tzinfo=timezone(timedelta(hours=-5)))
    assert gp.score(sample_project(), TABLES, as_of=moment).as_of == date(2026, 2, 2)


@pytest.mark.parametrize("function", EVERY)
@pytest.mark.parametrize("given", ["2026-02-01", 20260201, pd.NaT])
def test_what_is_no_day_is_named(function, given):
    with pytest.raises(InputError, match=f"as_of: this must be a day, found {type(given).__name__}; write date"):
        function(sample_project(), as_of=given)


def test_a_table_that_is_not_there_is_not_replaced_by_the_file():
    with pytest.raises(SourceError, match=r"sample\.visit: this must be a table, found NoneType; leave the name out"):
        gp.score(sample_project(), {"sample.visit": None}, as_of=TODAY)


def test_the_column_that_cannot_be_read_is_named():
    with pytest.raises(SourceError, match="this is not a table: done: "):
        gp.score(sample_project(), {"sample.visit": {**ROWS, "done": [object()]}}, as_of=TODAY)


@pytest.mark.parametrize("form", ["to_dict", "to_html", "to_markdown"])
def test_a_language_without_texts_is_refused_by_every_form(form):
    card = gp.score(sample_project(), TABLES, as_of=TODAY)
    with pytest.raises(InputError, match="there are no texts in the language 'fr'; known: en, ru"):
        getattr(card, form)("fr")


def test_one_field_of_events_may_be_named_alone():
    found = gp.read_events(sample_project(), "sample.visit", TABLES, fields="done", as_of=TODAY)
    assert found.to_pydict() == {"done": [True]}


def test_a_name_with_a_null_character_is_no_file():
    with pytest.raises(InputError, match="there is no such file"):
        gp.load_project("\0", sample_catalogue())


def test_nothing_sealed_can_be_amended():
    with pytest.raises(InputError, match="there is no seal to amend: nothing is locked; use lock"):
        gp.amend(sample_project(), None, TABLES, reason="a slip", by="CIO", as_of=TODAY)


@pytest.fixture
def locked(tmp_path):
    (tmp_path / "goalposts.yaml").write_text(FILE, "utf-8")
    (tmp_path / "visits.csv").write_text("visit_id,at,done\na,2025-10-01T09:00Z,1\n", "utf-8")
    project = gp.load_project(tmp_path, sample_catalogue())
    gp.write_lock(tmp_path / "goalposts.yaml", gp.lock(project, as_of=TODAY), replaces="")
    return tmp_path


def test_a_folder_stands_for_the_project_file_in_it(locked):
    assert gp.load_project(locked, sample_catalogue()).seal is not None


def test_a_seal_knows_the_digest_of_its_lock(locked):
    project = gp.load_project(locked, sample_catalogue())
    seal = gp.lock(project, as_of=TODAY)
    assert seal.digest == project.seal.digest
    gp.write_lock(locked / "goalposts.yaml", seal, replaces=seal.digest)


def test_a_locked_project_is_checked_as_its_file_is_written(locked):
    """Line by line, with what the file silences, and as before the lock."""
    found = gp.check(gp.load_project(locked, sample_catalogue()), as_of=TODAY)
    (locked / "goalposts.lock").unlink()
    assert found == gp.check(gp.load_project(locked, sample_catalogue()), as_of=TODAY)
    assert {finding.place.line for finding in found} - {0}


def test_a_locked_project_is_scored_as_of_a_day_before_its_lock(locked):
    """A backfill: the baseline is not over, so it cannot be compared with the sealed one, and nothing is decided."""
    card = gp.score(gp.load_project(locked, sample_catalogue()), as_of=TODAY - timedelta(days=200))
    assert card.find("done").state == "not_due"


def test_progress_ends_with_the_whole(locked):
    told = []
    gp.tally(gp.load_project(locked, sample_catalogue()), as_of=TODAY, progress=lambda *known: told.append(known))
    assert told[-1] == ("sample.visit", 1, 1.0)


def test_a_lock_that_is_written_by_the_folder_is_found_by_it(tmp_path):
    """A folder stands for its project file both ways; the lock lay beside the folder, where nobody looks."""
    (tmp_path / "goalposts.yaml").write_text(FILE, encoding="utf-8")
    written = gp.load_project(tmp_path, sample_catalogue())
    seal = gp.lock(written, TABLES, as_of=TODAY)
    assert gp.write_lock(tmp_path, seal) == tmp_path / "goalposts.lock"
    assert gp.load_project(tmp_path, sample_catalogue()).seal == seal


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("2026-02", "the first day and the day after the last, found str"),
        ((date(2026, 2, 1),), "the first day and the day after the last, found tuple"),
        (("2026-02-01", "2026-03-01"), "a day, found str"),
        ((None, date(2026, 3, 1)), "a day, found NoneType"),
    ],
)
def test_what_are_no_two_days_is_named_by_its_argument(given, said):
    with pytest.raises(InputError, match=f"between: this must be {said}; write "):
        gp.read_events(sample_project(), "sample.visit", TABLES, between=given, as_of=TODAY)


def test_moments_with_an_offset_bound_the_days_of_the_project():
    """23:00 five hours behind is the next day already in UTC, that of the project."""
    five_behind = timezone(timedelta(hours=-5))
    moments = (datetime(2025, 9, 30, 23, tzinfo=five_behind), datetime(2025, 10, 1, 23, tzinfo=five_behind))
    found = gp.read_events(sample_project(), "sample.visit", TABLES, fields="visit_id", between=moments, as_of=TODAY)
    assert found["visit_id"].to_pylist() == ["a"]
