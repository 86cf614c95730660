"""Says what to do about a file that its source does not fit: which preset, sheet or column of it does."""

from __future__ import annotations

import json
from codecs import lookup
from collections.abc import Iterator
from itertools import takewhile
from typing import Any, Final

from attrs import evolve, frozen

from goalposts.errors import GoalpostsError, MissingColumnError, SourceError, listed, nearest
from goalposts.formats.value_edits import written as in_yaml
from goalposts.locale import Text, join
from goalposts.model import Project, Source, SourceFormat
from goalposts.model.addresses import is_address
from goalposts.model.place_words import line_of_source
from goalposts.profiling.column_facts import table_facts
from goalposts.profiling.looking import Seen, look
from goalposts.profiling.mapping_guess import guessed_mapping
from goalposts.profiling.preset_fit import Fit, fitting_presets
from goalposts.profiling.surroundings import Surroundings
from goalposts.streams.files.locations import STANDARD_INPUT
from goalposts.streams.files.text_encoding import TAKE_ENCODING_OUT

_WILD: Final = frozenset("*?[")


def cured(error: SourceError, project: Project, source: Source) -> SourceError:
    """Return a refusal with what to do about it, where the file shows that; unchanged where it does not.

    Args:
        error: what was said when the file was opened or read.
        project: in whose file the source stands.
        source: whose files are read; no table stands for them.
    """
    if any(location == STANDARD_INPUT or is_address(location) for location in source.locations):
        return error
    if not isinstance(error, MissingColumnError) and source.format not in project.catalogue.formats:
        return error
    around = Surroundings(
        project.catalogue,
        project.folder,
        source.timezone or project.timezone,
        project.currency,
        event_type=source.event_type,
    )
    try:
        hints = tuple(_Misfit(error, project, source, around).cures())
    except (GoalpostsError, OSError):
        return error  # what cannot even be looked at is told as it is
    return evolve(error, hint=join(hints, "; ")) if hints else error


@frozen
class _Misfit:
    """A file that a source does not fit, and what is known of both."""

    error: SourceError
    project: Project
    source: Source
    around: Surroundings

    def cures(self) -> Iterator[Text]:
        """What may be done: the most likely thing alone."""
        every = [seen for location in self.source.locations for seen in look(location, self.around)]
        named = [seen for seen in every if seen.file.name == self.error.where]
        sheets = [seen for seen in every if self.error.where.startswith(f"{seen.file.name.partition(':')[0]}:")]
        if _WILD & set(self.source.sheet) and (sheet := self._sheet(sheets)):
            yield sheet
            return
        for seen in named[:1]:
            if self._is_misread(seen):
                yield join((TAKE_ENCODING_OUT, Text.of("({place})").fill(place=self._place("encoding"))))
            elif (answer := self._empty_answer(seen)) or (answer := self._preset(seen)):
                yield answer
            elif isinstance(self.error, MissingColumnError) and self.error.field:
                yield self._column(seen, self.error)

    def _sheet(self, sheets: list[Seen]) -> Text | None:
        """The sheets of the workbook that the source can be read from."""
        titles = [seen.source.sheet for seen in sheets if seen.source.sheet]
        one = evolve(self.source, locations=tuple(seen.file.location for seen in sheets[:1]))
        good = [title for title in titles if self._opens(evolve(one, sheet=title))]
        if not good:
            return None
        pattern = f"{_beginning(good)}*"
        others = [title for title in titles if title not in good]
        if len(good) > 1 and (pattern == "*" or any(title.startswith(pattern[:-1]) for title in others)):
            return _SHEETS.fill(sheets=_quoted(good), place=self._place("sheet"))
        named = good[0] if len(good) == 1 else pattern
        wanted = json.dumps(named, ensure_ascii=False)
        return _SHEET.fill(sheets=_quoted(good), wanted=wanted, place=self._place("sheet"))

    def _opens(self, source: Source) -> bool:
        try:
            self.around.opened(source, self.project.catalogue.event_types[source.event_type])
        except GoalpostsError:
            return False
        return True

    def _is_misread(self, seen: Seen) -> bool:
        """Whether names of columns are only strange because the source states another encoding than UTF-8."""
        if seen.source.encoding != "utf-8" or lookup(self.source.encoding).name in ("utf-8", "utf-8-sig"):
            return False
        return self._opens(evolve(self.source, locations=(seen.file.location,), encoding="utf-8"))

    def _empty_answer(self, seen: Seen) -> Text | None:
        """Another system's answer without rows: its only key tells whose it is."""
        from goalposts.streams.documents.json_file import is_empty_answer

        formats = self.project.catalogue.formats
        own = formats.get(self.source.format)
        if seen.format != "json" or own is None or not own.records:
            return None
        theirs = [known.id for known in formats.values() if is_empty_answer(seen.file, known.records)]
        presets = [
            preset.id
            for preset in self.project.catalogue.presets.values()
            if preset.format in theirs and preset.event_type == self.source.event_type
        ]
        if not presets:
            return None
        return _ANSWER.fill(
            theirs=_or(presets),
            stated=self.source.preset or self.source.format,
            place=self._place("format"),
            empty=_empty(own),
        )

    def _preset(self, seen: Seen) -> Text | None:
        """A preset that reads the file, where that of the source does not."""
        fits = fitting_presets(seen, self.around)
        if not fits or self.source.preset in {fit.preset.id for fit in fits}:
            return None
        lacking = self._lacking(seen, fits[0])
        if not self.source.preset:  # of a mapping that fits but for a column, that column is told
            fitting = len(lacking) * 2 <= len(self.source.fields)
            return None if fitting else _INSTEAD.fill(fit=fits[0].preset.id, place=self._place("fields"))
        said = _PRESET.fill(fit=fits[0].preset.id, stated=self.source.preset, place=self._place("format"))
        return join((said, _TAKE_OUT.fill(fields=listed(f"`{name}`" for name in lacking))), "") if lacking else said

    def _lacking(self, seen: Seen, fit: Fit) -> list[str]:
        """The source's own fields whose columns the file does not have, and so would be missed by any preset."""
        there = seen.open(self.project.catalogue).columns
        preset = self.project.catalogue.presets.get(self.source.preset)
        by_preset = {} if preset is None else preset.fields
        return [
            name
            for name, rule in self.source.fields.items()
            if self._states(f"fields.{name}")
            and (name not in by_preset or name not in fit.source.fields)
            and any(column not in there for column in rule.columns)
        ]

    def _column(self, seen: Seen, error: MissingColumnError) -> Text:
        """The column that the field may be made of, and the key that says so."""
        place = self._place(f"fields.{error.field}")
        found = self._likely(seen, error)
        if not self._states(f"fields.{error.field}"):
            return _ADD.fill(rule=f"{error.field}: {_flow(found) if found else '<...>'}", place=place)
        said = _RENAME.fill(column=_column_of(found), place=place) if found else _NAME.fill(place=place)
        field = self.project.catalogue.event_types[self.source.event_type].find(error.field)
        needed = field is not None and field.required
        return said if needed else join((said, _OR_TAKE_OUT.fill(field=error.field)), "")

    def _likely(self, seen: Seen, error: MissingColumnError) -> Any:
        """How the field may be read: by a column that presets know or that alone holds times, else of a near name."""
        table = table_facts(seen.open(self.project.catalogue))
        guess = guessed_mapping(table, self.project.catalogue, self.source.event_type)
        known = None if guess is None else guess.fields.get(error.field)
        return known or nearest(error.columns[0], (column.name for column in table.columns))

    def _states(self, key: str) -> bool:
        return self.project.place_of(self.source, key) != self.project.place_of(self.source)

    def _place(self, key: str) -> Text:
        return line_of_source(self.project, self.source, key)


