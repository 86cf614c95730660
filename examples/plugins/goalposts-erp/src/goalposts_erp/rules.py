"""Which goals are traps."""

from goalposts import rule


@rule(
    "ERP101",
    "unnamed-promise",
    bad="kpi: erp.otif",
    good="kpi: erp.otif\nvariant: first_promise",
    severity="warning",
)
def unnamed_promise(project):
    """A goal on delivery in time says which promise counts.

    Why it matters: most systems keep the day promised last. Whoever moves it before it is broken is always on time, and
    the customer waits all the same.
    """
    for goal in project.promises:
        if goal.kpi == "erp.otif" and not goal.variant:
            yield goal.finding(
                {"en": "does not say which promise counts", "ru": "не сказано, какой обещанный срок считается"},
                hint={
                    "en": "write `variant: first_promise`, or `last_promise` where only that is kept",
                    "ru": "напишите `variant: first_promise` (первый срок) или `last_promise`, если хранится только "
                    "последний",
                },
                at="kpi",
            )
