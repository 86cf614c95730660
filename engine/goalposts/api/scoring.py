"""Scoring a project, and locking it before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from goalposts.api.cancelling import heeded
from goalposts.api.card import Scorecard
from goalposts.api.clock import clock
from goalposts.api.covering import demand_cover
from goalposts.api.originals import first_sealed, original_of
from goalposts.api.reading import Progress
from goalposts.api.tallying import tally_goals
from goalposts.api.version import engine_version, runtime_versions
from goalposts.catalogue import resolve
from goalposts.errors import InputError
from goalposts.formats import project_file_at
from goalposts.locale import Text
from goalposts.model import Project, Quarantine, Seal
from goalposts.model.provenance import Engine
from goalposts.sealing import lock_path, lock_state, write_seal

if TYPE_CHECKING:
    from goalposts.scoring import Cube
    from goalposts.store import Store


def score(
    project: Project,
    data: Cube | Mapping[str, object] | None = None,
    *,
    as_of: date | None = None,
    progress: Progress | None = None,
    quarantine: Quarantine | None = None,
    store: Store | None = None,
) -> Scorecard:
    """Score a project: KPI values, honest intervals, a state for every goal and a verdict.

    Args:
        project: with a lock, its sealed goals are scored.
        data: a cube of the project, tables by source name or event type, or nothing: the project's own sources.
        as_of: the one clock; today in the project's zone when not given.
        progress: told how far the reading is.
        quarantine: where the rows that cannot be read are kept; nothing is written when not given.
        store: where scans are kept and taken from; without it everything is read, and nothing written.

    Raises:
        InputError: a goal does not resolve, or a source cannot be read.

    Example:
        >>> from goalposts.testing import TODAY, sample_project
        >>> card = score(sample_project(), {"sample.visit": {"visit_id": [], "at": [], "done": []}}, as_of=TODAY)
        >>> card.find("done").state, card.project.verdict
        ('not_due', 'inconclusive')
    """
    from goalposts.verdict.scorecard import scorecard

    today = clock(project, as_of)
    goals, first = resolve(project), first_sealed(project)
    if data is None or isinstance(data, Mapping):
        wanted = goals if first is None else (*goals, *first.goals)
        data = tally_goals(project, wanted, data, today, progress, quarantine, store)
    else:
        demand_cover(project, goals, data, today)
    engine = Engine(engine_version(), project.catalogue.versions, runtime=runtime_versions())
    heed = heeded(progress)
    card = scorecard(project, goals, data, today, lock_state(project), engine, heed)
    original = None if first is None else original_of(first, project, data, today, engine, heed)
    return Scorecard.of(evolve(card, original=original))


def lock(
    project: Project,
    data: Cube | Mapping[str, object] | None = None,
    *,
    as_of: date | None = None,
    approved_by: str = "",
    progress: Progress | None = None,
    store: Store | None = None,
) -> Seal:
    """Seal a project's goals with the baseline as measured now; writes no lock, see `write_lock`.

    Raises:
        InputError: a goal does not resolve, or a source cannot be read.

    Example:
        >>> from goalposts.testing import TODAY, sample_project
        >>> seal = lock(sample_project(), {"sample.visit": {"visit_id": [], "at": [], "done": []}}, as_of=TODAY)
        >>> seal.locked_as_of, seal.results_seen
        ('2026-02-01', False)
    """
    from goalposts.sealing import digest_of
    from goalposts.sealing.seal import seal_of

    today = clock(project, as_of)
    goals = resolve(project)
    if data is None or isinstance(data, Mapping):
        data = tally_goals(project, goals, data, today, progress, store=store)
    else:
        demand_cover(project, goals, data, today)
    seal = seal_of(evolve(project, seal=None), goals, data, today, approved_by)
    return evolve(seal, digest=digest_of(seal))


def amend(
    project: Project,
    seal: Seal,
    data: Cube | Mapping[str, object] | None = None,
    *,
    reason: str,
    by: str,
    as_of: date | None = None,
    progress: Progress | None = None,
    store: Store | None = None,
) -> Seal:
    """Seal changed goals in the place of sealed ones, with the reason; writes no lock, see `write_lock`.

    The seal before stays in the new one, so that scorecards judge the first goals too.

    Args:
        project: as its file is written now.
        seal: that is in force.
        data: a cube of the project, tables by source name or event type, or nothing: the project's own sources.
        reason: why the goals are changed.
        by: who changes them.
        as_of: the day of the change; today in the project's zone when not given.
        progress: told how far the reading is.
        store: where scans are kept and taken from; without it everything is read, and nothing written.

    Raises:
        InputError: no seal, no reason or no name, a goal does not resolve, or a source cannot be read.

    Example:
        >>> from goalposts.testing import TODAY, sample_project
        >>> visits = {"sample.visit": {"visit_id": [], "at": [], "done": []}}
        >>> seal = lock(sample_project(), visits, as_of=TODAY)
        >>> changed = amend(sample_project(), seal, visits, reason="A slip of the pen.", by="CIO", as_of=TODAY)
        >>> [change.by for change in changed.amendments]
        ['CIO']
    """
    from goalposts.sealing import amended, digest_of

    if not isinstance(seal, Seal):
        raise InputError(_NOTHING_SEALED)
    for name, said in (("reason", reason), ("by", by)):
        if not said.strip():
            raise InputError(_UNSAID.fill(name=name))
    today = clock(project, as_of)
    now = lock(project, data, as_of=today, approved_by=by, progress=progress, store=store)
    before = evolve(seal, digest=digest_of(seal))
    return amended(before, now, at=today.isoformat(), by=by.strip(), reason=reason.strip())


_NOTHING_SEALED = Text(
    en="there is no seal to amend: nothing is locked; use lock",
    ru="изменять нечего: цели не зафиксированы; вызовите lock",
)
_UNSAID = Text(
    en="{name} is empty: a change of sealed goals is recorded with its reason and with who makes it",
    ru="{name}: пусто, а изменение зафиксированных целей записывается с причиной и с именем того, кто его вносит",
)


def write_lock(project_file: str | Path, seal: Seal, *, replaces: str | None = None) -> Path:
    """Write a seal beside its project file, whole or not at all, and return where.

    Args:
        project_file: the project file, or its folder.
        seal: of `lock` or `amend`.
        replaces: `digest` of the seal whose lock this one takes the place of, empty where there must be none yet; None
            replaces whatever there is.

    Raises:
        LockError: somebody else wrote the lock meanwhile, or is writing it.
    """
    path = lock_path(project_file_at(project_file))
    write_seal(path, seal, replaces)
    return path
