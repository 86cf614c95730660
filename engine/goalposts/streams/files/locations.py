"""Finds what a source is read from: files, folders, databases, standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from attrs import evolve

from goalposts.errors import AbsentSourceError
from goalposts.locale import Text
from goalposts.model import Source
from goalposts.model.addresses import is_address
from goalposts.streams.files.near_paths import near_path
from goalposts.streams.files.source_file import SourceFile
from goalposts.streams.files.stamps import StampedFile
from goalposts.streams.files.standard_input import standard_input

_WILD: Final = frozenset("*?[")
_NO_VALUE: Final = "__HIVE_DEFAULT_PARTITION__"
STANDARD_INPUT: Final = "-"
_CHECK_PATH: Final = Text(en="check the path", ru="проверьте путь")
_NEAR: Final = Text(en="did you mean '{path}'?", ru="возможно, имелось в виду «{path}»?")


def find_files(source: Source, folder: Path) -> tuple[SourceFile, ...]:
    """Return the files and addresses of a source, each once; files in sorted order.

    Raises:
        AbsentSourceError: a pattern that matches no file, or a source without any location.
    """
    if not source.locations:
        raise AbsentSourceError(
            Text(en="no file and no table is given", ru="не указаны ни файл, ни таблица"),
            where=f"data.{source.event_type}.{source.name}",
            hint=Text(en="add `source:` with a path", ru="добавьте `source:` с путём к файлу"),
        )
    found = (file for location in source.locations for file in _at(location, source, folder))
    each = {file.location if is_address(file.location) else file.path: file for file in found}
    return tuple(sorted(each.values(), key=lambda file: file.path))


def _at(location: str, source: Source, folder: Path) -> Iterator[SourceFile]:
    if location == STANDARD_INPUT:
        name = Text(en="standard input", ru="стандартный ввод").get("en")
        yield SourceFile(name, standard_input(sys.stdin.buffer), source, location)
    elif is_address(location):
        yield SourceFile(source.name, folder, source, location)
    else:
        yield from _matches(location, source, folder)


def _matches(location: str, source: Source, folder: Path) -> Iterator[SourceFile]:
    whole = folder / location
    if whole.is_file():
        yield _file(whole, source, folder, location)
        return
    found = list(_below(whole))
    if not found:
        problem = Text(en="no file matches in {folder}", ru="нет такого файла в {folder}")
        near = near_path(location, folder)
        hint = _CHECK_PATH if near is None else _NEAR.fill(path=near)
        raise AbsentSourceError(problem.fill(folder=_called(folder)), where=location, hint=hint)
    for path in found:
        file = _file(path, source, folder, location)
        yield evolve(file, partition=tuple(_partition(path.relative_to(_plain_part(whole)))))


def _called(folder: Path) -> Text:
    """A folder as people call it: `.` says nothing to most of them."""
    if folder == Path():
        return Text(en="the working folder", ru="текущей папке")
    return Text(en="folder {folder}", ru="папке {folder}").fill(folder=str(folder))


def _below(whole: Path) -> Iterator[Path]:
    """The files that a pattern matches, or all those in a folder and the folders in it but hidden ones."""
    if whole.is_dir():
        parts = (path.relative_to(whole).parts for path in whole.rglob("*") if path.is_file())
        yield from (whole.joinpath(*own) for own in parts if not any(part.startswith((".", "_")) for part in own))
    elif _WILD & set(str(whole)):
        anchor = Path(whole.anchor)
        yield from (path for path in anchor.glob(str(whole.relative_to(anchor))) if path.is_file())


def _plain_part(whole: Path) -> Path:
    """The folder from which on files are looked for."""
    for folder in (whole, *whole.parents):
        if not _WILD & set(str(folder)):
            return folder
    return whole


def _partition(inner: Path) -> Iterator[tuple[str, str]]:
    """What folders named `column=value` say of every row in them, as Hive and Spark write them."""
    from urllib.parse import unquote

    for part in inner.parts[:-1]:
        column, sign, value = part.partition("=")
        if sign:
            yield column, "" if value == _NO_VALUE else unquote(value)


def _file(path: Path, source: Source, folder: Path, location: str) -> SourceFile:
    return SourceFile(shown_name(path, folder), path, source, location)


def stamped(file: SourceFile) -> StampedFile | None:
    """Note what a file is now; None of an address."""
    return None if is_address(file.location) else StampedFile.of(file.name, file.path)


def shown_name(path: Path, folder: Path) -> str:
    """Name a file as short as people can still find it."""
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)
