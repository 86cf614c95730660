"""Goals ranked by the tree of KPIs: what the baselines make of it, by hand."""

from datetime import date, timedelta

import goalposts as gp
import pytest
from attrs import evolve
from goalposts.host import catalogue_of
from goalposts.testing import TODAY, sample_project
from goalposts.testing.sample import SAMPLE, default_goal, sample_mapping

MONTHS = 13 / (365.25 / 12 / 7)
"""Thirteen weeks of work."""
TREE = {"money": "visits * done * bill", "visits": 3000, "bill": "20 EUR", "done": {"kpi": "sample.done_share"}}
STATED = {"confidence": "50%", "weeks": 13, "running_cost": 400}


def goal(**changes):
    return {**default_goal(), "priority": STATED, **changes}


def declared(value):
    return {"baseline": {"value": value, "source": "report"}}


def planned(*goals, tree=TREE, data=None, by="leverage", **changes):
    return gp.plan(sample_project(goals=list(goals), tree=tree, **changes), data, as_of=TODAY, by=by)


def only(found):
    (lever,) = found.leverage.levers
    return lever


def visits(done_by_place, days=100, before=0):
    """Ten visits a day at every place, so many of which were done with."""
    rows = [
        (f"{number}-{place}-{visit}", date(2025, 4, 1) + timedelta(days=number), place, visit < done)
        for number in range(days)
        for place, done in done_by_place.items()
        for visit in range(10)
    ]
    return {
        "sample.visit": {
            "visit_id": [row[0] for row in rows],
            "at": [f"{row[1]}T10:00Z" for row in rows],
            "place": [row[2] for row in rows],
            "done": [row[3] for row in rows],
        }
    }


def test_what_a_goal_brings_is_as_reckoned_by_hand():
    """3,000 visits, 70 % done, 20 each: 42,000 a month.

    From 70 % to the promised 90 % is 2/7; the better quarter of the places, 80 % beside 70 % in the middle, is 1/7.
    A seventh of 42,000 is 6,000, half believed, all of it to be claimed, less 400 a month: 2,600 for 13 weeks of work.
    """
    found = planned(goal(), data=visits({"a": 5, "b": 6, "c": 7, "d": 8, "e": 9}))
    lever = only(found)
    assert found.leverage.value == pytest.approx(42_000)
    assert (lever.part, lever.limit, lever.dimension, lever.credit) == ("done", "segment", "place", 1.0)
    assert (lever.value, lever.elasticity) == pytest.approx((0.7, 1.0))
    assert (lever.promised, lever.change) == pytest.approx((2 / 7, 1 / 7))
    assert found.ranking.ranked[0].score == pytest.approx(2_600 / MONTHS)


def test_few_places_or_small_ones_hold_nothing_back():
    """Of three places there is no quarter, and a day's ten visits show a place by chance."""
    for data in (visits({"a": 4, "b": 7, "c": 10}), visits({"a": 5, "b": 6, "c": 7, "d": 8, "e": 9}, days=2)):
        assert only(planned(goal(), data=data)).limit == ""


def test_less_of_what_should_be_less_brings_money():
    """30 s of waiting cost 3,000 of 40,000 - 10,000 times 30 s / 100: 1 % less brings 0.075 / 0.925 % more.

    Half of it may be claimed.
    """
    tree = {"money": "40_000 EUR - 100 * wait", "wait": {"goal": "wait"}}
    found = planned(goal(id="wait", kpi="sample.mean_wait", target="-10%", **declared("30 s")), tree=tree)
    assert found.leverage.value == pytest.approx(37_000)
    lever = only(found)
    assert (lever.elasticity, lever.change, lever.credit) == pytest.approx((3 / 37, 0.1, 0.5))
    assert found.ranking.ranked[0].score == pytest.approx((3_000 * 0.1 * 0.5 * 0.5 - 400) / MONTHS)


