"""Runs the rules: every rule gets exactly the inputs that it asks for, and what it yields becomes findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from attrs import field, frozen

from goalposts.catalogue import Problem, problems_of
from goalposts.conduct import overheard
from goalposts.errors import PluginError, listed
from goalposts.faults import fault_of
from goalposts.linting.chosen import chosen_rules, judged
from goalposts.linting.idle import IDLE, idle, in_full
from goalposts.linting.rules import ENGINE_RULES
from goalposts.locale import Text
from goalposts.model import BaselineFacts, Catalogue, Finding, Goal, Project, Remark, ResolvedGoal, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

PROJECT_INPUTS: Final = ("project", "catalogue", "today", "goals")
GOAL_INPUTS: Final = ("goal", "problems", "resolved", "facts")
INPUTS: Final = (*PROJECT_INPUTS, *GOAL_INPUTS, IDLE)
SEVERITIES: Final = ("error", "warning", "info")


def all_rules(catalogue: Catalogue) -> tuple[Rule, ...]:
    """Return the rules of the engine and of all plugins, ordered by code."""
    return tuple(sorted((*ENGINE_RULES, *catalogue.rules), key=lambda known: known.code))


def lint(
    project: Project,
    goals: Sequence[ResolvedGoal],
    facts: Mapping[str, BaselineFacts],
    today: date,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    heed: Callable[[], None] = lambda: None,
) -> tuple[Finding, ...]:
    """Find the faults of a project, sorted by file, line, column and code.

    Args:
        project: the project as its file states it.
        goals: those of its goals that resolve; rules that ask for `resolved` skip the others.
        facts: what the baseline says, by goal id; rules that ask for `facts` skip goals without.
        today: the day that counts as today.
        select: codes, beginnings of codes (`GP1`) or names of the only rules; empty for those of the file, or all.
        ignore: likewise, the rules not to run, beside those of the file.
        heed: called before every rule; what it raises ends the run.

    Raises:
        InputError: a selection that fits no rule.
        PluginError: a plugin's rule raised, asks for an unknown input, or yields something else than remarks.
    """
    shared: dict[str, Any] = {"project": project, "goals": tuple(goals), "catalogue": project.catalogue, "today": today}
    views = tuple(_views(project, goals, facts))
    known = all_rules(project.catalogue)
    rules = chosen_rules(project, known, select, ignore)
    found: list[Finding] = []
    for rule in sorted(rules, key=lambda rule: IDLE in rule.asks_for):  # they look at what the others found
        heed()
        if IDLE in rule.asks_for:
            shared[IDLE] = idle(project, known, in_full(rules, views), found)
        found += _Run(rule, project.catalogue).findings(shared, views)
    return tuple(sorted(judged(project, rules, found), key=_order))


def _order(finding: Finding) -> tuple[str, int, int, str, str, str]:
    place = finding.place
    return (place.file, place.line, place.column, finding.code, place.path, finding.message.en)


def _views(
    project: Project, goals: Sequence[ResolvedGoal], facts: Mapping[str, BaselineFacts]
) -> Iterator[dict[str, Goal | tuple[Problem, ...] | ResolvedGoal | BaselineFacts | None]]:
    resolved = {known.id: known for known in goals}
    for goal in project.goals:
        yield {
            "goal": goal,
            # asked of the resolver once, whichever rules show its remarks, and not where it has resolved the goal
            "problems": () if _is_of(resolved.get(goal.id), goal) else problems_of(project, goal),
            "resolved": resolved.get(goal.id),
            "facts": facts.get(goal.id),
        }


def _is_of(resolved: ResolvedGoal | None, goal: Goal) -> bool:
    return resolved is not None and resolved.goal is goal


@frozen
class _Run:
    """One rule over one project; whatever a stranger's rule does wrong is blamed on it by name."""

    rule: Rule
    catalogue: Catalogue = field(repr=False)

    def findings(self, shared: Mapping[str, Any], views: Iterable[Mapping[str, Any]]) -> Iterator[Finding]:
        wanted = self.rule.asks_for
        unknown = [name for name in wanted if name not in INPUTS]
        if unknown:
            known = listed(INPUTS).en
            raise self._blame(
                f"asks for {', '.join(unknown)}; a rule may ask for {known}",
                f"просит {', '.join(unknown)}; правило может просить {known}",
            )
        per_goal = any(name in GOAL_INPUTS for name in wanted)
        for view in views if per_goal else ({},):
            inputs = {name: {**shared, **view}[name] for name in wanted}
            if all(value is not None for value in inputs.values()):
                yield from map(self._finding, self._remarks(inputs))

    def _remarks(self, inputs: Mapping[str, Any]) -> tuple[Remark, ...]:
        if self.catalogue.plugin_of(self.rule) is None:
            return tuple(self.rule.check(**inputs))
        try:
            with overheard() as conduct:
                returned = self.rule.check(**inputs)
                found = None if returned is None else tuple(returned)
        except Exception as error:  # whatever a stranger's rule raises, the plugin is named
            said = fault_of(error)
            raise self._blame(f"raised {said.en}", f"завершилось ошибкой {said.ru}") from error
        if found is None:
            raise self._blame("returns nothing; a rule yields its remarks", "ничего не возвращает; нужен `yield`")
        if line := conduct.printed:
            raise self._blame(f"prints to stdout, where results stand: {line}", f"печатает в stdout: {line}")
        return found

    def _finding(self, remark: Remark) -> Finding:
        if not isinstance(remark, Remark):
            kind = type(remark).__name__
            raise self._blame(f"yields a {kind}, not a remark", f"возвращает {kind}, а не замечание")
        severity = remark.severity or self.rule.severity
        if severity not in SEVERITIES:
            known = ", ".join(SEVERITIES)
            raise self._blame(
                f"has severity '{severity}'; known: {known}", f"имеет строгость «{severity}»; известны: {known}"
            )
        return Finding(self.rule.code, self.rule.name, severity, remark.place, remark.message, remark.hint, remark.fix)

    def _blame(self, en: str, ru: str) -> PluginError:
        owner = self.catalogue.plugin_of(self.rule)
        problem = Text(
            en=f"rule {self.rule.code} {self.rule.name} {en}", ru=f"правило {self.rule.code} {self.rule.name} {ru}"
        )
        return PluginError(owner.plugin if owner else "goalposts", problem, owner.version if owner else "")
