"""The project file that scores simulated streams: the changed KPIs are goals, all others are only reported."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from goalposts.locale import Text, day
from goalposts.model.stream_model import BRANCH

if TYPE_CHECKING:
    from goalposts.model import Catalogue
    from goalposts.model.stream_model import SimulatedStreams, SimulationPlan
    from goalposts.simulating.writing import WrittenSource

TIMEZONES: Final = {"en": "UTC", "ru": "Europe/Moscow"}
"""Zones without a change of the clock, so that simulated local times are all there."""

_CURRENCIES: Final = {"en": "EUR", "ru": "RUB"}
_COMMENT = Text(
    en="A simulated rollout: the events are made up, and truth.json says what the rollout did.",
    ru="Смоделированное внедрение: события выдуманы, а что изменило внедрение, сказано в truth.json.",
)
_NAME = Text(en="Simulated rollout ({model})", ru="Модель внедрения ({model})")
_STATEMENT = Text(en="{title}: {change} by {deadline}", ru="{title}: {change} к {deadline}")
_OWNER = Text(en="Head of department", ru="Руководитель подразделения")
_WHY = Text(en="to try out how this is judged", ru="посмотреть, какой вывод сделает программа")
_LEVER = Text(en="what the simulation builds in", ru="то, что заложено в модель")


def project_text(
    streams: SimulatedStreams, sources: tuple[WrittenSource, ...], catalogue: Catalogue, language: str
) -> str:
    """Write the project that scores the streams as they were written.

    Args:
        streams: as simulated.
        sources: where they are.
        catalogue: of the KPIs' names.
        language: `en` or `ru`.
    """
    name = _NAME.fill(model=streams.model.id)
    head = [*head_lines(streams.plan, name, _COMMENT, language), *_rollout(streams.plan)]
    return "\n".join([*head, *data_lines(sources, language), *_goals(streams, catalogue, language), ""])


def head_lines(plan: SimulationPlan, name: Text, comment: Text, language: str) -> Iterator[str]:
    """Write the keys that say what is judged, and when."""
    yield f"# {comment.get(language)}"
    yield "goalposts: 1"
    yield f"project: {yaml_text(name.get(language))}"
    yield f"language: {language}"
    yield f"timezone: {TIMEZONES[language]}"
    yield f"currency: {_CURRENCIES[language]}"
    yield f"go_live: {plan.go_live}"
    yield f"baseline: {{from: {plan.baseline.start}, to: {plan.baseline.end}}}"
    yield f"evaluation: {{from: {plan.evaluation.start}, to: {plan.evaluation.end}}}"
    holidays = [date(year, 1, 1) for year in range(plan.start.year, plan.until.year + 1)]
    shut = [f"{{from: {first}, to: {first + timedelta(days=8)}}}" for first in holidays if plan.start <= first]
    yield f"closed: [{', '.join(shut)}]"


def _rollout(plan: SimulationPlan) -> Iterator[str]:
    if plan.stagger_days:
        dates = {name: plan.go_live_of(number).isoformat() for number, name in enumerate(plan.branches)}
        yield f"rollout: {{by: {BRANCH}, dates: {yaml_text(dates)}}}"


def data_lines(sources: tuple[WrittenSource, ...], language: str) -> Iterator[str]:
    """Write where the streams are."""
    yield "data:"
    for event_type, found in groupby(sources, key=lambda source: source.event_type):
        yield f"  {event_type}:"
        for source in found:
            yield f"    - name: {yaml_text(source.name)}"
            for key, value in {"source": source.file, "timezone": TIMEZONES[language], **source.keys}.items():
                yield f"      {key}: {yaml_text(value)}"
    yield f"segments: [{BRANCH}]"


def _goals(streams: SimulatedStreams, catalogue: Catalogue, language: str) -> Iterator[str]:
    built = streams.plan.changes
    promised = [(known.kpi, known.branch, known.change.text) for known in built]
    yield "goals:"
    for kpi, branch, change in promised or [(kpi, "", change) for kpi, change in streams.model.goals.items()]:
        yield from _goal(kpi, branch, change, streams, catalogue, language)
    whole = {kpi for kpi, branch, _ in promised if not branch} or (set() if promised else set(streams.model.goals))
    for kpi in dict.fromkeys(true.kpi for true in streams.truth):
        if kpi not in whole and catalogue.kpis[kpi].default in _variants(streams, kpi):
            yield f"  - {{id: {_id(kpi)}, role: shadow, kpi: {kpi}}}"


def _variants(streams: SimulatedStreams, kpi: str) -> set[str]:
    return {true.variant for true in streams.truth if true.kpi == kpi}


def _goal(
    kpi: str, branch: str, change: str, streams: SimulatedStreams, catalogue: Catalogue, language: str
) -> Iterator[str]:
    known = catalogue.kpis[kpi]
    settles = known.settles_after(known.params)  # before that no verdict falls, and a deadline would be refused
    deadline = streams.plan.evaluation.end + timedelta(seconds=settles.in_base_unit if settles else 0)
    written = Text(en=change, ru=change.replace("pp", " п. п.").replace("%", " %"))
    said = _STATEMENT.fill(title=known.title, change=written, deadline=day(deadline))
    yield f"  - id: {_id(kpi)}{'-' + branch if branch else ''}"
    for key, words in (("statement", said), ("owner", _OWNER), ("why", _WHY), ("lever", _LEVER)):
        yield f"    {key}: {yaml_text(words.get(language))}"
    yield f"    kpi: {kpi}"
    if branch:
        yield f"    where: {BRANCH} == {json.dumps(branch)}"
    yield f"    target: {yaml_text(change)}"
    yield f"    deadline: {deadline}"


def _id(kpi: str) -> str:
    return kpi.rpartition(".")[2].replace("_", "-")


def yaml_text(value: Any) -> str:
    """Write a value as flow YAML, of which JSON is a part; plain mappings without quotation marks read better."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {yaml_text(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(yaml_text, value)) + "]"
    text = str(value)
    plain = text.replace(".", "").replace("_", "").replace("-", "").isalnum() and text.isascii() and text[0].isalpha()
    return text if plain else json.dumps(value, ensure_ascii=False)
