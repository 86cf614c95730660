"""Workbooks that no project describes: months that are alike are one source, other sheets stand for themselves."""

from datetime import date

import pytest
from attrs import evolve
from goalposts.catalogue.build import build
from goalposts.errors import SourceError
from goalposts.model import Contribution, Preset
from goalposts.profiling import profile, profile_lines
from goalposts.testing import SAMPLE
from streams.drawn import Drawn, write

PRESET = Preset(
    "shop.visits",
    "sample.visit",
    fields={
        "visit_id": "Номер",
        "at": {"column": "Дата", "format": "%d.%m.%Y"},
        "done": {"column": "Сделано", "values": {"да": "true", "нет": "false"}},
    },
)
CATALOGUE = build([Contribution("sample", "1", evolve(SAMPLE, presets=(PRESET,)))])


def month(number, title):
    rows = [[day, date(2026, number, day), "да"] for day in range(1, 6)]
    return Drawn(title, [["Отчёт", None, None], ["Номер", "Дата", "Сделано"], *rows])


def looked_at(folder, *sheets):
    name = write(folder / "visits.xlsx", *sheets)
    return profile([name], CATALOGUE, folder=folder, timezone="UTC")


def test_one_sheet_needs_no_name(tmp_path):
    (file,) = looked_at(tmp_path, month(3, "Март")).files
    assert file.mapped.entry == {"source": "visits.xlsx", "format": "shop.visits", "timezone": "UTC"}
    assert file.mapped.facts.count.accepted == 5


def test_months_are_one_source(tmp_path):
    (file,) = looked_at(tmp_path, month(3, "Март"), month(4, "Апрель"), Drawn("Пусто", [])).files
    assert file.mapped.entry["sheet"] == "*"
    assert file.mapped.facts.count.accepted == 10
    assert file.table.rows == 10


@pytest.mark.parametrize("written", [1, 3, 5])
def test_true_days_beside_written_ones_are_of_one_kind(tmp_path, written):
    """Day and month of a true day cannot be confused, and a preset or a guess reads both."""
    rows = [[day, f"{day:02}.03.2026" if day <= written else date(2026, 3, day), "да"] for day in range(1, 7)]
    found = looked_at(tmp_path, Drawn("Март", [["Номер", "Дата", "Сделано"], *rows]))
    guess = found.files[0].table.find("Дата").guess
    assert (guess.kind, guess.formats[0], guess.two_ways) == ("time", "%d.%m.%Y", ())
    assert found.files[0].mapped.facts.count.accepted == 6
    assert not any("двояко" in line.get("ru") for line in profile_lines(found))


def test_words_among_true_days_do_not_hide_the_type(tmp_path):
    rows = [[day, date(2026, 3, day) if day != 3 else "завтра", "да"] for day in range(1, 29)]
    found = looked_at(tmp_path, Drawn("Март", [["Номер", "Дата", "Сделано"], *rows]))
    assert found.files[0].table.find("Дата").guess.kind == "time"


def test_other_sheets_are_looked_at_by_themselves(tmp_path):
    lists = Drawn("Справочник", [["Код", "Название"], ["a", "b"]])
    found = looked_at(tmp_path, month(3, "Март"), lists, Drawn("Числа", [[1], [2]]))
    assert [file.seen.file.name for file in found.files] == ["visits.xlsx:Март", "visits.xlsx:Справочник"]
    assert found.files[0].mapped.entry["sheet"] == "Март"
    assert any("visits.xlsx:Март" in line.get("ru") for line in profile_lines(found))


def test_workbook_without_a_table(tmp_path):
    with pytest.raises(SourceError, match=r"visits\.xlsx: no row looks like a header"):
        looked_at(tmp_path, Drawn("Числа", [[1], [2]]))