def test_more_than_others_have_seen_is_not_counted_on():
    """The plugin knows of 15 % at most; without it, the promise stands."""
    wait = goal(id="wait", kpi="sample.mean_wait", target="-40%", **declared("30 s"))
    changes = {"goals": [wait], "tree": {"money": "40_000 EUR - 100 * wait", "wait": {"goal": "wait"}}}
    limits = {}
    for first_year in ({"sample.mean_wait": 0.15}, {}):
        catalogue = catalogue_of(evolve(SAMPLE, first_year=first_year))
        project = gp.project(sample_mapping(catalogue, **changes), catalogue)
        lever = only(gp.plan(project, as_of=TODAY))
        limits[lever.limit] = (lever.promised, lever.change)
    assert limits == {"published": pytest.approx((0.4, 0.15)), "": pytest.approx((0.4, 0.4))}


def test_what_the_owner_expects_goes_before_all_of_it():
    wait = goal(id="wait", kpi="sample.mean_wait", target="-40%", **declared("30 s"))
    wait["priority"] = {**STATED, "change": "20% .. 30% .. 40%"}
    found = planned(wait, tree={"money": "40_000 EUR - 100 * wait", "wait": {"goal": "wait"}})
    assert (only(found).change, only(found).limit) == (pytest.approx(0.3), "")
    (rank,) = found.ranking.ranked
    assert rank.low < rank.score < rank.high


def test_an_outcome_is_claimed_only_beside_a_comparison_group():
    tree = {"money": "30 * paid", "paid": {"kpi": "sample.total_paid"}}
    money = goal(kpi="sample.total_paid", target="+3%", **declared("900 EUR"))
    assert only(planned(money, tree=tree)).credit == 0
    assert only(planned(money, tree=tree, control='place == "west"')).credit == 1


def test_a_part_without_a_baseline_is_named_and_ranks_nothing():
    found = planned(goal(), by="")
    assert found.leverage.missing == ("done",)
    assert found.ranked_by == ""
    assert "The tree cannot be reckoned: no baseline of done." in [said.en for said in found.remarks]


def test_inputs_that_a_goal_lacks_are_named():
    found = planned(goal(priority={"confidence": "50%"}, **declared("70%")))
    assert found.ranking.ranks[0].missing == ("weeks",)
    beside = planned(goal(**declared("70%")), goal(id="other", kpi="sample.quick_share"))
    assert beside.ranking.ranks[-1].missing == ("whole", "elasticity", "change", "credit")


def test_a_goal_that_only_measures_is_part_of_the_tree_and_not_ranked():
    tree = {**TREE, "wait": {"kpi": "sample.mean_wait"}, "money": "visits * done * bill - wait"}
    shadow = {"id": "wait", "role": "shadow", "kpi": "sample.mean_wait", **declared("30 s")}
    found = planned(goal(**declared("70%")), shadow, tree=tree)
    assert found.leverage.value == pytest.approx(41_970)
    assert [lever.goal for lever in found.leverage.levers] == ["done"]


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("done / (visits - 3000)", "The tree cannot be reckoned: a formula divides by zero."),
        ("done * bill - visits", "its top 'money' is -2986, and there is no per cent of that."),
    ],
)
def test_a_top_that_has_no_per_cent_is_said(formula, said):
    tree = {**TREE, "money": f"{formula} + 0 * bill"}
    found = planned(goal(**declared("70%")), tree=tree, by="")
    assert any(remark.en.endswith(said) for remark in found.remarks)


def test_a_baseline_of_zero_has_no_per_cent_either():
    found = planned(goal(**declared("0%")), tree={**TREE, "money": "(visits * done + 1) * bill"})
    assert only(found).change is None
    assert found.ranking.ranks[0].missing == ("change",)


def test_the_tree_is_no_goalpost():
    """A tree that changes after the lock moves nothing: it decides no verdict."""
    from goalposts.formats import document
    from goalposts.sealing.sealed import differences

    before, after = (document(sample_project(goals=[goal()], tree=tree)) for tree in (TREE, {**TREE, "visits": 4000}))
    assert before != after
    assert list(differences(before, after)) == []


