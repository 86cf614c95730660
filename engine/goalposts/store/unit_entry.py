"""What is kept of a part of a source: its sections, what became of its rows, and those that were refused.

Bytes: two lengths, a JSON header, a cube of the streams of one event type, and the refused rows as they are written.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import asdict, evolve, frozen

from goalposts.model.stream_counts import FileDoubt, QuarantineDetail

if TYPE_CHECKING:
    from goalposts.scoring import Plan
    from goalposts.scoring.planning.slots import StreamPlan
    from goalposts.scoring.states.section import Section
    from goalposts.streams.gates.counting import Counting

_LENGTH_BYTES: Final = 8
_COUNTS: Final = ("rows", "accepted", "filtered", "duplicates", "outside", "ambiguous", "crossings", "first", "last")


@frozen
class Cutoff:
    """Where the days and rows end that are asked for.

    Attributes:
        instants: of the span of the source: its start, its end, and the clock.
        end_day: of the plan.
        before: every row that is earlier is asked for, as far as this is about ends.
    """

    instants: tuple[int, int, int]
    end_day: date
    before: int


@frozen(eq=False)
class UnitEntry:
    """The outcome of a part of a source.

    Attributes:
        plan: the streams that it has sections of.
        refused: its refused rows as they stand in their file; None where nobody kept them.
    """

    cutoff: Cutoff
    plan: Plan
    sections: tuple[Section, ...]
    counting: Counting
    refused: bytes | None

    def answers(self, plan: Plan, cutoff: Cutoff, *, movable: bool) -> bool:
        """Whether it is what a scan would give that ends elsewhere.

        Args:
            plan: of that scan.
            cutoff: of that scan.
            movable: whether only the time of a row decides on which side of an end it is.
        """
        places = [_place(stream, plan) for stream in self.plan.streams]
        if None in places or not all(map(_fits, self.sections, (plan.streams[place or 0] for place in places))):
            return False
        if self.cutoff == cutoff:
            return True
        latest = self.counting.latest
        if latest is None:
            return movable
        (*then, clock_then), (*now, clock_now) = self.cutoff.instants, cutoff.instants
        if then == now and self.cutoff.end_day == cutoff.end_day:
            return latest < min(clock_then, clock_now)  # rows from the clock on are not even counted
        return movable and then[0] == now[0] and latest < min(self.cutoff.before, cutoff.before)

    def sections_in(self, plan: Plan) -> dict[int, Section]:
        """Its sections by their place in the plan that asks, with its days and as many words as it lets them have."""
        from goalposts.scoring.cube.days_of_section import with_days

        found = {}
        for stream, section in zip(self.plan.streams, self.sections, strict=True):
            place = _place(stream, plan)
            assert place is not None, "it answers the plan"
            most = plan.streams[place].most_words
            segments = {name: evolve(parts, most_words=most) for name, parts in section.segments.items()}
            found[place] = with_days(evolve(section, segments=segments), self.plan.days, plan.days)
        return found

    def dump(self) -> bytes:
        """Write it."""
        from goalposts.scoring import Cube

        cube = evolve(Cube.empty(self.plan), sections=self.sections).dump()
        header = {
            "instants": self.cutoff.instants,
            "end_day": self.cutoff.end_day.isoformat(),
            "before": self.cutoff.before,
            "counting": _plain(self.counting),
            "refused": self.refused is not None,
        }
        text = json.dumps(header, ensure_ascii=False).encode(errors="surrogatepass")
        lengths = (len(part).to_bytes(_LENGTH_BYTES, "little") for part in (text, cube))
        return b"".join((*lengths, text, cube, self.refused or b""))

    @classmethod
    def load(cls, data: bytes) -> UnitEntry:
        """Read what was written.

        Raises:
            ValueError: it was written by another version.
        """
        from goalposts.scoring import Cube

        start = 2 * _LENGTH_BYTES
        header_end = start + int.from_bytes(data[:_LENGTH_BYTES], "little")
        cube_end = header_end + int.from_bytes(data[_LENGTH_BYTES:start], "little")
        try:
            plain = json.loads(data[start:header_end].decode(errors="surrogatepass"))
            cutoff = Cutoff(tuple(plain["instants"]), date.fromisoformat(plain["end_day"]), plain["before"])
            counting = _counting(plain["counting"])
        except (KeyError, TypeError) as fault:
            raise ValueError("of another version") from fault
        cube = Cube.load(data[header_end:cube_end])
        return cls(cutoff, cube.plan, cube.sections, counting, data[cube_end:] if plain["refused"] else None)


def without_limit(stream: StreamPlan) -> StreamPlan:
    """A stream but for what changes no part: how many words a dimension may have, and what is kept apart of a whole."""
    return evolve(stream, most_words=0, apart=False)


def _place(stream: StreamPlan, plan: Plan) -> int | None:
    alike = without_limit(stream)
    return next((place for place, other in enumerate(plan.streams) if without_limit(other) == alike), None)


def _fits(section: Section, stream: StreamPlan) -> bool:
    """Whether no dimension has, or had, more words than are allowed now or were then."""
    parts = section.segments.values()
    same = all(part.most_words == stream.most_words for part in parts)
    return same or all(part.fits(stream.most_words) for part in parts)


def _plain(counting: Counting) -> dict[str, Any]:
    return {
        **{name: getattr(counting, name) for name in (*_COUNTS, "latest", "lines")},
        "quarantined": counting.quarantined,
        "left_out": counting.left_out,
        "details": [asdict(detail) for detail in counting.details.values()],
        "later": [[field_id, *seen] for field_id, seen in counting.later.items()],
        "currencies": [[*key, *seen] for key, seen in counting.currencies.items()],
        "doubts": [asdict(doubt) for doubt in counting.doubts],
    }


def _counting(plain: Mapping[str, Any]) -> Counting:
    from goalposts.streams.gates.counting import Counting

    details = [QuarantineDetail(**detail) for detail in plain["details"]]
    return Counting(
        **{name: plain[name] for name in (*_COUNTS, "latest", "lines")},
        quarantined=Counter(plain["quarantined"]),
        left_out=Counter(plain["left_out"]),
        details={(detail.reason, detail.field): detail for detail in details},
        later={field_id: (rows, line, moment) for field_id, rows, line, moment in plain["later"]},
        currencies={(column, word): (rows, where) for column, word, rows, where in plain["currencies"]},
        doubts=tuple(FileDoubt(**{**doubt, "files": tuple(doubt["files"])}) for doubt in plain["doubts"]),
    )
