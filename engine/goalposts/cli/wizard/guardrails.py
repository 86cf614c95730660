"""Questions about guardrails: what is watched beside a goal, so that its figure is not bought with another one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from attrs import frozen

from goalposts.errors import InputError, listed
from goalposts.formats.scalars import read_quantity
from goalposts.formats.value_edits import values
from goalposts.locale import Text

if TYPE_CHECKING:
    from goalposts.cli.wizard.dialogue import Dialogue
    from goalposts.cli.wizard.work import Work
    from goalposts.model import Kpi

_ASKED = Text(
    en="By how much may '{watched}' get worse meanwhile?", ru="На сколько за это время может ухудшиться «{watched}»?"
)
_BECAUSE = Text(
    en="{kpi} can be raised at its expense: {gaming} '-' watches nothing.",
    ru="Этим можно «накрутить» показатель «{kpi}»: {gaming} «-» — не следить.",
)
_SIMPLY = Text(
    en="{kpi} can be raised at its expense. '-' watches nothing.",
    ru="За его счёт можно «накрутить» показатель «{kpi}». «-» — не следить.",
)
_NO_MARGIN = Text(en="'{words}' is no margin", ru="«{words}» — не допуск")
_WRITE_MARGIN = Text(en="write 1pp, 5% or 10 s", ru="пишите 1pp, 5% или 10 s")
_NO_KPI = Text(en="'{name}' guards no goal that was added", ru="«{name}» не охраняет ни одной добавленной цели")
_GUARDS = Text(en="there are: {names}", ru="есть: {names}")
_OF_A_SHARE: Final = "2pp"
_OF_OTHERS: Final = "10%"
_NOTHING: Final = "-"


@frozen
class Guarded:
    """What is decided to watch beside a goal: entries for the file, or nothing on purpose."""

    entries: tuple[str, ...]
    unguarded: bool


def guarded(work: Work, ask: Dialogue, kpi: Kpi) -> Guarded:
    """Decide what is watched beside a goal: by options, by answers, else the first that its KPI names.

    Raises:
        InputError: an option gives no margin.
    """
    from goalposts.drafting.entry import entry_of, goal_id

    wanted = [work.catalogue.kpis[name] for name in kpi.guardrails if name in work.catalogue.kpis]
    watched = _watched(work.text)
    if not wanted or any(known.id in watched for known in wanted):
        return Guarded((), unguarded=False)
    wanted = [known for known in wanted if _measurable(work, known)]
    entries = []
    for number, known in enumerate(wanted):
        margin = _margin(work, ask, known, kpi, first=not number)
        if margin:
            keys = {"id": f"{goal_id(known.id, '')}-intact", "role": "guardrail", "kpi": known.id, "margin": margin}
            entries.append(entry_of(keys))
    return Guarded(tuple(entries), unguarded=not entries)


def refuse_strange(work: Work) -> None:
    """Refuse margins of KPIs that are no guardrail of the file.

    Raises:
        InputError: there is one.
    """
    watched = _watched(work.text)
    strange = [name for name, margin in work.given.guardrails.items() if name not in watched and margin != _NOTHING]
    if strange:
        raise InputError(_NO_KPI.fill(name=strange[0]), "--guardrail", _GUARDS.fill(names=listed(sorted(watched))))


def _watched(text: str) -> set[str]:
    known = values(text)
    paths = [path.removesuffix(".role") for path, words in known.items() if words == "guardrail"]
    return {known[f"{path}.kpi"] for path in paths if f"{path}.kpi" in known}


def _measurable(work: Work, kpi: Kpi) -> bool:
    """Whether the file's sources, as far as somebody named them, have what a KPI needs."""
    from goalposts.cli.wizard.slots import slots
    from goalposts.profiling.possible import possible_kpis

    kinds = {slot.event_type for slot in slots(work.text)}
    if not {origin.id for kind in kpi.reads(kpi.default) for origin in kind.origins} <= kinds:
        return False
    if not work.fields:
        return True
    return all(known.kpi.id != kpi.id or not known.missing for known in possible_kpis(work.catalogue, work.fields))


def _margin(work: Work, ask: Dialogue, watched: Kpi, kpi: Kpi, *, first: bool) -> str:
    """By how much it may get worse; empty where nobody watches it."""
    usual = _OF_A_SHARE if watched.unit == "%" else _OF_OTHERS
    said = work.given.guardrails.get(watched.id)
    if said is not None:
        return _read_margin(said, where=f"--guardrail {watched.id}")
    if not ask.asking:
        return usual if first and not work.given.guardrails else ""
    gaming = kpi.gaming
    helped = _SIMPLY.fill(kpi=kpi.title) if gaming is None else _BECAUSE.fill(kpi=kpi.title, gaming=gaming)
    return ask.ask(_ASKED.fill(watched=watched.title), partial(_read_margin, where=""), proposed=usual, helped=helped)


def _read_margin(words: str, where: str) -> str:
    if words == _NOTHING:
        return ""
    try:
        read_quantity(words)
    except ValueError:
        raise InputError(_NO_MARGIN.fill(words=words), where, _WRITE_MARGIN) from None
    return " ".join(words.split())
