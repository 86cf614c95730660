"""The contract of a plugin as a list of laws, one or more for every record that it brings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING, Final

from attrs import evolve, field, frozen

from goalposts.errors import GoalpostsError, did_you_mean
from goalposts.host import catalogue_of
from goalposts.linting import ENGINE_RULES
from goalposts.linting.phrases import TRAPS, compiled
from goalposts.locale import LANGUAGES
from goalposts.model import Domain
from goalposts.plugin_api import STATED, needed_version
from goalposts.testing import import_check, rule_check, template_check
from goalposts.testing.heuristic_check import heuristic_breaches, score_breaches
from goalposts.testing.preset_check import preset_breaches
from goalposts.testing.sample import SAMPLE, sample_catalogue
from goalposts.testing.sample_check import sample_breaches
from goalposts.testing.texts import text_breaches

if TYPE_CHECKING:
    from goalposts.model import Catalogue, EventType, Phrase

Breaches = Callable[[], Iterable[str]]
_NO_CHANGE: Final = 3.0
"""A share beyond what any rollout is known to change in a year."""


@frozen
class Law:
    """One thing that one record of a plugin must keep.

    Attributes:
        record: which one, as `KPI helpdesk.solved_at_once`; empty for the plugin itself.
        demand: what is demanded of it, in a few words.
        breaches: finds how it is broken, each with what to do; nothing when it is kept.
    """

    record: str
    demand: str
    breaches: Breaches = field(repr=False)

    @property
    def id(self) -> str:
        """What a test of it is called."""
        return f"{self.record or 'plugin'}: {self.demand}"

    def told(self) -> tuple[str, ...]:
        """Every breach with the name of the record."""
        start = f"{self.record}: " if self.record else ""
        return tuple(f"{start}{breach}" for breach in self.breaches())

    def check(self) -> None:
        """Assert that the law is kept.

        Raises:
            AssertionError: with one line for each breach.
        """
        if found := self.told():
            raise AssertionError("\n".join(["the plugin breaks its contract:", *(f"- {breach}" for breach in found)]))


def laws_of(plugin: ModuleType | Domain) -> tuple[Law, ...]:
    """List what a plugin must keep; looking at a law costs nothing until it is checked.

    Args:
        plugin: the module that implements `goalposts_domain`, or the domain itself.
    """
    try:
        domains, catalogue = _domains(plugin), _catalogue(plugin)
    except AssertionError as error:
        problem = str(error)
        return (Law("", "it loads", lambda: (problem,)),)
    laws = [Law("", "it loads", tuple)]
    if isinstance(plugin, ModuleType):
        laws.append(Law("", "loading it is cheap and changes nothing", lambda: import_check.import_breaches(plugin)))
        laws.append(Law("", "it states the API that it needs", lambda: _api_breaches(plugin, domains)))
    return (*laws, *(law for domain in domains for law in _laws(domain, catalogue)))


def _domains(plugin: ModuleType | Domain) -> tuple[Domain, ...]:
    if isinstance(plugin, Domain):
        return (plugin,)
    try:
        brought = catalogue_of(plugin).contributions
    except GoalpostsError as error:
        raise AssertionError(f"the plugin does not load: {error}") from error
    if not brought:
        raise AssertionError(f"{plugin.__name__}: goalposts_domain brings no Domain")
    return tuple(found.domain for found in brought)


def _catalogue(plugin: ModuleType | Domain) -> Catalogue:
    try:
        return catalogue_of(SAMPLE) if plugin is SAMPLE else sample_catalogue(plugin)
    except GoalpostsError as error:
        raise AssertionError(f"the plugin does not load beside another one: {error}") from error


def _laws(domain: Domain, catalogue: Catalogue) -> Iterator[Law]:
    yield Law("", f"texts of '{domain.name}' are there in every language", partial(text_breaches, domain))
    if domain.first_year:
        yield Law("", "`first_year` holds shares", partial(_first_year_breaches, domain))
    bare = _without_diagnostics(catalogue)  # a broken one is told once, by the law that is about it
    yield from _kpi_laws(domain, bare)
    for kind in domain.event_types:
        if kind.is_derived:
            yield Law(f"event type {kind.id}", "it is made as a plain walk makes it", _derivation(kind, domain, bare))
    yield from _rule_laws(domain, catalogue)
    for template in domain.templates:
        breaches = partial(template_check.template_breaches, template, catalogue)
        yield Law(f"template {template.id}", "`check` lets it pass", breaches)
    for preset in domain.presets:
        yield Law(f"preset {preset.id}", "a project can read it", partial(preset_breaches, preset, catalogue))
        for sample in preset.samples:
            demand = f"it reads {sample.file.name} to the stated rows"
            yield Law(f"preset {preset.id}", demand, partial(sample_breaches, sample, preset, catalogue))
    for heuristic in domain.heuristics:
        breaches = partial(heuristic_breaches, heuristic, domain, catalogue)
        yield Law(f"heuristic {heuristic.id}", "it ranks goals", breaches)
        yield Law(f"heuristic {heuristic.id}", "its score hangs on its inputs", partial(score_breaches, heuristic))
    yield from _heavy_laws(domain, bare)
    for phrase in domain.phrases:
        yield Law(f"phrase /{phrase.pattern}/", "it means something", partial(_phrase_breaches, phrase, catalogue))


def _rule_laws(domain: Domain, catalogue: Catalogue) -> Iterator[Law]:
    for rule in domain.rules:
        name = f"rule {rule.code} {rule.name}"
        yield Law(name, "code, name and manual", partial(rule_check.manual_breaches, rule, domain))
        yield Law(name, "its examples", partial(rule_check.example_breaches, rule, domain, catalogue))
        yield Law(name, "it names keys of a goal", partial(rule_check.key_breaches, rule, catalogue))
        yield Law(name, "it bears goals that lack a key", partial(rule_check.sparse_breaches, rule, catalogue))
        yield Law(name, "it only judges", partial(rule_check.purity_breaches, rule, catalogue))
        if rule.fix:
            yield Law(name, "`check --fix` mends its bad example", partial(rule_check.fix_breaches, rule, catalogue))


def _api_breaches(plugin: ModuleType, domains: tuple[Domain, ...]) -> Iterator[str]:
    """An engine with an older API must refuse the plugin by name, not by a record that it does not know."""
    stated = getattr(plugin, STATED, 1)
    needed, thing = max((needed_version(domain) for domain in domains), default=(1, ""))
    if needed > stated:
        yield f"it uses {thing}, which came with version {needed} of the plugin API; write {STATED} = {needed}"


def _without_diagnostics(catalogue: Catalogue) -> Catalogue:
    return evolve(
        catalogue,
        contributions=tuple(
            evolve(found, domain=evolve(found.domain, diagnostics=())) for found in catalogue.contributions
        ),
    )


def _derivation(kind: EventType, domain: Domain, catalogue: Catalogue) -> Breaches:
    from goalposts.testing.derivation_check import derivation_breaches

    return partial(derivation_breaches, kind, domain, catalogue)


def _kpi_laws(domain: Domain, catalogue: Catalogue) -> Iterator[Law]:
    if not domain.kpis:
        return
    from goalposts.testing import kpi_check
    from goalposts.testing.kpi_trial import KpiTrial

    trial = KpiTrial(domain, catalogue)
    for kpi in domain.kpis:
        stated = partial(kpi_check.statement_breaches, kpi, domain)
        yield Law(f"KPI {kpi.id}", "id, unit, direction, guardrails", stated)
        yield Law(f"KPI {kpi.id}", "its value is that of its formula", partial(kpi_check.value_breaches, kpi, trial))
        arranged = partial(kpi_check.arrangement_breaches, kpi, trial)
        yield Law(f"KPI {kpi.id}", "order, cuts and sources do not matter", arranged)


def _heavy_laws(domain: Domain, catalogue: Catalogue) -> Iterator[Law]:
    """Of records that need numpy, which is loaded only where there are some."""
    for diagnostic in domain.diagnostics:
        from goalposts.testing.diagnostic_check import diagnostic_breaches

        yield Law(f"diagnostic {diagnostic.name}", "it answers", partial(diagnostic_breaches, diagnostic))
    for section in domain.sections:
        from goalposts.testing.section_check import section_breaches

        yield Law(f"report section {section.id}", "it tells", partial(section_breaches, section, domain, catalogue))
    for model in domain.stream_models:
        from goalposts.testing.stream_model_check import stream_model_breaches
        from goalposts.testing.trial_check import trial_breaches
        from goalposts.testing.truth_check import truth_breaches

        drawn = partial(stream_model_breaches, model, domain, catalogue)
        yield Law(f"stream model {model.id}", "it draws events", drawn)
        yield Law(f"stream model {model.id}", "its truth is found", partial(truth_breaches, model, domain, catalogue))
        tried = partial(trial_breaches, model, domain, catalogue)
        yield Law(f"stream model {model.id}", "its trial can show what it promises", tried)
        if model.rehearsal is not None:
            from goalposts.testing.played_check import rehearsal_breaches

            rehearsed = partial(rehearsal_breaches, model, model.rehearsal, catalogue)
            yield Law(f"stream model {model.id}", "its rehearsal is judged as its truth allows", rehearsed)
    for simulator in domain.simulators:
        from goalposts.testing.played_check import simulator_breaches

        played = partial(simulator_breaches, simulator, domain, catalogue)
        yield Law(f"simulator {simulator.id}", "its truth is found", played)


def _first_year_breaches(domain: Domain) -> Iterator[str]:
    """A share that is written as a number of per cent lets every promise pass."""
    for kpi, share in domain.first_year.items():
        if share >= _NO_CHANGE:
            yield f"first_year: '{kpi}': {share:g} is a change by {share:.0%}; write a share, such as 0.15 for 15 %"


def _phrase_breaches(phrase: Phrase, catalogue: Catalogue) -> Iterator[str]:
    traps = TRAPS | {known.name for known in (*ENGINE_RULES, *catalogue.rules)}
    try:
        compiled(phrase.pattern)
    except re.error as error:
        yield f"error: {error}"
    if phrase.language not in LANGUAGES:
        yield f"language '{phrase.language}' is none of: {', '.join(LANGUAGES)}"
    if not phrase.kpi and not phrase.trap:
        yield "it must mean a KPI, a trap, or both"
    if phrase.kpi and phrase.kpi not in catalogue.kpis:
        near = did_you_mean(phrase.kpi, catalogue.kpis)
        yield f"no KPI '{phrase.kpi}'" + (f"; {near.en}" if near else "")
    elif phrase.variant and phrase.variant not in (catalogue.kpis[phrase.kpi].formulas if phrase.kpi else ()):
        yield f"no variant '{phrase.variant}' of '{phrase.kpi}'"
    if phrase.trap and phrase.trap not in traps:
        yield f"no rule is named '{phrase.trap}'"
