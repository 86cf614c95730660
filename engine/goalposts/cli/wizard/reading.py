"""Looks at one file and finds how it is read: what only people can tell is asked, or taken from the options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, frozen

from goalposts.cli.wizard.dialogue import Choice
from goalposts.errors import InputError, listed
from goalposts.locale import Text

if TYPE_CHECKING:
    from goalposts.cli.wizard.dialogue import Dialogue
    from goalposts.cli.wizard.work import Work
    from goalposts.model import EventType
    from goalposts.profiling.profile import FileProfile, Mapped
    from goalposts.profiling.questions import Question

_NO_EVENTS = Text(en="nothing in it can be told to be events", ru="не понять, какие события в этом файле")
_SAY_WHICH = Text(
    en="say what it holds, as TYPE=FILE; `goalposts events` lists the types",
    ru="укажите, что в нём: ТИП=ФАЙЛ; типы перечисляет `goalposts events`",
)
_MISSING = Text(
    en="no column for {fields}, without which it is no {kind}; its columns: {columns}",
    ru="нет столбца для {fields}, а без этого нет события {kind}; столбцы: {columns}",
)
_GIVE_COLUMN = Text(en="say which, as --column {field}=...", ru="укажите его: --column {field}=...")
_COLUMN = Text(en="Which column is it: {field}?", ru="В каком столбце {field}?")
_NO_COLUMN = Text(en="'{file}' has no column '{column}'", ru="в «{file}» нет столбца «{column}»")
_ITS_COLUMNS = Text(en="it has: {columns}", ru="в нём есть: {columns}")
_MEANS = Text(en="What does '{word}' in column '{column}' mean?", ru="Что значит «{word}» в столбце «{column}»?")
_UNKNOWN_WORDS = Text(
    en="only you can tell what {words} in column '{column}' means; it is one of: {meanings}",
    ru="только вы знаете, что значит {words} в столбце «{column}»; это одно из: {meanings}",
)
_GIVE_MEANING = Text(en='say it, as --fill "{field}.{word}=..."', ru='укажите: --fill "{field}.{word}=..."')
_NO_MEANING = Text(en="'{meaning}' is none of: {meanings}", ru="«{meaning}» — ничто из: {meanings}")
_CHOOSE_ONE = Text(en="choose one of them", ru="выберите что-то из этого")
_REST: Final = "*"
_MOST_ASKED: Final = 8
_ALL_OTHERS = Text(en="all other words", ru="все остальные слова")
_LEFT_OUT = Text(en="none of these: set such rows aside", ru="ничто из этого: такие строки отложить")
_SKIP: Final = "-"
_FORMAT = Text(en="How is the time written in '{column}'?", ru="Как записано время в столбце «{column}»?")
_NUMBER = Text(en="What is {number} in '{column}'?", ru="Что такое {number} в столбце «{column}»?")
_WHOLE = Text(en="a whole number, its digits in groups", ru="целое число, цифры разбиты на группы")
_FRACTION = Text(en="a number with decimals", ru="дробное число")


@frozen
class Read:
    """A file and how it is read.

    Attributes:
        entry: the source as the project file states it.
        used: the keys of `--fill` that were of use.
    """

    file: FileProfile
    mapped: Mapped
    entry: Mapping[str, Any]
    used: frozenset[str] = frozenset()


def read_file(work: Work, ask: Dialogue, location: str, kind: str) -> Read:
    """Look at a file.

    Args:
        work: whose zone and currency count.
        ask: whom to ask.
        location: the file, relative to the working folder.
        kind: the event type that it is to hold; empty where the file may tell.

    Raises:
        InputError: it cannot be read, or nobody is there to ask what only people can tell.
    """
    from goalposts.profiling import profile

    known = work.values()
    columns = dict(work.given.columns)
    while True:
        found = profile(
            [location],
            work.catalogue,
            folder=Path(),
            timezone=known["timezone"],
            currency=known.get("currency", ""),
            event_type=kind,
            columns=columns,
        )
        files = [file for file in found.files if file.mapped is not None]
        if not files:
            raise InputError(_NO_EVENTS, location, _SAY_WHICH)
        file = min(files, key=lambda one: (len(one.mapped.missing) if one.mapped else 0, -one.table.rows))
        assert file.mapped is not None
        _refuse_strange_columns(file, columns, file.mapped.event_type)
        if not file.mapped.missing:
            return _answered(work, ask, Read(file, file.mapped, dict(file.mapped.entry)))
        columns |= _asked_columns(ask, file, file.mapped)


def _refuse_strange_columns(file: FileProfile, columns: Mapping[str, str], kind: EventType) -> None:
    names = [column.name for column in file.table.columns]
    for field, column in columns.items():
        if kind.find(field) is not None and column not in names:
            problem = _NO_COLUMN.fill(file=file.seen.file.name, column=column)
            raise InputError(problem, f"--column {field}", _ITS_COLUMNS.fill(columns=listed(names)))


def _asked_columns(ask: Dialogue, file: FileProfile, mapped: Mapped) -> dict[str, str]:
    names = [column.name for column in file.table.columns]
    if not ask.asking:
        problem = _MISSING.fill(fields=listed(mapped.missing), kind=mapped.event_type.id, columns=listed(names))
        raise InputError(problem, file.seen.file.name, _GIVE_COLUMN.fill(field=mapped.missing[0]))
    choices = [Choice(name, Text.of(name)) for name in names]
    return {field: ask.choose(_COLUMN.fill(field=called(mapped, field)), choices) for field in mapped.missing}


def called(mapped: Mapped, field: str) -> Text:
    """Call a field by what it means, where that is said, and by its id."""
    found = mapped.event_type.find(field)
    summary = None if found is None else found.summary
    return Text.of(field) if summary is None else _in_brackets(summary, field)


def _in_brackets(summary: Text, field: str) -> Text:
    return Text(en=f"{summary.en.rstrip('.')} ({field})", ru=f"{summary.ru.rstrip('.')} ({field})")


def _answered(work: Work, ask: Dialogue, read: Read) -> Read:
    for question in read.mapped.questions:
        if question.words:
            read = _with_words(work, ask, read, question)
        elif question.formats:
            read = _with_format(work, ask, read, question)
        else:
            read = _with_number(work, ask, read, question)
    return read


def _with_rule(read: Read, question: Question, key: str, *used: str, **rule: object) -> Read:
    fields = dict(read.entry.get("fields", {}))
    written = fields.get(question.field, question.column)
    known = written if isinstance(written, Mapping) else {"column": written}
    entry = {**read.entry, "fields": {**fields, question.field: {**known, **rule}}}
    return evolve(read, entry=entry, used=read.used | {key, *used})


def _with_words(work: Work, ask: Dialogue, read: Read, question: Question) -> Read:
    field = read.mapped.event_type.find(question.field)
    meanings = () if field is None else field.values
    allowed = (*meanings, _SKIP)
    told = {word: work.filled(f"{question.field}.{word}") for word in (*question.words, _REST)}
    given = {word: meaning for word, meaning in told.items() if meaning is not None}
    for meaning in given.values():
        _refuse_others(meaning, allowed)
    open_words = [word for word in question.words if word not in given and _REST not in given]
    if open_words and not ask.asking:
        problem = _UNKNOWN_WORDS.fill(words=listed(open_words), column=question.column, meanings=listed(allowed))
        hint = _GIVE_MEANING.fill(field=question.field, word=open_words[0])
        raise InputError(problem, read.file.seen.file.name, hint)
    if len(open_words) > _MOST_ASKED:
        open_words = [*open_words[:_MOST_ASKED], _REST]
    choices = [*(Choice(meaning, Text.of("")) for meaning in meanings), Choice(_SKIP, _LEFT_OUT)]
    for word in open_words:
        shown = _ALL_OTHERS if word == _REST else Text.of(word)
        given[word] = ask.choose(_MEANS.fill(word=shown, column=question.column), choices)
    known = {word: meaning for word, meaning in given.items() if meaning != _SKIP}
    own = {word: word for word in meanings if word in _words_of(read, question)}
    keys = [f"{question.field}.{word}" for word in told]
    return _with_rule(read, question, keys[0], *keys, values={**own, **known})


def _refuse_others(said: str, known: Sequence[str]) -> None:
    if said not in known:
        raise InputError(_NO_MEANING.fill(meaning=said, meanings=listed(known)), "--fill", _CHOOSE_ONE)


def _words_of(read: Read, question: Question) -> tuple[str, ...]:
    column = read.file.table.find(question.column)
    return () if column is None or column.words is None else tuple(column.words)


def _with_format(work: Work, ask: Dialogue, read: Read, question: Question) -> Read:
    key = f"{question.field}.format"
    choices = [Choice(form, Text.of("")) for form in question.formats]
    said = work.filled(key) or ask.choose(_FORMAT.fill(column=question.column), choices, proposed=question.formats[0])
    _refuse_others(said, question.formats)
    return _with_rule(read, question, key, format=said)


def _with_number(work: Work, ask: Dialogue, read: Read, question: Question) -> Read:
    key = f"{question.field}.number"
    choices = [Choice("whole", _WHOLE), Choice("fraction", _FRACTION)]
    asked = _NUMBER.fill(number=question.grouped, column=question.column)
    said = work.filled(key) or ask.choose(asked, choices, proposed="whole")
    _refuse_others(said, [choice.word for choice in choices])
    sign = {"thousands" if said == "whole" else "decimal": question.sign}
    return evolve(read, entry={**read.entry, **sign}, used=read.used | {key})
