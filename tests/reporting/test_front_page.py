"""The first page: the outcome in one sentence, what is broken before all, what is open and until when."""

import pytest
from attrs import evolve
from goalposts.locale import Text
from goalposts.model.scorecard import ProjectScore, Reason
from goalposts.reporting import html
from goalposts.reporting.front_page import front_page, outcome, reading_order
from reporting.scorecards import AS_OF, END, bare_goal, card, goal


def named(state, role="goal", **others):
    return bare_goal(
        state, role, id=others.pop("id", state + role), statement=others.pop("statement", f"{state} {role}"), **others
    )


def test_the_sentence_names_what_is_broken_and_counts_the_goals():
    shown = card(named("achieved"), named("inconclusive"), named("measurable"), named("broken", "guardrail"))
    said = outcome(shown)
    assert said.en == (
        "The guardrail “broken guardrail” is broken; of 3 goals: 1 achieved, 1 undecided, 1 now measurable."
    )
    assert said.ru == (
        "Нарушен ограничитель «broken guardrail»; из 3 целей: достигнуто — 1, без вывода — 1, теперь измеримо — 1."
    )


def test_several_broken_guardrails_are_all_named():
    goals = (bare_goal("broken", "guardrail", id=name, statement=name) for name in "ab")
    said = outcome(card(*goals))
    assert said.en == "The guardrails “a”, “b” are broken."
    assert said.ru == "Нарушены ограничители «a», «b»."


@pytest.mark.parametrize(
    ("count", "en", "ru"), [(2, "Of 2 goals:", "Из 2 целей:"), (21, "Of 21 goals:", "Из 21 цели:")]
)
def test_goals_are_counted_in_the_form_that_the_number_asks_for(count, en, ru):
    said = outcome(card(*(bare_goal("improved", id=str(place)) for place in range(count))))
    assert said.en.startswith(en)
    assert said.ru.startswith(ru)


def test_a_single_goal_is_not_counted():
    assert outcome(card(named("worsened"))).en == "The only goal: worsened."


def test_everything_that_is_not_decided_counts_as_undecided():
    states = ("not_due", "invalid", "not_comparable", "no_data", "inconclusive", "reached_unproven")
    assert outcome(card(*map(named, states))).en == "Of 6 goals: 6 undecided."


def test_what_is_undecided_is_called_as_in_its_line():
    open_goals = [named("reached_unproven"), named("not_comparable"), named("achieved")]
    assert outcome(card(*open_goals)).en == (
        "Of 3 goals: 1 achieved, 2 undecided (1 reached, not proven; 1 not comparable)."
    )
    assert outcome(card(*open_goals[:1], named("achieved"))).ru == (
        "Из 2 целей: достигнуто — 1, без вывода — 1 (достигнуто, не доказано)."
    )


@pytest.mark.parametrize(
    ("states", "en", "ru"),
    [
        (["safe"], "the only guardrail: safe.", "единственный ограничитель: в норме."),
        (["safe", "safe"], "of 2 guardrails: 2 safe.", "из 2 ограничителей: в норме — 2."),
        (
            ["not_shown_safe", "safe", "safe"],
            "of 3 guardrails: 1 not shown safe, 2 safe.",
            "из 3 ограничителей: норма не подтверждена — 1, в норме — 2.",
        ),
    ],
)
def test_guardrails_that_hold_are_counted_too(states, en, ru):
    said = outcome(
        card(named("achieved"), *(named(state, "guardrail", id=f"{place}") for place, state in enumerate(states)))
    )
    assert said.en.endswith(f"he only goal: achieved; {en}")
    assert said.ru.endswith(f"динственная цель: достигнуто; {ru}")


def test_without_goals_there_is_nothing_to_judge():
    assert outcome(card(verdict=None)).en == "There are no goals to pass or fail, only figures."


def test_broken_guardrails_stand_first_and_observations_last():
    goals = (
        named("reported", "shadow"),
        named("safe", "guardrail"),
        named("achieved"),
        named("still", "negative_control"),
        named("broken", "guardrail"),
        named("no_data"),
    )
    assert reading_order(goals) == (5, 3, 6, 2, 4, 1)


