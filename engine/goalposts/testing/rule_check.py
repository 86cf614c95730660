"""Checks a rule: its code, its manual, its examples, and that it is pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from goalposts.catalogue.resolve import resolvable
from goalposts.errors import GoalpostsError, PluginError, did_you_mean, listed
from goalposts.formats import project_from_text
from goalposts.linting import lint
from goalposts.locale import LANGUAGES, Text, in_language
from goalposts.testing.asked_keys import GOAL_KEYS, noting
from goalposts.testing.examples import Example, lint_example, read_example, sparser_examples, written_example
from goalposts.testing.pure_code import impurities
from goalposts.testing.sample import TODAY
from goalposts.testing.texts import is_of_one_language
from goalposts.testing.watching import watching

if TYPE_CHECKING:
    from collections.abc import Callable

    from goalposts.model import Catalogue, Domain, Finding, Remark, Rule

_CODE_NUMBER: Final = re.compile(r"[1-6]\d\d")
_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WHY: Final = Text(en="Why it matters:", ru="Почему это важно:")
_STATE_FACTS: Final = "; it asks for facts: state `facts: {computable: true, value: ..., line: ...}` in it"
_SEVERITIES: Final = ("error", "warning", "info")


def manual_breaches(rule: Rule, domain: Domain) -> Iterator[str]:
    """Yield what is wrong with a rule's code, name, severity and manual."""
    prefix, number = rule.code[:-3], rule.code[-3:]
    if prefix != domain.prefix or not _CODE_NUMBER.fullmatch(number):
        yield f"a code is '{domain.prefix}', a digit from 1 to 6 (the SMART letter) and two digits"
    if not _NAME.fullmatch(rule.name):
        yield "a name is small letters and digits with hyphens between the words"
    if rule.severity not in _SEVERITIES:
        yield f"severity '{rule.severity}' is none of: {', '.join(_SEVERITIES)}"
    if not rule.demand.en or _WHY.en not in rule.manual.en:
        yield f"its docstring is its manual: a first line with the demand, then '{_WHY.en}'"
    if rule.manual_ru and (not rule.demand.ru or _WHY.ru not in rule.manual_ru):
        yield f"its `manual_ru` is its manual in Russian: a paragraph with the demand, then '{_WHY.ru}'"


def example_breaches(rule: Rule, domain: Domain, catalogue: Catalogue) -> Iterator[str]:
    """Yield where the examples are not found as promised, or what is found lacks a language."""
    own = {known.code for known in domain.rules}
    for label, text, language in _versions(rule):
        try:
            findings = [found for found in lint_example(text, catalogue, language) if found.code in own]
        except (GoalpostsError, ValueError, TypeError) as error:
            yield f"its {label} example cannot be linted: {type(error).__name__}: {error}"
            continue
        found = {finding.code for finding in findings}
        if label == "good" and rule.code in found:
            yield "its good example is found"
        if label == "bad" and found != {rule.code}:
            shown = ", ".join(sorted(found)) or "nothing"
            facts = "facts" in rule.asks_for and "facts:" not in text
            hint = _STATE_FACTS if facts else ""
            yield f"its bad example must be found by it alone; of the plugin's rules found it: {shown}{hint}"
        yield from _wordless(finding for finding in findings if finding.code == rule.code)


def _versions(rule: Rule) -> Iterator[tuple[str, str, str]]:
    """The examples with their labels, in the languages in which they differ."""
    for label, text in (("bad", rule.bad), ("good", rule.good)):
        languages = {in_language(text, language): language for language in LANGUAGES}
        yield from ((label, text, language) for language in languages.values())


def key_breaches(rule: Rule, catalogue: Catalogue) -> Iterator[str]:
    """Yield the keys at which the rule wants to remark, or to add something, and that no goal has."""
    strange: set[str] = set()
    for text in (rule.bad, rule.good):
        try:
            example = read_example(text, catalogue)
            _seen(rule, evolve(example, project=noting(example.project, strange)))
        except (GoalpostsError, ValueError, TypeError):
            continue  # the check of examples tells it
    for key in sorted(strange):
        near = did_you_mean(key, GOAL_KEYS)
        yield f"it asks a goal for the place of '{key}', which is no key of a goal" + (f"; {near.en}" if near else "")


