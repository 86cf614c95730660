"""What a project file says about the rules itself: which run, how severe they are, and which lines are answered for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from goalposts.linting.selection import check_word, fits, selected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from goalposts.model import Finding, Project, Rule


def chosen_rules(
    project: Project, rules: tuple[Rule, ...], select: tuple[str, ...], ignore: tuple[str, ...]
) -> tuple[Rule, ...]:
    """Return the rules to run; a selection from outside replaces the file's, what is ignored adds to it.

    Raises:
        InputError: a word of the file, or from outside, fits no rule.
    """
    written = project.rules
    for key, words in (("select", written.select), ("ignore", written.ignore), ("severity", tuple(written.severity))):
        for word in words:
            check_word(word, rules, str(project.place(key)))
    for suppression in written.suppressions:
        for word in suppression.rules:
            check_word(word, rules, str(suppression.place))
    return selected(rules, select or written.select, (*written.ignore, *ignore))


def judged(project: Project, rules: Iterable[Rule], findings: Iterable[Finding]) -> Iterator[Finding]:
    """Give findings the severity that the file wants, and leave out those that a line gives a reason for."""
    by_code = {rule.code: rule for rule in rules}
    for finding in findings:
        rule = by_code[finding.code]
        if not _silenced(project, rule, finding):
            yield _with_severity(project, rule, finding)


def _silenced(project: Project, rule: Rule, finding: Finding) -> bool:
    return any(
        known.line == finding.place.line and known.reason and any(fits(word, rule) for word in known.rules)
        for known in project.rules.suppressions
    )


def _with_severity(project: Project, rule: Rule, finding: Finding) -> Finding:
    """The longest word that means the rule decides: a name or a whole code before the beginning of one."""
    meant = [word for word in project.rules.severity if fits(word, rule)]
    if not meant:
        return finding
    best = rule.name if rule.name in meant else max(meant, key=len)
    return evolve(finding, severity=project.rules.severity[best])
