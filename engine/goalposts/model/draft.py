"""What was understood of a goal as somebody said it, and how it may be said instead."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import field, frozen

from goalposts.model.converters import as_tuple
from goalposts.model.findings import Finding
from goalposts.model.statement import SaidKpi

SMART = ("S", "M", "A", "R", "T")
"""Specific, measurable, achievable, relevant, time-bound."""


@frozen
class Draft:
    """A goal in somebody's words, judged by the words alone.

    Attributes:
        statement: as it was given.
        language: `en` or `ru`, by its letters.
        kpi: the id of the KPI that the goal is about; empty where nothing, or more than one thing, may be meant.
        candidates: all KPIs that may be meant, the likeliest first.
        target: the promise as a project file would write it; empty where the words give none.
        deadline: the day by which; None where the words give none.
        letters: for each of S, M, A, R, T whether the words keep it.
        trap: the known trap that it falls into, such as `adoption_slogan`; empty for none.
        findings: what is wrong with the words, in the order of the letters, then what the entry still lacks.
        rewrite: the goal said anew in its own language; `<...>` stands where only people can tell.
        entry: the YAML of one goal, to paste under `goals:`.
    """

    statement: str
    language: str
    kpi: str
    candidates: tuple[SaidKpi, ...] = field(converter=as_tuple)
    target: str
    deadline: date | None
    letters: Mapping[str, bool]
    trap: str
    findings: tuple[Finding, ...] = field(converter=as_tuple)
    rewrite: str
    entry: str

    def to_dict(self, language: str = "") -> dict[str, Any]:
        """Return the draft as plain values, as `goalposts draft --format json` prints them.

        Args:
            language: `en` or `ru`, of the findings; by default that of the statement.
        """
        return {
            "statement": self.statement,
            "language": self.language,
            "kpi": self.kpi or None,
            "candidates": [{"kpi": found.kpi, "score": round(found.score, 3)} for found in self.candidates],
            "target": self.target or None,
            "deadline": self.deadline.isoformat() if self.deadline else None,
            "letters": dict(self.letters),
            "trap": self.trap or None,
            "findings": [_plain(finding, language or self.language) for finding in self.findings],
            "rewrite": self.rewrite,
            "entry": self.entry,
        }


def _plain(finding: Finding, language: str) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message.get(language),
        "hint": finding.hint.get(language) if finding.hint else None,
    }
