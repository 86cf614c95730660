"""The weekly exports of simulated customer records, drawn and reckoned: what is filled, there twice, old or wrong."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import evolve, frozen
from goalposts.simulating import ids, in_order, numbers, per_day, ratio, times, words

from goalposts_sales.streams.deals import sellers
from goalposts_sales.streams.rates import BRANCH_SHARES, LUCK, SELLERS

if TYPE_CHECKING:
    from goalposts.simulating import SimulatedDays
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Integers = NDArray[np.int64]
    Values = dict[tuple[str, str], Any]

RECORDS: Final = 700.0
"""At the beginning, of all branches together."""
UNNAMED, UNREACHABLE, NO_TAX_ID, OWNERLESS, NO_SEGMENT = 0.03, 0.1, 0.4, 0.08, 0.5
"""Shares of the records that lack it, or have a placeholder; unreachable is who has neither telephone nor e-mail."""
ONLY_PHONE, ONLY_EMAIL = 0.4, 0.1
"""Of the others, who have one of both."""
TWICE: Final = {"phone": 0.04, "email": 0.03, "tax_id": 0.02}
"""Shares of the records that repeat another one."""
LIVE, OF_RECORDS, DAYS_BETWEEN_CHANGES = 3, 5, 40.0
"""So many of so many records belong to customers with whom there is business, and are changed now and then; the others
have not been touched for years."""
FRESH: Final = LIVE / OF_RECORDS * -math.expm1(-180 / DAYS_BETWEEN_CHANGES)
"""Share of the records that were changed in 180 days."""
CHECKED: Final = {"valid": (0.9, 0.85), "agrees": (0.5, 0.8), "confirmed": (0.1, 0.75), "reached": (0.3, 0.65)}
"""Which share was checked, and of it the share that passed."""
_HARDLY_MORE: Final = 1.6
"""What is lacking grows to so much of the usual, at most."""
_RENEWED: Final = 0.25
"""Chance that a week changes what a cell of a record says."""
_MONDAY: Final = 0
_SEGMENTS: Final = ("small", "middle", "large")
_GAPS: Final = {"name": UNNAMED, "reach": UNREACHABLE, "tax_id": NO_TAX_ID, "owner": OWNERLESS, "segment": NO_SEGMENT}
_CELLS: Final = (*_GAPS, "which", *(f"{key} twice" for key in TWICE), *(f"has {name}" for name in CHECKED), *CHECKED)


@frozen(eq=False)
class _State:
    """How the base is on each day, shape (days, branches).

    Attributes:
        records: how many there are.
        lacking: the factor on everything that is missing or there twice.
        valid: the share that passes its check.
    """

    records: Floats
    lacking: Floats
    valid: Floats


def _state(days: SimulatedDays, random: np.random.Generator | None = None) -> _State:
    luck = 1.0 if random is None else days.factor(random, LUCK["records"])
    weights = np.resize(np.array(BRANCH_SHARES), len(days.plan.branches))
    records = RECORDS * days.plan.size * (1 + days.plan.growth) ** days.years * weights / weights.sum()
    gap = sum(_GAPS.values()) / len(_GAPS) + TWICE["phone"]
    usual = (3 - gap - (1 - FRESH)) / 3
    lacking = 1 - 3 * (days.changed("sales.base_quality", usual) - usual) / gap
    return _State(
        records=records * luck,
        lacking=np.clip(lacking, 0.0, _HARDLY_MORE),
        valid=np.clip(days.changed("sales.base_validity", CHECKED["valid"][1]), 0.0, 1.0),
    )


def _of_exports(days: SimulatedDays) -> SimulatedDays:
    """The same days, with business only when there is an export."""
    return evolve(days, week=np.eye(7)[_MONDAY])


def draw_customers(random: np.random.Generator, days: SimulatedDays) -> Any:
    """Draw the records of every export as an Arrow table, in order of time; the first two are a pair, and so on."""
    state, exports = _state(days, random), np.flatnonzero(_of_exports(days).is_open)
    shown = np.floor(state.records[exports] + random.random((exports.size, len(days.plan.branches)))).astype(np.int64)
    longest = int(shown.max()) + shown.max() % 2
    cells = random.random((len(_CELLS), shown.shape[1], longest))
    changed = exports[0] - random.exponential(DAYS_BETWEEN_CHANGES, cells.shape[1:])
    is_live = np.arange(longest) % OF_RECORDS < LIVE
    changed[:, ~is_live] -= 1000.0
    found: list[tuple[Integers, Integers, Integers, Floats, Floats]] = []
    before = exports[0]
    for export, count in zip(exports, shown, strict=True):
        cells = np.where(random.random(cells.shape) < _RENEWED, random.random(cells.shape), cells)
        ago = random.exponential(DAYS_BETWEEN_CHANGES, changed.shape)
        changed = np.where(is_live & (ago < export - before), export - ago, changed)
        branch, place = np.nonzero(np.arange(longest) < count[:, None])
        found.append((np.full(place.size, export), branch, place, changed[branch, place], cells[:, branch, place]))
        before = export
    day, branch, place, updated, drawn = (np.concatenate(part, axis=-1) for part in zip(*found, strict=True))
    return _table(days, state, day, branch, branch * longest + place, updated, dict(zip(_CELLS, drawn, strict=True)))


def _table(
    days: SimulatedDays, state: _State, day: Integers, branch: Integers, record: Integers, updated: Floats,
    cells: dict[str, Floats],
) -> Any:  # fmt: skip
    lacking = state.lacking[day, branch]
    gaps = {name: cells[name] < share * lacking for name, share in _GAPS.items()}
    gaps["phone"] = gaps["reach"] | (cells["which"] > 1 - ONLY_EMAIL)
    gaps["email"] = gaps["reach"] | (cells["which"] < ONLY_PHONE)
    keys = {key: _repeated(key, record, lacking, gaps[key], cells[f"{key} twice"]) for key in TWICE}
    at = days.midnight(day) + np.timedelta64(6 * 3600, "s")
    start = days.midnight(np.zeros(1, np.int64))[0]
    owner = branch * SELLERS.size + record % SELLERS.size
    email = pc.binary_join_element_wise(ids("c", keys["email"]), "example.com", "@")
    columns = {
        "customer_id": ids("k", record),
        "snapshot_at": times(at),
        "branch": words(days.plan.branches, branch),
        "name": _filled(ids("Customer ", record), gaps["name"], cells["name"]),
        "phone": _filled(ids("+44", 2_000_000_000 + keys["phone"]), gaps["phone"], cells["reach"]),
        "email": _filled(email, gaps["email"], cells["reach"]),
        "tax_id": _filled(ids("", 100_000_000 + keys["tax_id"]), gaps["tax_id"], cells["tax_id"]),
        "owner": words(sellers(days.plan), owner, gaps["owner"]),
        "segment": words(_SEGMENTS, record % len(_SEGMENTS), gaps["segment"]),
        "updated_at": times(start + np.floor(86_400 * updated).astype("timedelta64[s]")),
    }
    for name, (checked, passed) in CHECKED.items():
        passes = cells[name] < (state.valid[day, branch] if name == "valid" else passed)
        columns[name] = numbers(passes, cells[f"has {name}"] >= checked)
    return in_order(columns, at)


def _repeated(key: str, record: Integers, lacking: Floats, gap: Flags, drawn: Floats) -> Integers:
    """Which record's number, address or tax number each has: its own, or as the second of a pair that of the first."""
    has_it = 1 - _missing(key, lacking)
    follows = np.append(False, (record[1:] == record[:-1] + 1) & (record[1:] % 2 == 1))
    both = follows & ~gap & ~np.append(True, gap[:-1])
    repeats = both & (drawn < 2 * TWICE[key] * lacking / has_it**2)
    of: Integers = record - repeats
    return of


