"""Short ways to read an export by a preset, and to write down what it must give."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import goalposts_contact_center
from goalposts import load_catalogue
from goalposts.formats import project_from_mapping
from goalposts.streams.opening import open_source
from goalposts_contact_center.call import CALL
from streams.orders import read

SAMPLES = Path(goalposts_contact_center.__file__).parent / "samples"
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
CATALOGUE = load_catalogue()
BUNDLED_PRESETS = CATALOGUE.presets


def project(source, goals=(), **changes):
    """A project with one source of calls; `source` as in the project file."""
    return project_from_mapping(
        {
            "goalposts": 1,
            "project": "Calls",
            "timezone": "UTC",
            "evaluation": {"from": "2026-03-02", "to": "2026-03-03"},
            "data": {CALL.id: source},
            "goals": list(goals),
            **changes,
        },
        CATALOGUE,
    )


def calls_of(preset, folder, location, **stated):
    """The accepted calls as dicts of plain values, in the order of the file, and what became of the rows."""
    (source,) = project({"source": location, "preset": preset, **stated}).sources
    stream = open_source(source, CALL, timezone="UTC", as_of=date(2027, 1, 1), folder=folder, formats=CATALOGUE.formats)
    table, count = read(stream)
    calls = [dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)]
    assert count.rows == count.accepted + count.filtered + count.duplicates + count.outside + sum(
        count.quarantined.values()
    )
    return calls, count


def after_nine(seconds):
    """UTC microseconds of a moment, in seconds after nine o'clock on 2 March 2026."""
    return int((NINE + timedelta(seconds=seconds)).timestamp() * 1_000_000)


def by_start(calls):
    """In the order of time, whatever the order in which they became certain."""
    return sorted(calls, key=lambda call: (call["offered_at"], call["call_id"], call["queue"] or "", call["outcome"]))
