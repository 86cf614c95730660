"""The states of one goal, in the order of the contract; each test changes one fact."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from evidence import EVALUATION, effect, evidence, resolved, state, window
from goalposts.model.effects import EffectParts, GateFailure
from goalposts.verdict import reasons
from goalposts.verdict.judge import judge
from hypothesis import given
from hypothesis import strategies as st

BETTER, WORSE = effect(0.15, 0.10, 0.20), effect(-0.05, -0.08, -0.02)
AROUND_ZERO, WIDE = effect(0.01, -0.03, 0.05), effect(0.05, -0.2, 0.3)


@pytest.mark.parametrize(
    ("after", "change", "expected"),
    [
        (0.75, BETTER, "achieved"),
        (0.68, BETTER, "improved"),
        (0.75, AROUND_ZERO, "reached_unproven"),
        (0.75, WIDE, "reached_unproven"),
        (0.55, WORSE, "worsened"),
        (0.61, AROUND_ZERO, "unchanged"),
        (0.65, WIDE, "inconclusive"),
    ],
)
def test_target_and_change_make_the_state(after, change, expected):
    """The promise is 10 points; the interval of the effect is held against 0 and against the promise."""
    assert state(evidence(after=after, change=change)) == expected


def test_the_order_of_the_data_states():
    """Not due, invalid, not comparable, no data, measurable: the first that fits wins over all later ones."""
    failing = evidence(
        change=BETTER,
        due=date(2026, 6, 1),
        invalid=(reasons.quarantined("book", 0.2),),
        evaluation=window(0.75, EVALUATION, "app"),
    )

    states = [state(failing)]
    for mended in ({"due": None}, {"invalid": ()}, {"evaluation": window(None, EVALUATION)}):
        failing = evolve(failing, **mended)
        states.append(state(failing))
    states.append(state(evidence(before=None)))

    assert states == ["not_due", "invalid", "not_comparable", "no_data", "measurable"]


def test_data_states_show_no_effect():
    """What may not be judged shows no interval that a reader could judge by, but its values."""
    scored = judge(evidence(change=BETTER, invalid=(reasons.quarantined("book", 0.2),)), 0.001)

    assert (scored.change.effect, scored.attainment, scored.grade) == (None, None, None)
    assert (scored.baseline.value, scored.evaluation.value) == (0.6, 0.75)


def test_failed_gates_are_inconclusive_with_the_reason():
    """Too few days: no effect is given at all."""
    failure = GateFailure("too_few_days", "baseline", (("days", 14.0), ("needed", 28.0)))

    scored = judge(evidence(failures=(failure,)), None)

    assert (scored.state, scored.change.answer) == ("inconclusive", "unclear")
    assert scored.reasons[0].text.en == "too few days: the baseline has 14 days of data, 28 are needed"


def test_counting_the_goals_can_unconfirm_a_change():
    """Better alone, but not among all goals: unclear, and the reason says why."""
    scored = judge(evidence(change=BETTER), 0.06)

    assert (scored.state, scored.change.answer) == ("reached_unproven", "unclear")
    assert "not_confirmed_among_goals" in [reason.code for reason in scored.reasons]


def test_a_promise_may_be_ruled_out_without_being_unchanged():
    """L <= -promise and U < promise: neither better, worse nor equivalent."""
    scored = judge(evidence(after=0.6, change=effect(-0.03, -0.12, 0.06)), 0.5)

    assert (scored.state, scored.change.answer) == ("inconclusive", "unclear")
    assert "promise_ruled_out" in [reason.code for reason in scored.reasons]


@pytest.mark.parametrize(
    ("low", "long", "expected"), [(0.11, True, "proved"), (0.11, False, "likely"), (0.05, True, "likely")]
)
def test_proof_needs_the_whole_promise_and_enough_days(low, long, expected):
    """The promise is 10 points; proved when even the lower end keeps it over 56 and 28 days."""
    made = evidence(after=0.78, change=effect(0.18, low, 0.2, long=long))

    assert judge(made, 0.001).confidence == expected


def test_a_line_that_was_met_before_cannot_be_achieved_by_standing_still():
    """Without a promise to keep there is no equivalence, and the reader is told."""
    scored = judge(evidence(before=0.72, after=0.73, change=AROUND_ZERO), 0.5)

    assert (scored.state, scored.attainment) == ("reached_unproven", None)
    assert "line_already_met" in [reason.code for reason in scored.reasons]


def test_down_is_good_for_some():
    """The same numbers turned round: an effect of -15 % on a wait of 100 s promised down by 10 %."""
    goal = resolved(kpi="sample.mean_wait", target="-10%")
    made = evidence(before=100.0, after=85.0, change=effect(-15.0, -18.0, -12.0), goal=goal)
    scored = judge(made, 0.001)

    assert (scored.state, scored.confidence, scored.direction_ok) == ("achieved", "proved", True)
    assert scored.attainment == pytest.approx(1.5)
    assert scored.target.line == pytest.approx(90.0)


@pytest.mark.parametrize(
    ("before", "after", "change", "expected"),
    [
        (100.0, 55.0, effect(-45.0, -50.0, -40.0), "achieved"),
        (20.0, 45.0, effect(25.0, 20.0, 30.0), "achieved"),
        (100.0, 70.0, effect(-30.0, -35.0, -25.0), "improved"),
        (100.0, 130.0, effect(30.0, 25.0, 35.0), "worsened"),
        (50.0, 55.0, effect(5.0, 4.0, 6.0), "reached_unproven"),
    ],
)
def test_a_band_is_reached_from_either_side(before, after, change, expected):
    """The line is the edge nearer to the baseline; from inside the band no direction is good."""
    goal = resolved(kpi="sample.visits", target="40 .. 60")

    assert state(evidence(before=before, after=after, change=change, goal=goal)) == expected


@pytest.mark.parametrize(
    ("change", "margin", "expected"),
    [
        (effect(-0.05, -0.08, -0.03), "2pp", "broken"),
        (effect(-0.01, -0.015, 0.01), "2pp", "safe"),
        (effect(-0.02, -0.05, 0.01), "2pp", "not_shown_safe"),
        (effect(-0.01, -0.02, -0.005), None, "broken"),
        (effect(-0.05, -0.08, -0.07), "10%", "broken"),
    ],
)
def test_guardrails(change, margin, expected):
    """Broken below the margin, safe above it, else not shown safe; without a margin any worsening counts."""
    goal = resolved(role="guardrail", target=None, margin=margin)

    assert state(evidence(change=change, goal=goal)) == expected


def test_a_guardrail_that_fails_a_gate_is_not_shown_safe():
    """It is not inconclusive: nothing was shown."""
    goal = resolved(role="guardrail", target=None, margin="2pp")
    failure = GateFailure("too_few_days", "baseline", (("days", 14.0), ("needed", 28.0)))

    assert state(evidence(goal=goal, failures=(failure,))) == "not_shown_safe"
    assert state(evidence(goal=goal, due=date(2026, 6, 1))) == "not_due"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (effect(0.05, 0.01, 0.09), "moved"),
        (effect(0.0, -0.01, 0.01), "still"),
        (effect(0.0, -0.05, 0.05), "unclear"),
    ],
)
def test_negative_controls(change, expected):
    """Moved either way, still inside the margin, else unclear."""
    goal = resolved(role="negative_control", target=None, margin="2pp")

    assert state(evidence(change=change, goal=goal)) == expected


def test_shadows_are_reported_whatever_happened():
    """They decide nothing."""
    goal = resolved(role="shadow", target=None)

    assert state(evidence(change=WORSE, goal=goal)) == "reported"
    assert state(evidence(before=None, after=None, goal=goal)) == "reported"


@given(
    line=st.floats(0.05, 0.95),
    looser=st.floats(0.0, 0.5),
    before=st.floats(0.0, 1.0),
    after=st.floats(0.0, 1.0),
)
def test_loosening_a_target_never_turns_reached_into_missed(line, looser, before, after):
    """For floors and ceilings alike."""
    for sign, kpi, lower in ((">=", "sample.done_share", -looser), ("<=", "sample.visits", looser)):
        unit, scale = ("%", 100) if kpi == "sample.done_share" else ("", 1)
        tight = resolved(kpi=kpi, target=f"{sign} {line * scale:.6f}{unit}")
        loose = resolved(kpi=kpi, target=f"{sign} {max((line + lower) * scale, 0):.6f}{unit}")
        answers = [judge(evidence(before, after, goal=goal), None).target.answer for goal in (tight, loose)]
        assert answers != ["reached", "not_reached"]


def test_a_kpi_that_never_varies_can_still_reach_its_target():
    """No interval can be given, but that is no failed gate: reached, and nothing proved of the change."""
    still = (GateFailure("no_variation", "both"),)

    assert state(evidence(before=0.0, after=1.0, failures=still)) == "reached_unproven"
    assert state(evidence(before=0.0, after=0.5, failures=still)) == "inconclusive"


def test_a_band_decides_what_is_better_even_of_a_kpi_with_a_direction():
    """From above the band, down into it: achieved, held against the nearer edge."""
    goal = resolved(target="60% .. 70%")
    scored = judge(evidence(before=0.9, after=0.65, change=effect(-0.25, -0.27, -0.23), goal=goal), 0.001)

    assert (scored.state, scored.direction, scored.confidence) == ("achieved", "band", "proved")
    assert scored.attainment == pytest.approx(1.0)


def test_going_beyond_a_band_attains_less():
    """From 0.5 through the band 0.6 .. 0.7 to 0.75: the promise was 0.1, and 0.05 beyond is half of it."""
    goal = resolved(target="60% .. 70%")
    scored = judge(evidence(before=0.5, after=0.75, change=effect(0.25, 0.2, 0.3), goal=goal), 0.001)

    assert (scored.state, scored.attainment) == ("improved", pytest.approx(0.5))


def test_a_relative_promise_of_zero_draws_no_line():
    """Ten per cent more than nothing is nothing; the reader is told instead."""
    goal = resolved(kpi="sample.visits", target="+10%")
    scored = judge(evidence(before=0.0, after=5.0, change=effect(5.0, 4.0, 6.0), goal=goal), 0.001)

    assert (scored.target.line, scored.target.answer) == (None, "unknown")
    assert "relative_to_zero" in [reason.code for reason in scored.reasons]


@pytest.mark.parametrize(
    ("trend", "season", "rollout", "said"),
    [(0.04, 0.06, 0.05, True), (0.0, 0.1, 0.05, True), (0.02, 0.02, 0.11, False), (-0.1, 0.02, 0.23, False)],
)
def test_what_is_reached_by_season_and_trend_is_called_so(trend, season, rollout, said):
    """First, since the first page has room for one reason; not where the rollout made most of the change."""
    change = evolve(effect(rollout, rollout - 0.2, rollout + 0.2, 0.4), parts=EffectParts(trend, season, rollout, 0.0))
    scored = judge(evidence(before=0.6, after=0.75, change=change), 0.4)

    assert scored.state == "reached_unproven"
    assert (scored.reasons[0].code == "came_anyway") is said


@pytest.mark.parametrize(("before", "after"), [(0.65, 0.70), (0.55, 0.60), (0.7, 0.75)])
def test_a_value_on_the_line_reaches_it(before, after):
    """Whatever binary fractions make of `+5pp`."""
    scored = judge(evidence(before=before, after=after, goal=resolved(target="+5pp")), None)

    assert scored.target.answer == "reached"


def test_a_declared_baseline_claims_neither_trend_nor_season():
    """Its design, parts and remarks are its own."""
    change = effect(0.25, 0.2, 0.3, design="level against a declared number")
    scored = judge(evidence(before=0.5, after=0.75, change=change, declared=True), 0.001)

    assert scored.attribution.design == "level against a declared number"
    assert scored.attribution.parts == {}
    assert [reason.code for reason in scored.reasons] == ["declared_baseline"]


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (evidence(after=0.65, change=WIDE), "within_noise"),
        (evidence(change=BETTER), "grade_d"),
        (evidence(change=evolve(BETTER, volume_changed=True)), "volume_changed"),
        (evidence(evaluation=window(0.75, EVALUATION, "app")), "unlike_windows"),
        (evidence(before=None, why_no_baseline=reasons.empty("baseline", any_rows=False)), "baseline_empty"),
        (evidence(before=None, why_no_baseline=reasons.empty("baseline", any_rows=True)), "baseline_nothing_counts"),
        (evidence(before=None), "baseline_unknown"),
        (evidence(after=None, why_no_evaluation=reasons.empty("evaluation", any_rows=True)), "no_denominator"),
        (evidence(goal=resolved(role="guardrail", target=None), change=BETTER), "no_margin"),
        (evidence(notes=(reasons.many_unknown(0.4),), change=BETTER), "unknown_rows"),
        (evidence(notes=(reasons.guardrail_unavailable("x.y"),), change=BETTER), "guardrail_unavailable"),
        (
            evidence(
                goal=resolved(role="shadow", target=None),
                after=None,
                why_no_evaluation=reasons.empty("evaluation", any_rows=False),
            ),
            "no_events",
        ),
    ],
)
def test_every_reason_has_its_occasion(made, code):
    """The codes that a scorecard may carry, each from the facts that call for it."""
    assert code in [reason.code for reason in judge(made, 0.001).reasons]


def test_only_a_measured_level_is_grade_e():
    """A change without diagnostics is D, a level without a baseline E, a refusal has none."""
    graded = [judge(made, 0.001).grade for made in (evidence(change=BETTER), evidence(before=None), evidence())]

    assert graded == ["D", "E", None]
