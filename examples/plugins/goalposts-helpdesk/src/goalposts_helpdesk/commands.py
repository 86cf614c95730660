"""`goalposts routing`: which line gets the tickets, before the go-live and after."""

import json
from collections import Counter
from pathlib import Path

import click


@click.command("routing", short_help="Compare what share of the tickets each support line gets.")
@click.argument("project", metavar="[PROJECT]", default="goalposts.yaml")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="Form of the answer.",
)
@click.pass_obj
def routing(session, project, form):
    """Say what share of the tickets each support line got before and after.

    A line solves more at once when hard tickets are routed to another one: look at this beside such a goal. Decides
    nothing, and exits 0 whatever the answer.
    """
    path = Path(project)
    loaded = session.project(path / "goalposts.yaml" if path.is_dir() else path)
    before, after = (_shares(loaded, window, session.as_of) for window in (loaded.baseline, loaded.evaluation))
    rows = [(line, before.get(line), after.get(line)) for line in sorted({*before, *after})]
    if form == "json":
        session.say(json.dumps([dict(zip(("line", "before", "after"), row, strict=True)) for row in rows]))
        return 0
    session.say(HEAD[session.language])
    for line, was, now in rows:
        session.say(f"{line:<12}{_shown(was):>10}{_shown(now):>10}")
    return 0


HEAD = {
    "en": f"{'line':<12}{'before':>10}{'after':>10}",
    "ru": f"{'линия':<12}{'до':>10}{'после':>10}",
}


def _shares(project, window, as_of):
    """Of each line the share of the tickets in a window; without days of a window there are none."""
    from goalposts import read_events
    from goalposts.model import Window

    if not isinstance(window, Window):
        return {}
    between = (window.start, window.end)
    table = read_events(project, "helpdesk.ticket", fields=["line"], between=between, as_of=as_of)
    counted = Counter(line or "?" for line in table["line"].to_pylist())
    return {line: number / table.num_rows for line, number in counted.items()}


def _shown(share):
    return "–" if share is None else f"{100 * share:.1f} %"
