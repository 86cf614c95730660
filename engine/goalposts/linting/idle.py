"""Which comments silence nothing: all rules that they name were asked, and none had anything to say on their line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from goalposts.linting.selection import fits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from goalposts.model import Finding, Project, Rule, Suppression

IDLE: Final = "idle"
"""The input of rules about such comments."""


def in_full(rules: Iterable[Rule], views: Sequence[Mapping[str, Any]]) -> tuple[Rule, ...]:
    """Return the rules that get all that they ask for, of every goal.

    A rule that looks at the day is left out: what it does not say today it may say tomorrow.
    """
    lacking = {name for view in views for name, value in view.items() if value is None}
    return tuple(rule for rule in rules if not {*lacking, "today", IDLE} & set(rule.asks_for))


def idle(
    project: Project, rules: Iterable[Rule], asked: Iterable[Rule], findings: Iterable[Finding]
) -> tuple[Suppression, ...]:
    """Return the comments that silence nothing.

    Args:
        project: with its comments; those without a rule or a reason are another fault.
        rules: all that there are.
        asked: those of them that ran and got all that they ask for.
        findings: what was found, before anything was silenced.
    """
    known_rules, quiet = tuple(rules), {rule.code for rule in asked}
    spoke = {(finding.place.line, finding.code) for finding in findings}
    return tuple(
        known
        for known in project.rules.suppressions
        if known.rules
        and known.reason
        and all(
            rule.code in quiet and (known.line, rule.code) not in spoke
            for rule in known_rules
            if any(fits(word, rule) for word in known.rules)
        )
    )
