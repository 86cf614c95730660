"""`goalposts explain`: the manual of a lint rule."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Any, Final

import click

from goalposts.cli.layout import as_json, bullet
from goalposts.cli.options import format_option
from goalposts.cli.rules import ENGINE, letter, plain
from goalposts.cli.session import Session, no_such
from goalposts.formats.problems import NAMES
from goalposts.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Catalogue

_KIND: Final = Text(en="rule", ru="правило")
_LIST: Final = Text(en="`goalposts rules` lists them", ru="список: `goalposts rules`")
_EXAMPLES: Final = {"bad": Text(en="Bad:", ru="Плохо:"), "good": Text(en="Good:", ru="Хорошо:")}
_FACTS: Final = Text(en="The data say:", ru="По данным:")
_ABSENT: Final = Text(en="# is missing", ru="# нет")
_NO_VALUE: Final = re.compile(r"(?<=: )null$", re.MULTILINE)
_FIX: Final = Text(en="`check --fix`: {fix}.", ru="`check --fix` (исправит сам): {fix}.")
_FILE_FIXES: Final = {
    "GP002": Text(
        en="puts right a key that is one slip away from a single known one",
        ru="исправляет ключ, который отличается одной опечаткой от единственного известного",
    ),
    "GP011": Text(
        en="puts right the name of a rule that is one slip away from a single known one",
        ru="исправляет имя правила, которое отличается одной опечаткой от единственного известного",
    ),
}
_SEVERITIES: Final = {
    "error": Text(en="error", ru="ошибка"),
    "warning": Text(en="warning", ru="предупреждение"),
    "info": Text(en="info", ru="подсказка"),
}
_FILE_DEMAND: Final = Text(en="The project file can be understood.", ru="Файл проекта можно понять.")
_FILE_WHY: Final = Text(
    en="""\
Why it matters: what cannot be understood cannot be judged. This is no rule that could be ignored; every command
stops with exit code 2 until the file is mended. The message says where and how.""",
    ru="""\
Почему это важно: о том, чего нельзя понять, нельзя и судить. Это не правило, и отключить его нельзя: каждая
команда завершается с кодом 2, пока файл не исправлен. Где и как исправить, сказано в сообщении.""",
)


@click.command("explain")
@click.argument("code")
@format_option("text", "json")
@click.pass_obj
def command(session: Session, code: str, form: str) -> int:
    """Print the manual of the rule with this CODE or name: what it demands, why, a bad and a good example."""
    catalogue = session.catalogue()
    known = _known(catalogue, session.language)
    found = next((rule for rule in known if code.upper() == rule["code"] or code == rule["name"]), None)
    if found is None:
        raise no_such(_KIND, code, [rule["name"] for rule in known], _LIST)
    if form == "json":
        session.say(as_json(found))
        return 0
    for line in _lines(found, catalogue, session.language):
        session.say(line)
    return 0


def _known(catalogue: Catalogue, language: str) -> list[dict[str, Any]]:
    from goalposts.linting import all_rules

    of_file = (_of_file(code, name, language) for code, name in NAMES.items())
    return [*of_file, *(plain(rule, catalogue, language) for rule in all_rules(catalogue))]


def _of_file(code: str, name: str, language: str) -> dict[str, Any]:
    """Describe a problem of the project file like a rule."""
    demand, why = _FILE_DEMAND.get(language), _FILE_WHY.get(language)
    common = {"severity": "error", "letter": None, "plugin": ENGINE, "bad": None, "good": None}
    fix = _FILE_FIXES[code].get(language) if code in _FILE_FIXES else None
    return {"code": code, "name": name, **common, "demand": demand, "manual": f"{demand}\n\n{why}", "fix": fix}


def _lines(rule: dict[str, Any], catalogue: Catalogue, language: str) -> Iterator[str]:
    smart = letter(rule["code"]).get(language) if rule["letter"] else None
    kinds = ", ".join(filter(None, (smart, _SEVERITIES[rule["severity"]].get(language), rule["plugin"])))
    yield f"{rule['code']} {rule['name']} ({kinds})"
    yield ""
    yield rule["manual"]
    for key, title in _EXAMPLES.items():
        if rule[key]:
            yield ""
            yield title.get(language)
            yield from _example(rule[key], catalogue, language)
    if rule["fix"]:
        yield ""
        yield _FIX.fill(fix=rule["fix"]).get(language)


def _example(text: str, catalogue: Catalogue, language: str) -> Iterator[str]:
    from goalposts.testing.examples import told_example

    stated, facts = told_example(text, catalogue, language)
    if stated.strip():
        yield textwrap.indent(_NO_VALUE.sub(_ABSENT.get(language), stated.strip()), "  ")
    if facts:
        yield f"  {_FACTS.get(language)}"
    for fact in facts:
        yield textwrap.indent("".join(words for words, _ in bullet(fact)), "  ")
