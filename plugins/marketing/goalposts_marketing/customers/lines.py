"""The report on customers for people, as lines of text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Final

from goalposts.locale import Text, counted, day, money, number, percent

from goalposts_marketing.customers.records import CustomerReport, Formula, Model

WIDTH: Final = 100


def lines(report: CustomerReport, language: str) -> Iterator[str]:
    """Say what customers are worth in each of the ways, and what to mind."""

    def amount(value: float | None) -> Text:
        return _UNKNOWN if value is None else money(value, report.currency)

    customers = counted(report.customers, ("customer", "customers"), ("клиент", "клиента", "клиентов"))
    purchases = counted(report.purchases, ("purchase", "purchases"), ("покупка", "покупки", "покупок"))
    heading = _HEADING.fill(project=report.project, customers=customers, purchases=purchases, end=day(report.end))
    yield heading.get(language)
    yield ""
    yield _TO_DATE.fill(value=amount(report.to_date)).get(language)
    for cohort in report.cohorts:
        words = _COHORT if cohort.customers else _NO_COHORT
        yield words.fill(
            days=cohort.days,
            margin=amount(cohort.margin),
            revenue=amount(cohort.revenue),
            count=number(cohort.customers, 0),
        ).get(language)
    if report.formula is not None:
        yield _formula(report.formula, amount(report.formula.value), amount(report.formula.margin_a_month)).get(
            language
        )
    if report.model is not None:
        of_new, ahead = amount(report.model.value_of_new), amount(report.model.value_ahead)
        yield from (words.get(language) for words in _model(report.model, of_new, ahead))
    yield ""
    for remark in report.remarks:
        yield textwrap.fill(f"- {remark.text.get(language)}", WIDTH, subsequent_indent="  ", break_on_hyphens=False)


def _formula(formula: Formula, value: Text, a_month: Text) -> Text:
    return _BY_FORMULA.fill(value=value, month=a_month, churn=percent(formula.churn))


def _model(model: Model, of_new: Text, ahead: Text) -> Iterator[Text]:
    yield _OF_NEW.fill(days=model.days, value=of_new, purchases=number(model.purchases_of_new, 2))
    yield _AHEAD.fill(days=model.days, value=ahead)
    if model.trial is not None:
        expected, real = number(model.trial.expected, 0), number(model.trial.real, 0)
        yield _TRIAL.fill(days=model.trial.days, expected=expected, real=real)


_UNKNOWN = Text(en="not known", ru="неизвестно")
_HEADING = Text(
    en="Customers of {project}: {customers}, {purchases} before {end}",
    ru="Клиенты: {project}; {customers}, {purchases} до {end}",
)
_TO_DATE = Text(en="Margin to date, per customer: {value}", ru="Маржа на сегодня, на клиента: {value}")
_COHORT = Text(
    en="By the age of {days} days: {margin} (revenue {revenue}); {count} customers were followed so long",
    ru="К возрасту {days} дней: {margin} (выручка {revenue}); прослежено клиентов: {count}",
)
_NO_COHORT = Text(
    en="By the age of {days} days: no customer has been followed so long",
    ru="К возрасту {days} дней: так долго не прослежен ни один клиент",
)
_BY_FORMULA = Text(
    en="By the formula of subscriptions: {value} ({month} a month, {churn} go each month)",
    ru="По формуле подписки: {value} ({month} в месяц, каждый месяц уходят {churn})",
)
_OF_NEW = Text(
    en="By the model of buying, a new customer by the age of {days} days: {value} ({purchases} repeated purchases)",
    ru="По модели покупок, новый клиент к возрасту {days} дней: {value} (повторных покупок: {purchases})",
)
_AHEAD = Text(
    en="By the model of buying, a customer of today within {days} days: {value}",
    ru="По модели покупок, нынешний клиент за следующие {days} дней: {value}",
)
_TRIAL = Text(
    en="The model, tried on the last {days} days: {expected} purchases expected, {real} made",
    ru="Проверка модели на последних {days} днях: ожидалось покупок {expected}, сделано {real}",
)
