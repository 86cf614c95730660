"""Fingerprints of what a verdict was computed from: of content, never of file names or their dates."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from attrs import evolve

from goalposts.formats import digest, document
from goalposts.model import Project
from goalposts.model.provenance import Inputs
from goalposts.model.stream_counts import StreamCount
from goalposts.scoring import Cube
from goalposts.verdict.settings import SETTINGS


def inputs_of(project: Project) -> Inputs:
    """Keep the project as it was scored, and the statistical settings."""
    written = document(project)
    return Inputs(written, digest(written), SETTINGS)


def with_fingerprints(project: Project, cube: Cube) -> tuple[StreamCount, ...]:
    """Give every source the fingerprint of its accepted rows a day; empty when no goal needs it."""
    return tuple(evolve(stream, digest=_fingerprint(project, cube, stream)) for stream in cube.streams)


def _fingerprint(project: Project, cube: Cube, stream: StreamCount) -> str:
    lines = "\n".join(_lines(project, cube, stream))
    return f"sha256:{sha256(lines.encode()).hexdigest()}" if lines else ""


def _lines(project: Project, cube: Cube, stream: StreamCount) -> Iterator[str]:
    """The days with rows, by every time field that puts a row into a day."""
    kinds = project.catalogue.event_types
    for planned, section in zip(cube.plan.streams, cube.sections, strict=True):
        kind = kinds.get(planned.event_type)
        origins = (planned.event_type,) if kind is None else tuple(origin.id for origin in kind.origins)
        there = section.instruments.get(stream.instrument)
        if stream.event_type not in origins or there is None:
            continue
        first = cube.plan.first_day.toordinal()
        for day, rows in enumerate(there.rows.tolist(), first):
            if rows:
                yield f"{planned.event_type} {planned.anchor} {day} {rows}"
