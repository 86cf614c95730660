"""Paths of customers through channels, one row for all customers of one path: a format writes their touches out."""

from datetime import UTC, date, datetime, timedelta

import goalposts as gp
import goalposts_marketing
import pytest
from goalposts import Domain, Row, SourceFormat, WrongRow
from real_data import DATA, needs_real_data

pytestmark = needs_real_data

START = datetime(2026, 1, 5, tzinfo=UTC)
PROJECT = {
    "goalposts": 1,
    "project": "Paths",
    "timezone": "UTC",
    "evaluation": {"from": "2026-01-01", "to": "2026-02-01"},
    "data": {
        "marketing.touch": {"format": "paths-touches", "timezone": "UTC"},
        "marketing.conversion": {"format": "paths-conversions", "timezone": "UTC"},
    },
}
CHANNELS = ["alpha", "iota", "eta", "theta", "beta", "lambda", "gamma", "epsilon", "kappa", "zeta", "mi", "delta"]
FIRST = 6_308, 4_606, 3_164, 1_606, 2_831, 902, 165, 99, 74, 27, 2, 1
LAST = 8_447, 3_355, 4_167, 653, 989, 1_207, 92, 531, 230, 107, 2, 5
READ = ("path", "total_conversions", "total_conversion_value")


def customers(file):
    """Every customer who bought, with the channels on the way and an even part of the value of all who went it."""
    for row in file.rows():
        assert not isinstance(row, WrongRow)
        count = int(row.cells["total_conversions"])
        for number in range(count):
            channels = row.cells["path"].split(" > ")
            yield row.line, f"{row.line}-{number}", channels, float(row.cells["total_conversion_value"]) / count


def touches(file):
    for line, person, channels, _ in customers(file):
        for place, channel in enumerate(channels):
            at = START + timedelta(minutes=place)
            yield Row(line, {"person": person, "at": at.isoformat(), "channel": channel})


def conversions(file):
    for line, person, _, value in customers(file):
        yield Row(line, {"person": person, "at": (START + timedelta(days=1)).isoformat(), "value": value})


def written_out(name, read, columns):
    return SourceFormat(name, columns, read, reads=dict.fromkeys(columns, READ))


PATHS = Domain(
    "paths",
    prefix="PTH",
    formats=[
        written_out("paths-touches", touches, ("person", "at", "channel")),
        written_out("paths-conversions", conversions, ("person", "at", "value")),
    ],
)


@pytest.fixture(scope="module")
def credit():
    file = DATA / "marketing" / "channel_paths" / "data.csv.gz"
    written = {name: {**source, "source": str(file)} for name, source in PROJECT["data"].items()}
    project = gp.project({**PROJECT, "data": written}, gp.load_catalogue([goalposts_marketing, PATHS]))
    return gp.channel_credit(project, "marketing.credit", as_of=date(2026, 3, 1))


def test_first_and_last_touch(credit):
    """To the conversion, as they are published for this file."""
    assert credit["first"] == pytest.approx(dict(zip(CHANNELS, FIRST, strict=True)), abs=1e-6)
    assert credit["last"] == pytest.approx(dict(zip(CHANNELS, LAST, strict=True)), abs=1e-6)


def test_every_model_divides_all_conversions(credit):
    assert {"first", "last", "linear", "markov"} <= set(credit)
    for model, channels in credit.items():
        assert sum(channels.values()) == pytest.approx(19_785, abs=1e-6), model
