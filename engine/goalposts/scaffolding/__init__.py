"""Writes the package of a new plugin, whole or minimal, from the texts that lie beside this file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from goalposts.catalogue.build import ENGINE_PREFIX
from goalposts.errors import InputError
from goalposts.formats import write_atomically
from goalposts.locale import Text
from goalposts.plugin_api import API_VERSION

if TYPE_CHECKING:
    from goalposts.model import Catalogue

__all__ = ["NewPlugin", "prefix_for", "write_plugin"]

_FILES: Final = Path(__file__).parent / "files"
_SUFFIX: Final = ".txt"
"""Of the texts, so that no tool takes them for code of the engine."""
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,29}")
_PREFIX: Final = re.compile(r"[A-Z]{2,6}")
_LETTERS: Final = 3

_BAD_NAME: Final = Text(
    en="'{name}' cannot be the name of a domain: small Latin letters, digits and underscores are needed",
    ru="«{name}» не годится в имена предметной области: нужны строчные латинские буквы, цифры и подчёркивания",
)
_SHORT: Final = Text(en="write {name}", ru="напишите {name}")
_EXAMPLE: Final = Text(en="write it like helpdesk", ru="например: helpdesk")
_TAKEN: Final = Text(en="plugin '{plugin}' brings domain '{name}'", ru="область «{name}» уже есть в плагине «{plugin}»")
_ANOTHER: Final = Text(en="choose another name", ru="выберите другое имя")
_BAD_PREFIX: Final = Text(
    en="prefix '{prefix}' must be 2 to 6 capital letters, and not {engine}",
    ru="префикс «{prefix}» должен состоять из 2–6 заглавных латинских букв и отличаться от {engine}",
)
_PREFIX_TAKEN: Final = Text(
    en="plugin '{plugin}' owns prefix '{prefix}'", ru="префикс «{prefix}» уже занят плагином «{plugin}»"
)
_GIVE_PREFIX: Final = Text(en="give another with --prefix", ru="задайте другой: --prefix")
_EXISTS: Final = Text(en="this folder is here already and is not touched", ru="такая папка уже есть, она не тронута")
_ELSEWHERE: Final = Text(en="remove it, or name another place", ru="удалите её или укажите другое место")


@frozen
class NewPlugin:
    """What a new plugin is to be.

    Attributes:
        name: of its domain, small letters.
        prefix: of its rules, capital letters.
        engine: the version of the engine that it needs at least.
        minimal: an event type and a KPI in one module, instead of one of everything.
    """

    name: str
    prefix: str
    engine: str = "0.1"
    minimal: bool = field(default=False, kw_only=True)

    @property
    def folder(self) -> str:
        """What its folder, and its distribution, is called."""
        return f"goalposts-{self.name.replace('_', '-')}"

    def files(self) -> dict[str, str]:
        """Every file of the package by its path, with `/` between folders."""
        start = _FILES / ("minimal" if self.minimal else "whole")
        found = sorted(path for path in start.rglob(f"*{_SUFFIX}"))
        return {
            self._filled(path.relative_to(start).as_posix().removesuffix(_SUFFIX)): self._filled(
                path.read_text(encoding="utf-8")
            )
            for path in found
        }

    def _filled(self, text: str) -> str:
        places = {
            "@name@": self.name,
            "@package@": self.folder,
            "@PREFIX@": self.prefix,
            "@engine@": self.engine,
            "@api@": str(API_VERSION),
        }
        for place, words in places.items():
            text = text.replace(place, words)
        return text


def prefix_for(name: str) -> str:
    """Make a prefix of a name: its first letter and the consonants after it.

    >>> prefix_for("helpdesk"), prefix_for("hr"), prefix_for("aio")
    ('HLP', 'HR', 'AIO')
    """
    letters = re.sub(r"[^a-z]", "", name)
    consonants = letters[:1] + re.sub(r"[aeiouy]", "", letters[1:])
    chosen = consonants if len(consonants) >= min(_LETTERS, len(letters)) else letters
    return (chosen[:_LETTERS].upper() or "X").ljust(2, "X")


def write_plugin(new: NewPlugin, where: Path, catalogue: Catalogue) -> tuple[Path, ...]:
    """Write the package into a new folder and return its files.

    Args:
        new: what it is to be.
        where: the folder in which its own is made.
        catalogue: of the installed plugins, whose names and prefixes are taken.

    Raises:
        InputError: a name or prefix that is none, or is taken; or the folder is there already.
    """
    _refuse(new, catalogue)
    folder = where / new.folder
    if folder.exists():
        raise InputError(_EXISTS, str(folder), _ELSEWHERE)
    written = {folder / path: text for path, text in new.files().items()}
    for path, text in written.items():
        write_atomically(path, text)
    return tuple(written)


def _refuse(new: NewPlugin, catalogue: Catalogue) -> None:
    if not _NAME.fullmatch(new.name):
        short = re.sub(r"^goalposts[-_]", "", new.name.lower()).replace("-", "_")
        hint = _SHORT.fill(name=short) if _NAME.fullmatch(short) else _EXAMPLE
        raise InputError(_BAD_NAME.fill(name=new.name), hint=hint)
    if not _PREFIX.fullmatch(new.prefix) or new.prefix == ENGINE_PREFIX:
        raise InputError(_BAD_PREFIX.fill(prefix=new.prefix, engine=ENGINE_PREFIX), hint=_GIVE_PREFIX)
    for found in catalogue.contributions:
        if new.name == found.domain.name:
            raise InputError(_TAKEN.fill(plugin=found.plugin, name=new.name), hint=_ANOTHER)
        if new.prefix == found.domain.prefix:
            raise InputError(_PREFIX_TAKEN.fill(plugin=found.plugin, prefix=new.prefix), hint=_GIVE_PREFIX)
    if new.name == "goalposts":  # the engine's own event types begin so
        raise InputError(_TAKEN.fill(plugin="goalposts", name=new.name), hint=_ANOTHER)
