"""Every instant falls on the day that a clock on the wall of that zone shows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import naive
import numpy as np
import pytest
from goalposts.scoring.planning.days import day_codes, local_midnights

# at midnight in Cuba, Brazil and Lebanon, by half an hour on Lord Howe; Samoa left a day out
CHANGES = {
    "Europe/Moscow": date(2014, 10, 24),
    "Europe/Berlin": date(2025, 10, 24),
    "America/Havana": date(2024, 11, 1),
    "America/Sao_Paulo": date(2018, 11, 2),
    "Asia/Beirut": date(2025, 3, 28),
    "Australia/Lord_Howe": date(2025, 4, 4),
    "Pacific/Apia": date(2011, 12, 28),
}


def test_midnights_are_made_once_and_stay_as_they_are():
    midnights = local_midnights("UTC", date(2026, 1, 1), 3)
    assert local_midnights("UTC", date(2026, 1, 1), 3) is midnights
    with pytest.raises(ValueError, match="read-only"):
        midnights[0] = 0


@pytest.mark.parametrize("zone", CHANGES)
def test_instants_fall_on_the_local_day(zone):
    """Every ten minutes of five days, and the microseconds around every midnight."""
    first, days = CHANGES[zone], 5
    midnights = local_midnights(zone, first, days)
    start = datetime(first.year, first.month, first.day, tzinfo=UTC) - timedelta(days=1)
    since = (start - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    instants = np.concatenate((since + np.arange(7 * 144) * 600_000_000, midnights, midnights - 1))
    moments = [start + timedelta(microseconds=int(instant) - since) for instant in instants]
    expected = [(naive.local_day(moment, zone) - first).days for moment in moments]
    assert day_codes(instants, midnights).tolist() == [min(max(code, -1), days) for code in expected]
