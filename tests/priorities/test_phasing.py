"""The programme against every plan there is, on small projects; and what a plan must keep, on larger ones."""

from collections import Counter
from datetime import date, timedelta
from itertools import product

import pytest
from goalposts.model.roadmap import Job, Limits, Slot
from goalposts.priorities.phasing import phase
from goalposts.priorities.serial import serial
from hypothesis import given, settings
from hypothesis import strategies as st

MONDAY = date(2026, 1, 5)


def times(count, weeks=8):
    step = timedelta(weeks=weeks)
    return [Slot(MONDAY + step * number, MONDAY + step * (number + 1), float(weeks)) for number in range(count)]


def allowed(jobs, slots, limits, plan):
    """Every law of a plan, said once more in plain words."""
    for job, slot in zip(jobs, plan, strict=True):
        if job.ready is not None and slots[slot].go_live < job.ready:
            return False
        if any(plan[[other.id for other in jobs].index(name)] >= slot for name in job.after):
            return False
    for number in set(plan):
        there = [job for job, slot in zip(jobs, plan, strict=True) if slot == number]
        if len(there) > limits.of_phase or sum(job.is_outcome for job in there) > limits.outcomes:
            return False
        if max(Counter(job.owner for job in there).values()) > limits.of_owner:
            return False
        for role, people in limits.capacity.items():
            if sum(job.work.get(role, 0) for job in there) > people * slots[number].weeks * limits.used + 1e-9:
                return False
    return True


def cost(jobs, slots, plan):
    """First the promises that are broken, then the weeks of waiting by value."""
    live = [slots[slot].go_live for slot in plan]
    late = sum(
        job.deadline is not None and day + timedelta(days=job.days_to_judge) > job.deadline
        for job, day in zip(jobs, live, strict=True)
    )
    return late, sum(job.value * (day - MONDAY).days / 7 for job, day in zip(jobs, live, strict=True))


@st.composite
def projects(draw):
    count = draw(st.integers(1, 5))
    jobs = [
        Job(
            f"g{number}",
            draw(st.floats(0.05, 1.05)),
            draw(st.sampled_from(["a", "b"])),
            draw(st.booleans()),
            {"developer": draw(st.integers(0, 12))},
            ready=draw(st.none() | st.integers(0, 120).map(lambda days: MONDAY + timedelta(days=days))),
            after=tuple(name for name in (f"g{other}" for other in range(number)) if draw(st.integers(0, 3)) == 0),
            days_to_judge=draw(st.integers(0, 90)),
            deadline=draw(st.none() | st.integers(60, 400).map(lambda days: MONDAY + timedelta(days=days))),
        )
        for number in range(count)
    ]
    limits = Limits(draw(st.integers(1, 3)), draw(st.integers(1, 4)), 1, {"developer": draw(st.integers(2, 4))})
    return jobs, limits


@settings(max_examples=40, deadline=None)
@given(projects())
def test_no_plan_is_better_than_the_one_found(project):
    """Of all plans that keep the laws, none misses fewer deadlines, or as many with less waiting."""
    jobs, limits = project
    slots = times(len(jobs) + 3)
    plans = (plan for plan in product(range(len(slots)), repeat=len(jobs)) if allowed(jobs, slots, limits, plan))
    best = min((cost(jobs, slots, plan) for plan in plans), default=None)
    found = phase(jobs, slots, limits)
    if best is None:
        assert found is None
        return
    plan = [found.slots[job.id] for job in jobs]
    assert allowed(jobs, slots, limits, plan)
    assert cost(jobs, slots, plan) == pytest.approx(best, rel=1e-5)
    assert found.gap == 0


@settings(max_examples=40, deadline=None)
@given(projects())
def test_the_quick_plan_keeps_every_law_too(project):
    jobs, limits = project
    slots = times(len(jobs) + 3)
    found = serial(jobs, slots, limits)
    assert found is None or allowed(jobs, slots, limits, [found[job.id] for job in jobs])


