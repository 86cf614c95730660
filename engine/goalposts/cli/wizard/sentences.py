"""One goal as somebody says it: what was understood is shown, what is missing is asked."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from goalposts.cli.draft import facts, in_columns
from goalposts.cli.wizard.days import said_day, with_day
from goalposts.cli.wizard.dialogue import Choice
from goalposts.errors import InputError, listed
from goalposts.linting.rules.blank_left import BLANK
from goalposts.locale import Text, day

if TYPE_CHECKING:
    from goalposts.cli.wizard.dialogue import Dialogue
    from goalposts.cli.wizard.work import Work
    from goalposts.model import Draft, Kpi

_WHAT_NOW = Text(en="Take this goal?", ru="Взять эту цель?")
_CHOICES: Final = (
    Choice("take", Text(en="take it as it stands", ru="взять как есть")),
    Choice("edit", Text(en="say it otherwise", ru="сказать иначе")),
    Choice("skip", Text(en="forget it", ru="не брать")),
)
_AGAIN = Text(en="Say it again.", ru="Скажите ещё раз.")
_BETTER = Text(en="Better: {words}", ru="Лучше так: {words}")
_KPI = Text(en="Which KPI is meant?", ru="О каком показателе речь?")
_NO_KPI = Text(en="no KPI can be told from these words", ru="по этим словам не понять показатель")
_SAY_KPI = Text(en="say what is measured; better: {words}", ru="скажите, что измеряется; лучше так: {words}")
_SEVERAL = Text(en="these words may mean {kpis}", ru="эти слова могут означать {kpis}")
_NO_NUMBER = Text(en="no number is promised", ru="не обещано никакого числа")
_SAY_NUMBER = Text(en="say how much; better: {words}", ru="скажите сколько; лучше так: {words}")
_TARGET = Text(en="How much is promised?", ru="Сколько обещаете?")
_TARGET_HELP = Text(
    en="A level, as 80 % or 20 s, or a change: +5 pp, -10 %, x 2.",
    ru="Уровень: 80 %, 20 s — или изменение: +5 п.п., -10 %, x 2.",
)
_NO_TARGET = Text(en="'{words}' is no promise", ru="«{words}» — не обещание")
_DEADLINE = Text(en="By which day?", ru="К какому дню?")
_DUE = Text(
    en="The end of the evaluation is usual: before it nothing is judged.",
    ru="Обычно это конец оценки: до него ничего не оценивается.",
)
_EARLY = Text(
    en="The evaluation ends on {end}, and before that nothing is judged.",
    ru="Оценка кончается {end}, а раньше ничего не оценивается.",
)
_BOTH = Text(en="{words}: {number} by {day}", ru="{words}: {number} к {day} года")
_NUMBER = Text(en="{words}: {number}", ru="{words}: {number}")
_BY = Text(en="{words} by {day}", ru="{words} к {day} года")
_OWNER = Text(en="<who answers for it: one person or post>", ru="<кто отвечает: один человек или должность>")
_LEVER = Text(en="<what in the system moves this figure>", ru="<что в системе сдвигает этот показатель>")
LIMIT: Final = "within"
"""What KPIs call the time limit that makes an event a good one."""
_OUT_OF_INFLUENCE: Final = "out-of-influence"
_ASKED_LATER: Final = frozenset({"no-owner", "no-guardrail", "several-definitions", "no-deadline", "no-target"})


@frozen
class Sentence:
    """A goal of its own, ready for the project file.

    Attributes:
        limit: the parameter `within` of the KPI, where the words say another than it has.
        variant: of the KPI, where the words name one.
        phase: that of the goal in whose place it stands.
        unguarded: whether somebody decided that nothing is watched beside it.
    """

    statement: str
    kpi: str
    variant: str
    target: str
    deadline: date | None
    limit: str = ""
    owner: str = ""
    phase: str = ""
    unguarded: bool = False

    @property
    def name(self) -> str:
        """The id that it gets, unless another goal has it."""
        from goalposts.drafting.entry import goal_id

        return goal_id(self.kpi, self.statement)

    def entry(self, language: str, *, with_lever: bool) -> str:
        """Write it as an entry of `goals:`; what is asked later stands in angle brackets."""
        from goalposts.drafting.entry import entry_of

        keys: dict[str, Any] = {"id": self.name}
        keys |= {"phase": self.phase} if self.phase else {}
        keys |= {"statement": self.statement, "kpi": self.kpi}
        keys |= {"variant": self.variant} if self.variant else {}
        keys |= {"with": {LIMIT: self.limit}} if self.limit else {}
        keys |= {"target": self.target, "deadline": str(self.deadline)}
        keys["owner"] = self.owner or _OWNER.get(language)
        keys |= {"lever": _LEVER.get(language)} if with_lever else {}
        keys |= {"guardrails": []} if self.unguarded else {}
        return entry_of(keys)


def understood(work: Work, ask: Dialogue, said: str) -> Sentence | None:
    """Understand a sentence, show it, and ask what is missing; None if it is not taken.

    Raises:
        InputError: something is missing that nobody is there to be asked.
    """
    from goalposts.api import draft

    while True:
        made = draft(said, work.catalogue, as_of=work.today)
        if not ask.asking:
            return _complete(work, ask, made)
        _show(work, ask, made)
        wanted = ask.choose(_WHAT_NOW, _CHOICES, proposed="take")
        if wanted == "take":
            return _complete(work, ask, made)
        if wanted == "skip":
            return None
        said = ask.ask(_AGAIN, lambda words: words, proposed=said, written=said)


def _show(work: Work, ask: Dialogue, made: Draft) -> None:
    ask.tell("")
    for line in in_columns(facts(made, work.catalogue)):
        ask.tell(line)
    known = work.values()
    answered = {_OUT_OF_INFLUENCE} if "negative_control" in known.values() else set()
    for finding in made.findings:
        if finding.name not in _ASKED_LATER | answered:
            hint = finding.hint or Text.of("")
            dash = "; " if finding.hint else ""
            said = Text(en=f"- {finding.message.en}{dash}{hint.en}", ru=f"- {finding.message.ru}{dash}{hint.ru}")
            ask.tell(said, "  ")
    if not all(made.letters.values()):
        ask.tell(_BETTER.fill(words=made.rewrite), "  ")


def _complete(work: Work, ask: Dialogue, made: Draft) -> Sentence:
    kpi = _kpi(work, ask, made)
    target = made.target or _target(ask, made, kpi)
    deadline = _deadline(work, ask, made)
    words = " ".join(made.statement.split())
    return Sentence(
        statement=_with_promise(made, words, target, deadline),
        kpi=kpi.id,
        variant=_in_entry(made, "variant"),
        target=target,
        deadline=deadline,
        limit=_limit(made, kpi),
        owner=_in_entry(made, "owner"),
    )


def _with_promise(made: Draft, words: str, target: str, deadline: date) -> str:
    """The words with the number and the day that were asked for: people sign them."""
    if made.deadline:
        words = with_day(words, made.deadline, deadline)
    number = Text.of("") if made.target else in_words(target)
    by = Text.of("") if made.deadline else day(deadline)
    told = _BOTH if number.en and by.en else _NUMBER if number.en else _BY if by.en else Text.of("{words}")
    return told.fill(words=words.rstrip("."), number=number, day=by).get(made.language)


def _kpi(work: Work, ask: Dialogue, made: Draft) -> Kpi:
    known = work.catalogue.kpis
    if made.kpi:
        return known[made.kpi]
    likely = [found.kpi for found in made.candidates]
    if not ask.asking:
        problem = _SEVERAL.fill(kpis=listed(likely)) if likely else _NO_KPI
        raise InputError(problem, made.statement, _SAY_KPI.fill(words=made.rewrite))
    measured = [name for name in sorted(known) if {kind.id for kind in known[name].event_types} & set(_kinds(work))]
    named = Text(en="{kpi}: {title}", ru="{kpi}: {title}")
    choices = [
        Choice(name, named.fill(kpi=name, title=known[name].title)) for name in likely or measured or sorted(known)
    ]
    return known[ask.choose(_KPI, choices)]


def _kinds(work: Work) -> list[str]:
    from goalposts.cli.wizard.slots import slots

    return [slot.event_type for slot in slots(work.text)]


def _target(ask: Dialogue, made: Draft, kpi: Kpi) -> str:
    if not ask.asking:
        raise InputError(_NO_NUMBER, made.statement, _SAY_NUMBER.fill(words=made.rewrite))
    return ask.ask(_TARGET, partial(said_target, kpi=kpi), helped=_TARGET_HELP)


def said_target(words: str, kpi: Kpi) -> str:
    """Read a promise as a project file writes it, or as a sentence says it.

    Raises:
        InputError: it is none.
    """
    from goalposts.drafting.wording import target_text
    from goalposts.formats.scalars import read_target
    from goalposts.statements import read_statement

    try:
        return read_target(words).text
    except ValueError:
        said = read_statement(words, date.min, counts=True, bare=True).target
    text = "" if said is None else target_text(said, kpi)
    if not text:
        raise InputError(_NO_TARGET.fill(words=words), hint=_TARGET_HELP)
    return text


def in_words(target: str) -> Text:
    """A target as people read it."""
    signs = {">=": "≥", "<=": "≤"}
    shown = target
    for written, sign in signs.items():
        shown = shown.replace(written, sign)
    return Text(en=shown, ru=shown.replace("pp", " п. п.").replace("  ", " "))


def _deadline(work: Work, ask: Dialogue, made: Draft) -> date:
    end = date.fromisoformat(work.values()["evaluation.to"])
    if made.deadline is not None and (made.deadline >= end or not ask.asking):
        return made.deadline
    if not ask.asking:
        return end
    helped = _DUE if made.deadline is None else _EARLY.fill(end=day(end))
    proposed = end
    return ask.ask(
        _DEADLINE,
        partial(said_day, today=work.today),
        proposed=proposed.isoformat(),
        shown=day(proposed),
        helped=helped,
    )


def _in_entry(made: Draft, key: str) -> str:
    """What the entry of a draft says under a key; empty where nothing, or only a blank, stands there."""
    from goalposts.formats.value_edits import values

    found = values(made.entry).get(f"[0].{key}", "")
    return "" if BLANK.search(found) else found


def _limit(made: Draft, kpi: Kpi) -> str:
    """The time limit that the words name, where the KPI has one and takes another by itself."""
    from goalposts.statements import said_limit

    said, usual = said_limit(made.statement), kpi.params.get(LIMIT)
    if said is None or usual is None or said.in_base_unit == usual.in_base_unit:
        return ""
    return str(said)
