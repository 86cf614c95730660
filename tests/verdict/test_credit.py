"""How much of a change may be claimed, by how directly a rollout moves the KPI and by the design."""

from __future__ import annotations

import pytest
from attrs import evolve
from evidence import effect, evidence, resolved
from goalposts.model.effects import EffectParts
from goalposts.verdict.judge import judge

DIRECT, INTERMEDIATE, OUTCOME = "sample.done_share", "sample.mean_wait", "sample.total_paid"


def judged(kpi, change, **goal):
    target = "-10%" if kpi == INTERMEDIATE else "+10%"
    return judge(
        evidence(before=100.0, after=80.0, change=change, goal=resolved(kpi=kpi, target=target, **goal)), 0.001
    )


def codes(found):
    return [reason.code for reason in found.reasons if reason.code.startswith("credit")]


@pytest.mark.parametrize(
    ("kpi", "share", "code"),
    [(DIRECT, 1.0, []), (INTERMEDIATE, 0.5, ["credit_halved"]), (OUTCOME, 0.0, ["credit_none"])],
)
@pytest.mark.parametrize("size", [-20.0, 20.0])
def test_without_a_comparison_the_kpi_caps_the_claim(kpi, share, code, size):
    """For the better and for the worse by the same rule."""
    found = judged(kpi, effect(size, size - 5, size + 5))

    assert found.attribution.claimable == pytest.approx(share * size)
    assert codes(found) == code


@pytest.mark.parametrize("kpi", [DIRECT, INTERMEDIATE, OUTCOME])
@pytest.mark.parametrize("design", ["difference in differences", "staggered rollout", "unit level"])
def test_with_a_comparison_group_all_that_is_left_may_be_claimed(kpi, design):
    found = judged(kpi, effect(-20.0, -25.0, -15.0, design=design))

    assert (found.attribution.claimable, codes(found)) == (-20.0, [])


@pytest.mark.parametrize(("mix", "claim"), [(-12.0, -4.0), (-25.0, 0.0), (4.0, -12.0)])
def test_what_another_mix_makes_is_not_claimed(mix, claim):
    """Of 20 s, 12 are mix: half of 8 is claimed; of 25 nothing, for the rollout itself went the other way."""
    change = effect(-20.0, -25.0, -15.0)
    change = evolve(change, parts=EffectParts(0.0, 0.0, -20.0 - mix, 0.0, mix=mix))

    assert judged(INTERMEDIATE, change).attribution.claimable == pytest.approx(claim)


@pytest.mark.parametrize(
    "found",
    [
        judged(OUTCOME, effect(1.0, -5.0, 7.0)),
        judged(OUTCOME, effect(20.0, 15.0, 25.0), role="shadow"),
        judged(OUTCOME, effect(20.0, 15.0, 25.0, design="level against a declared number")),
        judge(evidence(before=None), None),
    ],
)
def test_where_nothing_is_concluded_nothing_is_claimed(found):
    """An unclear change, a KPI that is only reported, a declared number, no baseline."""
    assert (found.attribution.claimable, codes(found)) == (None, [])
