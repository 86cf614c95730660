"""What an embedder may write against the whole Python API; mypy reads it in its strict mode, nobody runs it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, assert_type

import goalposts as gp
from goalposts.model import Quarantine, Seal
from goalposts.model.power import GoalPower, GoalSelftest
from goalposts.model.roadmap import Roadmap
from goalposts.model.scorecard import GoalScore
from goalposts.model.verification import Verification
from goalposts.scoring import Cube


def watched(source: str, rows: int, share: float | None) -> None:
    """A progress."""


def load(path: Path, document: Mapping[str, object]) -> gp.Project:
    """The catalogue and the project."""
    catalogue = assert_type(gp.load_catalogue(), gp.Catalogue)
    assert_type(gp.load_catalogue([], without=["sales"]), gp.Catalogue)
    assert_type(gp.project(document, catalogue, folder=path.parent), gp.Project)
    return assert_type(gp.load_project(path, catalogue), gp.Project)


def before(project: gp.Project, tables: Mapping[str, object]) -> Seal:
    """What is asked before the start."""
    draft = assert_type(gp.draft("75 % of calls answered within 20 s by August", as_of=date(2026, 1, 1)), gp.Draft)
    assert_type(draft.kpi, str)
    cube = assert_type(gp.baseline_cube(project, as_of=date(2026, 1, 1), progress=watched), Cube)
    for finding in assert_type(gp.check(project, cube, select=["GP1"], ignore=["GP109"]), tuple[gp.Finding, ...]):
        assert_type(finding.message.get("ru"), str)
    assert_type(gp.power(project, cube, progress=watched), tuple[GoalPower, ...])
    assert_type(gp.selftest(project, cube, seeds=20), tuple[GoalSelftest, ...])
    assert_type(gp.plan(project, by="wsjf"), Roadmap)
    seal = assert_type(gp.lock(project, tables, approved_by="CIO"), Seal)
    changed = assert_type(gp.amend(project, seal, tables, reason="A slip of the pen.", by="CIO"), Seal)
    assert_type(gp.write_lock("goalposts.yaml", changed, replaces=seal.digest), Path)
    return changed


def after(project: gp.Project, tables: Mapping[str, object], folder: Path) -> dict[str, Any]:
    """What is asked afterwards."""
    stop = gp.Cancellation(watched)
    store, refused = gp.Store(folder), Quarantine(folder / "refused")
    cube = assert_type(gp.tally(project, tables, progress=stop, store=store, quarantine=refused), Cube)
    assert_type(gp.load_cube(folder / "cube"), Cube)
    card = assert_type(gp.score(project, cube, as_of=date(2026, 9, 1), progress=stop), gp.Scorecard)
    goal = assert_type(card.find("faster-answers"), GoalScore)
    assert_type(goal.evaluation.value, float | None)
    assert_type(card.project.verdict, str | None)
    assert_type(card.to_html("ru"), str)
    assert_type(card.to_markdown(), str)
    assert_type(gp.verify(card, project, tables), Verification)
    assert_type(gp.Scorecard.from_dict(card.to_dict()), gp.Scorecard)
    credit = gp.channel_credit(project, "marketing.credited", tables, between=(date(2026, 1, 1), date(2026, 2, 1)))
    assert_type(credit, dict[str, dict[str, float]])
    for table in (card.to_arrow("goals"), card.to_arrow("series"), card.to_arrow("segments"), card.to_arrow("parts")):
        table.to_pandas()
    assert_type(stop.cancelled, bool)
    stop.cancel()
    return assert_type(card.to_dict("ru"), dict[str, Any])


def refusals(project: gp.Project) -> int:
    """What can go wrong, by its fields."""
    try:
        gp.score(project)
    except gp.CancelledError as stopped:
        assert_type(stopped.during, str)
    except gp.ProjectFileError as error:
        assert_type(error.problems, tuple[gp.Finding, ...])
    except gp.PluginError as error:
        assert_type(error.plugin, str)
    except gp.ExpressionError as error:
        assert_type(error.position, int)
    except (gp.SourceError, gp.LockError) as error:
        assert_type(error.where, str)
        assert_type(error.problem.get("en"), str)
    except gp.GoalpostsError as error:
        assert_type(error.sentence("ru"), str)
        return assert_type(error.exit_code, int)
    return 0
