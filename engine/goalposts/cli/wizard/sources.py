"""The data: which file stands where the template has one, and what was understood of it, in three lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from goalposts.cli.profile import as_stated
from goalposts.cli.wizard.dialogue import Choice
from goalposts.cli.wizard.reading import Read, called, read_file
from goalposts.cli.wizard.slots import Slot, slots, with_source
from goalposts.errors import InputError, listed
from goalposts.locale import Text, counted, day, number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goalposts.cli.wizard.dialogue import Dialogue
    from goalposts.cli.wizard.work import Work
    from goalposts.profiling.event_facts import EventFacts

_NO_SLOT = Text(en="no source or event type is called '{name}'", ru="ни источника, ни типа событий «{name}» нет")
_SLOTS = Text(en="there are: {names}", ru="есть: {names}")
_FILE = Text(
    en="Which file holds these events: {what}?",
    ru="В каком файле эти события: {what}?",
)
_NAMED = Text(en="{what} (source {name})", ru="{what} (источник {name})")
_SUCH_COLUMN = Text(en="Is one of these columns '{field}'?", ru="Нет ли «{field}» в одном из этих столбцов?")
_NEEDED_FOR = Text(en="It is needed for: {goals}", ru="Это нужно для: {goals}")
_NO_SUCH = Text(en="no, there is no such column", ru="нет, такого столбца нет")
_NONE: Final = "-"
_FILE_HELP = Text(
    en="The export of today's system: CSV, Excel, JSON or another of `goalposts presets`; Tab completes the path. If "
    "you do not have it yet, Enter leaves the place {place} free for it.",
    ru="Выгрузка из нынешней системы: CSV, Excel, JSON или другая из `goalposts presets`; Tab дополняет путь. Если её "
    "пока нет, Enter оставит для неё место {place}.",
)
_LATER = Text(en="later", ru="позже")
_NEW = Text(
    en="The new system has no export yet: put it at {place} once it runs.",
    ru="У новой системы выгрузки ещё нет: когда она заработает, положите её в {place}.",
)
_SEEN = Text(en="{file}: {rows}, {columns}; read as {kind} {how}", ru="{file}: {rows}, {columns}; это {kind} {how}")
_BY_PRESET = Text(en="by preset {preset}", ru="по пресету {preset}")
_BY_NAMES = Text(en="by the names of its columns", ru="по названиям столбцов")
_EVENTS = Text(
    en="{events} from {first} to {last}; rows that cannot be read: {refused}",
    ru="{events} с {first} по {last}; не читаются строк: {refused}",
)
_NOTHING = Text(en="no event in it can be read", ru="ни одного события в нём не прочитать")
_GIVES = Text(en="It gives everything that the goals below need.", ru="Для целей ниже в нём есть всё.")
_LACKS = Text(en="It lacks {fields}, needed for: {goals}", ru="В нём нет {fields}; это нужно для: {goals}")
_NOT_SAME = Text(en="it holds {found}, not {kind}", ru="в нём {found}, а не {kind}")
_RIGHT_FILE = Text(en="name another file", ru="укажите другой файл")
_COUNTED_ROWS: Final = (("row", "rows"), ("строка", "строки", "строк"))
_COUNTED_COLUMNS: Final = (("column", "columns"), ("столбец", "столбца", "столбцов"))
_COUNTED_EVENTS: Final = (("event", "events"), ("событие", "события", "событий"))


def data(work: Work, ask: Dialogue) -> Work:
    """Put the files of the options into their places, and ask for the others."""
    taken: set[str] = set()
    for said in work.given.data:
        word, _, location = said.rpartition("=")
        slot = _slot_called(work, word, taken) if word else None
        work, path = _with_file(work, ask, location, slot)
        taken.add(path)
    if not ask.asking:
        return work
    for slot in slots(work.text):
        if slot.path not in taken:
            work = _asked(work, ask, slot)
    return work


def _slot_called(work: Work, word: str, taken: set[str]) -> Slot:
    known = slots(work.text)
    for slot in known:
        if slot.is_called(word) and slot.path not in taken:
            return slot
    if word in work.catalogue.event_types:
        return Slot("", word)
    names = sorted({name for slot in known for name in (slot.name, slot.event_type) if name})
    raise InputError(_NO_SLOT.fill(name=word), "--data", _SLOTS.fill(names=listed(names)))


def _asked(work: Work, ask: Dialogue, slot: Slot) -> Work:
    if slot.starts is not None and slot.starts > work.today:
        ask.tell("")
        ask.tell(_NEW.fill(place=slot.source))
        return work
    kind = work.catalogue.event_types.get(slot.event_type)
    summary = None if kind is None else kind.summary
    what = Text.of(slot.event_type) if summary is None else _in_a_sentence(summary)
    if slot.name:
        what = _NAMED.fill(what=what, name=slot.name)

    def read(words: str) -> Work:
        return work if not words else _with_file(work, ask, words, slot)[0]

    return ask.ask(_FILE.fill(what=what), read, shown=_LATER, helped=_FILE_HELP.fill(place=slot.source), files=True)


def _in_a_sentence(summary: Text) -> Text:
    """A sentence within another one."""
    en, ru = summary.en.rstrip("."), summary.ru.rstrip(".")
    return Text(en=en[:1].lower() + en[1:], ru=ru[:1].lower() + ru[1:])


def _with_file(work: Work, ask: Dialogue, location: str, slot: Slot | None) -> tuple[Work, str]:
    """The work with a file in a slot, by default in the first one for its events; and the path of that slot."""
    from goalposts.streams.files.near_paths import unquoted

    location = unquoted(location)
    read = read_file(work, ask, location, "" if slot is None else slot.event_type)
    kind = read.mapped.event_type.id
    if slot is not None and kind != slot.event_type:
        raise InputError(_NOT_SAME.fill(found=kind, kind=slot.event_type), location, _RIGHT_FILE)
    facts = _facts(work, read)
    lacking = _lacking(work, kind, facts.given)
    _tell(ask, read, facts, lacking)
    columns = _columns_for(ask, read, lacking) if ask.asking else {}
    if columns:
        given = evolve(work.given, columns={**work.given.columns, **columns})
        read = read_file(evolve(work, given=given), ask, location, kind)
        facts = _facts(work, read)
        _tell(ask, read, facts, _lacking(work, kind, facts.given))
    entry = {**read.entry, "source": as_stated(work.file.parent, str(read.entry["source"]))}
    place = slot or next((known for known in slots(work.text) if known.event_type == kind), Slot("", kind))
    work = _with_facts(work, kind, facts, read)
    if place.path:
        return work.with_text(with_source(work.text, place, entry)), place.path
    from goalposts.profiling import with_data

    return work.with_text(with_data(work.text, str(work.file), {kind: entry})), f"data.{kind}"


def _facts(work: Work, read: Read) -> EventFacts:
    """Read the file to its end, in the way that was found."""
    from goalposts.profiling.event_facts import event_facts
    from goalposts.profiling.surroundings import Surroundings

    known = work.values()
    around = Surroundings(work.catalogue, Path(), known["timezone"], known.get("currency", ""))
    kind = read.mapped.event_type
    entry: dict[str, Any] = {"timezone": known["timezone"], **read.entry}
    return event_facts(around.source_of(entry, kind.id), kind, around)


def _with_facts(work: Work, kind: str, facts: EventFacts, read: Read) -> Work:
    first = None if facts.count.first is None else date.fromisoformat(facts.count.first[:10])
    days = [known for known in (work.first, first) if known is not None]
    fields = {**work.fields, kind: work.fields.get(kind, frozenset()) | facts.given}
    return evolve(
        work, first=max(days, default=None), fields=fields, used=work.used | (read.used & set(work.given.fills))
    )


def _tell(ask: Dialogue, read: Read, facts: EventFacts, lacking: Mapping[str, list[str]]) -> None:
    file = read.file
    preset = read.mapped.preset
    how = _BY_NAMES if preset is None else _BY_PRESET.fill(preset=preset.preset.id)
    seen = _SEEN.fill(
        file=file.seen.file.name,
        rows=counted(file.table.rows, *_COUNTED_ROWS),
        columns=counted(len(file.table.columns), *_COUNTED_COLUMNS),
        kind=read.mapped.event_type.id,
        how=how,
    )
    ask.tell(seen, "  ")
    count = facts.count
    if count.first is None or count.last is None:
        ask.tell(_NOTHING, "  ")
    else:
        events = _EVENTS.fill(
            events=counted(count.accepted, *_COUNTED_EVENTS),
            first=day(date.fromisoformat(count.first[:10])),
            last=day(date.fromisoformat(count.last[:10])),
            refused=number(sum(count.quarantined.values()), 0),
        )
        ask.tell(events, "  ")
    ask.tell(_needs(lacking), "  ")


def _needs(lacking: Mapping[str, list[str]]) -> Text:
    if not lacking:
        return _GIVES
    goals = dict.fromkeys(goal for goals in lacking.values() for goal in goals)
    return _LACKS.fill(fields=listed(sorted(lacking)), goals=listed(goals))


def _lacking(work: Work, kind: str, given: frozenset[str]) -> dict[str, list[str]]:
    """What the file does not have, and the goals of the template that need it."""
    from goalposts.profiling.possible import possible_kpis

    known = work.values()
    wanted = {
        words: known.get(path.removesuffix(".kpi") + ".id", words)
        for path, words in known.items()
        if path.startswith("goals[") and path.endswith("].kpi")
    }
    lacking: dict[str, list[str]] = {}
    for possible in possible_kpis(work.catalogue, {kind: given}):
        if possible.kpi.id in wanted:
            for field in possible.missing:
                if field not in work.catalogue.event_types:
                    lacking.setdefault(field, []).append(wanted[possible.kpi.id])
    return lacking


def _columns_for(ask: Dialogue, read: Read, lacking: Mapping[str, list[str]]) -> dict[str, str]:
    """Ask whether columns that nothing is made of are what goals lack."""
    columns: dict[str, str] = {}
    for field in sorted(lacking):
        if read.mapped.event_type.find(field) is None:
            continue
        unused = [name for name in read.file.unused if name not in columns.values()]
        choices = [*(Choice(name, Text.of("")) for name in unused), Choice(_NONE, _NO_SUCH)]
        question = _SUCH_COLUMN.fill(field=called(read.mapped, field))
        helped = _NEEDED_FOR.fill(goals=listed(lacking[field]))
        said = ask.choose(question, choices, proposed=_NONE, helped=helped) if unused else _NONE
        columns |= {field: said} if said != _NONE else {}
    return columns