def _missing(key: str, lacking: Floats) -> Floats:
    """The share of the records without a telephone, e-mail address or tax number."""
    if key == "tax_id":
        return NO_TAX_ID * lacking
    reached = 1 - (ONLY_EMAIL if key == "phone" else ONLY_PHONE)
    return 1 - (1 - UNREACHABLE * lacking) * reached


def _filled(texts: Any, gap: Flags, drawn: Floats) -> Any:
    """Leave cells empty or put a placeholder, the one as often as the other."""
    junk = np.floor(1e6 * drawn).astype(np.int64) % 2 == 1
    placed = pc.if_else(pa.array(gap & junk), pa.scalar("-"), texts)
    return pc.if_else(pa.array(gap & ~junk), pa.scalar(None, pa.string()), placed)


def expect_customers(days: SimulatedDays) -> Values:
    """Say what the KPIs of the base come to."""
    state, exported = _state(days), _of_exports(days)
    records = state.records * exported.is_open[:, None]
    lacking = state.lacking
    complete = 1 - lacking * sum(_GAPS.values()) / len(_GAPS)
    of_people = 1 - lacking * (UNNAMED + UNREACHABLE) / 2
    unique = {key: 1 - lacking * share for key, share in TWICE.items()}
    shares = {
        "composite": (complete + unique["phone"] + FRESH) / 3,
        "completeness": complete,
        "completeness_people": of_people,
        "uniqueness": unique["phone"],
        "uniqueness_email": unique["email"],
        "uniqueness_tax_id": unique["tax_id"],
        "freshness": np.full(records.shape, FRESH),
        "validity": state.valid,
        "consistency": np.full(records.shape, CHECKED["agrees"][1]),
        "accuracy": np.full(records.shape, CHECKED["confirmed"][1]),
        "reachability": np.full(records.shape, CHECKED["reached"][1]),
    }
    return {
        **{("base_quality", name): ratio(records * share, records) for name, share in shares.items()},
        ("base_validity", ""): ratio(records * state.valid, records),
        ("base_size", ""): per_day(exported, records),
    }
