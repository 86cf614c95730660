"""Conditions on the columns of a source: a cell means what it means to a field, in every format."""

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from goalposts.errors import SourceError
from goalposts.expressions import parse
from goalposts.model import SourceCurrency
from streams.drawn import Drawn, write
from streams.orders import opened, read, source

KINDS = ("REAL", "TEST", None, "--")
FORMS = ("csv", "json", "parquet", "xlsx")


def kept(given, folder=None, table=None, currency=""):
    """The ids of the rows that meet the condition of a source."""
    found, count = read(opened(given, table, folder, currency=currency))
    assert count.quarantined == {}
    return "".join(found.get("order_id", ()))


def written_as(form, folder):
    """Four orders whose third kind is empty, as this form writes that, and whose fourth is a dash."""
    path = folder / f"orders.{form}"
    rows = [(name, "2026-05-01", kind) for name, kind in zip("abcd", KINDS, strict=True)]
    columns = {
        name: list(cells) for name, cells in zip(("order_id", "at", "Kind"), zip(*rows, strict=True), strict=True)
    }
    if form == "csv":
        path.write_text("".join(f"{','.join(cell or '' for cell in row)}\n" for row in [tuple(columns), *rows]))
    elif form == "json":
        path.write_text("\n".join(json.dumps(dict(zip(columns, row, strict=True))) for row in rows))
    elif form == "parquet":
        pq.write_table(pa.table(columns), path)
    else:
        write(path, Drawn("s", [list(columns), *map(list, rows)]))
    return path.name


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("where", "expected"),
    [("Kind != 'TEST'", "a"), ("Kind is null", "cd"), ("Kind is null or Kind != 'TEST'", "acd"), ("Kind != ''", "ab")],
)
def test_empty_cells_and_words_for_none_are_missing_in_every_format(form, where, expected, tmp_path):
    given = source(locations=(written_as(form, tmp_path),), where=parse(where), nulls=("--",))
    assert kept(given, tmp_path) == expected


def test_spaces_are_no_word_either():
    table = {"order_id": list("abc"), "at": ["2026-05-01"] * 3, "Kind": [" ", "\u00a0", " x "]}
    assert kept(source(where=parse("Kind is null")), table=table) == "ab"


@pytest.mark.parametrize(
    ("cell", "options"),
    [
        ("1234,5", {"decimal": ","}),
        ("1.234,5", {"decimal": ",", "thousands": "."}),
        ("1 234,5", {"decimal": ","}),
        ("1,234.5", {"thousands": ","}),
        ("1\u00a0234,5 ₽", {"decimal": ","}),
        ("\N{MINUS SIGN}1234.5", {}),
    ],
)
def test_numbers_are_read_as_amounts_are(cell, options):
    """The same cell as a field and in a condition, on either side of what it is."""
    table = {"order_id": ["a"], "at": ["2026-05-01"], "amount": [cell]}
    found, _ = read(opened(source(**options), table, currency="RUB"))
    (value,) = found["amount"]
    assert abs(value) == 1234.5
    for where, expected in ((f"amount == {value}", "a"), (f"amount > {value}", ""), (f"amount >= {value}", "a")):
        assert kept(source(where=parse(where), **options), table=table, currency="RUB") == expected


def test_an_amount_in_another_currency_is_no_number_of_this_one():
    table = {"order_id": ["a"], "at": ["2026-05-01"], "Sum": ["$ 10"]}
    assert kept(source(where=parse("Sum > 5")), table=table, currency="RUB") == ""
    stated = source(where=parse("Sum > 5"), currency=SourceCurrency(code="USD"))
    assert kept(stated, table=table, currency="USD") == "a"


def test_numbers_of_a_typed_table_are_what_they_are_however_its_texts_are_written():
    """A fraction in a Parquet file has no decimal comma, and a time or a flag is no number."""
    table = pa.table(
        {
            "order_id": ["a", "b"],
            "at": ["2026-05-01"] * 2,
            "Price": [1.5, 1500.0],
            "Spent": pa.array([2, 3], pa.duration("s")),
            "Paid": [True, False],
        }
    )
    options = {"decimal": ",", "thousands": "."}
    assert kept(source(where=parse("Price < 2"), **options), table=table) == "a"
    assert kept(source(where=parse("Spent < 100 or Paid >= 0"), **options), table=table) == ""
    assert kept(source(where=parse("Paid == 'true'"), **options), table=table) == "a"


def test_what_is_no_condition_is_refused_also_without_a_project_file():
    table = {"order_id": ["a"], "at": ["2026-05-01"], "Price": ["1"]}
    with pytest.raises(SourceError, match=r"^shop: where: `Price \* 2 > 1` column 7: '\*' cannot join a source column"):
        opened(source(where=parse("Price * 2 > 1")), table)
