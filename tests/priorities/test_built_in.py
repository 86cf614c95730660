"""Every built-in heuristic against figures that were reckoned by hand."""

import pytest
from goalposts.model import BUILT_IN_HEURISTICS
from goalposts.priorities import ENGINE_HEURISTICS
from priorities.by_hand import ranked, scores, sure


def test_the_reserved_names_are_those_of_the_engine():
    assert {known.id for known in ENGINE_HEURISTICS} <= set(BUILT_IN_HEURISTICS)


@pytest.mark.parametrize("heuristic", ENGINE_HEURISTICS, ids=lambda known: known.id)
def test_a_heuristic_says_how_it_reckons_and_what_it_does_not_see(heuristic):
    assert heuristic.formula
    assert heuristic.weaknesses
    assert heuristic.source
    assert heuristic.name


@pytest.mark.parametrize(
    ("heuristic", "inputs", "score"),
    [
        # sixteen votes over five
        ("wsjf", {"value": 8, "urgency": 5, "risk": 3, "effort": 5}, 3.2),
        # 90,000 a week of delay, 6 weeks of work
        ("cd3", {"cost_of_delay": 90_000, "weeks": 6}, 15_000),
        # 500 people, double impact, 80 % sure, 2 person-months: Intercom's own arithmetic
        ("rice", {"reach": 500, "impact": 2, "confidence": 0.8, "effort": 2}, 400),
        ("ice", {"impact": 7, "confidence": 6, "ease": 5}, 210),
        ("value-effort", {"value": 8, "effort": 5}, 1.6),
        ("moscow", {"moscow": 2, "effort": 5}, 2),
    ],
)
def test_a_score_is_as_reckoned_by_hand(heuristic, inputs, score):
    assert scores(ranked(heuristic, only=sure(**inputs))) == {"only": pytest.approx(score)}


def test_cost_of_delay_by_duration_is_the_cheapest_order_of_serial_work():
    """Smith's rule: of all orders of three jobs that one team does, the ranked one costs the least delay."""
    from itertools import permutations

    jobs = {"a": (90, 6), "b": (40, 2), "c": (70, 7)}

    def cost(order):
        spent = total = 0
        for name in order:
            spent += jobs[name][1]
            total += jobs[name][0] * spent
        return total

    goals = {name: sure(cost_of_delay=delay, weeks=weeks) for name, (delay, weeks) in jobs.items()}
    order = tuple(found.goal for found in ranked("cd3", **goals).ranked)
    assert order == min(permutations(jobs), key=cost) == ("b", "a", "c")


def test_votes_off_the_scale_and_a_scale_without_a_one_are_said():
    found = ranked("wsjf", x=sure(value=4, urgency=1, risk=1, effort=1), y=sure(value=1, urgency=2, risk=1, effort=5))
    assert [remark.en for remark in found.remarks] == ["Votes are 1, 2, 3, 5, 8, 13 or 20; others have: x."]
    found = ranked("wsjf", x=sure(value=2, urgency=1, risk=1, effort=1), y=sure(value=3, urgency=2, risk=1, effort=5))
    assert [remark.en for remark in found.remarks] == [
        "No goal has value = 1; votes are relative, so the least of each kind is 1."
    ]


def test_a_goal_that_hardly_anybody_believes_in_is_named():
    (said,) = ranked("rice", x=sure(reach=10, impact=1, confidence=0.4, effort=1)).remarks
    assert said.en.endswith("not a plan: x.")


def test_the_medians_cut_four_fields():
    """Values 8 6 3 2 have the median 4.5, efforts 1 9 2 8 have 5."""
    found = ranked(
        "value-effort",
        first=sure(value=8, effort=1),
        big=sure(value=6, effort=9),
        small=sure(value=3, effort=2),
        never=sure(value=2, effort=8),
    )
    assert {rank.goal: rank.group.en for rank in found.ranks} == {
        "first": "do first",
        "big": "big project",
        "small": "in passing",
        "never": "leave out",
    }


@pytest.mark.parametrize(
    ("must", "could", "said"),
    [
        (6, 2, []),  # 60 % and 20 % of ten: both at their limit
        (7, 2, ["The must-haves take 70% of the effort"]),
        (6, 1, ["The could-haves are 10% of the effort"]),
    ],
)
def test_must_haves_may_take_sixty_per_cent_of_the_effort(must, could, said):
    found = ranked(
        "moscow",
        m=sure(moscow=3, effort=must),
        s=sure(moscow=2, effort=10 - must - could),
        c=sure(moscow=1, effort=could),
        w=sure(moscow=0, effort=100),
    )
    assert [remark.en[: len(start)] for remark, start in zip(found.remarks, said, strict=True)] == said


def test_goals_without_a_stated_effort_weigh_the_same():
    """Two of three are 67 %."""
    found = ranked("moscow", a=sure(moscow=3), b=sure(moscow=3), c=sure(moscow=1))
    assert [remark.en.partition(";")[0] for remark in found.remarks] == ["The must-haves take 67% of the effort"]
