"""Findings as text, JSON and annotations of GitHub."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import define, field

from goalposts.cli.layout import as_json
from goalposts.cli.source_line import source_lines
from goalposts.locale import Text, counted, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from goalposts.cli.session import Session
    from goalposts.model import Edit, Finding, Goal, Place

_NONE = Text(en="No findings.", ru="Замечаний нет.")
_NONE_YET = Text(
    en="No findings in the file itself; the data, which are not there, are not judged.",
    ru="В самом файле замечаний нет; данных нет, и они не проверены.",
)
_SUMMARY = Text(en="Found {counts}.", ru="Найдено: {counts}.")
_NAMED = Text(
    en="{counts}: {rules}; `goalposts check` says more", ru="{counts}: {rules}; подробнее — `goalposts check`"
)
_NAMED_GOAL = Text(en="goal {name}", ru="цель {name}")
_GOAL = re.compile(r"goals\[(\d+)\]")
_MENDABLE = Text(en="[*] {n} of {all} can be mended by `check --fix`.", ru="[*] `check --fix` исправит {n} из {all}.")
_MARK = "[*]"
_KINDS = {
    "error": (("error", "errors"), ("ошибка", "ошибки", "ошибок")),
    "warning": (("warning", "warnings"), ("предупреждение", "предупреждения", "предупреждений")),
    "info": (("hint", "hints"), ("подсказка", "подсказки", "подсказок")),
}
_STYLES = {"error": "bold red", "warning": "bold yellow", "info": "bold blue"}
_GITHUB_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def show_findings(
    session: Session,
    findings: Sequence[Finding],
    form: str,
    goals: Sequence[Goal] = (),
    *,
    partly: bool = False,
    absent: bool = False,
) -> None:
    """Print all findings in one of the forms `text`, `json`, `github`.

    Args:
        session: where to print.
        findings: what the rules found.
        form: one of the three.
        goals: of the project, if it could be read, so that each is called by its id.
        partly: whether some rules could not run; that there are no findings is no news then.
        absent: whether they could not because there are no data yet.
    """
    language = session.language
    if form == "json":
        texts = _texts(finding.place.file for finding in findings if finding.fix is not None)
        session.say(as_json([plain(finding, language, texts.get(finding.place.file, "")) for finding in findings]))
        return
    lines, mendable = _Lines(session), mendable_among(findings)
    for finding in findings:
        if form == "github":
            session.say(annotation(finding, language))
            continue
        place, _, words = finding.line(language).partition(finding.code)
        words = words.replace(f" {finding.place.path}: ", f" {called_place(finding, goals).get(language)}: ", 1)
        mark = f" {_MARK}" if finding in mendable else ""
        style, called = _STYLES[finding.severity], _called(finding).get(language)
        session.say_parts([(place, "bold"), (finding.code, style), (mark, "bold"), (called, style), (words, "")])
        for line in lines.of(finding.place):
            session.say(line, "dim")
    if form == "text" and (findings or not partly):
        style = _STYLES["error"] if has_errors(findings) else "" if findings or absent else "bold green"
        session.say(summary(findings, absent=absent), style)
    if form == "text" and mendable:
        session.say(_MENDABLE.fill(n=len(mendable), all=len(findings)))


def called_place(finding: Finding, goals: Sequence[Goal]) -> Text:
    """Where in the file a finding is: the goal by its id, as nobody counts goals from 0, and the key within it."""
    path = finding.place.path
    found = _GOAL.match(path)
    if found is None or int(found[1]) >= len(goals):
        return Text.of(path)
    goal, key = _NAMED_GOAL.fill(name=goals[int(found[1])].id), path[found.end() :].removeprefix(".")
    return join([goal, Text.of(key)], ", ") if key else goal


def _called(finding: Finding) -> Text:
    """What a finding is called beside its code: an error, which alone fails a check, by its code only."""
    if finding.severity == "error":
        return Text.of("")
    (en, _), (ru, *_) = _KINDS[finding.severity]
    return Text(en=f" ({en})", ru=f" ({ru})")


@define
class _Lines:
    """The lines that findings are about, shown to people at a terminal only."""

    session: Session
    read: dict[str, list[str]] = field(factory=dict)

    def of(self, place: Place) -> Iterator[str]:
        if not sys.stdout.isatty() or not place.line:
            return
        if place.file not in self.read:
            try:
                self.read[place.file] = Path(place.file).read_text(encoding="utf-8-sig").splitlines()
            except (OSError, UnicodeDecodeError):
                self.read[place.file] = []
        yield from source_lines(place, self.read[place.file], self.session.console().width)


def mendable_among(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings that `check --fix` would mend in their files as these stand; none of sealed projects."""
    from goalposts.formats.edited_text import with_edits
    from goalposts.sealing import lock_path

    edits = {finding.fix for finding in findings if finding.fix is not None}
    unsealed = (file for file in {edit.place.file for edit in edits} if file and not lock_path(Path(file)).exists())
    made: set[Edit] = set()
    for file, text in _texts(unsealed).items():
        made.update(with_edits(text.removeprefix("\ufeff"), [edit for edit in edits if edit.place.file == file])[1])
    return tuple(finding for finding in findings if finding.fix in made)