RANGED = {
    "money": "visits * done * bill - wait * wage",
    "visits": 3000,
    "bill": "200 EUR",
    "wage": "100 .. 1_900 EUR",
    "done": {"goal": "done"},
    "wait": {"goal": "wait"},
}


def done_and_wait(**tree):
    """Done visits 1 % better, and a wait 10 % shorter: both believed, and both three months of work."""
    stated = {"confidence": 1, "weeks": 13}
    done = goal(id="done", priority={**stated, "change": "1%"}, **declared("50%"))
    wait = goal(id="wait", kpi="sample.mean_wait", target="-10%", priority=stated, **declared("30 s"))
    return planned(done, wait, tree={**RANGED, **tree})


def test_a_range_of_the_tree_is_taken_at_its_middle_and_its_doubt_is_said():
    """300,000 less 30 s at 1,000 are 270,000, and 297,000 to 243,000 at the ends of the wage."""
    found = done_and_wait()
    assert found.leverage.value == pytest.approx(270_000)
    assert len(found.leverage.drawn) == 2_000
    assert 243_000 <= min(found.leverage.drawn) < 250_000
    assert 290_000 < max(found.leverage.drawn) <= 297_000
    assert [line.en for line in found.ranking.remarks][1].startswith("Its ranges leave ")
    lever = next(lever for lever in found.leverage.levers if lever.goal == "wait")
    assert lever.elasticity == pytest.approx(30 * 1_000 / 270_000)
    assert 30 * 100 / 297_000 <= min(lever.drawn) < max(lever.drawn) <= 30 * 1_900 / 243_000


def test_the_order_is_open_where_a_range_of_the_tree_leaves_it_open():
    """Done visits bring 3,000 whatever the wage; the wait half of 3 s of it, which is 150 to 2,850, or up to 4,500."""
    assert [rank.goal for rank in done_and_wait().ranking.ranked] == ["done", "wait"]
    assert done_and_wait().ranking.first_change == 0
    wide = done_and_wait(wage="1_000 .. 3_000 EUR")
    assert any("not determined by the data" in remark.en for remark in wide.remarks)


def test_a_doubt_that_all_goals_share_does_not_change_their_order():
    """A visit and a second are worth ten times as much or as little together: a draw is the same for both goals."""
    parts = {name: part for name, part in RANGED.items() if name != "wage"}
    parts |= {"money": "bill * (visits * done - wait * 10)", "bill": "40 .. 400 EUR"}
    stated = {"confidence": 1, "weeks": 13}
    done = goal(id="done", priority={**stated, "change": "2%"}, **declared("50%"))
    wait = goal(id="wait", kpi="sample.mean_wait", target="-10%", priority=stated, **declared("30 s"))
    found = planned(done, wait, tree=parts)
    first, second = found.ranking.ranked
    assert (first.goal, second.goal) == ("done", "wait")
    assert first.low < second.high  # each by itself might come first
    assert found.ranking.first_change == 0


def test_a_top_that_is_nothing_in_its_ranges_ranks_nothing():
    found = done_and_wait(money="(wage - wage) * visits * done * wait * bill")
    assert found.leverage.value is None


def test_a_top_that_may_be_a_loss_within_its_ranges_is_no_measure_of_per_cents():
    """300,000 less 30 s at up to 15,000: a loss in 5,000 ** 2 of 14,000 * 7,000 draws, a quarter."""
    found = done_and_wait(wage="1_000 .. 15_000 EUR")
    assert found.leverage.levers == ()
    assert any("may well be nothing or less" in remark.en for remark in found.remarks)


def test_a_loss_that_is_hardly_likely_leaves_the_order():
    """At up to 10,500 it is a loss beyond 10,000 only, in 500 ** 2 of 9,500 * 4,750 draws, one of 180."""
    found = done_and_wait(wage="1_000 .. 10_500 EUR")
    assert min(found.leverage.drawn) < 0
    assert all(min(lever.drawn) < 0 < lever.elasticity for lever in found.leverage.levers)
    assert [rank.goal for rank in found.ranking.ranked] != []
