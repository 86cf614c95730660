"""The type of a column by its cells."""

import pyarrow as pa
import pytest
from goalposts.profiling.type_guess import guess_type


@pytest.mark.parametrize(
    ("cells", "kind", "formats", "decimal"),
    [
        (["2026-03-01", "2026-03-02T10:00:00"], "time", ("",), ""),
        (["13.03.2026 10:00:05", "01.12.2026 09:00:00"], "time", ("%d.%m.%Y %H:%M:%S",), ""),
        (["01/02/2026", "03/04/2026"], "time", ("%d/%m/%Y", "%m/%d/%Y"), ""),
        (["01/02/2026", "13/04/2026"], "time", ("%d/%m/%Y",), ""),
        (["02.03.2026"] * 19 + ["02.13.2026"], "time", ("%m.%d.%Y",), ""),
        (["1-Apr-12", "22-Jul-12"], "time", ("%d-%b-%y",), ""),
        (["1546015415", "1546027663"], "time", ("epoch_s",), ""),
        (["0:02:23", "12:00:00"], "clock", (), ""),
        (["7307,37", "4981,0", "12"], "number", (), ","),
        (["7307.37", "4981.0", "12"], "number", (), "."),
        (["1 234,50", "2\N{NO-BREAK SPACE}000 000,1"], "number", (), ","),
        (["12", "-7", ""], "whole", (), ""),
        (["да", "нет", "Да"], "flag", (), ""),
        (["94.01%", "7 %"], "percent", (), ""),
        (["da", "nein"], "words", (), ""),
        (["", "  ", None], "empty", (), ""),
    ],
)
def test_texts(cells, kind, formats, decimal):
    found = guess_type(pa.array(cells, pa.string()))
    assert (found.kind, found.formats, found.decimal) == (kind, formats, decimal)


def test_few_unreadable_cells_do_not_hide_the_type():
    assert guess_type(pa.array(["2026-03-01"] * 99 + ["soon"])).kind == "time"
    assert guess_type(pa.array(["2026-03-01"] * 9 + ["soon"])).kind == "time"
    assert guess_type(pa.array(["2026-03-01"] * 8 + ["soon"] * 2)).kind == "words"
    assert guess_type(pa.array(["2026-03-01"] * 4 + ["soon"])).kind == "time"
    assert guess_type(pa.array(["2026-03-01"] * 3 + ["soon"])).kind == "words"


@pytest.mark.parametrize(
    ("cells", "ways"),
    [
        (["13/02/2026"] * 5 + ["02/13/2026"], ("13/02/2026", "02/13/2026")),
        (["01/02/2026", *["02/13/2026"] * 5, "14/02/2026"], ("02/13/2026", "14/02/2026")),
        (["13/02/2026"] * 99 + ["02/13/2026"], ("13/02/2026", "02/13/2026")),
        (["2026-05-02 00:00:00"] * 4 + ["05/13/2026"] * 6, ("05/13/2026", "2026-05-02 00:00:00")),
        (["13/02/2026"] * 5 + ["soon"], ()),
        (["13/02/2026"] * 5 + ["02/13/2026"] + ["soon"] * 2, None),
        (["01/02/2026"] * 5, ()),
    ],
)
def test_times_of_two_kinds_are_told(cells, ways):
    found = guess_type(pa.array(cells))
    assert (found.kind, found.two_ways) == (("words", ()) if ways is None else ("time", ways))
    assert found.confusable is bool(ways and "/" in ways[0] and "/" in ways[1])


def test_zone():
    assert guess_type(pa.array(["2026-03-01T10:00:00+03:00"])).zoned
    assert not guess_type(pa.array(["2026-03-01T10:00:00"])).zoned
    assert guess_type(pa.array([0], pa.timestamp("us", "UTC"))).zoned


def test_six_digits_are_a_day_where_the_column_says_so():
    cells = pa.array([990201, 990228])
    assert guess_type(cells, "date").formats == ("%y%m%d",)
    assert guess_type(cells, "volume").kind == "whole"


@pytest.mark.parametrize(
    ("cells", "kind", "currency"),
    [
        (["1 234,50 ₽", "20 руб.", "7"], "number", "RUB"),
        (["$ 10", "$12"], "whole", "USD"),
        (["10 EUR", "12 eur"], "whole", "EUR"),
        (["$ 10", "€ 12"], "words", ""),
        (["руб.", "₽"], "words", ""),
        (["10 кг", "12 кг"], "words", ""),
    ],
)
def test_amounts_with_the_sign_of_one_currency(cells, kind, currency):
    found = guess_type(pa.array(cells))
    assert (found.kind, found.currency) == (kind, currency)


@pytest.mark.parametrize(
    ("cells", "grouped"),
    [
        (["1,234", "17"], "1,234"),
        (["12", "-999.000"], "-999.000"),
        (["1,234", "2,5"], ""),
        (["0,234", "1,234"], ""),
        (["1,234", "5678"], ""),
        (["1 234,500"], ""),
        (["12", "17"], ""),
    ],
)
def test_numbers_whose_sign_may_mean_either(cells, grouped):
    """A fraction of another length, a zero before it, or a long number without the sign tells what it means."""
    assert guess_type(pa.array(cells)).grouped == grouped


def test_cells_of_two_kinds_are_found_though_the_first_are_all_of_one():
    """A table is in the order of its days, and a spreadsheet leaves those after the twelfth as texts."""
    cells = [f"2026-01-{day:02}" for day in range(1, 13) for _ in range(4)] + ["01/13/2026", "01/14/2026"] * 30
    found = guess_type(pa.array(cells))
    assert (found.kind, set(found.two_ways)) == ("time", {"2026-01-01", "01/13/2026"})
