"""The trace of a goal: the rules that were tried with their numbers and sentences, and what would change the state."""

from __future__ import annotations

from attrs import evolve

from goalposts.model.trace import Step, Trace, Turn
from goalposts.verdict import trace_reasons
from goalposts.verdict.state_table import Asked
from goalposts.verdict.turning import turns


def trace_of(asked: Asked, tried: tuple[Step, ...], currency: str = "") -> Trace:
    """Tell how a goal came to its state.

    Args:
        asked: what the state was asked of.
        tried: the steps that gave the state.
        currency: of amounts in the sentences.
    """
    interval, evaluation, unit = asked.interval, asked.evidence.evaluation, asked.evidence.goal.kpi.unit
    would = tuple(_turn_in_words(turn, unit, currency) for turn in turns(asked))
    return Trace(
        steps=tuple(_step_in_words(step, unit, currency) for step in tried),
        effect=None if interval is None else interval.effect,
        low=None if interval is None else interval.low,
        high=None if interval is None else interval.high,
        promise=asked.promise.distance,
        n=evaluation.n,
        days=evaluation.days,
        next_state=would[0].state if would else "",
        distance=would[0].distance if would else None,
        would_change=would,
    )


def _step_in_words(step: Step, unit: str, currency: str) -> Step:
    said = tuple(evolve(known, text=trace_reasons.comparison(known, unit, currency)) for known in step.comparisons)
    return evolve(step, comparisons=said, text=trace_reasons.RULES[step.rule])


def _turn_in_words(turn: Turn, unit: str, currency: str) -> Turn:
    return evolve(turn, text=trace_reasons.turn(turn, unit, currency))
