"""Asks on the terminal: one question after another, each within the width of the window and with a way back."""

from __future__ import annotations

import re
import shutil
import sys
from contextlib import contextmanager
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Final, TypeVar

import click
from attrs import define, frozen

from goalposts.cli.session import WIDTH, Session
from goalposts.errors import GoalpostsError, InputError
from goalposts.locale import Text, join

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Answer = TypeVar("Answer")

PROMPT: Final = "> "
_NARROWEST: Final = 40
_MARGIN: Final = re.compile(r" *(?:\d+\. |- )?")
_BACK: Final = frozenset({"<", "back", "назад"})
_YES: Final = frozenset({"y", "yes", "д", "да"})
_NO: Final = frozenset({"n", "no", "н", "нет"})
_ENTER = Text(en="Enter: {proposed}", ru="Enter — {proposed}")
_WHICH = Text(en="this is none of the choices: '{words}'", ru="такого варианта нет: «{words}»")
_A_NUMBER = Text(en="write a number from 1 to {count}, or the word", ru="введите номер от 1 до {count} или само слово")
_YES_OR_NO = Text(en="'{words}' is neither yes nor no", ru="«{words}» — ни да, ни нет")
_Y_OR_N = Text(en="write y or n", ru="введите д или н")
_SHOWN_YES = {True: Text(en="yes (y/n)", ru="да (д/н)"), False: Text(en="no (y/n)", ru="нет (д/н)")}
_NEEDED = Text(en="an answer is needed here", ru="здесь нужен ответ")
_INTERRUPT = Text(en="write it, or stop with Ctrl-C", ru="введите его или прервите работу: Ctrl-C")


class BackError(Exception):
    """Somebody wants to answer the question before once more."""


@frozen
class Choice:
    """One of several answers: its word, and what it means."""

    word: str
    meaning: Text


@define
class Dialogue:
    """Questions to whoever sits at the terminal.

    Attributes:
        session: in whose language is asked.
        asking: whether somebody is there to ask; otherwise what is proposed is the answer.
        asked: how many questions were asked so far.
    """

    session: Session
    asking: bool
    asked: int = 0

    def tell(self, words: Text | str, indent: str = "") -> None:
        """Say something beside the questions; a quiet run does not."""
        if not self.session.quiet:
            self.warn(words, indent)

    def show(self, words: Text | str) -> None:
        """Write a line of the result, within the width of the terminal."""
        said = Text.of(words).get(self.session.language)
        self.session.say("\n".join(_wrapped(said, "", "  ")))

    def warn(self, words: Text | str, indent: str = "") -> None:
        """Say something beside the questions that even a quiet run must not hide."""
        said = Text.of(words).get(self.session.language)
        for line in said.splitlines() or [""]:
            inner = indent + " " * len(_MARGIN.match(line)[0])  # type: ignore[index]  # it matches anything
            self.session.warn("\n".join(_wrapped(line, indent, inner)))

    def ask(
        self,
        question: Text,
        read: Callable[[str], Answer],
        *,
        proposed: str = "",
        shown: Text | str = "",
        helped: Text | None = None,
        written: str = "",
        files: bool = False,
    ) -> Answer:
        """Ask until the answer can be read; Enter takes what is proposed.

        Args:
            question: in one sentence.
            read: makes the answer of the words, or refuses them with a sentence.
            proposed: the words that Enter stands for, and the answer where nobody is asked.
            shown: how they are shown; as they are, if not given.
            helped: what there is to know, below the question.
            written: stands behind the prompt already, to be changed.
            files: whether the key Tab completes paths of files.

        Raises:
            BackError: the question before is to be asked again.
            InputError: nobody is asked, and what is proposed is no answer.
        """
        if not self.asking:
            return read(proposed)
        self.asked += 1
        self.session.warn("")
        self.warn(question)
        if helped is not None:
            self.warn(helped, "  ")
        if proposed or shown:
            self.warn(_ENTER.fill(proposed=shown or proposed), "  ")
        while True:
            words = _typed(written, files=files).strip()
            if words.lower() in _BACK:
                raise BackError
            try:
                return read(words or proposed)
            except GoalpostsError as error:
                self.warn(error.sentence(self.session.language), "  ")

    def choose(
        self, question: Text, choices: Sequence[Choice], *, proposed: str = "", helped: Text | None = None
    ) -> str:
        """Ask for one of several words, which are listed with a number each."""
        known = [choice.word for choice in choices]
        listed = [choice.meaning if choice.meaning.en else Text.of(choice.word) for choice in choices]
        meanings = [said.get(self.session.language) for said in listed]

        def read(words: str) -> str:
            found = chosen(some_words(words), known)
            meant = chosen(words, meanings) if found is None else None
            if found is None and meant is None:
                raise InputError(_WHICH.fill(words=words), hint=_A_NUMBER.fill(count=len(choices)))
            return found or known[meanings.index(meant or "")]

        numbered = Text(en="{number:>2} {meaning}", ru="{number:>2} {meaning}")
        lines = [numbered.fill(number=f"{number}.", meaning=said) for number, said in enumerate(listed, 1)]
        above = [] if helped is None else [helped]
        shown = listed[known.index(proposed)] if proposed else ""
        return self.ask(
            question, read, proposed=proposed, shown=shown, helped=join([*above, Text.of(""), *lines], "\n")
        )

    def confirm(self, question: Text, *, proposed: bool = True, helped: Text | None = None) -> bool:
        """Ask for yes or no."""

        def read(words: str) -> bool:
            if words.lower() in _YES | _NO:
                return words.lower() in _YES
            raise InputError(_YES_OR_NO.fill(words=words), hint=_Y_OR_N)

        return self.ask(question, read, proposed="y" if proposed else "n", shown=_SHOWN_YES[proposed], helped=helped)


