"""Several verdicts one under the other: a mark wherever something but the time changed."""

from datetime import date

import pytest
from attrs import evolve
from goalposts.locale import Text
from goalposts.model.interim import Interim
from goalposts.model.provenance import Engine, Inputs, LockState
from goalposts.model.scorecard import TargetAnswer
from goalposts.reporting import history
from goalposts.reporting.history_breaks import goal_breaks, project_breaks, project_mark
from reporting.scorecards import EVALUATION, amended, bare_goal, card, goal, window
from reporting.test_html import Page

EARLIER = date(2026, 7, 1)


def test_time_alone_breaks_nothing():
    """State, values, effect and grade may all move: that is what the history is for."""
    later = evolve(goal("achieved"), evaluation=evolve(goal().evaluation, value=0.81, n=5), grade="B")
    assert goal_breaks(goal("not_due"), later) == ()
    assert project_breaks(card(goal(), as_of=EARLIER), card(goal())) == ()


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("recipe", {"recipe": "sha256:00"}),
        ("unit", {"unit": "s"}),
        ("instrument", {"evaluation": window(0.7, EVALUATION, date(2026, 10, 1), instrument=("third",))}),
        ("target", {"target": TargetAnswer(">= 70%", "absolute", 0.70, "reached")}),
        ("target", {"margin": 0.02}),
        ("baseline", {"baseline": window(0.63)}),
        ("windows", {"baseline": window(0.62, end=date(2026, 2, 1))}),
    ],
)
def test_whatever_else_changes_is_a_break(name, change):
    assert goal_breaks(goal(), goal(**change)) == (name,)


def test_a_source_that_starts_to_measure_is_no_break():
    """Before the evaluation nothing measured it; that the new system does so then is the plan."""
    empty = goal(evaluation=window(None, EVALUATION, date(2026, 10, 1), instrument=()))
    assert goal_breaks(empty, goal()) == ()


def test_another_method_is_a_break_but_none_yet_is_not():
    other = goal(change=evolve(goal().change, method="its-ewc-by-week"))
    assert goal_breaks(goal(), other) == ("method",)
    assert goal_breaks(goal(change=evolve(goal().change, method="")), other) == ()


def test_a_project_breaks_with_its_goals_its_seal_and_its_engine():
    before = card(goal())
    assert project_breaks(before, card(goal(), goal(id="new"))) == ("goals",)
    assert project_breaks(before, card(goal(), lock=LockState("locked", "sha256:other"))) == ("seal",)
    assert project_breaks(before, card(goal(), engine=Engine("0.2.0", {"contact_center": "0.1.0"}))) == ("engine",)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Not comparable with the line above: the KPI is computed differently"),
        ("ru", "Несопоставимо со строкой выше: показатель считается иначе"),
    ],
)
def test_verdicts_stand_in_the_order_of_their_days(language, said):
    """Whatever the order in which they are read."""
    older = card(goal("not_due", recipe="sha256:00"), as_of=EARLIER)
    text = history([card(goal("achieved")), older], language)
    page = Page(text)
    assert not page.open
    assert page.shown.count(said) == 1
    assert page.shown.index("2026", page.shown.index("1 июля" if language == "ru" else "1 July")) < page.shown.index(
        said
    )


def test_a_goal_that_came_later_is_absent_before():
    text = history([card(goal(), as_of=EARLIER), card(goal(), bare_goal("achieved", id="new", statement="New"))], "en")
    assert "not among the goals" in text
    assert "other goals" in text


def test_hostile_names_are_harmless():
    page = Page(history([card(goal(statement="<script>alert(1)</script>"))], "en"))
    assert "script" not in {tag for tag, _ in page.tags}


def look(answer, *, alarm=False):
    return Interim(answer, 23.2, 20.4, 26.0, date(2026, 4, 15), 38, Text.of("alarm after 38 days"), alarm=alarm)


@pytest.mark.parametrize(
    ("answer", "alarm", "language", "said"),
    [
        ("off_track", True, "en", "not due yet: alarm"),
        ("off_track", False, "en", "not due yet: off track"),
        ("on_track", False, "ru", "срок не наступил: идёт по плану"),
    ],
)
def test_a_look_on_the_way_is_told_with_its_numbers(answer, alarm, language, said):
    shown = Page(history([card(goal("not_due", unit="s", interim=look(answer, alarm=alarm)))], language)).shown
    assert said in shown
    assert ("from +20.4" if language == "en" else "от +20,4") in shown


@pytest.mark.parametrize(("language", "said"), [("en", "too early to say"), ("ru", "пока сказать нельзя")])
def test_a_look_that_is_wider_than_all_shares_shows_no_numbers(language, said):
    wide = Interim("too_early", 0.07, -1.629, 1.777, date(2026, 4, 15), 38, Text.of("too early"))
    shown = Page(history([card(goal("not_due", interim=wide))], language)).shown
    assert said in shown
    assert "162" not in shown


def documented(within, sources=("old-pbx",), **others):
    """A verdict with the document that it was scored by."""
    entry = {"id": "faster-answers", "kpi": "contact_center.service_level", "with": {"within": f"{within} s"}}
    data = {"contact_center.call": [{"name": name, "fields": {}} for name in sources]}
    known = {"statement": f"answered within {within} s", "recipe": f"sha256:{within}{sources}"} | others
    document = Inputs({"goals": [entry], "data": data})
    return card(goal(**known), inputs=document)


def test_a_mark_says_who_amended_what_when_and_why():
    before, after = evolve(documented(20), as_of=EARLIER), evolve(documented(30), lock=amended())
    shown = Page(history([before, after], "en")).shown
    line = shown[shown.index("Not comparable with the line above: the KPI") :].split("Not comparable")[1]
    for said in ("{within: 20 s} → {within: 30 s}", "12 May 2026", "Head of IT", "a typing mistake"):
        assert said in line


def test_no_heading_claims_what_older_rows_did_not_measure():
    shown = Page(history([evolve(documented(20), as_of=EARLIER), documented(30)], "en")).shown
    tables = shown[shown.index("Service level (faster-answers)") :]
    assert tables.index("answered within 20 s") < tables.index("1 July 2026") < tables.index("answered within 30 s")


def test_a_source_of_another_name_is_no_other_way_to_compute():
    other = window(0.62, instrument=("old-acd",))
    renamed = documented(20, ("old-acd",), baseline=other)
    text = history([evolve(documented(20), as_of=EARLIER), renamed], "en")
    assert "another source measures, or it has another name" in text
    assert "computed differently" not in text


def test_the_project_has_the_mark_of_its_goals():
    before = evolve(documented(20), as_of=EARLIER)
    mark = project_mark(before, documented(20, ("old-acd",), baseline=window(0.62, instrument=("old-acd",))))
    assert mark is not None
    assert mark.en == "of goals: another source measures, or it has another name"
    assert project_mark(before, documented(20)) is None


def test_the_top_says_where_we_stand_and_what_changed():
    steady = bare_goal("safe", id="steady", statement="Steady")
    cards = [
        card(goal("not_due", statement="Fast"), steady, as_of=EARLIER),
        card(goal("broken", statement="Fast"), steady),
    ]
    shown = Page(history(cards, "en")).shown
    top = shown[: shown.index("The project")]
    assert "Since 1 July 2026" in top
    assert "Fast: not due yet → broken" in top
    assert "Steady" not in top
    assert "No goal changed its state." in Page(history([cards[1], evolve(cards[1], as_of=EARLIER)], "en")).shown
