"""The report on customers as plain values, the JSON form."""

from __future__ import annotations

from typing import Any

from attrs import asdict

from goalposts_marketing.customers.records import CustomerReport

SCHEMA = "goalposts/customers/1"


def document(report: CustomerReport, language: str = "en") -> dict[str, Any]:
    """Return plain mappings, lists, texts and numbers; shares are fractions, what is not known is None."""
    return {
        "schema": SCHEMA,
        "project": report.project,
        "currency": report.currency,
        "end": report.end.isoformat(),
        "customers": report.customers,
        "purchases": report.purchases,
        "without_margin": report.without_margin,
        "to_date": report.to_date,
        "cohorts": [asdict(cohort) for cohort in report.cohorts],
        "formula": None if report.formula is None else asdict(report.formula),
        "model": None if report.model is None else asdict(report.model),
        "remarks": [{"code": remark.code, "text": remark.text.get(language)} for remark in report.remarks],
    }
