"""The comparison before a timing can fail: an answer that is a little wrong is refused."""

from __future__ import annotations

import numpy as np
import pytest
from answers import Form, differences
from calls import DAYS
from measures import ANSWERED, Statistic


@pytest.mark.parametrize(
    ("kind", "factor", "error"),
    [("count", 1.001, 0.0), ("sum", 1 + 1e-8, 0.0), ("squares", 1 - 1e-8, 0.0), ("quantile", 1.02, 0.008)],
)
def test_a_wrong_number_is_seen(kind, factor, error):
    statistic = Statistic(kind, ANSWERED, ("wait",))
    right = {statistic: np.full((DAYS, 3), 1000.0)}
    form = Form(lambda: None, lambda given: given, error)

    assert differences(form, {statistic: right[statistic].copy()}, right) == []
    assert differences(form, {statistic: right[statistic] * factor}, right) == [statistic]


def test_a_number_where_there_are_no_rows_is_seen():
    statistic = Statistic("distinct", ANSWERED, ("customer",))
    right, found = np.full((DAYS, 3), 5.0), np.full((DAYS, 3), 5.0)
    right[7, 1] = 0.0
    form = Form(lambda: None, lambda given: given, 0.2)

    assert differences(form, {statistic: found}, {statistic: right}) == [statistic]
