"""`goalposts init`: a project file to start from, by a wizard on a terminal or by options."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goalposts.cli.options import DEFAULT_PROJECT, refuse_day
from goalposts.cli.session import Session, no_such
from goalposts.cli.simulated import demo_simulators, simulate, write_tables
from goalposts.cli.wizard.options import answer_options, given_of
from goalposts.errors import InputError, listed
from goalposts.locale import Text

if TYPE_CHECKING:
    from goalposts.cli.wizard.work import Given
    from goalposts.model import Catalogue, Simulation, StreamModel, Template

_KIND = Text(en="template", ru="шаблон")
_NO_TEMPLATE = Text(en="no template is named", ru="шаблон не назван")
_NAME_ONE = Text(en="give --template with one of: {names}", ru="укажите --template: {names}")
_NO_TEMPLATES = Text(en="no loaded plugin brings a template", ru="ни один плагин не даёт шаблонов")
_INSTALL = Text(en="install a plugin, or load it without --without", ru="установите плагин или уберите --without")
_EXISTS = Text(en="this file is here already and is not overwritten", ru="такой файл уже есть, он не перезаписан")
_ELSEWHERE = Text(en="remove it, or name another folder", ru="удалите его или укажите другую папку")
_NO_DATA = Text(en="there are no demo data for template '{name}'", ru="для шаблона «{name}» нет учебных данных")
_DATA_FOR = Text(en="there are for: {names}", ru="они есть для: {names}")
_WRITTEN = Text(en="Written: {file}", ru="Создано: {file}")
_NOTHING_WRITTEN = Text(en="Nothing was written.", ru="Ничего не записано.")
_NEXT = Text(
    en="Next: edit it, then run `goalposts check`.", ru="Дальше: отредактируйте его и выполните `goalposts check`."
)
_NO_QUESTIONS = Text(
    en="what it writes is fixed, so there are no questions to answer",
    ru="то, что он пишет, неизменно, и отвечать здесь не на что",
)
_LEAVE_OUT = Text(en="leave it out, or the answers", ru="уберите его или ответы")


@click.command("init")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option("--template", metavar="NAME", help="Which template; an unknown name lists them.")
@answer_options
@click.option("--yes", is_flag=True, help="Ask nothing: take what is proposed wherever no option answers.")
@click.option("--overwrite", is_flag=True, help="Write the file even if there is one.")
@click.option("--plain", is_flag=True, help="Copy the template as it is, without questions.")
@click.option("--demo-data", is_flag=True, help="Write simulated streams too, and the project that fits them.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of the simulated streams.")
@click.pass_obj
def command(
    session: Session,
    /,
    folder: Path,
    template: str | None,
    *,
    yes: bool,
    overwrite: bool,
    plain: bool,
    demo_data: bool,
    seed: int,
    **said: Any,
) -> int:
    """Write a commented project file into DIR (by default this folder).

    On a terminal it asks: which template, when the new system starts, where the data are, which goals there are, who
    answers for them. Every question has an option, and what an option says is not asked; without a terminal, or with
    --yes, nothing is asked. The file is then checked: exits 1 if there is any error. Without a terminal, --template
    alone copies the template.
    """
    given = given_of(said)
    fixed = "--demo-data" if demo_data else "--plain" if plain else ""
    if fixed and (given or yes):
        raise InputError(_NO_QUESTIONS, fixed, _LEAVE_OUT)
    catalogue = session.catalogue()
    asking = sys.stdin.isatty() and not (yes or fixed)
    if given or yes or asking:
        chosen = None if asking and template is None else _chosen(catalogue, template)
        return _by_answers(session, catalogue, chosen, folder, given, asking=asking, overwrite=overwrite)
    refuse_day("init", given=session.as_of is not None)
    chosen = _chosen(catalogue, template)
    _refuse_existing(folder / DEFAULT_PROJECT, overwrite=overwrite)
    if demo_data:
        _write_demo(session, catalogue, chosen, folder, seed)
    else:
        _write_file(session, folder / DEFAULT_PROJECT, chosen.text.get(session.language))
    return 0


def _by_answers(
    session: Session,
    catalogue: Catalogue,
    template: Template | None,
    folder: Path,
    given: Given,
    *,
    asking: bool,
    overwrite: bool,
) -> int:
    from goalposts.cli.wizard.dialogue import Dialogue
    from goalposts.cli.wizard.finishing import finish, refuse_existing
    from goalposts.cli.wizard.steps import go_through
    from goalposts.cli.wizard.work import Work

    today = session.as_of or date.today()  # noqa: DTZ011 - the day where the user sits
    ask = Dialogue(session, asking)
    file = folder / DEFAULT_PROJECT
    try:
        may_be_lost = refuse_existing(file, ask, overwrite=overwrite)
        work = go_through(Work(file, catalogue, today, given, template), ask)
    except (click.Abort, KeyboardInterrupt):
        session.warn("")
        session.warn(_NOTHING_WRITTEN)
        raise
    return finish(work, ask, overwrite=may_be_lost)


def _chosen(catalogue: Catalogue, name: str | None) -> Template:
    names = sorted(catalogue.templates)
    if not names:
        raise InputError(_NO_TEMPLATES, hint=_INSTALL)
    if name is None:
        raise InputError(_NO_TEMPLATE, hint=_NAME_ONE.fill(names=listed(names)))
    if name not in catalogue.templates:
        # with so few of them all are listed
        raise InputError(no_such(_KIND, name, names).problem, hint=_NAME_ONE.fill(names=listed(names)))
    return catalogue.templates[name]


def _refuse_existing(path: Path, *, overwrite: bool = False) -> None:
    if path.exists() and not overwrite:
        raise InputError(_EXISTS, str(path), _ELSEWHERE)


def _write_file(session: Session, file: Path, text: str) -> None:
    from goalposts.formats import write_atomically

    write_atomically(file, text)
    session.say(_WRITTEN.fill(file=str(file)))
    session.note(_NEXT)


def _write_demo(session: Session, catalogue: Catalogue, template: Template, folder: Path, seed: int) -> None:
    model = _model_of(catalogue, template)
    if model is not None:
        _write_drawn(session, catalogue, model, folder, seed)
        return
    simulation = _simulation(session, catalogue, template, seed)
    for event_type in simulation.tables:
        _refuse_existing(folder / f"{event_type}.csv")
    for path in write_tables(simulation, folder):
        session.say(_WRITTEN.fill(file=str(path)))
    _write_file(session, folder / DEFAULT_PROJECT, simulation.project)


def _model_of(catalogue: Catalogue, template: Template) -> StreamModel | None:
    """The model of event streams of a plugin that brings the template, but no demo."""
    owner = next(found.domain for found in catalogue.contributions if template in found.domain.templates)
    return None if any(known.demo for known in owner.simulators) else next(iter(owner.stream_models), None)


def _write_drawn(session: Session, catalogue: Catalogue, model: StreamModel, folder: Path, seed: int) -> None:
    from goalposts.cli.simulate import blamed, drawn, write_streams
    from goalposts.model import SimulationPlan
    from goalposts.simulating import rehearsal_streams

    part = model.rehearsal
    if part is None:
        streams = drawn(catalogue, model, SimulationPlan(seed, follow_up_days=model.follow_up_days))
    else:
        streams = blamed(catalogue, model, lambda: rehearsal_streams(model, part, seed, catalogue))
    write_streams(session, catalogue, streams, folder, part=part)


def _simulation(session: Session, catalogue: Catalogue, template: Template, seed: int) -> Simulation:
    """Simulate what fits a template: the first demo of the same plugin."""
    demos = {found.plugin: (found, simulator) for found, simulator in reversed(list(demo_simulators(catalogue)))}
    owner = next(found.plugin for found in catalogue.contributions if template in found.domain.templates)
    if owner not in demos:
        fitting = [known.id for found, _ in demos.values() for known in found.domain.templates]
        raise InputError(_NO_DATA.fill(name=template.id), hint=_DATA_FOR.fill(names=listed(sorted(fitting))))
    return simulate(*demos[owner], seed, session.language)
