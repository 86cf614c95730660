"""Which goals are traps."""

from goalposts import rule


@rule(
    "HRM101",
    "unnamed-turnover",
    bad="kpi: hr.turnover",
    good="kpi: hr.turnover\nvariant: regretted",
    severity="warning",
)
def unnamed_turnover(project):
    """A goal on turnover says who of the leavers count.

    Why it matters: to leave of one's own will, to be let go and to retire are different stories. A figure over all of
    them falls when nobody is let go any more, and then says nothing of why people leave.
    """
    for goal in project.promises:
        if goal.kpi == "hr.turnover" and not goal.variant:
            yield goal.finding(
                {"en": "does not say who of the leavers count", "ru": "не сказано, кого из ушедших считать"},
                hint={
                    "en": "write `variant: voluntary`, `regretted` or `all`",
                    "ru": "напишите `variant: voluntary` (по собственному желанию), `regretted` (кого хотели удержать) "
                    "или `all` (все)",
                },
                at="kpi",
            )
