"""Scoring a project, and locking it before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from goalposts.api.card import Scorecard
from goalposts.api.clock import clock
from goalposts.api.reading import Progress
from goalposts.api.tallying import demand_cover, tally_goals
from goalposts.api.version import engine_version, runtime_versions
from goalposts.catalogue import resolve
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
    goals = resolve(project)
    if data is None or isinstance(data, Mapping):
        data = tally_goals(project, goals, data, today, progress, quarantine, store)
    else:
        demand_cover(project, goals, data, today)
    engine = Engine(engine_version(), project.catalogue.versions, runtime=runtime_versions())
    return Scorecard.of(scorecard(project, goals, data, today, lock_state(project), engine))


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
    from goalposts.sealing.seal import seal_of

    today = clock(project, as_of)
    goals = resolve(project)
    if data is None or isinstance(data, Mapping):
        data = tally_goals(project, goals, data, today, progress, store=store)
    else:
        demand_cover(project, goals, data, today)
    return seal_of(evolve(project, seal=None), goals, data, today, approved_by)


def write_lock(project_file: str | Path, seal: Seal, *, replaces: str | None = None) -> Path:
    """Write a seal beside its project file, whole or not at all, and return where.

    Args:
        project_file: the project file.
        seal: of `lock` or `amend`.
        replaces: the digest of the lock that this one takes the place of, empty where there must be none yet; None
            replaces whatever there is.

    Raises:
        LockError: somebody else wrote the lock meanwhile, or is writing it.
    """
    path = lock_path(Path(project_file))
    write_seal(path, seal, replaces)
    return path
