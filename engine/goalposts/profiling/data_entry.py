"""Writes what a profile found as the `data:` part of a project file."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import indent
from typing import Any

from goalposts.errors import InputError, listed
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
_FLOW = Text(en="`data:` is written in one line", ru="`data:` записан в одну строку")


def data_entry(found: SourceProfile) -> dict[str, Any]:
    """Return the sources of a profile by event type: one, or a list of named ones.

    Files of one glob or folder that are read alike are one source; where they are not, each is named by itself.
    """
    sources: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for file in found.files:
        if file.mapped is not None and not file.mapped.missing:
            entry = (file.seen.file.name, _with_open_words(file.mapped))
            sources.setdefault(file.mapped.event_type.id, []).append(entry)
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


def open_questions(found: SourceProfile) -> Iterator[Mapped]:
    """The mappings of which only people can tell something."""
    for file in found.files:
        if file.mapped is not None and (file.mapped.questions or file.mapped.missing):
            yield file.mapped


def with_data(text: str, file: str, data: dict[str, Any]) -> str:
    """Return the text of a project file with these sources in its `data:`; every other byte stays.

    Raises:
        InputError: an event type has sources there already, or `data:` is written in one line.
        ProjectFileError: the text is no YAML.
    """
    root = read_yaml(text, file)
    written = root.by_key().get("data") if root.kind == "map" else None
    if written is None or written.kind == "null":
        return _instead(text, data)
    if written.kind != "map":
        raise InputError(_FLOW, file, _BY_HAND)
    keys = [key for key, _ in written.items()]
    twice = [key.text for key in keys if key.text in data]
    if twice:
        raise InputError(_ALREADY.fill(names=listed(twice)), file, _BY_HAND)
    lines = text.splitlines(keepends=True)
    first = keys[0].place
    line, column = (first.line or 1) - 1, (first.column or 1) - 1
    if lines[line][:column].strip():
        raise InputError(_FLOW, file, _BY_HAND)
    lines.insert(line, indent(write_yaml(data), " " * column))
    return "".join(lines)


def _instead(text: str, data: dict[str, Any]) -> str:
    """Put the sources where an empty `data:` stands, or at the end."""
    block = "data:\n" + indent(write_yaml(data), "  ")
    lines = text.splitlines(keepends=True)
    for place, line in enumerate(lines):
        if line.split("#")[0].rstrip() == "data:":
            return "".join((*lines[:place], block, *lines[place + 1 :]))
    ending = "" if not lines or lines[-1].endswith("\n") else "\n"
    return text + ending + block
