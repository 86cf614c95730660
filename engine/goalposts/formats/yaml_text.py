"""Reads YAML 1.2 text into nodes with line and column, guarded against hostile input.

Goal files need no anchors, aliases or tags, so they are refused. Only this module knows ruamel.yaml.
"""

from __future__ import annotations

import re
from typing import Any

from goalposts.errors import ProjectFileError
from goalposts.formats.node import Node
from goalposts.locale import Text
from goalposts.model import Finding, Place

MAX_BYTES = 1 << 20
MAX_NODES = 100_000
MAX_DEPTH = 30
_UNQUOTED_TARGET = re.compile(r":\s+(?P<sign>>)")
_NULLS = ("", "~", "null", "Null", "NULL")


def read_yaml(text: str, file: str = "") -> Node:
    """Parse YAML text.

    Raises:
        ProjectFileError: the text is not YAML, too large, nested too deeply, or uses anchors, aliases or tags.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError
    from ruamel.yaml.reader import ReaderError

    if len(text.encode()) > MAX_BYTES:
        raise _refused(Place(file, 1, 1), "the file is larger than 1 MiB", "файл больше 1 МиБ")
    try:
        _guard(YAML(typ="safe", pure=True), text, file)
        loader = YAML(typ="safe", pure=True)
        loader.max_depth = MAX_DEPTH
        root = loader.compose(text)
    except MarkedYAMLError as error:
        raise _not_yaml(error, text, file) from error
    except ReaderError as error:
        raise _bad_character(error, text, file) from error
    return Node("null", None, Place(file, 1, 1)) if root is None else _node(root, "", file)


def _refused(place: Place, en: str, ru: str, hint: Text | None = None) -> ProjectFileError:
    return ProjectFileError((Finding("GP001", "not-yaml", "error", place, Text(en=en, ru=ru), hint),))


def _not_yaml(error: Any, text: str, file: str) -> ProjectFileError:
    mark = error.problem_mark or error.context_mark
    line = text.splitlines()[mark.line] if mark.line < len(text.splitlines()) else ""
    unquoted = [found for found in _UNQUOTED_TARGET.finditer(line) if found.start("sign") <= mark.column]
    if unquoted:
        place = Place(file, mark.line + 1, unquoted[-1].start("sign") + 1)
        hint = Text(en='quote it, as in ">= 80%"', ru='возьмите в кавычки: ">= 80%"')
        return _refused(
            place, "YAML reads an unquoted '>' as something else", "YAML понимает «>» без кавычек иначе", hint
        )
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        place = Place(file, mark.line + 1, indent.index("\t") + 1)
        hint = Text(en="write spaces instead", ru="поставьте вместо неё пробелы")
        return _refused(place, "a tab indents this line", "отступ этой строки сделан табуляцией", hint)
    said = ", ".join(part for part in (error.context, error.problem) if part)
    return _refused(Place(file, mark.line + 1, mark.column + 1), f"this is not YAML: {said}", f"это не YAML: {said}")


def _bad_character(error: Any, text: str, file: str) -> ProjectFileError:
    before = text[: error.position]
    place = Place(file, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
    code = f"U+{ord(text[error.position]):04X}"
    return _refused(place, f"the character {code} is not allowed here", f"символ {code} здесь не допускается")


def _guard(loader: Any, text: str, file: str) -> None:
    depth = 0
    for nodes, event in enumerate(loader.parse(text)):
        kind = type(event).__name__
        mark = event.start_mark
        place = Place(file, mark.line + 1, mark.column + 1)
        tag = getattr(event, "ctag", None) or getattr(event, "tag", None)
        if kind == "AliasEvent" or getattr(event, "anchor", None):
            raise _refused(place, "anchors and aliases are not allowed here", "якоря и ссылки здесь не допускаются")
        if tag is not None and str(tag) not in ("None", "!"):
            raise _refused(place, f"the tag {tag} is not allowed here", f"тег {tag} здесь не допускается")
        depth += kind in ("MappingStartEvent", "SequenceStartEvent")
        depth -= kind in ("MappingEndEvent", "SequenceEndEvent")
        if depth > MAX_DEPTH or nodes > MAX_NODES:
            raise _refused(place, "the file is nested too deeply or too long", "файл слишком глубокий или длинный")


def _node(raw: Any, path: str, file: str) -> Node:
    mark = raw.start_mark
    place = Place(file, mark.line + 1, mark.column + 1, path)
    kind = type(raw).__name__
    if kind == "MappingNode":
        pairs = ((_key(key, path, file), _value(key, value, _below(path, key), file)) for key, value in raw.value)
        return Node("map", tuple(pairs), place)
    if kind == "SequenceNode":
        items = (_node(item, f"{path}[{index}]", file) for index, item in enumerate(raw.value))
        return Node("list", tuple(items), place)
    if any("\ud800" <= character <= "\udfff" for character in raw.value):
        raise _refused(place, "half a character (a lone surrogate)", "половина символа (одиночный суррогат)")
    plain = not raw.style
    if plain and raw.value in _NULLS:
        return Node("null", None, place)
    return Node("scalar", raw.value, place, plain)


def _value(key: Any, raw: Any, path: str, file: str) -> Node:
    """Read the value of a key; one that is not written is told at its key, not where the next words stand."""
    if type(raw).__name__ == "ScalarNode" and not raw.style and raw.value == "":
        return Node("null", None, Place(file, key.start_mark.line + 1, key.start_mark.column + 1, path))
    return _node(raw, path, file)


def _key(raw: Any, path: str, file: str) -> Node:
    mark = raw.start_mark
    if type(raw).__name__ != "ScalarNode":
        place = Place(file, mark.line + 1, mark.column + 1, path)
        raise _refused(place, "a key must be a word", "ключ должен быть словом")
    return Node("scalar", str(raw.value), Place(file, mark.line + 1, mark.column + 1, _below(path, raw)), plain=False)


def _below(path: str, key: Any) -> str:
    return f"{path}.{key.value}" if path else str(key.value)


def write_yaml(value: Any) -> str:
    """Write plain mappings, lists and texts as YAML in blocks, in their own order."""
    from io import StringIO

    from ruamel.yaml import YAML

    writer = YAML(typ="rt", pure=True)
    writer.width = 4096
    writer.allow_unicode = True
    written = StringIO()
    writer.dump(value, written)
    return written.getvalue()


def composed(text: str) -> Any:
    """Parse YAML that was read before into the reader's own nodes, which know where each value starts and ends."""
    from ruamel.yaml import YAML

    return YAML(typ="safe", pure=True).compose(text)
