"""Months, Markdown, workbook and pictures: the same figures as the page, harmless whatever the data hold."""

import re
from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from attrs import evolve
from goalposts.model.scorecard import Series, TargetAnswer
from goalposts.model.stretch import Stretch
from goalposts.reporting import markdown, pictures, workbook
from goalposts.reporting.markdown import plain
from goalposts.reporting.months import months
from goalposts.reporting.workbook_cells import number_form
from markdown_it import MarkdownIt
from openpyxl.utils.cell import range_boundaries
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
    assert row[5:10] == [0.62, 0.731, pytest.approx(8), pytest.approx(3), pytest.approx(13)]
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


def archived(*goals, language="en"):
    """The parts of the workbook, as LibreOffice and Excel read them."""
    with ZipFile(BytesIO(workbook(card(*goals), language))) as parts:
        return {name: parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml")}


def test_every_sheet_prints_on_a4_across_one_page_wide_with_its_headings():
    for sheet in book(goal(id="a"), bare_goal("no_data", id="b")).worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (9, 1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows in {"$5:$5", "$1:$2"}
        assert sheet.print_area


def test_charts_lie_within_what_is_printed_above_the_months_that_may_fill_many_pages():
    sheet = book(goal(id="a"))["1 a"]
    first_month = next(row[0].row for row in sheet.iter_rows() if isinstance(row[0].value, datetime))
    _, _, last_column, _ = range_boundaries(sheet.print_area.split("!")[1])
    for chart in sheet._charts:
        assert chart.anchor.to.row < first_month - 1
        assert chart.anchor.to.col < last_column


def test_columns_of_days_are_wide_enough_for_a_day():
    for sheet in book(goal(id="a")).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, datetime):
                    assert width(sheet, cell.column) >= len("2026-10-05")


def width(sheet, column):
    return next(held.width for held in sheet.column_dimensions.values() if held.min <= column <= held.max)


def test_a_row_is_as_high_as_its_longest_words():
    sheet = book(goal(statement="Answer every call of every customer within twenty seconds " * 4)).worksheets[0]
    lines = len(sheet.cell(6, 1).value) / width(sheet, 1)
    assert sheet.row_dimensions[6].height >= 15 * lines


def test_charts_show_months_and_the_unit_on_their_axes():
    charts = [text for name, text in archived(goal(id="a")).items() if "charts/chart" in name]
    lines = [text for text in charts if "c:dateAx" in text]
    assert len(lines) == 2
    assert all('<c:numFmt formatCode="yyyy-mm" sourceLinked="0"/>' in text for text in lines)
    assert all('<c:numFmt formatCode="0.0%" sourceLinked="0"/>' in text for text in lines)


@pytest.mark.parametrize(
    ("unit", "values", "form"),
    [
        ("money", (90.05, 94.38), "#,##0.00"),
        ("money", (2531.4, 90.05), "#,##0"),
        ("", (20.7386, 69.5806), "#,##0.0"),
        ("", (24.0, None), "#,##0"),
        ("", (0.1234, 0.5), "#,##0.0000"),
        ("", (), "#,##0"),
        ("s", (188.85,), "0.0"),
        ("%", (0.62,), "0.0%"),
    ],
)
def test_numbers_have_the_digits_of_the_page(unit, values, form):
    assert number_form(unit, values) == form


@pytest.mark.parametrize(("language", "form"), [("en", '0.0 "pp"'), ("ru", '0.0 "п. п."')])
def test_an_effect_on_a_share_is_in_points(language, form):
    found = book(goal(id="a"), language=language)
    cells = [found.worksheets[0].cell(6, column) for column in (8, 9, 10)]
    parts = [row[1] for row in found["1 a"].iter_rows() if row[1].number_format == form]
    assert [(cell.value, cell.number_format) for cell in cells] == [(pytest.approx(n), form) for n in (8, 3, 13)]
    assert [cell.value for cell in parts] == pytest.approx([2, 1.1, 8])


@pytest.mark.parametrize(("start", "said"), [(date(2025, 1, 1), "Thursday of the week"), (date(2025, 9, 1), "Day")])
def test_weeks_are_not_called_days(start, said):
    weeks = goal(series=share_series(start=start), baseline=window(0.62, start=start), id="a")
    cells = {cell.value for row in book(weeks)["1 a"].iter_rows() for cell in row}
    assert {"Day", "Thursday of the week"} & cells == {said}


def test_the_role_is_not_called_a_goal():
    heads = [cell.value for cell in book(goal()).worksheets[0][5]]
    assert heads[:2] == ["Goal", "Role"]


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
