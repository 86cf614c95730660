"""Makes a draft of a statement: understood, judged, said anew, and written as an entry of a project file."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from goalposts.drafting.entry import goal_id, written_goal
from goalposts.drafting.letters import judged
from goalposts.drafting.meaning import meaning_of
from goalposts.drafting.rewriting import rewritten
from goalposts.drafting.wording import target_text
from goalposts.errors import listed
from goalposts.expressions import ValueType
from goalposts.formats.scalars import read_target
from goalposts.linting import all_rules, lint
from goalposts.locale import Text
from goalposts.model import Draft, Finding, Goal, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.drafting.letters import Judged
    from goalposts.drafting.meaning import Meaning
    from goalposts.model import Catalogue

_AMBIGUOUS: Final = Text(en="these words may mean {kpis}", ru="эти слова могут означать {kpis}")
_CHOOSE: Final = Text(
    en="say which one; `goalposts kpis ID` explains each", ru="скажите, какой; `goalposts kpis ID` объясняет каждый"
)
_OWNER: Final = re.compile(
    r"\b(?:owner|responsible|ответственн(?:ый|ая)|владелец|отвечает)\b(?: is|:| —| -)? ?(?P<owner>[^;,.()]{2,60})",
    re.IGNORECASE,
)
_OF_STRUCTURE: Final = (
    "compound",
    "several-definitions",
    "percent-ambiguous",
    "unnamed-comparison",
    "no-owner",
    "wrong-direction",
    "out-of-influence",
    "no-guardrail",
)
"""Rules of the engine whose advice helps before there is a project; rules of plugins on the goal are added."""


def draft_of(statement: str, catalogue: Catalogue, today: date) -> Draft:
    """Make the draft of one goal.

    Args:
        statement: what somebody says, in English or Russian; its first 2,000 characters are read.
        catalogue: whose KPIs, phrases and rules count.
        today: the day from which periods and days without a year are counted.
    """
    meaning = meaning_of(statement, catalogue, today)
    letters = judged(meaning)
    found = _OWNER.search(meaning.text)
    owner = found["owner"].strip() if found else ""
    target = _target(meaning, letters)
    deadline = meaning.said.deadline.day if meaning.said.deadline else None
    kpi = meaning.kpi.id if meaning.kpi else ""
    alike = meaning.alike if not kpi else ()
    entry = written_goal(
        goal_id(kpi, meaning.text),
        meaning.text,
        kpi,
        meaning.variant,
        alike,
        target,
        deadline,
        owner,
        meaning.said.language,
    )
    return Draft(
        statement=statement,
        language=meaning.said.language,
        kpi=kpi,
        candidates=meaning.candidates,
        target=target,
        deadline=deadline,
        letters=letters.letters,
        trap=letters.trap,
        findings=tuple(_findings(meaning, letters, statement, target, owner, catalogue)),
        rewrite=rewritten(meaning, letters, owner, catalogue).get(meaning.said.language),
        entry=entry,
    )


def _target(meaning: Meaning, letters: Judged) -> str:
    """The promise as a project file writes it; none where a number counts something else than the outcome."""
    if meaning.said.target is None or not letters.letters["M"]:
        return ""
    text = target_text(meaning.said.target, meaning.kpi)
    try:
        read_target(text)
    except ValueError:
        return ""
    return text


def _findings(
    meaning: Meaning, letters: Judged, statement: str, target: str, owner: str, catalogue: Catalogue
) -> Iterator[Finding]:
    rules = {rule.name: rule for rule in all_rules(catalogue)}
    place = Place(path="statement")
    for reason in letters.reasons:
        rule = rules[reason.rule]
        yield Finding(rule.code, rule.name, rule.severity, place, reason.message, reason.hint)
    if meaning.alike and meaning.kpi is None:
        rule = rules["no-metric"]
        message = _AMBIGUOUS.fill(kpis=listed(list(meaning.alike)))
        yield Finding(rule.code, rule.name, rule.severity, place, message, _CHOOSE)
    told = {reason.rule for reason in letters.reasons}
    wanted = (*_OF_STRUCTURE, *(rule.name for rule in catalogue.rules))
    for remark in rules["long-statement"].check(Goal("goal", statement=statement)):
        rule = rules["long-statement"]
        yield Finding(rule.code, rule.name, rule.severity, place, remark.message, remark.hint)
    for found in _linted(meaning, target, owner, catalogue, wanted):
        if found.name not in told:
            yield found


def _linted(
    meaning: Meaning, target: str, owner: str, catalogue: Catalogue, wanted: tuple[str, ...]
) -> tuple[Finding, ...]:
    """What the lint rules say of the goal in a project of its own."""
    from goalposts.formats import project_from_mapping

    goal = {"id": "goal", "statement": meaning.text}
    goal |= {"kpi": meaning.kpi.id} if meaning.kpi else {}
    goal |= {"variant": meaning.variant} if meaning.variant else {}
    goal |= {"target": target} if target else {}
    goal |= {"owner": owner} if owner else {}
    window = {"from": meaning.today.isoformat(), "to": (meaning.today + timedelta(days=365)).isoformat()}
    document: dict[str, Any] = {
        "goalposts": 1,
        "project": "draft",
        "timezone": "UTC",
        "evaluation": window,
        "data": {},
        "goals": [goal],
    }
    said = meaning.said.target
    if said is not None and said.quantity.type is ValueType.MONEY:
        document["currency"] = said.quantity.unit
    project = project_from_mapping(document, catalogue, Path())
    return lint(project, (), {}, meaning.today, select=wanted)
