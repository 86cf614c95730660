"""What files of a source share, whatever is mapped of them and however they are read."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from goalposts.streams.files.copy_names import is_copy_of
from goalposts.streams.overlaps import finding, thinned
from goalposts.streams.overlaps.finding import overlaps
from goalposts.streams.overlaps.thinned import Thinned
from streams.orders import opened, rule, source

HEADER = "order_id,at,note,amount"


def row(number, day=1, note=""):
    return f"o{number},2026-03-{day:02}T10:{number % 60:02}:00,{note},{number * 1.25}"


def found(folder, *files, header=HEADER, within=None, **changes):
    for place, rows in enumerate(files):
        (folder / f"{place}.csv").write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return overlaps(opened(source(locations=("*.csv",), **changes), folder=folder, within=within))


def test_rows_in_two_files_are_found_with_their_days(tmp_path):
    first = [row(number, 1 + number // 5) for number in range(30)]
    second = [row(number, 1 + number // 5) for number in range(20, 60)]
    (each,) = found(tmp_path, first, second)
    assert (each.names, each.shared.rows, each.is_refused) == (("0.csv", "1.csv"), 10, True)
    assert (each.shared.first, each.shared.last) == (date(2026, 3, 5), date(2026, 3, 6))


def test_rows_that_differ_in_a_column_that_nobody_maps_are_others(tmp_path):
    first, second = ([f"{row(number)},{place}" for number in range(9)] for place in (1, 2))
    assert found(tmp_path, first, second, header=f"{HEADER},branch") == ()


def test_the_order_of_columns_and_an_empty_one_more_change_nothing(tmp_path):
    turned = [[cells[3], "", cells[2], cells[1], cells[0]] for cells in (row(number).split(",") for number in range(9))]
    lines = ["amount,extra,note,at,order_id", *map(",".join, turned)]
    (tmp_path / "9.csv").write_text("\n".join(lines), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:  # their lines have nothing in common
        patch.setattr(finding, "suspects", lambda tables, files: range(len(tables)))
        (each,) = found(tmp_path, [row(number) for number in range(9)])
    assert each.shared.whole


@pytest.mark.parametrize("changes", [{"dedupe": ("order_id",)}, {"same_rows": "keep"}])
def test_where_rows_may_stand_twice_nothing_is_looked_for(tmp_path, changes):
    rows = [row(number) for number in range(9)]
    assert found(tmp_path, rows, rows, **changes) == ()


def test_a_single_file_is_not_read_again(tmp_path, monkeypatch):
    monkeypatch.setattr(finding, "suspects", lambda tables, files: pytest.fail("looked at"))
    assert found(tmp_path, [row(1)]) == ()


def test_rows_that_do_not_count_are_not_compared(tmp_path):
    rows = [row(number, 1 + number // 9) for number in range(27)]
    assert found(tmp_path, rows, rows)[0].shared.rows == 27
    assert found(tmp_path, rows, rows, within=(date(2026, 3, 2), date(2026, 3, 3)))[0].shared.rows == 9
    assert found(tmp_path, rows, rows, end=date(2026, 3, 1)) == ()


def test_a_number_of_the_row_hides_nothing_unless_it_is_an_id(tmp_path):
    header, rows = f"No,{HEADER}", [row(number) for number in range(30)]
    first, second = ([f"{place},{each}" for place, each in enumerate(part)] for part in (rows[:20], rows[10:]))
    assert found(tmp_path, first, second, header=header)[0].shared.rows == 10
    assert found(tmp_path, first, second, header=header, fields={"order_id": rule("No")}) == ()


def test_of_very_many_rows_a_part_tells_about_how_many(tmp_path, monkeypatch):
    monkeypatch.setattr(finding, "Thinned", lambda: Thinned(200))
    rows = [row(number, 1 + number // 200) for number in range(4_000)]
    (each,) = found(tmp_path, rows, rows)
    assert each.about
    assert each.is_refused
    assert 0.5 < each.shared.rows / 4_000 < 2


def test_thinned_rows_are_the_same_whatever_they_came_with():
    import numpy as np

    rows = np.arange(1_000, dtype=np.int64).reshape(-1, 1)
    kept = Thinned(100)
    for part in np.split(rows, 10):
        kept.add(0, part)
    assert kept.of(0)[:, 0].tolist() == [number for number in range(1_000) if number % (1 << kept.halvings) == 0]
    assert 50 < len(kept.of(0)) <= 100
    assert thinned.BUDGET_ROWS > 1_000_000


def test_more_pairs_are_counted(tmp_path):
    rows = [row(number) for number in range(9)]
    each = found(tmp_path, rows, rows, rows)
    assert [known.names for known in each] == [("0.csv", "1.csv"), ("1.csv", "2.csv")]
    stream = opened(source(locations=("*.csv",)), folder=tmp_path)
    assert "the same in 1 more pair of files" in str(finding.refusal(each, stream))
    assert "dedupe: order_id" in str(finding.refusal(each, stream))
    assert "примерно" in finding.rows_of(evolve(each[0], about=True)).ru


@pytest.mark.parametrize(
    ("copy", "name", "is_copy"),
    [
        ("deals (1).csv", "deals.csv", True),
        ("deals(12).csv", "deals.csv", True),
        ("deals (1).csv.gz", "deals.csv.gz", True),
        ("a/Deals - Copy.xlsx", "a/deals.xlsx", True),
        ("deals - Copy (2).xlsx", "deals.xlsx", True),
        ("deals — копия.csv", "deals.csv", True),
        ("deals - копия (3).csv", "deals.csv", True),
        ("Копия deals.csv", "deals.csv", True),
        ("Copy of deals.csv", "deals.csv", True),
        ("deals_copy.csv", "deals.csv", True),
        ("deals.csv", "deals (1).csv", False),
        ("deals (1).csv", "deals (2).csv", False),
        ("deals (1).csv", "deals.xlsx", False),
        ("a/deals (1).csv", "b/deals.csv", False),
        ("deals-2.csv", "deals.csv", False),
        ("photocopy.csv", "photo.csv", False),
    ],
)
def test_how_a_copy_is_named(copy, name, is_copy):
    assert is_copy_of(copy, name) == is_copy
