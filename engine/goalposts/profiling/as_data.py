"""A profile as plain data for other programs."""

from __future__ import annotations

from typing import Any

from goalposts.profiling.data_entry import data_entry
from goalposts.profiling.event_facts import EventFacts
from goalposts.profiling.profile import FileProfile, Mapped, SourceProfile


def profile_data(found: SourceProfile) -> dict[str, Any]:
    """Return everything that was found as mappings, lists, texts and numbers."""
    return {
        "files": [_file(file) for file in found.files],
        "kpis": {known.kpi.id: {"possible": not known.missing, "missing": list(known.missing)} for known in found.kpis},
        "unmatched": [
            {
                "file": strange.file,
                "column": strange.column,
                "list": strange.keys,
                "rows": strange.rows,
                "words": [{"word": word, "nearest": near or None} for word, near in strange.words],
            }
            for strange in found.unmatched
        ],
        "between_files": [
            {
                "event_type": between.event_type,
                "kind": between.kind,
                "files": list(between.files),
                "rows": between.rows,
            }
            for between in found.between
        ],
        "currency": found.currency or None,
        "data": data_entry(found),
    }


def _file(file: FileProfile) -> dict[str, Any]:
    return {
        "file": file.seen.file.name,
        "format": file.seen.format,
        "encoding": file.seen.source.encoding,
        "delimiter": file.delimiter or None,
        "rows": file.table.rows,
        "wrong_rows": file.table.wrong,
        "columns": [
            {
                "name": column.name,
                "type": column.guess.kind,
                "formats": list(column.guess.formats),
                "decimal": column.guess.decimal or None,
                "currency": column.guess.currency or None,
                "zoned": column.guess.zoned,
                "two_ways": list(column.guess.two_ways) or None,
                "missing": column.missing,
                "distinct": None if column.words is None else len(column.words),
            }
            for column in file.table.columns
        ],
        "presets": [
            {"id": fit.preset.id, "accepted": fit.accepted, "fields": sorted(fit.given), "columns": fit.named}
            for fit in file.fits
        ],
        "currencies": {column: list(words) for column, words in file.currencies},
        "mapped": None if file.mapped is None else _mapped(file.mapped),
    }


def _mapped(mapped: Mapped) -> dict[str, Any]:
    return {
        "event_type": mapped.event_type.id,
        "preset": None if mapped.preset is None else mapped.preset.preset.id,
        "source": dict(mapped.entry),
        "missing": list(mapped.missing),
        "needs_timezone": mapped.naive and "timezone" not in mapped.entry,
        "questions": [
            {
                "field": question.field,
                "column": question.column,
                "words": list(question.words),
                "formats": list(question.formats),
                "grouped": question.grouped or None,
            }
            for question in mapped.questions
        ],
        "events": None if mapped.facts is None else _events(mapped.facts),
    }


def _events(facts: EventFacts) -> dict[str, Any]:
    count = facts.count
    return {
        "rows": count.rows,
        "accepted": count.accepted,
        "filtered": count.filtered,
        "left_out": {found.reason: found.rows for found in count.left_out},
        "duplicates": count.duplicates,
        "quarantined": dict(count.quarantined),
        "first": count.first,
        "last": count.last,
        "days": facts.days,
        "gaps": [[first.isoformat(), last.isoformat()] for first, last in facts.gaps],
        "spikes": {day.isoformat(): events for day, events in facts.spikes},
        "repeated_ids": facts.repeated,
        "later": {name: {"rows": rows, "as": moment.isoformat()} for name, rows, moment in facts.later},
        "null_shares": dict(facts.null_shares),
    }
