"""What the user asked of every command, and how results and notes reach them."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Any

import click
from attrs import define, field

from goalposts.errors import InputError
from goalposts.locale import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from rich.console import Console

    from goalposts.model import Catalogue, Project

WIDTH = 100
"""The widest table, and the width of every table that is not shown on a terminal."""

_LANGUAGE = re.compile(r"^language:[ \t]*[\"']?(en|ru)\b", re.MULTILINE)


@define
class Session:
    """One run of the command line.

    Attributes:
        as_of: the one clock; today when None.
        asked_language: of `--language`; empty when it was not given.
        file_language: of the project or verdict that the command is about, once it is known.
        without: entry points of plugins to leave out.
        quiet: neither progress nor notes.
        no_color: no colour, whatever the console can do.
    """

    as_of: date | None = None
    asked_language: str = ""
    file_language: str = ""
    without: tuple[str, ...] = ()
    quiet: bool = False
    no_color: bool = False
    _catalogues: dict[tuple[str, ...], Catalogue] = field(factory=dict, init=False, repr=False)

    @property
    def language(self) -> str:
        """The language to answer in."""
        return self.asked_language or self.file_language or "en"

    def read_language(self, file: Path) -> None:
        """Take the language that a project file asks for, even if the file has faults: they are told in it."""
        try:
            found = _LANGUAGE.search(file.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError):
            return  # whoever reads the file in earnest reports it
        self.file_language = found[1] if found else self.file_language

    def catalogue(self) -> Catalogue:
        """Load the installed plugins but those left out, once.

        Raises:
            PluginError: one cannot be loaded, or its commands clash with the built-in ones.
        """
        from goalposts.api import load_catalogue
        from goalposts.cli.plugin_commands import plugin_commands

        if self.without not in self._catalogues:
            plugin_commands(self.without)
            self._catalogues[self.without] = load_catalogue(without=self.without)
        return self._catalogues[self.without]

    def written_project(self, file: Path) -> Project:
        """Read a project as its file states it, whatever is locked.

        Raises:
            InputError: there is no such file.
            ProjectFileError: with every problem of the file.
        """
        from goalposts.formats import project_from_file

        self.read_language(file)
        return project_from_file(file, self.catalogue())

    def project(self, file: Path) -> Project:
        """Read a project with the lock beside it.

        Raises:
            InputError: there is no such file, or its lock is damaged.
            ProjectFileError: with every problem of the file.
        """
        from goalposts.api import load_project

        self.read_language(file)
        return load_project(file, self.catalogue())

    def say(self, words: Text | str, style: str = "") -> None:
        """Write a line of the result, at a terminal in a style of rich."""
        self.say_parts([(Text.of(words).get(self.language), style)])

    def say_parts(self, parts: Sequence[tuple[str, str]]) -> None:
        """Write a line of the result that is made of parts with their styles."""
        if self.is_coloured and any(style for _, style in parts):
            from rich.text import Text as Line

            self.console().print(Line.assemble(*parts), soft_wrap=True)
        else:
            click.echo("".join(said for said, _ in parts))

    def note(self, words: Text | str) -> None:
        """Tell something beside the result; `--quiet` silences it."""
        if not self.quiet:
            self.warn(words)

    def warn(self, words: Text | str) -> None:
        """Tell something beside the result that even a quiet run must not hide."""
        click.echo(Text.of(words).get(self.language), err=True)

    @property
    def width(self) -> int:
        """The columns that a line may take: those of the terminal, if it is not too wide to read."""
        return min(self.console().width, WIDTH)

    @property
    def is_coloured(self) -> bool:
        """Whether the result goes to a terminal, and colours are wanted."""
        return sys.stdout.isatty() and not self._is_plain

    @property
    def _is_plain(self) -> bool:
        return self.no_color or bool(os.environ.get("NO_COLOR"))

    def console(self, *, stderr: bool = False) -> Console:
        """Make a console for tables and bars, plain where colours are not wanted or not possible."""
        from rich.console import Console

        stream: Any = sys.stderr if stderr else sys.stdout
        terminal = stream.isatty()
        return Console(
            file=stream,
            stderr=stderr,
            color_system=None if self._is_plain or not terminal else "auto",
            highlight=False,
            width=None if terminal else WIDTH,
            legacy_windows=False if not terminal else None,
        )


def no_such(kind: Text, name: str, known: list[str], otherwise: Text | None = None) -> InputError:
    """Make the refusal of an unknown name, with the nearest known one, else what to do, else all of them."""
    from goalposts.errors import did_you_mean, listed

    all_known = Text(en="known: {names}", ru="известны: {names}").fill(names=listed(known))
    problem = Text(en="unknown {kind} '{name}'", ru="{kind} «{name}»: такого имени нет").fill(kind=kind, name=name)
    return InputError(problem, hint=did_you_mean(name, known) or otherwise or all_known)
