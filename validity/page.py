"""Writes docs/validity.md: what the simulations found, for somebody who has no reason to believe a dashboard."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from typing import Final

from validity.catalogue import EVERY, LONG_MEMORY
from validity.comparison import RUNS, FalseAlarms, Found, effects_found, false_alarms
from validity.gate import Gate, Line
from validity.gates.verdicts import STATES, TRUTHS, verdicts
from validity.gates.wrong_methods import WITHOUT_TREND
from validity.processes import SEED

INTRODUCTION: Final = """\
<!-- Made by `python -m validity`, which simulates everything anew; the command stands below. Do not edit this page. -->

# Do the error rates hold?

A verdict is only worth something if it is rarely wrong where the truth is known. It never is known of a real rollout,
so this page draws rollouts by chance, thousands of them, in which we decide what happens; lets Goalposts judge them;
and counts. Then it does the same with the methods that people use instead, on the same series.

You need not believe the figures. In a checkout, with the tests' dependencies:

```
python -m validity --write docs/validity.md    # everything, and this page: about half an hour
python -m validity --quick                     # few runs and wider bands: a minute or two; CI runs this
python -m validity --only S1                   # one gate
```

Random numbers start from the seed {seed} and the name of each series, so that another run gives the same figures.
These are of {versions}. The runs are {runs} a series unless a table says otherwise.
Chance alone moves a share of 5 % by 0.7 points from one such run to another (its standard error, at 1000 runs), one of
50 % by 1.6; read no more into a difference than that. The simulations live in `validity/`, outside the engine, and
reach it through the functions that a verdict calls; kinds of KPI and verdicts go the whole way from a table of single
events through `gp.tally` and `gp.score`."""

FALSE_ALARMS: Final = """\
## Nothing happened: who says otherwise?

Every series below is a KPI by day, before and after a go-live that did **nothing**. A method that is honest at 95 %
calls a change real in about 5 of 100 of them. Per cent of {runs} runs, all methods on the same ones:"""

SERIES: Final = """\
Every day has about 180 events. A day's true mean is a weekly season, plus a shock that all events of that day share;
all sizes are in standard deviations (sd) of that shock, half of which is left the day after unless said otherwise.
The mean of a day's events scatters around the day's true mean by another 0.39 sd."""

METHODS: Final = """\
* **Welch's t on events** takes every call or order for an independent witness. They are not: those of one day share
  that day's weather, staff and outages. This is what most A/B calculators do when they are fed "before" and "after".
* **Welch's t on days** compares daily means, and forgets that a bad day is followed by another, and that the KPI may
  have been rising all along.
* **Regression with weekdays** has the season right, and the two faults of the former.
* **Newey–West errors** are the textbook's cure for days that hang together (Bartlett weights, 0.75·T^⅓ lags, normal
  quantiles). It needs more days than a rollout has; a trend in the regression (last but one column) cures the trend
  and not that.
* **CausalImpact-like** forecasts the days after from the days before by a structural model whose level is held nearly
  still (sd 0.01), which is that tool's default, with weekdays and without control series. With good control series
  it does better than here.

The comparison is with the usual use of these methods, not with the best use that an expert could make of them."""

POWER: Final = """\
## Something happened: who sees it?

Raising no false alarm is easy for somebody who never says anything. Below, the rollout does something, and the table
counts who calls it a change. An *oracle* knows the true covariance of the days, which nobody does; who must allow for
a trend cannot see more than the oracle that does so too. Per cent of {runs} runs:"""

POWER_READING: Final = """\
The last column is the price of always having a trend in the model. It is high when the baseline is short: with 60 days
before and 60 after, trend and step can hardly be told apart. A longer baseline buys most of it back, which is why
half a year is asked for. Leaving the trend out would look better here, and finds a change in {without} of the KPIs
that were rising anyway (gate S3 below)."""

VERDICTS: Final = """\
## The words of the verdict

Single events of 182 days before and 60 days after go from a table through `gp.tally` and `gp.score`. The promise is
about 2.8 standard errors of the range before it is widened; a kept promise is then found in some 80 of 100 rollouts,
and by the widened range in about two of three. Per cent of {runs} runs that end
in each state, by what the rollout truly does:"""

VERDICT_READING: Final = """\
*Right direction* is the rule of many success stories: it went up, so it worked. It says yes in about half of the
rollouts that do nothing. *Achieved* needs both that the promised line is reached and that the likely range leaves
zero out, which is why a promise that is kept to the letter is achieved in only about half of the cases: half of
them land a little below the line."""

GATES: Final = """\
## All gates

A figure outside its band stops the build; the bands were fixed before the engine was written. What is *shown only* has
none. *Chance* is the Monte Carlo standard error: how far chance alone moves the figure from one run of the simulation
to another; where nothing or everything was found, 95 % of what the true rate may be (the rule of three: Hanley and
Lippman-Hand 1983)."""

_RULE_OF_THREE: Final = 3.0

LIMITS: Final = """\
## What this page does not show

