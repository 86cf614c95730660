"""`goalposts simulate`: event streams of a domain with a known effect."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from goalposts.cli.layout import as_json, labelled
from goalposts.cli.options import DEFAULT_PROJECT
from goalposts.cli.session import Session, no_such
from goalposts.errors import GoalpostsError, InputError, PluginError
from goalposts.faults import fault_of
from goalposts.locale import Text, counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from goalposts.model import BuiltInChange, Catalogue, DemoPart, SimulatedStreams, SimulationPlan, StreamModel

TRUTH = "truth.json"
_FORMS = ("csv", "parquet", "arrow")

_KIND = Text(en="model", ru="модель")
_NONE = Text(en="no loaded plugin brings a model", ru="ни один плагин не даёт моделей")
_NOT_A_CHANGE = Text(en="'{text}' is not a change of a KPI", ru="«{text}» — не изменение показателя")
_WRITE_IT = Text(
    en="write KPI=CHANGE or KPI@BRANCH=CHANGE, the change as in a target: -10%, +5pp, '+20 s', 'x 1.5'",
    ru="напишите ПОКАЗАТЕЛЬ=ИЗМЕНЕНИЕ или ПОКАЗАТЕЛЬ@ФИЛИАЛ=ИЗМЕНЕНИЕ; изменение как в цели: -10%, +5pp, '+20 s', "
    "'x 1.5'",
)
_EXISTS = Text(en="this file is here already and is not overwritten", ru="такой файл уже есть, он не перезаписан")
_ELSEWHERE = Text(en="name another folder with --out", ru="укажите другую папку: --out")
_RAISED = Text(en="model {name}: {error}", ru="модель {name}: {error}")
_WRITTEN = Text(en="Written: {file} ({rows})", ru="Создано: {file} ({rows})")
_WRITTEN_PLAIN = Text(en="Written: {file}", ru="Создано: {file}")
_NEXT = Text(
    en="Next: goalposts score {project} --as-of {day}, and hold the verdict against {truth}.",
    ru="Дальше: goalposts score {project} --as-of {day}, и сверьте вывод с {truth}.",
)


@click.command("simulate")
@click.argument("name", metavar="[MODEL]", required=False)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default="simulated", show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed, another luck.")
@click.option("--days", type=click.IntRange(1, 3660), default=182, show_default=True, help="That count after go-live.")
@click.option("--baseline-days", type=click.IntRange(1, 3660), default=378, show_default=True, help="Before go-live.")
@click.option(
    "--effect",
    "effects",
    multiple=True,
    metavar="KPI[@BRANCH]=CHANGE",
    help="What the rollout does, such as KPI=-10% or KPI@north=+5pp; may be repeated.",
)
@click.option(
    "--size", type=click.FloatRange(0, min_open=True), default=1.0, show_default=True, help="Times the events."
)
@click.option("--stagger", type=click.IntRange(0, 366), default=0, help="Days between the go-lives of two branches.")
@click.option("--new-instrument", is_flag=True, help="Go-live also brings another instrument, which sees more.")
@click.option("--form", type=click.Choice(_FORMS), default="csv", show_default=True, help="Of the tables.")
@click.option("--shape", "shapes", multiple=True, metavar="PRESET", help="Write a stream as this preset reads it.")
@click.pass_obj
def command(
    session: Session,
    name: str | None,
    out: Path,
    seed: int,
    days: int,
    baseline_days: int,
    effects: tuple[str, ...],
    size: float,
    stagger: int,
    form: str,
    shapes: tuple[str, ...],
    *,
    new_instrument: bool,
) -> int:
    """Write event streams in which the effect of a rollout is known, the project that scores them, and the truth.

    Without MODEL, list the models, and what each can change.
    """
    catalogue = session.catalogue()
    if name is None:
        return _list(session, catalogue)
    model = _model(catalogue, name)
    from goalposts.model import SimulationPlan

    plan = SimulationPlan(
        seed=seed,
        baseline_days=baseline_days,
        evaluation_days=days,
        follow_up_days=model.follow_up_days,
        size=size,
        stagger_days=stagger,
        changes=tuple(map(_change, effects)),
        new_instrument=new_instrument,
    )
    write_streams(session, catalogue, drawn(catalogue, model, plan), out, form, shapes)
    return 0


def _list(session: Session, catalogue: Catalogue) -> int:
    models = catalogue.stream_models.values()
    if not models:
        session.say(_NONE)
    for number, model in enumerate(models):
        if number:
            session.say("")
        about = (
            (model.id, model.summary.get(session.language)),
            ("--effect", ", ".join(model.changeable)),
            ("--shape", ", ".join(shape.preset for shape in model.shapes)),
        )
        for line in labelled(about):
            session.say(line)
    return 0


def _model(catalogue: Catalogue, name: str) -> StreamModel:
    models = catalogue.stream_models
    if not models:
        raise InputError(_NONE)
    if name not in models:
        raise no_such(_KIND, name, sorted(models))
    return models[name]


def _change(text: str) -> BuiltInChange:
    from goalposts.formats.scalars import read_target
    from goalposts.model import BuiltInChange

    about, _, change = text.partition("=")
    kpi, _, branch = about.partition("@")
    try:
        return BuiltInChange(kpi.strip(), read_target(change), branch.strip())
    except ValueError as error:
        raise InputError(_NOT_A_CHANGE.fill(text=text), "--effect", _WRITE_IT) from error


def drawn(catalogue: Catalogue, model: StreamModel, plan: SimulationPlan) -> SimulatedStreams:
    """Draw the streams of a plan.

    Raises:
        InputError: the model cannot do what the plan asks for.
        PluginError: the model raised.
    """
    from goalposts.simulating import simulate

    return blamed(catalogue, model, lambda: simulate(model, plan))


def blamed(catalogue: Catalogue, model: StreamModel, draw: Callable[[], SimulatedStreams]) -> SimulatedStreams:
    """Let a model draw.

    Raises:
        PluginError: it raised.
    """
    try:
        return draw()
    except GoalpostsError:
        raise
    except Exception as error:  # whatever a stranger's model raises, the plugin is named
        owner = next(found for found in catalogue.contributions if model in found.domain.stream_models)
        problem = _RAISED.fill(name=model.id, error=fault_of(error))
        raise PluginError(owner.plugin, problem, owner.version) from error


def write_streams(
    session: Session,
    catalogue: Catalogue,
    streams: SimulatedStreams,
    out: Path,
    form: str = "csv",
    shapes: tuple[str, ...] = (),
    part: DemoPart | None = None,
) -> None:
    """Write the streams, the project that scores them, by its goals if they are those of a part, and the truth.

    Raises:
        InputError: one of the files is there already, or the model does not write such a shape.
    """
    from goalposts.formats import write_atomically
    from goalposts.simulating import project_text, rehearsal_text, sources_of, truth_document

    project, truth = out / DEFAULT_PROJECT, out / TRUTH
    sources = tuple(sources_of(streams, catalogue, form, shapes))
    for path in (project, truth, *(out / source.file for source in sources)):
        if path.exists():
            raise InputError(_EXISTS, str(path), _ELSEWHERE)
    for source in sources:
        write_atomically(out / source.file, source.content)
        rows = counted(source.rows, ("event", "events"), ("событие", "события", "событий"))
        session.say(_WRITTEN.fill(file=str(out / source.file), rows=rows))
    write_atomically(truth, as_json(truth_document(streams)) + "\n")
    language = session.language
    if part is None:
        text = project_text(streams, sources, catalogue, language)
    else:
        text = rehearsal_text(streams, part, sources, language)
    write_atomically(project, text)
    for path in (truth, project):
        session.say(_WRITTEN_PLAIN.fill(file=str(path)))
    session.note(_NEXT.fill(project=str(project), day=streams.plan.until.isoformat(), truth=TRUTH))
