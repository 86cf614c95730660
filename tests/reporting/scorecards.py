"""Scorecards built by hand: one goal per state, with simulated daily sums where a chart needs them."""

from __future__ import annotations

import math
import random
from datetime import date, timedelta

from attrs import evolve
from goalposts.locale import Text
from goalposts.model.follow_up import FollowedWindow, FollowUp
from goalposts.model.provenance import Engine, LockState
from goalposts.model.scorecard import (
    Attribution,
    BreakEven,
    Change,
    Check,
    GoalScore,
    Interval,
    ProjectScore,
    Reason,
    Scorecard,
    SegmentLine,
    Segments,
    SegmentValue,
    Series,
    TargetAnswer,
    WindowValue,
)
from goalposts.model.seal import Amendment
from goalposts.model.stream_counts import QuarantineDetail, StreamCount

FIRST, GO_LIVE, EVALUATION, END = date(2025, 9, 1), date(2026, 3, 1), date(2026, 4, 1), date(2026, 10, 1)
AS_OF = date(2026, 10, 5)
BEFORE, AFTER = 0.62, 0.731


def days_between(start: date, end: date) -> tuple[date, ...]:
    return tuple(start + timedelta(days=offset) for offset in range((end - start).days))


def share_series(before: float = BEFORE, after: float = AFTER, *, start: date = FIRST, end: date = END) -> Series:
    """Calls answered in time a day: a weekly pattern, noise, a jump after go-live, and two weeks without rows."""
    chance = random.Random(7)
    tops, bottoms = [], []
    for day in days_between(start, end):
        calls = 700 - 260 * (day.weekday() >= 5) + chance.randint(-60, 60)
        level = before if day < GO_LIVE else after
        share = level + 0.03 * math.sin(day.toordinal() / 9) + 0.02 * (day.weekday() == 0) + chance.gauss(0, 0.02)
        missing = date(2025, 12, 30) <= day < date(2026, 1, 9)
        tops.append(0.0 if missing else calls * share)
        bottoms.append(0.0 if missing else float(calls))
    return Series(days_between(start, end), tuple(tops), tuple(bottoms))


def window(value: float | None, start: date = FIRST, end: date = GO_LIVE, **others) -> WindowValue:
    known = {"n": 121_234, "days": (end - start).days, "instrument": ("old-pbx",)}
    if value is not None:
        known |= {"low": value - 0.02, "high": value + 0.02}
    return WindowValue(value=value, start=start, end=end, **(known | others))


def goal(state: str = "improved", **others) -> GoalScore:
    """A service-level goal that moved from 62 % to 73.1 % and promised 80 %; `others` replace its attributes."""
    known = GoalScore(
        id="faster-answers",
        role="goal",
        kpi="contact_center.service_level",
        name=Text(en="Service level", ru="Уровень сервиса"),
        statement="",
        variant="offered",
        params={"within": 20.0},
        unit="%",
        direction="up",
        state=state,
        confidence=None,
        grade="C",
        direction_ok=True,
        margin=None,
        attainment=0.44,
        target=TargetAnswer(">= 80%", "absolute", 0.80, "not_reached"),
        baseline=window(BEFORE),
        evaluation=window(AFTER, EVALUATION, END, instrument=("new-platform",), unknown=12),
        observed=0.111,
        change=Change("better", 0.08, 0.123, 0.03, 0.13, 0.0004, 0.0012, "its-ewc-daily"),
        attribution=Attribution(
            "not_identifiable",
            "interrupted-time-series",
            {"trend": 0.02, "season": 0.011, "rollout": 0.08},
            (Check("placebo-in-time", passed=True, value=1.02, threshold=1.25), Check("controls", passed=None)),
        ),
        series=share_series(),
        reasons=(
            Reason(
                "short",
                Text(
                    en="The level rose beyond trend and weekday pattern, but not to the promised 80%.",
                    ru="Уровень вырос сверх тренда и недельного рисунка, но обещанных 80 % не достиг.",
                ),
            ),
        ),
        recipe="sha256:" + "ab" * 32,
        must=True,
        weight=3.0,
        owner="Head of contact centre",
        due=END,
        go_live=GO_LIVE,
    )
    return evolve(known, **others)


