"""Linting a project, with what its baseline says where the data can be reached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from goalposts.api.baseline_facts import baseline_facts
from goalposts.api.cancelling import heeded
from goalposts.api.clock import clock
from goalposts.api.reading import Progress
from goalposts.api.tallying import tally_goals
from goalposts.catalogue import resolvable, unknown_event_types
from goalposts.model import Finding, Project

if TYPE_CHECKING:
    from goalposts.scoring import Cube
    from goalposts.store import Store


def check(
    project: Project,
    data: Cube | Mapping[str, object] | None = None,
    *,
    as_of: date | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    progress: Progress | None = None,
) -> tuple[Finding, ...]:
    """Lint a project.

    Args:
        project: as loaded, or as made; goals that do not resolve are findings, not errors. Of a locked project the
            file is linted as it is written now.
        data: a cube of the project, or tables; without it the rules that ask for facts do not run.
        as_of: the day that the rules call today.
        select: codes or names (or beginnings of codes) of the only rules to run.
        ignore: codes or names of rules not to run.
        progress: told how far the reading of tables is; a `Cancellation` is looked at before every rule too.

    Raises:
        CancelledError: the caller stopped the work.
        PluginError: a rule of a plugin raises.

    Example:
        >>> from goalposts.testing import TODAY, sample_project
        >>> project = sample_project(goals=[{"id": "done", "kpi": "sample.done_shore"}])
        >>> [finding.hint.en for finding in check(project, as_of=TODAY, select=["unknown-kpi"])]
        ["did you mean 'sample.done_share'?"]
    """
    from goalposts.linting import lint

    today = clock(project, as_of)
    project = project.written or project
    goals = resolvable(project)
    facts = {}
    if data is not None and not unknown_event_types(project):
        facts = baseline_facts(project, goals, data, today, progress)
    return lint(project, goals, facts, today, tuple(select), tuple(ignore), heeded(progress))


def baseline_cube(
    project: Project,
    *,
    as_of: date | None = None,
    progress: Progress | None = None,
    store: Store | None = None,
) -> Cube:
    """Scan what the resolvable goals of a project need, so that `check` can look at its baseline; see `tally`.

    Raises:
        InputError: a source cannot be read.
    """
    today = clock(project, as_of)
    project = project.written or project
    goals = () if unknown_event_types(project) else resolvable(project)
    return tally_goals(project, goals, None, today, progress, store=store)
