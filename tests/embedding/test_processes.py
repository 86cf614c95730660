"""What passes between the processes of a service: errors, cubes and scorecards, catalogues and projects."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import pickle
import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import date

import goalposts as gp
import pytest
from attrs import asdict, evolve
from goalposts import errors
from goalposts.locale import Text
from goalposts.testing import sample_catalogue
from visits_year import project, visits

AFTER = date(2026, 6, 2)


def refused():
    """An error with findings, as reading a project raises it."""
    with pytest.raises(gp.ProjectFileError) as caught:
        gp.project({"goalposts": 1, "timezone": "Atlantis"}, sample_catalogue())
    return caught.value


ERRORS = (
    gp.InputError(Text(en="is wrong", ru="неверно"), "here", Text(en="mend it", ru="исправьте")),
    gp.ExpressionError("no sense", "there", position=3, text="a + "),
    gp.SourceError("no column", "calls.csv"),
    errors.AbsentSourceError("no file", "calls.csv"),
    errors.MissingColumnError("no column", "calls.csv", None, ("at",), "offered_at"),
    gp.LockError("is damaged", "goalposts.lock"),
    gp.CancelledError("calls"),
    gp.PluginError("helpdesk", "fails", "1.4", "mend it"),
    refused(),
)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_comes_out_of_another_process_as_it_was(error):
    again = pickle.loads(pickle.dumps(error))

    assert type(again) is type(error)
    assert asdict(again, recurse=False) == asdict(error, recurse=False)
    assert [again.sentence(language) for language in ("en", "ru")] == [
        error.sentence(language) for language in ("en", "ru")
    ]


def test_every_error_of_the_tree_is_tried():
    def below(kind):
        return {kind}.union(*(below(known) for known in kind.__subclasses__()))

    ours = {kind for kind in below(gp.GoalpostsError) if kind.__module__ == errors.__name__}
    assert ours == {gp.GoalpostsError, *map(type, ERRORS)}


def test_cubes_and_scorecards_pass_from_process_to_process():
    asked = gp.project(project(), sample_catalogue())
    cube = gp.tally(asked, {"sample.visit": visits(effect=0.15, per_day=30)}, as_of=AFTER)
    card = gp.score(asked, cube, as_of=AFTER)

    assert pickle.loads(pickle.dumps(card)) == card
    assert gp.score(asked, pickle.loads(pickle.dumps(cube)), as_of=AFTER) == card


def test_a_pool_of_processes_outlives_the_error_of_one_project(tmp_path):
    """An error that cannot be read by who waits for it breaks the pool for all others."""
    there = tmp_path / "goalposts.yaml"
    there.write_text("goalposts: 2\n", encoding="utf-8")

    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        with pytest.raises(gp.InputError, match="there is no such file"):
            pool.submit(gp.load_project, tmp_path / "elsewhere.yaml").result(60)
        with pytest.raises(gp.ProjectFileError, match="GP003 goalposts: this must be 1"):
            pool.submit(gp.load_project, there).result(60)
        assert pool.submit(repr, gp.draft("75 % of calls answered within 20 s").target).result(60)


MODULE = """
import goalposts as gp

VISIT = gp.event_type("{name}.visit", time="at", fields=[gp.field.time("at"), gp.field.flag("done")])
DONE = gp.Kpi("{name}.done", "Done.", VISIT, value=gp.share(of=VISIT.done), direction=gp.UP)
__version__ = "1.4"


@gp.rule("DSK101", "odd-goal", bad="owner: x", good="owner: y", severity="warning")
def odd(goal):
    \"\"\"A demand.

    Why it matters: a reason.
    \"\"\"
    yield goal.finding({{"en": "is odd", "ru": "странна"}})


@gp.hookimpl
def goalposts_domain():
    return gp.Domain("{name}", prefix="DSK", event_types=[VISIT], kpis=[DONE], rules=[odd])
