"""Checks that a preset of a plugin is a source that can be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from goalposts.errors import GoalpostsError, listed
from goalposts.formats import project_from_mapping
from goalposts.model.rings import ring
from goalposts.testing.sample import sample_mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Catalogue, EventType, Preset, Source

_ID: Final = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")
_OF_THE_PROJECT: Final = ("name", "source", "from", "until", "observed_until", "query")
_OF_THE_PRESET: Final = ("preset", "format", "fields", "dimensions", "dedupe", "where")


def preset_breaches(preset: Preset, catalogue: Catalogue) -> Iterator[str]:
    """Yield what is wrong with a preset: its name, its note, its options, and how it makes events of rows."""
    if not _ID.fullmatch(preset.id):
        yield "its id is small letters, digits and underscores, a dot between the system and the export"
    if preset.note is None:
        yield "it has no note: say what such exports lack, and what only people can tell"
    if preset.version < 1:
        yield f"version {preset.version}: versions are counted from 1"
    for option in preset.options:
        if option in _OF_THE_PROJECT:
            yield f"option '{option}' is for the project to state"
        if option in _OF_THE_PRESET:
            yield f"option '{option}' is an attribute of the preset itself"
    if {*_OF_THE_PROJECT, *_OF_THE_PRESET}.isdisjoint(preset.options):
        yield from _source_breaches(preset, catalogue)


def _source_breaches(preset: Preset, catalogue: Catalogue) -> Iterator[str]:
    stated = {preset.event_type: {"source": "export", "preset": preset.id}}
    try:
        (source,) = project_from_mapping(sample_mapping(catalogue, data=stated), catalogue).sources
    except GoalpostsError as error:
        yield f"a project cannot read it: {error}"
        return
    kind = catalogue.event_types[preset.event_type]
    yield from _mapping_breaches(source, kind)
    known = catalogue.formats.get(source.format)
    if known is not None and not known.reads:  # a format that reads a table leaves its columns usable
        yield from _column_breaches(source, kind, known.columns)


def _mapping_breaches(source: Source, kind: EventType) -> Iterator[str]:
    from goalposts.streams.conversion.fields import check_rule
    from goalposts.streams.mapping.formulas import fields_within
    from goalposts.streams.mapping.mapped_fields import map_fields

    known = {field.id for field in kind.fields}
    for dimension in sorted(known & set(source.dimensions)):
        yield f"dimension '{dimension}' is a field of {kind.id}"
    try:
        fields = map_fields(kind, source)
        for field in fields:
            check_rule(field, source.preset)
        if found := ring(fields_within(fields)):
            yield f"fields are made of each other: {' -> '.join(found)}; name a column of the file in one of them"
    except GoalpostsError as error:
        yield str(error)


def _column_breaches(source: Source, kind: EventType, columns: tuple[str, ...]) -> Iterator[str]:
    """Of a format that a plugin brings all columns are known."""
    rules = {**source.fields, **source.dimensions}
    used = {column: f"field {name}" for name, rule in rules.items() for column in rule.columns}
    used |= dict.fromkeys(source.condition_columns, "`where`")
    if source.dedupe_by and source.dedupe_by not in {*source.dimensions, *(field.id for field in kind.fields)}:
        used[source.dedupe_by] = "`dedupe_by`"
    for column, by in sorted(used.items()):
        if column not in columns:
            yield f"its format has no column '{column}', needed by {by}; it has: {listed(columns).en}"
    for field in kind.fields:
        if field.required and field.id not in {*source.fields, *columns}:
            yield f"nothing gives field {field.id}, which {kind.id} requires"
