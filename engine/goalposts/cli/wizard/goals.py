"""Questions about goals: which of the template stay, and which others there are, one sentence after another."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from goalposts.cli.wizard.dialogue import Choice
from goalposts.cli.wizard.guardrails import guarded
from goalposts.cli.wizard.sentences import LIMIT, Sentence, in_words, understood
from goalposts.errors import InputError, listed
from goalposts.formats.value_edits import spans, values, with_values, without_entry
from goalposts.locale import Text, day, join

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goalposts.cli.wizard.dialogue import Dialogue
    from goalposts.cli.wizard.work import Work

_ID: Final = re.compile(r"(goals\[\d+\])\.id")
_NO_GOAL = Text(en="the template has no goal '{name}'", ru="в шаблоне нет цели «{name}»")
_GOALS = Text(en="it has: {names}", ru="в нём: {names}")
_INTRODUCTION = Text(
    en="The template promises {count}. They are shown one by one; beside them it watches: {others}.",
    ru="Обещаний в шаблоне: {count}. Они показаны по одному; кроме того, он следит за: {others}.",
)
_NOTHING_ELSE = Text(en="nothing else", ru="ничем больше")
_KEEP = Text(en="Keep this goal?", ru="Оставить эту цель?")
_CHOICES: Final = (
    Choice("keep", Text(en="keep it", ru="оставить")),
    Choice("edit", Text(en="say it otherwise", ru="сказать иначе")),
    Choice("drop", Text(en="leave it out", ru="убрать")),
)
_STATEMENT = Text(en="{statement}", ru="{statement}")
_MEASURED = Text(en="  KPI: {title} ({kpi})", ru="  Показатель: {title} ({kpi})")
_PROMISED = Text(en="  Promised: {target}, due {day}", ru="  Обещано: {target}, срок — {day}")
_OTHERWISE = Text(en="Say this goal in one sentence.", ru="Скажите эту цель одним предложением.")
_ANOTHER = Text(en="Another goal? Say it in one sentence.", ru="Ещё цель? Скажите её одним предложением.")
_ANOTHER_HELP = Text(en="How much, of what, by when.", ru="Сколько, чего и к какому дню.")
_AS_IN = Text(
    en="How much, of what, by when: as '{statement}'.", ru="Сколько, чего и к какому дню: например, «{statement}»."
)
_VARIANT = Text(
    en="{title} is counted as '{variant}'; `goalposts kpis {kpi}` shows the other ways.",
    ru="{title}: считается вариант «{variant}»; другие показывает `goalposts kpis {kpi}`.",
)
_NO_MORE = Text(en="no more", ru="больше нет")


@frozen
class Promise:
    """A goal of the file that must reach a target."""

    path: str
    values: Mapping[str, str]


def promises(text: str) -> tuple[Promise, ...]:
    """Return the goals that promise something, in the order of the file."""
    known = values(text)
    found = []
    for path in known:
        if place := _ID.fullmatch(path):
            own = {key.removeprefix(f"{place[1]}."): words for key, words in known.items() if key.startswith(place[1])}
            if own.get("role", "goal") == "goal":
                found.append(Promise(place[1], own))
    return tuple(found)


def goals(work: Work, ask: Dialogue) -> Work:
    """Leave out what options drop, go through the goals of the template, and take the sentences of the options."""
    work = _without_dropped(work)
    if ask.asking and not work.given.goals:
        work = _reviewed(work, ask)
    for said in work.given.goals:
        work = _added(work, ask, understood(work, ask, said))
    example = next((promise.values.get("statement", "") for promise in promises(work.text)), "")
    helped = _AS_IN.fill(statement=example) if example else _ANOTHER_HELP
    while ask.asking and not work.given.goals:
        sentence = ask.ask(_ANOTHER, lambda words: words, shown=_NO_MORE, helped=helped)
        if not sentence:
            break
        found = understood(work, ask, sentence)
        work = work if found is None else _added(work, ask, found)
    return work


def _without_dropped(work: Work) -> Work:
    for name in work.given.drop:
        ids = {words: place[1] for path, words in work.values().items() if (place := _ID.fullmatch(path))}
        if name not in ids:
            raise InputError(_NO_GOAL.fill(name=name), "--drop", _GOALS.fill(names=listed(ids)))
        work = _without(work, ids[name])
    return work


def _without(work: Work, path: str) -> Work:
    """The work without a goal; of the last one an empty list stays."""
    ids = [known for known in work.values() if _ID.fullmatch(known)]
    if len(ids) > 1:
        return work.with_text(without_entry(work.text, path))
    span = spans(work.text)["goals"]
    head = work.text[: span.key] + "goals:\n"
    return work.with_text(head + work.text[work.text.find("\n", span.end) + 1 :])


def _reviewed(work: Work, ask: Dialogue) -> Work:
    known = work.values()
    found = promises(work.text)
    own = {promise.path for promise in found}
    others = [words for path, words in known.items() if (place := _ID.fullmatch(path)) and place[1] not in own]
    if not found:
        return work
    ask.tell("")
    told = _INTRODUCTION.fill(count=len(found), others=listed(others) if others else _NOTHING_ELSE)
    ask.tell(told)
    gone: list[str] = []
    changed: list[tuple[Promise, Sentence]] = []
    for promise in found:
        wanted = ask.choose(_KEEP, _CHOICES, proposed="keep", helped=_shown(work, promise))
        sentence = _said_otherwise(work, ask, promise) if wanted == "edit" else None
        if sentence is not None:
            changed.append((promise, sentence))
        elif wanted == "drop":
            gone.append(promise.path)
    added = []
    for promise, sentence in changed:
        if _is_restated(work, promise, sentence):
            work = _restated(work, promise, sentence)
        else:
            gone.append(promise.path)
            added.append(evolve(sentence, phase=promise.values.get("phase", "")))
    for path in sorted(gone, key=lambda path: int(path[6:-1]), reverse=True):
        work = _without(work, path)
    for sentence in added:
        work = _added(work, ask, sentence)
    return work


def _said_otherwise(work: Work, ask: Dialogue, promise: Promise) -> Sentence | None:
    statement = promise.values.get("statement", "")
    said = ask.ask(_OTHERWISE, lambda words: words, written=statement, helped=_ANOTHER_HELP)
    return understood(work, ask, said) if said and said != statement else None


def _is_restated(work: Work, promise: Promise, sentence: Sentence) -> bool:
    """Whether the goal stays and only says another number, day or time limit."""
    kpi = work.catalogue.kpis[sentence.kpi]
    same_limit = not sentence.limit or f"with.{LIMIT}" in promise.values
    written = promise.values.get("variant", kpi.default)
    return sentence.kpi == promise.values.get("kpi") and same_limit and sentence.variant in ("", written)


def _restated(work: Work, promise: Promise, sentence: Sentence) -> Work:
    """The same KPI with other words, another number and another day; owner, reason and lever stay."""
    new: dict[str, object] = {f"{promise.path}.statement": sentence.statement}
    new[f"{promise.path}.target"] = sentence.target or promise.values["target"]
    if sentence.deadline is not None:
        new[f"{promise.path}.deadline"] = sentence.deadline
    known = work.values()
    limit = f"{promise.path}.with.{LIMIT}"
    if limit in known:
        new[limit] = sentence.limit or str(work.catalogue.kpis[sentence.kpi].params[LIMIT])
    return work.with_text(with_values(work.text, {path: words for path, words in new.items() if path in known}))


def _shown(work: Work, promise: Promise) -> Text:
    own = promise.values
    kpi = work.catalogue.kpis.get(own.get("kpi", ""))
    lines = [
        _STATEMENT.fill(statement=own.get("statement", own["id"])),
        _MEASURED.fill(title=kpi.title if kpi else "?", kpi=own.get("kpi", "?")),
    ]
    if "target" in own and "deadline" in own:
        due = day(date.fromisoformat(own["deadline"]))
        lines.append(_PROMISED.fill(target=in_words(own["target"]), day=due))
    return join(lines, "\n")


def _has_lever(work: Work, sentence: Sentence) -> bool:
    """Whether an option says by what an added goal is moved."""
    return work.filled(f"{sentence.name}.lever", "lever") is not None


def _added(work: Work, ask: Dialogue, sentence: Sentence | None) -> Work:
    """The work with a goal more, and what is watched beside it."""
    from goalposts.drafting import with_goals

    if sentence is None:
        return work
    kpi = work.catalogue.kpis[sentence.kpi]
    if len(kpi.formulas) > 1 and not sentence.variant:
        sentence = evolve(sentence, variant=kpi.default)
        ask.tell(_VARIANT.fill(title=kpi.title, variant=kpi.default, kpi=kpi.id), "  ")
    beside = guarded(work, ask, kpi)
    with_lever = ask.asking or _has_lever(work, sentence)
    entry = evolve(sentence, unguarded=beside.unguarded).entry(ask.session.language, with_lever=with_lever)
    return work.with_text(with_goals(work.text, str(work.file), [entry, *beside.entries]))
