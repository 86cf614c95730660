"""Puts together what is known of some files: how they are read, what they hold, what they can give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from goalposts.errors import GoalpostsError
from goalposts.expressions import ValueType
from goalposts.model import Catalogue, EventType, Source
from goalposts.profiling.between_files import BetweenFiles, between_files
from goalposts.profiling.column_facts import ColumnFacts, TableFacts, table_facts
from goalposts.profiling.event_facts import EventFacts, event_facts
from goalposts.profiling.looking import Seen, look
from goalposts.profiling.mapping_guess import Guess, guessed_mapping
from goalposts.profiling.possible import Possible, possible_kpis
from goalposts.profiling.preset_fit import OFFERED, Fit, fitting_presets, said_columns
from goalposts.profiling.questions import Question, questions_of_cells
from goalposts.profiling.related import Unmatched, unmatched_words
from goalposts.profiling.surroundings import Surroundings
from goalposts.streams.batches.raw import WrittenReader
from goalposts.streams.mapping.currency_words import currency_named, name_currencies, speaks_of_currency


@frozen
class Mapped:
    """How a file becomes events.

    Attributes:
        entry: the source as a project file would state it.
        preset: the fitting preset, if there is one; otherwise the mapping is a guess by names and contents.
        missing: required fields that no column gives.
        questions: what only people can tell.
        naive: whether its times carry no zone, so that people have to name it.
        used: the columns that its fields are made of; None where a format of its own makes the rows.
        facts: of the events, where they could be read.
        taken: the column of an unknown heading that is taken for the time, since the preset knows none of the others.
    """

    event_type: EventType
    entry: Mapping[str, Any]
    preset: Fit | None = None
    missing: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    naive: bool = False
    used: frozenset[str] | None = None
    facts: EventFacts | None = None
    taken: str = ""


@frozen
class FileProfile:
    """One file: how it is read, its columns, the presets that fit, and how it becomes events."""

    seen: Seen
    delimiter: str
    table: TableFacts
    fits: tuple[Fit, ...]
    mapped: Mapped | None

    @property
    def unused(self) -> tuple[str, ...]:
        """The columns that no field is made of; none where nothing is known of that."""
        if self.mapped is None or self.mapped.used is None:
            return ()
        return tuple(column.name for column in self.table.columns if column.name not in self.mapped.used)

    @property
    def currencies(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The unused columns that name several currencies beside amounts, with their words, the commonest first."""
        facts = None if self.mapped is None else self.mapped.facts
        if self.mapped is None or facts is None:
            return ()
        amounts = {field.id for field in self.mapped.event_type.fields if field.type is ValueType.MONEY}
        if not amounts & facts.given:
            return ()
        columns = ((name, self.table.find(name)) for name in self.unused)
        named = ((name, _currencies(column)) for name, column in columns if column is not None)
        return tuple((name, words) for name, words in named if len({currency_named(word) for word in words}) > 1)


@frozen
class SourceProfile:
    """Some files together.

    Attributes:
        kpis: what they can give, and what not and why.
        unmatched: words of one file that the list of another one lacks.
        between: what to know before files that are read alike become one source.
        currency: in which money is counted: as somebody said, else by the sign that all amounts carry.
    """

    files: tuple[FileProfile, ...]
    kpis: tuple[Possible, ...]
    unmatched: tuple[Unmatched, ...]
    currency: str = ""
    between: tuple[BetweenFiles, ...] = ()


def profile(
    locations: Iterable[str],
    catalogue: Catalogue,
    *,
    folder: Path = Path(),
    timezone: str = "",
    currency: str = "",
    event_type: str = "",
    columns: Mapping[str, str] | None = None,
    today: date | None = None,
    progress: Callable[[str], None] | None = None,
) -> SourceProfile:
    """Look at files that no project describes yet.

    Args:
        locations: paths, globs or folders.
        catalogue: its presets are tried, its event types guessed, its KPIs judged.
        folder: what paths are relative to.
        timezone: where naive times were written, if somebody knows.
        currency: in which money is counted, if somebody knows; else the sign beside amounts tells.
        event_type: what the files hold, if somebody knows; else every event type is tried.
        columns: by field the column that it is read from, if somebody knows.
        today: after which day no event can lie, if that is asked.
        progress: told which file is being looked at.

    Raises:
        SourceError: there is no such file, or one cannot be read.
    """
    said = columns or {}
    around = Surroundings(catalogue, folder, timezone, currency, event_type=event_type, columns=said, today=today)
    files = []
    for location in locations:
        for seen in look(location, around):
            if progress is not None:
                progress(seen.file.name)
            files.append(_file(seen, around))
    given: dict[str, frozenset[str]] = {}
    for mapped in (file.mapped for file in files):
        if mapped is not None and not mapped.missing and not any(question.words for question in mapped.questions):
            fields = mapped.facts.given if mapped.facts is not None else frozenset(mapped.entry["fields"])
            given[mapped.event_type.id] = given.get(mapped.event_type.id, frozenset()) | fields
    tables = [(file.seen.file.name, file.table) for file in files]
    signs = {file.table.currency for file in files if file.mapped is not None} - {""}
    return SourceProfile(
        tuple(files),
        possible_kpis(catalogue, given),
        tuple(unmatched_words(tables)),
        currency or (signs.pop() if len(signs) == 1 else ""),
        tuple(between_files(files, around)),
    )


