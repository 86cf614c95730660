"""`goalposts rules`: the lint rules of the engine and of plugins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from goalposts.cli.layout import as_json, show_table
from goalposts.cli.options import format_option
from goalposts.cli.session import Session
from goalposts.locale import Text, in_language

if TYPE_CHECKING:
    from goalposts.model import Catalogue, Rule

ENGINE = "goalposts"
LETTERS = {
    "1": Text(en="Specific", ru="конкретность"),
    "2": Text(en="Measurable", ru="измеримость"),
    "3": Text(en="Achievable", ru="достижимость"),
    "4": Text(en="Relevant", ru="значимость"),
    "5": Text(en="Time-bound", ru="ограниченность по времени"),
    "6": Text(en="focus", ru="фокус"),
}


@click.command("rules")
@format_option("text", "json")
@click.pass_obj
def command(session: Session, form: str) -> int:
    """List the lint rules; `goalposts explain CODE` prints the manual of one."""
    from goalposts.linting import all_rules

    catalogue = session.catalogue()
    rules = [plain(rule, catalogue, session.language) for rule in all_rules(catalogue)]
    if form == "json":
        session.say(as_json(rules))
        return 0
    show_table(session, ((rule["code"], rule["name"], rule["severity"], rule["demand"]) for rule in rules), ("bold",))
    return 0


def letter(code: str) -> Text:
    """Return the SMART letter that a rule's code belongs to, in words."""
    return LETTERS[code[-3]]


def plain(rule: Rule, catalogue: Catalogue, language: str) -> dict[str, Any]:
    """Return a rule as plain values, its manual in one language."""
    from goalposts.api.version import engine_version

    owner = catalogue.plugin_of(rule)
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "letter": letter(rule.code).en,
        "plugin": owner.plugin if owner else ENGINE,
        "plugin_version": owner.version if owner else engine_version(),
        "demand": rule.demand.get(language),
        "manual": rule.manual.get(language),
        "bad": in_language(rule.bad, language),
        "good": in_language(rule.good, language),
        "fix": Text.of(rule.fix).get(language) or None,
    }
