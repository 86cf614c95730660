"""Turns the example of a rule into a project: the example's keys are laid over a goal that keeps every rule.

An example is a YAML mapping of goal keys, laid over `default_goal()`; a key without a value (`owner: null`) takes
the default's away. Three further keys are not the goal's:

* `project:` top-level keys of the project file, laid over the sample project's in the same way. Its `goals:` are
  further goals, after the example's own; those of role `goal` are laid over the default goal too.
* `facts:` what the baseline says about the example's goal (the attributes of `BaselineFacts`).
* `today:` the day that counts as today.

Words for people may stand in both languages, `statement: {en: ..., ru: ...}`; the English ones are read unless others
are asked for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, field, frozen

from goalposts.catalogue.resolve import resolvable
from goalposts.errors import GoalpostsError
from goalposts.linting import lint
from goalposts.linting.facts_in_words import facts_in_words
from goalposts.locale import Text, in_language
from goalposts.model import BaselineFacts
from goalposts.testing.sample import TODAY, default_goal, sample_catalogue, sample_mapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from goalposts.model import Catalogue, Finding, Project

_NEEDED: Final = ("id", "role", "project", "facts", "today")
"""Keys of an example that every goal has, or that are not its own."""
_FACTS: Final = re.compile(r"^facts:.*(?:\n[ \t]+.*)*\n?", re.MULTILINE)


@frozen
class Example:
    """A project made of a rule's example, with what else the rule may ask for."""

    project: Project
    facts: Mapping[str, BaselineFacts] = field(factory=dict)
    today: date = TODAY


def read_example(text: str, catalogue: Catalogue, language: str = "en") -> Example:
    """Make a project of the example of a rule, with its words of one language.

    Raises:
        ProjectFileError: the example's keys make no goal or project.
        ValueError: the example is no YAML.
        TypeError: the example, or what its facts are, is no mapping.
    """
    from goalposts.formats import project_from_mapping
    from goalposts.formats.rule_choice_shape import suppressions

    chosen = in_language(text, language)
    keys = _keys(chosen)
    changes, today = keys.pop("project", {}), keys.pop("today", TODAY)
    facts = None if keys.pop("facts", None) is None else _keys(text)["facts"]  # their texts keep both languages
    first = _over(default_goal(), keys)
    goals = [first, *map(_further, changes.pop("goals", ()))]
    project = project_from_mapping(sample_mapping(catalogue, **changes, goals=goals), catalogue)
    project = evolve(project, rules=evolve(project.rules, suppressions=suppressions(chosen)))
    said = {} if facts is None else {first["id"]: BaselineFacts(first["id"], **_texts(facts))}
    return Example(project, said, today)


def written_example(text: str, catalogue: Catalogue) -> str:
    """Write the goal of a rule's example as a project file would state it, a key a line."""
    import io

    from ruamel.yaml import YAML

    keys = _keys(in_language(text, "en"))
    changes = keys.pop("project", {})
    stated = {key: value for key, value in keys.items() if key not in ("facts", "today")}
    writer, written = YAML(), io.StringIO()
    writer.dump(sample_mapping(catalogue, **{"goals": [_over(default_goal(), stated)], **changes}), written)
    return written.getvalue()


def told_example(text: str, catalogue: Catalogue, language: str) -> tuple[str, tuple[str, ...]]:
    """Part an example into what a project file would state and, in words, what the baseline says beside it.

    Args:
        text: the example; one that cannot be read is given back as it is.
        catalogue: with the KPIs that it names, beside those of the sample domain.
        language: of the words in both.
    """
    chosen = in_language(text, language)
    stated = _FACTS.sub("", chosen)
    if stated == chosen:
        return chosen, ()
    try:
        example = read_example(text, sample_catalogue(*(found.domain for found in catalogue.contributions)), language)
    except (GoalpostsError, ValueError, TypeError):
        return chosen, ()  # the check of examples tells it
    project, (facts,) = example.project, example.facts.values()
    kpi = project.catalogue.kpis.get(project.goals[0].kpi)
    said = facts_in_words(facts, "" if kpi is None else kpi.unit, project.currency)
    return stated, tuple(fact.get(language) for fact in said)


def sparser_examples(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield an example again and again, each time without some keys that a goal may lack, with their names.

    Raises:
        ValueError: the example is no YAML.
        TypeError: the example is no mapping.
    """
    import io

    from ruamel.yaml import YAML

    keys = _keys(in_language(text, "en"))
    may_lack = [key for key in {**default_goal(), **keys} if key not in _NEEDED]
    promised = ("target", "deadline")
    for absent in (*((key,) for key in may_lack), promised, tuple(key for key in may_lack if key != "kpi")):
        written = io.StringIO()
        YAML(typ="safe", pure=True).dump({**keys, **dict.fromkeys(absent)}, written)
        yield absent, written.getvalue()


def lint_example(text: str, catalogue: Catalogue, language: str = "en") -> tuple[Finding, ...]:
    """Find what all rules of a catalogue and of the engine say about an example, by its words of one language.

    Raises:
        ProjectFileError: the example's keys make no goal or project.
        PluginError: a plugin's rule raised.
    """
    example = read_example(text, catalogue, language)
    return lint(example.project, resolvable(example.project), example.facts, example.today)


def _keys(text: str) -> dict[str, Any]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        keys = YAML(typ="safe", pure=True).load(text)
    except YAMLError as error:
        raise ValueError(f"an example is YAML; found: {text!r}: {error}") from error
    if not isinstance(keys, dict):
        raise TypeError(f"an example is a YAML mapping of goal keys; found: {text!r}")
    return keys


def _over(default: Mapping[str, Any], keys: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in {**default, **keys}.items() if value is not None}


def _further(keys: Mapping[str, Any]) -> dict[str, Any]:
    return _over(default_goal() if keys.get("role", "goal") == "goal" else {}, keys)


_SAID: Final = frozenset(("why_not", "unreadable", "doubt", "too_few_periods", "gaps", "bridge_short"))


def _texts(facts: Mapping[str, Any]) -> dict[str, Any]:
    if not isinstance(facts, dict):
        raise TypeError(f"`facts` of an example are a mapping; found: {facts!r}")
    return {key: Text.of(value) if key in _SAID else value for key, value in facts.items()}
