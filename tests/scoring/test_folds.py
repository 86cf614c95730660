"""Folds at their edges: keys, times, sources and memory that somebody will have."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import deque
from datetime import timedelta

import numpy as np
import pytest
from goalposts.errors import ExpressionError, InputError
from goalposts.expressions import ValueType, any_of, count, first, min_of, parse_reducer, render_reducer, sum_of
from goalposts.expressions.columns import Column
from goalposts.model import Batch, fold
from goalposts.scoring.scanning import Folding
from scoring.steps import CASE, REDUCERS, START, STEP, batch, entities, folding, step, truth

HOSTILE_KEYS = [2**63 - 1, -(2**63), -1, 0, 1]


def folded(rows, **settings):
    made = folding(**settings)
    made.add(batch(rows))
    return made


def numbered(keys, times=None):
    """Steps that say nothing but their case, a number, and when."""
    times = np.arange(keys.size) if times is None else times
    cells = {"case": Column(ValueType.ID, keys.astype(np.int64)), "at": Column(ValueType.TIMESTAMP, times)}
    return Batch(STEP.id, "desk", keys.size, cells)


def test_no_rows_make_no_entities():
    assert entities(folding()) == {}
    assert entities(folded([])) == {}


def test_one_row_an_entity():
    rows = [step(f"case {number}", number, stage="new", amount=1.0) for number in range(500)]
    assert entities(folded(rows)) == truth(rows)


def test_a_case_without_a_won_step_is_kept_with_no_time_of_winning():
    (found,) = entities(folded([step("a", stage="new")])).values()
    assert (found["won_at"], found["won"], found["steps"]) == (None, False, 1)


def test_whether_something_held_is_unknown_where_a_step_does_not_say():
    found = entities(folded([step("a", stage="new"), step("a"), step("b"), step("b", stage="won")]))
    assert (found["a"]["won"], found["b"]["won"]) == (None, True)


def test_of_equal_times_the_row_read_first_is_first_and_the_row_read_last_is_last():
    (found,) = entities(folded([step("a", stage=stage) for stage in ("won", "new", "lost")])).values()
    assert (found["first_stage"], found["last_stage"]) == ("won", "lost")


@pytest.mark.parametrize("compiled_from", [1, 1_000])
def test_words_of_a_megabyte_are_keys(compiled_from):
    """Two that differ in their last letter only are two entities."""
    long = "x" * 2**20
    found = entities(folded([step(long + "a"), step(long + "b"), step(long + "a")], compiled_from=compiled_from))
    assert {key[-1]: row["steps"] for key, row in found.items()} == {"a": 2, "b": 1}


@pytest.mark.parametrize("compiled_from", [1, 1_000])
def test_every_64_bit_number_is_a_key(compiled_from):
    made = folding(wanted=["steps", "opened_at"], compiled_from=compiled_from)
    keys = np.array(HOSTILE_KEYS * 3, np.int64)
    times = np.arange(keys.size)
    cells = {"case": Column(ValueType.ID, keys), "at": Column(ValueType.TIMESTAMP, times)}
    made.add(Batch(STEP.id, "desk", keys.size, cells))
    found = [key for ask in made.table.pieces() for key in ask().keys.tolist()]
    assert sorted(found) == sorted(HOSTILE_KEYS)
    assert [answered.columns["steps"].values.tolist() for answered in made.batches()] == [[3.0] * 5]


def test_numbers_that_are_not_finite_are_missing():
    rows = [step("a", amount=amount) for amount in (float("nan"), float("inf"), -0.0, 2.0)]
    (found,) = entities(folded(rows)).values()
    assert (found["all"], found["least"], found["most"], found["first_amount"]) == (2.0, 0.0, 2.0, 0.0)


def test_times_before_1970_are_ordered():
    rows = [step("a", minutes, stage=stage) for minutes, stage in ((-40_000_000, "won"), (-50_000_000, "new"))]
    (found,) = entities(folded(rows)).values()
    assert (found["first_stage"], found["opened_at"]) == ("new", START + timedelta(minutes=-50_000_000))


def test_an_entity_is_measured_by_the_source_of_its_first_event():
    made = folding(("old", "new"))
    made.add(batch([step("a", 1), step("b", 9)], "old"))
    made.add(batch([step("a", 5), step("b", 2), step("c", 3)], "new"))
    found = {one.instrument: sorted(one.columns["case"].words) for one in made.batches()}
    assert found == {"old": ["a"], "new": ["b", "c"]}


def test_entities_lack_what_a_source_of_their_events_lacks():
    """Case b is the new system's alone; case a began in the old one, which gives no amounts."""
    made = folding(("old", "new"), wanted=["all", "steps"])
    made.add(batch([step("a", 1)], "old", absent=["amount"]))
    made.add(batch([step("a", 5, amount=3.0), step("b", 2, amount=4.0)], "new"))
    assert {one.instrument: (sorted(one.absent), sorted(one.columns)) for one in made.batches()} == {
        "old": (["all"], ["steps"]),
        "new": ([], ["all", "steps"]),
    }


