"""Which goals are traps."""

from goalposts import rule


@rule(
    "HLP101",
    "solved-without-line",
    bad="kpi: helpdesk.solved_at_once",
    good='kpi: helpdesk.solved_at_once\nwhere: line == "first"',
    severity="warning",
)
def solved_without_line(goal):
    """A solved-at-once goal names the support line that it judges.

    Why it matters: a share over all lines rises when hard tickets are routed away.
    """
    if goal.kpi == "helpdesk.solved_at_once" and goal.where is None:
        yield goal.finding(
            {"en": "counts tickets of every line", "ru": "считает обращения всех линий"},
            hint={"en": 'add `where: line == "first"`', "ru": 'добавьте `where: line == "first"`'},
        )
