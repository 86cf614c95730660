"""A KPI of the project file is usable wherever a plugin's is: goals, check, score, report, lock."""

from __future__ import annotations

from datetime import date

import goalposts as gp
import pyarrow as pa
import pyarrow.csv
import pytest
from goalposts.catalogue import resolve
from goalposts.testing import sample_catalogue
from ruamel.yaml import YAML
from visits_year import goal, project, visits

BEFORE, AFTER = date(2026, 1, 1), date(2026, 6, 2)
QUICK = {"id": "local.done", "over": "sample.visit", "value": "share(of=done)", "direction": "up", "name": "Done with"}


def _project(kpi=QUICK, **changes):
    return gp.project(project(kpis=[kpi], goals=[goal(kpi=kpi["id"], **changes)]), sample_catalogue())


def test_it_scores_as_the_plugins_does():
    table = visits(effect=0.12)
    own = gp.score(_project(), {"book": table}, as_of=AFTER).find("done")
    theirs = gp.score(gp.project(project(), sample_catalogue()), {"book": table}, as_of=AFTER).find("done")
    assert (own.state, own.baseline, own.evaluation, own.change) == (
        theirs.state,
        theirs.baseline,
        theirs.evaluation,
        theirs.change,
    )
    assert (own.kpi, own.name.en, own.unit, own.direction) == ("local.done", "Done with", "%", "up")


def test_the_report_names_it():
    assert "Done with" in gp.score(_project(), {"book": visits(days=1)}, as_of=AFTER).to_html()


def test_check_knows_it_and_suggests_it():
    assert not gp.check(_project(), as_of=BEFORE, select=["unknown-kpi"])
    misspelt = gp.project(project(kpis=[QUICK], goals=[goal(kpi="local.don")]), sample_catalogue())
    assert gp.check(misspelt, as_of=BEFORE, select=["unknown-kpi"])[0].hint.en == "did you mean 'local.done'?"


@pytest.fixture
def file(tmp_path):
    """A locked project file with a KPI of its own."""
    pa.csv.write_csv(pa.table(visits(effect=0.12)), tmp_path / "visits.csv")
    path = tmp_path / "goalposts.yaml"
    _write(path, QUICK)
    gp.write_lock(path, gp.lock(gp.load_project(path, sample_catalogue()), as_of=BEFORE))
    return path


def _write(path, *kpis):
    data = {"sample.visit": {"name": "book", "source": "visits.csv", "timezone": "Europe/Moscow"}}
    with path.open("w", encoding="utf-8") as stream:
        YAML(typ="safe", pure=True).dump(project(data=data, kpis=list(kpis), goals=[goal(kpi="local.done")]), stream)


def test_it_is_sealed_with_the_goals(file):
    locked = gp.load_project(file, sample_catalogue())
    assert (locked.changes, locked.kpis[0].id) == ((), "local.done")
    assert gp.score(locked, as_of=AFTER).lock.status == "locked"


def test_an_easier_formula_after_the_lock_shows_and_does_not_count(file):
    """The file now counts every short wait too; the sealed formula is scored."""
    before = gp.score(gp.load_project(file, sample_catalogue()), as_of=AFTER).find("done")
    _write(file, {**QUICK, "value": "share(of=done or wait < 100 s)"})
    moved = gp.load_project(file, sample_catalogue())
    card = gp.score(moved, as_of=AFTER)
    assert [change.en for change in moved.changes] == [
        "kpis.local.done.value: sealed share(of=done), the file says share(of=done or wait < 100 s)"
    ]
    assert card.lock.status == "moved"
    assert card.find("done").evaluation == before.evaluation


def test_removing_it_shows(file):
    _write(file)
    assert [change.en for change in gp.load_project(file, sample_catalogue()).changes] == [
        "kpis.local.done: sealed, now removed"
    ]


def test_its_formula_is_part_of_the_recipe():
    recipes = {
        gp.score(_project({**QUICK, "value": value}), {"book": visits(days=1)}, as_of=AFTER).find("done").recipe
        for value in ("share(of=done)", "share(of=done, among=wait > 1 s)", "share( of = done )")
    }
    assert len(recipes) == 2


def _by_branch(kpi, *sources, goals=None, catalogue=None):
    data = {"sample.visit": list(sources)}
    goals = goals or [{"id": "g", "kpi": "local.k", "role": "shadow"}]
    return gp.project(project(data=data, kpis=[{"id": "local.k", **kpi}], goals=goals), catalogue or sample_catalogue())


BRANCHES = {
    "visit_id": list("abcd"),
    "at": ["2026-03-02T09:00Z"] * 4,
    "done": [True, True, False, True],
    "Site": ["north", "north", "north", "south"],
}


def test_its_formula_may_use_dimensions_of_the_sources():
    """A column that the event type does not know, named by the project; of a plugin's KPI only `where` can use it."""
    source = {"name": "book", "dimensions": {"branch": "Site"}}
    told = _by_branch({"over": "sample.visit", "value": 'share(of=done, among=branch == "north")'}, source)
    found = gp.score(told, {"book": BRANCHES}, as_of=AFTER).find("g").evaluation
    assert (found.value, found.n) == (pytest.approx(2 / 3), 3)
    counted = _by_branch({"over": "sample.visit", "value": "distinct(of=branch)"}, source)
    assert gp.score(counted, {"book": BRANCHES}, as_of=AFTER).find("g").evaluation.value == 2
    assert gp.check(told, as_of=BEFORE, select=["bad-where"]) == ()


def test_a_source_without_the_dimension_makes_it_not_computable():
    sources = [{"name": "book", "dimensions": {"branch": "Site"}}, {"name": "other"}]
    told = _by_branch({"over": "sample.visit", "value": 'share(of=done, among=branch == "north")'}, *sources)
    card = gp.score(told, {"book": BRANCHES, "other": BRANCHES}, as_of=AFTER)
    assert card.find("g").evaluation.value is None
    assert "branch" in card.find("g").reasons[0].text.en


def test_a_dimension_that_no_source_names_is_unknown():
    with pytest.raises(gp.ProjectFileError, match=r"event type sample\.visit has no field 'branch'"):
        _by_branch({"over": "sample.visit", "value": 'share(of=done, among=branch == "north")'}, {"name": "book"})


def test_guardrails_of_a_kpi_by_dimension_share_its_slice():
    """They are over the same events, with or without dimensions in a formula."""
    kpi = {
        "over": "sample.visit",
        "value": 'share(of=done, among=branch == "north")',
        "guardrails": ["sample.mean_wait"],
    }
    source = {"name": "book", "dimensions": {"branch": "Site"}}
    told = _by_branch(kpi, source, goals=[goal(id="g", kpi="local.k", where="done")])
    assert [str(found.goal.where) for found in resolve(told)] == [str(resolve(told)[0].where)] * 2


def test_entities_have_the_dimensions_of_their_events():
    visit = sample_catalogue().event_types["sample.visit"]
    guest = gp.fold("desk.guest", over=visit, key="visit_id", at="came_at", fields={"came_at": gp.first(visit.at)})
    catalogue = sample_catalogue(gp.Domain("desk", prefix="DSK", event_types=[guest]))
    source = {"name": "book", "dimensions": {"branch": "Site"}}
    told = _by_branch({"over": "desk.guest", "value": 'share(of=branch == "north")'}, source, catalogue=catalogue)
    assert gp.score(told, {"book": BRANCHES}, as_of=AFTER).find("g").evaluation.value == 0.75
