"""Writes simulated streams as files, and says how a project reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen
from pyarrow import csv, ipc, parquet

from goalposts.errors import InputError, did_you_mean, listed
from goalposts.expressions import ValueType
from goalposts.locale import Text
from goalposts.model.stream_model import BRANCH

if TYPE_CHECKING:
    from goalposts.model import Catalogue
    from goalposts.model.stream_model import SimulatedStreams, StreamShape

_NO_SHAPE = Text(en="model '{model}' writes no '{shape}'", ru="модель «{model}» не пишет «{shape}»")
_SHAPES = Text(en="it writes: {known}", ru="она пишет: {known}")
_RENEWED = Text(
    en="'{shape}' is one file, and a new instrument needs two",
    ru="«{shape}» — один файл, а при смене источника нужны два",
)
_ONE_OF_BOTH = Text(en="leave one of both out", ru="уберите одно из двух")


@frozen
class WrittenSource:
    """A stream's file, and what a project states of it.

    Attributes:
        name: the instrument.
        file: its name in the folder.
        content: its bytes.
        keys: further keys of the source.
        rows: how many events.
    """

    event_type: str
    name: str
    file: str
    content: bytes
    keys: Mapping[str, Any]
    rows: int


def _csv(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    csv.write_csv(table, sink)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def _parquet(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    parquet.write_table(table, sink)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def _arrow(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    content: bytes = sink.getvalue().to_pybytes()
    return content


FORMS: Final[Mapping[str, Callable[[pa.Table], bytes]]] = {"csv": _csv, "parquet": _parquet, "arrow": _arrow}
"""The forms of plain tables, by the suffix of their files."""


def sources_of(
    streams: SimulatedStreams, catalogue: Catalogue, form: str, shapes: tuple[str, ...] = ()
) -> Iterator[WrittenSource]:
    """Bring the streams to files.

    Args:
        streams: as simulated.
        catalogue: in which the event types are.
        form: of plain tables: one of `FORMS`.
        shapes: presets in whose shape a stream is to be instead.

    Raises:
        InputError: the model does not write such a shape, or not of a stream of two instruments.
    """
    wanted = {shape.event_type: shape for shape in _chosen(streams, shapes)}
    for event_type, table in streams.tables.items():
        shape = wanted.get(event_type)
        if shape is not None:
            keys = {"format": shape.preset, **shape.source}
            yield WrittenSource(event_type, shape.preset, shape.file, shape.write(table), keys, table.num_rows)
            continue
        for name, part in _instruments(streams, event_type, table, catalogue.event_types[event_type].time):
            file = f"{event_type}{'.' + name if name else ''}.{form}"
            keys = _mapping(catalogue, event_type, part)
            yield WrittenSource(event_type, name or event_type, file, FORMS[form](part), keys, part.num_rows)


def _chosen(streams: SimulatedStreams, shapes: tuple[str, ...]) -> Iterator[StreamShape]:
    known = {shape.preset: shape for shape in streams.model.shapes}
    for preset in shapes:
        if preset not in known:
            hint = did_you_mean(preset, known) or _SHAPES.fill(known=listed(sorted(known)))
            raise InputError(_NO_SHAPE.fill(model=streams.model.id, shape=preset), hint=hint)
        if streams.plan.new_instrument and known[preset].event_type in streams.model.renewable:
            raise InputError(_RENEWED.fill(shape=preset), hint=_ONE_OF_BOTH)
        yield known[preset]


def _instruments(
    streams: SimulatedStreams, event_type: str, table: pa.Table, time: str
) -> Iterator[tuple[str, pa.Table]]:
    """One table, or one for each instrument."""
    if not (streams.plan.new_instrument and event_type in streams.model.renewable):
        yield "", table
        return
    go_live = pa.scalar(datetime.combine(streams.plan.go_live, datetime.min.time()), table[time].type)
    is_old = pc.less(table[time], go_live)
    yield "old", table.filter(is_old)
    yield "new", table.filter(pc.invert(is_old))


def _mapping(catalogue: Catalogue, event_type: str, table: pa.Table) -> dict[str, Any]:
    """What has to be said of a plain table: the unit of durations, and the branch, which is no field."""
    kind = catalogue.event_types[event_type]
    durations = [name for name in table.column_names if (f := kind.find(name)) and f.type is ValueType.DURATION]
    fields = {name: {"column": name, "unit": "s"} for name in durations}
    return {**({"fields": fields} if fields else {}), "dimensions": {BRANCH: BRANCH}}
