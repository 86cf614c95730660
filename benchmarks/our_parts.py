"""Goalposts, part by part: like `ours`, this knows its insides.

What the steps of a scan take is told by smaller plans: with fewer statistics the same scan does less.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

import hand_loops
import ours
from answers import Form, differences
from attrs import evolve, frozen
from calls import DAYS, FIRST_DAY, Calls
from goalposts.api.tallying import Reading
from goalposts.model import Batch
from goalposts.scoring import Plan
from goalposts.scoring.concluding.quantiles import locate
from goalposts.scoring.filling.crew import Crew
from goalposts.scoring.filling.fused import middle_values
from goalposts.scoring.filling.fused import part as rows_of
from goalposts.scoring.filling.gathering import Read
from goalposts.scoring.filling.stream_lane import Begun, StreamLane, section_of_lanes
from goalposts.scoring.kernels.histogram import BUCKETS
from goalposts.scoring.planning.asked import Asked
from goalposts.scoring.planning.days import local_midnights
from goalposts.scoring.states.kinds import Histogram
from goalposts.scoring.states.section import Section
from goalposts.streams.side_by_side import SideBySide
from measures import NINE, PROBABILITY, Measure, columns_of
from parts import HARVEST, LIMIT, SCAN, Part, Turns, least, timed

_AT_ONCE: Final = 1 << 19
_PLACED: Final = "day and queue of a row, one count"
_STEPS: Final = {"share": "conditions, and their counts", "mean": "sums and squares", "quantile": "buckets of values"}
_ALONE: Final = "the scan on one thread"
_APART: Final = "memory that the system gives anew, and caches that are left to it"
_BY_HAND: Final = "limit: filling the cells by a loop that was written for this case alone"
_CONCLUDED: Final = "one quantile of the whole year for every queue"


@frozen(eq=False)
class Scanning:
    """A scan of a batch into cells, and what is made of them.

    Attributes:
        name: of what the scan does; the parts are named after it.
    """

    name: str
    given: Batch
    plan: Plan
    threads: int

    def filled(self) -> list[StreamLane]:
        """The cells, by lane, as `Gathering` fills them."""
        (stream,) = self.plan.streams
        pivots = middle_values(stream, self.given, self.plan.timezone)
        begun = Begun(stream, self.plan, local_midnights("UTC", FIRST_DAY, DAYS), pivots)
        lanes = [StreamLane(begun) for _ in range(stream.lanes)]
        with Crew(min(self.threads, len(lanes))) as crew:
            for number, first in enumerate(range(0, self.given.rows, _AT_ONCE)):
                lane = number % len(lanes)
                some = rows_of(self.given, first, min(first + _AT_ONCE, self.given.rows))
                crew.put(number, lane, partial(lanes[lane].add, some))
        return lanes

    def __call__(self) -> Mapping[str, float]:
        """Scan and harvest once."""
        start = time.perf_counter()
        lanes = self.filled()
        scanned = time.perf_counter()
        section_of_lanes(lanes, self.given.instrument)
        return {self.name: scanned - start, HARVEST + self.name: time.perf_counter() - scanned}


@frozen
class _Round:
    """What a scan took: the round of the least sum; `system` is the mean of all, in seconds of processors."""

    scan: float
    harvest: float
    system: float


def _rounds(scan: Scanning, turns: Turns) -> _Round:
    took, system = [], 0.0
    for _ in range(turns.rounds):
        turns.peers()
        before = os.times().system
        found = scan()
        system += os.times().system - before
        took.append((found[scan.name], found[HARVEST + scan.name]))
    return _Round(*min(took, key=sum), system / turns.rounds)


def scan_parts(calls: Calls, turns: Turns, measures: tuple[Measure, ...], threads: int) -> tuple[Part, ...]:
    """The parts of a scan of columns in memory.

    The scan and the harvest are those of rounds like the case's own. What a scan does for a row is told by rounds in
    which nobody else has a turn; what those take less is a part too.
    """
    given, plans = ours.batch(calls), _plans(measures)
    scans = [Scanning(name, given, plan, threads) for name, plan in plans.items()]
    whole, alone = scans[-1], evolve(scans[-1], name=_ALONE, threads=1)
    took, quiet, among_peers = (
        least([*scans, alone], turns.rounds),
        _rounds(whole, _quiet(turns)),
        _rounds(whole, turns),
    )
    each = took[whole.name] * threads / calls.rows * 1e9
    note = f"alone {each:.1f} ns a row and thread, in which {_cells(whole)}"
    parts = [Part(SCAN, among_peers.scan, note=note), Part(HARVEST, among_peers.harvest)]
    before = 0.0
    for scan in scans:
        parts.append(Part(scan.name, took[scan.name] - before, SCAN))
        before = took[scan.name]
    system = f"processors work {among_peers.system:.3f} s in the system, {quiet.system:.3f} s without the peers' turns"
    parts.append(Part(_APART, among_peers.scan - took[whole.name], SCAN, system))
    parts.append(Part(_APART, among_peers.harvest - quiet.harvest, HARVEST))
    parts.append(
        Part(
            _ALONE, took[_ALONE], "side by side", f"{took[_ALONE] / took[whole.name]:.1f} times as long as on {threads}"
        )
    )
    if measures[0].kind == "quantile":
        parts.append(_concluded(section_of_lanes(whole.filled(), "benchmark")[0], turns.rounds))
    return (*parts, *_by_hand(calls, turns, whole, measures))


def _quiet(turns: Turns) -> Turns:
    return evolve(turns, peers=lambda: None)


def _by_hand(calls: Calls, turns: Turns, whole: Scanning, measures: tuple[Measure, ...]) -> tuple[Part, ...]:
    """What a loop for this case alone takes, after its answers were compared with ours."""
    loop = hand_loops.loop_for(measures)
    if loop is None:
        return ()
    few = calls.first(hand_loops.whole_blocks(calls.rows))
    planned, error = ours.planned(measures), ours.error_of(measures)
    truth = ours.answers(ours.fill(ours.batch(few), planned.plan, whole.threads), planned, calls.queues)
    found = hand_loops.answers(loop, loop.fill(few, whole.threads), calls.queues)
    differing = differences(Form(lambda: None, lambda _: truth, error), found, truth)
    assert not differing, f"the loop written by hand differs in {differing[0]}"
    fill = timed(_BY_HAND, lambda: loop.fill(few, whole.threads))
    alone = least([fill, whole], turns.rounds)
    times = alone[whole.name] / alone[_BY_HAND]
    note = f"makes nothing of its cells; the scan takes {times:.2f} times as long, both without the peers' turns"
    return (Part(_BY_HAND, alone[_BY_HAND], LIMIT, note),)


def _plans(measures: tuple[Measure, ...]) -> dict[str, Plan]:
    """Ever larger plans, by what each adds: rows are counted, then come shares, then the rest."""
    whole = ours.planned(measures).plan
    plans = {_PLACED: ours.plan_of((Asked("counts", None, None, None, None),))}
    shares = tuple(measure for measure in measures if measure.kind == "share")
    if shares:
        plans[_STEPS["share"]] = ours.planned(shares).plan
    return {**plans, _STEPS[measures[-1].kind]: whole}


def _cells(scan: Scanning) -> str:
    """What a row does to its cell, and how much memory cells take."""
    runs = [run for lane in scan.filled()[:1] for _, its in lane.groups.values() for one in its for run in one.runs]
    made, cells = runs[0].scan, sum(run.cube.nbytes + sum(table.nbytes for table in run.tables) for run in runs)
    vectors = sum(2 if pack.lanes == 4 else 1 for pack in made.squared_packs) + len(made.plain_packs)
    counts = len(made.patterns) + made.heavy
    added = f"{vectors} vectors and {counts} {'count' if counts == 1 else 'counts'}"
    return f"{added} are added to a cell; cells take {cells / 2**20:.1f} MiB a thread"


def _concluded(section: Section, rounds: int) -> Part:
    parts = section.segments["queue"]

    def read() -> None:
        for place in range(len(parts.words)):
            state = parts.state(0, place)
            assert isinstance(state, Histogram)
            days, buckets = state.keys // BUCKETS, state.keys % BUCKETS
            locate(days, buckets, state.counts, DAYS, float(PROBABILITY))

    seconds = least([timed(_CONCLUDED, read)], rounds)[_CONCLUDED]
    return Part(_CONCLUDED, seconds, "afterwards", "a report asks for it afterwards; not in the time of the case")


def reading(path: Path, threads: int) -> None:
    """Read a Parquet file as `tally` does, checks and numbers of words included, and count nothing."""
    project = ours.project(NINE, path)
    end = FIRST_DAY + timedelta(days=DAYS)
    (source,) = project.sources_of(ours.EVENT)
    within = FIRST_DAY, end + timedelta(days=1)
    stream = Reading(project, {}, end + timedelta(days=1)).open(source, frozenset(columns_of(NINE)), within)
    with SideBySide(stream) as pieces, Crew(threads) as crew:
        for number, piece in enumerate(pieces.parts):
            crew.put(number, number % threads, partial(_read, piece.read))


def _read(read: Read) -> None:
    for _ in read():
        pass
