"""Whatever file a preset is given: its rows are accounted for, or one sentence says why it is not read."""

from contextlib import suppress

import pytest
from goalposts import SourceError, load_catalogue
from plugins.marketing.exports import SAMPLES, rows_of

PRESETS = sorted(key for key, preset in load_catalogue().presets.items() if preset.event_type.startswith("marketing."))
FILES = sorted(path.name for path in SAMPLES.iterdir() if path.is_file())
BROKEN = {
    "ga4.ndjson": (
        '{"event_name": "purchase", "event_timestamp": "1", "event_params": 5}\n'
        '{"event_name": "purchase", "event_timestamp": "x", "event_params": [1], "user_pseudo_id": "a"}\n'
        '{"event_name": "purchase", "event_timestamp": "1772323200000000", "event_params": [{"key": "currency"}]}\n'
        '{"event_name": {"a": 1}, "event_params": "not JSON"}\n'
        "[]\n"
    ),
    "visits.tsv": (
        "ym:s:visitID\tym:s:dateTimeUTC\tym:s:clientID\tym:s:lastTrafficSource\tym:s:purchaseID\tym:s:goalsID\n"
        "1\tyesterday\t7\tad\t['\t[[[\n"
        "\t\t\t\t\t\n"
        "2\t2026-03-01 10:00:00\t7\n"
    ),
    "costs.csv": "Date,Cost,date_start,date_stop,spend,cost_micros\n,,,,,\nx,1e9,y,z,NaN,-\n2026-03-01,٣٤,a,a,١,²\n",
    "empty.tsv": "",
}


def given(preset, name, folder):
    """Any other fault than a refusal fails the test, and so do rows that do not add up."""
    with suppress(SourceError):
        rows_of(preset, name, "at", folder)


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("name", FILES)
def test_an_export_of_another_system(preset, name):
    given(preset, name, SAMPLES)


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_export(tmp_path, preset, name):
    (tmp_path / name).write_text(BROKEN[name], "utf-8")
    given(preset, name, tmp_path)


@pytest.mark.parametrize("preset", ["ga4", "ga4.purchases"])
def test_parameters_that_cannot_be_read(tmp_path, preset):
    (tmp_path / "ga4.ndjson").write_text(BROKEN["ga4.ndjson"], "utf-8")
    _, count = rows_of(preset, "ga4.ndjson", "at", tmp_path)
    assert count.rows == 5
    assert count.quarantined["bad_event_params"] == 3
    assert count.quarantined["bad_json"] == 1
