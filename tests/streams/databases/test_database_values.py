"""Values of databases become columns of plain types."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

import pyarrow as pa
import pytest
from goalposts.streams.databases.values import columns_of, plain_column

NUMBER = UUID("6f9619ff-8b86-d011-b42d-00cf4fc964ff")
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("cells", "expected", "kind"),
    [
        ([Decimal("5000.10"), None, Decimal(7)], ["5000.10", None, "7"], pa.string()),
        ([timedelta(hours=26, microseconds=5), None], [timedelta(hours=26, microseconds=5), None], pa.duration("us")),
        ([NUMBER], ["6f9619ff-8b86-d011-b42d-00cf4fc964ff"], pa.string()),
        ([time(9, 30)], ["09:30:00"], pa.string()),
        ([date(2026, 3, 1)], [date(2026, 3, 1)], pa.date32()),
        ([datetime(2026, 3, 1, tzinfo=UTC)], [datetime(2026, 3, 1, tzinfo=UTC)], pa.timestamp("us", "UTC")),
        ([b"a", None, "text"], [b"a", None, None], pa.binary()),
        ([memoryview(b"a")], [b"a"], pa.binary()),
        ([{"a": 1}, [2]], ['{"a": 1}', "[2]"], pa.string()),
        ([2**80, 1], [str(2**80), "1"], pa.string()),
        ([None, None], [None, None], pa.null()),
    ],
)
def test_what_drivers_give(cells, expected, kind):
    (column,) = columns_of([(cell,) for cell in cells], 1)
    assert (column.to_pylist(), column.type) == (expected, kind)


def test_no_rows_are_empty_columns():
    assert [len(column) for column in columns_of([], 2)] == [0, 0]


@pytest.mark.parametrize(("first", "rows"), [(0, 4), (1, 3), (2, 1), (4, 0)])
def test_intervals_are_durations(first, rows):
    """A year in one has 365.25 days, a month beside whole years 30; parts of an array know where they begin."""
    cells = pa.array([(1, 0, 1_500), None, (13, 2, 0), (0, -1, 0)], pa.month_day_nano_interval())
    expected = [30 * DAY + timedelta(microseconds=1), None, (365.25 + 30 + 2) * DAY, -DAY]
    found = plain_column(cells.slice(first, rows))
    assert found.to_pylist() == expected[first : first + rows]


def test_an_extension_type_is_what_it_is_stored_as():
    stored = pa.array(["1", None])
    assert plain_column(pa.ExtensionArray.from_storage(pa.opaque(pa.string(), "numeric", "x"), stored)) == stored
