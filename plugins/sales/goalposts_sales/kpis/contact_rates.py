"""How much is done per customer and per salesperson's day."""

from goalposts import BAND, Kpi, sum_over

from goalposts_sales.event_types import TALK_OF_OWNER, TALK_WITH_CUSTOMER
from goalposts_sales.kpis.periods import first_of_day, first_of_month

ACTIVITIES_PER_CUSTOMER = Kpi(
    id="sales.activities_per_customer",
    name={"en": "Calls and meetings per customer and month", "ru": "Звонков и встреч на клиента в месяц"},
    summary={
        "en": "Completed calls and meetings, per customer with at least one of them in the calendar month.",
        "ru": "Число состоявшихся звонков и встреч в расчёте на клиента, с которым в этом календарном месяце был хотя "
        "бы "
        "один контакт.",
    },
    over=TALK_WITH_CUSTOMER,
    value=sum_over(TALK_WITH_CUSTOMER) / sum_over(TALK_WITH_CUSTOMER, among=first_of_month(TALK_WITH_CUSTOMER)),
    direction=BAND,
    guardrails=("sales.effective_calls", "sales.activities_per_day", "sales.logged_on_time"),
    gaming={
        "en": "Ring the same few friendly customers; the others leave the denominator.",
        "ru": "Звонить одним и тем же лояльным клиентам: остальные выпадают из знаменателя.",
    },
    minimum_n=30,
    attributability="direct",
    source="Completed activities with a customer / active customers, by calendar month; a customer is active with one "
    "activity in the month, as who was neglected is not among the events; activities without a customer are in neither "
    "sum, and a window that begins within a month counts who was met before it in that month only above the line",
)

ACTIVITIES_PER_REP_DAY = Kpi(
    id="sales.activities_per_rep_day",
    name={"en": "Calls and meetings per salesperson's day", "ru": "Звонков и встреч на менеджера в день"},
    summary={
        "en": "Completed calls and meetings, per day on which a salesperson had at least one.",
        "ru": "Число состоявшихся звонков и встреч в расчёте на день менеджера, в который был хотя бы один контакт.",
    },
    over=TALK_OF_OWNER,
    value=sum_over(TALK_OF_OWNER) / sum_over(TALK_OF_OWNER, among=first_of_day(TALK_OF_OWNER)),
    direction=BAND,
    guardrails=("sales.effective_calls", "sales.activities_per_day", "sales.logged_on_time"),
    gaming={
        "en": "Gather a week's entries on one day: days without any are in no denominator.",
        "ru": "Заносить дела за неделю одним днём: дни без контактов не попадают в знаменатель.",
    },
    minimum_n=30,
    attributability="direct",
    source="Completed activities / workdays of salespeople; a day with an activity stands for a workday, as days off "
    "are not among the events; activities without an owner are in neither sum",
)
