"""A process of its own that only tallies a file with Goalposts, so that its memory can be told.

Started as `python tally_process.py FILE`. It tallies once for every line of its input and answers with one; a
line that is not empty names a file for the cube. At the end of its input it says how much memory it had at most.
"""

from __future__ import annotations

import sys
from pathlib import Path

import machine
import ours
from measures import NINE


def main() -> None:
    """Tally as often as asked."""
    asked = ours.project(NINE, Path(sys.argv[1]))
    for line in sys.stdin:
        cube = ours.tally(asked)
        if line.strip():
            Path(line.strip()).write_bytes(cube.dump())
        print("done", flush=True)
    print(machine.peak_bytes(), flush=True)


if __name__ == "__main__":
    main()
