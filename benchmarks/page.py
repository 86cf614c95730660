"""Writes the results as a table for a terminal and as the page docs/performance.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Final

from profile_page import profile
from race import MEMORY, OURS, Result, Took
from tables import table, times_as

INTRODUCTION: Final = """\
<!-- Made by the benchmark suite from one run; the command stands below. Run it again instead of editing this page. -->

# Performance

How long one scan takes from events to the sufficient statistics of every day and slice, beside Polars and DuckDB. All
figures of this page are from one run on one machine. Absolute times on a shared machine wander; the ratios are of
rounds in which all engines took turns, so read those.

```
python -m pytest benchmarks --write docs/performance.md    # everything; 3 GB of disk, half an hour or so
python -m pytest benchmarks -k "ordered and nine"          # some cases
python -m pytest benchmarks --rows 2000000                 # smaller; the cases keep their shapes
python -m pytest benchmarks --quick                        # seconds: answers are checked, times mean nothing
```"""

METHOD: Final = """\
## What limits what

* **In memory** a scan takes some nanoseconds a row and thread: to find the cell of a row, to compare, and to add
  to the cell; that, and the time to read the columns and do nothing, stand above for every case. (b) and (c) do the
  same for a row, but the cells of (c) do not fit the cache: the difference of their scans is the price.
* **No scan of this form takes less than** the *loop that was written for this case alone*: it fills the same cells, but
  is told beforehand what a product must find out: that no cell is missing, no number infinite, that the clock never
  changes and all calls lie within the year. Its answers are checked as well. Where the scan takes little longer than
  it, only another form of scan could be quicker: an addition to the cell of every row is what both spend their time on.
* **After the peers' turn** memory has gone back to the system, which clears what it gives anew, and caches hold what
  others have read: the more cells, the more of that. A process that scores and ends meets it once.
* **The harvest** turns cells into states: some arrays for every goal, day and slice. It grows with the cells, not with
  the rows, and runs on one thread, some cells at a time, so that they fit the cache.
* **From Parquet** decoding is most of the time. Goalposts decodes by pyarrow, the peers by readers of their own: an aim
  that decoding alone does not reach, in the column *were this all*, is out of reach with this reader; what the reader
  of Polars takes for the same columns stands beside it. Footers tell
  which row groups and columns need no decoding, but a file that is needed whole must be decoded whole.
* **A fold** is timed twice: (e) in a process that has folded before, and (e, cold) as the first of its process. What
  the first one takes more is told apart into code, which does not grow with the events, and what else there is.
* **Quantiles and distinct words** by day and slice leave tables that are large beside the input, and a cube keeps them
  as sparse lists: making those is part of the time, and does not shrink with the rows.

## How it is measured

* **Answers first.** Every form of every engine is compared with loops and fractions over some ten thousand calls
  (`tests/naive.py`, which shares no code with the product); then the chosen forms are compared with one another on
  the full input. Counts must be equal and sums agree to nine digits. A bucketed quantile must be within 0.8 % of the
  exact one on average over the cells, the sketch of Goalposts within its standard error, those of the peers within 10 %
  and 20 %. Nothing is timed that answers differently.
* **Same work.** The same columns, the same statistics a day and slice, the same number of threads: {threads}. In
  memory, Polars reads a `DataFrame`, DuckDB a table of its own, Goalposts the columns of a batch; words are numbers
  already, and the answers are complete tables. Goalposts compiles its scan once a plan, before the first round, and
  keeps it; the other engines plan their queries in every round, which is a few milliseconds. From Parquet and for
  `gp.tally` Goalposts does all that it does for a user: it checks every row, names what it refuses, and cuts days in
  the project's time zone.
* **Best form.** A query can be written in many ways. Several forms of each peer are timed on a fifth of the input and
  the fastest is used; the table names it. *masks*: `when` and `then`; *case*, *filter*: the SQL of the same names;
  *by outcome*: grouped by the call's outcome as well, and few rows added up after that; *packed key*: the same by one
  number made of day, queue and outcome; *buckets*: a group for every logarithmic bucket; *exact*, *approximate*,
  *sketch*: the functions of that name; *streaming* and *in-memory*: the engines of Polars.
