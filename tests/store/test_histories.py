"""Entities made of whole histories: kept as a whole while nothing changes, read as a whole when anything does."""

from __future__ import annotations

import json
import random
from datetime import date

import goalposts as gp
import pytest
from api.test_folds import AFTER, DESK


@pytest.fixture
def desk(tmp_path):
    """A project of cases, whose steps lie in two files, and a store."""
    draw = random.Random(3)
    for name in "ab":
        rows = (
            f"{draw.randrange(40)},2025-01-0{draw.randrange(1, 9)},{draw.choice(['new', 'won'])},{draw.random():.4f}"
            for _ in range(200)
        )
        (tmp_path / f"{name}.csv").write_text("\n".join(["case,at,stage,amount", *rows, ""]))
    document = {
        "goalposts": 1,
        "project": "Desk",
        "timezone": "UTC",
        "currency": "EUR",
        "evaluation": {"from": date(2025, 1, 1), "to": date(2025, 1, 11)},
        "data": {"desk.step": {"name": "book", "source": "*.csv", "timezone": "UTC"}},
        "goals": [{"id": known.id[5:], "role": "shadow", "kpi": known.id} for known in DESK.kpis],
    }
    return gp.project(document, gp.load_catalogue([DESK]), folder=tmp_path), gp.Store(tmp_path / ".goalposts")


def answer(made, store=None):
    return json.dumps(gp.score(made, as_of=AFTER, store=store).to_dict())


def rows_read(made, store):
    """How many rows are told to be read for an answer, which is that without a store."""
    told = [0]
    found = gp.score(made, as_of=AFTER, store=store, progress=lambda *told_now: told.append(told_now[1]))
    assert json.dumps(found.to_dict()) == answer(made)
    return max(told)


def test_histories_are_kept_as_a_whole(desk, tmp_path):
    made, store = desk
    assert [rows_read(made, store), rows_read(made, store)] == [400, 0]
    with (tmp_path / "b.csv").open("a") as file:
        file.write("7,2025-01-05,won,12.5\n")
    assert [rows_read(made, store), rows_read(made, store)] == [401, 0]
    (tmp_path / "c.csv").write_text("case,at,stage,amount\n7,2025-01-02,new,1\n")
    assert [rows_read(made, store), rows_read(made, store)] == [402, 0]