def _currencies(column: ColumnFacts) -> tuple[str, ...]:
    """The words of a column that name currencies, where its heading or all of its words say that it does."""
    words = [word for word, _ in (column.words or Counter()).most_common()]
    if not (speaks_of_currency(column.name) or name_currencies(words)):
        return ()
    return tuple(filter(currency_named, words))


def _file(seen: Seen, around: Surroundings) -> FileProfile:
    try:
        delimiter, table = _table(seen, around)
    except GoalpostsError:
        fits = fitting_presets(seen, around)
        if not fits:
            raise
        # no table by itself, but one to a preset: shown is what that makes of it
        seen = evolve(seen, source=fits[0].source, format=fits[0].source.format)
        delimiter, table = _table(seen, around)
    else:
        around = evolve(around, currency=table.currency or around.currency)
        fits = fitting_presets(seen, around, table)
        if fits and seen.format == "csv" and fits[0].preset.format in around.catalogue.formats:
            # a log without headings: its first row names no columns, and the format does
            seen = evolve(seen, source=fits[0].source, format=fits[0].source.format)
            delimiter, table = _table(seen, around)
    return FileProfile(seen, delimiter, table, fits, _mapped(seen, fits, table, around))


def _table(seen: Seen, around: Surroundings) -> tuple[str, TableFacts]:
    """What separates the cells of a text, and what the columns hold."""
    readers = seen.tables(around.catalogue)
    written = readers[0].written if isinstance(readers[0], WrittenReader) else None
    return written[1] if written else "", table_facts(*readers)


def _mapped(seen: Seen, fits: tuple[Fit, ...], table: TableFacts, around: Surroundings) -> Mapped | None:
    """By the preset that fits best, else by the guess."""
    if fits:
        return _by_preset(seen, fits[0], table, around)
    guess = guessed_mapping(table, around.catalogue, around.event_type, around.columns)
    if guess is None:
        return None
    return _by_preset_but_time(seen, guess, table, around) or _by_guess(seen, guess, around)


def _by_preset_but_time(seen: Seen, guess: Guess, table: TableFacts, around: Surroundings) -> Mapped | None:
    """By a preset that lacks but the heading of the time, as if somebody had said which column that is."""
    time = guess.event_type.time
    rule = guess.fields.get(time, "")
    column = rule if isinstance(rule, str) else rule.get("column", "")
    if not column or time in around.columns:
        return None
    said = evolve(around, event_type=guess.event_type.id, columns={**around.columns, time: column})
    fits = fitting_presets(seen, said, table)
    return evolve(_by_preset(seen, fits[0], table, said), taken=column) if fits else None


def _by_preset(seen: Seen, fit: Fit, table: TableFacts, around: Surroundings) -> Mapped:
    kind = around.catalogue.event_types[fit.preset.event_type]
    naive = not fit.preset.options.get("timezone") and _needs_zone(fit.source, kind, around)
    entry: dict[str, Any] = {
        "source": seen.file.location,
        "format": fit.preset.id,
        **_sheet(seen),
        **_zone(around, naive=naive),
    }
    if fit.source.encoding != fit.preset.options.get("encoding", "utf-8"):
        entry["encoding"] = fit.source.encoding
    entry |= said_columns(kind, around, table)
    facts = event_facts(fit.source, kind, around)
    used = None if fit.preset.format in around.catalogue.formats else fit.columns
    return Mapped(kind, entry, fit, questions=tuple(_asked(fit, table)), naive=naive, used=used, facts=facts)


def _asked(fit: Fit, table: TableFacts) -> Iterator[Question]:
    """What the cells leave open although a preset reads them: it takes them one way, and they may be meant another."""
    for field in fit.fields:
        columns = (table.find(name) for name in field.rule.columns)
        for column in columns:
            if column is not None:
                yield from questions_of_cells(field.id, field.type, column, fit.source.thousands)


def _by_guess(seen: Seen, guess: Guess, around: Surroundings) -> Mapped:
    entry: dict[str, Any] = {"source": seen.file.location, **_sheet(seen), **_zone(around, naive=guess.naive)}
    if seen.source.encoding != "utf-8":
        entry["encoding"] = seen.source.encoding
    if seen.source.records:
        entry["records"] = seen.source.records
    if guess.decimal != ".":
        entry["decimal"] = guess.decimal
    entry["fields"] = dict(guess.fields)
    mapped = Mapped(
        guess.event_type, entry, None, guess.missing, guess.questions, guess.naive, guess.columns | set(OFFERED)
    )
    if guess.missing or any(question.words for question in guess.questions):
        return mapped
    try:
        source = around.source_of({**entry, "timezone": around.zone}, guess.event_type.id)
        return evolve(mapped, facts=event_facts(source, guess.event_type, around))
    except GoalpostsError:
        return mapped  # a guess that cannot be read stays a guess


def _sheet(seen: Seen) -> dict[str, str]:
    return {"sheet": seen.source.sheet} if seen.source.sheet else {}


def _zone(around: Surroundings, *, naive: bool) -> dict[str, str]:
    return {"timezone": around.timezone} if naive and around.timezone else {}


def _needs_zone(source: Source, kind: EventType, around: Surroundings) -> bool:
    """Whether the file's times cannot be read without a zone: reading a little of it without one tells."""
    try:
        next(iter(around.opened(evolve(source, timezone=""), kind)), None)
    except GoalpostsError:
        return True
    return False
