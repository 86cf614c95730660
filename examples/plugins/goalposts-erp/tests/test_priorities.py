"""The order by pairs is the one of the published method, and `plan` follows it."""

from datetime import date

import goalposts as gp
import goalposts_erp
import pytest
from goalposts_erp.priorities import PAIRS, RATIO, weights_of


def test_weights_and_consistency_are_the_known_ones():
    """By hand: the eigenvector of ((1, 3, 5), (1/3, 1, 2), (1/5, 1/2, 1)), (λ - 3) / 2 / 0.58."""
    weights, largest, ratio = weights_of(PAIRS)
    assert [round(weight, 3) for weight in weights] == [0.648, 0.230, 0.122]
    assert (round(largest, 4), round(ratio, 4)) == (3.0037, 0.0032)
    assert ratio == RATIO


def test_the_eigenvalue_is_that_of_numpy():
    import numpy as np

    assert weights_of(PAIRS)[1] == pytest.approx(max(np.linalg.eigvals(np.array(PAIRS)).real))


def test_pairs_that_go_round_in_a_circle_are_inconsistent():
    """A three times B, B three times C, and C three times A."""
    assert weights_of(((1, 3, 1 / 3), (1 / 3, 1, 3), (3, 1 / 3, 1)))[2] > 1


def planned(**points):
    goals = [
        {
            "id": name,
            "kpi": "erp.otif",
            "variant": "first_promise",
            "target": ">= 92%",
            "deadline": "2027-10-20",
            "priority": dict(zip(("cash", "customers", "audit"), own, strict=True)),
        }
        for name, own in points.items()
    ]
    document = {
        "goalposts": 1,
        "project": "New ERP",
        "timezone": "UTC",
        "go_live": "2027-03-01",
        "baseline": {"from": "2026-03-01", "to": "2027-03-01"},
        "evaluation": {"from": "2027-04-01", "to": "2027-10-01"},
        "data": {"erp.order_line": "lines.csv"},
        "goals": goals,
    }
    return gp.plan(gp.project(document, gp.load_catalogue([goalposts_erp])), as_of=date(2026, 12, 1))


def test_plan_ranks_by_pairs_and_says_how_consistent_they_are():
    found = planned(tidy=(1, 1, 9), sold=(9, 1, 1), kept=(1, 9, 1))
    assert found.ranked_by == "erp.by_pairs"
    assert [rank.goal for rank in found.ranking.ranked] == ["sold", "kept", "tidy"]
    # 9 · 0.648 + 0.230 + 0.122
    assert found.ranking.ranked[0].score == pytest.approx(6.185, abs=0.002)
    (said,) = found.ranking.remarks
    assert said.en == "The committee's pairs agree with one another: consistency ratio 0.003, below 0.1."
    assert said.ru.endswith("отношение согласованности 0,003, меньше 0,1.")
