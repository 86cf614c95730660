"""Checks that what a plugin brings is made of the right records, with ids that can be written anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from goalposts.errors import PluginError
from goalposts.expressions.formula import parts
from goalposts.expressions.nodes import Expression, children
from goalposts.locale import Text
from goalposts.model import (
    Contribution,
    Diagnostic,
    Direction,
    Domain,
    EventType,
    Heuristic,
    Kpi,
    Phrase,
    Preset,
    ReportSection,
    Rule,
    Simulator,
    SourceFormat,
    StreamModel,
    Template,
)

_RECORDS: Final = {
    "event_types": EventType,
    "kpis": Kpi,
    "rules": Rule,
    "heuristics": Heuristic,
    "presets": Preset,
    "formats": SourceFormat,
    "templates": Template,
    "simulators": Simulator,
    "stream_models": StreamModel,
    "phrases": Phrase,
    "diagnostics": Diagnostic,
    "sections": ReportSection,
}
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")
_ID: Final = re.compile(r"[a-z][a-z0-9_]*(?:\.[A-Za-z0-9_]+)+")
DEEPEST: Final = 200
"""How deeply an expression may be nested: whoever walks it must not run out of stack."""

_WRONG_RECORD = Text(
    en="{key} must hold {kind} records, found {found}", ru="в {key} нужны записи {kind}; найдено: {found}"
)
_WRONG_NAME = Text(
    en="its domain is named {found}; small Latin letters, digits and underscores are needed",
    ru="её область названа {found}; нужны строчные латинские буквы, цифры и подчёркивания",
)
_WRONG_ID = Text(
    en="{kind} {found}: an id is '{domain}.' and Latin letters, digits and underscores",
    ru="{kind} {found}: идентификатор — это «{domain}.» и латинские буквы, цифры и подчёркивания",
)
_OTHERS_ID = Text(
    en="{kind} '{found}' is outside its domain: ids of domain '{domain}' begin with '{domain}.'",
    ru="{kind} «{found}» вне своей области: идентификаторы области «{domain}» начинаются с «{domain}.»",
)
_DIRECTION = Text(
    en="KPI {kpi}: direction {found}; write UP, DOWN, BAND or NONE of goalposts",
    ru="показатель {kpi}: направление {found}; нужно UP, DOWN, BAND или NONE из goalposts",
)
_DEEP = Text(
    en="KPI {kpi}: its formula is nested more than {deepest} deep, or contains itself; build it of fewer parts",
    ru="показатель {kpi}: вложенность формулы больше {deepest}, или она содержит саму себя; составьте её проще",
)
_KINDS = {"event_types": Text(en="event type", ru="тип событий"), "kpis": Text(en="KPI", ru="показатель")}


def check_records(found: Contribution) -> None:
    """Check that everything in a domain is a record of its kind; before that nothing else can be asked of it.

    Raises:
        PluginError: something is not.
    """
    _raise_first(found, _record_problems(found.domain))


def check_contents(found: Contribution) -> None:
    """Check the ids, directions and formulas of a domain whose records are checked.

    Raises:
        PluginError: an id cannot be written or is outside the domain's name, a direction is none, or a formula is
            nested too deeply.
    """
    _raise_first(found, _content_problems(found.domain))


def _raise_first(found: Contribution, problems: Iterator[Text]) -> None:
    for problem in problems:
        raise PluginError(found.plugin, problem, found.version)


def _record_problems(domain: Domain) -> Iterator[Text]:
    if not isinstance(domain.name, str) or not _NAME.fullmatch(domain.name):
        yield _WRONG_NAME.fill(found=repr(domain.name))
    if not isinstance(domain.prefix, str):
        yield _WRONG_RECORD.fill(key="prefix", kind="str", found=type(domain.prefix).__name__)
    for key, kind in _RECORDS.items():
        for record in getattr(domain, key):
            if not isinstance(record, kind):
                yield _WRONG_RECORD.fill(key=key, kind=kind.__name__, found=type(record).__name__)


def _content_problems(domain: Domain) -> Iterator[Text]:
    for key, said in _KINDS.items():
        for record in getattr(domain, key):
            yield from _id_problems(said, record.id, domain.name)
    for kpi in domain.kpis:
        if not isinstance(kpi.direction, Direction):
            yield _DIRECTION.fill(kpi=kpi.id, found=repr(kpi.direction))
        if any(_is_deep(part) for formula in kpi.formulas.values() for part in parts(formula).values()):
            yield _DEEP.fill(kpi=kpi.id, deepest=str(DEEPEST))


def _id_problems(kind: Text, found: object, domain: str) -> Iterator[Text]:
    if not isinstance(found, str) or not _ID.fullmatch(found):
        yield _WRONG_ID.fill(kind=kind, found=repr(found), domain=domain)
    elif not found.startswith(f"{domain}."):
        yield _OTHERS_ID.fill(kind=kind, found=found, domain=domain)


def _is_deep(expression: Expression) -> bool:
    level: list[Expression] = [expression]
    for _ in range(DEEPEST):
        level = [child for known in level for child in children(known)]
        if not level:
            return False
    return True
