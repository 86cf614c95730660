"""Damaged footers are refused; in Python, Arrow ends the process over some of them."""

from __future__ import annotations

import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from goalposts.streams.columnar.parquet_footer import look_through

CHANGED = """
import sys
from pathlib import Path
from goalposts.errors import SourceError
from goalposts.streams.columnar.parquet_file import open_parquet_file
from goalposts.streams.files.source_file import SourceFile

path, value = Path(sys.argv[1]), int(sys.argv[2])
whole = path.read_bytes()
footer = len(whole) - 8 - int.from_bytes(whole[-8:-4], "little")
refused = 0
for place in range(footer, len(whole) - 8):
    path.write_bytes(whole[:place] + bytes([value]) + whole[place + 1 :])
    try:
        open_parquet_file(SourceFile("a.parquet", path, None, 1000)).pieces()
    except SourceError:
        refused += 1
print(refused)
"""


@pytest.mark.parametrize("value", [0, 4, 0x15])
def test_no_changed_byte_of_a_footer_ends_the_process(tmp_path, value):
    """Among them are levels that do not fit their column, and chunks of another type than their column."""
    table = pa.table({"order_id": ["a", None], "at": pa.array([1, 2], pa.timestamp("us", "UTC")), "price": [0.5, 1.5]})
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=1, store_schema=False)
    command = [sys.executable, "-c", CHANGED, str(tmp_path / "a.parquet"), str(value)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 0


@pytest.mark.parametrize(
    "table",
    [
        pa.table({"a": pa.array([], pa.string())}),
        pa.table({"a": [[1, 2], [3]], "b": [{"x": 1, "y": "s"}, None]}),
        pa.table({"a": [1, 2]}).select([]),
    ],
    ids=["no rows", "nested", "no columns"],
)
def test_a_whole_footer_is_not_refused(tmp_path, table):
    pq.write_table(table, tmp_path / "a.parquet")
    look_through(pq.read_metadata(tmp_path / "a.parquet"), (tmp_path / "a.parquet").stat().st_size)
