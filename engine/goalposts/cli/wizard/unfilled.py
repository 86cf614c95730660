"""Questions about blanks, what stands in angle brackets, and about owners: what a template cannot know."""

from __future__ import annotations

import re
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from attrs import evolve

from goalposts.cli.wizard.days import said_window, with_days
from goalposts.cli.wizard.dialogue import some_words
from goalposts.errors import InputError, listed
from goalposts.formats.value_edits import values, with_values, without_entry
from goalposts.linting.rules.blank_left import BLANK
from goalposts.locale import Text, day, join

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goalposts.cli.wizard.dialogue import Dialogue
    from goalposts.cli.wizard.work import Work

_OF_GOAL: Final = re.compile(r"(goals\[\d+\])\.(\w+)")
_INFLUENCE: Final = re.compile(r"(influences\[\d+\])\.name")
_ASKED: Final = {
    "owner": Text(en="Who answers for this goal?", ru="Кто отвечает за эту цель?"),
    "why": Text(en="Why does this goal matter?", ru="Зачем нужна эта цель?"),
    "lever": Text(en="By what is the system to move it?", ru="Чем именно система сдвинет этот показатель?"),
}
_OTHER = Text(en="What is meant here: {key}?", ru="Что здесь имеется в виду: {key}?")
_GOAL = Text(en="The goal: {statement}", ru="Цель: {statement}")
_BLANK = Text(en="Asked for: {blank}", ru="Нужно: {blank}")
_NOTHING = Text(en="leave it out", ru="не указывать")
_INFLUENCES = Text(
    en="What else will move your figures in these months?", ru="Что ещё сдвинет ваши показатели за эти месяцы?"
)
_NAMED_LATER = Text(
    en="For example: {blank}. Named now it is taken into account; named afterwards it is an excuse.",
    ru="Например: {blank}. Названное сейчас будет учтено, названное потом — это оправдание.",
)
_NONE_KNOWN = Text(en="nothing is known", ru="ничего такого не ждём")
_WHEN = Text(en="From when to when?", ru="С какого дня по какой?")
_SHOWN = Text(en="{start} to {end}", ru="с {start} по {end}")
_NONE: Final = frozenset({"none", "no", "нет", "-"})
_OPTIONAL: Final = frozenset({"why", "lever"})
_NO_PLACE = Text(en="there is nothing to fill in for '{key}'", ru="для «{key}» заполнять нечего")
_OPEN = Text(en="open are: {keys}", ru="не заполнены: {keys}")
_SECOND_DAY = Text(en="The second day no longer counts.", ru="Второй день уже не считается.")


def blanks(work: Work, ask: Dialogue) -> Work:
    """Fill in every blank: what options say, else what is answered; unanswered `why` and `lever` are taken out."""
    work = _with_values_of_goals(work)
    asked: dict[str, str] = {}
    for path in reversed(_open_paths(work.text)):  # from the end, so that what is taken out moves nothing
        work = _filled_by_option(work, path)
    if ask.asking:
        gone: list[str] = []
        for path in _open_paths(work.text):
            work, left = _answered(work, ask, path, asked)
            gone += [path] if left else []
        for path in reversed(gone):
            work = work.with_text(_without(work.text, path))
    strange = sorted(set(work.given.fills) - work.used)
    if strange:
        keys = [_keys(work.values(), path)[0] for path in _open_paths(work.text)]
        raise InputError(_NO_PLACE.fill(key=strange[0]), "--fill", _OPEN.fill(keys=listed(keys)))
    return work


def _open_paths(text: str) -> list[str]:
    return [path for path, words in values(text).items() if BLANK.search(words)]


def _keys(known: Mapping[str, str], path: str) -> tuple[str, ...]:
    """By which keys of `--fill` a blank is meant, the narrowest first."""
    of_goal = _OF_GOAL.fullmatch(path)
    if of_goal is not None:
        return f"{known[f'{of_goal[1]}.id']}.{of_goal[2]}", of_goal[2]
    return ("influence",) if _INFLUENCE.fullmatch(path) else (path,)


def _with_values_of_goals(work: Work) -> Work:
    """Write what options say of a goal by its id and a key, and who answers, whether or not a blank stands there."""
    fills, owner, known = work.given.fills, work.given.owner, work.values()
    new: dict[str, object] = {}
    used: list[str] = []
    for path in (path for path in known if _OF_GOAL.fullmatch(path)):
        key, kind = _keys(known, path)
        if key in fills:
            new[path] = fills[key]
            used.append(key)
        elif kind == "owner" and owner and kind not in fills:
            new[path] = owner  # whom a template names is nobody that it could know
    return work.with_text(with_values(work.text, new)).using(*used)


def _filled_by_option(work: Work, path: str) -> Work:
    keys = _keys(work.values(), path)
    said = work.filled(*keys)
    if not said:
        return work
    if _INFLUENCE.fullmatch(path) and said.lower() in _NONE:
        return work.with_text(_without(work.text, path)).using(*keys)
    return work.with_text(with_values(work.text, {path: said})).using(*keys)


def _answered(work: Work, ask: Dialogue, path: str, asked: dict[str, str]) -> tuple[Work, bool]:
    """Ask for one blank; whether its entry is to be taken out."""
    known = work.values()
    blank = known[path].strip("<>")
    if _INFLUENCE.fullmatch(path):
        return _influence(work, ask, path, blank)
    of_goal = _OF_GOAL.fullmatch(path)
    key = of_goal[2] if of_goal else path
    statement = known.get(f"{of_goal[1]}.statement", "") if of_goal else ""
    lines = [_GOAL.fill(statement=statement)] if statement else []
    lines.append(_BLANK.fill(blank=blank))
    helped = join(lines, "\n")
    question = _ASKED.get(key) or _OTHER.fill(key=key)
    if key in _OPTIONAL:
        said = ask.ask(question, str.strip, shown=_NOTHING, helped=helped)
    else:
        before = asked.get(blank) or (asked.get(key, "") if key == "owner" else "")
        said = ask.ask(question, some_words, proposed=before, helped=helped)
        asked |= {blank: said, key: said}
    return (work.with_text(with_values(work.text, {path: said})), False) if said else (work, True)


def _influence(work: Work, ask: Dialogue, path: str, blank: str) -> tuple[Work, bool]:
    said = ask.ask(_INFLUENCES, str.strip, shown=_NONE_KNOWN, helped=_NAMED_LATER.fill(blank=blank))
    if not said or said.lower() in _NONE:
        return work, True
    known = work.values()
    places = [path.removesuffix("name") + edge for edge in ("from", "to")]
    start, end = (date.fromisoformat(known[place]) for place in places)
    read = partial(said_window, today=work.today)
    shown = _SHOWN.fill(start=day(start), end=day(end))
    window = ask.ask(_WHEN, read, proposed=f"{start} .. {end}", shown=shown, helped=_SECOND_DAY)
    text = with_days(work.text, dict(zip(places, (window.start, window.end), strict=True)))
    return evolve(work, text=with_values(text, {path: said})), False


def _without(text: str, path: str) -> str:
    """The text without what a blank was asked for: a key, or the whole entry of an influence."""
    if not _INFLUENCE.fullmatch(path):
        return without_entry(text, path)
    items = [known for known in values(text) if _INFLUENCE.fullmatch(known)]
    return without_entry(text, "influences" if len(items) == 1 else path.removesuffix(".name"))
