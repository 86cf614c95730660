"""How much memory a cube of a long Parquet file takes, in a process of its own.

The file has a row group for every million calls, zstd and dictionaries. Run as `python benchmarks/memory.py [ROWS]`;
the temporary folder needs about 12 bytes a row.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import call_files

_CHILD: Final = """
import json, resource, sys, time
from datetime import date
import goalposts as gp

def peak():
    # ru_maxrss alone would do, but on Linux a process is born with the peak of whoever started it
    if sys.platform == "linux":
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used // 1024 if sys.platform == "darwin" else used

project = gp.load_project(sys.argv[1])
start = time.perf_counter()
cube = gp.tally(project, as_of=date(2027, 1, 2))
took = time.perf_counter() - start
seen = cube.streams[0].accepted + cube.streams[0].outside
print(json.dumps({"seen": seen, "seconds": took, "peak_mb": peak() / 1024}))
"""


def run(rows: int = 5_000_000, goals: tuple[str, ...] = call_files.GOALS) -> dict[str, float]:
    """Write calls, then tally them in a fresh process.

    Returns:
        `rows`, `file_mb`, `seconds` of the tally, `peak_mb` of the process's resident memory (shared pages of a
        mapped file count too), and `start_mb`, the peak with a single row.
    """
    with tempfile.TemporaryDirectory() as folder:
        start = _tallied(Path(folder, "start"), 1, goals)
        found = _tallied(Path(folder, "long"), rows, goals)
    return {"rows": rows, **found, "start_mb": start["peak_mb"]}


def _tallied(folder: Path, rows: int, goals: tuple[str, ...]) -> dict[str, float]:
    folder.mkdir()
    file, project = folder / "calls.parquet", folder / "project.yaml"
    # writing shares no memory with reading: it has ended before the other process starts
    call_files.write_parquet(file, rows)
    project.write_text(call_files.project_text(file.name, goals), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(project)], env=os.environ, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    found = json.loads(done.stdout)
    if found.pop("seen") != rows:
        raise SystemExit(f"not every row was seen: {done.stdout}")
    return {"file_mb": file.stat().st_size / 2**20, **found}


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000_000
    for name, value in run(count).items():
        print(f"{name:10}{value:14,.0f}" if name == "rows" else f"{name:10}{value:14,.1f}")
