"""`goalposts kpis`: the KPIs of the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from goalposts.catalogue import counts_by_business_hours
from goalposts.cli.layout import aligned, as_json, labelled
from goalposts.cli.options import format_option
from goalposts.cli.session import Session, no_such
from goalposts.formats import project_file_at
from goalposts.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from goalposts.model import Catalogue, Exclusion, Kpi

_LABELS = {
    "event_type": Text(en="Events", ru="События"),
    "at": Text(en="Counted on the day of", ru="Относится ко дню поля"),
    "unit": Text(en="Unit", ru="Единица"),
    "direction": Text(en="Good direction", ru="Что лучше"),
    "params": Text(en="Parameters", ru="Параметры"),
    "default": Text(en="Default variant", ru="Вариант по умолчанию"),
    "business_hours": Text(en="Business hours", ru="Рабочие часы"),
    "guardrails": Text(en="Guardrails", ru="Ограничители"),
    "gaming": Text(en="How it is gamed", ru="Как его накручивают"),
    "maturity": Text(en="Final", ru="Окончательно"),
    "minimum_n": Text(en="Events needed for a conclusion", ru="Событий нужно для вывода"),
    "exclusions": Text(en="Left out and counted", ru="Не входят, но подсчитаны"),
    "ceiling": Text(en="Told of a value above", ru="О чём говорится при значении выше"),
    "attributability": Text(en="How directly a rollout moves it", ru="Насколько прямо на него влияет внедрение"),
    "source": Text(en="Source", ru="Источник"),
}
_DIRECTIONS = {
    "up": Text(en="up", ru="больше"),
    "down": Text(en="down", ru="меньше"),
    "band": Text(en="inside a band", ru="в коридоре"),
    "none": Text(en="none of its own", ru="само по себе не задано"),
}
_ATTRIBUTABILITY = {
    "direct": Text(en="directly", ru="прямо"),
    "intermediate": Text(en="partly", ru="отчасти"),
    "outcome": Text(en="as one influence of many", ru="как один из многих факторов"),
}
_FORMULAS = Text(en="Formula", ru="Формула")
_NEEDS = Text(en="needs", ru="нужны поля")
_MONEY = Text(en="money", ru="деньги")
_BY_HOURS = Text(en="counted by those of the project", ru="счёт по рабочим часам проекта")
_KIND = Text(en="KPI", ru="показатель")


@click.command("kpis")
@click.argument("kpi_id", metavar="[ID]", default="")
@click.option("--project", type=project_file_at, metavar="FILE", help="Add the KPIs that this project file defines.")
@format_option("text", "json")
@click.pass_obj
def command(session: Session, kpi_id: str, project: Path | None, form: str) -> int:
    """List the KPIs of the loaded plugins, or explain the one with this ID: formulas, parameters, guardrails, traps."""
    catalogue = session.catalogue() if project is None else session.written_project(project).catalogue
    known = catalogue.kpis
    if kpi_id and kpi_id not in known:
        raise no_such(_KIND, kpi_id, sorted(known))
    if form == "json":
        session.say(
            as_json(_owned(known[kpi_id], catalogue, session.language) if kpi_id else _all(catalogue, session.language))
        )
        return 0
    for line in _explained(known[kpi_id], session.language) if kpi_id else _listed(known, session.language):
        session.say(line)
    return 0


def _all(catalogue: Catalogue, language: str) -> list[dict[str, Any]]:
    known = catalogue.kpis
    return [_owned(known[name], catalogue, language) for name in sorted(known)]


def _owned(kpi: Kpi, catalogue: Catalogue, language: str) -> dict[str, Any]:
    """A KPI with the plugin that brought it; null for one of the project file."""
    plugin = catalogue.plugin_of_kpi(kpi.id)
    version = None if plugin is None else catalogue.versions[plugin]
    return {**_plain(kpi, language), "plugin": plugin, "plugin_version": version}


def _plain(kpi: Kpi, language: str) -> dict[str, Any]:
    return {
        "id": kpi.id,
        "name": kpi.title.get(language),
        "summary": kpi.summary.get(language),
        "event_type": kpi.over.id,
        "also": [known.id for known in kpi.also],
        "at": kpi.at,
        "unit": kpi.unit,
        "direction": kpi.direction.value,
        "variants": {variant: kpi.written(variant) for variant in kpi.formulas},
        "default": kpi.default,
        "params": {name: str(value) for name, value in kpi.params.items()},
        "business_hours": [name for name in kpi.formulas if counts_by_business_hours(kpi, name)],
        "guardrails": list(kpi.guardrails),
        "gaming": kpi.gaming.get(language) if kpi.gaming else None,
        "maturity": str(settles) if (settles := kpi.settles_after(kpi.params)) else None,
        "needs": {variant: sorted(kpi.needs(variant)) for variant in kpi.formulas},
        "minimum_n": kpi.minimum_n,
        "exclusions": [_exclusion(rule, language) for rule in kpi.exclusions],
        "ceiling": _ceiling(kpi, language),
        "attributability": kpi.attributability,
        "source": kpi.source,
    }


def _exclusion(rule: Exclusion, language: str) -> dict[str, Any]:
    return {
        "name": rule.name,
        "when": rule.written,
        "text": rule.text.get(language),
        "variants": list(rule.variants),
        **({} if rule.over is None else {"over": rule.over.id}),
    }


def _ceiling(kpi: Kpi, language: str) -> dict[str, Any] | None:
    told = kpi.ceiling
    return None if told is None else {"above": told.above, "code": told.code, "text": told.text.get(language)}


def _listed(known: dict[str, Kpi], language: str) -> Iterator[str]:
    kpis = [known[name] for name in sorted(known)]
    yield from aligned(
        (kpi.id, _unit(kpi, language), _DIRECTIONS[kpi.direction.value].get(language), kpi.title.get(language))
        for kpi in kpis
    )


def _named(rule: Exclusion, language: str) -> str:
    only = f" ({', '.join(rule.variants)})" if rule.variants else ""
    return f"{rule.name}{only}: {rule.text.get(language)}"


def _unit(kpi: Kpi, language: str) -> str:
    return _MONEY.get(language) if kpi.unit == "money" else kpi.unit or "1"


def _explained(kpi: Kpi, language: str) -> Iterator[str]:
    plain = _plain(kpi, language)
    shown = {
        **plain,
        "event_type": ", ".join(known.id for known in kpi.event_types),
        "unit": _unit(kpi, language),
        "direction": _DIRECTIONS[kpi.direction.value].get(language),
        "params": ", ".join(f"{name} = {value}" for name, value in plain["params"].items()),
        "business_hours": _BY_HOURS.get(language) if plain["business_hours"] else "",
        "guardrails": ", ".join(kpi.guardrails),
        "maturity": kpi.settles.get(language),
        "minimum_n": str(kpi.minimum_n) if kpi.minimum_n else "",
        "exclusions": "; ".join(_named(rule, language) for rule in kpi.exclusions),
        "ceiling": f"{above['above']:g}: {above['text']} ({above['code']})" if (above := plain["ceiling"]) else "",
        "attributability": _ATTRIBUTABILITY.get(kpi.attributability, Text.of(kpi.attributability)).get(language),
    }
    yield f"{kpi.id}: {kpi.title.get(language)}"
    if kpi.summary != kpi.title:
        yield kpi.summary.get(language)
    yield ""
    for variant, formula in plain["variants"].items():
        label = _FORMULAS.get(language) + (f" {variant}" if variant else "")
        yield f"{label}: {formula}"
        yield f"  {_NEEDS.get(language)}: {', '.join(plain['needs'][variant])}"
    yield ""
    yield from labelled((label.get(language), shown[key] or "") for key, label in _LABELS.items())
