"""Catalogues and projects: the entry of every use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from goalposts import host
from goalposts.formats import project_file_at, project_from_file, project_from_mapping
from goalposts.model import Catalogue, Project
from goalposts.sealing.lock_file import lock_path, read_seal
from goalposts.sealing.sealed import under_seal


def load_catalogue(plugins: Iterable[object] | None = None, *, without: Iterable[str] = ()) -> Catalogue:
    """Load what plugins bring.

    Args:
        plugins: modules with the hook, or domains; every installed plugin when not given.
        without: entry-point names of installed plugins to leave out.

    Returns:
        A value of its own: catalogues share no state.

    Raises:
        PluginError: a plugin cannot be loaded, or contradicts another.

    Example:
        >>> sorted(load_catalogue([]).kpis)
        []
    """
    if plugins is None:
        return host.installed_catalogue(without)
    return host.catalogue_of(*plugins)


def load_project(path: str | Path, catalogue: Catalogue | None = None) -> Project:
    """Read a project file and the lock beside it; no source is opened. A folder stands for its `goalposts.yaml`.

    With a lock the sealed goals take the place of the file's, and `changes` says how the file differs.

    Raises:
        InputError: there is no such file, or its lock is damaged.
        ProjectFileError: with every problem of the file.
    """
    file = project_file_at(path)
    written = project_from_file(file, catalogue or load_catalogue())
    seal = read_seal(lock_path(file))
    return written if seal is None else under_seal(written, seal)


def project(document: Mapping[str, Any], catalogue: Catalogue | None = None, *, folder: str | Path = ".") -> Project:
    """Make a project of Python values in the shape of the project file, without a file.

    Args:
        document: the keys of a project file; days may be `date`, quantities texts.
        catalogue: what plugins bring; every installed plugin when not given.
        folder: where relative source locations start.

    Raises:
        ProjectFileError: with every problem of the document.

    Example:
        >>> from goalposts.testing import sample_catalogue, sample_mapping
        >>> catalogue = sample_catalogue()
        >>> project({**sample_mapping(catalogue), "project": "Reception"}, catalogue).name
        'Reception'
    """
    return project_from_mapping(document, catalogue or load_catalogue(), Path(folder))
