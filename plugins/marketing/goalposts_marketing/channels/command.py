"""`goalposts channels`: channels side by side under every model of credit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click


@click.command("channels", short_help="Compare channels under every model of credit.")
@click.argument("project", metavar="[PROJECT]", default="goalposts.yaml")
@click.option(
    "--window",
    type=click.Choice(("evaluation", "baseline")),
    default="evaluation",
    show_default=True,
    help="Which of the project's windows to look at.",
)
@click.option("--revenue", "by_revenue", is_flag=True, help="Reckon returns by revenue where no margin is known.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="Form of the answer.",
)
@click.pass_obj
def command(session: Any, project: str, window: str, form: str, *, by_revenue: bool) -> int:
    """Say what every channel costs and brings, and whether its place depends on the model of credit.

    Reads the costs, leads, touches and conversions of PROJECT. Decides nothing, and exits 0 whatever the answer.
    """
    from goalposts import InputError
    from goalposts.locale import Text
    from goalposts.model import Window

    from goalposts_marketing.channels.document import document
    from goalposts_marketing.channels.lines import lines
    from goalposts_marketing.channels.reckoning import channel_report

    path = Path(project)
    loaded = session.project(path / "goalposts.yaml" if path.is_dir() else path)
    chosen = loaded.evaluation if window == "evaluation" else loaded.baseline
    if not isinstance(chosen, Window):
        no_days = Text(en="the project states no days of a baseline", ru="в проекте не указаны дни базового периода")
        raise InputError(no_days, "--window")
    report = channel_report(loaded, between=(chosen.start, chosen.end), by_revenue=by_revenue, as_of=session.as_of)
    if form == "json":
        session.say(json.dumps(document(report, session.language), ensure_ascii=False, indent=1))
        return 0
    for line in lines(report, session.language):
        session.say(line)
    return 0
