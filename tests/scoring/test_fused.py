"""The compiled scan against its NumPy twin: the hard cases by hand, the rest by chance."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from attrs import evolve
from goalposts.expressions import Quantity, ValueType, parse_formula
from goalposts.expressions.columns import Column
from goalposts.model import Batch
from goalposts.scoring import Cube, plan
from goalposts.scoring.filling.fused import fitting
from goalposts.scoring.filling.fused.emitter import emitted
from goalposts.scoring.filling.fused.layout import Layout
from goalposts.scoring.filling.gathering import Gathering
from goalposts.scoring.filling.stream_lane import Begun, StreamLane
from goalposts.scoring.planning.days import day_codes, local_midnights
from goalposts.scoring.states.kinds import Moments, arrays_of
from hypothesis import given, settings
from hypothesis import strategies as st
from scoring.paths import gathered
from scoring.visits import VISIT, goal

pytest.importorskip("llvmlite")

HERE = Path(__file__).parent
FIRST, END = date(2025, 3, 20), date(2025, 4, 10)
GOLDEN = plan([goal(parse_formula("mean(of=wait)"), where='room == "a"')], "UTC", FIRST, END).streams[0]
LAYOUT = Layout(
    tuple((name, VISIT.fields[at].type) for name, at in (("came_at", 0), ("room", 2), ("wait", 4))),
    frozenset(),
)

atoms = st.sampled_from(
    [
        "served",
        "wait <= 5 s",
        "wait != 0 s",
        'room == "a"',
        'room != "nowhere"',
        'room in ["a", "b"]',
        'room not in ["c"]',
        "items in [1, 2]",
        "items > 2",
        "left_at > came_at",
        "left_at - came_at < 1 h",
        "wait / items < 3 s",
        "items is null",
        "left_at is not null",
        "abs(-wait) >= 2 s",
        "served == (items > 1)",
    ]
)
conditions = st.recursive(
    atoms,
    lambda inner: (
        inner.map("not ({})".format) | st.builds("({} {} {})".format, inner, st.sampled_from(["and", "or"]), inner)
    ),
    max_leaves=4,
)
numbers = st.sampled_from(["wait", "items", "left_at - came_at", "wait / items", "wait * items", "abs(wait) + wait"])
formulas = st.one_of(
    st.builds("share(of={}, among={})".format, conditions, conditions),
    st.builds("share(of={})".format, conditions),
    st.builds("mean(of={}, among={})".format, numbers, conditions),
    st.builds(
        "ratio(of={}, by={})".format, st.sampled_from(["wait", "wait * items"]), st.sampled_from(["items", "wait"])
    ),
    st.builds("total(of={})".format, numbers),
    st.builds("quantile(of={}, q=0.9)".format, st.just("wait")),
)
goals = st.builds(
    lambda formula, where, at: goal(parse_formula(formula), where=where, at=at),
    formulas,
    st.none() | conditions,
    st.sampled_from(["came_at", "left_at"]),
)
zones = st.sampled_from(["UTC", "Europe/Berlin", "Europe/Moscow", "Australia/Lord_Howe", "America/St_Johns"])


def visits(seed: int, rows: int, nulls: float, odd: float, absent: frozenset[str] = frozenset()) -> Batch:
    """Rows around the windows, with some share of nulls and of numbers, and instants, that nobody expects."""
    random = np.random.default_rng(seed)

    def column(kind, values, words=()):
        valid = random.random(rows) >= nulls if nulls else None
        return Column(kind, values, valid, words)

    def strange(values, among):
        return np.where(random.random(rows) < odd, random.choice(among, rows), values)

    start = (FIRST - date(1970, 1, 1)).days * 86_400 * 10**6
    came = start + random.integers(-3 * 10**11, 22 * 10**11, rows)
    left = came + random.integers(-(10**10), 10**11, rows)
    instants = np.array([-(2**63), 2**63 - 1, -1, 0], np.int64)
    wait = strange(random.integers(0, 9, rows) / 2 - 1, [np.nan, np.inf, -np.inf, 1e100, -0.0])
    columns = {
        "came_at": column(ValueType.TIMESTAMP, strange(came, instants)),
        "left_at": column(ValueType.TIMESTAMP, strange(left, instants)),
        "room": column(ValueType.CATEGORY, random.integers(0, 3, rows).astype(np.int32), ("a", "b", "c")),
        "desk": column(ValueType.CATEGORY, random.integers(0, 5, rows).astype(np.int32), tuple("zyxwv")),
        "served": column(ValueType.FLAG, random.random(rows) < 0.6),
        "wait": column(ValueType.DURATION, wait),
        "items": column(ValueType.NUMBER, strange(random.integers(1, 5, rows).astype(float), [0.0, np.nan])),
    }
    kept = {name: found for name, found in columns.items() if name not in absent}
    return Batch(VISIT.id, "counter", rows, kept, absent)


def assert_alike(mine, its, rows: int) -> None:
    """Integers are equal; floats agree within the bound: rows * 2^-50 of the sums of magnitudes."""
    for left, right in zip(arrays_of(rounded(mine)), arrays_of(rounded(its)), strict=True):
        if right.dtype == np.int64:
            assert left.tolist() == right.tolist()
        else:
            scale = float(np.nanmax(np.abs(right), initial=1.0))
            np.testing.assert_allclose(left, right, rtol=1e-9, atol=1e-9 + rows * 2.0**-50 * scale)


def both_ways(wanted, zone: str, batches, segments=()) -> None:
    """Both paths say the same, of every stream of the plan alone."""
    whole = plan(wanted, zone, FIRST, END, segments={VISIT.id: segments})
    rows = sum(batch.rows for batch in batches)
    for stream in whole.streams:
        made = evolve(whole, streams=(stream,))
        twin, compiled = (gathered(made, batches, compiled=way) for way in (False, True))
        mine, its = (side.instruments["counter"] for side in (compiled, twin))
        assert mine.rows.tolist() == its.rows.tolist()
        assert (mine.outside, mine.undated, mine.lacks) == (its.outside, its.undated, its.lacks)
        for left, right in zip(compiled.states, twin.states, strict=True):
            assert_alike(left, right, rows)
        for name in segments:
            assert compiled.segments[name].words == twin.segments[name].words
            for left, right in zip(compiled.segments[name].states, twin.segments[name].states, strict=True):
                assert (left is None) == (right is None)
                if left is not None:
                    assert_alike(left, right, rows)


def rounded(state):
    """The state without what its sums' rounding left out, which is another after another order of adding."""
    nothing = np.zeros(len(state.unknown))
    return evolve(state, low_x=nothing, low_y=nothing) if isinstance(state, Moments) else state