* **Estimates.** Where a quantile or a number of distinct values is estimated, the table says how far off it is on
  average over all days and queues; a larger error is cheaper to have.
* **Interleaved.** {rounds} rounds; in each of them every engine runs once. A cell shows the shortest and the median.
* **Ahead** is the time of the faster peer in times of Goalposts, by the shortest rounds and by the medians.
* **Read bound** is the time that as many threads need to read the needed columns and do nothing with them, which runs
  along in every round: in memory they add up the bytes as 64-bit numbers, from Parquet pyarrow decodes the row groups
  side by side. No scan that reads so can be faster. The column shows the time of Goalposts in times of it."""


def lines(results: Iterable[Result]) -> list[str]:
    """One line a case, for a terminal."""
    return [f"({result.entry.case}) {result.entry.title}, {result.rows:,} rows: {_line(result)}" for result in results]


def _line(result: Result) -> str:
    times = "  ".join(f"{name} {_times(took)}{_said(took, ' [{}]')}" for name, took in result.engines.items())
    bound = f"; {_above(result)} of the read bound" if result.memory else ""
    peak = f"; peak memory {result.peak_bytes / 1e9:.2f} GB" if result.peak_bytes else ""
    return f"{times}  ahead {_ahead(result)}{_aim(result.entry.aim, '; aim ')}{bound}{peak}"


FRESH: Final = """\
## A fresh process

From the start of a process to its end, with a hundred thousand calls and nine KPIs; the median of {rounds} rounds. The
aim is an answer within a second. Up to a million rows no compiler is loaded."""


AGAIN: Final = """\
## Scored again

`goalposts score` from the start of its process to its end, once each: without a store, with one that is still empty,
and with what the run before has kept. Nothing that did not change is read again; the aim is a second for twenty
million unchanged rows, and ten for a workbook of two hundred thousand."""


REPORT: Final = """\
## A report

The page of twenty goals, each with three years of days, made of their verdict: with charts that answer, and as drawings
alone. The aim is five seconds and 3 MB; the size is asserted. The benchmark may run alone (`-k report`), and the
figures here may be of such a run."""

ROADMAPS: Final = """\
## A roadmap

