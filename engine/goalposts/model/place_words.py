"""The line of a project file in words, for what is said of a source from elsewhere."""

from __future__ import annotations

from typing import Final

from goalposts.locale import Text
from goalposts.model.project import Project
from goalposts.model.source import Source

_LINE: Final = Text(en="{file}, line {line}", ru="{file}, строка {line}")
_KEY: Final = Text(en="key {key}", ru="ключ {key}")
_SOURCE: Final = Text(en="source {name}", ru="источник {name}")


def line_of(project: Project, key: str) -> Text:
    """Name the line of a top-level key, or the key itself where the file does not have it, or there is no file."""
    place = project.place(key)
    return _LINE.fill(file=place.file, line=place.line) if place.line else _KEY.fill(key=key)


def line_of_source(project: Project, source: Source, key: str) -> Text:
    """Name the line of a key of a source, else that of the source; else its name, of a project that is no file."""
    place = project.place_of(source, key)
    return _LINE.fill(file=place.file, line=place.line) if place.line else _SOURCE.fill(name=source.name)
