"""Locking: the sealed goals are scored, and moved goalposts show."""

from __future__ import annotations

import json
from datetime import date, datetime

import goalposts as gp
import pyarrow as pa
import pyarrow.csv
import pytest
from attrs import evolve
from goalposts.testing import SAMPLE, VISIT, sample_catalogue
from ruamel.yaml import YAML
from visits_year import goal, project, visits

BEFORE, AFTER = date(2026, 1, 1), date(2026, 6, 2)


@pytest.fixture
def file(tmp_path):
    """A project file with its stream beside it."""
    pa.csv.write_csv(pa.table(visits(effect=0.12)), tmp_path / "visits.csv")
    _write(tmp_path / "goalposts.yaml", _without_source())
    return tmp_path / "goalposts.yaml"


def _write(path, document):
    data = {"sample.visit": {"name": "book", "source": "visits.csv", "timezone": "Europe/Moscow"}}
    with path.open("w", encoding="utf-8") as stream:
        YAML(typ="safe", pure=True).dump({"data": data, **document}, stream)


def _without_source(**changes):
    document = project(**changes)
    if "data" not in changes:
        del document["data"]
    return document


def _locked(file, as_of=BEFORE):
    loaded = gp.load_project(file, sample_catalogue())
    gp.write_lock(file, gp.lock(loaded, as_of=as_of, approved_by="sponsor"))
    return gp.load_project(file, sample_catalogue())


def test_without_a_lock_the_scorecard_says_so(file):
    """Scoring works unlocked, and says so."""
    card = gp.score(gp.load_project(file, sample_catalogue()), as_of=AFTER)

    assert card.lock.status == "unlocked"


def test_a_lock_holds_goals_and_baseline(file):
    """Same values as unlocked, and the seal remembers the baseline as measured."""
    unlocked = gp.score(gp.load_project(file, sample_catalogue()), as_of=AFTER).find("done")
    project_ = _locked(file)

    card = gp.score(project_, as_of=AFTER)

    assert card.lock.status == "locked"
    assert card.find("done").change.effect == unlocked.change.effect
    assert project_.seal.baselines["done"].value == pytest.approx(unlocked.baseline.value, rel=1e-11)
    assert project_.seal.approved_by == "sponsor"


def test_moved_goalposts_show_and_do_not_count(file):
    """The file now promises less and judges other days: the sealed promise is scored, the difference is readable."""
    _locked(file)
    _write(file, _without_source(goals=[goal(target=">= 65%")], evaluation={"from": "2026-03-01", "to": "2026-06-01"}))

    card = gp.score(gp.load_project(file, sample_catalogue()), as_of=AFTER)

    assert card.lock.status == "moved"
    assert tuple(map(str, card.lock.differences)) == (
        "evaluation: sealed {from: 2026-02-01, to: 2026-06-01}, the file says {from: 2026-03-01, to: 2026-06-01}",
        "goals.done.target: sealed >= 70%, the file says >= 65%",
    )
    assert card.find("done").target.line == 0.70


def test_an_influence_that_is_named_afterwards_shows_and_does_not_count(file):
    """It would explain the change away, or make it: the sealed goals are scored with the sealed influences."""
    sealed = [{"name": "open month", "from": "2026-04-01", "to": "2026-05-01"}]
    _write(file, _without_source(influences=sealed))
    before = gp.score(_locked(file), as_of=AFTER).find("done")
    later = [{"name": "later idea", "from": "2026-03-01", "to": "2026-04-01"}]
    _write(file, _without_source(influences=later, goals=[goal(influences=[])]))

    card = gp.score(gp.load_project(file, sample_catalogue()), as_of=AFTER)

    assert card.lock.status == "moved"
    assert tuple(map(str, card.lock.differences)) == (
        "goals.done.influences: sealed nothing, the file says an empty list",
        (
            "influences: sealed {from: 2026-04-01, name: open month, to: 2026-05-01}, "
            "the file says {name: later idea, from: 2026-03-01, to: 2026-04-01}"
        ),
    )
    assert card.find("done").change == before.change
    assert "influence: open month" in card.find("done").attribution.parts


