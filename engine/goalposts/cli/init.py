"""`goalposts init`: a project file to start from."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goalposts.cli.options import DEFAULT_PROJECT
from goalposts.cli.session import Session, no_such
from goalposts.cli.simulated import demo_simulators, simulate, write_tables
from goalposts.errors import InputError, listed
from goalposts.locale import LANGUAGES, Text

if TYPE_CHECKING:
    from goalposts.model import Catalogue, Simulation, StreamModel, Template

_KIND = Text(en="template", ru="шаблон")
_WHICH = Text(en="Which kind of rollout?", ru="Что внедряется?")
_LANGUAGE = "Language / язык"
_NO_TEMPLATE = Text(en="no template is named", ru="шаблон не назван")
_NAME_ONE = Text(en="give --template with one of: {names}", ru="укажите --template: {names}")
_NO_TEMPLATES = Text(en="no loaded plugin brings a template", ru="ни один плагин не даёт шаблонов")
_INSTALL = Text(en="install a plugin, or load it without --without", ru="установите плагин или уберите --without")
_EXISTS = Text(en="this file is here already and is not overwritten", ru="такой файл уже есть, он не перезаписан")
_ELSEWHERE = Text(en="remove it, or name another folder", ru="удалите его или укажите другую папку")
_NO_DATA = Text(en="there are no demo data for template '{name}'", ru="для шаблона «{name}» нет учебных данных")
_DATA_FOR = Text(en="there are for: {names}", ru="они есть для: {names}")
_WRITTEN = Text(en="Written: {file}", ru="Создано: {file}")
_NEXT = Text(
    en="Next: edit it, then run `goalposts check`.", ru="Дальше: отредактируйте его и выполните `goalposts check`."
)


@click.command("init")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option("--template", metavar="NAME", help="Which template; an unknown name lists them.")
@click.option("--demo-data", is_flag=True, help="Write simulated streams too, and the project that fits them.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of the simulated streams.")
@click.pass_obj
def command(session: Session, folder: Path, template: str | None, seed: int, *, demo_data: bool) -> int:
    """Write a commented project file into DIR (by default this folder); asks for what is missing on a terminal."""
    from goalposts.formats import write_atomically

    catalogue = session.catalogue()
    chosen = _chosen(session, catalogue, template)
    file = folder / DEFAULT_PROJECT
    _refuse_existing(file)
    model = _model_of(catalogue, chosen) if demo_data else None
    if model is not None:
        _write_drawn(session, catalogue, model, folder, seed)
        return 0
    if demo_data:
        simulation = _simulation(session, catalogue, chosen, seed)
        for event_type in simulation.tables:
            _refuse_existing(folder / f"{event_type}.csv")
        for path in write_tables(simulation, folder):
            session.say(_WRITTEN.fill(file=str(path)))
        write_atomically(file, simulation.project)
    else:
        write_atomically(file, chosen.text.get(session.language))
    session.say(_WRITTEN.fill(file=str(file)))
    session.note(_NEXT)
    return 0


def _chosen(session: Session, catalogue: Catalogue, name: str | None) -> Template:
    templates = catalogue.templates
    names = sorted(templates)
    if not names:
        raise InputError(_NO_TEMPLATES, hint=_INSTALL)
    if name is None:
        name = _asked(session, templates)
    if name not in templates:
        raise _unknown(name, names)
    return templates[name]


def _asked(session: Session, templates: dict[str, Template]) -> str:
    names = sorted(templates)
    if not sys.stdin.isatty():
        raise InputError(_NO_TEMPLATE, hint=_NAME_ONE.fill(names=listed(names)))
    if not session.asked_language:
        session.asked_language = click.prompt(_LANGUAGE, type=click.Choice(LANGUAGES), default="en", err=True)
    for name in names:
        session.warn(f"  {name}: {templates[name].summary.get(session.language)}")
    answer: str = click.prompt(_WHICH.get(session.language), type=click.Choice(names), default=names[0], err=True)
    return answer


def _unknown(name: str, names: list[str]) -> InputError:
    """Refuse an unknown template; with so few of them all are listed."""
    return InputError(no_such(_KIND, name, names).problem, hint=_NAME_ONE.fill(names=listed(names)))


def _refuse_existing(path: Path) -> None:
    if path.exists():
        raise InputError(_EXISTS, str(path), _ELSEWHERE)


def _model_of(catalogue: Catalogue, template: Template) -> StreamModel | None:
    """The model of event streams of a plugin that brings the template, but no demo."""
    owner = next(found.domain for found in catalogue.contributions if template in found.domain.templates)
    return None if any(known.demo for known in owner.simulators) else next(iter(owner.stream_models), None)


def _write_drawn(session: Session, catalogue: Catalogue, model: StreamModel, folder: Path, seed: int) -> None:
    from goalposts.cli.simulate import drawn, write_streams
    from goalposts.model import SimulationPlan

    plan = SimulationPlan(seed, follow_up_days=model.follow_up_days)
    write_streams(session, catalogue, drawn(catalogue, model, plan), folder)


def _simulation(session: Session, catalogue: Catalogue, template: Template, seed: int) -> Simulation:
    """Simulate what fits a template: the first demo of the same plugin."""
    demos = {found.plugin: (found, simulator) for found, simulator in reversed(list(demo_simulators(catalogue)))}
    owner = next(found.plugin for found in catalogue.contributions if template in found.domain.templates)
    if owner not in demos:
        fitting = [known.id for found, _ in demos.values() for known in found.domain.templates]
        raise InputError(_NO_DATA.fill(name=template.id), hint=_DATA_FOR.fill(names=listed(sorted(fitting))))
    return simulate(*demos[owner], seed, session.language)
