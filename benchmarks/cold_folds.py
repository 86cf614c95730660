"""Case (e), cold: the first fold of a process, with all that a first one waits for: code, and fresh memory.

Run as `python benchmarks/cold_folds.py FOLDER FORM`, which loads the events from a folder, folds them twice in one
form, and prints the seconds of both calls and the sums of the answer. The events are in memory, and the libraries are
imported, before the time begins; Goalposts loads its compiler and compiles within it.
"""

from __future__ import annotations

import json
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
COMPILED: Final = "goalposts, compiled before"
_ROUNDS: Final = 3


def run(folder: Path, rows: int, keys: int, peers: dict[str, str]) -> dict[str, list[dict[str, float]]]:
    """Fold in processes that take turns.

    Args:
        folder: where the events may lie.
        rows: how many there are.
        keys: of how many deals.
        peers: the forms of the peers, by engine.

    Returns:
        By engine, the seconds of every round: `first`, then `second`, which finds code and memory ready.
    """
    for name, values in folds.events(rows, keys).items():
        np.save(folder / f"{name}.npy", values)
    took: dict[str, list[dict[str, float]]] = {}
    sums = set()
    for _ in range(_ROUNDS):
        for engine, form in ({OURS: OURS, COMPILED: COMPILED} | peers).items():
            found = _process(folder, form)
            sums.add(json.dumps(found.pop("sums")))
            took.setdefault(engine, []).append(found)
    assert len(sums) == 1, f"answers differ: {sums}"
    return took


def _process(folder: Path, form: str) -> dict[str, Any]:
    command = [sys.executable, __file__, str(folder), form]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def parts(took: dict[str, list[dict[str, float]]]) -> tuple[Part, ...]:
    """What the first fold waits for, by the least of all rounds."""
    first, compiled, warm = (
        min(found[call] for found in took[engine])
        for engine, call in ((OURS, "first"), (COMPILED, "first"), (COMPILED, "second"))
    )
    before = f"the first fold, less that of a process that has folded {folds.SMALL_ROWS:,} events"
    return (
        Part("loading the compiler, and compiling", first - compiled, note=before),
        Part("fresh memory", compiled - warm, note="that one, less the second fold of its process"),
        Part("the fold", warm, note="the second of its process"),
    )


def _side(columns: dict[str, np.ndarray], form: str) -> Engine:
    if form == COMPILED:
        folds.engines(folds.events(folds.SMALL_ROWS, folds.SMALL_KEYS))[OURS]()
    return folds.engines(columns)[OURS if form == COMPILED else form]


def _sums(answer: object) -> list[str]:
    frame = folds.as_frame(answer).with_columns(missing=pl.col("won_at").is_null())
    return [str(frame.height), *(str(frame[name].sum()) for name in frame.columns)]


def main() -> None:
    """Time one engine twice."""
    folder, form = Path(sys.argv[1]), sys.argv[2]
    columns = {name: np.load(folder / f"{name}.npy") for name in ("deal", "at", "stage", "amount")}
    side, took = _side(columns, form), {}
    for call in ("first", "second"):
        start = time.perf_counter()
        answer = side()
        took[call] = time.perf_counter() - start
        sums = _sums(answer)
        del answer
    print(json.dumps({**took, "sums": sums}))


if __name__ == "__main__":
    main()
