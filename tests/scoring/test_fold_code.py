"""The code of folds: what it looks like, and that both ways to run it are the same however a fold is made."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from goalposts.expressions import ValueType, parse_reducer
from goalposts.expressions.columns import Column
from goalposts.model import Batch, fold
from goalposts.scoring.folds.fold_code.layout import layout_of
from goalposts.scoring.folds.fold_code.scatter import Sources, scatter_code
from goalposts.scoring.folds.fold_code.update import update_code
from goalposts.scoring.scanning import Folding
from hypothesis import given, settings
from hypothesis import strategies as st
from scoring.steps import REDUCERS, STEP, answered

HERE = Path(__file__).parent
WON = fold(
    "desk.won",
    over=STEP,
    key="case",
    at="opened_at",
    fields={"opened_at": parse_reducer("first(at)"), "amount": parse_reducer('last(amount, where=stage == "won")')},
)


def test_the_code_of_a_fold_reads_as_it_did():
    """`fold_golden.ll`: two fields, keys of words. Read the difference; if it is meant, the new text is `code`."""
    layout = layout_of(Folding.of(WON, ["opened_at", "amount"], ["desk"]).table.program, "i32")
    sources = Sources(masked=True, key="table", values=("plain",), flags=((True, 1),))
    code = f"{scatter_code(layout, sources)}\n\n{update_code(layout)}"
    assert code == (HERE / "fold_golden.ll").read_text(encoding="utf-8")


def batches(seed, rows):
    """Steps of few cases at few times, in two batches whose words differ."""
    random = np.random.default_rng(seed)

    def words(*known):
        return Column(
            ValueType.CATEGORY, random.integers(0, 2, rows).astype(np.int32), random.random(rows) < 0.8, known
        )

    for known in (("new", "won"), ("won", "lost")):
        cells = {
            "case": Column(ValueType.ID, random.integers(0, 3, rows).astype(np.int32), None, ("a", known[0], known[1])),
            "at": Column(ValueType.TIMESTAMP, random.integers(-2, 2, rows), random.random(rows) < 0.9),
            "stage": words(*known),
            "amount": Column(ValueType.MONEY, random.integers(-3, 3, rows) / 2, random.random(rows) < 0.8),
            "urgent": Column(ValueType.FLAG, random.random(rows) < 0.5, random.random(rows) < 0.8),
            "due": Column(ValueType.TIMESTAMP, random.integers(-9, 9, rows)),
        }
        yield Batch(STEP.id, "desk", rows, cells)


@settings(deadline=None, max_examples=40)
@given(st.sets(st.sampled_from(list(REDUCERS)), min_size=1), st.integers(0, 40), st.integers(0, 999))
def test_any_choice_of_fields_gives_what_the_twin_gives(names, rows, seed):
    """Rows and records are laid out anew for each choice."""
    reducers = {"opened_at": parse_reducer("first(at)"), **{name: parse_reducer(REDUCERS[name]) for name in names}}
    chosen = fold("desk.chosen", over=STEP, key="case", at="opened_at", fields=reducers)
    answers = []
    for compiled_from in (1, 1 << 40):
        made = Folding.of(chosen, reducers, ["desk"])
        made.table.compiled_from = compiled_from
        for batch in batches(seed, rows):
            made.add(batch)
        answers.append(sorted(answered(made)))
    assert answers[0] == answers[1]