def test_removed_and_added_goals_are_named(file):
    """A goal that vanished is still scored."""
    _locked(file)
    _write(file, _without_source(goals=[goal(id="other")]))

    card = gp.score(gp.load_project(file, sample_catalogue()), as_of=AFTER)

    assert [found.id for found in card.goals] == ["done"]
    assert tuple(map(str, card.lock.differences)) == (
        "goals.done: sealed, now removed",
        "goals.other: added after sealing",
    )


def test_writing_style_is_no_difference(file):
    """Quotes, spaces and the order of keys do not move the goalposts."""
    _locked(file)
    _write(file, dict(reversed(_without_source(goals=[goal(target=">=  70%")]).items())))

    assert gp.load_project(file, sample_catalogue()).changes == ()


def test_other_segments_move_no_goalposts(file):
    """By what the report is broken down decides nothing: the file says it, sealed or not."""
    _locked(file)
    _write(file, _without_source(segments=["place", "kind"]))

    loaded = gp.load_project(file, sample_catalogue())
    card = gp.score(loaded, as_of=AFTER)

    assert loaded.changes == ()
    assert card.lock.status == "locked"
    assert loaded.segments == ("place", "kind")


def test_segments_of_the_time_of_the_lock_are_not_kept_against_the_file(file):
    """A dimension that was sealed and is gone from the file is not reported any more."""
    _write(file, _without_source(segments=["place"]))
    _locked(file)
    _write(file, _without_source())

    loaded = gp.load_project(file, sample_catalogue())

    assert (loaded.segments, loaded.changes) == ((), ())


def test_a_dimension_mapped_after_the_lock_waits(file):
    """The mapping is sealed, so it is the mapping that moved; the score goes on without the new dimension."""
    _locked(file)
    book = {"name": "book", "source": "visits.csv", "timezone": "Europe/Moscow", "dimensions": {"side": "place"}}
    _write(file, _without_source(data={"sample.visit": book}, segments=["side", "place"]))

    loaded = gp.load_project(file, sample_catalogue())

    assert [str(change) for change in loaded.changes] == [
        "data.sample.visit.book.dimensions: sealed nothing, the file says {side: {columns: place}}"
    ]
    assert loaded.segments == ("place",)
    assert gp.score(loaded, as_of=AFTER).lock.status == "moved"


def test_a_new_source_may_join_after_the_lock(file):
    """A platform that starts later is not a moved goalpost, but its mapping of the sealed source is."""
    _locked(file)
    book = {"name": "book", "source": "visits.csv", "timezone": "Europe/Moscow"}
    app = {"name": "app", "source": "app/*.csv", "timezone": "UTC", "from": "2026-01-01"}
    _write(file, _without_source(data={"sample.visit": [book, app]}))
    joined = gp.load_project(file, sample_catalogue())
    _write(file, _without_source(data={"sample.visit": {**book, "where": 'place != "north"'}}))
    remapped = gp.load_project(file, sample_catalogue())

    assert joined.changes == ()
    assert [source.name for source in joined.sources] == ["book", "app"]
    assert tuple(map(str, remapped.changes)) == (
        'data.sample.visit.book.where: sealed nothing, the file says place != "north"',
    )


def test_a_lock_made_after_results_were_in_is_late(file):
    """Rows of the evaluation window existed when it was locked."""
    assert gp.score(_locked(file, as_of=date(2026, 3, 1)), as_of=AFTER).lock.status == "late"


def test_other_baseline_data_are_noticed(file, tmp_path):
    """The export was made again with other rows in the baseline window."""
    project_ = _locked(file)
    pa.csv.write_csv(pa.table(visits(effect=0.12, seed=9)), tmp_path / "visits.csv")

    scored = gp.score(project_, as_of=AFTER).find("done")

    assert "baseline_data_changed" in [reason.code for reason in scored.reasons]


def test_a_formula_that_changed_after_the_lock_is_noticed(file):
    """A new version of the plugin computes the KPI otherwise under the same id."""
    _locked(file)
    done = next(kpi for kpi in SAMPLE.kpis if kpi.id == "sample.done_share")
    narrower = evolve(done, value=gp.share(of=VISIT.done, among=VISIT.place == "north"))
    upgraded = evolve(SAMPLE, kpis=[narrower if kpi == done else kpi for kpi in SAMPLE.kpis])

    same = gp.score(gp.load_project(file, sample_catalogue()), as_of=AFTER).find("done")
    other = gp.score(gp.load_project(file, gp.load_catalogue([upgraded])), as_of=AFTER).find("done")

    assert "recipe_changed" not in [reason.code for reason in same.reasons]
    assert "recipe_changed" in [reason.code for reason in other.reasons]