def _quoted(names: list[str]) -> Text:
    return Text(en=", ".join(f"'{name}'" for name in names), ru=", ".join(f"«{name}»" for name in names))


def _column_of(rule: Any) -> str:
    """The column that a rule reads first."""
    return str(rule if isinstance(rule, str) else next(iter(rule.get("columns", ())), rule.get("column", "")))


def _flow(rule: Any) -> str:
    """A rule in one line of YAML."""
    if isinstance(rule, dict):
        return f"{{{', '.join(f'{key}: {_flow(value)}' for key, value in rule.items())}}}"
    return f"[{', '.join(map(_flow, rule))}]" if isinstance(rule, list) else in_yaml(str(rule))


def _beginning(names: list[str]) -> str:
    """What all names begin with."""
    return "".join(signs[0] for signs in takewhile(lambda signs: len(set(signs)) == 1, zip(*names, strict=False)))


def _or(names: list[str]) -> Text:
    return Text(en=" or ".join(names), ru=" или ".join(names))


def _empty(known: SourceFormat) -> str:
    """What a format takes for an answer without rows."""
    answer: object = []
    for key in reversed(min(known.records, key=len).split(".")):
        answer = {key: answer}
    return json.dumps(answer)


_SHEET: Final = Text(
    en="the source fits {sheets} only: write `sheet: {wanted}` ({place})",
    ru="источнику подходит только {sheets}: напишите `sheet: {wanted}` ({place})",
)
_SHEETS: Final = Text(
    en="the source fits {sheets} only: state one source for each, with its `sheet:` ({place})",
    ru="источнику подходят только {sheets}: опишите для каждого листа свой источник с `sheet:` ({place})",
)
_ANSWER: Final = Text(
    en="this is an empty answer of {theirs}, and the source says {stated} ({place}): name the former there, or put the "
    "empty answer of the latter in the file, `{empty}`",
    ru="это пустой ответ {theirs}, а у источника указано {stated} ({place}): впишите туда первое или замените файл "
    "пустым ответом второго, `{empty}`",
)
_PRESET: Final = Text(
    en="the file looks like {fit}, and the source says {stated}: write `format: {fit}` ({place})",
    ru="файл похож на {fit}, а у источника указано {stated}: напишите `format: {fit}` ({place})",
)
_INSTEAD: Final = Text(
    en="the file looks like {fit}: write `format: {fit}` in place of `fields:` ({place})",
    ru="файл похож на {fit}: вместо `fields:` напишите `format: {fit}` ({place})",
)
_TAKE_OUT: Final = Text(
    en=", and take {fields} out of `fields:`, since the file has no such column",
    ru=" и уберите {fields} из `fields:`, такого столбца в файле нет",
)
_ADD: Final = Text(
    en="say which column it is: `fields: {{{rule}}}` ({place})",
    ru="укажите, какой это столбец: `fields: {{{rule}}}` ({place})",
)
_RENAME: Final = Text(
    en="if the column is called '{column}' now, write that name ({place})",
    ru="если столбец теперь называется «{column}», напишите это имя ({place})",
)
_NAME: Final = Text(
    en="write what the column is called in the file ({place})", ru="напишите, как столбец называется в файле ({place})"
)
_OR_TAKE_OUT: Final = Text(
    en=", or take `{field}` out of `fields:` if there is no such column",
    ru=" или уберите `{field}` из `fields:`, если такого столбца нет",
)
