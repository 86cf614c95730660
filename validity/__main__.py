"""Runs the gates: `python -m validity [--quick] [--only S1 --only S4] [--write docs/validity.md]`."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from validity.gate import Gate, Line
from validity.gates import GATES


def main(arguments: Sequence[str] | None = None, gates: Sequence[Gate] = GATES) -> int:
    """Run gates, print their figures, write the page if asked; 1 if a figure leaves its band."""
    parser = argparse.ArgumentParser(prog="python -m validity", description="Hold the error rates against their bands.")
    parser.add_argument("--quick", action="store_true", help="few runs and wider bands; a minute")
    parser.add_argument("--only", action="append", metavar="GATE", help="one gate, such as S1; may be repeated")
    parser.add_argument(
        "--write", type=Path, metavar="PAGE", help="the page to write when every gate holds; with --only, what of it"
    )
    asked = parser.parse_args(arguments)
    if asked.write and asked.quick:
        parser.error("--write: the page needs full runs; leave out --quick")
    known = {gate.id: gate for gate in gates}
    if unknown := [name for name in asked.only or () if name not in known]:
        parser.error(f"--only: no gate {', '.join(unknown)}; known: {', '.join(known)}")
    chosen = [gate for gate in gates if not asked.only or gate.id in asked.only]
    if asked.write and asked.only:
        try:
            _anew(asked.write, dict.fromkeys(chosen, ()))
        except (OSError, ValueError) as error:
            parser.error(f"--write {asked.write}: {error}; leave out --only")
    results = {gate: _run(gate, quick=asked.quick) for gate in chosen}
    holds = all(line.holds(full=not asked.quick) for lines in results.values() for line in lines)
    if asked.write and holds:
        from validity.page import page

        text = _anew(asked.write, results) if asked.only else page(results)
        asked.write.write_text(text, encoding="utf-8")
    return 0 if holds else 1


def _anew(path: Path, results: Mapping[Gate, Sequence[Line]]) -> str:
    from validity.page import with_gates

    return with_gates(path.read_text(encoding="utf-8"), results)


def _run(gate: Gate, *, quick: bool) -> tuple[Line, ...]:
    start = time.perf_counter()
    lines = tuple(gate.run(gate.quick_runs if quick else gate.runs))
    print(f"{gate.id}  {gate.title}  ({time.perf_counter() - start:.1f} s)", flush=True)
    for line in lines:
        verdict = "ok  " if line.holds(full=not quick) else "FAIL"
        shown = f"{line.value:.1%}" if line.of == "share" else f"{line.value:.3g}"
        print(f"  {verdict} {shown:>9}  {line.what}")
    return lines


if __name__ == "__main__":
    sys.exit(main())