def test_the_line_is_drawn_from_the_sealed_baseline(file, tmp_path):
    """A relative promise counts from the value that was sealed."""
    _write(file, _without_source(goals=[goal(target="+5pp")]))
    project_ = _locked(file)
    pa.csv.write_csv(pa.table(visits(effect=0.12, seed=9)), tmp_path / "visits.csv")

    scored = gp.score(project_, as_of=AFTER).find("done")

    assert scored.target.line == pytest.approx(project_.seal.baselines["done"].value + 0.05)


def test_an_edited_lock_is_refused(file):
    """Whoever edits the lock by hand is told."""
    _locked(file)
    lock = file.with_suffix(".lock")
    plain = json.loads(lock.read_text())
    plain["project"]["goals"][0]["target"] = ">= 10%"
    lock.write_text(json.dumps(plain))

    with pytest.raises(gp.LockError, match="digest"):
        gp.load_project(file, sample_catalogue())
    lock.write_text("{")
    with pytest.raises(gp.LockError, match="restore it"):
        gp.load_project(file, sample_catalogue())


def test_other_statistical_settings_move_the_goalposts(file):
    """A version of the engine that would judge otherwise than was agreed."""
    locked = _locked(file)
    stricter = evolve(locked.seal, settings={**locked.seal.settings, "level_of_significance": 0.01})
    gp.write_lock(file, stricter)

    changes = gp.load_project(file, sample_catalogue()).changes

    assert tuple(map(str, changes)) == ("settings.level_of_significance: sealed 0.01, this version uses 0.05",)


def test_the_lock_is_canonical(file):
    """Locking twice gives the same bytes."""
    _locked(file)
    first = file.with_suffix(".lock").read_bytes()
    file.with_suffix(".lock").unlink()
    _locked(file)

    assert file.with_suffix(".lock").read_bytes() == first


@pytest.mark.parametrize(
    ("kpi", "target"),
    [
        ("sample.done_share", "+5pp"),
        ("sample.mean_wait", "-5%"),
        ("sample.total_paid", "+5%"),
        ("sample.longest_wait", "-5%"),
    ],
)
def test_locking_changes_no_line(file, tmp_path, kpi, target):
    """The sealed value is the scorecard's value, of every kind of KPI, also of a stream that rests at weekends."""
    table = visits(effect=0.12)
    open_days = [datetime.fromisoformat(at).weekday() < 5 for at in table["at"]]
    working = {
        name: [cell for cell, keep in zip(cells, open_days, strict=True) if keep] for name, cells in table.items()
    }
    pa.csv.write_csv(pa.table(working), tmp_path / "visits.csv")
    _write(file, _without_source(goals=[goal(kpi=kpi, target=target)]))
    unlocked = gp.score(gp.load_project(file, sample_catalogue()), as_of=AFTER).find("done")

    locked = gp.score(_locked(file), as_of=AFTER).find("done")

    assert locked.target.line == pytest.approx(unlocked.target.line, rel=1e-11)
    assert (locked.state, locked.target.answer) == (unlocked.state, unlocked.target.answer)


def test_a_lock_before_the_baseline_ends_finds_the_same_rows_later(file):
    """The rows up to the day of the lock are compared, and the promise counts from the whole baseline."""
    unlocked = gp.score(gp.load_project(file, sample_catalogue()), as_of=AFTER).find("done")

    locked = gp.score(_locked(file, as_of=date(2025, 12, 1)), as_of=AFTER).find("done")

    assert "baseline_data_changed" not in [reason.code for reason in locked.reasons]
    assert locked.target == unlocked.target


def test_a_source_that_reaches_into_the_baseline_moves_the_goalposts(file):
    """It would change what was sealed."""
    _locked(file)
    book = {"name": "book", "source": "visits.csv", "timezone": "Europe/Moscow"}
    extra = {"name": "extra", "source": "extra.csv", "timezone": "UTC", "from": "2025-12-01"}
    _write(file, _without_source(data={"sample.visit": [book, extra]}))

    changes = gp.load_project(file, sample_catalogue()).changes

    assert tuple(map(str, changes)) == ("data.sample.visit.extra: added after sealing",)