"""
PATHS = {"timezone": "UTC", "go_live": "2026-03-01", "baseline": {"from": "2025-06-01", "to": "2026-03-01"}}


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """The module of a plugin that every process can import; rules of it are functions under another name."""
    (tmp_path / "goalposts_desk.py").write_text(MODULE.format(name="desk"), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")]))
    yield importlib.import_module("goalposts_desk")
    sys.modules.pop("goalposts_desk", None)


def of(catalogue, kpi="desk.done", **keys):
    document = {
        "goalposts": 1,
        "project": "Desk",
        **PATHS,
        "evaluation": {"from": "2026-03-01", "to": "2026-06-01"},
        "data": {kpi.replace("done", "visit"): {"name": "book", "source": "visits.csv", "timezone": "UTC"}},
        "goals": [{"id": "done", "kpi": kpi, "target": ">= 50%", "deadline": "2026-06-01", "owner": "x"}],
        **keys,
    }
    return gp.project(document, catalogue)


@pytest.mark.parametrize("local", [False, True], ids=["plugins-only", "own-kpis"])
def test_a_project_passes_to_a_pool_of_processes(desk, local):
    """Made once, judged there: what comes back is what this process finds, findings of the plugin's rule too."""
    own = [{"id": "own.done", "summary": "Done.", "over": "desk.visit", "value": "share(of=done)"}]
    asked = of(gp.load_catalogue([desk]), **({"kpis": own} if local else {}))
    found = gp.check(asked, as_of=AFTER)
    assert "DSK101" in {finding.code for finding in found}
    made = {"at": [f"2026-0{month}-11T09:00Z" for month in range(1, 6)], "done": [True, False, True, True, False]}

    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert pool.submit(gp.check, asked, as_of=AFTER).result(120) == found
        assert pool.submit(gp.score, asked, {"book": made}, as_of=AFTER).result(120) == gp.score(
            asked, {"book": made}, as_of=AFTER
        )
        assert pool.submit(gp.plan, asked, as_of=date(2026, 1, 1)).result(120) == gp.plan(asked, as_of=date(2026, 1, 1))


def test_the_catalogue_of_installed_plugins_passes_to_another_process():
    catalogue = gp.load_catalogue()
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert pool.submit(sorted, [catalogue], key=repr).result(120)[0].versions == catalogue.versions
    assert pickle.loads(pickle.dumps(catalogue)) == catalogue


def test_a_domain_in_hand_passes_where_nothing_of_it_is_made_in_place():
    catalogue = sample_catalogue()
    assert pickle.loads(pickle.dumps(catalogue)) == catalogue


def in_place():
    return gp.load_catalogue([gp.Domain("desk", prefix="DSK", heuristics=[HEURISTIC])])


HEURISTIC = gp.Heuristic("desk.size", "Size.", ("size",), lambda size: size)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_what_cannot_pass_says_how_to_pass_it(language):
    catalogue = in_place()
    with pytest.raises(gp.PluginError) as caught:
        pickle.dumps(catalogue)
    said = {
        "en": "plugin 'desk': cannot pass to another process: its domain is no installed plugin's and no module's, and "
        "has functions in it; put it into a module with the hook goalposts_domain and load that, "
        "load_catalogue([module]), or make catalogue and project in each process.",
        "ru": "плагин desk: не передаётся в другой процесс: его область не из установленного плагина и не из модуля, "
        "и в ней есть функции; поместите её в модуль с хуком goalposts_domain и загрузите его, "
        "load_catalogue([module]), или создавайте каталог и проект в каждом процессе.",
    }
    assert caught.value.sentence(language) == said[language]


def test_a_pool_outlives_what_cannot_pass():
    catalogue = in_place()
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        with pytest.raises(gp.PluginError, match="cannot pass to another process"):
            pool.submit(repr, catalogue).result(60)
        assert pool.submit(repr, 1).result(60) == "1"


def test_a_domain_that_was_changed_since_does_not_pass_as_the_old_one(desk):
    catalogue = gp.load_catalogue([desk])
    (found,) = catalogue.contributions
    changed = evolve(catalogue, contributions=(evolve(found, domain=evolve(found.domain, rules=())),))
    again = pickle.loads(pickle.dumps(changed))
    assert again == changed
    assert again.rules == ()


def test_another_version_in_the_other_process_is_named(desk):
    passed = pickle.dumps(gp.load_catalogue([desk]))
    desk.__version__ = "1.5"
    with pytest.raises(gp.PluginError) as caught:
        pickle.loads(passed)
    assert str(caught.value) == (
        "plugin 'goalposts_desk' 1.4: does not bring domain 'desk' in this version here, in another process than where "
        "it was loaded; let all processes have the same plugins."
    )


def test_a_plugin_that_the_other_process_has_not_is_named(desk, monkeypatch):
    passed = pickle.dumps(gp.load_catalogue([desk]))
    monkeypatch.delitem(sys.modules, "goalposts_desk")
    monkeypatch.setattr(sys, "path", [])
    with pytest.raises(gp.PluginError, match=r"plugin 'goalposts_desk' 1\.4: cannot be imported: ModuleNotFoundError"):
        pickle.loads(passed)
