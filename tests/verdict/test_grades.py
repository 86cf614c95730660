"""The grade of a change, and the sentences that go with it."""

from __future__ import annotations

import pytest
from attrs import evolve
from evidence import effect, evidence, resolved
from goalposts.inference.influences import LIKE_OTHERS, NEVER_VARIES, NO_ROOM, WITH_GO_LIVE
from goalposts.locale import Text
from goalposts.model.effects import Check
from goalposts.verdict.judge import judge

PASSED = Check("a", passed=True, id="D1", caps="D", text=Text.of("well"))
INFORMS = Check("b", passed=None, text=Text.of("so"))
CAPPING = Check("c", passed=False, caps="D", text=Text.of("it hangs on one week"))
TOLD = Check("d", passed=False, text=Text.of("it still moves"))
GAIN = (0.15, 0.10, 0.20)


def graded(checks, *, long=True, design="interrupted time series"):
    """The grade and the codes of the reasons of a change."""
    found = judge(evidence(change=effect(*GAIN, long=long, checks=checks, design=design)), 0.001)
    return found.grade, [reason.code for reason in found.reasons]


@pytest.mark.parametrize(
    ("checks", "long", "grade", "codes"),
    [
        ((PASSED, INFORMS), True, "C", ["grade_c"]),
        ((PASSED, TOLD), True, "C", ["grade_c", "check_failed"]),
        ((PASSED, CAPPING), True, "D", ["grade_d", "check_failed"]),
        ((PASSED,), False, "D", ["grade_d", "too_short_to_attribute"]),
        ((), True, "D", ["grade_d"]),
    ],
)
def test_length_and_checks_make_the_grade(checks, long, grade, codes):
    assert graded(checks, long=long) == (grade, codes)


def test_a_comparison_group_is_better_evidence_and_says_so():
    assert graded((PASSED,), design="difference in differences") == ("B", ["grade_b"])


def test_every_failed_check_says_its_sentence():
    found = judge(evidence(change=effect(*GAIN, checks=(CAPPING, TOLD))), 0.001)
    assert [reason.text.en for reason in found.reasons[1:]] == ["it hangs on one week", "it still moves"]


def test_where_nothing_moved_no_grade_is_explained():
    """The grade is there, but a sentence about a move would be none."""
    found = judge(evidence(after=0.61, change=effect(0.01, -0.03, 0.05, checks=(CAPPING,))), 0.5)
    assert (found.state, found.grade) == ("unchanged", "D")
    assert not {"grade_d", "check_failed"} & {reason.code for reason in found.reasons}


@pytest.mark.parametrize("code", [NEVER_VARIES, WITH_GO_LIVE, LIKE_OTHERS, NO_ROOM])
def test_every_influence_left_out_is_named_with_its_reason(code):
    change = evolve(effect(*GAIN), influences_left_out=(("new offices", code),))
    (reason,) = [one for one in judge(evidence(change=change), 0.001).reasons if one.code == code]
    assert "new offices" in reason.text.en
    assert "new offices" in reason.text.ru


def test_a_broken_guardrail_is_explained_by_its_grade_too():
    goal = resolved(role="guardrail", target=None, margin="1pp")
    found = judge(evidence(goal=goal, after=0.4, change=effect(-0.2, -0.25, -0.15, checks=(PASSED,))), None)
    assert (found.state, found.grade) == ("broken", "C")
    assert "grade_c" in [reason.code for reason in found.reasons]
