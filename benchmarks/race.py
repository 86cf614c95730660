"""A race: answers first, then the fastest form of every engine, then rounds in which all engines take turns."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final, Protocol

from answers import Answers, Form, differences, mean_error
from attrs import field, frozen
from calls import Calls
from measures import Measure, statistics
from oracle import by_loops
from parts import Part, Turns

OURS: Final = "goalposts"
REFERENCE: Final = "polars"
MEMORY: Final = "memory"
"""The name under which reading the needed columns runs along."""

Forms = dict[str, Form]
Makers = Mapping[str, Callable[[Any], Forms]]
"""By engine: the ways to ask it about some input."""

Parts = Callable[[Any, Turns], tuple[Part, ...]]


class Benchmark(Protocol):
    """What is used of the fixture of pytest-benchmark."""

    extra_info: dict[str, Any]

    def pedantic(self, target: Callable[[], Any], *, setup: Callable[[], Any], rounds: int) -> Any:
        """Time a function round by round, after a setup that is not timed."""


@frozen
class Took:
    """What one way to ask gave.

    Attributes:
        seconds: of every round, ascending.
        error: how far its quantiles or distinct numbers are off on average; 0 for exact ones.
    """

    form: str
    seconds: tuple[float, ...]
    error: float = 0.0

    @property
    def best(self) -> float:
        """The shortest round."""
        return self.seconds[0]

    @property
    def middle(self) -> float:
        """The median round."""
        return self.seconds[len(self.seconds) // 2]


@frozen
class Entry:
    """A case to run.

    Attributes:
        case: its letter in the list of cases.
        aim: how many times faster than the faster peer Goalposts should be; None for no aim.
        bound_aim: how many times the time to read memory is allowed.
    """

    case: str
    title: str
    measures: tuple[Measure, ...]
    aim: float | None = None
    bound_aim: float | None = None


@frozen
class Result:
    """What one case gave.

    Attributes:
        engines: by name, Goalposts and its peers.
        memory: reading the needed columns; in memory with their size in bytes.
        peak_bytes: of the Goalposts process, where it had one of its own.
        parts: where its time goes, where that was looked at.
    """

    entry: Entry
    rows: int
    engines: Mapping[str, Took]
    memory: Took | None = None
    bytes: int = 0
    peak_bytes: int | None = None
    parts: tuple[Part, ...] = ()

    def ahead(self, of: Callable[[Took], float]) -> float:
        """The faster peer's seconds in those of Goalposts."""
        return self.peer(of) / of(self.engines[OURS])

    def peer(self, of: Callable[[Took], float]) -> float:
        """The seconds of the faster peer."""
        return min(of(took) for name, took in self.engines.items() if name != OURS)

    def above_bound(self, of: Callable[[Took], float]) -> float | None:
        """The seconds of Goalposts in those that reading takes."""
        return None if self.memory is None else of(self.engines[OURS]) / of(self.memory)


@frozen(eq=False)
class Inputs:
    """The same kind of data in three sizes.

    Attributes:
        known: few calls, for the loops of the oracle.
        few: the same calls, as the engines get them.
        sample: enough of them to choose the forms by.
        full: what is timed.
        read: reads the needed columns, and does nothing with them; in memory `bytes` is their size.
    """

    known: Calls
    few: Any
    sample: Any
    full: Any
    rows: int
    read: Callable[[], None] | None = None
    bytes: int = 0


@frozen
class Race:
    """Runs cases and keeps what they gave."""

    benchmark: Benchmark
    rounds: int
    results: list[Result] = field(factory=list)

    def run(self, entry: Entry, inputs: Inputs, makers: Makers, parts: Parts | None = None) -> Result:
        """Check all forms by the oracle, choose, check the chosen on the full input, and let them take turns.

        Args:
            entry: the case.
            inputs: what it is about.
            makers: the ways to ask every engine.
            parts: takes the full input and how rounds go, and tells where the time of Goalposts goes.
        """
        self._check_few(entry, inputs, makers)
        chosen = {engine: fastest(make(inputs.sample)) for engine, make in makers.items()}
        full = {engine: make(inputs.full) for engine, make in makers.items()}
        forms = {engine: full[engine][chosen[engine]] for engine in full}
        exact = next(form for form in full[REFERENCE].values() if not form.error)
        errors = check(forms, exact.read(exact.run()))
        took = self._turns(forms, inputs.read)
        engines = {engine: Took(chosen[engine], took[engine], errors[engine]) for engine in forms}
        memory = Took("every byte once", took[MEMORY]) if MEMORY in took else None
        found = parts(inputs.full, Turns(self.rounds, partial(_peers_turn, forms))) if parts else ()
        result = Result(entry, inputs.rows, engines, memory, inputs.bytes, parts=found)
        self.keep(result)
        return result

    def keep(self, result: Result) -> None:
        """Add a result to those of the run."""
        self.benchmark.extra_info["ahead_of_the_faster_peer"] = result.ahead(lambda took: took.best)
        self.results.append(result)

    def _check_few(self, entry: Entry, inputs: Inputs, makers: Makers) -> None:
        truth = by_loops(inputs.known, statistics(entry.measures))
        for engine, make in makers.items():
            check({f"{engine} ({name})": form for name, form in make(inputs.few).items()}, truth)

    def _turns(self, forms: Mapping[str, Form], read: Callable[[], None] | None) -> dict[str, tuple[float, ...]]:
        """Interleave: in every round the peers run first, then Goalposts, which is what the plugin times."""
        actions = {engine: form.run for engine, form in forms.items()} | ({MEMORY: read} if read else {})
        took: dict[str, list[float]] = {engine: [] for engine in actions}

        def timed(engine: str) -> None:
            start = time.perf_counter()
            actions[engine]()
            took[engine].append(time.perf_counter() - start)

        def others() -> None:
            for engine in actions:
                gc.collect()
                if engine != OURS:
                    timed(engine)

        self.benchmark.pedantic(lambda: timed(OURS), setup=others, rounds=self.rounds)
        return {engine: tuple(sorted(seconds)) for engine, seconds in took.items()}


def _peers_turn(forms: Forms) -> None:
    for engine, form in forms.items():
        gc.collect()
        if engine != OURS:
            form.run()


def check(forms: Mapping[str, Form], truth: Answers) -> dict[str, float]:
    """Refuse to time what answers differently; how far off the answers of those are that estimate."""
    errors = {}
    for name, form in forms.items():
        found = form.read(form.run())
        differing = differences(form, found, truth)
        assert not differing, f"{name} differs in {differing[0]}"
        errors[name] = max(mean_error(found[part], truth[part]) for part in truth) if form.error else 0.0
    return errors


def fastest(forms: Forms) -> str:
    """The name of the form with the shortest of two runs, after one to warm up."""
    if len(forms) == 1:
        return next(iter(forms))
    took = {}
    for name, form in forms.items():
        rounds = []
        for _ in range(3):
            start = time.perf_counter()
            form.run()
            rounds.append(time.perf_counter() - start)
        took[name] = min(rounds[1:])
    return min(took, key=lambda name: took[name])
