"""Cases (a), (b), (c): nine KPIs of calls in memory, in the order of time and in none, of few and of many queues."""

from __future__ import annotations

from functools import partial

import pytest
from entries import in_memory, makers
from measures import NINE
from our_parts import scan_parts
from race import Entry

CASES = [
    pytest.param("a", 20, True, id="ordered-nine-kpis-20-queues"),
    pytest.param("b", 20, False, id="shuffled-nine-kpis-20-queues"),
    pytest.param("c", 500, False, id="shuffled-nine-kpis-500-queues"),
]


@pytest.mark.parametrize(("case", "queues", "ordered"), CASES)
def test_nine_kpis(race, size, threads, case, queues, ordered):
    title = f"nine KPIs, {queues} queues, {'ordered' if ordered else 'shuffled'}"
    entry = Entry(case, title, NINE, aim=6, bound_aim=2.5 if case == "a" else None)
    parts = partial(scan_parts, measures=NINE, threads=threads)
    race.run(entry, in_memory(NINE, size, threads, queues=queues, ordered=ordered), makers(NINE, threads), parts)
