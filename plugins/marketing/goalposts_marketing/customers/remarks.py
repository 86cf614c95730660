"""What a reader of the report on customers must know before using it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from goalposts.locale import Text, number, percent

from goalposts_marketing.customers.records import CustomerReport, Model, Remark

FEW_REPEATS: Final = 300
"""Below so many customers who bought again the model of buying is hardly held down; a rule of thumb."""
CORRELATED: Final = 0.3
"""From here on how often and how much cannot be looked at apart; a rule of thumb."""
NOBODY_GOES: Final = 0.001
"""A chance to be gone after a purchase that is as good as none."""
FAR_OFF: Final = 0.25
"""A trial that misses by more than this share says that the model does not fit."""


def of_report(report: CustomerReport) -> Iterator[Remark]:
    """Yield the remarks on a report that has none yet, what may mislead most first."""
    yield Remark("do_not_compare", _DO_NOT_COMPARE)
    if report.to_date is None:
        yield Remark("no_margin", _NO_MARGIN)
    elif report.without_margin:
        yield Remark("without_margin", _WITHOUT_MARGIN.fill(found=number(report.without_margin, 0)))
    if any(cohort.revenue is not None for cohort in report.cohorts):
        yield Remark("revenue", _REVENUE)
    if report.formula is not None:
        yield Remark("formula", _FORMULA if report.formula.value is not None else _NO_CHURN)
    if report.model is None:
        yield Remark("no_model", _NO_MODEL)
    else:
        yield from _of_model(report.model)


def _of_model(model: Model) -> Iterator[Remark]:
    if model.with_repeats < FEW_REPEATS:
        found, limit = number(model.with_repeats, 0), number(FEW_REPEATS, 0)
        yield Remark("few_repeats", _FEW_REPEATS.fill(found=found, limit=limit))
    if model.correlation is not None and abs(model.correlation) >= CORRELATED:
        yield Remark("correlated", _CORRELATED.fill(found=number(model.correlation, 2)))
    if model.a / (model.a + model.b) < NOBODY_GOES:
        yield Remark("nobody_goes", _NOBODY_GOES)
    trial = model.trial
    if trial is None:
        yield Remark("no_trial", _NO_TRIAL)
    elif not trial.real or abs(trial.expected / trial.real - 1) > FAR_OFF:
        far = percent(abs(trial.expected / trial.real - 1), 0) if trial.real else number(trial.expected, 0)
        yield Remark("trial_off", _TRIAL_OFF.fill(far=far))


_DO_NOT_COMPARE = Text(
    en="The four answer different questions and do not compare. Promise the value by a fixed age (marketing.ltv): it "
    "alone does not grow by waiting.",
    ru="Четыре способа отвечают на разные вопросы и несравнимы между собой. В цель ставьте ценность к заданному "
    "возрасту (marketing.ltv): только она не растёт просто со временем.",
)
_NO_MARGIN = Text(
    en="No purchase states a margin, so nothing says what customers are worth; revenue is not worth.",
    ru="Маржа не указана ни у одной покупки, поэтому ценность клиента не посчитана; выручка её не заменяет.",
)
_WITHOUT_MARGIN = Text(
    en="Purchases without a margin: {found}. They bring nothing here, so customers look worth less than they are.",
    ru="Покупок без маржи: {found}. Их вклад не учтён, поэтому ценность клиентов занижена.",
)
_REVENUE = Text(
    en="Revenue overstates what a customer is worth, and flatters a comparison with the cost of winning one.",
    ru="Выручка завышает ценность клиента и искажает сравнение со стоимостью привлечения.",
)
_FORMULA = Text(
    en="The formula is for subscriptions: it takes everybody who does not buy in the next month for gone, and the "
    "share that goes for constant.",
    ru="Формула рассчитана на подписку: всякий, кто не купил в следующем месяце, считается ушедшим, а доля ушедших — "
    "постоянной.",
)
_NO_CHURN = Text(
    en="Nobody was gone in any month, so the formula has no value.",
    ru="Ни в одном месяце никто не ушёл, поэтому формула не определена.",
)
_NO_MODEL = Text(
    en="The model of buying cannot be fitted: too few customers buy again, or all of them equally often.",
    ru="Модель покупок не подобрана: слишком мало повторных покупок или все покупают одинаково часто.",
)
_FEW_REPEATS = Text(
    en="Only {found} customers bought again, fewer than {limit}: what the model says is rough.",
    ru="Повторно купили всего {found} клиентов, меньше {limit}: оценка модели грубая.",
)
_CORRELATED = Text(
    en="How often and how much customers buy hang together (correlation {found}); the model takes them for "
    "independent, and its money is off.",
    ru="Частота и сумма покупок связаны (корреляция {found}), а модель считает их независимыми: денежные оценки "
    "смещены.",
)
_NOBODY_GOES = Text(
    en="In these data customers do not seem to stop buying, so the model lets them buy for ever: do not look far "
    "ahead.",
    ru="По этим данным клиенты как будто не уходят, и модель считает, что они покупают вечно: не заглядывайте далеко "
    "вперёд.",
)
_NO_TRIAL = Text(
    en="The data are too short to try the model on a later part of them.",
    ru="Данных слишком мало, чтобы проверить модель на их более поздней части.",
)
_TRIAL_OFF = Text(
    en="Tried on the last third of the data, the model is off by {far}: do not use it.",
    ru="При проверке на последней трети данных модель ошиблась на {far}: не используйте её.",
)
