"""Looks before the end: on track, off track, too early; the state stays `not_due` whatever they say."""

from __future__ import annotations

from datetime import date

import goalposts as gp
import pytest
from goalposts.testing import sample_catalogue
from visits_year import goal, project, visits

GUARD = {"id": "guard", "role": "guardrail", "kpi": "sample.done_share", "margin": "3pp"}


def looked(*goals, effect=0.15, as_of=date(2026, 4, 1), **changes):
    document = project(goals=list(goals) or [goal()], **changes)
    card = gp.score(gp.project(document, sample_catalogue()), {"sample.visit": visits(effect=effect)}, as_of=as_of)
    return card.goals[0]


@pytest.mark.parametrize(
    ("target", "effect", "answer"),
    [(">= 70%", 0.15, "on_track"), (">= 90%", 0.02, "off_track"), ("+3pp", 0.02, "too_early")],
)
def test_the_answer_follows_the_range_so_far(target, effect, answer):
    found = looked(goal(target=target), effect=effect)
    assert found.state == "not_due"
    assert found.interim.answer == answer
    assert found.interim.low < found.interim.estimate < found.interim.high
    assert (found.interim.days, found.interim.looked_at) == (59, date(2026, 4, 1))
    assert not found.interim.alarm
    assert "no verdict" in found.interim.text.en
    assert "не вывод" in found.interim.text.ru


@pytest.mark.parametrize(
    ("effect", "answer", "alarm"), [(-0.2, "off_track", True), (0.1, "on_track", False), (-0.03, "too_early", False)]
)
def test_a_guardrail_alarms_when_it_is_worse_than_allowed(effect, answer, alarm):
    found = looked(GUARD, goal(), effect=effect)
    assert (found.state, found.interim.answer, found.interim.alarm) == ("not_due", answer, alarm)


@pytest.mark.parametrize(
    ("day", "goals", "guards"), [(7, False, False), (8, False, True), (14, False, True), (15, True, True)]
)
def test_goals_are_looked_at_from_day_14_and_guardrails_from_day_7(day, goals, guards):
    """As of 8 February seven days of February are over."""
    as_of = date(2026, 2, day)
    assert (looked(as_of=as_of).interim is not None) is goals
    assert (looked(GUARD, goal(), as_of=as_of).interim is not None) is guards


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (goal(target="+0.1pp"), "the usual ups and downs are still far larger than the promise"),
        ({**GUARD, "margin": "0.1pp"}, "the usual ups and downs are still far larger than what is allowed"),
    ],
)
def test_a_range_far_wider_than_what_is_looked_for_is_not_told(keys, said):
    """The numbers are in the record for whoever wants them."""
    interim = looked(keys, goal(id="other"), effect=0.0).interim
    assert (interim.answer, said in interim.text.en) == ("too_early", True)
    assert "pp" not in interim.text.en
    assert interim.high - interim.low > 0.01


def test_a_named_influence_is_taken_off_before_the_end_too():
    """All visits of March are done with, whoever comes; the rollout does nothing."""
    table = visits()
    inside = ["2026-03-01" <= at[:10] < "2026-04-01" for at in table["at"]]
    table["done"] = [flag or during for flag, during in zip(table["done"], inside, strict=True)]
    named = [{"name": "open month", "from": "2026-03-01", "to": "2026-04-01"}]

    def seen(**changes):
        made = gp.project(project(goals=[goal(target=">= 70%")], **changes), sample_catalogue())
        return gp.score(made, {"sample.visit": table}, as_of=date(2026, 4, 1)).goals[0].interim

    assert seen().estimate > 0.08
    assert abs(seen(influences=named).estimate) < 0.03


def test_at_the_end_there_is_a_verdict_and_no_look():
    found = looked(as_of=date(2026, 6, 1))
    assert (found.state, found.interim) == ("achieved", None)


@pytest.mark.parametrize(
    "changes",
    [
        {"baseline": "unknown"},
        {"baseline": {"value": "62%", "source": "report"}},
        {"target": ">= 50%"},
        {"role": "negative_control", "target": None, "margin": "2pp"},
    ],
)
def test_where_nothing_is_promised_of_a_measured_baseline_there_is_no_look(changes):
    keys = {key: value for key, value in goal(**changes).items() if value is not None}
    assert looked(keys, goal(id="other")).interim is None


def unlooked(found):
    """The one sentence on why there is no look, in both languages."""
    (why,) = (reason for reason in found.reasons if reason.code.startswith("no_look"))
    return why.code, why.text.en, why.text.ru


def test_of_what_was_not_measured_before_the_level_so_far_is_told():
    code, en, ru = unlooked(looked(goal(baseline="unknown"), goal(id="other")))
    assert code == "no_look_without_baseline"
    assert "so far 7" in en
    assert "(пока 7" in ru


def test_other_instruments_than_before_are_no_reason_for_silence():
    """A parallel run, or none: what the verdict makes of them is not anticipated."""
    data = {
        "sample.visit": [
            {"name": "book", "timezone": "Europe/Moscow", "until": "2026-01-01"},
            {"name": "app", "timezone": "Europe/Moscow", "from": "2026-01-01"},
        ]
    }
    table = visits(effect=0.15)
    made = gp.project(project(data=data, goals=[goal(), GUARD]), sample_catalogue())
    card = gp.score(made, {"book": table, "app": table}, as_of=date(2026, 4, 1))
    for found in card.goals[:2]:
        assert (found.state, found.interim) == ("not_due", None)
        assert unlooked(found)[0] == "no_look_across_instruments"


def test_before_enough_days_are_over_it_says_how_many_it_takes():
    """As of 8 February seven days of February are over: enough for an alarm, not for a goal."""
    found = looked(goal(), GUARD, as_of=date(2026, 2, 8))
    assert unlooked(found) == (
        "no_look_yet",
        "no look yet: 7 days of the evaluation with data are over, 14 are needed",
        "промежуточной оценки ещё нет: с начала периода оценки данные есть за 7 дней, нужно 14",
    )


def test_before_the_evaluation_nothing_is_said_of_looks():
    found = looked(as_of=date(2026, 1, 20))
    assert not [reason for reason in found.reasons if reason.code.startswith("no_look")]


def test_the_interim_interval_is_wider_than_that_of_the_verdict():
    interim = looked(as_of=date(2026, 5, 31)).interim
    change = looked(as_of=date(2026, 6, 1)).change
    assert interim.high - interim.low > change.high - change.low
    assert interim.estimate == pytest.approx(change.effect, abs=0.01)


def test_a_look_is_in_the_json_and_comes_back():
    document = gp.project(project(), sample_catalogue())
    card = gp.score(document, {"sample.visit": visits(effect=0.15)}, as_of=date(2026, 4, 1))
    plain = card.to_dict()["goals"][0]["interim"]
    assert (plain["answer"], plain["looked_at"], plain["alarm"]) == ("on_track", "2026-04-01", False)
    assert gp.Scorecard.from_dict(card.to_dict()).goals[0].interim.low == plain["low"]
    assert "On track after 59 days" in card.to_html()
