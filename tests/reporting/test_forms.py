"""Months, Markdown, workbook and pictures: the same figures as the page, harmless whatever the data hold."""

import re
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from attrs import evolve
from goalposts.model.scorecard import Series, TargetAnswer
from goalposts.model.stretch import Stretch
from goalposts.reporting import markdown, pictures, workbook
from goalposts.reporting.markdown import plain
from goalposts.reporting.months import months
from markdown_it import MarkdownIt
from reporting.scorecards import EVALUATION, GO_LIVE, bare_goal, card, goal, share_series, window

EVIL = "=cmd|' /C calc'!A0"


def test_a_month_is_the_quotient_of_its_own_sums():
    """By hand: go over the days with loops that share nothing with the code."""
    series, sums = share_series(), {}
    for day, top, bottom in zip(series.day, series.numerator, series.denominator, strict=True):
        if bottom:
            over, under, days = sums.get(day.strftime("%Y-%m"), (0.0, 0.0, 0))
            sums[day.strftime("%Y-%m")] = (over + top, under + bottom, days + 1)
    found = {month.first.strftime("%Y-%m"): month for month in months(goal())}
    assert set(found) == set(sums)
    for key, (over, under, days) in sums.items():
        assert found[key].value == pytest.approx(over / under)
        assert found[key].days == days


def test_the_promise_counts_from_the_evaluation_on():
    phases = {month.first: (month.phase, month.promised) for month in months(goal())}
    assert phases[date(2026, 2, 1)] == ("before", None)
    assert phases[date(2026, 3, 1)] == ("between", None)
    assert phases[EVALUATION] == ("after", 0.80)


def test_a_path_promises_its_step_in_its_months():
    steps = (
        Stretch(EVALUATION, date(2026, 6, 1), "70%", 0.70, 0.71, "kept"),
        Stretch(date(2026, 6, 1), date(2026, 10, 1), "80%", 0.80, 0.73, "missed"),
    )
    walked = goal(target=TargetAnswer("80%", "absolute", 0.80, "not_reached", path=steps))
    promised = {month.first.month: month.promised for month in months(walked) if month.promised is not None}
    assert promised == {4: 0.70, 5: 0.70, 6: 0.80, 7: 0.80, 8: 0.80, 9: 0.80}


def test_a_month_without_values_is_a_gap_and_no_zero():
    days = (date(2026, 1, 5), date(2026, 3, 5))
    sparse = goal(series=Series(days, (6.2, 6.2), (10.0, 10.0)), baseline=window(0.62, end=date(2026, 4, 1)))
    assert [month.value for month in months(sparse)] == [pytest.approx(0.62), None, pytest.approx(0.62)]


def test_a_quantile_has_no_months():
    series = share_series()
    assert months(goal(series=evolve(series, below=(1.0,) * len(series.day)))) == ()


@pytest.mark.parametrize(("language", "words"), [("en", "May 2026"), ("ru", "май 2026")])
def test_markdown_has_the_goals_and_their_months(language, words):
    said = markdown(card(goal(statement="Fast")), language)
    assert said.startswith("# New contact-centre platform\n")
    assert words in said
    rows = [line for line in said.splitlines() if line.startswith("|")]
    assert len(rows) > 14
    assert {line.count("|") for line in rows[:3]} == {8}


def test_nothing_in_markdown_is_markup():
    evil = "a | b <script>x</script> [x](http://y) `c` **d** # e\n# f"
    said = markdown(card(goal(statement=evil, owner=evil)), "en")
    assert "<script" not in said
    assert not re.search(r"(?<!\\)\[x", said)
    assert "\n# f" not in said
    assert {line.count("|") - line.count("\\|") for line in said.splitlines() if line.startswith("| a ")} == {8}


@pytest.mark.parametrize("words", ["71.1% → 88.9%", "3. place", "2) two", "- less", "+5 pp", "= same", "# 1", "a_b*c*"])
def test_markdown_shows_words_as_they_are(words):
    """By a reader of Markdown that is not ours: one paragraph, with no sign more or less."""
    assert MarkdownIt().render(plain(words, "en")) == f"<p>{words}</p>\n"


def book(*goals, language="en"):
    return openpyxl.load_workbook(BytesIO(workbook(card(*goals), language)))


def test_numbers_are_numbers_and_days_are_days():
    sheet = book(goal(statement="Fast")).worksheets[0]
    row = [cell.value for cell in sheet[6]]
    assert row[0] == "Fast"
    assert row[5:10] == [0.62, 0.731, 0.08, 0.03, 0.13]
    assert row[11] == datetime(2026, 10, 1)
    assert sheet.cell(6, 6).number_format == "0.0%"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Days are those of Asia/Omsk. Rows before 4 October 2026 count; later ones were not looked at."),
        ("ru", "Дни — по часовому поясу Asia/Omsk. Учтены строки до 4 октября 2026, более поздние не рассматривались."),
    ],
)
def test_the_workbook_says_on_whose_clock_and_up_to_which_day(language, said):
    known = evolve(card(goal()), timezone="Asia/Omsk", as_of=date(2026, 10, 4))
    sheet = openpyxl.load_workbook(BytesIO(workbook(known, language))).worksheets[0]
    assert sheet.cell(4, 1).value == said


def test_every_goal_has_a_sheet_with_charts():
    found = book(goal(id="a"), bare_goal("no_data", id="b"))
    assert found.sheetnames == ["Scorecard", "1 a", "2 b"]
    assert len(found["1 a"]._charts) == 3
    assert len(found["2 b"]._charts) == 0


def test_the_months_of_the_workbook_are_those_of_the_verdict():
    sheet = book(goal(id="a"))["1 a"]
    shown = {row[0].value: row[3].value for row in sheet.iter_rows() if isinstance(row[0].value, datetime)}
    assert list(shown.values()) == [pytest.approx(month.value) for month in months(goal())]


def test_what_is_missing_is_an_empty_cell():
    sheet = book(bare_goal("no_data")).worksheets[0]
    assert [cell.value for cell in sheet[6]][5:10] == [None] * 5


def test_no_text_becomes_a_formula():
    found = book(goal(id=EVIL, statement=EVIL, owner=EVIL), goal(id="[x]:*?/\\" * 9, statement="+1" + "я" * 10_000))
    cells = [cell for sheet in found.worksheets for row in sheet.iter_rows() for cell in row]
    assert EVIL in [cell.value for cell in cells]
    assert "f" not in {cell.data_type for cell in cells}
    assert max(len(str(cell.value)) for cell in cells) <= 2000


def test_every_picture_is_a_file_that_stands_alone():
    drawn = dict(pictures(card(goal(id="../x y"), bare_goal("no_data", id="b")), "ru"))
    assert list(drawn) == ["01--x-y-course.svg", "01--x-y-effect.svg", "01--x-y-parts.svg"]
    for picture in drawn.values():
        assert picture.startswith("<svg")
        assert 'xmlns="http://www.w3.org/2000/svg"' in picture
        assert "var(--" not in picture


def test_the_go_live_is_between_the_phases():
    assert {month.phase for month in months(goal()) if month.first == GO_LIVE} == {"between"}
