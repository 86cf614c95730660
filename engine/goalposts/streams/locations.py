"""Finds the files of a source, and tells what format they are in."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from goalposts.errors import AbsentSourceError, SourceError
from goalposts.locale import Text
from goalposts.model import Source

_FORMATS: Final = {".csv": "csv", ".tsv": "csv", ".txt": "csv", ".gz": "csv", ".parquet": "parquet", ".pq": "parquet"}
_WILD: Final = frozenset("*?[")


def find_files(source: Source, folder: Path) -> tuple[Path, ...]:
    """Return the files of a source in sorted order, each once.

    Raises:
        AbsentSourceError: a pattern that matches no file, or a source without any location.
    """
    if not source.locations:
        raise AbsentSourceError(
            Text(en="no file and no table is given", ru="не указаны ни файл, ни таблица"),
            where=f"data.{source.event_type}.{source.name}",
            hint=Text(en="add `source:` with a path", ru="добавьте `source:` с путём к файлу"),
        )
    return tuple(sorted({path for location in source.locations for path in _matches(location, folder)}))


def _matches(location: str, folder: Path) -> list[Path]:
    whole = folder / location
    if whole.is_file():
        return [whole]
    if _WILD & set(location):
        anchor = Path(whole.anchor)
        found = [path for path in anchor.glob(str(whole.relative_to(anchor))) if path.is_file()]
        if found:
            return found
    problem = Text(en="no file matches in folder {folder}", ru="нет такого файла в папке {folder}")
    hint = Text(en="check the path under `source:`", ru="проверьте путь в `source:`")
    raise AbsentSourceError(problem.fill(folder=str(folder)), where=location, hint=hint)


def format_of(source: Source, path: Path) -> str:
    """Return `csv` or `parquet`.

    Raises:
        SourceError: another format is asked for, or the suffix tells none.
    """
    found = source.format or _FORMATS.get(path.suffix.lower(), "")
    if found in _FORMATS.values():
        return found
    problem = Text(en="format '{found}' is not known", ru="неизвестный формат «{found}»")
    hint = Text(en="give `format: csv` or `format: parquet`", ru="укажите `format: csv` или `format: parquet`")
    raise SourceError(problem.fill(found=found or path.suffix), where=path.name, hint=hint)


def shown_name(path: Path, folder: Path) -> str:
    """Name a file as short as people can still find it."""
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)
