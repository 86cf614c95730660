"""The compiled scan against its NumPy twin: the hard cases by hand, the rest by chance."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from attrs import evolve
from goalposts.expressions import Quantity, ValueType, parse_formula
from goalposts.expressions.columns import Column
from goalposts.model import Batch
from goalposts.scoring import Cube, filling, plan
from goalposts.scoring.days import day_codes, local_midnights
from goalposts.scoring.fused import scanned
from goalposts.scoring.fused.emitter import emitted
from goalposts.scoring.fused.layout import Layout, layout_of
from goalposts.scoring.states import Moments, arrays_of
from goalposts.scoring.twin import Twin
from hypothesis import given, settings
from hypothesis import strategies as st
from scoring.visits import VISIT, goal

pytest.importorskip("llvmlite")

HERE = Path(__file__).parent
FIRST, END = date(2025, 3, 20), date(2025, 4, 10)
GOLDEN = plan([goal(parse_formula("mean(of=wait)"), where='room == "a"')], "UTC", FIRST, END).streams[0]
LAYOUT = Layout(
    tuple((name, VISIT.fields[at].type) for name, at in (("came_at", 0), ("room", 2), ("wait", 4))),
    frozenset(),
    careful=False,
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
        "served": column(ValueType.FLAG, random.random(rows) < 0.6),
        "wait": column(ValueType.DURATION, wait),
        "items": column(ValueType.NUMBER, strange(random.integers(1, 5, rows).astype(float), [0.0, np.nan])),
    }
    kept = {name: found for name, found in columns.items() if name not in absent}
    return Batch(VISIT.id, "counter", rows, kept, absent)


def both_ways(wanted, zone: str, batch: Batch) -> None:
    """Integers are equal; floats agree within the bound: rows * 2^-50 of the sums of magnitudes."""
    made = plan(wanted, zone, FIRST, END)
    midnights = local_midnights(zone, FIRST, made.days)
    for stream in made.streams:
        twin = filling.filled(stream, batch, midnights, -(10**9), made)
        compiled = filling.filled(stream, batch, midnights, 10**9, made)
        assert compiled[1].rows.tolist() == twin[1].rows.tolist()
        assert (compiled[1].outside, compiled[1].undated) == (twin[1].outside, twin[1].undated)
        for mine, its in zip(map(rounded, compiled[0]), map(rounded, twin[0]), strict=True):
            for left, right in zip(arrays_of(mine), arrays_of(its), strict=True):
                if right.dtype == np.int64:
                    assert left.tolist() == right.tolist()
                else:
                    scale = float(np.nanmax(np.abs(right), initial=1.0))
                    np.testing.assert_allclose(left, right, rtol=1e-9, atol=1e-9 + batch.rows * 2.0**-50 * scale)


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
)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_the_scan_says_what_its_twin_says(wanted, zone, seed, rows, nulls, odd, absent):
    """Any plan over any rows: nulls, infinities, division by zero, instants at the ends of time, absent fields."""
    both_ways(wanted, zone, visits(seed, rows, nulls, odd, absent))


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
    stream = plan([goal(parse_formula("share(of=served)"))], zone, first, date(2030, 1, 1)).streams[0]
    found = scanned(stream, Batch(VISIT.id, "counter", instants.size, columns), midnights)
    codes = np.clip(day_codes(instants, midnights), -1, 900)
    assert found.rows.tolist() == [*np.bincount(codes + 1, minlength=902).tolist(), 0]


def test_any_number_of_threads_gives_the_same_bytes():
    wanted = [goal(parse_formula("ratio(of=wait, by=items, among=served)"))]
    stream = plan(wanted, "Europe/Berlin", FIRST, END).streams[0]
    midnights = local_midnights("Europe/Berlin", FIRST, 21)
    batch = visits(1, 1_200_000, 0.1, 0.0)
    one, two, five = (scanned(stream, batch, midnights, threads=threads) for threads in (1, 2, 5))
    for other in (two, five):
        for left, right in zip(arrays_of(one.states[0][0]), arrays_of(other.states[0][0]), strict=True):
            assert left.tobytes() == right.tobytes()


def test_segments_are_cells_of_their_own():
    """The sum over the segments of a day is the day; missing words are the last segment."""
    stream = plan([goal(parse_formula("total(of=items)"))], "UTC", FIRST, END).streams[0]
    midnights, batch = local_midnights("UTC", FIRST, 21), visits(2, 5000, 0.1, 0.0)
    parted, whole = (scanned(stream, batch, midnights, by=by).states[0][0] for by in ("room", None))
    assert parted.n[:-1].reshape(-1, 4).sum(axis=1).tolist() == whole.n[:-1].tolist()
    assert parted.total[:-1].reshape(-1, 4).sum(axis=1).tolist() == whole.total[:-1].tolist()
    room, came = batch.columns["room"], batch.columns["came_at"]
    missing = ~room.valid & came.valid & batch.columns["items"].valid
    assert int(parted.n[:-1].reshape(-1, 4)[:, 3].sum()) == int(missing.sum())


@pytest.mark.parametrize(("base", "digits"), [(1.2, 13), (1_000_000.2, 9), (10_000_000.2, 8)])
def test_the_certified_deviation_of_nist_is_reached(base, digits):
    """NIST StRD NumAcc2 to 4: 1001 numbers of deviation 0.1; the stored doubles allow no more digits."""
    y = np.array([base, *([base - 0.1, base + 0.1] * 500)])
    found = moments_of(y)
    deviation = (found.yy[0] / 1000) ** 0.5
    assert -np.log10(max(abs(deviation - 0.1) / 0.1, 1e-15)) >= digits


def moments_of(y) -> Moments:
    columns = {
        "came_at": Column(ValueType.TIMESTAMP, np.full(y.size, local_midnights("UTC", FIRST, 1)[0])),
        "items": Column(ValueType.NUMBER, y),
    }
    made = plan([goal(parse_formula("mean(of=items)"))], "UTC", FIRST, END)
    batch = Batch(VISIT.id, "counter", y.size, columns)
    return filling.filled(made.streams[0], batch, local_midnights("UTC", FIRST, 21), 10**9, made)[0][0]


def test_a_pivot_far_from_the_values_of_a_day_costs_no_digits():
    """The first rows lie at 0, those of a later day at 1e9: that day is done again around its own mean."""
    midnights = local_midnights("UTC", FIRST, 21)
    noise = np.random.default_rng(5).normal(size=400)
    y = np.concatenate([noise, 1e9 + noise])
    columns = {
        "came_at": Column(ValueType.TIMESTAMP, np.repeat(midnights[:2], 400)),
        "items": Column(ValueType.NUMBER, y),
    }
    made = plan([goal(parse_formula("mean(of=items)"))], "UTC", FIRST, END)
    batch = Batch(VISIT.id, "counter", y.size, columns)
    state = filling.filled(made.streams[0], batch, midnights, 10**9, made)[0][0]
    exact = Twin.of(made.streams[0], batch, midnights, made).state(0)
    assert state.yy[1] == exact.yy[1]
    assert state.yy[0] == pytest.approx(exact.yy[0], rel=1e-12)


def test_whole_numbers_are_summed_exactly_whatever_the_cut():
    y = np.random.default_rng(6).integers(0, 10**6, 3000).astype(float)
    whole = moments_of(y)
    parts = moments_of(y[:1000]).merge(moments_of(y[1000:]))
    assert whole.sum_y[0] == parts.sum_y[0] == y.sum()


def test_expressions_that_only_the_twin_knows_are_left_to_it():
    """A comparison of two columns of words is not compiled; the other tallies are."""
    wanted = [goal(parse_formula("share(of=room == room)")), goal(parse_formula("share(of=served)"))]
    stream = plan(wanted, "UTC", FIRST, END).streams[0]
    batch = visits(4, 100, 0.0, 0.0)
    assert list(scanned(stream, batch, local_midnights("UTC", FIRST, 21)).states) == [1]
    both_ways(wanted, "UTC", batch)


def test_a_layout_without_types_is_left_to_the_twin():
    columns = {"came_at": Column(ValueType.RAW, np.zeros(20, np.int32), None, ("x",))}
    assert layout_of(GOLDEN, Batch(VISIT.id, "counter", 20, columns)) is None


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


def test_a_long_stream_changes_to_the_compiled_scan_and_says_the_same():
    wanted = [goal(parse_formula('share(of=wait <= param("within"))'), params={"within": Quantity(2, "s")})]
    made = plan(wanted, "Europe/Berlin", FIRST, END)
    parts = [visits(seed, 400_000, 0.0, 0.0) for seed in range(3)]
    cube = Cube.empty(made)
    for part in parts:
        cube = cube.add(part)
    twins = [
        filling.filled(made.streams[0], part, local_midnights("Europe/Berlin", FIRST, 21), -(10**9), made)
        for part in parts
    ]
    assert cube.sections[0].states[0].k.tolist() == sum(states[0].k for states, _ in twins).tolist()
