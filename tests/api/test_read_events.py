"""The events of a project as a table: what scoring reads, and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime

import goalposts as gp
import pyarrow as pa
import pytest
from goalposts import event_type, field
from goalposts.errors import InputError
from goalposts.testing import sample_catalogue

VISIT = event_type(
    "desk.visit",
    time="at",
    fields=[
        field.id("visit_id", required=True),
        field.time("at"),
        field.category("desk"),
        field.money("price"),
        field.duration("talk"),
        field.flag("solved"),
    ],
)
OLD = {
    "visit_id": ["1", "2", "2", "3"],
    "at": ["2026-02-28T20:59Z", "2026-02-28T21:00Z", "2026-02-28T21:00Z", "yesterday"],
    "desk": ["north", None, None, "south"],
    "price": [1.5, 2.5, 2.5, 3.5],
    "talk": [60, None, None, 1],
    "solved": [True, None, None, False],
}
NEW = {"visit_id": ["4", "5"], "at": ["2026-03-31T20:59Z", "2026-03-31T21:00Z"], "desk": ["south", "south"]}


@pytest.fixture
def project():
    document = {
        "goalposts": 1,
        "project": "Desk",
        "timezone": "Europe/Moscow",
        "currency": "RUB",
        "evaluation": {"from": "2026-03-01", "to": "2026-04-01"},
        "data": {"desk.visit": [{"name": "old", "dedupe": ["visit_id"]}, {"name": "new"}]},
    }
    return gp.project(document, sample_catalogue(gp.Domain("desk", prefix="DSK", event_types=[VISIT])))


def read(project, **asked):
    return gp.read_events(project, "desk.visit", {"old": OLD, "new": NEW}, as_of=date(2026, 5, 1), **asked)


def test_events_are_mapped_without_duplicates_and_rows_that_cannot_be_read(project):
    """What a source lacks is null, in the order of the sources."""
    found = read(project)
    assert found.column_names == ["visit_id", "at", "desk", "price", "talk", "solved"]
    assert found["visit_id"].to_pylist() == ["1", "2", "4", "5"]
    assert found["at"].to_pylist()[0] == datetime(2026, 2, 28, 20, 59, tzinfo=UTC)
    assert found["desk"].to_pylist() == ["north", None, "south", "south"]
    assert found["price"].to_pylist() == [1.5, 2.5, None, None]
    assert found["talk"].to_pylist() == [60.0, None, None, None]
    assert found["solved"].to_pylist() == [True, None, None, None]
    assert found.schema.field("at").type == pa.timestamp("us", tz="UTC")


def test_days_are_those_of_the_project_s_clock(project):
    """March begins in Moscow at 21:00 UTC of the last of February."""
    march = date(2026, 3, 1), date(2026, 4, 1)
    assert read(project, fields=["visit_id"], between=march).to_pydict() == {"visit_id": ["2", "4"]}


def test_no_events_are_an_empty_table(project):
    none = {name: [] for name in ("visit_id", "at")}
    found = gp.read_events(project, "desk.visit", {"old": none, "new": none}, fields=["price"], as_of=date(2026, 5, 1))
    assert found.to_pydict() == {"price": []}
    assert found.schema.field("price").type == pa.float64()


@pytest.mark.parametrize(
    ("name", "asked", "said"),
    [
        ("desk.visitor", (), "sources give no events 'desk.visitor'; did you mean 'desk.visit'"),
        ("sample.visit", (), "`data` has no source of sample.visit"),
        ("desk.visit", ("prise",), "event type desk.visit has no field 'prise'; did you mean 'price'"),
    ],
)
def test_what_is_not_there_is_said(project, name, asked, said):
    with pytest.raises(InputError, match=said):
        gp.read_events(project, name, {}, fields=asked)
