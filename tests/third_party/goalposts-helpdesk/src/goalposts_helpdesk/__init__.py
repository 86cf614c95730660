"""Goalposts for help desks."""

from goalposts import UP, Domain, Kpi, event_type, field, hookimpl, rule, share

TICKET = event_type(
    "helpdesk.ticket",
    time="opened_at",
    fields=[field.id("ticket_id"), field.time("opened_at"), field.number("contacts"), field.category("line")],
)

SOLVED_AT_ONCE = Kpi(
    id="helpdesk.solved_at_once",
    summary={
        "en": "Share of tickets solved without a second contact.",
        "ru": "Доля обращений, решённых с первого раза.",
    },
    over=TICKET,
    value=share(of=TICKET.contacts == 1),
    direction=UP,
)


@rule(
    "HLP101",
    "solved-without-line",
    bad="kpi: helpdesk.solved_at_once",
    good='kpi: helpdesk.solved_at_once\nwhere: line == "first"',
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


@hookimpl
def goalposts_domain() -> Domain:
    """Describe the help desk domain."""
    return Domain("helpdesk", prefix="HLP", event_types=[TICKET], kpis=[SOLVED_AT_ONCE], rules=[solved_without_line])
