"""Asks the sections that plugins bring what they have to say of a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from goalposts.conduct import overheard
from goalposts.errors import PluginError
from goalposts.faults import fault_of
from goalposts.locale import Text, text_of
from goalposts.model.report_section import SectionTable, ToldSection

if TYPE_CHECKING:
    from goalposts.model import Catalogue, Contribution, ReportSection
    from goalposts.model.scorecard import Scorecard

_RAISED = Text(en="raised {error}", ru="завершился ошибкой {error}")
_PRINTED = Text(
    en="printed '{line}'; a section only yields texts and tables", ru="печатает «{line}»; нужны тексты и таблицы"
)
_NO_BLOCK = Text(
    en="gave {found}; texts in both languages and SectionTable are known",
    ru="вернул {found}; нужны тексты на двух языках и SectionTable",
)
_UNEVEN = Text(
    en="gave a table with a row of {found} cells under a head of {needed}",
    ru="вернул таблицу, где в строке ячеек {found}, а в заголовке {needed}",
)


def told_sections(card: Scorecard, catalogue: Catalogue) -> tuple[ToldSection, ...]:
    """Let every section of the catalogue tell; those that say nothing are left out.

    Raises:
        PluginError: a section raised, printed, or gave something else than texts and tables.
    """
    told = (
        ToldSection(section.title, _told(section, owner, card))
        for owner in catalogue.contributions
        for section in owner.domain.sections
    )
    return tuple(section for section in told if section.blocks)


def _told(section: ReportSection, owner: Contribution, card: Scorecard) -> tuple[Text | SectionTable, ...]:
    try:
        with overheard() as conduct:
            blocks = tuple(_blocks(section.tell(card)))
    except _Fault as fault:
        raise _blame(owner, section, fault.problem) from None
    except Exception as error:  # a stranger's section may raise anything; it is named, not hidden
        raise _blame(owner, section, _RAISED.fill(error=fault_of(error))) from error
    if conduct.printed:
        raise _blame(owner, section, _PRINTED.fill(line=conduct.printed))
    return blocks


class _Fault(Exception):  # noqa: N818 - never leaves this module
    def __init__(self, problem: Text) -> None:
        super().__init__()
        self.problem = problem


def _blocks(given: Iterable[object]) -> Iterator[Text | SectionTable]:
    for block in given:
        if isinstance(block, SectionTable):
            for row in block.rows:
                if len(row) != len(block.head):
                    raise _Fault(_UNEVEN.fill(found=str(len(row)), needed=str(len(block.head))))
            yield block
        elif isinstance(block, Text | str | dict):
            yield text_of(block)
        else:
            raise _Fault(_NO_BLOCK.fill(found=type(block).__name__))


def _blame(owner: Contribution, section: ReportSection, problem: Text) -> PluginError:
    named = Text(en="report section '{id}' {problem}", ru="раздел отчёта «{id}» {problem}")
    return PluginError(owner.plugin, named.fill(id=section.id, problem=problem), owner.version)
