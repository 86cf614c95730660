"""Cells that nobody expects, from a table to the readings: refused and counted, or read for what they are.

Every case says what becomes of its row. It is seen in a small table, and at the end of a million rows, where the
compiled scan has taken over.
"""

from __future__ import annotations

from itertools import groupby

import goalposts as gp
import pyarrow as pa
import pytest
from attrs import frozen
from goalposts.scoring.filling.gathering import WORTHWHILE_ROWS
from scoring.visit_tables import AS_OF, KPIS, check, clean_row, clean_rows, project, table, tallied

NAN, INFINITY = float("nan"), float("inf")
INT64_MIN, INT64_MAX = -(2**63), 2**63 - 1
YEAR_1, YEAR_9999_END = -62_135_596_800_000_000, 253_402_300_799_999_999
MEGABYTE = "ё" * (1 << 19)
FUTURE = "not seen"
OUTSIDE = "outside"  # of the days that any window needs: counted, not looked at
COPIES = 20  # more than a vector of the scan has lanes


@frozen
class Case:
    """One strange cell.

    Attributes:
        fate: why its row is refused; `FUTURE` where it is as if it were not there; empty where it is accepted.
        read: what an accepted cell is; as it stands when not given.
    """

    field: str
    cell: object
    fate: str = ""
    read: object = "as it stands"

    @property
    def row(self):
        return {**clean_row(4), self.field: self.cell}

    @property
    def accepted(self):
        return {**clean_row(4), self.field: self.cell if self.read == "as it stands" else self.read}

    @property
    def name(self):
        return f"{self.field} {str(self.cell)[:20]}"


CASES = [
    Case("wait", NAN, "bad_duration"),
    Case("wait", INFINITY, "bad_duration"),
    Case("wait", -INFINITY, "bad_duration"),
    Case("wait", 1e308, "bad_duration"),
    Case("wait", -0.25, "negative_duration"),
    Case("wait", -1e308, "bad_duration"),
    Case("wait", -0.0),
    Case("wait", 5e-324),
    Case("wait", None),
    Case("paid", NAN, "bad_number"),
    Case("paid", INFINITY, "bad_number"),
    Case("paid", -INFINITY, "bad_number"),
    Case("paid", 1.7e308, "bad_number"),
    Case("paid", -12.25),
    Case("paid", 2.0**52),
    Case("paid", None),
    Case("items", NAN, "bad_number"),
    Case("items", -INFINITY, "bad_number"),
    Case("items", 0.0),
    Case("items", -3.0),
    Case("items", None),
    Case("done", None),
    Case("at", None, "missing_value"),
    Case("at", INT64_MIN, "bad_timestamp"),
    Case("at", INT64_MAX, "bad_timestamp"),
    Case("at", YEAR_1 - 1, "bad_timestamp"),
    Case("at", YEAR_9999_END + 1, "bad_timestamp"),
    Case("at", YEAR_1, OUTSIDE),
    Case("at", -1, OUTSIDE),
    Case("at", 0, OUTSIDE),
    Case("at", YEAR_9999_END, FUTURE),
    Case("ended_at", INT64_MIN, "bad_timestamp"),
    Case("ended_at", INT64_MAX, "bad_timestamp"),
    Case("ended_at", YEAR_1 - 1, "bad_timestamp"),
    Case("ended_at", YEAR_9999_END + 1, "bad_timestamp"),
    Case("ended_at", YEAR_1),  # ended before it began: cannot be judged
    Case("ended_at", -1),
    Case("ended_at", YEAR_9999_END),  # the usual way to write that it is open
    Case("ended_at", None),
    Case("visit_id", None, "missing_value"),
    Case("visit_id", "", "missing_value"),
    Case("visit_id", MEGABYTE),
    Case("visit_id", "a\0b"),
    Case("place", "", read=None),
    Case("place", None),
    Case("place", MEGABYTE),
    Case("kind", "", read=None),
    Case("kind", None),
    Case("kind", "SHORT", "unknown_value"),
    Case("kind", MEGABYTE, "unknown_value"),
]
BY_FIELD = {field: list(cases) for field, cases in groupby(CASES, lambda case: case.field)}
# the oracle's loops over a million entries would take a minute, and these kinds never meet the scan
IN_LONG_TABLES = [name for name, value in KPIS.items() if not value.startswith("survival")]


def seen(cases, copies):
    """Tally clean rows with the rows of some cases behind them, and compare everything."""
    rows, strange = clean_rows(), [case.row for case in cases] * COPIES
    cube = tallied(together(table(rows, copies), table(strange)))
    accepted = [case.accepted for case in cases if not case.fate]
    refused = [case.fate for case in cases if case.fate not in ("", FUTURE, OUTSIDE)]
    (count,) = cube.streams
    outside = sum(case.fate == OUTSIDE for case in cases)
    assert count.rows == copies * len(rows) + COPIES * (len(accepted) + len(refused) + outside)
    assert count.outside == COPIES * outside
    assert count.accepted == copies * len(rows) + COPIES * len(accepted)
    assert dict(count.quarantined) == {reason: COPIES * refused.count(reason) for reason in refused}
    assert sum(detail.count for detail in count.details) == COPIES * len(refused)
    check(cube, [(rows, copies), (accepted, COPIES)], list(KPIS) if copies == 1 else IN_LONG_TABLES)
    return cube


def together(*tables):
    """One table of one chunk, so that no batch has strange rows only."""
    return pa.concat_tables(tables).combine_chunks()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_one_strange_cell_does_what_it_must_and_nothing_else(case):
    seen([case], copies=1)


@pytest.mark.parametrize("field", BY_FIELD)
def test_it_does_the_same_behind_a_million_rows(field):
    copies = -(-WORTHWHILE_ROWS // 500)
    cube = seen(BY_FIELD[field], copies)
    assert cube.sections[0].rows >= WORTHWHILE_ROWS


def test_all_of_them_at_once_are_scored():
    """A scorecard comes out, whose text has no number that is none."""
    card = gp.score(
        project(), {"book": together(table(clean_rows()), table([case.row for case in CASES]))}, as_of=AS_OF
    )
    shown = str(card.to_dict())
    assert len(card.goals) >= len(KPIS)
    assert "nan" not in shown.split()
    assert "inf" not in shown.split()
    assert card.to_html()


@pytest.mark.parametrize("field", ["wait", "paid", "items", "done", "place", "kind", "ended_at"])
@pytest.mark.parametrize("copies", [1, -(-WORTHWHILE_ROWS // 500)], ids=["small", "long"])
def test_a_column_of_nulls_makes_rows_unknown_and_no_number(field, copies):
    rows = [{**row, field: None} for row in clean_rows()]
    cube = tallied(table(rows, copies))
    assert cube.streams[0].accepted == copies * len(rows)
    check(cube, [(rows, copies)], list(KPIS) if copies == 1 else IN_LONG_TABLES)


@pytest.mark.parametrize("field", ["visit_id", "at"])
def test_a_column_of_nulls_where_one_is_required_refuses_every_row(field):
    """No accepted row: every reading is without a value, for want of events."""
    cube = tallied(table([{**row, field: None} for row in clean_rows()]))
    assert dict(cube.streams[0].quarantined) == {"missing_value": 500}
    assert cube.streams[0].accepted == 0
