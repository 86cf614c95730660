"""Options and arguments that commands share."""

from __future__ import annotations

from copy import copy
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from goalposts.cli.session import Session
from goalposts.errors import InputError
from goalposts.formats import PROJECT_FILE, project_file_at
from goalposts.locale import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Callable

DEFAULT_PROJECT = PROJECT_FILE
AS_OF = "--as-of"
_TIMELESS = Text(en="`{command}` judges nothing by a day", ru="`{command}` ни о чём не судит по дате")
_LEAVE_OUT = Text(en="leave the option out", ru="уберите этот параметр")


def _day(value: str | date) -> date:
    if isinstance(value, date):
        return value
    from goalposts.formats.scalars import read_day

    try:
        return read_day(value)
    except ValueError as error:
        raise click.BadParameter(f"'{value}' is not a day; write YYYY-MM-DD.") from error


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    """Put a common option into the session; what is given after the command wins over what stands before it."""
    session = ctx.find_object(Session)
    if session is None or not value or param.name is None:
        return
    setattr(session, param.name, (*session.without, *value) if param.name == "without" else value)


def common_options() -> list[click.Option]:
    """Make the options that stand before or after the command; they end up in the session."""
    shared: dict[str, Any] = {"expose_value": False, "callback": _keep, "is_eager": True}
    return [
        click.Option(
            [AS_OF],
            type=_day,
            metavar="DATE",
            help="The day that counts as today; later rows are not read.",
            **shared,
        ),
        click.Option(
            ["--language", "asked_language"], type=click.Choice(LANGUAGES), help="Language of the answer.", **shared
        ),
        click.Option(
            ["--without"], multiple=True, metavar="PLUGIN", help="Leave out a plugin; may be repeated.", **shared
        ),
        click.Option(["--quiet"], is_flag=True, help="No progress and no notes.", **shared),
        click.Option(["--no-color"], is_flag=True, help="No colours.", **shared),
    ]


def refuse_day(command: str, *, given: bool) -> None:
    """Refuse `--as-of` for a command that has no use for it.

    Raises:
        InputError: it was given.
    """
    if given:
        raise InputError(_TIMELESS.fill(command=command), AS_OF, _LEAVE_OUT)


def with_common_options(command: click.Command, *, timeless: bool = False) -> click.Command:
    """Return a copy of a command that takes the common options too, but those that it defines itself.

    A timeless command refuses `--as-of`, and its help does not name it.
    """
    taken = {word for param in command.params for word in param.opts}
    common = [_refused_day(), *common_options()[1:]] if timeless else common_options()
    extended = copy(command)
    extended.params = [*command.params, *(option for option in common if not taken & set(option.opts))]
    return extended


def _refused_day() -> click.Option:
    def refuse(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
        refuse_day(ctx.info_name or "", given=value is not None)

    return click.Option([AS_OF], hidden=True, expose_value=False, callback=refuse)


def project_argument(function: Callable[..., Any]) -> Callable[..., Any]:
    """Take the project file, by default the one in this folder."""
    return click.argument("project", type=project_file_at, metavar="[PROJECT]", default=DEFAULT_PROJECT)(function)


def format_option(*formats: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Take `--format`; the first is the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="Form of the answer.",
    )


def cache_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Take `--no-cache`: nothing is taken from the store of the project, and nothing is kept."""
    return click.option("--no-cache", is_flag=True, help="Read all data anew, and keep nothing for the next time.")(
        function
    )
