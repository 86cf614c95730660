"""Numbers of a scorecard as people say them."""

import json

import pytest
from attrs import evolve
from goalposts.locale import Text
from goalposts.model.scorecard import (
    BreakEven,
    Change,
    Interval,
    Reason,
    SegmentLine,
    Segments,
    SegmentValue,
    TargetAnswer,
)
from goalposts.model.window_value import WindowValue
from goalposts.reporting import parts_view, phrasing, segment_view
from goalposts.reporting.break_even_text import break_even_sentence
from goalposts.reporting.range_bar import range_bar
from reporting.scorecards import bare_goal, goal, window


def plain(text: Text, language: str = "en") -> str:
    return text.get(language).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("change", "unit", "en", "ru"),
    [
        (0.08, "%", "+8 pp", "+8 п. п."),
        (-0.0304, "%", "−3 pp", "−3 п. п."),
        (0.0004, "%", "+0.04 pp", "+0,04 п. п."),
        (0.0, "%", "0 pp", "0 п. п."),
        (-30.0, "s", "−30 s", "−30 с"),
        (5400.0, "s", "+90 min", "+90 мин"),
        (47_000.0, "money", "+₽47,000", "+47 000 ₽"),
        (1.5, "", "+1.5", "+1,5"),
    ],
)
def test_a_change_has_its_sign_and_of_shares_percentage_points(change, unit, en, ru):
    shown = phrasing.difference(change, unit, "RUB")
    assert (plain(shown), plain(shown, "ru")) == (en, ru)


@pytest.mark.parametrize(
    ("target", "en", "ru"),
    [
        (TargetAnswer(">= 80%", "absolute", 0.8, "reached"), "≥ 80%", "≥ 80 %"),
        (TargetAnswer("at most 5 %", "absolute", 0.05, "reached"), "≤ 5%", "≤ 5 %"),
        (TargetAnswer("+5 п.п.", "points", None, "unknown"), "+5pp", "+5 п. п."),
        (TargetAnswer("х 2", "factor", None, "unknown"), "× 2", "× 2"),
        (TargetAnswer("better than before", "absolute", 0.8, "unknown"), "better than before", "better than before"),
        (TargetAnswer("+5pp", "points", 0.67, "reached"), "+5pp (to 67%)", "+5 п. п. (до 67 %)"),
        (TargetAnswer("-10%", "relative", 0.558, "reached"), "−10% (to 55.8%)", "−10 % (до 55,8 %)"),
        (TargetAnswer("-10%", "relative", None, "unknown"), "−10%", "−10 %"),
        (TargetAnswer("60% .. 70%", "band", 0.6, "reached", 0.7), "from 60% to 70%", "от 60 % до 70 %"),
        (TargetAnswer("60% .. 70%", "band", 0.7, "reached", 0.7), "60% .. 70%", "60 % .. 70 %"),
    ],
)
def test_a_promise_names_its_line(target, en, ru):
    shown = phrasing.promised(goal(target=target), "RUB")
    assert (plain(shown), plain(shown, "ru")) == (en, ru)


@pytest.mark.parametrize("line", [0.8, None])
@pytest.mark.parametrize(
    ("sign", "shown"),
    [
        *((sign, "≥") for sign in (">=", "≥", "at least", "At least", "AT  LEAST", "не менее", "Не менее")),
        *((sign, "≤") for sign in ("<=", "≤", "at most", "At most", "AT  MOST", "не более", "Не более")),
    ],
)
def test_every_sign_of_the_grammar_is_shown_with_its_side(sign, shown, line):
    """The page reads the promise as the project file does; a floor shown as a ceiling would turn the promise over."""
    said = phrasing.promised(goal(target=TargetAnswer(f"{sign} 80%", "absolute", line, "reached")), "RUB")
    assert (plain(said), plain(said, "ru")) == (f"{shown} 80%", f"{shown} 80 %")


@pytest.mark.parametrize(
    ("role", "margin", "expected"),
    [
        ("guardrail", 0.01, "worse by at most 1 pp"),
        ("guardrail", None, "must not get worse"),
        ("negative_control", 0.02, "must not move (±2 pp)"),
        ("negative_control", None, "must not move"),
        ("shadow", None, "–"),
        ("goal", None, "–"),
    ],
)
def test_without_a_target_the_role_says_what_is_allowed(role, margin, expected):
    assert plain(phrasing.promised(bare_goal("reported", role, margin=margin), "")) == expected


def test_what_is_missing_is_said_and_never_zero():
    assert phrasing.before_after(bare_goal("no_data"), "").en == "not measured"
    assert plain(phrasing.before_after(bare_goal("measurable", evaluation=window(0.9)), "")) == "not measured → 90%"
    assert phrasing.likely_range(bare_goal("no_data"), "") == phrasing.NOTHING
    assert phrasing.when(None) == phrasing.NOTHING
    assert phrasing.window_days(WindowValue(None, 0, 0, None, None)) == phrasing.NOTHING


def test_values_of_a_total_are_those_of_an_open_day():
    total = goal(unit="", baseline=window(1200.0), evaluation=window(1300.0), per_open_day=True)
    assert plain(phrasing.before_after(total, "")) == "1,200 → 1,300 per open day"
    assert phrasing.before_after(total, "").ru.endswith(" за день работы")
    assert plain(phrasing.before_after(evolve(total, per_open_day=False), "")) == "1,200 → 1,300"
    assert plain(phrasing.before_after(bare_goal("no_data", per_open_day=True), "")) == "not measured"


