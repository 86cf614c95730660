"""Puts the simulated calls, their project and the truth behind them together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goalposts import Simulation

from goalposts_contact_center.rollout.calls import RECORDED_AFTER, SERVICE_LEVEL, draw_calls
from goalposts_contact_center.rollout.project import PROMISED_SERVICE_LEVEL, project_text
from goalposts_contact_center.rollout.schedule import Schedule

if TYPE_CHECKING:
    from collections.abc import Mapping

EFFECT: Final = 0.16
CALLS_A_DAY: Final = 400
BASELINE_DAYS: Final = 378
EVALUATION_DAYS: Final = 182

_CLEAR: Final = 0.02
"""How far the true service level must be from the promise for every honest verdict to see on which side it is."""

_FEWER_LOST: Final = 0.05
"""The effect from which the share of lost calls falls by more than a verdict can miss."""

_ENOUGH_DAYS: Final = (168, 84)
"""Of baseline and evaluation, for every honest verdict to decide what is built in."""

_STORY: Final = {
    "en": "The platform really moves the service level by {effect} points (before: about {before} %), and lost calls "
    "with it. It does nothing to the talk time, though -10 % was promised. Results of calls were recorded nowhere "
    "before; now {recorded} % are. The price: after-call work rises by 24 s, far beyond the 10 s allowed, so an "
    "honest verdict on the project is failure, whatever else was achieved.",
    "ru": "Платформа действительно меняет уровень сервиса на {effect} п.п. (до неё — около {before} %), и вместе с ним "
    "долю вызовов без ответа. На время разговора она не влияет, хотя обещано -10 %. Результаты вызовов раньше нигде "
    "не записывались, теперь записаны у {recorded} %. Цена: поствызывная обработка выросла на 24 с при допустимых "
    "10 с, поэтому честный вердикт по проекту — неудача, чего бы ни достигли остальные цели.",
}


def simulate_rollout(
    seed: int = 1,
    language: str = "en",
    *,
    effect: float = EFFECT,
    calls_a_day: int = CALLS_A_DAY,
    baseline_days: int = BASELINE_DAYS,
    evaluation_days: int = EVALUATION_DAYS,
) -> Simulation:
    """Simulate the rollout: the same seed and parameters give the same calls.

    The truth is what is built in. An honest 95 % interval still misses it in about one seed of twenty, and then a
    verdict sees a change of the talk time that is not there.

    Args:
        seed: of the random numbers.
        language: of the project file, `en` or `ru`; the calls do not depend on it.
        effect: what go-live adds to the service level, as a fraction; 0 for a rollout that does nothing to it.
        calls_a_day: offered calls on an ordinary day.
        baseline_days: calendar days before go-live.
        evaluation_days: calendar days that count, from four weeks after go-live.
    """
    schedule = Schedule(baseline_days, evaluation_days)
    calls = draw_calls(seed, schedule, effect=effect, calls_a_day=calls_a_day)
    filled = {
        "effect": f"{100 * effect:g}",
        "before": f"{100 * SERVICE_LEVEL:g}",
        "recorded": f"{100 * RECORDED_AFTER:g}",
    }
    return Simulation(
        tables={"contact_center.call": calls},
        project=project_text(schedule, language),
        as_of=schedule.evaluation_to.isoformat(),
        truth=_truth(effect, enough=baseline_days >= _ENOUGH_DAYS[0] and evaluation_days >= _ENOUGH_DAYS[1]),
        story={key: said.format(**filled) for key, said in _STORY.items()},
    )


def _truth(effect: float, *, enough: bool) -> Mapping[str, tuple[str, ...]]:
    """The states that an honest verdict may give, by goal; too short windows may leave anything undecided."""
    truth = {
        "faster-answers": _truth_of_service_level(effect),
        "shorter-talks": ("unchanged", "inconclusive"),
        "results-recorded": ("measurable",),
        "nobody-lost": ("safe",) if effect >= _FEWER_LOST else ("safe", "not_shown_safe", "broken"),
        "nobody-cut-short": ("safe",),
        "paperwork": ("broken",),
    }
    if enough:
        return truth
    return {goal: (*states, "inconclusive", "not_shown_safe") for goal, states in truth.items()}


def _truth_of_service_level(effect: float) -> tuple[str, ...]:
    promised = PROMISED_SERVICE_LEVEL - SERVICE_LEVEL
    if effect >= promised + _CLEAR:
        return ("achieved",)
    if effect > 0:
        return ("achieved", "reached_unproven", "improved", "unchanged", "inconclusive")
    if effect == 0:
        return ("unchanged", "inconclusive")
    return ("worsened", "inconclusive")
