"""`goalposts plugins`: what is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from goalposts.cli.layout import as_json, show_table
from goalposts.cli.options import format_option
from goalposts.cli.session import Session
from goalposts.locale import Text, counted

if TYPE_CHECKING:
    from goalposts.model import Contribution

_COUNTS = {
    "event_types": (("event type", "event types"), ("тип событий", "типа событий", "типов событий")),
    "kpis": (("KPI", "KPIs"), ("показатель", "показателя", "показателей")),
    "rules": (("rule", "rules"), ("правило", "правила", "правил")),
    "heuristics": (("heuristic", "heuristics"), ("эвристика", "эвристики", "эвристик")),
    "presets": (("preset", "presets"), ("пресет", "пресета", "пресетов")),
    "templates": (("template", "templates"), ("шаблон", "шаблона", "шаблонов")),
    "simulators": (("simulator", "simulators"), ("модель", "модели", "моделей")),
    "stream_models": (("stream model", "stream models"), ("модель потоков", "модели потоков", "моделей потоков")),
}
_NONE = Text(en="No plugins are loaded.", ru="Плагины не загружены.")


@click.command("plugins")
@format_option("text", "json")
@click.pass_obj
def command(session: Session, form: str) -> int:
    """List the loaded plugins with their versions and what they bring."""
    found = [_plain(contribution) for contribution in session.catalogue().contributions]
    if form == "json":
        session.say(as_json(found))
        return 0
    show_table(session, (_row(plugin, session.language) for plugin in found), ("bold",))
    if not found:
        session.say(_NONE)
    return 0


def _plain(found: Contribution) -> dict[str, Any]:
    domain = found.domain
    brought = {
        "event_types": [kind.id for kind in domain.event_types],
        "kpis": [kpi.id for kpi in domain.kpis],
        "rules": [rule.code for rule in domain.rules],
        "heuristics": [heuristic.id for heuristic in domain.heuristics],
        "presets": [preset.id for preset in domain.presets],
        "templates": [template.id for template in domain.templates],
        "simulators": [simulator.id for simulator in domain.simulators],
        "stream_models": [model.id for model in domain.stream_models],
    }
    return {
        "name": found.plugin,
        "version": found.version,
        "domain": domain.name,
        "prefix": domain.prefix,
        "summary": summary_of(found.plugin),
        **brought,
    }


def summary_of(plugin: str) -> str:
    """What the package of an installed plugin says of itself; empty where there is none."""
    from importlib import metadata

    from goalposts.hookspecs import GROUP

    (entry,) = tuple(metadata.entry_points(group=GROUP, name=plugin)) or (None,)
    return entry.dist.metadata["Summary"] or "" if entry and entry.dist and "Summary" in entry.dist.metadata else ""


def _row(plugin: dict[str, Any], language: str) -> tuple[str, str, str, str]:
    counts = [counted(len(plugin[key]), *words).get(language) for key, words in _COUNTS.items() if plugin[key]]
    return plugin["name"], plugin["version"], plugin["prefix"], ", ".join(counts)
