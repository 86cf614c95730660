"""Case (g): one KPI, and up to fifty in one scan."""

from __future__ import annotations

import pytest
from entries import in_memory, makers
from measures import fifty
from race import Entry


@pytest.mark.parametrize("count", [1, 5, 20, 50])
def test_some_kpis(race, size, threads, count):
    measures = fifty()[:count]
    entry = Entry("g", f"{count} KPI{'s' if count > 1 else ''}, 20 queues, ordered", measures)
    race.run(entry, in_memory(measures, size, threads), makers(measures, threads))
