"""The scorecard: the answer, as records whose attribute names are the keys of its JSON form.

Shares are fractions, durations seconds, money the project's currency; what is missing is `None` with a reason.
`start` and `end` of windows are written as `from` and `to`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import field, frozen

from goalposts.locale import Text, text_of
from goalposts.model.bridging import Bridge
from goalposts.model.chain import ChainStep
from goalposts.model.effects import Check
from goalposts.model.follow_up import FollowUp
from goalposts.model.interim import Interim
from goalposts.model.provenance import Engine, Inputs, LockState
from goalposts.model.spread import Spread
from goalposts.model.stream_counts import StreamCount
from goalposts.model.stretch import Stretch
from goalposts.model.trace import Trace
from goalposts.model.window_value import WindowValue

SCHEMA = "goalposts/scorecard/1"

STATES = (
    "not_due",
    "invalid",
    "not_comparable",
    "no_data",
    "measurable",
    "inconclusive",
    "achieved",
    "reached_unproven",
    "improved",
    "worsened",
    "unchanged",
    "broken",
    "safe",
    "not_shown_safe",
    "moved",
    "still",
    "unclear",
    "reported",
)


@frozen
class Reason:
    """Why something came out as it did: a stable code, and a sentence."""

    code: str
    text: Text = field(converter=text_of)


@frozen
class TargetAnswer:
    """The promise, its line in KPI units, and `reached`, `not_reached` or `unknown`; its path, and its last weeks."""

    text: str
    kind: str
    line: float | None
    answer: str
    high: float | None = None
    path: tuple[Stretch, ...] = ()
    last: tuple[Stretch, ...] = ()


@frozen
class Change:
    """The effect with its 95 % interval, in KPI units, and what it says in the goal's good direction."""

    answer: str
    effect: float | None = None
    relative: float | None = None
    low: float | None = None
    high: float | None = None
    p_value: float | None = None
    p_adjusted: float | None = None
    method: str = ""


@frozen
class Attribution:
    """Whose the change is; the parts add up to the observed change.

    `claimable` is the most of it that may be claimed for the rollout, in KPI units; None where nothing is claimed.
    """

    answer: str
    design: str
    parts: Mapping[str, float] = field(factory=dict)
    checks: tuple[Check, ...] = ()
    claimable: float | None = None


@frozen
class Series:
    """The daily sums behind the value, of every day from the first to the last window.

    Attributes:
        numerator, denominator: their sums over a window give its value; of a quantile, the numerator is the day's own
            quantile times its events.
        events: rows that match the KPI.
        rows: rows of the stream, by which days without data are told from days without matching rows.
        closed: whether the day is declared closed.
        below: of a quantile, events at or below the quantile of the window that the day is in; empty else.
        digest: the fingerprint of the sums.
    """

    day: tuple[date, ...] = ()
    numerator: tuple[float, ...] = ()
    denominator: tuple[float, ...] = ()
    events: tuple[int, ...] = ()
    rows: tuple[int, ...] = ()
    closed: tuple[bool, ...] = ()
    below: tuple[float, ...] = ()
    digest: str = ""


@frozen
class SegmentValue:
    """The KPI over one window, of the rows of one segment."""

    value: float | None
    n: int
    days: int
    unknown: int = 0


@frozen
class SegmentLine:
    """One segment before and after; `word` is None for rows without one, and for `other`, the pooled rest."""

    word: str | None
    baseline: SegmentValue
    evaluation: SegmentValue
    other: bool = False


@frozen
class Segments:
    """A goal by the words of one dimension, or why it has no such lines; it describes and decides nothing."""

    dimension: str
    lines: tuple[SegmentLine, ...] = ()
    reason: Reason | None = None


@frozen
class GoalScore:
    """The answer for one goal; see the scorecard contract for the meaning of every state.

    `per_open_day` says that values, lines and effects are those of a day: a total, which longer windows would raise.
    """

    id: str
    role: str
    kpi: str
    name: Text
    statement: str
    variant: str | None
    params: Mapping[str, float]
    unit: str
    direction: str
    state: str
    confidence: str | None
    grade: str | None
    direction_ok: bool | None
    margin: float | None
    attainment: float | None
    target: TargetAnswer | None
    baseline: WindowValue
    evaluation: WindowValue
    observed: float | None
    change: Change
    attribution: Attribution
    series: Series
    reasons: tuple[Reason, ...]
    recipe: str
    must: bool = False
    weight: float = 1.0
    owner: str = ""
    due: date | None = None
    go_live: date | None = None
    segments: tuple[Segments, ...] = ()
    trace: Trace | None = None
    bridge: Bridge | None = None
    interim: Interim | None = None
    follow_up: FollowUp | None = None
    chain: tuple[ChainStep, ...] = ()
    spread: Spread | None = None
    per_open_day: bool = False
    minimum_n: int = 0


@frozen
class Interval:
    """A number that is only known to lie between two others."""

    low: float
    high: float


@frozen
class ProjectScore:
    """The project's verdict (`success`, `partial`, `failure`, `inconclusive`, or None without goals)."""

    name: str
    verdict: str | None
    score: Interval | None
    reasons: tuple[Reason, ...] = ()
    flips: tuple[str, ...] = ()


@frozen
class Original:
    """What was sealed first, judged by the same data, where sealed goals were amended since.

    Attributes:
        sealed: the day of that seal.
        project: the verdict that the first goals would have had; None where they cannot be judged any more.
        goals: as those of the scorecard, without what only pictures show.
        changes: how the goals differ now, a line each.
        reason: why there is no verdict.
    """

    sealed: str
    project: ProjectScore | None
    goals: tuple[GoalScore, ...] = ()
    changes: tuple[Text, ...] = ()
    reason: Reason | None = None


@frozen
class BreakEven:
    """How many units of benefit pay for the rollout.

    Attributes:
        needed: `units` as whole ones.
        expected: how many are expected, where the project says it.
        probability: of `needed` or more, where so many are expected.
        share_needed: the part of the opportunities that `needed` is: so much must their success rise.
        share_visible: the smallest rise that can be told from chance there.
        provable: whether the first is at least the second; if not, the rollout may be worth it and unprovable.
    """

    cost: float
    currency: str
    unit: str
    amount: float
    units: float
    needed: int | None = None
    expected: float | None = None
    probability: float | None = None
    share_needed: float | None = None
    share_visible: float | None = None
    provable: bool | None = None


@frozen
class Scorecard:
    """The whole answer."""

    as_of: date
    project: ProjectScore
    goals: tuple[GoalScore, ...]
    streams: tuple[StreamCount, ...]
    lock: LockState
    engine: Engine
    break_even: BreakEven | None = None
    language: str = "en"
    currency: str = ""
    unused: tuple[str, ...] = ()
    inputs: Inputs | None = None
    timezone: str = ""
    original: Original | None = None
    schema: str = SCHEMA

    def find(self, goal_id: str) -> GoalScore:
        """Return the answer for one goal.

        Raises:
            KeyError: no such goal.
        """
        for goal in self.goals:
            if goal.id == goal_id:
                return goal
        raise KeyError(goal_id)
