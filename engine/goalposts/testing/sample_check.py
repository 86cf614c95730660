"""Reads the sample of a preset as a project would, and compares what comes of it with what is stated."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from goalposts.errors import GoalpostsError
from goalposts.expressions import ValueType
from goalposts.formats import project_from_mapping
from goalposts.testing.sample import sample_mapping

if TYPE_CHECKING:
    from pathlib import Path

    from goalposts.model import Catalogue, EventType, Preset, PresetSample
    from goalposts.model.stream_counts import StreamCount

_LATEST: Final = date(2100, 1, 1)
_SHOWN: Final = 5


@frozen
class _ReadSample:
    """What came of a sample: every event with the fields that have a value, and the count of its rows."""

    rows: Sequence[Mapping[str, Any]]
    count: StreamCount


def sample_breaches(sample: PresetSample, preset: Preset, catalogue: Catalogue) -> Iterator[str]:
    """Yield how the events of a sample differ from the stated ones, row by row; of many differences the first ones."""
    if not sample.file.is_file():
        yield f"there is no file {sample.file}; put the sample into the folder of the package"
        return
    try:
        stated = sample.rows if isinstance(sample.rows, tuple) else _listed_in(sample.rows)
    except (OSError, ValueError) as error:
        yield f"the events that must come of it cannot be read from {sample.rows}: {error}; write a JSON object a line"
        return
    if not stated:
        yield "it states no row: write down the events that must come of it"
        return
    kind = catalogue.event_types[preset.event_type]
    try:
        read = _read(sample, preset, catalogue)
    except GoalpostsError as error:
        yield f"it cannot be read: {error}"
        return
    differences = list(_row_differences(stated, read.rows, kind))
    if differences and not any(True for _ in _row_differences(_alike(stated, read.rows, kind), read.rows, kind)):
        yield "the same events come out, but in another order; state them in the order of the rows that are kept"
        return
    yield from differences[:_SHOWN]
    if len(differences) > _SHOWN:
        yield f"{len(differences) - _SHOWN} more differences"
    yield from _count_differences(sample, read.count)


def _listed_in(file: Path) -> tuple[Mapping[str, Any], ...]:
    rows = tuple(json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    if not all(isinstance(row, dict) for row in rows):
        raise ValueError("not every line is an object")
    return rows


def _read(sample: PresetSample, preset: Preset, catalogue: Catalogue) -> _ReadSample:
    from goalposts.api.events import as_table
    from goalposts.api.reading import Reading

    stated = {**sample.source, "name": "sample", "source": str(sample.file.resolve()), "preset": preset.id}
    project = project_from_mapping(sample_mapping(catalogue, data={preset.event_type: stated}), catalogue)
    kind = catalogue.event_types[preset.event_type]
    reading = Reading(project, {}, _LATEST)
    stream = reading.open(project.sources[0], frozenset(known.id for known in kind.fields))
    rows = [
        {name: value for name, value in row.items() if value is not None}
        for batch in reading.batches(stream)
        for row in as_table(batch, kind, kind.fields).to_pylist()
    ]
    return _ReadSample(rows, stream.count)


def _row_differences(
    stated: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]], kind: EventType
) -> Iterator[str]:
    if len(stated) != len(found):
        yield f"{len(stated)} events are stated, and {len(found)} come out"
    types = {known.id: known.type for known in kind.fields}
    for number, (wanted, row) in enumerate(zip(stated, found, strict=False), 1):
        for name in wanted.keys() - types.keys():
            yield f"row {number}: {kind.id} has no field '{name}'"
        for name, value_type in types.items():
            said, came = wanted.get(name), row.get(name)
            if not _same(said, came, value_type):
                yield f"row {number}: {name} is stated as {_shown(said)}, and {_shown(came)} comes out"


def _alike(stated: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]], kind: EventType) -> list[Any]:
    """The stated rows in the order in which they were found, as far as they were."""
    rest, order = list(stated), []
    for row in found:
        fitting = [known for known in rest if not any(True for _ in _row_differences([known], [row], kind))]
        if fitting:
            order.append(fitting[0])
            rest.remove(fitting[0])
    return [*order, *rest]


def _same(stated: Any, found: Any, kind: ValueType) -> bool:
    if stated is None or found is None:
        return stated is found
    if kind is ValueType.TIMESTAMP:
        return bool(_moment(stated) == found.astimezone(UTC))
    if kind.is_words or kind is ValueType.FLAG:
        return bool(stated == found)
    return isinstance(stated, int | float) and math.isclose(stated, found, rel_tol=1e-9, abs_tol=1e-12)


def _moment(stated: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(stated)
    except (TypeError, ValueError):
        return None
    return None if moment.tzinfo is None else moment.astimezone(UTC)


def _shown(value: Any) -> str:
    if isinstance(value, datetime):
        return repr(value.astimezone(UTC).isoformat())
    return "nothing" if value is None else repr(value)


def _count_differences(sample: PresetSample, count: StreamCount) -> Iterator[str]:
    """Rows that are no events are stated too, so that none is lost unseen."""
    found = Counter({"filtered": count.filtered, "duplicates": count.duplicates, **count.quarantined})
    for reason in sorted({*sample.no_events, *found}):
        stated, came = sample.no_events.get(reason, 0), found[reason]
        if stated != came:
            yield f"rows that are no event, {reason}: {stated} stated, and {came} found; say it in `no_events`"
