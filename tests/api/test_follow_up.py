"""The course of a time to event in the scorecard: at the age of the KPI it is the KPI, else the naive curve."""

from __future__ import annotations

from datetime import date, datetime

import goalposts as gp
import naive
import pytest
from api.test_times_to_event import FROM, goal, loaded, scored, visits
from goalposts.testing import TODAY, sample_project

LATE = date(2026, 12, 20)


def naive_curve(columns, start, end, age):
    """Share and people at risk by age, in plain Python, of those who came in a window."""
    entries = []
    for at, ended, done in zip(columns["at"], columns["ended_at"], columns["done"], strict=True):
        came = datetime.fromisoformat(at).date()
        if start <= came < end:
            stay = None if ended is None else (datetime.fromisoformat(ended).date() - came).days
            kind = "open" if stay is None else "reached" if done else "other"
            entries.append(((LATE - came).days - 1 if stay is None else stay, kind))
    share, _ = naive.incidence(entries, age)
    return [float(each) for each in share], [sum(1 for found, _ in entries if found >= each) for each in range(age + 1)]


@pytest.mark.parametrize("give", ["reached", "cohort"])
def test_at_the_age_of_the_kpi_the_course_is_its_value_with_its_interval(give):
    found = scored(LATE, goal(give)).find("done")
    assert found.follow_up.age == tuple(range(31))
    for window, followed in (
        (found.baseline, found.follow_up.baseline),
        (found.evaluation, found.follow_up.evaluation),
    ):
        assert followed.share[-1] == pytest.approx(window.value, rel=1e-12)
        assert (followed.low[-1], followed.high[-1]) == pytest.approx((window.low, window.high), rel=1e-9)
        assert followed.at_risk[0] == window.n


def test_at_every_age_it_is_the_naive_curve():
    """Counted in plain Python from the same rows."""
    found = scored(LATE, goal()).find("done").follow_up.evaluation
    share, at_risk = naive_curve(visits(LATE), FROM, date(2026, 6, 1), 30)
    assert found.share == pytest.approx(share, rel=1e-12)
    assert list(found.at_risk) == at_risk


def test_a_mean_time_shows_the_share_that_ended_in_any_way():
    """The mean is the area over it, up to the age: with whole days, the sum of what has not ended yet."""
    found = scored(LATE, goal("mean", target="-5%")).find("done")
    assert sum(1 - share for share in found.follow_up.evaluation.share[:-1]) * 86_400 == pytest.approx(
        found.evaluation.value, rel=1e-9
    )


def test_a_median_is_shown_as_far_as_something_happens():
    """All that is done is done within 30 days, so no half year is drawn; half are done at the median."""
    found = scored(LATE, goal("median", target="<= 28 d")).find("done")
    course = found.follow_up
    assert 28 <= course.age[-1] <= 40
    place = course.age.index(int(found.evaluation.value / 86_400))
    assert course.evaluation.share[place - 1] < 0.5 <= course.evaluation.share[place]


def test_of_what_is_only_reported_everybody_counts_and_nothing_is_likely():
    """A shadow takes entries that are not followed to the end yet, and has no interval."""
    found = scored(date(2026, 6, 1), goal(role="shadow", target=None, deadline=None)).find("done")
    later = found.follow_up.evaluation
    assert later.share[-1] == pytest.approx(found.evaluation.value, rel=1e-12)
    assert later.at_risk[0] > later.at_risk[-1]
    assert later.at_risk[0] == sum(FROM.isoformat() <= at[:10] < "2026-06-01" for at in visits(date(2026, 6, 1))["at"])


def test_other_kpis_and_empty_windows_have_none():
    """Before the go-live there is a baseline alone."""
    card = scored(date(2026, 1, 20), goal())
    assert card.find("done").follow_up.evaluation is None
    assert card.find("done").follow_up.baseline is not None
    shares = gp.score(sample_project(), {"sample.visit": {"visit_id": [], "at": [], "done": []}}, as_of=TODAY)
    assert {known.follow_up for known in shares.goals} == {None}


def test_it_survives_being_stored():
    card = scored(LATE, goal())
    again = gp.Scorecard.from_dict(card.to_dict())
    assert again.find("done").follow_up.age == card.find("done").follow_up.age
    assert again.find("done").follow_up.evaluation.low == pytest.approx(card.find("done").follow_up.evaluation.low)
    assert gp.verify(card, loaded(goal()), {"book": visits(LATE)}).reproduced