`gp.plan` of as many goals, drawn so that owners have several, two roles are short of people, and goals wait for others;
once each. The plan of six goals is the best of all that there are, by trying them. Where the proof takes longer than
eight seconds, the plan says by how much a better one could cut the waiting at most. The aim is ten seconds for forty
goals."""


def page(
    results: Sequence[Result],
    machine: Mapping[str, str],
    threads: int,
    rounds: int,
    fresh: Mapping[str, float],
    again: Mapping[str, float],
    reports: Mapping[str, tuple[float, int]],
    roadmaps: Mapping[int, tuple[float, float]],
) -> str:
    """The page of one run."""
    results = sorted(results, key=lambda result: result.entry.case)
    facts = {**machine, "Threads": f"{threads} for every engine", **_bandwidth(results)}
    parts = [INTRODUCTION, "## The machine", table(["", ""], facts.items())]
    parts += ["## Results", table(_HEADINGS, (_cells(result) for result in results))]
    parts += [
        _missed(results),
        _peaks(results),
        _of_fresh_processes(fresh, rounds),
        _of_large_files(again),
        of_reports(reports),
        _of_roadmaps(roadmaps),
        profile(results),
        METHOD.format(threads=threads, rounds=rounds),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


_BEST, _MIDDLE = attrgetter("best"), attrgetter("middle")
_HEADINGS: Final = ("Case", "Rows", "Goalposts, s", "Polars, s", "DuckDB, s", "Ahead", "Aim", "Read bound")


def _cells(result: Result) -> list[str]:
    peers = [_times(took) + _said(took, " ({})") for name, took in result.engines.items() if name != OURS]
    return [
        f"({result.entry.case}) {result.entry.title}",
        f"{result.rows:,}",
        _times(result.engines[OURS]) + _error(result.engines[OURS], " ({})"),
        *peers,
        _ahead(result),
        _aim(result.entry.aim),
        _above(result) + _aim(result.entry.bound_aim, ", aim at most "),
    ]


def _said(took: Took, shown: str) -> str:
    """The form of a peer that was used and how far off its answers are, where there was a choice."""
    return shown.format(took.form + _error(took, ", {}")) if took.form else ""


def _error(took: Took, shown: str) -> str:
    return shown.format(f"{100 * took.error:.2g} % off") if took.error else ""


def _times(took: Took) -> str:
    return f"{took.best:.3f}/{took.middle:.3f}"


def _ahead(result: Result) -> str:
    return "/".join(times_as(result.ahead(of)) for of in (_BEST, _MIDDLE))


def _above(result: Result) -> str:
    found = [result.above_bound(of) for of in (_BEST, _MIDDLE)]
    return "/".join(times_as(ratio) for ratio in found if ratio is not None)


def _aim(aim: float | None, before: str = "") -> str:
    return "" if aim is None else f"{before}{aim:g}x"


def _bandwidth(results: Iterable[Result]) -> dict[str, str]:
    """The fastest reading among all rounds of all cases."""
    rates = [result.bytes / result.memory.best for result in results if result.memory and result.bytes]
    return {f"Reading of {MEMORY}": f"{max(rates) / 1e9:.0f} GB/s, the best of all rounds"} if rates else {}


def _missed(results: Iterable[Result]) -> str:
    """Say plainly which aims this run did not reach."""
    found = [
        f"({result.entry.case}) {result.entry.title}: {times_as(result.ahead(_BEST))} of {result.entry.aim:g}x"
        f"{_at_most(result)}"
        for result in results
        if result.entry.aim is not None and result.ahead(_BEST) < result.entry.aim
    ]
    found += [
        f"({result.entry.case}) {result.entry.title}: {times_as(above)} the reading, not {result.entry.bound_aim:g}x"
        for result in results
        if result.entry.bound_aim is not None and (above := result.above_bound(_BEST)) > result.entry.bound_aim
    ]
    if not found:
        return "Every aim is reached, by the shortest rounds."
    listed = "\n".join(f"* {line}" for line in found)
    return (
        f"Aims that this run does not reach, by the shortest rounds; what keeps each from it stands below:\n\n{listed}"
    )


def _at_most(result: Result) -> str:
    """How far ahead reading and nothing else would be, where that is less than the aim."""
    if result.memory is None or result.entry.aim is None:
        return ""
    most = result.peer(_BEST) / result.memory.best
    return f"; reading alone, in the same rounds, comes to {times_as(most)}" if most < result.entry.aim else ""


def _peaks(results: Iterable[Result]) -> str:
    found = [result for result in results if result.peak_bytes]
    said = "; ".join(f"{result.peak_bytes / 1e9:.2f} GB for {result.rows:,} rows" for result in found)
    return f"Peak memory of the Goalposts process that read Parquet: {said}." if found else ""


def _of_fresh_processes(fresh: Mapping[str, float], rounds: int) -> str:
    rows = ((name, f"{seconds:.2f}") for name, seconds in fresh.items())
    return f"{FRESH.format(rounds=rounds)}\n\n{table(['Process', 'Seconds'], rows)}" if fresh else ""


def _of_large_files(again: Mapping[str, float]) -> str:
    rows = ((name, f"{seconds:.2f}") for name, seconds in again.items())
    return f"{AGAIN}\n\n{table(['Command', 'Seconds'], rows)}" if again else ""


def of_reports(reports: Mapping[str, tuple[float, int]]) -> str:
    """The section on reports: the seconds and bytes of each."""
    rows = ((name, f"{seconds:.2f}", f"{size / 1e6:.2f}") for name, (seconds, size) in reports.items())
    return f"{REPORT}\n\n{table(['Page', 'Seconds', 'MB'], rows)}" if reports else ""


def _of_roadmaps(found: Mapping[int, tuple[float, float]]) -> str:
    rows = ((f"{goals}", f"{seconds:.2f}", f"{gap:.1%}" if gap else "best") for goals, (seconds, gap) in found.items())
    return f"{ROADMAPS}\n\n{table(['Goals', 'Seconds', 'At most better by'], rows)}" if found else ""
