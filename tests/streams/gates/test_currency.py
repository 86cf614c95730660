"""Money in other currencies becomes the project's by the rate of the day, or its row is refused."""

from bisect import bisect_right
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest
from goalposts.catalogue.build import build
from goalposts.errors import ProjectFileError, SourceError
from goalposts.expressions import parse
from goalposts.formats import document, project_from_mapping, project_from_text
from goalposts.model import FieldRule, SourceCurrency
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from streams.orders import opened, read, rule, source

RATES = "date,currency,rate\n2026-04-30,USD,80\n2026-05-02,USD,90\n2026-05-02,EUR,100\n"


def orders(cells, **more):
    rows = len(cells)
    return {
        "order_id": [str(place) for place in range(rows)],
        "at": ["2026-05-01T12:00Z"] * rows,
        "amount": [2] * rows,
        "Currency": cells,
        **more,
    }


def told(folder, table, rates=RATES, timezone="UTC", currency="RUB", **options):
    """The orders in the project's currency, and the count."""
    if rates:
        (folder / "rates.csv").write_text(rates, encoding="utf-8")
    stated = {"column": "Currency"} if not {"column", "code"} & set(options) else {}
    stated |= {key: options.pop(key) for key in ("column", "code") if key in options}
    own = SourceCurrency(**stated, rates="rates.csv" if rates else "")
    stream = opened(source(currency=own, **options), table, folder=folder, timezone=timezone, currency=currency)
    found, count = read(stream)
    assert count.rows == count.accepted + count.duplicates + sum(count.quarantined.values())
    return found, count


def test_the_latest_rate_on_or_before_the_day_counts(tmp_path):
    table = orders(["USD"] * 3, at=["2026-04-30T00:00Z", "2026-05-01T23:59Z", "2026-05-02T00:00Z"])
    assert told(tmp_path, table)[0]["amount"] == [160.0, 160.0, 180.0]


def test_a_row_without_a_rate_is_refused_and_named_by_its_currency(tmp_path):
    found, count = told(tmp_path, orders(["RUB", "EUR", "USD", "GBP", ""]))
    assert (found["amount"], count.quarantined) == ([2.0, 160.0], {"no_rate": 3})
    assert [(detail.field, detail.line, detail.value) for detail in count.details] == [("amount (Currency)", 2, "EUR")]


def test_a_missing_currency_is_that_of_no_other_row(tmp_path):
    found, count = told(tmp_path, orders(["USD", None, "USD"]))
    assert (found["amount"], count.quarantined) == ([160.0, 160.0], {"no_rate": 1})


def test_an_amount_that_is_none_is_refused_as_such_whatever_its_currency(tmp_path):
    found, count = told(tmp_path, orders(["USD", "GBP", "USD"], amount=["much", "more", "2"]))
    assert (found["amount"], count.quarantined) == ([160.0], {"bad_number": 2})


def test_days_of_rates_may_be_typed(tmp_path):
    """Workbooks and Parquet keep a day as a time."""
    days = pa.array([datetime(2026, 5, 2), datetime(2026, 4, 30)], pa.timestamp("us"))
    for kept in (days, days.cast(pa.date32())):
        rates = pa.table({"date": kept, "currency": ["USD"] * 2, "rate": [90.0, 80.0]})
        parquet.write_table(rates, tmp_path / "rates.parquet")
        stream = opened(
            source(currency=SourceCurrency(column="Currency", rates="rates.parquet")),
            orders(["USD"] * 2, at=["2026-05-01T12:00Z", "2026-05-02T12:00Z"]),
            folder=tmp_path,
            currency="RUB",
        )
        assert read(stream)[0]["amount"] == [160.0, 180.0]


def test_without_rates_only_the_projects_currency_counts(tmp_path):
    found, count = told(tmp_path, orders(["RUB", "USD", " rub"]), rates="")
    assert (found["amount"], count.quarantined) == ([2.0, 2.0], {"no_rate": 1})


