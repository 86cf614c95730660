"""Finds columns of readings whose KPI or variant is unknown, and those that hold one KPI by two formulas."""

from __future__ import annotations

from collections.abc import Iterator

from goalposts.catalogue.problems import Problem, known_names
from goalposts.errors import did_you_mean
from goalposts.locale import Text
from goalposts.model import Project, ReadingColumn, Source

_UNKNOWN = Text(
    en="column '{column}' is read as an unknown KPI '{name}'",
    ru="столбец «{column}» читается как неизвестный показатель «{name}»",
)
_NO_VARIANT = Text(
    en="column '{column}' is read as an unknown variant '{name}' of {kpi}",
    ru="столбец «{column}» читается как неизвестный вариант «{name}» показателя {kpi}",
)
_TWO_FORMULAS = Text(
    en="columns '{first}' and '{column}' hold {kpi} by two formulas, {known} and {name}, which do not compare",
    ru="столбцы «{first}» и «{column}» — это {kpi} по двум формулам, {known} и {name}; они несравнимы",
)
_ONE_FORMULA = Text(
    en="have both systems report by one variant, or keep the columns in projects of their own",
    ru="возьмите из обеих систем отчёт по одному варианту или разнесите столбцы по разным проектам",
)
_SEE = Text(en="`goalposts kpis {kpi}` lists them", ru="их список: `goalposts kpis {kpi}`")
_UNSTATED = Text(en="one that is not stated", ru="неуказанной")


def unknown_readings(project: Project) -> tuple[Problem, ...]:
    """Find columns of readings that no KPI of a plugin or of the file fits."""
    return tuple(_problems(project))


def _problems(project: Project) -> Iterator[Problem]:
    known = project.catalogue.kpis
    first: dict[str, tuple[str, str]] = {}
    for source in project.sources:
        for column, reading in source.readings.items():
            before, variant = first.setdefault(reading.kpi, (column, reading.variant))
            if reading.kpi not in known:
                hint = did_you_mean(reading.kpi, known) or known_names(known)
                yield _found(project, source, _UNKNOWN.fill(column=column, name=reading.kpi), hint)
            elif reading.variant != variant:
                yield _found(project, source, _two(before, column, reading, variant), _ONE_FORMULA)
            elif variant and variant not in known[reading.kpi].formulas and not _differ(project, reading.kpi):
                hint = did_you_mean(variant, _variants(project, reading.kpi)) or _SEE.fill(kpi=reading.kpi)
                message = _NO_VARIANT.fill(column=column, name=variant, kpi=reading.kpi)
                yield _found(project, source, message, hint)


def _two(before: str, column: str, reading: ReadingColumn, variant: str) -> Text:
    known, name = variant or _UNSTATED, reading.variant or _UNSTATED
    return _TWO_FORMULAS.fill(first=before, column=column, kpi=reading.kpi, known=known, name=name)


def _differ(project: Project, kpi: str) -> bool:
    columns = (reading for source in project.sources for reading in source.readings.values())
    return len({reading.variant for reading in columns if reading.kpi == kpi}) > 1


def _variants(project: Project, kpi: str) -> tuple[str, ...]:
    """Those of the plugin: in the project's own catalogue the KPI has what its readings tell."""
    brought = (known for found in project.catalogue.contributions for known in found.domain.kpis)
    return tuple(name for known in brought if known.id == kpi for name in known.formulas if name)


def _found(project: Project, source: Source, message: Text, hint: Text) -> Problem:
    return Problem("unknown-reading", project.finding(message, hint=hint, at=f"data.{source.event_type}"))