def test_a_goal_that_others_wait_for_inherits_their_value():
    """The dull goal opens the way to the best one, so it goes before a better one that opens nothing."""
    jobs = [Job("nice", 0.5), Job("dull", 0.1), Job("best", 1.0, after=("dull",))]
    assert phase(jobs, times(4), Limits(of_phase=1)).slots == {"dull": 0, "best": 1, "nice": 2}
    assert serial(jobs, times(4), Limits(of_phase=1)) == {"dull": 0, "best": 1, "nice": 2}


def test_people_are_planned_to_eighty_per_cent():
    """One person has 6.4 person-weeks in eight weeks."""
    slots = times(3)
    exact = [Job("a", 1.0, work={"analyst": 3.2}), Job("b", 0.5, work={"analyst": 3.2})]
    assert set(phase(exact, slots, Limits(capacity={"analyst": 1})).slots.values()) == {0}
    more = [Job("a", 1.0, work={"analyst": 3.2}), Job("b", 0.5, work={"analyst": 3.3})]
    assert phase(more, slots, Limits(capacity={"analyst": 1})).slots == {"a": 0, "b": 1}


def test_a_deadline_that_can_be_kept_is_kept_before_anything_else():
    jobs = [Job("valued", 1.0), Job("due", 0.1, deadline=MONDAY + timedelta(weeks=8))]
    assert phase(jobs, times(3), Limits(of_phase=1)).slots == {"due": 0, "valued": 1}


def test_equal_goals_keep_the_order_of_the_file():
    jobs = [Job(name, 1.0) for name in "abcdef"]
    assert phase(jobs, times(8), Limits(of_phase=2)).slots == {"a": 0, "b": 0, "c": 1, "d": 1, "e": 2, "f": 2}


def test_forty_goals_are_planned_with_proof():
    """Eight owners of five goals, chains of four, two roles: nobody could put them in order by hand."""
    jobs = [
        Job(
            f"g{number}",
            0.05 + (number * 37 % 40) / 40,
            f"owner {number % 8}",
            number % 9 == 0,
            {"developer": 1 + number % 5, "analyst": number % 4},
            after=(f"g{number - 1}",) if number % 4 else (),
        )
        for number in range(40)
    ]
    slots, limits = times(42), Limits(capacity={"developer": 4, "analyst": 3})
    found = phase(jobs, slots, limits, seconds=120)
    assert allowed(jobs, slots, limits, [found.slots[job.id] for job in jobs])
    assert found.gap == 0
    quick = serial(jobs, slots, limits)
    assert cost(jobs, slots, [found.slots[job.id] for job in jobs]) <= cost(
        jobs, slots, [quick[job.id] for job in jobs]
    )


@pytest.mark.parametrize("seconds", [0.05, 0.5, 2.0])
def test_a_search_that_is_stopped_gives_no_worse_a_plan_than_the_quick_one(seconds):
    """What the search had found of eighty goals after eight seconds waited twice as long as the plan of a moment."""
    jobs = [
        Job(
            f"g{number}",
            0.05 + (number * 37 % 80) / 80,
            f"owner {number % 20}",
            work={"developer": 1 + number * 7 % 6, "analyst": 1 + number * 5 % 4},
            after=(f"g{number // 2}",) if number % 3 == 2 else (),
        )
        for number in range(80)
    ]
    slots, limits = times(82), Limits(capacity={"developer": 3, "analyst": 2})
    found, quick = phase(jobs, slots, limits, seconds), serial(jobs, slots, limits)
    assert allowed(jobs, slots, limits, [found.slots[job.id] for job in jobs])
    assert found.gap > 0
    plans = ([plan[job.id] for job in jobs] for plan in (found.slots, quick))
    assert cost(jobs, slots, next(plans)) <= cost(jobs, slots, next(plans))
