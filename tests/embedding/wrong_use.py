"""What mypy must refuse in an embedder's code; each line says with which code."""

from __future__ import annotations

import goalposts as gp


def without_rows(source: str) -> None:
    """Takes too little to be a progress."""


def wrong(project: gp.Project) -> None:
    gp.score(project, as_of="2026-09-01")  # arg-type
    gp.score(project, {}, None)  # call-arg
    gp.score(project).to_arrow("serie")  # arg-type
    assert gp.score(project).verdict  # attr-defined
    gp.tally(project, progress=without_rows)  # arg-type
    project.name = "Another"  # misc
