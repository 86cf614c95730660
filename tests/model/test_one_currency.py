"""Amounts in two currencies are refused in whichever files of a source they stand."""

import goalposts as gp
import pytest
from goalposts.expressions import parse
from goalposts.model import SourceCurrency
from goalposts.streams.units import units_of
from streams.orders import opened, read, rule, source


def orders(file):
    currencies = gp.OneCurrency(file, ("Money",), "items")
    for row in file.rows():
        if isinstance(row, gp.Row):
            currencies.check(row.line, row.cells["Money"], row.cells["Sum"])
            yield gp.Row(row.line, {**row.cells, "order_id": row.cells["No"], gp.CURRENCY: row.cells["Money"]})


READS = {"order_id": ("No",), gp.CURRENCY: ("Money", "Sum")}
FORMAT = gp.SourceFormat("shop.money", ("order_id", gp.CURRENCY), orders, reads=READS, whole=True)


def of_files(folder, *files, **stated):
    """A source of some files, each with rows of number, sum and currency."""
    for number, rows in enumerate(files):
        lines = (f"2026-03-01,{row}" for row in rows)
        (folder / f"{number}.csv").write_text("\n".join(("at,No,Sum,Money", *lines)))
    given = source(locations=("*.csv",), format=FORMAT.id, **stated)
    return opened(given, folder=folder, formats={FORMAT.id: FORMAT}, currency="RUB")


def test_a_second_file_in_another_currency(tmp_path):
    stream = of_files(tmp_path, ["1,5,RUB", "2,6,RUB"], ["3,7,RUB", "4,8,USD"])
    with pytest.raises(gp.SourceError, match="amounts are in RUB and in USD") as fault:
        list(stream)
    assert fault.value.where == "1.csv:3"
    assert 'where: currency == "RUB"' in str(fault.value)


def test_rows_without_an_amount_or_a_currency_do_not_matter(tmp_path):
    stream = of_files(tmp_path, ["1,5,RUB", "2,0,EUR"], ["3,,USD", "4,8,", "5,9,RUB"])
    assert read(stream)[1].rows == 5


@pytest.mark.parametrize(
    "stated",
    [
        {"where": parse("currency == 'RUB'")},
        {"where": parse("Money == 'RUB'")},
        {"fields": {"items": rule("Sum")}},
        {"currency": SourceCurrency(column="Money")},
    ],
)
def test_the_project_may_say_what_to_do(tmp_path, stated):
    assert read(of_files(tmp_path, ["1,5,RUB"], ["2,6,USD"], **stated))[1].rows == 2


@pytest.mark.parametrize("where", ["currency != 'USD'", "currency == 'RUB' or currency == 'USD'", "Sum == '5'"])
def test_a_condition_that_lets_several_through_settles_nothing(tmp_path, where):
    with pytest.raises(gp.SourceError, match="cannot be added up"):
        list(of_files(tmp_path, ["1,5,RUB"], ["2,6,USD"], where=parse(where)))


def test_every_opening_of_a_source_begins_anew(tmp_path):
    """And every pass over it finds the same."""
    first = of_files(tmp_path, ["1,5,RUB"])
    assert read(first) == read(first)
    assert read(of_files(tmp_path, ["1,5,USD"]))[1].rows == 1


def test_no_file_of_such_a_source_is_read_alone(tmp_path):
    """Else a file that came lately would be compared with none of those that a store remembers."""
    stream = of_files(tmp_path, ["1,5,RUB"], ["2,6,RUB"])
    assert [len(unit.stream.parts) for unit in units_of(stream, None, None, grouped=False)] == [2]