@settings(deadline=None, max_examples=150)
@given(
    st.lists(goals, min_size=1, max_size=6),
    zones,
    st.integers(0, 99),
    st.sampled_from([0, 1, 15, 16, 17, 300, 1023, 1039, 1040, 2500]),
    st.sampled_from([0.0, 0.2]),
    st.sampled_from([0.0, 0.01]),
    st.frozensets(st.sampled_from(["left_at", "served", "room", "items"]), max_size=2),
    st.sampled_from([(), ("room",), ("room", "desk")]),
)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_the_scan_says_what_its_twin_says(wanted, zone, seed, rows, nulls, odd, absent, segments):
    """Any plan over any rows: nulls, infinities, division by zero, instants at the ends of time, absent fields."""
    parts = [visits(seed, rows, 0.0, 0.0, absent), visits(seed + 1, rows, nulls, odd, absent)]
    both_ways(wanted, zone, parts, segments)


@pytest.mark.parametrize(
    ("zone", "first"),
    [
        *product(["Europe/Berlin", "Australia/Lord_Howe", "America/Sao_Paulo"], [date(2016, 1, 1), date(1960, 5, 1)]),
        ("Pacific/Apia", date(2011, 6, 1)),
        ("Africa/Monrovia", date(1971, 12, 1)),
    ],
)
def test_days_are_cut_at_local_midnights(zone, first):
    """To the microsecond, around every midnight and clock change: 23, 25, 23.5, 24.5 and 0 hours, before 1970 too."""
    midnights = local_midnights(zone, first, 900)
    hours = np.concatenate([midnights + hour * 3_600_000_000 for hour in range(-3, 4)])
    instants = np.unique(np.concatenate([hours - 1, hours, hours + 1]))
    np.random.default_rng(3).shuffle(instants[: instants.size // 2])
    columns = {"came_at": Column(ValueType.TIMESTAMP, instants)}
    made = plan([goal(parse_formula("share(of=served)"))], zone, first, first + timedelta(days=900))
    found = gathered(made, [Batch(VISIT.id, "counter", instants.size, columns)], compiled=True)
    codes = day_codes(instants, midnights)
    inside = (codes >= 0) & (codes < 900)
    there = found.instruments["counter"]
    assert there.rows.tolist() == np.bincount(codes[inside], minlength=900).tolist()
    assert (there.outside, there.undated) == (int((~inside).sum()), 0)


def test_any_number_of_threads_gives_the_same_bytes():
    wanted = [goal(parse_formula("ratio(of=wait, by=items, among=served)")), goal(parse_formula("share(of=served)"))]
    made = plan(wanted, "Europe/Berlin", FIRST, END, segments={VISIT.id: ("room", "desk")})
    batches = [visits(seed, 300_000, 0.1 * (seed % 2), 0.0) for seed in range(5)]
    cubes = [
        Cube.empty(made).with_sections({0: gathered(made, batches, compiled=True, threads=threads)}).dump()
        for threads in (1, 2, 5)
    ]
    assert cubes[0] == cubes[1] == cubes[2]


def moments_of(y) -> Moments:
    columns = {
        "came_at": Column(ValueType.TIMESTAMP, np.full(y.size, local_midnights("UTC", FIRST, 1)[0])),
        "items": Column(ValueType.NUMBER, y),
    }
    made = plan([goal(parse_formula("mean(of=items)"))], "UTC", FIRST, END)
    (state,) = gathered(made, [Batch(VISIT.id, "counter", y.size, columns)], compiled=True).states
    return state


@pytest.mark.parametrize(("base", "digits"), [(1.2, 13), (1_000_000.2, 9), (10_000_000.2, 8)])
def test_the_certified_deviation_of_nist_is_reached(base, digits):
    """NIST StRD NumAcc2 to 4: 1001 numbers of deviation 0.1; the stored doubles allow no more digits."""
    y = np.array([base, *([base - 0.1, base + 0.1] * 500)])
    found = moments_of(y)
    deviation = (found.yy[0] / 1000) ** 0.5
    assert -np.log10(max(abs(deviation - 0.1) / 0.1, 1e-15)) >= digits


@pytest.mark.parametrize("segments", [(), ("room",)])
def test_a_pivot_far_from_the_values_of_a_day_costs_no_digits(segments):
    """The first rows lie at 0, those of a later day at 1e9: the source is scanned again around every day's mean."""
    midnights = local_midnights("UTC", FIRST, 21)
    noise = np.random.default_rng(5).normal(size=400)
    y = np.concatenate([noise, 1e9 + noise])
    columns = {
        "came_at": Column(ValueType.TIMESTAMP, np.repeat(midnights[:2], 400)),
        "room": Column(ValueType.CATEGORY, np.arange(800, dtype=np.int32) % 2, None, ("b", "a")),
        "items": Column(ValueType.NUMBER, y),
    }
    made = plan([goal(parse_formula("mean(of=items)"))], "UTC", FIRST, END, segments={VISIT.id: segments})
    section = gathered(made, [Batch(VISIT.id, "counter", y.size, columns)], compiled=True)
    assert section.states[0].yy[:2].tolist() == pytest.approx([exact(y[:400]), exact(y[400:])], rel=1e-13)
    if segments:
        found = section.segments["room"]
        assert found.words == ("a", "b")
        assert found.state(0, 1).yy[1] == pytest.approx(exact(y[400::2]), rel=1e-13)


def exact(values) -> float:
    """The sum of squared deviations from the mean, in rational arithmetic."""
    numbers_ = [Fraction(value) for value in values.tolist()]
    mean = sum(numbers_) / len(numbers_)
    return float(sum((number - mean) ** 2 for number in numbers_))


def test_whole_numbers_are_summed_exactly_whatever_the_cut():
    y = np.random.default_rng(6).integers(0, 10**6, 3000).astype(float)
    whole = moments_of(y)
    parts = moments_of(y[:1000]).merge(moments_of(y[1000:]))
    assert whole.sum_y[0] == parts.sum_y[0] == y.sum()


def test_expressions_that_the_compiler_does_not_know_are_read_as_columns():
    """A comparison of two columns of words, a part of the calendar, a hash: evaluated by NumPy, counted by the scan."""
    wanted = [
        goal(parse_formula("share(of=room == room)")),
        goal(parse_formula("share(of=served, among=hour(came_at) < 9)")),
        goal(parse_formula("mean(of=hour(came_at))")),
        goal(parse_formula("distinct(of=room)")),
    ]
    batch = visits(4, 500, 0.0, 0.0)
    stream = plan(wanted, "Europe/Berlin", FIRST, END).streams[0]
    assert fitting(stream, batch.columns, None, (0, 1, 2, 3)).tallies == (0, 1, 2, 3)
    both_ways(wanted, "Europe/Berlin", [batch, visits(5, 500, 0.3, 0.1)])


def test_unusual_values_widen_the_histogram():
    """Zero, negative, tiny and huge values beside usual ones, from the second block on."""
    values = np.random.default_rng(7).lognormal(3, 2, 5000)
    values[2500::10], values[2501::10], values[2502::10], values[2503::10] = 0.0, -3.5, 1e-5, 1e12
    batch = visits(8, 5000, 0.0, 0.0)
    columns = {**batch.columns, "wait": Column(ValueType.DURATION, values)}
    both_ways([goal(parse_formula("quantile(of=wait, q=0.9)"))], "UTC", [evolve(batch, columns=columns)])


def test_a_dimension_with_too_many_words_is_not_kept():
    """The days as a whole stay right; merged with a part that had few words, it is still too many."""
    made = plan([goal(parse_formula("total(of=items)"))], "UTC", FIRST, END, segments={VISIT.id: ("room",)})
    made = evolve(made, streams=(evolve(made.streams[0], most_words=100),))
    few, many = visits(1, 3000, 0.0, 0.0), visits(2, 3000, 0.0, 0.0)
    words = tuple(f"room {number}" for number in range(3000))
    many = evolve(
        many, columns={**many.columns, "room": Column(ValueType.CATEGORY, np.arange(3000, dtype=np.int32), None, words)}
    )
    for compiled in (False, True):
        section = gathered(made, [few, many, few], compiled=compiled)
        assert section.segments["room"].overflown
        assert section.segments["room"].words == ()
        other = gathered(made, [few], compiled=compiled)
        assert not other.segments["room"].overflown
        assert section.merge(other).segments["room"].overflown
        alone = gathered(
            evolve(made, streams=(evolve(made.streams[0], segments=()),)), [few, many, few], compiled=False
        )
        assert section.states[0].total.tolist() == pytest.approx(alone.states[0].total.tolist())


def test_segments_grow_as_words_come():
    """More words with every batch: cells move, nothing is lost."""
    batches = []
    for seed in range(9):
        batch = visits(seed, 700, 0.1, 0.0)
        words = tuple(f"{number}" for number in range(seed * 7, seed * 9 + 3))
        codes = np.random.default_rng(seed).integers(0, len(words), 700).astype(np.int32)
        room = Column(ValueType.CATEGORY, codes, batch.columns["room"].valid, words)
        batches.append(evolve(batch, columns={**batch.columns, "room": room}))
    both_ways(
        [goal(parse_formula("ratio(of=wait, by=items)")), goal(parse_formula("total(of=items)"))],
        "UTC",
        batches,
        ("room",),
    )


@pytest.mark.parametrize("segments", [(), ("room",)])
def test_batches_with_other_columns_are_counted_once(segments):
    """A source of two files, one of which lacks a field: times to event, which no scan fills, are in one lane each."""
    wanted = [goal(parse_formula("survival(ended=left_at, by=3 d)")), goal(parse_formula("share(of=served)"))]
    batches = [visits(seed, 100, 0.1, 0.0, frozenset({"served"} if seed > 8 else ())) for seed in range(17)]
    both_ways(wanted, "Europe/Berlin", batches, segments)


@pytest.mark.parametrize("turn", [1, -1])
def test_a_condition_may_be_slice_and_measure(turn):
    weekend = goal(parse_formula("share(of=served)"), where="is_weekend(came_at)")
    wanted = [weekend, goal(parse_formula("share(of=is_weekend(came_at))"))][::turn]
    both_ways(wanted, "Europe/Berlin", [visits(1, 400, 0.1, 0.0)])


def test_segments_change_no_value():
    """An empty word is a word for conditions, and no segment of its own."""
    batch = visits(1, 400, 0.1, 0.0)
    room = evolve(batch.columns["room"], words=("", "b", "c"))
    batch = evolve(batch, columns={**batch.columns, "room": room})
    wanted = [goal(parse_formula("total()"), where='room != "b"')]
    both_ways(wanted, "UTC", [batch], ("room",))
    with_segments, without = (
        gathered(plan(wanted, "UTC", FIRST, END, segments=cut), [batch], compiled=True).states[0].n.tolist()
        for cut in ({VISIT.id: ("room",)}, {})
    )
    assert with_segments == without


def test_tables_that_are_not_kept_by_word_are_not_filled_by_word():
    """A heavy tally beside a dimension is one table a day, not one for every word and day."""
    made = plan([goal(parse_formula("quantile(of=wait, q=0.9)"))], "UTC", FIRST, END, segments={VISIT.id: ("room",)})
    made = evolve(made, streams=(evolve(made.streams[0], heavy_by_word=False),))
    batch = visits(1, 400, 0.0, 0.0)
    lane = StreamLane(Begun(made.streams[0], made, local_midnights("UTC", FIRST, made.days), np.zeros(9)))
    lane.add(batch)
    scans = [scan for _, found in lane.groups.values() for scan in found]
    tables = [(scan.dimension, {run.scan.histograms for run in scan.runs}) for scan in scans]
    assert tables == [(None, {1}), ("room", {0})]
    both = [gathered(made, [batch], compiled=way) for way in (False, True)]
    assert_alike(both[1].states[0], both[0].states[0], 400)
    assert both[0].segments["room"].states == both[1].segments["room"].states == (None,)


def test_a_lane_that_grows_takes_the_code_that_fits():
    """Few words begin with cells in turns; more words do not drag those along."""
    made = plan([goal(parse_formula("mean(of=wait)"))], "UTC", FIRST, END, segments={VISIT.id: ("room",)})
    lane = StreamLane(Begun(made.streams[0], made, local_midnights("UTC", FIRST, made.days), np.zeros(9)))
    few = visits(1, 400, 0.0, 0.0)
    many = Column(ValueType.CATEGORY, np.arange(400, dtype=np.int32), None, tuple(f"r{n}" for n in range(400)))
    lane.add(few)
    lane.add(evolve(few, columns={**few.columns, "room": many}))
    ((_, (scan,)),) = lane.groups.values()
    assert [run.layout.replicas for run in scan.runs] == [4, 1]


@pytest.mark.parametrize("formula", ["mean(of=wait)", "quantile(of=wait, q=0.9)"])
@pytest.mark.parametrize("rows", [*range(16, 34), 63, 64, 65, 79, 80, 81, 144, 150])
def test_a_scan_that_stops_at_any_row_counts_every_row_once(formula, rows):
    """The code stops before the rows with the odd number, and goes on behind those that it has counted."""
    made = plan([goal(parse_formula(formula))], "UTC", FIRST, END)
    given = visits(rows, rows, 0.0, 0.0)
    for odd in {0, rows // 3, rows - 17, rows - 16, rows - 15, rows - 1} & set(range(rows)):
        wait = given.columns["wait"].values.copy()
        wait[odd] = np.inf
        batch = evolve(given, columns={**given.columns, "wait": evolve(given.columns["wait"], values=wait)})
        mine, its = (gathered(made, [batch], compiled=compiled).states[0] for compiled in (True, False))
        assert_alike(mine, its, rows)


def test_a_failure_while_reading_is_told_and_ends_the_work():
    def batches():
        yield visits(1, 1000, 0.0, 0.0)
        raise OSError("the disk is gone")

    made = plan([goal(parse_formula("share(of=served)"))], "UTC", FIRST, END)
    with pytest.raises(OSError, match="the disk is gone"):
        gathered(made, batches(), compiled=True)


def test_a_layout_without_types_is_left_to_the_twin():
    columns = {"came_at": Column(ValueType.RAW, np.zeros(20, np.int32), None, ("x",))}
    assert fitting(GOLDEN, columns, None, (0,)) is None


def test_the_code_of_a_small_plan_reads_as_expected():
    """`fused_golden.ll`: a mean of one slice. Read the difference; if it is meant, the new text is `emitted` below."""
    assert emitted(GOLDEN, (0,), LAYOUT).text == (HERE / "fused_golden.ll").read_text(encoding="utf-8")


def test_no_flag_lets_the_compiler_reorder_sums():
    words = set(emitted(GOLDEN, (0,), LAYOUT).text.split())
    assert not words & {"fast", "reassoc", "contract", "nnan", "ninf", "arcp", "afn"}


def test_small_inputs_load_no_compiler():
    """A hundred thousand rows are counted by NumPy alone: a fresh process has not even seen llvmlite.

    pandas is not asked about: pyarrow imports it by itself when it is handed Python objects, as here.
    """
    code = (
        "import sys, goalposts as gp, numpy as np\n"
        "from datetime import date\n"
        "from goalposts.testing import sample_project\n"
        "import pyarrow as pa\n"
        "at = pa.array(np.arange(100_000) * 10**8 + 1_759_000_000 * 10**6, pa.timestamp('us', 'UTC'))\n"
        "visits = pa.table({'visit_id': np.arange(100_000).astype(str), 'at': at, 'done': np.arange(100_000) % 3 == 0}"
        ")\n"
        "cube = gp.tally(sample_project(), {'sample.visit': visits}, as_of=date(2026, 2, 1))\n"
        "assert cube.streams[0].accepted > 1000\n"
        "heavy = {'llvmlite', 'numba', 'scipy.stats'} & sys.modules.keys()\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr


def test_a_long_stream_is_scanned_and_says_the_same():
    wanted = [goal(parse_formula('share(of=wait <= param("within"))'), params={"within": Quantity(2, "s")})]
    made = plan(wanted, "Europe/Berlin", FIRST, END)
    parts = [visits(seed, 400_000, 0.0, 0.0) for seed in range(3)]
    midnights = local_midnights("Europe/Berlin", FIRST, made.days)
    (scanned,) = Gathering(made, VISIT.id, "counter", midnights).of(lambda: parts).values()
    twin = gathered(made, parts, compiled=False)
    assert scanned.states[0].k.tolist() == twin.states[0].k.tolist()
