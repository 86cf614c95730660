"""What is asked of a fitted go-live beside the engine's own questions."""

from datetime import date, timedelta

from goalposts import Check, Diagnostic, FittedStep

LAST_DAYS = 3
"""Of a month, when orders are pushed through and books are closed."""
FEWEST = 12
"""Days at the ends of months, below which nothing is said."""
TOO_FAR = 3.0
"""Standard errors."""
EPOCH = date(1970, 1, 1)


def is_month_end(day: float) -> bool:
    """Whether a day, counted from 1970, is one of the last of its month."""
    return (EPOCH + timedelta(days=int(day) + LAST_DAYS)).month != (EPOCH + timedelta(days=int(day))).month


def month_end(fitted: FittedStep) -> Check:
    """The ends of months are like other days: else windows that hold more of them differ for that alone."""
    import numpy as np

    at_end = np.array([is_month_end(day) for day in fitted.days])
    residuals = fitted.white_residuals
    if fitted.by_week or not FEWEST <= at_end.sum() < at_end.size - FEWEST:
        return Check("month-end", None, None, TOO_FAR, caps="", text=TEXTS[None])
    inside, outside = residuals[at_end], residuals[~at_end]
    error = np.sqrt(inside.var(ddof=1) / inside.size + outside.var(ddof=1) / outside.size)
    distance = float(abs(inside.mean() - outside.mean()) / error) if error else 0.0
    passed = distance < TOO_FAR
    return Check("month-end", passed, distance, TOO_FAR, caps="C", text=TEXTS[passed])


TEXTS = {
    True: {"en": "months end like they go on", "ru": "концы месяцев не отличаются от других дней"},
    False: {
        "en": "the last days of months differ from the others: let both windows hold whole months",
        "ru": "последние дни месяцев отличаются от других: пусть оба периода состоят из целых месяцев",
    },
    None: {
        "en": "too few days at the ends of months to compare them",
        "ru": "слишком мало дней в концах месяцев, сравнивать нечего",
    },
}
MONTH_END = Diagnostic("month-end", month_end)