def test_what_is_not_due_is_known_on_its_day():
    questions = front_page(card(named("not_due", due=AS_OF.replace(month=12)), named("achieved"))).questions
    assert [(question.place, question.known.en) for question in questions] == [(1, "Known on 5 December 2026.")]


def test_a_day_that_is_over_is_not_promised_again():
    """Cases that are still followed up make a goal wait beyond its day."""
    (question,) = front_page(card(named("not_due", due=END))).questions
    assert "2026" not in question.known.en
    assert "followed up" in question.known.en


@pytest.mark.parametrize("state", ["inconclusive", "reached_unproven"])
def test_an_evaluation_that_is_over_promises_no_answer(state):
    (question,) = front_page(card(named(state))).questions
    assert question.known.en.startswith("Not from these data")
    assert question.known.ru.startswith("По этим данным — никогда")


def known_of(code, language):
    goal = evolve(named("not_comparable"), reasons=(Reason(code, Text(en="why", ru="почему")),))
    (question,) = front_page(card(goal)).questions
    return question.known.get(language)


@pytest.mark.parametrize("code", ["unlike_windows", "bridge_too_short", "bridge_truncated"])
def test_what_another_parallel_run_would_settle_is_said_so(code):
    """Not that days could be added to the run that is over."""
    assert "at least 14 days" in known_of(code, "en")
    assert "не меньше 14 дней" in known_of(code, "ru")


@pytest.mark.parametrize("code", ["bridge_of_histories", "bridge_inside_window", "bridge_without_factor"])
def test_where_no_parallel_run_helps_the_level_is_left(code):
    assert known_of(code, "en").startswith("Not from these data, and no parallel run would help.")
    assert "уровне, который показывает новая система" in known_of(code, "ru")


def flips(*ids):
    goals = (named("improved"), named("no_data"))
    return front_page(card(*goals, verdict="partial", **project(ids))).flips


def project(ids):
    return {"project": ProjectScore("CRM", "partial", None, (), ids)}


def test_the_goal_that_would_change_the_verdict_is_named():
    assert flips("improvedgoal").en.startswith("The verdict hangs on “improved goal”:")
    assert "“improved goal”, “no_data goal”" in flips("improvedgoal", "no_datagoal").en
    assert flips("improvedgoal").ru == (
        "Вывод держится на цели «improved goal»: будь её итог иным, изменился бы и весь вывод."
    )
    assert flips().en == "No single goal, decided the other way, would change the verdict."


def test_a_broken_guardrail_is_what_the_verdict_hangs_on():
    """Not: that nothing would change it, which would be wrong of the guardrail itself."""
    one, two = (bare_goal("broken", "guardrail", id=name, statement=name) for name in ("paper", "lost"))
    said = [front_page(card(named("improved"), *own, **project(()))).flips for own in ((one,), (one, two))]
    assert said[0].en == "As long as the guardrail “paper” is broken, the rollout has failed, whatever the goals say."
    assert said[1].ru == (
        "Пока нарушены ограничители, внедрение считается неудачным, каковы бы ни были итоги по целям: «paper», «lost»."
    )


def test_nothing_flips_where_nothing_is_judged():
    assert front_page(card(verdict=None)).flips is None


def test_a_day_that_all_goals_share_is_said_once():
    both = card(named("achieved", due=END), named("safe", "guardrail", due=END))
    assert front_page(both).due.en == "1 October 2026"
    assert front_page(card(named("achieved", due=END), named("no_data"))).due is None
    assert html(both, "en").split('<h2 class="next-page">')[0].count("1 October 2026") == 1


def test_a_name_of_ten_thousand_letters_is_cut_in_the_sentence():
    said = outcome(card(bare_goal("broken", "guardrail", statement="я" * 10_000)))
    assert len(said.en) < 200
    assert "…" in said.en


def test_the_page_shows_broken_guardrails_before_all_else():
    page = html(card(goal(statement="Fast"), evolve(named("broken", "guardrail"), statement="Watched")), "en")
    table = page[page.index('class="goals"') :]
    assert table.index("Watched") < table.index("Fast")
