"""Cells that a workbook shows as per cent: with `unit: "%"` they are what people see, else what is stored."""

import re
import zipfile
from fractions import Fraction

import pytest
from goalposts.errors import SourceError
from goalposts.expressions import parse
from goalposts.model import ReadingColumn
from goalposts.streams.workbooks.percents import is_percent
from hypothesis import given, settings
from hypothesis import strategies as st
from streams.drawn import Drawn, Shown, write
from streams.orders import opened, read, rule, source
from streams.tables.test_readings import told

KINDS = (".xlsx", ".xls", ".xlsb", ".ods")
CELLS = (Shown(0.62), 62, 0.5, Shown(0.07), "62 %", Shown(1.1))
DAY = "2026-03-01"


def sheet(cells, left=0, above=0):
    """Orders with a share each, somewhere on a sheet."""
    rows = [["order_id", "at", "Share"], *([f"o{place}", DAY, cell] for place, cell in enumerate(cells))]
    return Drawn("s", [*[[None] * 3] * above, *([*[None] * left, *row] for row in rows)])


def shares(folder, kind, drawn, **fields):
    given_source = source(locations=(write(folder / f"o{kind}", drawn),), fields=fields)
    return read(opened(given_source, folder=folder))


@pytest.mark.parametrize("kind", KINDS)
def test_in_per_cent_a_cell_is_what_it_shows(kind, tmp_path):
    """A plain 62 and a written 62 % in the same column stay what they are."""
    found, count = shares(tmp_path, kind, sheet(CELLS), items=rule("Share", unit="%"))
    assert found["items"] == [0.62, 0.62, 0.005, 0.07, 0.62, 1.1]
    assert count.quarantined == {}


@pytest.mark.parametrize("kind", KINDS)
def test_without_the_unit_it_is_what_is_stored(kind, tmp_path):
    found, count = shares(tmp_path, kind, sheet(CELLS), items=rule("Share"))
    assert found["items"] == [0.62, 62.0, 0.5, 0.07, 1.1]
    assert count.quarantined == {"bad_number": 1}


@pytest.mark.parametrize("kind", KINDS)
def test_wherever_the_table_stands_on_the_sheet(kind, tmp_path):
    found, _ = shares(tmp_path, kind, sheet(CELLS, left=2, above=3), items=rule("Share", unit="%"))
    assert found["items"] == [0.62, 0.62, 0.005, 0.07, 0.62, 1.1]


@pytest.mark.parametrize("stated", [rule("Share / 2", unit="%"), rule(any_of=("Quote", "share"), unit="%")])
def test_columns_of_an_expression_and_by_other_names_too(stated, tmp_path):
    found, _ = shares(tmp_path, ".xlsx", sheet([Shown(0.62), 62]), items=stated)
    half = 2 if stated.columns else 1
    assert found["items"] == [0.62 / half, 0.62 / half]


def test_a_column_of_a_kpi_too(tmp_path):
    rows = [["at", "Answered"], ["2026-03-01", Shown(0.62)], ["2026-03-02", 62]]
    given_sheet = write(tmp_path / "o.xlsx", Drawn("s", rows))
    found, _ = told(
        None, folder=tmp_path, locations=(given_sheet,), readings={"Answered": ReadingColumn("a", unit="%")}
    )
    assert found["value"] == [0.62, 0.62]


def test_an_empty_cell_that_means_the_one_above_shows_what_that_shows(tmp_path):
    name = write(tmp_path / "o.xlsx", sheet([Shown(0.62), None]))
    given_source = source(locations=(name,), fields={"items": rule("Share", unit="%")}, fill_down=("Share",))
    assert read(opened(given_source, folder=tmp_path))[0]["items"] == [0.62, 0.62]


def test_a_condition_sees_what_the_field_sees(tmp_path):
    name = write(tmp_path / "o.xlsx", sheet([Shown(0.62), 40]))
    given_source = source(locations=(name,), fields={"items": rule("Share", unit="%")}, where=parse("Share > 50"))
    assert read(opened(given_source, folder=tmp_path))[0]["items"] == [0.62]


def test_one_column_in_both_ways_is_refused(tmp_path):
    """Whichever the cell were taken for, one of the fields would be wrong a hundredfold."""
    with pytest.raises(SourceError) as caught:
        shares(tmp_path, ".xlsx", sheet([Shown(0.62)]), items=rule("Share", unit="%"), amount=rule("Share"))
    assert 'column Share is read both with `unit: "%"` and without it' in str(caught.value)
    found, _ = shares(tmp_path, ".xlsx", sheet([62]), items=rule("Share", unit="%"), amount=rule("Share"))
    assert (found["items"], found["amount"]) == ([0.62], [62.0])


def test_cells_that_do_not_say_where_they_stand(tmp_path):
    """Some programs leave the places out: a cell then stands behind the one before."""
    write(tmp_path / "o.xlsx", sheet([Shown(0.62), 62]))
    with zipfile.ZipFile(tmp_path / "o.xlsx") as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    bare = re.sub(rb'(<(?:row|c)) r="[A-Z]*[0-9]+"', rb"\1", members["xl/worksheets/sheet1.xml"])
    with zipfile.ZipFile(tmp_path / "o.xlsx", "w") as archive:
        for name, data in {**members, "xl/worksheets/sheet1.xml": bare}.items():
            archive.writestr(name, data)
    given_source = source(locations=("o.xlsx",), fields={"items": rule("Share", unit="%")})
    assert read(opened(given_source, folder=tmp_path))[0]["items"] == [0.62, 0.62]


@settings(max_examples=200)
@given(st.floats(0, 10, allow_subnormal=False))
def test_a_share_comes_back_to_the_last_digit_but_one(share):
    """A hundredfold is rounded once, and divided again: within two steps of the number that is stored."""
    from goalposts.streams.sheets.percent_columns import hundredfold

    assert abs(Fraction(hundredfold(share)) / 100 - Fraction(share)) <= Fraction(share) / 2**52


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("0%", True),
        ("0.00 %", True),
        ("[Red]0%;-0%", True),
        ('0" %"', False),
        ("0\\%", False),
        ("General", False),
        ("[$%-409]0", False),
    ],
)
def test_a_format_is_one_of_per_cent_where_the_sign_is_no_mere_text(code, shown):
    assert is_percent(code) is shown
