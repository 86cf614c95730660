"""Plays the rehearsals of a plugin through, from project file to verdict, and compares that with the truth."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from goalposts.errors import GoalpostsError
from goalposts.formats import project_from_text
from goalposts.locale import LANGUAGES
from goalposts.model import Simulation

if TYPE_CHECKING:
    from collections.abc import Callable

    from goalposts.model import Catalogue, DemoPart, Domain, Simulator, StreamModel

SEEDS: Final = (1, 2, 3)
"""An honest verdict misses the truth now and then, but not three times."""


def simulator_breaches(simulator: Simulator, domain: Domain, catalogue: Catalogue) -> Iterator[str]:
    """Yield what is wrong with a simulator: what it generates, and whether scoring it finds its truth."""
    if simulator.id != domain.name and not simulator.id.startswith(f"{domain.name}."):
        yield f"its id is neither '{domain.name}' nor starts with '{domain.name}.'"
    yield from _breaches(lambda seed, language: simulator.generate(seed=seed, language=language), catalogue)


def rehearsal_breaches(model: StreamModel, part: DemoPart, catalogue: Catalogue) -> Iterator[str]:
    """Yield what is wrong with the rehearsal of a model: its project, and whether scoring it finds its truth."""

    def play(seed: int, language: str) -> Simulation:
        from goalposts.simulating import rehearsal_streams, rehearsal_text, sources_of

        streams = rehearsal_streams(model, part, seed, catalogue)
        project = rehearsal_text(streams, part, tuple(sources_of(streams, catalogue, "csv")), language)
        truth = {goal.id: goal.truth for goal in part.goals}
        return Simulation(streams.tables, project, streams.plan.until.isoformat(), truth, part.story)

    if part.title is None:
        yield "its rehearsal has no title"
    yield from _breaches(play, catalogue)


def _breaches(play: Callable[[int, str], Simulation], catalogue: Catalogue) -> Iterator[str]:
    try:
        made = {language: play(SEEDS[0], language) for language in LANGUAGES}
        again = play(SEEDS[0], LANGUAGES[0])
    except Exception as error:  # noqa: BLE001  # whatever a stranger's code raises is a breach
        yield f"it raises {type(error).__name__}: {error}"
        return
    first = made[LANGUAGES[0]]
    if (first.tables, first.truth) != (again.tables, again.truth):
        yield "the same seed gives other events the second time; take all chance from the seed"
    for language, simulation in made.items():
        breaches = tuple(_project_breaches(simulation, catalogue))
        yield from (f"{language}: {breach}" for breach in breaches)
        if breaches:
            return
    missed = [_missed(first, catalogue)]
    missed += [_missed(play(seed, LANGUAGES[0]), catalogue) for seed in SEEDS[1:] if missed[0]]
    if all(missed):
        yield f"its truth is not found by any of the seeds {', '.join(map(str, SEEDS))}: {missed[0]}"


def _project_breaches(simulation: Simulation, catalogue: Catalogue) -> Iterator[str]:
    try:
        project = project_from_text(simulation.project, catalogue, "simulation")
        date.fromisoformat(simulation.as_of)
    except (GoalpostsError, ValueError, TypeError) as error:
        yield f"its project cannot be read: {error}"
        return
    goals = {goal.id for goal in project.goals}
    yield from (f"its truth is about '{name}', which is no goal" for name in simulation.truth if name not in goals)
    for event_type in simulation.tables:
        if event_type not in catalogue.event_types:
            yield f"it makes '{event_type}', which is no event type"


def _missed(simulation: Simulation, catalogue: Catalogue) -> str:
    """The first goal whose state the truth does not allow; empty if there is none."""
    from goalposts.api import score

    project = project_from_text(simulation.project, catalogue, "simulation")
    card = score(project, dict(simulation.tables), as_of=date.fromisoformat(simulation.as_of))
    for goal, states in simulation.truth.items():
        state = card.find(goal).state
        if state not in states:
            return f"'{goal}' is {state}, the truth allows {', '.join(states)}"
    return ""
