"""A workbook that is opened in several ways is opened once, and a changed one anew."""

import pytest
from streams.drawn import Drawn, Shown, write
from streams.orders import opened, read, rule, source

ROWS = [["order_id", "at", "Share"], ["a", "2026-03-01", Shown(0.62)], ["b", "2026-03-02", 5]]


@pytest.mark.parametrize("kind", [".xlsx", ".xls", ".xlsb", ".ods"])
def test_a_kept_workbook_gives_every_source_what_a_fresh_one_does(kind, tmp_path):
    """Sources ask for other sheets, and for cells as they are stored or shown, in any order."""
    name = write(tmp_path / f"o{kind}", Drawn("one", ROWS), Drawn("two", ROWS[:2]))
    plain = [source(locations=(name,), sheet=sheet, fields={"items": rule("Share")}) for sheet in ("one", "two")]
    shown = [
        source(locations=(name,), sheet=sheet, fields={"items": rule("Share", unit="%")}) for sheet in ("one", "*")
    ]
    kept = {}
    for given in (*plain, *shown, *plain):
        assert read(opened(given, folder=tmp_path, kept=kept)) == read(opened(given, folder=tmp_path))
    assert len(kept) == 1


def test_it_is_opened_once_and_again_only_when_it_was_changed(tmp_path):
    given = source(locations=(write(tmp_path / "o.xlsx", Drawn("s", ROWS)),))
    kept = {}
    read(opened(given, folder=tmp_path, kept=kept))
    (first,) = kept.values()
    read(opened(given, folder=tmp_path, kept=kept))
    assert list(kept.values()) == [first]
    write(tmp_path / "o.xlsx", Drawn("s", ROWS[:2]))
    assert read(opened(given, folder=tmp_path, kept=kept))[0]["order_id"] == ["a"]
    assert first not in kept.values()
