"""What click refuses of a command line, in Russian where that was asked for: click itself speaks English."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import click

from goalposts.locale import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

_USAGE = Text(en="Usage: {usage}", ru="Вызов: {usage}")
_HELP = Text(en="Try '{path} --help' for help.", ru="Подсказка: {path} --help")
_ERROR = Text(en="Error: {said}.", ru="Ошибка: {said}.")
_NO_OPTION = Text(en="no such option: {name}", ru="нет такого параметра: {name}")
_NEAR = Text(en="{said}; did you mean {near}?", ru="{said}; возможно, имелось в виду: {near}")
_NO_VALUE = Text(en="{name} needs a value", ru="у {name} нет значения")
_MISSING = Text(en="{name} is missing", ru="не указано: {name}")


def show(error: click.ClickException, args: Sequence[str]) -> None:
    """Tell what is wrong, below how the command is called.

    Args:
        error: what click says.
        args: the command line; an option that click refuses keeps it from reading `--language`.
    """
    said = _said(error)
    if said is None or not isinstance(error, click.UsageError) or not _asks_for_russian(args):
        error.show()
        return
    lines = [_ERROR.fill(said=said)]
    if error.ctx is not None:
        usage = " ".join(error.ctx.command.collect_usage_pieces(error.ctx))
        called = _USAGE.fill(usage=f"{error.ctx.command_path} {usage}")
        lines = [called, _HELP.fill(path=error.ctx.command_path), Text.of(""), *lines]
    for line in lines:
        click.echo(line.get("ru"), err=True)


def _said(error: click.ClickException) -> Text | None:
    """What is wrong in our words; None where only click has some."""
    if isinstance(error, click.NoSuchOption):
        said = _NO_OPTION.fill(name=error.option_name)
        near = ", ".join(sorted(error.possibilities or ()))
        return _NEAR.fill(said=said, near=near) if near else said
    if isinstance(error, click.MissingParameter) and error.param is not None and error.ctx is not None:
        return _MISSING.fill(name=error.param.get_error_hint(error.ctx))
    if isinstance(error, click.BadOptionUsage):
        return _NO_VALUE.fill(name=error.option_name)
    return None


def _asks_for_russian(args: Sequence[str]) -> bool:
    return "--language=ru" in args or ("--language", "ru") in pairwise(args)
