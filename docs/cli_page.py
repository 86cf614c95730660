"""The page docs/cli.md: every command with its arguments and options, from their own help."""  # noqa: INP001 - beside the pages, no package

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import ModuleType

import click
from goalposts.cli.commands import BUILT_IN, built_in
from goalposts.cli.main import cli

INTRO = """\
Every command with its options, as `--help` prints them. What a command writes to stdout is its result; notes and
progress go to stderr. The options of the first section work before a command and after it."""
EXITS = """\
| code | meaning |
| --- | --- |
| 0 | fine |
| 1 | the answer is no |
| 2 | the input is wrong: one sentence says where, and what to do |
| 3 | undecided |
| 4 | a plugin or the engine failed |"""


def cli_page(how_made: str, plugins: Iterable[ModuleType]) -> str:
    """Return the page: the built-in commands, then those of some plugins."""
    own = {name: built_in(name) for name in BUILT_IN}
    hooks = (getattr(plugin, "goalposts_commands", None) for plugin in plugins)
    brought = {str(command.name): command for hook in hooks if hook is not None for command in hook()}
    parts = [how_made, "# Commands", INTRO, "## All commands", _table(list(_options(cli))), "## Exit codes", EXITS]
    for name, command in {**own, **brought}.items():
        parts += [f"## {name}", *_described(name, command)]
    return "\n\n".join(parts) + "\n"


def _described(name: str, command: click.Command) -> Iterator[str]:
    words = " ".join(_usage(param) for param in command.params if isinstance(param, click.Argument))
    yield f"`goalposts {name} [OPTIONS]{' ' if words else ''}{words}`"
    yield "\n\n".join(_plain(part) for part in (command.help or "").split("\n\n"))
    if rows := list(_options(command)):
        yield _table(rows)


def _usage(argument: click.Argument) -> str:
    return argument.make_metavar(click.Context(click.Command("goalposts")))


def _plain(paragraph: str) -> str:
    return " ".join(paragraph.replace("\b", "").split())


def _options(command: click.Command) -> Iterator[tuple[str, str]]:
    """The options that are this command's own, with what they take and do."""
    context = click.Context(command)
    for param in command.params:
        record = param.get_help_record(context) if isinstance(param, click.Option) and not param.hidden else None
        if record is not None:
            yield f"`{record[0]}`", record[1].replace("|", r"\|")


def _table(rows: list[tuple[str, str]]) -> str:
    lines = [("option", ""), ("---", "---"), *((shown.replace("|", r"\|"), said) for shown, said in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