def followed(final: float, *, entries: int = 1000, days: int = 30, narrow: float | None = 0.03) -> FollowedWindow:
    """Entries that come to the event evenly over some days; without `narrow` nothing is likely."""
    share = tuple(final * age / days for age in range(days + 1))
    low, high = (tuple(None if narrow is None else each + sign * narrow for each in share) for sign in (-1, 1))
    return FollowedWindow(share, low, high, tuple(round(entries * (1 - each)) for each in share))


def follow_up(before: float | None = 0.5, after: float | None = 0.65, **others) -> FollowUp:
    """Both windows over thirty days; None where there is no window."""
    windows = (None if final is None else followed(final, **others) for final in (before, after))
    return FollowUp(tuple(range(others.get("days", 30) + 1)), *windows)


def segments(
    dimension: str = "queue", *words: str | None, other: bool = False, reason: Reason | None = None
) -> Segments:
    """Lines that differ; the last stands for the rest if `other`."""
    lines = [
        SegmentLine(
            word, SegmentValue(0.6 + 0.01 * n, 9000 - 40 * n, 181), SegmentValue(0.7 + 0.01 * n, 8000 - 30 * n, 183)
        )
        for n, word in enumerate(words)
    ]
    if other:
        lines.append(SegmentLine(None, SegmentValue(None, 0, 0, 7), SegmentValue(0.5, 77, 12), other=True))
    return Segments(dimension, tuple(lines), reason)


def bare_goal(state: str, role: str = "goal", **others) -> GoalScore:
    """A goal of which nothing but its state is known."""
    nothing = WindowValue(None, 0, 0, None, None)
    known = {
        "role": role,
        "grade": None,
        "direction_ok": None,
        "attainment": None,
        "target": None,
        "baseline": nothing,
        "evaluation": nothing,
        "observed": None,
        "change": Change("no_baseline"),
        "attribution": Attribution("not_identifiable", "none"),
        "series": Series(),
        "reasons": (),
        "params": {},
        "variant": None,
        "owner": "",
        "due": None,
        "go_live": None,
        "must": False,
    }
    return goal(state, **(known | others))


def card(*goals: GoalScore, verdict: str | None = "partial", **others) -> Scorecard:
    """A scorecard with one faulty source; `others` replace its attributes."""
    known = Scorecard(
        as_of=AS_OF,
        project=ProjectScore(
            name="New contact-centre platform",
            verdict=verdict,
            score=Interval(41.0, 66.0) if goals else None,
            reasons=(Reason("some_improved", Text(en="1 of 3 goals improved.", ru="Улучшилась 1 цель из 3.")),),
            flips=("faster-answers",) if goals else (),
        ),
        goals=goals,
        streams=(
            StreamCount("contact_center.call", "new-platform", 190_021, 190_021, first="2026-03-01", last="2026-10-04"),
            StreamCount(
                "contact_center.call",
                "old-pbx",
                371_255,
                371_200,
                filtered=20,
                duplicates=20,
                quarantined={"bad_timestamp": 14, "odd_rows": 1},
                first="2025-09-01T00:01:02",
                last="2026-03-14T23:59:01",
                details=(QuarantineDetail("bad_timestamp", "offered_at", 14, 1733, "31.02.2026"),),
            ),
        ),
        lock=LockState("locked", "sha256:" + "cd" * 32),
        engine=Engine("0.1.0", {"contact_center": "0.1.0"}),
        break_even=BreakEven(12_000_000.0, "RUB", "order", 5_000.0, 2400.0),
        currency="RUB",
    )
    return evolve(known, **others)


def amended() -> LockState:
    amendment = Amendment("2026-05-12", "Head of IT", "The old target was a typing mistake.", True, "sha256:00")  # noqa: FBT003
    return LockState(
        "moved", "sha256:11", (amendment,), (Text.of("goals.faster-answers.target: '>= 80%' became '>= 70%'"),)
    )