def test_a_window_ends_on_its_last_day():
    assert phrasing.window_days(window(0.6)).en == "1 September 2025 – 28 February 2026"


@pytest.mark.parametrize(("low", "said"), [(-11.0, "from"), (-21.0, "too wide to tell")])
def test_a_range_far_beyond_all_that_was_measured_says_nothing(low, said):
    """A total whose trend was led far beyond its data: from -3,445 where 28.6 a day were measured."""
    wide = goal(unit="", change=Change("unclear", 0.1, low=low, high=0.1))
    assert plain(phrasing.likely_range(wide, "")).startswith(said)


@pytest.mark.parametrize(
    ("low", "high", "after", "said"),
    [
        (-1.629, 1.777, 0.731, "too wide to tell"),
        (-0.2, 0.75, 0.731, "from −20 pp"),
        (-1.629, 1.777, 3.1, "from −162.9 pp"),
    ],
)
def test_a_range_of_a_share_that_is_wider_than_all_shares_says_nothing(low, high, after, said):
    """What lies above one is no share of a whole, such as revenue for each unit of cost."""
    wide = goal(evaluation=window(after), change=Change("unclear", 0.1, low=low, high=high))
    assert plain(phrasing.likely_range(wide, "")).startswith(said)


@pytest.mark.parametrize(("before", "margin", "segment"), [(5.755, "±0.58", "0.46"), (0.9, "±0.5755", "0.4573")])
def test_one_kpi_has_the_same_digits_everywhere(before, margin, segment):
    """Beside a level of 1 or more no third decimal stands anywhere: promise, effect, bar, segments, parts."""
    lines = (SegmentLine("north", SegmentValue(0.45731, 9, 9), SegmentValue(0.45731, 9, 9)),)
    shown = evolve(
        bare_goal("unclear", "negative_control", unit="", margin=0.5755),
        baseline=window(before),
        evaluation=window(before + 0.1),
        change=Change("unclear", 0.1, low=-0.50829, high=0.5755),
        segments=(Segments("owner", lines),),
    )
    told = json.dumps(range_bar(shown, "", "en"), ensure_ascii=False)

    assert margin in phrasing.promised(shown, "").en
    assert phrasing.likely_range(shown, "").en == f"from −{'0.51' if before > 1 else '0.5083'} to +{margin[1:]}"
    assert f"allowed {margin}" in told
    assert segment_view.largest(shown, shown.segments[0], "").en == f"north {segment} → {segment}"
    assert parts_view.part_size(shown, 0.5755, "").en == f"+{margin[1:]}"


def test_a_wide_range_that_leaves_zero_out_is_shown():
    """It says at least which way; the state beside it rests on that."""
    down = goal(change=Change("worse", -9.0, low=-21.0, high=-1.0))
    assert plain(phrasing.likely_range(down, "")).startswith("from")


def test_the_likely_range_is_that_of_the_effect():
    assert plain(phrasing.likely_range(goal(), "RUB")) == "from +3 pp to +13 pp"


def test_a_score_that_is_known_is_one_number():
    assert phrasing.score_in_words(Interval(66.0, 66.0)).en == "66 out of 100"
    assert phrasing.score_in_words(Interval(41.0, 66.0)).ru.startswith("от 41 до 66 из 100")
    assert phrasing.score_in_words(None).en == "no score"


def test_reasons_are_said_once():
    reasons = (Reason("a", "one"), Reason("b", "two"), Reason("c", "two"))
    said = phrasing.one_line_reason(goal(reasons=reasons))
    assert said.en == "One."
    assert [text.en for text in phrasing.further_reasons(reasons, said)] == ["Two."]
    assert phrasing.one_line_reason(bare_goal("no_data")).en == "There is nothing to measure this by after go-live."


def test_a_clause_becomes_a_sentence_once():
    assert phrasing.sentence(Text(en="no events", ru="событий нет.")) == Text(en="No events.", ru="Событий нет.")


def test_a_change_for_the_worse_keeps_no_share_of_the_promise():
    assert phrasing.attained(goal(attainment=-0.3)) is None
    assert phrasing.attained(goal(attainment=0.44)).en == "44%"


def test_break_even_counts_units_of_benefit():
    said = plain(break_even_sentence(BreakEven(12e6, "RUB", "order", 5000.0, 2400.0)))
    assert said == (
        "The rollout cost ₽12,000,000. One unit of benefit (order) brings ₽5,000, so 2,400 of them pay for it."
    )


def test_an_interval_open_on_one_side_is_not_shown():
    assert phrasing.likely_range(goal(change=Change("unclear", 0.1, low=0.0)), "") == phrasing.NOTHING


def test_what_is_worth_it_and_unprovable_is_said_so():
    even = BreakEven(1.5e6, "RUB", "order", 5e5, 3.0, 3, 3.0, 0.5768, 0.02, 0.1293, provable=False)
    said = plain(break_even_sentence(even))
    assert "3 are expected; 3 or more come with a probability of 58%." in said
    assert "They are 2 pp of the opportunities, and only 12.9 pp or more can be told from chance there" in said
    assert "worth it and unprovable" in said
    assert "не доказать" in break_even_sentence(even).ru


def test_what_can_be_proved_is_not_called_unprovable():
    even = BreakEven(1.5e7, "RUB", "order", 5e5, 30.0, 30, None, None, 0.2, 0.1293, provable=True)
    said = plain(break_even_sentence(even))
    assert said.endswith("They are 20 pp of the opportunities; 12.9 pp or more can be told from chance there.")
