"""The report on what customers are worth."""

from __future__ import annotations

from datetime import date

from attrs import frozen
from goalposts.locale import Text


@frozen
class Cohort:
    """What customers bring by an age, of those who were followed to it.

    Attributes:
        days: the age.
        customers: who were followed so long.
        margin: by that age, per customer; None where no purchase states one.
        revenue: likewise; it overstates what a customer is worth.
    """

    days: int
    customers: int
    margin: float | None
    revenue: float | None


@frozen
class Formula:
    """Margin a month by the share that goes, as for subscriptions.

    Attributes:
        months: whole months that were compared with the next one.
        margin_a_month: of a customer who buys in a month.
        churn: share of those who buy in a month and not in the next, 0..1.
        value: the one by the other; None where nobody goes.
    """

    months: int
    margin_a_month: float
    churn: float
    value: float | None


@frozen
class Trial:
    """The model of buying fitted to the older part of the data, and asked for the rest.

    Attributes:
        days: length of the rest.
        customers: who were known before it.
        expected: purchases that the model expects of them.
        real: those that they made.
    """

    days: int
    customers: int
    expected: float
    real: float


@frozen
class Model:
    """BG/NBD and Gamma-Gamma; None for what cannot be fitted.

    Attributes:
        r, alpha, a, b: of BG/NBD, by days.
        p, q, v: of Gamma-Gamma; None where amounts do not hold it down.
        with_repeats: customers who bought again.
        correlation: of how often and how much; the model takes it for zero.
        days: how far ahead, and the age of a new customer's value.
        purchases_of_new: that a new customer makes by that age, after the first.
        value_of_new: what a new customer brings by that age, the first purchase included.
        value_ahead: what customers of today bring in so many days to come, the mean of all.
        trial: None where the data are too short for one.
    """

    r: float
    alpha: float
    a: float
    b: float
    p: float | None
    q: float | None
    v: float | None
    with_repeats: int
    correlation: float | None
    days: int
    purchases_of_new: float
    value_of_new: float | None
    value_ahead: float | None
    trial: Trial | None


@frozen
class Remark:
    """Something that a reader of the figures must know."""

    code: str
    text: Text


@frozen
class CustomerReport:
    """What customers are worth, in four ways.

    Attributes:
        project: its name.
        currency: of all money.
        end: until when purchases are known.
        customers, purchases: how many.
        without_margin: purchases that state none.
        to_date: margin per customer up to now; young customers are in it, so it grows with the age of the data.
        cohorts: by ages.
        formula: None without two whole months.
        model: None where it cannot be fitted.
        remarks: what to mind.
    """

    project: str
    currency: str
    end: date
    customers: int
    purchases: int
    without_margin: int
    to_date: float | None
    cohorts: tuple[Cohort, ...]
    formula: Formula | None
    model: Model | None
    remarks: tuple[Remark, ...] = ()
