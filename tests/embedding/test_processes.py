"""What passes between the processes of a service: errors, cubes and scorecards; each makes its own projects."""

from __future__ import annotations

import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor
from datetime import date

import goalposts as gp
import pytest
from attrs import asdict
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
