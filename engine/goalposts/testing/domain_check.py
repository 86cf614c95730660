"""The whole test of a plugin: `check_domain(goalposts_helpdesk)`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, ParamSpec

from goalposts.catalogue.resolve import resolvable
from goalposts.errors import GoalpostsError
from goalposts.expressions import check_formula
from goalposts.formats import project_from_text
from goalposts.host import catalogue_of
from goalposts.linting import ENGINE_RULES, lint
from goalposts.linting.phrases import compiled
from goalposts.locale import LANGUAGES
from goalposts.model import Domain
from goalposts.testing.examples import lint_example
from goalposts.testing.heuristic_check import heuristic_breaches
from goalposts.testing.preset_check import preset_breaches
from goalposts.testing.sample import SAMPLE, TODAY, sample_catalogue
from goalposts.testing.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from goalposts.model import Catalogue, Kpi, Rule, Template

_CODE_NUMBER: Final = re.compile(r"[1-6]\d\d")
_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WHY: Final = "Why it matters:"
P = ParamSpec("P")

_FOREIGN_NAMES: Final = ("unknown-kpi", "unknown-event-type")
_TO_FILL_IN: Final = "blank-left"
_SEVERITIES: Final = ("error", "warning", "info")


def check_domain(plugin: ModuleType | Domain) -> None:
    """Assert that a plugin keeps its contract; every breach is listed, not only the first.

    Checked are: the hook gives a domain that loads beside another; texts are there in every language; formulas
    type and the default variant exists; guardrails of the domain's own exist; rule codes, manuals and examples
    are as promised; templates are projects that `check` lets pass once their blanks (`<...>`) are filled; presets
    are sources that a project can read; phrases compile and mean something that exists; diagnostics answer for
    go-lives of several shapes; heuristics rank goals; models of event streams draw events and promise KPIs.

    Args:
        plugin: the module that implements `goalposts_domain`, or the domain itself.

    Raises:
        AssertionError: with one line for each breach.
    """
    domains = _domains(plugin)
    breaches = [breach for domain in domains for breach in _breaches(domain, _catalogue(plugin))]
    if breaches:
        raise AssertionError("\n".join(["the plugin breaks its contract:", *(f"- {breach}" for breach in breaches)]))


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


def _breaches(domain: Domain, catalogue: Catalogue) -> Iterator[str]:
    yield from _empty_texts(domain)
    for kpi in domain.kpis:
        yield from (f"KPI {kpi.id}: {breach}" for breach in _kpi_breaches(kpi, domain))
    for rule in domain.rules:
        yield from (f"rule {rule.code} {rule.name}: {breach}" for breach in _rule_breaches(rule, domain))
        yield from (f"rule {rule.code} {rule.name}: {breach}" for breach in _example_breaches(rule, domain, catalogue))
    for template in domain.templates:
        yield from (f"template {template.id}: {breach}" for breach in _template_breaches(template, catalogue))
    for preset in domain.presets:
        yield from (f"preset {preset.id}: {breach}" for breach in preset_breaches(preset, catalogue))
    for diagnostic in domain.diagnostics:
        from goalposts.testing.diagnostic_check import diagnostic_breaches  # numpy is loaded only where one is tried

        yield from (f"diagnostic {diagnostic.name}: {breach}" for breach in diagnostic_breaches(diagnostic))
    for model in domain.stream_models:
        from goalposts.testing.stream_model_check import stream_model_breaches  # likewise

        yield from (f"stream model {model.id}: {breach}" for breach in stream_model_breaches(model, domain, catalogue))
    for heuristic in domain.heuristics:
        yield from (
            f"heuristic {heuristic.id}: {breach}" for breach in heuristic_breaches(heuristic, domain, catalogue)
        )
    yield from _phrase_breaches(domain, catalogue)


def _empty_texts(domain: Domain) -> Iterator[str]:
    for path, text in texts_of(domain):
        for language in LANGUAGES:
            if not text.get(language).strip():
                yield f"{path}: the {language} text is empty"


def _kpi_breaches(kpi: Kpi, domain: Domain) -> Iterator[str]:
    if not kpi.id.startswith(f"{domain.name}."):
        yield f"its id does not start with '{domain.name}.'"
    if kpi.default not in kpi.formulas:
        yield f"its default variant '{kpi.default}' does not exist; it has: {', '.join(kpi.formulas)}"
    for variant, formula in kpi.formulas.items():
        if failure := _failure(check_formula, formula, kpi.scope):
            yield f"variant '{variant}': {failure}"
    own = {known.id for known in domain.kpis}
    for guardrail in kpi.guardrails:
        if guardrail.startswith(f"{domain.name}.") and guardrail not in own:
            yield f"its guardrail '{guardrail}' does not exist"


def _rule_breaches(rule: Rule, domain: Domain) -> Iterator[str]:
    prefix, number = rule.code[:-3], rule.code[-3:]
    if prefix != domain.prefix or not _CODE_NUMBER.fullmatch(number):
        yield f"a code is '{domain.prefix}', a digit from 1 to 6 (the SMART letter) and two digits"
    if not _NAME.fullmatch(rule.name):
        yield "a name is small letters and digits with hyphens between the words"
    if rule.severity not in _SEVERITIES:
        yield f"severity '{rule.severity}' is none of: {', '.join(_SEVERITIES)}"
    if not rule.manual.split("\n\n")[0].strip() or _WHY not in rule.manual:
        yield f"its docstring is its manual: a first line with the demand, then '{_WHY}'"


def _example_breaches(rule: Rule, domain: Domain, catalogue: Catalogue) -> Iterator[str]:
    own = {known.code for known in domain.rules}
    for label, text in (("bad", rule.bad), ("good", rule.good)):
        if failure := _failure(lint_example, text, catalogue):
            yield f"its {label} example cannot be linted: {failure}"
            continue
        found = {finding.code for finding in lint_example(text, catalogue)} & own
        if label == "good" and rule.code in found:
            yield "its good example is found"
        if label == "bad" and found != {rule.code}:
            shown = ", ".join(sorted(found)) or "nothing"
            yield f"its bad example must be found by it alone; of the plugin's rules found it: {shown}"


def _template_breaches(template: Template, catalogue: Catalogue) -> Iterator[str]:
    """Names of other plugins' domains may be unknown here; whatever else is an error would greet every new user."""
    for language in LANGUAGES:
        text = template.text.get(language)
        if failure := _failure(project_from_text, text, catalogue, f"{template.id}.{language}"):
            yield f"its {language} text cannot be read: {failure}"
            continue
        project = project_from_text(text, catalogue, f"{template.id}.{language}")
        for found in lint(project, resolvable(project), {}, TODAY, ignore=(*_FOREIGN_NAMES, _TO_FILL_IN)):
            if found.severity == "error":
                yield f"`check` refuses its {language} text: {found.line('en')}"


def _phrase_breaches(domain: Domain, catalogue: Catalogue) -> Iterator[str]:
    traps = {known.name for known in (*ENGINE_RULES, *catalogue.rules)}
    for phrase in domain.phrases:
        label = f"phrase /{phrase.pattern}/"
        if failure := _failure(compiled, phrase.pattern):
            yield f"{label}: {failure}"
        if phrase.language not in LANGUAGES:
            yield f"{label}: language '{phrase.language}' is none of: {', '.join(LANGUAGES)}"
        if bool(phrase.kpi) == bool(phrase.trap):
            yield f"{label}: it must mean either a KPI or a trap"
        if phrase.kpi and phrase.kpi not in catalogue.kpis:
            yield f"{label}: no KPI '{phrase.kpi}'"
        if phrase.trap and phrase.trap not in traps:
            yield f"{label}: no rule is named '{phrase.trap}'"


def _failure(attempt: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> str:
    """Return what goes wrong in one attempt, so that the next breach is looked for too."""
    try:
        attempt(*args, **kwargs)
    except (GoalpostsError, ValueError, TypeError, re.error) as error:
        return f"{type(error).__name__}: {error}"
    return ""
