"""`goalposts heuristics`: the ways to rank goals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from goalposts.cli.layout import aligned, as_json, labelled
from goalposts.cli.options import format_option
from goalposts.cli.session import Session, no_such
from goalposts.locale import Text, join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Catalogue, Heuristic

_LABELS = {
    "formula": Text(en="Formula", ru="Формула"),
    "inputs": Text(en="Inputs", ru="Что нужно"),
    "kpis": Text(en="Only for goals on", ru="Только для целей по показателям"),
    "weaknesses": Text(en="What it does not see", ru="Чего не видит"),
    "plugin": Text(en="Comes from", ru="Откуда взята"),
    "source": Text(en="Source", ru="Источник"),
}
_WRITTEN = Text(en="{name} (in `priority`)", ru="{name} (в `priority`)")
_OPTIONAL = Text(en="{name} (in `priority`; {value} without it)", ru="{name} (в `priority`; без него {value})")
_FROM_DATA = Text(en="{name} (from the data)", ru="{name} (из данных)")
_FROM_TREE = Text(en="{name} (from the `tree`)", ru="{name} (из `tree`)")
_KIND = Text(en="heuristic", ru="эвристика")
ENGINE = "goalposts"


@click.command("heuristics")
@click.argument("heuristic_id", metavar="[ID]", default="")
@format_option("text", "json")
@click.pass_obj
def command(session: Session, heuristic_id: str, form: str) -> int:
    """List the ways to rank goals, or explain the one with this ID: what it takes, and what it does not see.

    `goalposts plan` ranks the goals of a project by them.
    """
    from goalposts.priorities import all_heuristics

    catalogue = session.catalogue()
    known = all_heuristics(catalogue)
    if heuristic_id and heuristic_id not in known:
        raise no_such(_KIND, heuristic_id, list(known))
    if form == "json":
        every = [plain(heuristic, catalogue, session.language) for heuristic in known.values()]
        session.say(as_json(plain(known[heuristic_id], catalogue, session.language) if heuristic_id else every))
        return 0
    listed = _explained(known[heuristic_id], catalogue, session.language) if heuristic_id else ()
    for line in listed or aligned((one.id, one.title.get(session.language)) for one in known.values()):
        session.say(line)
    return 0


def plain(heuristic: Heuristic, catalogue: Catalogue, language: str) -> dict[str, Any]:
    """Return a heuristic as plain values."""
    from goalposts.api.version import engine_version

    owner = next((found for found in catalogue.contributions if heuristic in found.domain.heuristics), None)
    return {
        "id": heuristic.id,
        "name": heuristic.title.get(language),
        "summary": heuristic.summary.get(language),
        "formula": heuristic.formula,
        "inputs": list(heuristic.inputs),
        "optional": dict(heuristic.optional),
        "kpis": list(heuristic.kpis),
        "money": heuristic.money,
        "weaknesses": heuristic.weaknesses.get(language) if heuristic.weaknesses else None,
        "plugin": owner.plugin if owner else ENGINE,
        "plugin_version": owner.version if owner else engine_version(),
        "source": heuristic.source,
    }


def _explained(heuristic: Heuristic, catalogue: Catalogue, language: str) -> Iterator[str]:
    shown = plain(heuristic, catalogue, language)
    shown |= {
        "inputs": join((_input(heuristic, name) for name in heuristic.inputs), ", ").get(language),
        "kpis": ", ".join(heuristic.kpis),
    }
    yield f"{heuristic.id}: {heuristic.title.get(language)}"
    yield heuristic.summary.get(language)
    yield ""
    yield from labelled((label.get(language), shown[key] or "") for key, label in _LABELS.items())


def _input(heuristic: Heuristic, name: str) -> Text:
    from goalposts.model import FROM_BASELINE, FROM_TREE

    if name in FROM_BASELINE:
        return _FROM_DATA.fill(name=name)
    if name in FROM_TREE:
        return _FROM_TREE.fill(name=name)
    if name in heuristic.optional:
        return _OPTIONAL.fill(name=name, value=f"{heuristic.optional[name]:g}")
    return _WRITTEN.fill(name=name)