def sparse_breaches(rule: Rule, catalogue: Catalogue) -> Iterator[str]:
    """Yield where the rule raises because a goal lacks a key that goals may lack; the examples have them all."""
    for example in (rule.bad, rule.good):
        try:
            sparser = tuple(sparser_examples(example))
        except (ValueError, TypeError):
            return  # the check of examples tells it
        for absent, text in sparser:
            try:
                lint_example(text, catalogue)
            except PluginError as error:
                without = listed(absent).en
                yield f"on a goal without {without} it fails: {error.problem.en}; look whether the key is there"
                return
            except (GoalpostsError, ValueError, TypeError, re.error):
                continue  # the example cannot do without it, or another law is about what fails


def fix_breaches(rule: Rule, catalogue: Catalogue) -> Iterator[str]:
    """Yield why `check --fix` does not mend the bad example of a rule that says it does, as a file would state it."""
    from goalposts.api import check
    from goalposts.api.fixing import mended

    try:
        text = written_example(rule.bad, catalogue)
        found = mended(text, catalogue, Path("goalposts.yaml"), as_of=TODAY, select=(rule.code,))
    except (GoalpostsError, ValueError, TypeError):
        return  # the check of examples tells it
    if not any(finding.code == rule.code for finding in found.fixed):
        said = Text.of(rule.fix).en
        yield f"it says `fix` ({said}), and `check --fix` cannot mend its bad example; look at what `adding` writes"
        return
    again = check(project_from_text(found.text, catalogue), as_of=TODAY, select=(rule.code,))
    if any(finding.code == rule.code for finding in again):
        yield "it finds its bad example still after `check --fix` has mended it"


def _wordless(findings: Iterator[Finding]) -> Iterator[str]:
    for finding in findings:
        for text in filter(None, (finding.message, finding.hint)):
            if not text.en.strip() or not text.ru.strip() or (text.en == text.ru and is_of_one_language(text.en)):
                yield f"it says nothing in one of the languages: en {text.en!r}, ru {text.ru!r}"


def purity_breaches(rule: Rule, catalogue: Catalogue) -> Iterator[str]:
    """Yield what a rule does beside judging: in its code, and on its examples, which it is shown twice."""
    yield from impurities(rule.check)
    for text in (rule.bad, rule.good):
        try:
            example = read_example(text, catalogue)
        except (GoalpostsError, ValueError, TypeError):
            return  # the check of examples tells it
        try:
            first, seen = _seen(rule, example)
            second, _ = _seen(rule, example)
        except GoalpostsError:
            return
        yield from (f"on an example it {said}; a rule reads only what it asks for" for said in seen)
        if first != second:
            yield "it says something else about the same example the second time; keep no state between runs"


def _seen(rule: Rule, example: Example) -> tuple[tuple[Finding, ...], list[str]]:
    """What a rule finds in an example, and what it was seen to do."""
    seen: list[str] = []

    @wraps(rule.check)
    def watched(**inputs: Any) -> tuple[Remark, ...]:
        with watching() as heard:
            found = tuple(rule.check(**inputs))
        seen.extend(said for said in heard.seen if said not in seen)
        return found

    project = evolve(example.project, catalogue=_with(example.project.catalogue, rule, watched))
    found = lint(project, resolvable(project), example.facts, example.today)
    return tuple(finding for finding in found if finding.code == rule.code), seen


def _with(catalogue: Catalogue, rule: Rule, check: Callable[..., Any]) -> Catalogue:
    """The catalogue in which a rule is alone, and checked by another function."""
    return evolve(
        catalogue,
        contributions=tuple(
            evolve(
                found,
                domain=evolve(
                    found.domain,
                    rules=[evolve(known, check=check) for known in found.domain.rules if known is rule],
                ),
            )
            for found in catalogue.contributions
        ),
    )
