"""Telling duplicates apart takes memory for every key, which is reckoned, and refused beyond a budget."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest
from goalposts.errors import SourceError
from goalposts.expressions import ValueType
from goalposts.expressions.columns import Column
from goalposts.streams.gates.dedupe import Newest

FILL = """
import sys
import numpy as np
from streams.gates.test_dedupe_memory import columns
from goalposts.streams.gates.dedupe import Newest

def peak():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) * 1024

keys = ("order_id", "line") if sys.argv[1] == "two" else ("order_id",)
newest = Newest(keys, "at")
newest.add(columns(0, 50_000), 0)
before, known = peak(), newest.bytes
for part in range(1, 21):
    newest.add(columns(part, 50_000), part * 50_000)
print(newest.bytes - known, peak() - before)
"""


def columns(part, rows):
    """A million orders in parts, no two alike."""
    words = tuple(f"order {part * rows + row:012}" for row in range(rows))
    return {
        "order_id": Column(ValueType.ID, np.arange(rows, dtype=np.int32), None, words),
        "line": Column(ValueType.NUMBER, np.arange(rows, dtype=np.float64)),
        "at": Column(ValueType.TIMESTAMP, np.arange(rows, dtype=np.int64)),
    }


def test_keys_beyond_the_budget_are_refused_by_name():
    newest = Newest(("order_id",), "at", "shop", budget_bytes=1 << 20)
    newest.add(columns(0, 4_000), 0)
    with pytest.raises(SourceError) as caught:
        newest.add(columns(1, 4_000), 4_000)
    assert str(caught.value) == (
        "shop: `dedupe` has to remember 8,000 keys of about 218 bytes, and may use 1 MB; "
        "drop duplicates where the export is written, or leave `dedupe` out."
    )


def test_the_same_keys_again_take_nothing():
    newest = Newest(("order_id",), "at", budget_bytes=1 << 20)
    for start in range(0, 40_000, 4_000):
        newest.add(columns(0, 4_000), start)
    assert newest.places().tolist() == list(range(36_000, 40_000))


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of a process is read from /proc")
@pytest.mark.parametrize("keys", ["one", "two"])
def test_what_is_reckoned_is_about_what_is_taken(keys):
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", FILL, keys], capture_output=True, text=True, check=True, env=env)
    reckoned, taken = map(int, done.stdout.split())
    assert 0.5 * reckoned < taken < 1.2 * reckoned