def test_a_row_without_an_amount_needs_no_rate(tmp_path):
    found, count = told(tmp_path, orders(["GBP", "USD"], amount=["", "1"]))
    assert (found["amount"], count.quarantined) == ([None, 80.0], {})


def test_one_code_for_all_rows(tmp_path):
    table = orders(["x", "y"])
    for code in ("USD", " usd"):
        assert told(tmp_path, table, code=code)[0]["amount"] == [160.0, 160.0]
    assert told(tmp_path, table, code="RUB", rates="")[0]["amount"] == [2.0, 2.0]


def test_the_day_is_that_of_the_projects_zone(tmp_path):
    """At 21:00 UTC the second of May has begun in Moscow."""
    table = orders(["USD", "USD"], at=["2026-05-01T20:59Z", "2026-05-01T21:00Z"])
    assert told(tmp_path, table, timezone="Europe/Moscow")[0]["amount"] == [160.0, 180.0]


def test_a_computed_amount_is_converted_once(tmp_path):
    """Its operands are amounts as the source has them, so that the rate is not taken twice."""
    fields = {"amount": FieldRule(expression=parse("price * items")), "items": rule("n")}
    found, _ = told(tmp_path, orders(["USD"], price=["1.5"], n=["2"]), fields=fields)
    assert (found["amount"], found["items"]) == ([240.0], [2.0])


def test_nobody_who_asks_for_no_money_needs_a_rate(tmp_path):
    table = orders(["GBP"])
    given_source = source(currency=SourceCurrency(column="Currency"))
    assert read(opened(given_source, table, folder=tmp_path, wanted=frozenset({"items"})))[1].accepted == 1


days = st.dates(date(2026, 1, 1), date(2026, 3, 1))
rate = st.integers(1, 10_000).map(lambda number: Fraction(number, 100))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(st.tuples(days, st.sampled_from(["USD", "EUR"])), rate, max_size=8),
    st.lists(st.tuples(days, st.integers(0, 86_399), st.sampled_from(["USD", "EUR", "RUB"])), min_size=1, max_size=12),
)
def test_amounts_are_what_a_calendar_and_fractions_make_of_them(tmp_path, rates, rows):
    zone = ZoneInfo("Asia/Vladivostok")
    lines = [f"{day},{code},{float(value)}" for (day, code), value in sorted(rates.items(), reverse=True)]
    at = [datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(seconds=second) for day, second, _ in rows]
    table = orders([code for _, _, code in rows], at=[moment.isoformat() for moment in at])
    found, count = told(tmp_path, table, "\n".join(["date,currency,rate", *lines]) + "\n", timezone=zone.key)
    expected = []
    for moment, (_, _, code) in zip(at, rows, strict=True):
        known = sorted(day for day, other in rates if other == code)
        place = bisect_right(known, moment.astimezone(zone).date())
        if code == "RUB":
            expected.append(2.0)
        elif place:
            expected.append(pytest.approx(float(2 * rates[known[place - 1], code]), rel=1e-12))
    assert found.get("amount", []) == expected
    assert count.quarantined.get("no_rate", 0) == len(rows) - len(expected)


@pytest.mark.parametrize(("written", "rate"), [("0,125", 0.125), ("92,5", 92.5), ("1234,5678", 1234.5678)])
def test_a_comma_that_can_only_be_decimal_is_one(tmp_path, written, rate):
    rates = f'date,currency,rate\n2026-05-01,USD,"{written}"\n'
    assert told(tmp_path, orders(["USD"]), rates)[0]["amount"] == [2 * rate]


