"""Writes a draft as one goal of a project file, and puts goals into the text of one."""

from __future__ import annotations

import re
from textwrap import indent
from typing import TYPE_CHECKING, Any, Final

from goalposts.errors import InputError, ProjectFileError
from goalposts.formats.node import Node
from goalposts.formats.yaml_text import read_yaml, write_yaml
from goalposts.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

_FLOW: Final = Text(en="`goals:` is not written line by line", ru="`goals:` записан не построчно")
_BY_HAND: Final = Text(
    en="add the goal by hand, as `goalposts draft --format yaml` prints it",
    ru="добавьте цель вручную: её печатает `goalposts draft --format yaml`",
)
_EMPTY_GOALS: Final = re.compile(r"goals:[ \t]*(?:~|null|\[[ \t]*\])?[ \t]*(?P<comment>#[^\r\n]*)?\r?\n?$")
_MARKS: Final = "'\""
OPEN_KPI: Final = Text(en="# kpi: one of {names}", ru="# kpi: одно из {names}")
_OPEN_TARGET: Final = Text(en="# target: how much?", ru="# target: сколько?")
_OPEN_DEADLINE: Final = Text(en="# deadline: by when?", ru="# deadline: к какому дню?")
_OPEN_OWNER: Final = Text(en="<who answers for it>", ru="<кто отвечает>")


def goal_id(kpi: str, statement: str) -> str:
    """Return a plain id: the KPI's last word, else Latin words of the statement, else `goal`."""
    if kpi:
        return kpi.rpartition(".")[2].replace("_", "-")
    words = re.findall(r"[a-z]{3,}", statement.lower())[:3]
    return "-".join(words) or "goal"


def written_goal(
    name: str,
    statement: str,
    kpi: str,
    variant: str,
    alike: tuple[str, ...],
    target: str,
    deadline: date | None,
    owner: str,
    language: str,
) -> str:
    """Return one goal as YAML; what is open stands as a comment, so that the file can be read as it is."""
    keys: dict[str, Any] = {"id": name, "statement": statement}
    keys |= {"kpi": kpi} if kpi else {}
    keys |= {"variant": variant} if variant else {}
    keys |= {"target": target} if target else {}
    keys |= {"deadline": deadline.isoformat()} if deadline else {}
    keys["owner"] = owner or _OPEN_OWNER.get(language)
    comments = [
        OPEN_KPI.fill(names=", ".join(alike)).get(language) if alike else "",
        "" if target else _OPEN_TARGET.get(language),
        "" if deadline else _OPEN_DEADLINE.get(language),
    ]
    return entry_of(keys, filter(None, comments))


def entry_of(keys: Mapping[str, Any], comments: Iterable[str] = ()) -> str:
    """Return one entry of a list as YAML, with comments below it."""
    lines = "".join(_as_people_write(line) for line in write_yaml(dict(keys)).splitlines(keepends=True))
    lines += "".join(f"{comment}\n" for comment in comments)
    return "- " + indent(lines, "  ").removeprefix("  ")


def _as_people_write(line: str) -> str:
    """A day stands without quotation marks, and a target with them."""
    key, _, value = line.rstrip("\n").partition(": ")
    if key == "deadline":
        return f"{key}: {value.strip(_MARKS)}\n"
    return f'{key}: "{value.strip(_MARKS)}"\n' if key == "target" else line


def with_new_ids(entries: Iterable[str], taken: Iterable[str]) -> Iterator[str]:
    """Give every entry an id that no other has: `aht`, `aht-2`."""
    used = set(taken)
    for entry in entries:
        first, _, rest = entry.partition("\n")
        wanted = first.removeprefix("- id: ")
        name, count = wanted, 1
        while name in used:
            count += 1
            name = f"{wanted}-{count}"
        used.add(name)
        yield f"- id: {name}\n{rest}"


def with_goals(text: str, file: str, entries: Iterable[str]) -> str:
    """Return the text of a project file with these goals behind its own; every other sign stays.

    Args:
        text: as it stands in the file, with its own line ends.
        file: for messages.
        entries: goals as `written_goal` writes them.

    Raises:
        InputError: `goals:` is not written line by line.
        ProjectFileError: the text is no YAML.
    """
    root = read_yaml(text, file)
    if root.kind not in ("map", "null"):
        raise InputError(_FLOW, file, _BY_HAND)
    before = _ids(root)
    new = list(with_new_ids(entries, before))
    ends = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    found = _behind(text, root, new, ends)
    if not _holds(found, file, [*before, *(entry.partition("\n")[0].removeprefix("- id: ") for entry in new)], root):
        raise InputError(_FLOW, file, _BY_HAND)
    return found


def _goals(root: Node) -> Node | None:
    return root.by_key().get("goals") if root.kind == "map" else None


def _ids(root: Node) -> list[str]:
    goals = _goals(root)
    if goals is None or goals.kind != "list":
        return []
    maps = [goal.by_key() for goal in goals.value if goal.kind == "map"]
    return [str(keys["id"].value) if "id" in keys else "" for keys in maps]


def _holds(text: str, file: str, ids: list[str], before: Node) -> bool:
    """Whether the new text says what it should: a file may be written in ways that lines do not show."""
    try:
        root = read_yaml(text, file)
    except ProjectFileError:
        return False
    old = {key.text for key, _ in before.items()} if before.kind == "map" else set()
    return _ids(root) == ids and {key.text for key, _ in root.items()} == old | {"goals"}


def _behind(text: str, root: Node, entries: list[str], ends: str) -> str:
    lines = text.splitlines(keepends=True)
    goals = _goals(root)
    if goals is None:
        ending = "" if not lines or lines[-1].endswith("\n") else ends
        return f"{text}{ending}goals:{ends}{_block(entries, 2, ends)}"
    if goals.kind == "list" and goals.value:
        column = _dash(lines, goals)
        return text if column is None else _after_last(lines, goals.value[-1].place.line, column, entries, ends)
    for place, line in enumerate(lines):
        if empty := _EMPTY_GOALS.match(line):
            comment = f"  {empty['comment']}" if empty["comment"] else ""
            return "".join((*lines[:place], f"goals:{comment}{ends}", _block(entries, 2, ends), *lines[place + 1 :]))
    return text  # written in another way


def _dash(lines: list[str], goals: Node) -> int | None:
    """The column of the dashes; None when the list stands in one line."""
    line = lines[goals.value[-1].place.line - 1]
    column = len(line) - len(line.lstrip(" "))
    return column if line[column : column + 1] == "-" else None


def _after_last(lines: list[str], last: int, column: int, entries: list[str], ends: str) -> str:
    """Put the goals behind the last line of the last one; comments of what follows stay with it."""
    end = last
    for number in range(last, len(lines)):
        line = lines[number]
        if line.strip() and len(line) - len(line.lstrip(" ")) <= column:
            break
        end = number + 1 if line.strip() else end
    head = "".join(lines[:end])
    ending = "" if head.endswith("\n") else ends
    return f"{head}{ending}{_block(entries, column, ends)}{''.join(lines[end:])}"


def _block(entries: list[str], column: int, ends: str) -> str:
    return indent("".join(entries), " " * column).replace("\n", ends)
