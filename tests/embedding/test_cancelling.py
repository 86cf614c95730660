"""Whoever waits for an answer may stop waiting: the work ends soon, and leaves nothing half-written."""

from __future__ import annotations

import threading
from datetime import date

import goalposts as gp
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest
from goalposts.model import Quarantine
from goalposts.testing import TODAY, sample_catalogue
from visits_year import goal, project, visits

AFTER = date(2026, 6, 2)
NAME = "sample.visit"


@pytest.fixture(scope="module")
def table():
    made = visits(effect=0.15, per_day=40)
    made["at"][7] = "never"
    return made


def loaded(folder=".", **changes):
    return gp.project(project(**changes), sample_catalogue(), folder=folder)


def stopping_after(calls):
    """A token that is cancelled when it was told of so many batches, and the list of what it was told."""
    told = []

    def progress(source, rows, share):
        told.append((source, rows, share))
        if len(told) == calls:
            stop.cancel()

    stop = gp.Cancellation(progress)
    return stop, told


def from_files(folder, table, parts=4):
    """The visits in several files, so that reading takes several steps."""
    whole = pa.table(table)
    for number in range(parts):
        length = -(-whole.num_rows // parts)
        pyarrow.csv.write_csv(whole.slice(number * length, length), folder / f"visits-{number}.csv")
    return loaded(folder, data={NAME: {"name": "book", "source": "visits-*.csv", "timezone": "Europe/Moscow"}})


LONG_WORK = {
    "score": gp.score,
    "tally": gp.tally,
    "power": gp.power,
    "selftest": gp.selftest,
    "lock": gp.lock,
    "check": gp.check,
    "plan": gp.plan,
    "read_events": lambda project, tables, **more: gp.read_events(project, NAME, tables, **more),
}


@pytest.mark.parametrize("name", LONG_WORK)
def test_a_token_that_is_cancelled_before_stops_every_long_call(name, table):
    stop = gp.Cancellation()
    stop.cancel()

    with pytest.raises(gp.CancelledError) as caught:
        LONG_WORK[name](loaded(), {NAME: table}, as_of=AFTER, progress=stop)

    assert (caught.value.during, caught.value.exit_code) == ("book", 130)
    assert str(caught.value) == "book: the reading was stopped on request; call again to start anew."
    assert caught.value.sentence("ru").startswith("book: чтение остановлено по запросу")
    assert isinstance(caught.value, gp.GoalpostsError)


@pytest.mark.parametrize("name", ["score", "power", "selftest", "check", "plan"])
def test_judging_stops_before_the_next_goal(name, table):
    """Of a cube nothing is read, so only the goals are left to stop at."""
    asked = loaded(goals=[goal(), goal(id="again")])
    cube = gp.tally(asked, {NAME: table}, as_of=AFTER)
    stop = gp.Cancellation()
    stop.cancel()

    with pytest.raises(gp.CancelledError) as caught:
        LONG_WORK[name](asked, cube, as_of=AFTER, progress=stop)

    assert caught.value.during == ""
    assert "judging of goals" in str(caught.value)
    assert "оценка целей" in caught.value.sentence("ru")


def test_a_token_that_nobody_cancels_changes_nothing(table):
    stop, told = stopping_after(calls=0)
    card = gp.score(loaded(), {NAME: table}, as_of=AFTER, progress=stop)

    assert card == gp.score(loaded(), {NAME: table}, as_of=AFTER)
    assert told[-1][:2] == ("book", card.streams[0].accepted)
    assert not stop.cancelled


@pytest.mark.parametrize("name", ["check", "plan"])
def test_what_looks_at_tables_before_the_start_tells_how_far_it_is(name, table):
    told = []
    found = LONG_WORK[name](loaded(), {NAME: table}, as_of=AFTER, progress=lambda *said: told.append(said))

    assert told[-1][0] == "book"
    assert told[-1][1] > 0
    assert found == LONG_WORK[name](loaded(), {NAME: table}, as_of=AFTER)


@pytest.mark.parametrize("name", ["check", "plan"])
def test_without_data_too_a_token_is_heeded(name):
    stop = gp.Cancellation()
    stop.cancel()
    with pytest.raises(gp.CancelledError):
        LONG_WORK[name](loaded(), None, as_of=AFTER, progress=stop)


def test_check_stops_between_two_rules():
    """A rule that cancels is the last one that runs."""
    stop, ran = gp.Cancellation(), []

    def rule(code):
        def asked(project):
            """Demand nothing.

            Why it matters: it is a test.
            """
            ran.append(code)
            stop.cancel()
            yield from ()

        return gp.Rule(code, f"odd-{code.lower()}", asked, "owner: x", "owner: y")

    domain = gp.Domain("odd", prefix="ODD", rules=[rule("ODD101"), rule("ODD102")])
    asked = gp.project(project(), sample_catalogue(domain))
    with pytest.raises(gp.CancelledError):
        gp.check(asked, as_of=AFTER, progress=stop)
    assert len(ran) == 1


def test_what_was_cancelled_half_way_leaves_nothing_half_written(table, tmp_path):
    """The store holds whole parts only, the quarantine no file; the next call gives the answer that was wanted."""
    asked = from_files(tmp_path, table)
    store, rows = gp.Store(tmp_path / "kept"), Quarantine(tmp_path / "refused")
    stop, told = stopping_after(calls=2)

    with pytest.raises(gp.CancelledError):
        gp.score(asked, as_of=AFTER, progress=stop, store=store, quarantine=rows)

    assert len(told) == 2
    assert [path.name for path in (tmp_path / "refused").iterdir() if path.name != ".gitignore"] == []
    assert {path.suffix for path in (tmp_path / "kept" / "store").iterdir()} == {".kept"}
    after = gp.score(asked, as_of=AFTER, store=store, quarantine=rows)
    assert after.to_dict() == gp.score(asked, as_of=AFTER).to_dict()
    assert (tmp_path / "refused" / "book.csv").read_text(encoding="utf-8").count("\n") == 2


def test_another_thread_cancels(table, tmp_path):
    """The reader waits at its first batch until it was cancelled from elsewhere; no clock is asked."""
    begun, cancelled = threading.Event(), threading.Event()

    def wait(source, rows, share):
        begun.set()
        assert cancelled.wait(60)

    stop, ends = gp.Cancellation(wait), []

    def work():
        try:
            gp.score(from_files(tmp_path, table), as_of=AFTER, progress=stop)
        except gp.CancelledError as end:
            ends.append(end.during)

    worker = threading.Thread(target=work)
    worker.start()
    assert begun.wait(60)
    stop.cancel()
    cancelled.set()
    worker.join(60)
    assert ends == ["book"]


def test_what_a_progress_raises_comes_out_as_it_is(table):
    """Callers with an exception of their own need no token."""

    class EnoughError(Exception):
        pass

    def progress(source, rows, share):
        raise EnoughError(source)

    with pytest.raises(EnoughError, match="book"):
        gp.score(loaded(), {NAME: table}, as_of=AFTER, progress=progress)


def test_long_sources_that_threads_read_side_by_side_stop_too(tmp_path):
    """A million rows in groups are read by several threads; they all end, and the next call is undisturbed."""
    rows, start = 1_050_000, 1_735_689_600
    whole = pa.table(
        {
            "visit_id": pa.array(range(rows)).cast(pa.string()),
            "at": pa.array([start + 40 * number for number in range(rows)], pa.timestamp("s")),
            "done": pa.array([number % 3 > 0 for number in range(rows)]),
        }
    )
    pa.parquet.write_table(whole, tmp_path / "visits.parquet", row_group_size=50_000)
    asked = loaded(tmp_path, data={NAME: {"name": "book", "source": "visits.parquet", "timezone": "UTC"}})
    stop, told = stopping_after(calls=3)
    before = threading.active_count()

    with pytest.raises(gp.CancelledError):
        gp.tally(asked, as_of=TODAY, progress=stop)

    assert len(told) == 3
    assert told[-1][1] < rows
    assert threading.active_count() == before
    assert gp.tally(asked, as_of=TODAY).streams[0].accepted > 0
