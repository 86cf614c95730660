"""Which goals are traps in a warehouse."""

from goalposts import rule


@rule(
    "WRH101",
    "stocked-without-limit",
    bad="kpi: warehouse.stocked_in_time",
    good="kpi: warehouse.stocked_in_time\nwith: {within: 4 h}",
    severity="warning",
)
def stocked_without_limit(goal):
    """A goal on deliveries put away in time says in which time.

    Why it matters: a dock that works by day and one that works around the clock mean different limits by "in time".
    """
    if goal.kpi == "warehouse.stocked_in_time" and "within" not in goal.params:
        yield goal.finding(
            {"en": "does not say within which time", "ru": "не сказано, в какой срок"},
            hint={"en": "add `with: {within: 8 h}`", "ru": "добавьте `with: {within: 8 h}`"},
            at="kpi",
        )
