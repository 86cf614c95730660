"""Reads a file by a preset, as a project file would have it."""

from datetime import date

from goalposts import load_catalogue
from goalposts.formats import project_from_mapping
from goalposts.streams.opening import open_source
from streams.orders import read


def events_of(preset, folder, name, **stated):
    """The events as a table of plain values, and the count."""
    catalogue = load_catalogue()
    known = catalogue.presets[preset]
    project = project_from_mapping(
        {
            "goalposts": 1,
            "project": "Sheet",
            "timezone": "Europe/Moscow",
            "evaluation": {"from": "2026-01-01", "to": "2026-12-01"},
            "data": {known.event_type: {"source": name, "format": preset, "timezone": "Europe/Moscow", **stated}},
        },
        catalogue,
    )
    (source,) = project.sources
    stream = open_source(
        source,
        catalogue.event_types[known.event_type],
        timezone="Europe/Moscow",
        currency="RUB",
        as_of=date(2027, 1, 1),
        folder=folder,
        formats=catalogue.formats,
    )
    return read(stream)
