"""The options of `goalposts init` that answer its questions, so that a script can."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from goalposts.cli.wizard.work import Given
from goalposts.errors import InputError
from goalposts.locale import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_NO_PAIR = Text(en="'{words}' has no '='", ru="в «{words}» нет «=»")
_WRITE_PAIR = Text(en="write it as {form}", ru="пишите так: {form}")
_OPTIONS: Final = (
    click.option("--name", default="", metavar="TEXT", help="What the rollout is called."),
    click.option("--go-live", default="", metavar="DAY", help='First day of the new system, as "1 March 2027".'),
    click.option("--baseline", default="", metavar="DAYS", help='Before, as "2026-03-01 .. 2027-03-01".'),
    click.option("--evaluation", default="", metavar="DAYS", help="After; the promises are due at its end."),
    click.option("--timezone", default="", metavar="ZONE", help="Where your days begin, as Europe/Moscow or Moscow."),
    click.option("--currency", default="", metavar="CODE", help="In which you count, as RUB."),
    click.option(
        "--data", multiple=True, metavar="[WHERE=]FILE", help="An export; WHERE is an event type or a source's name."
    ),
    click.option("--column", multiple=True, metavar="FIELD=COLUMN", help="From which column a field is read."),
    click.option("--goal", "goals", multiple=True, metavar="TEXT", help="A goal in one sentence, added to the others."),
    click.option("--drop", multiple=True, metavar="GOAL", help="A goal of the template that is left out."),
    click.option(
        "--guardrail", multiple=True, metavar="KPI=MARGIN", help="How far what is watched beside a goal may get worse."
    ),
    click.option("--owner", default="", metavar="TEXT", help="Who answers for the goals, if --fill names nobody else."),
    click.option(
        "--fill",
        multiple=True,
        metavar="KEY=TEXT",
        help="Fill a blank: project, influence, owner, why, lever, or GOAL.KEY; FIELD.WORD says what a word of the "
        "data means.",
    ),
)


def answer_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Take an option for every question."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def given_of(said: Mapping[str, Any]) -> Given:
    """Make the answers of what click read.

    Raises:
        InputError: a pair has no equals sign.
    """
    return Given(
        name=said["name"],
        go_live=said["go_live"],
        baseline=said["baseline"],
        evaluation=said["evaluation"],
        timezone=said["timezone"],
        currency=said["currency"],
        data=said["data"],
        columns=_pairs("--column", said["column"], "FIELD=COLUMN"),
        goals=said["goals"],
        drop=said["drop"],
        guardrails=_pairs("--guardrail", said["guardrail"], "KPI=MARGIN"),
        owner=said["owner"],
        fills=_pairs("--fill", said["fill"], "KEY=TEXT"),
    )


def _pairs(option: str, said: tuple[str, ...], form: str) -> dict[str, str]:
    for words in said:
        if "=" not in words:
            raise InputError(_NO_PAIR.fill(words=words), option, _WRITE_PAIR.fill(form=form))
    return {key.strip(): value.strip() for key, _, value in (words.partition("=") for words in said)}
