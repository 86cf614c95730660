"""Whether calls leave a record."""

from goalposts import UP, Kpi, share

from goalposts_contact_center.call import ANSWERED, CALL
from goalposts_contact_center.kpis.left_out import NOT_ANSWERED, OUTBOUND

OUTCOME_RECORDED = Kpi(
    id="contact_center.outcome_recorded",
    name={"en": "Calls with a recorded result", "ru": "Вызовы с записанным результатом"},
    summary={
        "en": "Share of answered calls for which the agent recorded a result.",
        "ru": "Доля принятых вызовов, для которых оператор записал результат.",
    },
    over=CALL,
    # `is not null` alone would read an unmapped column as "never recorded"; with the comparison it is not computable.
    value=share(of=CALL.result.is_not_null() & (CALL.result != ""), among=ANSWERED),
    direction=UP,
    guardrails=("contact_center.acw",),
    gaming={
        "en": "The first item of the list for every call: look at the share of the commonest result.",
        "ru": "Выбирать для каждого вызова первый пункт списка: смотрите на долю самого частого результата.",
    },
    minimum_n=30,
    exclusions=(OUTBOUND, NOT_ANSWERED),
    attributability="direct",
    source="Data-capture completeness; completeness as in DAMA UK, six primary dimensions of data quality (2013)",
)
