"""Reads the samples of exports by their presets."""

from pathlib import Path

import goalposts_marketing
from plugins.hand_kept import events_of
from streams.orders import utc

SAMPLES = Path(goalposts_marketing.__file__).parent / "samples"
NO = None


def rows_of(preset, name, columns, folder=SAMPLES, **stated):
    """The events as rows of plain values, and the count, which must add up."""
    table, count = events_of(preset, folder, name, **stated)
    assert count.rows == (
        count.accepted + count.filtered + count.duplicates + count.outside + sum(count.quarantined.values())
    )
    return list(zip(*(table.get(column, []) for column in columns.split()), strict=True)), count


def at(text):
    """Microseconds of a time that is written by the clock of Moscow, three hours ahead all year."""
    return utc(text) - 3 * 3600 * 10**6


def refused(count):
    """What was refused first of every fault: line, field and value."""
    return [(found.line, found.field, found.value) for found in count.details]