def test_entities_lack_what_a_later_source_of_their_events_lacks():
    """Case a began in the new system, which gives amounts, and went on in the old one, which does not."""
    made = folding(("old", "new"), wanted=["all", "steps"])
    made.add(batch([step("a", 5)], "old", absent=["amount"]))
    made.add(batch([step("a", 1, amount=3.0)], "new"))
    assert {one.instrument: (sorted(one.absent), sorted(one.columns)) for one in made.batches()} == {
        "new": (["all"], ["steps"])
    }


@pytest.mark.parametrize("language", ["en", "ru"])
def test_entities_beyond_the_budget_are_refused_in_one_sentence(language):
    """It names the fold, the entities, their bytes, the limit and what to do; and it comes in time."""
    made = Folding.of(CASE, ["steps"], ["desk"], budget_bytes=2 << 20)
    made.table.compiled_from = 1
    batches = [numbered(np.arange(start, start + (1 << 12))) for start in range(0, 1 << 20, 1 << 12)]
    with pytest.raises(InputError) as refused:
        deque(map(made.add, batches))
    assert made.table.bytes <= 2 << 20
    sentence = {
        "en": r"fold desk\.case needs 2 MB of memory for \d+,\d+ entities so far, \d+ bytes each, .* is 2 MB; narrow",
        "ru": r"свёртке desk\.case нужно 2 МБ памяти: объектов уже \d+\s\d+, по \d+ байт, .* — 2 МБ; ограничьте",
    }[language]
    assert re.search(sentence, refused.value.sentence(language))


@pytest.mark.parametrize("text", REDUCERS.values())
def test_the_text_of_a_reducer_gives_it_back(text):
    assert render_reducer(parse_reducer(text)) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("median(amount)", "unknown reducer 'median'; known: first, last"),
        ("first()", "expected a name"),
        ("count(amount)", r"expected '\)'"),
        ("first(at, where stage)", "expected '='"),
    ],
)
def test_a_reducer_that_cannot_be_read_is_refused(text, message):
    with pytest.raises(ExpressionError, match=message):
        parse_reducer(text)


@pytest.mark.parametrize(
    "wrong",
    [sum_of(STEP.at), min_of(STEP.stage), any_of(STEP.amount), count(where=STEP.amount), first(STEP.at > 1)],
    ids=render_reducer,
)
def test_a_reducer_of_a_type_that_it_does_not_take_is_refused(wrong):
    with pytest.raises(ExpressionError):
        fold("desk.x", over=STEP, key="case", at="at", fields={"at": first(STEP.at), "x": wrong})


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"over": CASE}, "over=desk.case is a fold itself; fold desk.step"),
        ({"key": "amount"}, "key='amount' is not an id, category or text field of desk.step"),
        ({"at": "closed_at"}, "at='closed_at' is not one of its times; found: opened_at"),
        ({"key": "case", "fields": {"case": first(STEP.at)}}, "'case' is the key, and a reducer too"),
        ({"field_summaries": {"shut": "When."}}, "field_summaries tell of 'shut'; fields: "),
    ],
)
def test_a_fold_that_does_not_fit_is_refused(changes, message):
    settings = {"over": STEP, "key": "case", "at": "opened_at", "fields": {"opened_at": first(STEP.at)}, **changes}
    with pytest.raises(ValueError, match=message):
        fold("desk.x", **settings)


def test_types_are_kept_and_known():
    types = {known.id: known.type.value for known in CASE.fields}
    assert [types[name] for name in ("case", "opened_at", "all", "steps", "won")] == [
        "id",
        "timestamp",
        "money",
        "number",
        "flag",
    ]
    assert CASE.find("last_stage").values == ("new", "won", "lost")


def test_few_rows_load_no_compiler():
    code = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from scoring.steps import batch, entities, folding, step\n"
        "made = folding(); made.add(batch([step('a')])); print(entities(made)['a']['steps'], 'numba' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1.0", "False"]
