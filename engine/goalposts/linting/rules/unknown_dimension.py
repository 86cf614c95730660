"""A dimension to report by that no goal has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.catalogue import unknown_dimensions
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Project, Remark


@rule(
    "GP215",
    "unknown-dimension",
    bad="""\
project:
  segments: [plaec]
""",
    good="""\
project:
  segments: [place]
""",
)
def unknown_dimension(project: Project) -> Iterator[Remark]:
    """Every entry of `segments` is a field of words, or a dimension of a source, that some goal's events have.

    Why it matters: a mistyped dimension would leave the report without the lines that were asked for, and nobody would
    know whether there are no such rows or no such column.
    """
    for problem in unknown_dimensions(project):
        yield problem.remark
