"""Says a goal anew: the KPI, from what to what, by when, whose it is, and what must not get worse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goalposts.drafting.wording import promised, shown
from goalposts.locale import Text, day, join

if TYPE_CHECKING:
    from goalposts.drafting.letters import Judged
    from goalposts.drafting.meaning import Meaning
    from goalposts.model import Catalogue

_WHOLE: Final = Text(
    en="{kpi}: from {start} to {target} by {day}; owner: {owner}",
    ru="{kpi}: с {start} до {target}, срок — {day}; ответственный: {owner}",
)
_LEVEL: Final = Text(
    en="{kpi}: {target} by {day} (today: {start}); owner: {owner}",
    ru="{kpi}: {target}, срок — {day} (сегодня: {start}); ответственный: {owner}",
)
_GUARDED: Final = Text(en="not worse meanwhile: {kpis}", ru="не хуже, чем сейчас: {kpis}")
_HOURS: Final = Text(
    en="Hours of manual work per <unit of work>: from <hours today> to <hours promised> by {day}; the hours set free "
    "go to <what>; owner: {owner}",
    ru="Часы ручной работы на <единицу работы>: с <часов сегодня> до <сколько обещаем>, срок — {day}; "
    "высвобожденные часы идут на <что>; ответственный: {owner}",
)
_START: Final = Text(en="<value today>", ru="<значение сегодня>")
_TARGET: Final = Text(en="<value promised>", ru="<обещанное значение>")
_BEST: Final = Text(en="<what your best team reaches today>", ru="<уровень лучшей команды сегодня>")
_ROOM: Final = Text(en="<95 % or 98 %; 2 % in the place of none>", ru="<95 % или 98 %; вместо нуля — 2 %>")
_DAY: Final = Text(en="<day>", ru="<день>")
_LATER: Final = Text(en="<a day several months after the go-live>", ru="<день через несколько месяцев после запуска>")
_OWNER: Final = Text(en="<one person or post>", ru="<один человек или должность>")
_KPI: Final = Text(en="<what is measured>", ru="<что измеряется>")
_PART: Final = Text(
    en="<what you move yourselves: speed, completeness, conversion>",
    ru="<то, на что влияете сами: скорость, полнота, конверсия>",
)
_OR: Final = Text(en=" or ", ru=" или ")


def rewritten(meaning: Meaning, judged: Judged, owner: str, catalogue: Catalogue) -> Text:
    """Propose another wording; what only people can tell stands in angle brackets."""
    held = {reason.rule for reason in judged.reasons if not reason.is_too_soon}
    said = meaning.said
    by = day(said.deadline.day) if said.deadline and "deadline-passed" not in held else _DAY
    by = _LATER if any(reason.is_too_soon for reason in judged.reasons) else by
    owned = Text.of(owner) if owner else _OWNER
    if judged.trap == "headcount_savings" and meaning.kpi is None:
        return _HOURS.fill(day=by, owner=owned)
    sentence = _WHOLE if said.start is not None else _LEVEL
    written = sentence.fill(
        kpi=_subject(meaning, judged, catalogue),
        start=shown(said.start) if said.start else _START,
        target=_promise(meaning, held),
        day=by,
        owner=owned,
    )
    guards = [catalogue.kpis[name].title for name in _guardrails(meaning) if name in catalogue.kpis]
    return join((written, _GUARDED.fill(kpis=join(guards, ", "))), "; ") if guards else written


def _guardrails(meaning: Meaning) -> tuple[str, ...]:
    return meaning.kpi.guardrails[:2] if meaning.kpi else ()


def _subject(meaning: Meaning, judged: Judged, catalogue: Catalogue) -> Text:
    if meaning.kpi is not None:
        return meaning.kpi.title
    if meaning.alike:
        names = [catalogue.kpis[name].title for name in meaning.alike]
        return Text(en=f"<{_OR.en.join(name.en for name in names)}>", ru=f"<{_OR.ru.join(name.ru for name in names)}>")
    return _PART if judged.trap == "no_influence" else _KPI


def _promise(meaning: Meaning, held: set[str]) -> Text:
    if held & {"grand-uplift", "impossible-target"}:
        return _BEST
    if "unmeasurable-word" in held:
        return _ROOM
    if meaning.said.target is None or "no-target" in held:
        return _TARGET
    if meaning.said.start is not None:
        return shown(meaning.said.target.quantity)
    return promised(meaning.said.target, meaning.kpi)
