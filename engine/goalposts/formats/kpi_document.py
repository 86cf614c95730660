"""Writes the KPIs of a project as plain values, as they are sealed: reading them back gives equal KPIs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goalposts.formats.kpi_views_shape import chain_document, models_document
from goalposts.formats.words_shape import written_words

if TYPE_CHECKING:
    from goalposts.model import Exclusion, Kpi


def kpi_document(kpi: Kpi) -> dict[str, Any]:
    """Return a KPI as plain mappings, lists and texts, without empty values."""
    value = {} if kpi.value is None else {"value": kpi.written("")}
    settles = kpi.settles_after(kpi.params)
    written = {
        "id": kpi.id,
        "over": kpi.over.id,
        **value,
        "variants": {variant: kpi.written(variant) for variant in kpi.variants},
        "default": kpi.default,
        "params": {name: str(quantity) for name, quantity in kpi.params.items()},
        "at": "" if kpi.at == kpi.over.time else kpi.at,
        "direction": kpi.direction.value,
        "unit": kpi.unit,
        "name": written_words(kpi.name),
        "summary": written_words(kpi.summary),
        "guardrails": list(kpi.guardrails),
        "gaming": written_words(kpi.gaming),
        "maturity": "" if settles is None else str(settles),
        "attributability": kpi.attributability,
        "source": kpi.source,
        "minimum_n": kpi.minimum_n or None,
        "exclusions": [_exclusion(rule) for rule in kpi.exclusions],
        "chain": chain_document(kpi.chain),
        "models": models_document(kpi.models),
    }
    return _without_empty(written)


def _exclusion(rule: Exclusion) -> dict[str, Any]:
    written = {
        "name": rule.name,
        "when": rule.written,
        "text": written_words(rule.text),
        "variants": list(rule.variants),
    }
    return _without_empty(written)


def _without_empty(written: dict[str, Any]) -> dict[str, Any]:
    return {key: item for key, item in written.items() if item not in (None, "", [], {})}
