"""Project files: YAML text or plain mappings, read into projects."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from goalposts.formats.files import read_text
from goalposts.formats.node import from_python
from goalposts.formats.project_shape import read_project
from goalposts.formats.yaml_text import read_yaml
from goalposts.locale import Text
from goalposts.model import Catalogue, Project

_GIVE_OR_MAKE = Text(
    en="give its path, or make one with `goalposts init`", ru="укажите путь или создайте: `goalposts init`"
)


def project_from_file(path: Path, catalogue: Catalogue) -> Project:
    """Read a project file; source locations start at its folder.

    Raises:
        InputError: there is no such file, or it is not UTF-8.
        ProjectFileError: with every problem of its content.
    """
    return project_from_text(read_text(path, _GIVE_OR_MAKE), catalogue, str(path), path.parent)


def project_from_text(text: str, catalogue: Catalogue, file: str = "", folder: Path | None = None) -> Project:
    """Read the YAML text of a project.

    Raises:
        ProjectFileError: with every problem of its content.
    """
    return read_project(read_yaml(text, file), catalogue, file, folder, text)


def project_from_mapping(mapping: Mapping[str, Any], catalogue: Catalogue, folder: Path | None = None) -> Project:
    """Read a project given as Python values in the shape of the file.

    Raises:
        ProjectFileError: with every problem of its content.
        InputError: a value that cannot stand in a project file.
    """
    return read_project(from_python(mapping), catalogue, folder=folder)
