"""Whatever is done to sources, mapping, goals and clock: with a store the answer is, byte for byte, that without."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

import goalposts as gp
from goalposts.streams import units
from goalposts.streams.files import source_blocks
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from store.rollouts import AS_OF, GOALS, card, project, visits, write_parquet, write_text

NAMES = st.sampled_from(["a", "b", "c", "d", "e"])
KEYS = st.sampled_from(
    [
        {},
        {"timezone": "Asia/Tokyo"},
        {"where": 'place != "south"'},
        {"dedupe": ["place"], "dedupe_by": "wait"},
        {"from": "2025-11-01"},
        {"until": "2026-08-01"},
        {"fields": {"wait": {"column": "wait", "unit": "min"}}},
        {"fields": {"done": {"column": "done", "values": {"True": "true", "False": "false"}}}},
    ]
)


class Edited(RuleBasedStateMachine):
    """Edits, after each of which both answers are compared; blocks are so short that small files have some.

    Of texts that are long, which here means any or from some rows on, short files are counted in groups.
    """

    @initialize(block_bytes=st.sampled_from([2_000, 20_000]), long_bytes=st.sampled_from([0, 15_000, 1 << 30]))
    def begin(self, block_bytes, long_bytes):
        self.settings = source_blocks.BLOCK_BYTES, units.LONG_BYTES
        source_blocks.BLOCK_BYTES, units.LONG_BYTES = block_bytes, long_bytes
        self.folder = Path(mkdtemp())
        self.store = gp.Store(self.folder / ".goalposts")
        self.lines, self.suffix = {"a": visits(0, 120)}, ".csv"
        self.keys, self.goals, self.segments, self.as_of, self.values = {}, GOALS, ("place",), AS_OF, True
        self.write("a")

    def write(self, name):
        path = self.folder / f"{name}{self.suffix}"
        (write_text if self.suffix == ".csv" else write_parquet)(path, self.lines[name])

    @rule(name=NAMES, first=st.integers(0, 400), rows=st.integers(1, 90), seed=st.integers(0, 9))
    def add_or_append(self, name, first, rows, seed):
        more = visits(first, rows, seed)
        if name in self.lines and self.suffix == ".csv":
            with (self.folder / f"{name}.csv").open("a") as file:
                file.write("\n".join([*more, ""]))
        self.lines[name] = [*self.lines.get(name, []), *more]
        if self.suffix != ".csv" or len(self.lines[name]) == len(more):
            self.write(name)

    @rule(name=NAMES, place=st.integers(0, 10_000), seed=st.integers(0, 9))
    def change_a_row(self, name, place, seed):
        if name in self.lines:
            self.lines[name][place % len(self.lines[name])] = visits(place % 400, 1, seed)[0]
            self.write(name)

    @precondition(lambda self: len(self.lines) > 1)
    @rule(name=NAMES)
    def remove(self, name):
        if self.lines.pop(name, None):
            (self.folder / f"{name}{self.suffix}").unlink()

    @rule(name=NAMES)
    def touch(self, name):
        if name in self.lines:
            (self.folder / f"{name}{self.suffix}").touch()

    @rule(name=NAMES, other=NAMES)
    def exchange(self, name, other):
        if {name, other} <= self.lines.keys():
            self.lines[name], self.lines[other] = self.lines[other], self.lines[name]
            self.write(name)
            self.write(other)

    @rule(suffix=st.sampled_from([".csv", ".parquet"]))
    def write_otherwise(self, suffix):
        for name in self.lines:
            (self.folder / f"{name}{self.suffix}").unlink()
        self.suffix = suffix
        for name in self.lines:
            self.write(name)

    @rule(keys=KEYS)
    def map_otherwise(self, keys):
        self.keys = keys

    @rule(goals=st.lists(st.sampled_from(GOALS), min_size=1, unique_by=lambda goal: goal["id"]))
    def ask_otherwise(self, goals):
        self.goals = tuple(goals)

    @rule(segments=st.sampled_from([(), ("place",), ("kind", "place")]))
    def cut_otherwise(self, segments):
        self.segments = segments

    @rule(as_of=st.dates(date(2025, 10, 1), date(2026, 12, 1)))
    def turn_the_clock(self, as_of):
        self.as_of = as_of

    @rule(values=st.booleans())
    def keep_refused_rows_otherwise(self, values):
        self.values = values

    @rule()
    def lose_refused_rows(self):
        (self.folder / "kept" / "book.csv").unlink(missing_ok=True)

    @rule(number=st.integers(0, 99), place=st.integers(0, 10_000))
    def damage_the_store(self, number, place):
        found = sorted((self.store.folder / "store").iterdir()) if self.store.folder.exists() else []
        if found:
            path = found[number % len(found)]
            data = bytearray(path.read_bytes())
            data[place % len(data)] ^= 1
            path.write_bytes(data)

    @invariant()
    def both_answers_are_the_same(self):
        made = project(self.folder, f"*{self.suffix}", self.goals, self.segments, **self.keys)
        fresh = card(made, self.as_of, None, self.folder / "fresh", values=self.values)
        for store in (self.store, self.store):  # what was just kept, too
            assert card(made, self.as_of, store, self.folder / "kept", values=self.values) == fresh
        assert card(made, self.as_of, self.store)[0] == card(made, self.as_of)[0]

    def teardown(self):
        source_blocks.BLOCK_BYTES, units.LONG_BYTES = self.settings
        shutil.rmtree(self.folder)


TestEdited = Edited.TestCase
TestEdited.settings = settings(
    max_examples=8, stateful_step_count=15, deadline=None, phases=[Phase.explicit, Phase.generate]
)
