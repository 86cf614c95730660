"""Computes verdicts and keeps them: beside the project, and each once more in the private folder `.goalposts`."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from goalposts.cli.layout import as_json
from goalposts.cli.progress import reading
from goalposts.errors import InputError
from goalposts.locale import Text
from goalposts.model import Quarantine

if TYPE_CHECKING:
    from datetime import date

    from goalposts.api import Scorecard, Store
    from goalposts.cli.session import Session
    from goalposts.model import Project
    from goalposts.model.stream_counts import StreamCount

PRIVATE_FOLDER = ".goalposts"
SUFFIX = ".verdict.json"
_SCORE_FIRST = Text(
    en="give the path of a verdict that `goalposts score` stored",
    ru="укажите путь к вердикту, который сохранила `goalposts score`",
)
_NOT_JSON = Text(en="not JSON: {why}", ru="это не JSON: {why}")


def compute(
    session: Session,
    project: Project,
    as_of: date | None,
    *,
    rows_in: Quarantine | None = None,
    store: Store | None = None,
    cube_file: Path | None = None,
) -> Scorecard:
    """Score a project from its own sources; refused rows, scans and the cube are kept where it is said, if anywhere."""
    from goalposts.api import score, tally
    from goalposts.api.clock import clock
    from goalposts.formats import write_atomically

    today = clock(project, as_of)
    with reading(session) as progress:
        cube = tally(project, as_of=today, progress=progress, quarantine=rows_in, store=store)
    card = score(project, cube, as_of=today)
    if cube_file is not None:
        shown = cube if rows_in is None or rows_in.values else cube.with_streams(map(_without_values, cube.streams))
        write_atomically(cube_file, shown.dump())
    return card


def quarantine(project_file: Path, *, values: bool = True) -> Quarantine:
    """Say where the refused rows of a project are kept, and whether with their values."""
    return Quarantine(private_folder(project_file) / "quarantine", values)


def store_of(project_file: Path, *, unused: bool = False) -> Store | None:
    """Return where the scans of a project are kept; nothing is made before something is kept."""
    from goalposts.api import Store

    return None if unused else Store(project_file.parent / PRIVATE_FOLDER)


def without_row_values(card: Scorecard) -> Scorecard:
    """Leave only the positions of refused rows in a scorecard, not what stood there."""
    return evolve(card, streams=tuple(map(_without_values, card.streams)))


def _without_values(stream: StreamCount) -> StreamCount:
    return evolve(stream, details=tuple(evolve(detail, value="") for detail in stream.details))


def private_folder(project_file: Path) -> Path:
    """Make the private folder of a project, beside it.

    Raises:
        InputError: it cannot be made.
    """
    from goalposts.formats import make_private

    return make_private(project_file.parent / PRIVATE_FOLDER)


def store(card: Scorecard, project_file: Path, language: str) -> Path:
    """Write a verdict beside its project, and keep a copy of every verdict; each file is whole or not written.

    Returns:
        The verdict file beside the project.
    """
    from goalposts.formats import write_atomically

    content = written(card, language).encode()
    name = f"{card.as_of.isoformat()}-{hashlib.sha256(content).hexdigest()[:12]}.json"
    write_atomically(private_folder(project_file) / "verdicts" / name, content)
    path = project_file.with_name(project_file.stem + SUFFIX)
    write_atomically(path, content)
    return path


def written(card: Scorecard, language: str) -> str:
    """Write a verdict as the contract's JSON, with a line end; its texts and its `language` are the reader's."""
    return as_json(evolve(card, language=language).to_dict(language)) + "\n"


def page(card: Scorecard, language: str) -> str:
    """Make the page of exactly what a verdict file holds, so that project and verdict file give the same page."""
    return as_stored(card, language).to_html(language, live=True)


def as_stored(card: Scorecard, language: str) -> Scorecard:
    """Give exactly what a verdict file would hold."""
    from goalposts.api import Scorecard

    return Scorecard.from_dict(json.loads(written(card, language)))


def read(path: Path) -> Scorecard:
    """Read a stored verdict.

    Raises:
        InputError: it is not there, not JSON, or no verdict.
    """
    from goalposts.api import Scorecard
    from goalposts.formats import read_text

    try:
        plain = json.loads(read_text(path, _SCORE_FIRST))
    except json.JSONDecodeError as error:
        raise InputError(_NOT_JSON.fill(why=str(error)), str(path), _SCORE_FIRST) from error
    return Scorecard.from_dict(plain, str(path))
