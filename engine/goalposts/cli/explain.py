"""`goalposts explain`: the manual of a lint rule."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import click

from goalposts.cli.layout import as_json
from goalposts.cli.options import format_option
from goalposts.cli.rules import ENGINE, letter, plain
from goalposts.cli.session import Session, no_such
from goalposts.formats.problems import NAMES
from goalposts.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Catalogue

_KIND = Text(en="rule", ru="правило")
_LIST = Text(en="`goalposts rules` lists them", ru="список: `goalposts rules`")
_EXAMPLES = {"bad": Text(en="Bad:", ru="Плохо:"), "good": Text(en="Good:", ru="Хорошо:")}
_FIX = Text(en="`check --fix`: {fix}.", ru="`check --fix` (исправит сам): {fix}.")
_FILE_FIXES = {
    "GP002": "puts right a key that is one slip away from a single known one",
    "GP011": "puts right the name of a rule that is one slip away from a single known one",
}
_SEVERITIES = {
    "error": Text(en="error", ru="ошибка"),
    "warning": Text(en="warning", ru="предупреждение"),
    "info": Text(en="info", ru="подсказка"),
}
_FILE_MANUAL = """The project file can be understood.

Why it matters: what cannot be understood cannot be judged. This is no rule that could be ignored; every command
stops with exit code 2 until the file is mended. The message says where and how."""


@click.command("explain")
@click.argument("code")
@format_option("text", "json")
@click.pass_obj
def command(session: Session, code: str, form: str) -> int:
    """Print the manual of the rule with this CODE or name: what it demands, why, a bad and a good example.

    The manuals are written in English; `--language` translates what stands around them.
    """
    known = _known(session.catalogue())
    found = next((rule for rule in known if code.upper() == rule["code"] or code == rule["name"]), None)
    if found is None:
        raise no_such(_KIND, code, [rule["name"] for rule in known], _LIST)
    if form == "json":
        session.say(as_json(found))
        return 0
    for line in _lines(found, session.language):
        session.say(line)
    return 0


def _known(catalogue: Catalogue) -> list[dict[str, Any]]:
    from goalposts.linting import all_rules

    return [*(_of_file(*item) for item in NAMES.items()), *(plain(rule, catalogue) for rule in all_rules(catalogue))]


def _of_file(code: str, name: str) -> dict[str, Any]:
    """Describe a problem of the project file like a rule."""
    demand = _FILE_MANUAL.partition("\n")[0]
    common = {"severity": "error", "letter": None, "plugin": ENGINE, "bad": None, "good": None}
    fix = _FILE_FIXES.get(code)
    return {"code": code, "name": name, **common, "demand": demand, "manual": _FILE_MANUAL, "fix": fix}


def _lines(rule: dict[str, Any], language: str) -> Iterator[str]:
    smart = letter(rule["code"]).get(language) if rule["letter"] else None
    kinds = ", ".join(filter(None, (smart, _SEVERITIES[rule["severity"]].get(language), rule["plugin"])))
    yield f"{rule['code']} {rule['name']} ({kinds})"
    yield ""
    yield rule["manual"]
    for key, title in _EXAMPLES.items():
        if rule[key]:
            yield ""
            yield title.get(language)
            yield textwrap.indent(rule[key], "  ")
    if rule["fix"]:
        yield ""
        yield _FIX.fill(fix=rule["fix"]).get(language)
