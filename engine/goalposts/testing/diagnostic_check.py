"""Tries a diagnostic on fitted go-lives of several shapes, as `check_domain` does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import frozen

from goalposts.inference import WindowSeries, step_effect
from goalposts.locale import LANGUAGES
from goalposts.model import Check
from goalposts.verdict.diagnosing import CAPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.inference import Kind
    from goalposts.model import Diagnostic, FittedStep

_FIRST_DAY: Final = 20_000


@frozen
class Shape:
    """A go-live to fit: kind of KPI, windows in days, events a day, and the rise after the go-live."""

    kind: Kind
    baseline_days: int
    evaluation_days: int
    events: int
    rise: float


SHAPES: Final = (
    Shape("ratio", 28, 14, 100, 0.0),
    Shape("ratio", 200, 60, 100, 0.2),
    Shape("total", 400, 60, 100, 0.2),
    Shape("ratio", 120, 60, 3, 0.0),
)
"""Too short for placebos; with them; with a year and logarithms; and read by week."""


def sample_fits() -> tuple[FittedStep, ...]:
    """Fit a simulated go-live of every shape."""
    found: list[FittedStep] = []

    def keep(fitted: FittedStep) -> tuple[Check, ...]:
        found.append(fitted)
        return ()

    for seed, shape in enumerate(SHAPES):
        step_effect(shape.kind, *_windows(shape, seed), examine=keep)
    return tuple(found)


def diagnostic_breaches(diagnostic: Diagnostic) -> Iterator[str]:
    """Say how a diagnostic breaks its contract: it must give a check of its name, always the same, with its texts."""
    for shape, fitted in zip(SHAPES, sample_fits(), strict=True):
        where = f"{shape.kind} over {shape.baseline_days} and {shape.evaluation_days} days"
        try:
            check, again = diagnostic.check(fitted), diagnostic.check(fitted)
        except Exception as error:  # noqa: BLE001 -- whatever a stranger's diagnostic raises is a breach
            yield f"{where}: raises {type(error).__name__}: {error}"
            continue
        yield from (f"{where}: {breach}" for breach in _breaches(diagnostic, check, again))


def _breaches(diagnostic: Diagnostic, check: object, again: object) -> Iterator[str]:
    if not isinstance(check, Check):
        yield f"gives a {type(check).__name__}, not a Check"
        return
    if check != again:
        yield "gives another answer the second time"
    if check.name != diagnostic.name:
        yield f"gives a check of the name '{check.name}'"
    if check.caps not in CAPS:
        yield f"caps at '{check.caps}'; write B, C, D, E or nothing"
    if check.text is None or not all(check.text.get(language).strip() for language in LANGUAGES):
        yield "gives a check without a sentence in every language"


def _windows(shape: Shape, seed: int) -> tuple[WindowSeries, WindowSeries]:
    random, length = np.random.default_rng(seed), shape.baseline_days + shape.evaluation_days
    after = np.arange(length) >= shape.baseline_days
    events = random.poisson(shape.events, length) + 1
    values = events * np.exp(0.1 * random.standard_normal(length) + shape.rise * after)
    cut = shape.baseline_days
    return _window(0, values[:cut], events[:cut]), _window(cut, values[cut:], events[cut:])


def _window(first: int, values: np.ndarray, events: np.ndarray) -> WindowSeries:
    days = _FIRST_DAY + first + np.arange(events.size)
    return WindowSeries(days, values, events.astype(np.float64), events, events, np.zeros(events.size, np.bool_))
