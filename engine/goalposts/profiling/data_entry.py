"""Writes what a profile found as the `data:` part of a project file."""

from __future__ import annotations

import re
from textwrap import indent
from typing import Any

from goalposts.errors import InputError, ProjectFileError, listed
from goalposts.formats.node import Node
from goalposts.formats.yaml_text import read_yaml, write_yaml
from goalposts.locale import Text
from goalposts.profiling.profile import Mapped, SourceProfile

_ALREADY = Text(en="data: {names} is there already", ru="data: {names} здесь уже есть")
_BY_HAND = Text(
    en="add the source by hand, as `goalposts profile` prints it",
    ru="добавьте источник вручную: `goalposts profile` его печатает",
)
OPEN = "?"
"""Stands in a written mapping where only people can tell."""

_MARKED = 50
_EMPTY_DATA = re.compile(r"data:[ \t]*(?:~|null|Null|NULL|\{[ \t]*\})?[ \t]*(?P<comment>#[^\r\n]*)?\r?\n?$")
_CURRENCY = re.compile(r"\ufeff?[\"']?currency[\"']?[ \t]*:[ \t]*[\"']?(\w*)")
_FLOW = Text(en="`data:` is not written line by line", ru="`data:` записан не построчно")


def data_entry(found: SourceProfile, blank: str = "") -> dict[str, Any]:
    """Return the sources of a profile by event type: one, or a list of named ones.

    Files of one glob or folder that are read alike are one source; where they are not, each is named by itself.

    Args:
        found: the profile.
        blank: what stands for a column that lacks; files that lack one are left out, if empty.
    """
    sources: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for file in found.files:
        if file.mapped is not None and (blank or not file.mapped.missing):
            entry = _with_open_words(file.mapped)
            if file.mapped.missing:
                entry["fields"] = {**dict.fromkeys(file.mapped.missing, blank), **entry["fields"]}
            sources.setdefault(file.mapped.event_type.id, []).append((file.seen.file.name, entry))
    together = {kind: _together(entries) for kind, entries in sources.items()}
    return {kind: entries[0] if len(entries) == 1 else _numbered(entries) for kind, entries in together.items()}


def _with_open_words(mapped: Mapped) -> dict[str, Any]:
    """The entry of a source, with a mark where people have to say what a word means."""
    entry = dict(mapped.entry)
    for question in mapped.questions:
        if question.words:
            words = dict.fromkeys(question.words[:_MARKED], OPEN)
            entry["fields"] = {**entry["fields"], question.field: {"column": question.column, "values": words}}
    return entry


def _together(entries: list[tuple[str, dict[str, Any]]]) -> list[dict[str, Any]]:
    alike: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for name, entry in entries:
        alike.setdefault(str(entry["source"]), []).append((name, entry))
    found = []
    for group in alike.values():
        one = group[0][1]
        same = all(entry == one for _, entry in group)
        found += [one] if same else [{**entry, "source": name} for name, entry in group]
    return found


def _numbered(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"name": f"source-{number}", **entry} for number, entry in enumerate(entries, start=1)]


def with_data(text: str, file: str, data: dict[str, Any]) -> str:
    """Return the text of a project file with these sources in its `data:`; every other sign stays.

    Args:
        text: as it stands in the file, with its own line ends.
        file: for messages.
        data: sources by event type.

    Raises:
        InputError: an event type has sources there already, or `data:` is not written line by line.
        ProjectFileError: the text is no YAML.
    """
    root = read_yaml(text, file)
    if root.kind not in ("map", "null"):
        raise InputError(_FLOW, file, _BY_HAND)
    written = root.by_key().get("data") if root.kind == "map" else None
    keys = [key for key, _ in written.items()] if written is not None and written.kind == "map" else []
    twice = [key.text for key in keys if key.text in data]
    if twice:
        raise InputError(_ALREADY.fill(names=listed(twice)), file, _BY_HAND)
    ends = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    found = _beside(text, keys[0], data, ends) if keys else _instead(text, written, data, ends)
    if not _holds(found, file, data, root):
        raise InputError(_FLOW, file, _BY_HAND)
    return found


def stated_currency(text: str) -> str:
    """Return the code of the currency that the text of a project file states; empty without one."""
    found = (_CURRENCY.match(line) for line in text.splitlines())
    return next((match[1] for match in found if match), "")


def with_currency(text: str, currency: str) -> str:
    """Return the text of a project file with the currency before its `data:`; unchanged where one is stated.

    Args:
        text: as `with_data` returns it, so that `data:` begins a line.
        currency: its code; nothing is written of an empty one.
    """
    lines = text.splitlines(keepends=True)
    if not currency or any(_CURRENCY.match(line) for line in lines):
        return text
    place = next(number for number, line in enumerate(lines) if line.removeprefix("\ufeff").startswith("data:"))
    ends = "\r\n" if lines[place].endswith("\r\n") else "\n"
    mark = "\ufeff" if lines[place].startswith("\ufeff") else ""
    lines[place : place + 1] = [f"{mark}currency: {currency}{ends}", lines[place].removeprefix(mark)]
    return "".join(lines)


def _holds(text: str, file: str, data: dict[str, Any], before: Node) -> bool:
    """Whether the new text says what it should: a file may be written in ways that lines do not show."""
    try:
        root = read_yaml(text, file)
    except ProjectFileError:
        return False
    old, new = _keys(before), _keys(root)
    kept = _keys(before.by_key()["data"]) if "data" in old else []
    written = root.by_key()["data"] if "data" in new else root
    return sorted(new) == sorted({*old, "data"}) and sorted(_keys(written)) == sorted([*kept, *data])


def _keys(node: Node) -> list[str]:
    return [key.text for key, _ in node.items()] if node.kind == "map" else []


def _block(data: dict[str, Any], column: int, ends: str) -> str:
    return indent(write_yaml(data), " " * column).replace("\n", ends)


def _beside(text: str, first: Node, data: dict[str, Any], ends: str) -> str:
    """Put the sources before the first one that is there."""
    lines = text.splitlines(keepends=True)
    line, column = (first.place.line or 1) - 1, (first.place.column or 1) - 1
    if lines[line][:column].strip(" \ufeff"):
        return text  # written in one line
    lines.insert(line, _block(data, column, ends))
    return "".join(lines)


def _instead(text: str, written: Node | None, data: dict[str, Any], ends: str) -> str:
    """Put the sources where an empty `data:` stands, or at the end."""
    block = _block(data, 2, ends)
    lines = text.splitlines(keepends=True)
    if written is None:
        ending = "" if not lines or lines[-1].endswith("\n") else ends
        return f"{text}{ending}data:{ends}{block}"
    for place, line in enumerate(lines):
        empty = _EMPTY_DATA.match(line)
        if empty:
            comment = empty["comment"] or ""
            key = f"data:{'  ' if comment else ''}{comment}{ends}"
            return "".join((*lines[:place], key, block, *lines[place + 1 :]))
    return text  # written in another way