def _wrapped(line: str, first: str, others: str) -> list[str]:
    width = max(_NARROWEST, min(shutil.get_terminal_size((80, 24)).columns, WIDTH))
    return wrap(
        line, width, initial_indent=first, subsequent_indent=others, break_long_words=False, break_on_hyphens=False
    )


def chosen(words: str, among: Sequence[str]) -> str | None:
    """Return the word that is meant: by its number, by itself, or by a beginning that only one has."""
    if words.isdecimal() and 1 <= int(words) <= len(among):
        return among[int(words) - 1]
    folded = words.casefold()
    exact = [word for word in among if word.casefold() == folded]
    begun = [word for word in among if folded and word.casefold().startswith(folded)]
    return exact[0] if exact else begun[0] if len(begun) == 1 else None


def some_words(words: str) -> str:
    """Read any words, but no nothing."""
    if not words:
        raise InputError(_NEEDED, hint=_INTERRUPT)
    return " ".join(words.split())


def _typed(written: str, *, files: bool) -> str:
    """One line from the terminal, with the keys of an editor where the system has one."""
    with _edited(written, files=files):
        try:
            if sys.stdout.isatty():
                return input(PROMPT)
            click.echo(PROMPT, nl=False, err=True)
            return input()
        except EOFError as error:
            raise click.Abort from error


@contextmanager
def _edited(written: str, *, files: bool) -> Iterator[None]:
    try:
        import readline
    except ImportError:  # not on every system
        yield
        return
    readline.set_completer_delims("\n")
    readline.set_completer(_path if files else None)
    readline.parse_and_bind("tab: complete" if files else "tab: self-insert")
    if written:
        readline.set_startup_hook(lambda: readline.insert_text(written))
    try:
        yield
    finally:
        readline.set_startup_hook(None)
        readline.set_completer(None)


def _path(begun: str, number: int) -> str | None:
    """The nth path that begins so; folders end with a slash."""
    folder, _, name = begun.rpartition("/")
    inside = Path(f"{folder}/") if folder or begun.startswith("/") else Path()
    found = sorted(path for path in inside.glob("*") if path.name.startswith(name))
    if number >= len(found):
        return None
    return f"{found[number].as_posix()}{'/' if found[number].is_dir() else ''}"