@pytest.mark.parametrize(
    ("rates", "sentence"),
    [
        (
            "date,currency\n2026-05-01,USD\n",
            "rates.csv: a table of rates has the columns date, currency and rate; 'rate'",
        ),
        (
            "date,currency,rate\n01.05.2026,USD,90\n",
            "rates.csv:2: '01.05.2026 USD 90' is no exchange rate; write",
        ),
        ("date,currency,rate\n2026-05-01,USD,0\n", "rates.csv:2: '2026-05-01 USD 0' is no exchange rate"),
        ("date,currency,rate\n2026-05-01,USD,nan\n", "rates.csv:2: '2026-05-01 USD nan' is no exchange rate"),
        ("date,currency,rate\n2026-05-01,USD,1,2\n", "rates.csv:2: "),
        ('date,currency,rate\n2026-05-01,USD,"1,234"\n', "rates.csv:2: '2026-05-01 USD 1,234' is no exchange rate"),
        ("date,currency,rate\n2026-05-01, ,90\n", "rates.csv:2: '2026-05-01   90' is no exchange rate"),
        ("date,currency,rate\n2026-05-01,USD,inf\n", "rates.csv:2: '2026-05-01 USD inf' is no exchange rate"),
        ('date,currency,rate\n2026-05-01,USD,"+123,456"\n', "rates.csv:2: '2026-05-01 USD +123,456' is no exch"),
        ('date,currency,rate\n2026-05-01,USD,"1,234.5"\n', "rates.csv:2: '2026-05-01 USD 1,234.5' is no exchange"),
        ('date,currency,rate\n2026-05-01,USD,"1,234,567"\n', "rates.csv:2: '2026-05-01 USD 1,234,567' is no exch"),
        (
            "date,currency,rate\n2026-05-01,USD,1\n2026-05-01,usd,2\n",
            "rates.csv:3: usd has two rates on 2026-05-01: 1.0 and 2.0; keep one of them.",
        ),
    ],
)
def test_a_table_that_is_none_of_rates_is_refused_in_one_sentence(tmp_path, rates, sentence):
    with pytest.raises(SourceError) as fault:
        told(tmp_path, orders(["USD"]), rates)
    assert sentence in fault.value.sentence("en")
    assert fault.value.sentence("ru") != fault.value.sentence("en")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"column": "Curency"}, "shop: no column 'Curency', needed by `currency`"),
        ({"currency": ""}, "shop: the project names no currency to count in; add currency: RUB."),
        ({"code": "GBP"}, "shop: currency: no rate of GBP in RUB is given; add a table"),
    ],
)
def test_a_currency_that_cannot_be_known_is_refused_in_one_sentence(tmp_path, options, sentence):
    with pytest.raises(SourceError) as fault:
        told(tmp_path, orders(["USD"]), **options)
    assert sentence in fault.value.sentence("en")


def test_rates_that_are_not_there_are_said_to_be_missing(tmp_path):
    stated = SourceCurrency(code="USD", rates="nowhere.csv")
    with pytest.raises(SourceError, match=r"nowhere\.csv: no file matches"):
        opened(source(currency=stated), orders(["USD"]), folder=tmp_path, currency="RUB")


PROJECT = """
goalposts: 1
project: Money
timezone: UTC
currency: RUB
evaluation: {from: 2026-05-01, to: 2026-06-01}
data:
  sample.order:
    source: orders.csv
    currency: CURRENCY
"""


@pytest.mark.parametrize(
    "written", ["{column: CURRENCY_ID, rates: rates.csv}", "{code: USD, rates: r.csv}", "{column: c}"]
)
def test_a_project_says_its_currency_and_keeps_it(written):
    project = project_from_text(PROJECT.replace("currency: CURRENCY", f"currency: {written}"), build([]))
    assert project.sources[0].currency == SourceCurrency(**dict(part.split(": ") for part in written[1:-1].split(", ")))
    again = project_from_mapping(document(project), build([]))
    assert again.sources[0].currency == project.sources[0].currency


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("{column: c, code: USD}", "both `column` and `code` are written; keep one of them"),
        ("{rates: rates.csv}", "the currency is not named; add column:"),
        ("{code: dollars}", "an ISO 4217 code such as RUB"),
        ("USD", "this must be a mapping"),
    ],
)
def test_a_currency_that_is_none_is_refused_where_it_is_written(written, sentence):
    with pytest.raises(ProjectFileError) as fault:
        project_from_text(PROJECT.replace("currency: CURRENCY", f"currency: {written}"), build([]))
    assert sentence in fault.value.sentence("en")
