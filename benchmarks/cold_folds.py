"""Case (e), cold: the first fold of a process, with all that a first one waits for: code, and memory.

Run as `python benchmarks/cold_folds.py FOLDER FORM`, which loads the events from a folder, folds them in one form, and
prints what the calls took and the sums of the answer. The events are in memory, and the libraries are imported, before
the time begins; Goalposts loads its compiler and compiles within it. It is called four times, a peer once: the system
still works for the second call, and hardly for the third.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final

import folds
import numpy as np
import polars as pl
from folds import Engine
from parts import Part

OURS: Final = "goalposts"
SMALL: Final = "goalposts, few events"
_ROUNDS: Final = 3
_CALLS: Final = 4


Taken = dict[str, list[dict[str, list[float]]]]


def run(folder: Path, rows: int, keys: int, peers: dict[str, str]) -> Taken:
    """Fold in processes that take turns.

    Args:
        folder: where the events may lie.
        rows: how many there are.
        keys: of how many deals.
        peers: the forms of the peers, by engine.

    Returns:
        By engine, what every process took: the seconds of its calls, and those of processors in the system.
    """
    for name, values in folds.events(rows, keys).items():
        np.save(folder / f"{name}.npy", values)
    took: Taken = {}
    sums = set()
    for _ in range(_ROUNDS):
        for engine, form in ({OURS: OURS, SMALL: SMALL} | peers).items():
            found = _process(folder, form)
            answer = json.dumps(found.pop("sums"))
            sums.update({answer} if form != SMALL else ())
            took.setdefault(engine, []).append(found)
    assert len(sums) == 1, f"answers differ: {sums}"
    return took


def _process(folder: Path, form: str) -> dict[str, Any]:
    command = [sys.executable, __file__, str(folder), form]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def parts(took: Taken) -> tuple[Part, ...]:
    """What the first fold takes more than a warm one, in the process whose first fold was the fastest."""
    best = min(took[OURS], key=lambda found: found["seconds"][0])
    code = min(found["seconds"][0] - found["seconds"][-1] for found in took[SMALL])
    first, warm, system = best["seconds"][0], best["seconds"][-1], best["system"]
    says = f"{system[0]:.2f} s of processors in the system in the first call, {system[-1]:.2f} s in the warm one"
    return (
        Part("loading the compiler, and compiling", code, note=f"first less last fold of {folds.SMALL_ROWS:,} events"),
        Part("the fold, warm", warm, note=f"call {_CALLS} of the same process"),
        Part("what else the first call takes", first - code - warm, note=says),
    )


def _side(columns: dict[str, np.ndarray], form: str) -> Engine:
    if form == SMALL:
        return folds.engines(folds.events(folds.SMALL_ROWS, folds.SMALL_KEYS))[OURS]
    return folds.engines(columns)[form]


def _sums(answer: object) -> list[str]:
    frame = folds.as_frame(answer).with_columns(missing=pl.col("won_at").is_null())
    return [str(frame.height), *(str(frame[name].sum()) for name in frame.columns)]


def main() -> None:
    """Time one form, call by call."""
    folder, form = Path(sys.argv[1]), sys.argv[2]
    columns = {name: np.load(folder / f"{name}.npy") for name in ("deal", "at", "stage", "amount")}
    side = _side(columns, form)
    seconds, system, sums = [], [], []
    for _ in range(_CALLS if form.startswith(OURS) else 1):  # of peers only the first is asked for
        start, worked = time.perf_counter(), os.times().system
        answer = side()
        seconds.append(time.perf_counter() - start)
        system.append(os.times().system - worked)
        sums = sums or _sums(answer)
        del answer
    print(json.dumps({"seconds": seconds, "system": system, "sums": sums}))


if __name__ == "__main__":
    main()
