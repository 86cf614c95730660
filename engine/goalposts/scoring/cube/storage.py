"""The cube as bytes: a line that names the format, a JSON header, then the arrays, little-endian, without padding.

Equal cubes give equal bytes: keys are sorted, expressions are canonical texts, arrays follow the plan's order.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from attrs import asdict, evolve, fields

from goalposts.errors import InputError
from goalposts.expressions import parse, render
from goalposts.locale import Text
from goalposts.model.stream_counts import FileDoubt, LaterTimes, LeftOut, QuarantineDetail, StreamCount
from goalposts.scoring.cube.cube import Cube
from goalposts.scoring.planning.plan import Plan
from goalposts.scoring.planning.slots import Measure, StreamPlan, Tally
from goalposts.scoring.states.kinds import STATES, arrays_of
from goalposts.scoring.states.presence import Presence
from goalposts.scoring.states.section import Section
from goalposts.scoring.states.segmented import Segmented

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.scoring.arrays import Floats, Integers

_FORMAT: Final = b"goalposts/cube/4\n"
_FOREIGN: Final = Text(en="this is no cube of this version", ru="это не куб этой версии")
_REBUILD: Final = Text(
    en="name a cube that `goalposts score --cube FILE` wrote, or have it written again",
    ru="укажите куб, который записала команда `goalposts score --cube FILE`, или запишите его заново",
)


def dumped(cube: Cube) -> bytes:
    """Write a cube."""
    sections = _sections(cube)
    arrays = tuple(_arrays(sections))
    header = {
        "plan": _plain(cube.plan),
        "as_of": None if cube.as_of is None else cube.as_of.isoformat(),
        "instruments": [
            {
                name: {
                    "outside": there.outside,
                    "undated": there.undated,
                    "lacks": sorted(there.lacks),
                    "observed_until": there.observed_until,
                }
                for name, there in section.instruments.items()
            }
            for section in sections
        ],
        "apart": [sorted(parts) for parts in cube.apart],
        "segments": [
            {
                name: {
                    "words": parts.words,
                    "kept": [state is not None for state in parts.states],
                    "overflown": parts.overflown,
                }
                for name, parts in section.segments.items()
            }
            for section in sections
        ],
        "streams": [asdict(stream) for stream in cube.streams],
        "arrays": [[array.dtype.newbyteorder("<").str, array.size] for array in arrays],
    }
    text = json.dumps(header, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    blocks = (array.astype(array.dtype.newbyteorder("<")).tobytes() for array in arrays)
    return b"".join((_FORMAT, len(text).to_bytes(8, "little"), text, *blocks))


def _sections(cube: Cube) -> tuple[Section, ...]:
    """Its sections, then those of the instruments that are kept apart, by stream and name."""
    return (*cube.sections, *(parts[name] for parts in cube.apart for name in sorted(parts)))


def _arrays(sections: tuple[Section, ...]) -> Iterator[Integers | Floats]:
    for section in sections:
        for state in section.states:
            yield from arrays_of(state)
        for there in section.instruments.values():
            yield there.rows
        for parts in section.segments.values():
            for kept in parts.states:
                yield from () if kept is None else arrays_of(kept)


def _plain(plan: Plan) -> dict[str, Any]:
    streams = [asdict(evolve(stream, expressions=())) for stream in plan.streams]
    for plain, stream in zip(streams, plan.streams, strict=True):
        plain["expressions"] = [render(expression) for expression in stream.expressions]
    return {
        "timezone": plan.timezone,
        "first_day": plan.first_day.isoformat(),
        "end_day": plan.end_day.isoformat(),
        "streams": streams,
    }


def loaded(data: bytes) -> Cube:
    """Read a cube.

    Raises:
        InputError: the bytes are no cube, are cut short, or are of another version.
    """
    start = len(_FORMAT) + 8
    if not data.startswith(_FORMAT):
        raise InputError(_FOREIGN, hint=_REBUILD)
    try:
        end = start + int.from_bytes(data[start - 8 : start], "little")
        header = json.loads(data[start:end])
        return _cube(header, _blocks(data, end, header["arrays"]))
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(_FOREIGN, hint=_REBUILD) from error


def _blocks(data: bytes, position: int, layout: list[tuple[str, int]]) -> Iterator[Any]:
    for dtype, size in layout:
        stored = np.frombuffer(data, dtype, size, position)
        yield stored.astype(stored.dtype.newbyteorder("="))
        position += stored.nbytes


def _cube(header: dict[str, Any], arrays: Iterator[Any]) -> Cube:
    plan = _plan(header["plan"])
    names = [(stream, name) for stream, parts in zip(plan.streams, header["apart"], strict=True) for name in parts]
    streams = (*plan.streams, *(stream for stream, _ in names))
    read = tuple(
        _section(stream, instruments, segments, arrays)
        for stream, instruments, segments in zip(streams, header["instruments"], header["segments"], strict=True)
    )
    whole, rest = read[: len(plan.streams)], iter(read[len(plan.streams) :])
    apart = tuple({name: next(rest) for name in parts} for parts in header["apart"])
    as_of = header["as_of"]
    made = evolve(
        Cube.empty(plan), sections=whole, apart=apart, as_of=None if as_of is None else date.fromisoformat(as_of)
    )
    return made.with_streams(map(_stream_count, header["streams"]))


def _section(
    stream: StreamPlan, instruments: dict[str, Any], segments: dict[str, Any], arrays: Iterator[Any]
) -> Section:
    kinds = [STATES[measure.kind] for _, measure in stream.pairs]
    states = tuple(kind(*(next(arrays) for _ in fields(kind))) for kind in kinds)
    there = {
        name: Presence(
            next(arrays), plain["outside"], plain["undated"], frozenset(plain["lacks"]), plain["observed_until"]
        )
        for name, plain in instruments.items()
    }
    parts = {
        name: Segmented(
            stream.most_words,
            tuple(plain["words"]),
            tuple(
                kind(*(next(arrays) for _ in fields(kind))) if kept else None
                for kind, kept in zip(kinds, plain["kept"], strict=False)
            ),
            plain["overflown"],
        )
        for name, plain in sorted(segments.items(), key=lambda part: stream.segments.index(part[0]))
    }
    return Section(states, there, parts)


def _plan(plain: dict[str, Any]) -> Plan:
    first_day, end_day = date.fromisoformat(plain["first_day"]), date.fromisoformat(plain["end_day"])
    return Plan(plain["timezone"], first_day, end_day, tuple(map(_stream_plan, plain["streams"])))


def _stream_plan(plain: dict[str, Any]) -> StreamPlan:
    return StreamPlan(
        plain["event_type"],
        plain["anchor"],
        plain["time"],
        tuple(map(parse, plain["expressions"])),
        tuple(plain["slices"]),
        tuple(Measure(**measure) for measure in plain["measures"]),
        tuple(Tally(**tally) for tally in plain["tallies"]),
        tuple(plain["segments"]),
        plain["most_words"],
        plain["heavy_by_word"],
        plain["apart"],
    )


def _stream_count(plain: dict[str, Any]) -> StreamCount:
    details = tuple(QuarantineDetail(**detail) for detail in plain["details"])
    left_out = tuple(LeftOut(**reason) for reason in plain["left_out"])
    later = tuple(LaterTimes(**times) for times in plain["later_times"])
    doubts = tuple(FileDoubt(**{**doubt, "files": tuple(doubt["files"])}) for doubt in plain["doubts"])
    return StreamCount(**{**plain, "details": details, "left_out": left_out, "later_times": later, "doubts": doubts})
