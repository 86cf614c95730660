"""Reads a source in a process of its own, to see how much memory that takes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_CHILD = """
import sys
from pathlib import Path
from streams.orders import opened, rule, source
stream = opened({source}, folder=Path({folder!r}))
rows = sum(batch.rows for batch in stream)
status = Path("/proc/self/status").read_text().splitlines()
peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
print(rows, peak, "pandas" in sys.modules)
"""


def lean(source, folder="."):
    """Return the rows of a source, given as Python text, the peak of memory in MB, and whether pandas was loaded."""
    if not Path("/proc/self/status").exists():
        # getrusage is no way out: its peak is inherited from the process that forked, which has pandas loaded
        pytest.skip("how much memory a process took is only told by Linux")
    done = subprocess.run(
        [sys.executable, "-c", _CHILD.format(source=source, folder=str(folder))],
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.returncode == 0, done.stderr
    rows, peak, pandas = done.stdout.split()
    return int(rows), int(peak) / 1024, pandas == "True"
