"""Tries a section of reports on the verdict of the sample project, before anything is measured and after."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from attrs import evolve

from goalposts.catalogue import build
from goalposts.errors import PluginError
from goalposts.locale import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from goalposts.api import Scorecard
    from goalposts.model import Catalogue, Contribution, Domain, ReportSection
    from goalposts.model.report_section import ToldSection

_FIRST, _DAYS = date(2025, 9, 1), 400


def section_breaches(section: ReportSection, domain: Domain, catalogue: Catalogue) -> Iterator[str]:
    """Say how a section breaks its contract: it tells of any verdict, in both languages, and always the same."""
    from goalposts.reporting import told_sections

    alone = build(_with_only(section, known, domain) for known in catalogue.contributions)
    for name, card in _cards().items():
        try:
            told, again = told_sections(card, alone), told_sections(card, alone)
        except PluginError as error:
            yield f"{name}: {error.problem if isinstance(error.problem, str) else error.problem.get('en')}"
            continue
        if told != again:
            yield f"{name}: tells something else the second time; keep no state"
        if not all(text.get(language).strip() for text in _texts(told) for language in LANGUAGES):
            yield f"{name}: says nothing in one of the languages"


def _texts(told: Iterable[ToldSection]) -> Iterator[Text]:
    """The paragraphs and the heads of tables; a cell may be empty."""
    for section in told:
        for block in section.blocks:
            yield from (block,) if isinstance(block, Text) else block.head


def _with_only(section: ReportSection, known: Contribution, domain: Domain) -> Contribution:
    kept = (section,) if known.domain.name == domain.name else ()
    return evolve(known, domain=evolve(known.domain, sections=kept))


def _cards() -> dict[str, Scorecard]:
    """Verdicts of the sample project: without a row, and with some hundred days of visits."""
    import goalposts as gp
    from goalposts.testing import sample_project

    days = [_FIRST + timedelta(days=offset) for offset in range(_DAYS)]
    rows = [(day, number) for day in days for number in range(12)]
    visits = {
        "visit_id": [f"{day}-{number}" for day, number in rows],
        "at": [f"{day}T09:{number:02}:00Z" for day, number in rows],
        "done": [(day.toordinal() + number) % 3 != 0 for day, number in rows],
    }
    made, end = sample_project(), date(2026, 12, 1)
    empty: dict[str, list[object]] = {name: [] for name in visits}
    return {
        "a verdict without data": gp.score(made, {"sample.visit": empty}, as_of=end),
        "a verdict with data": gp.score(made, {"sample.visit": visits}, as_of=end),
    }