* **Another cause on the same day.** A new price list on the go-live day moves the KPI just as the rollout would. No
  arithmetic on one series tells them apart; comparison groups do.
* **Drift.** Series that wander without ever coming back, or shocks that fade more slowly than a factor a day, raise
  false alarms ({memory} for the long memory of S2). Of these nothing is promised.
* **A yearly season that was not seen.** It takes a year of baseline to know one.
* **Simulations are not your data.** They try the assumptions that we could think of. They are no proof that the days of
  your KPI behave like any of them."""


def page(results: Mapping[Gate, Sequence[Line]], runs: int = RUNS) -> str:
    """Give the page of a full run; `runs` are those of a comparison."""
    compared, found = false_alarms(runs), effects_found(runs)
    figures = {line.what: _value(line) for lines in results.values() for line in lines}
    parts = [
        INTRODUCTION.format(seed=SEED, runs=runs, versions=_versions()),
        FALSE_ALARMS.format(runs=runs),
        _compared(compared),
        SERIES,
        "\n".join(f"* **{process.name}**: {process.text}" for process in EVERY),
        METHODS,
        POWER.format(runs=runs),
        _found(found),
        POWER_READING.format(without=figures[WITHOUT_TREND]),
        VERDICTS.format(runs=runs),
        _states(runs),
        VERDICT_READING,
        GATES,
        *(_gate(gate, lines) for gate, lines in results.items()),
        LIMITS.format(memory=figures[LONG_MEMORY.name]),
    ]
    return "\n\n".join(parts) + "\n"


def with_gates(written: str, results: Mapping[Gate, Sequence[Line]]) -> str:
    """Give a written page with the figures of some gates anew.

    Raises:
        ValueError: the page does not know the gate, or its other figures are of other versions.
    """
    if _versions() not in written:
        raise ValueError(f"its figures are not of {_versions()}")
    for gate, lines in results.items():
        beginning = written.find(f"### {gate.id}: ")
        if beginning < 0:
            raise ValueError(f"it has no gate {gate.id} yet")
        ends = (written.find(heading, beginning + 1) for heading in ("\n### ", "\n## "))
        end = min(place for place in (*ends, len(written)) if place > 0)
        written = f"{written[:beginning]}{_gate(gate, lines)}\n{written[end:]}"
    return written


def _versions() -> str:
    return f"Python {platform.python_version()}, numpy {version('numpy')}, scipy {version('scipy')}"


def _compared(rows: Iterable[FalseAlarms]) -> str:
    known = list(rows)
    body = [(row.process.name, *map(_percent, row.rates.values())) for row in known]
    return _table(["series", *known[0].rates], body)


def _found(rows: Iterable[Found]) -> str:
    known = list(rows)
    body = [(_windows(row), f"{row.effect} sd", *map(_percent, row.rates.values())) for row in known]
    return _table(["days before/after", "effect", *known[0].rates], body)


def _windows(row: Found) -> str:
    return f"{row.process.baseline_days}/{row.process.evaluation_days}"


def _states(runs: int) -> str:
    body = []
    for name, truth in TRUTHS.items():
        counted = verdicts(truth, runs)
        shares = (_percent(counted.states[state] / runs) for state in STATES)
        body.append(
            (f"{name} of the promise" if truth else "nothing", *shares, _percent(counted.right_direction / runs))
        )
    return _table(["the rollout does", *(state.replace("_", " ") for state in STATES), "*right direction*"], body)


def _gate(gate: Gate, lines: Iterable[Line]) -> str:
    rows = [(line.what, _value(line), _band(line), _chance(line), f"{line.runs}") for line in lines]
    found = _table(["tried", "figure", "band", "chance", "runs"], rows)
    return "\n\n".join(part for part in (f"### {gate.id}: {gate.title}", gate.note, found) if part)


def _value(line: Line) -> str:
    return _shown(line, line.value)


def _shown(line: Line, value: float) -> str:
    if line.of == "share":
        return f"{100 * value:.1f} %"
    return f"{value:.2f}" if line.of == "ratio" else f"{value:.0e}"


def _band(line: Line) -> str:
    if line.low is not None and line.high is not None:
        return f"{_shown(line, line.low)} to {_shown(line, line.high)}"
    if line.low is not None:
        return f"at least {_shown(line, line.low)}"
    return "shown only" if line.high is None else f"at most {_shown(line, line.high)}"


def _chance(line: Line) -> str:
    if line.of == "exact":
        return "none"
    if line.of != "share":
        return f"±{line.chance:.2f}"
    if line.error is None and line.value in (0.0, 1.0):
        return f"within {100 * _RULE_OF_THREE / line.runs:.1f} points"
    return f"±{100 * line.chance:.1f} points"


def _percent(rate: float) -> str:
    return f"{100 * rate:.1f}"


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
