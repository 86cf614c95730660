"""Changing sealed goals in the open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from goalposts.api.projects import load_catalogue
from goalposts.api.reading import Progress
from goalposts.api.scoring import lock
from goalposts.errors import InputError, LockError
from goalposts.formats import project_from_file
from goalposts.locale import Text
from goalposts.model import Catalogue, Project, Seal
from goalposts.sealing import amended_seal, first_sealed, lock_path, read_seal

if TYPE_CHECKING:
    from goalposts.scoring import Cube
    from goalposts.store import Store

_UNLOCKED = Text(en="nothing is locked here, so there is nothing to amend", ru="здесь ничего не зафиксировано")
_LOCK = Text(en="lock the goals with `goalposts lock`", ru="зафиксируйте цели: `goalposts lock`")
_UNSAID = Text(en="an amendment needs a {what}", ru="для изменения нужно указать: {what}")
_REASON, _NAME = Text(en="reason", ru="причину"), Text(en="name of who approves it", ru="кто его утверждает")


def amend(
    path: str | Path,
    catalogue: Catalogue | None = None,
    data: Cube | Mapping[str, object] | None = None,
    *,
    reason: str,
    by: str,
    as_of: date | None = None,
    progress: Progress | None = None,
    store: Store | None = None,
) -> Seal:
    """Seal the goals of a locked project anew as its file states them now; writes no lock, see `write_lock`.

    The seal keeps the chain of amendments and every seal that was replaced, so that both can be scored.

    Args:
        path: of the project file; the lock lies beside it.
        catalogue: what plugins bring; every installed plugin when not given.
        data: a cube of the project as written, tables, or nothing: the project's own sources.
        reason: why the goals change.
        by: who approves it.
        as_of: today when not given.
        progress: told how far the reading is.
        store: where scans are kept and taken from.

    Raises:
        LockError: nothing is locked, or the lock is damaged.
        InputError: no reason, no name, a goal does not resolve, or a source cannot be read.
    """
    file = Path(path)
    for said, what in ((reason, _REASON), (by, _NAME)):
        if not said.strip():
            raise InputError(_UNSAID.fill(what=what))
    before = read_seal(lock_path(file))
    if before is None:
        raise LockError(_UNLOCKED, str(file), _LOCK)
    written = project_from_file(file, catalogue or load_catalogue())
    now = lock(written, data, as_of=as_of, progress=progress, store=store)
    return amended_seal(before, now, reason.strip(), by.strip())


def original(project: Project) -> Project:
    """Return a locked project with the goals as they were sealed first, before any amendment, to score these too.

    `changes` then says how the amended goals differ. A project without amendments is returned as it is.

    Example:
        >>> from goalposts.testing import sample_project
        >>> original(sample_project()).name
        'Sample rollout'
    """
    return first_sealed(project)
