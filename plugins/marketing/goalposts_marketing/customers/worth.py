"""From purchases to the report on what customers are worth."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import numpy as np
from attrs import evolve
from goalposts import InputError, Project
from goalposts.locale import Text
from numpy.typing import NDArray

from goalposts_marketing.customers import remarks
from goalposts_marketing.customers.histories import DAY_SECONDS, Purchases
from goalposts_marketing.customers.model_of_buying import model_of
from goalposts_marketing.customers.records import Cohort, CustomerReport, Formula

AGES: Final = (90, 180, 365)
"""Days; the ages by which cohorts are shown."""


def customer_report(
    project: Project,
    tables: Mapping[str, object] | None = None,
    *,
    days: int = 365,
    as_of: date | None = None,
    progress: Any = None,
) -> CustomerReport:
    """Say what customers are worth: to date, by fixed ages, by the formula of subscriptions, by a model of buying.

    The four answer different questions and do not compare. Only the value by a fixed age can be promised, so only it
    is a KPI (`marketing.ltv`). All conversions of the project count as purchases, over all the time that is known.

    Args:
        project: with a source of `marketing.conversion` that holds purchases, a margin each.
        tables: instead of files, by source name or event type.
        days: how far the model of buying looks ahead.
        as_of: rows at or after this day are not read; today in the project's zone when not given.
        progress: told how far the reading is.

    Raises:
        InputError: the project has no such source, it cannot be read, or holds no purchase.
    """
    bought = Purchases.read(project, tables, as_of, progress)
    if not bought.days.size:
        raise InputError(_NOTHING)
    known = np.isfinite(bought.margin)
    customers = bought.starts.size - 1
    report = CustomerReport(
        project=project.name,
        currency=project.currency,
        end=datetime.fromtimestamp(bought.end * DAY_SECONDS, ZoneInfo(project.timezone)).date(),
        customers=customers,
        purchases=bought.days.size,
        without_margin=int(np.count_nonzero(~known)),
        to_date=float(bought.margin[known].sum()) / customers if known.any() else None,
        cohorts=tuple(_cohort(bought, age) for age in AGES),
        formula=_formula(bought),
        model=model_of(bought, days),
    )
    return evolve(report, remarks=tuple(remarks.of_report(report)))


def _cohort(bought: Purchases, days: int) -> Cohort:
    old = bought.age >= days
    young = bought.ages_then < days
    count = int(np.count_nonzero(old))
    return Cohort(days, count, *(_per_head(bought, what, young, old) for what in (bought.margin, bought.revenue)))


def _per_head(
    bought: Purchases, amounts: NDArray[np.float64], young: NDArray[np.bool_], old: NDArray[np.bool_]
) -> float | None:
    known = np.isfinite(amounts)
    if not known.any() or not old.any():
        return None
    return float(bought.summed(np.where(known & young, amounts, 0.0))[old].mean())


def _formula(bought: Purchases) -> Formula | None:
    """Compare every whole month with the next one; the first and the last month of the data may be cut."""
    first = int(bought.months.min()) + 1
    compared = bought.end_month - 1 - first
    known = np.isfinite(bought.margin)
    if compared < 1 or not known.any():
        return None
    who = np.repeat(np.arange(bought.starts.size - 1), np.diff(bought.starts))
    span = int(bought.end_month) + 2
    present = np.unique(who * span + bought.months)
    month = present % span
    looked = (month >= first) & (month < bought.end_month - 1)
    active = int(np.count_nonzero(looked))
    if not active:
        return None
    stays = np.isin(present[looked] + 1, present)
    inside = known & (bought.months >= first) & (bought.months < bought.end_month - 1)
    a_month = float(bought.margin[inside].sum()) / active
    churn = 1 - float(np.count_nonzero(stays)) / active
    return Formula(compared, a_month, churn, a_month / churn if churn > 0 else None)


_NOTHING = Text(
    en="there is no purchase: `marketing.conversion` has no rows",
    ru="нет ни одной покупки: в `marketing.conversion` нет строк",
)
