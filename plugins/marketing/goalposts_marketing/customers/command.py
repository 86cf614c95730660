"""`goalposts customers`: what customers are worth."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click


@click.command("customers", short_help="Say what customers are worth: LTV in four ways.")
@click.argument("project", metavar="[PROJECT]", default="goalposts.yaml")
@click.option(
    "--days",
    type=click.IntRange(1, 3650),
    default=365,
    show_default=True,
    help="How far ahead the model of buying looks.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="Form of the answer.",
)
@click.pass_obj
def command(session: Any, project: str, days: int, form: str) -> int:
    """Say what customers are worth: to date, by fixed ages, by the formula of subscriptions, by a model of buying.

    Takes the conversions of PROJECT for purchases. Decides nothing, and exits 0 whatever the answer.
    """
    from goalposts_marketing.customers.document import document
    from goalposts_marketing.customers.lines import lines
    from goalposts_marketing.customers.worth import customer_report

    path = Path(project)
    loaded = session.project(path / "goalposts.yaml" if path.is_dir() else path)
    report = customer_report(loaded, days=days, as_of=session.as_of)
    if form == "json":
        session.say(json.dumps(document(report, session.language), ensure_ascii=False, indent=1))
        return 0
    for line in lines(report, session.language):
        session.say(line)
    return 0
