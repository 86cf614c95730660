"""What a plan reckons is what a scan takes at most, measured in processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

pytest.importorskip("llvmlite")

FILL = """
import json, sys
from datetime import date, timedelta
import numpy as np
from goalposts.expressions import ValueType, parse_formula
from goalposts.expressions.columns import Column
from goalposts.model import Batch
from goalposts.scoring import Cube, plan
from goalposts.scoring.kernels.compiled import can_compile
from scoring.visits import VISIT, goal

def peak():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) * 1024

kpis, words, days, rows = json.loads(sys.argv[1])
shares = [f"share(of=wait <= {limit} s)" for limit in range(1, kpis // 2 + 1)]
means = [f"mean(of=wait, among=wait > {limit} s)" for limit in range(1, kpis // 2 + 1)]
first = date(2025, 1, 1)
goals = [goal(parse_formula(text)) for text in shares + means]
made = plan(goals, "UTC", first, first + timedelta(days=days), 64 << 30, {VISIT.id: ("room",)})
random = np.random.default_rng(1)
start = (first - date(1970, 1, 1)).days * 86_400_000_000
rooms = random.integers(0, words, rows).astype(np.int32)
columns = {
    "came_at": Column(ValueType.TIMESTAMP, start + random.integers(0, days * 86_400_000_000, rows)),
    "room": Column(ValueType.CATEGORY, rooms, None, tuple(map(str, range(words)))),
    "wait": Column(ValueType.DURATION, random.exponential(20, rows)),
}
batch = Batch(VISIT.id, "counter", rows, columns)
assert can_compile()
before = peak()
cube = Cube.empty(made).add(batch)
assert len(cube.sections[0].segments["room"].words) == words
print(json.dumps([made.bytes_with(words, made.streams[0]), peak() - before]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of a process is read from /proc")
@pytest.mark.parametrize(
    ("kpis", "words", "days", "rows"),
    [
        pytest.param(20, 100, 365, 1_000_000, id="20 KPIs, 100 words, a year"),
        pytest.param(50, 500, 1095, 4_000_000, id="50 KPIs, 500 words, three years", marks=pytest.mark.slow),
    ],
)
def test_a_scan_stays_under_the_estimate_of_its_plan(kpis, words, days, rows):
    """Pages of columns that are read for the first time are not its own; they are in the peak before."""
    command = [sys.executable, "-c", FILL, json.dumps([kpis, words, days, rows])]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=250, env=env)
    estimate, used = json.loads(done.stdout)
    assert 0.2 * estimate < used <= estimate