def has_errors(findings: Sequence[Finding]) -> bool:
    """Whether any finding is an error."""
    return any(finding.severity == "error" for finding in findings)


def summary(findings: Sequence[Finding], *, absent: bool = False) -> Text:
    """Count the findings by severity; where the data are absent, that there are none is half of the truth."""
    return _SUMMARY.fill(counts=_counts(findings)) if findings else _NONE_YET if absent else _NONE


def _counts(findings: Sequence[Finding]) -> Text:
    return join(
        (
            counted(sum(found.severity == severity for found in findings), *words)
            for severity, words in _KINDS.items()
            if any(found.severity == severity for found in findings)
        ),
        separator=", ",
    )


def named(findings: Sequence[Finding], goals: Sequence[Goal]) -> Text:
    """Count the findings, and name each with the goals that it is about, for where they are not shown."""
    about: dict[str, dict[str, None]] = {}
    for found in findings:
        goal = _GOAL.match(found.place.path)
        about.setdefault(f"{found.code} {found.name}", {}).update({goals[int(goal[1])].id: None} if goal else {})
    rules = "; ".join(f"{rule} ({', '.join(ids)})" if ids else rule for rule, ids in about.items())
    return _SUMMARY.fill(counts=_NAMED.fill(counts=_counts(findings), rules=rules)) if findings else _NONE


def _texts(files: Iterable[str]) -> dict[str, str]:
    """Read the files of which findings with a fix tell."""
    from goalposts.formats.files import exact_text

    return {file: exact_text(Path(file)) for file in set(files) if file}


def plain(finding: Finding, language: str, text: str = "") -> dict[str, Any]:
    """Return the contract's JSON form of a finding.

    Args:
        finding: what a rule says.
        language: of its words.
        text: of the file that it stands in, where its fix is to be shown.
    """
    place = finding.place
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "path": place.path,
        "message": finding.message.get(language),
        "hint": finding.hint.get(language) if finding.hint else None,
        "fix": _fix(finding, text),
    }


def _fix(finding: Finding, text: str) -> dict[str, Any] | None:
    """The safe edit as what an editor replaces by what; None where there is none, or the file does not allow it."""
    from goalposts.formats.replacement import replacement_of

    found = replacement_of(text, finding.fix) if finding.fix is not None else None
    if found is None:
        return None
    (line, column), (end_line, end_column) = found.start, found.end
    return {"line": line, "column": column, "end_line": end_line, "end_column": end_column, "text": found.text}


def annotation(finding: Finding, language: str) -> str:
    """Write a finding as a workflow command of GitHub."""
    place = finding.place
    properties = {"file": place.file, "line": place.line, "col": place.column, "title": finding.code}
    shown = ",".join(f"{key}={_escaped(str(value), property_=True)}" for key, value in properties.items() if value)
    hint = f"; {finding.hint.get(language)}" if finding.hint else ""
    message = f"{finding.message.get(language)}{hint}"
    return f"::{_GITHUB_LEVELS[finding.severity]} {shown}::{_escaped(message)}"


def _escaped(words: str, *, property_: bool = False) -> str:
    signs = {"%": "%25", "\r": "%0D", "\n": "%0A", **({":": "%3A", ",": "%2C"} if property_ else {})}
    return "".join(signs.get(sign, sign) for sign in words)
