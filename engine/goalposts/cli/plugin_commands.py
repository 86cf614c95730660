"""The commands that plugins add, checked against the built-in ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from attrs import evolve

from goalposts import host
from goalposts.cli.commands import BUILT_IN
from goalposts.errors import GoalpostsError, PluginError
from goalposts.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAMELESS = Text(
    en="must return click commands with names, found {found}", ru="нужны команды click с именами; найдено: {found}"
)
_TAKEN = Text(
    en="brings the command '{name}', and that name is taken", ru="даёт команду «{name}», а это имя уже занято"
)


def plugin_commands(without: Iterable[str]) -> dict[str, click.Command]:
    """Return the commands of the installed plugins by name.

    Raises:
        PluginError: a plugin cannot be loaded, its command has no name, or one that is taken.
    """
    found: dict[str, click.Command] = {}
    for command in host.installed_commands(without):
        if not isinstance(command, click.Command) or not command.name:
            raise PluginError("goalposts_commands", _NAMELESS.fill(found=repr(command)))
        if command.name in BUILT_IN or command.name in found:
            owner = getattr(command.callback, "__module__", command.name)
            raise PluginError(owner, _TAKEN.fill(name=command.name))
        found[command.name] = command
    return found


def with_way_out(error: GoalpostsError) -> GoalpostsError:
    """Add to the fault of an installed plugin how to go on without it, where nothing says what to do."""
    if isinstance(error, PluginError) and error.hint is None and host.is_installed(error.plugin):
        return evolve(error, hint=host.LEAVE_OUT.fill(name=error.plugin))
    return error
