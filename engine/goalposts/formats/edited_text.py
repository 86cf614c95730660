"""Makes the edits that findings carry in the text of a project file; comments and everything else stay.

An edit is made only if the file then says what it said before, but for this one thing: the trees of both are compared.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from goalposts.errors import ProjectFileError
from goalposts.formats.yaml_text import read_yaml
from goalposts.model.findings import COMMENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from goalposts.formats.node import Node
    from goalposts.model import Edit

Leaves = list[tuple[str, str]]
_QUOTES: Final = ("", '"', "'")


def with_edits(text: str, edits: Iterable[Edit]) -> tuple[str, tuple[Edit, ...]]:
    """Return the text with the edits that could be made, and these.

    Args:
        text: as it stands in the file, with its own line ends.
        edits: of places in this very text. One whose words are not there, or that would change anything else, is left
            out.

    Raises:
        ProjectFileError: the text is no YAML.
    """
    # from the end, so that what is changed moves nothing that is still to be changed
    wanted = sorted(set(edits), key=lambda edit: (edit.place.line, edit.place.column, edit.key), reverse=True)
    leaves = sorted(_leaves(read_yaml(text)))
    found, made = _made(text, wanted)
    if _holds(found, leaves, _expected(text, leaves, made)):
        return found, tuple(reversed(made))
    one_by_one: list[Edit] = []
    for edit in wanted:
        found, made = _made(text, [edit])
        expected = _expected(text, leaves, made)
        if made and _holds(found, leaves, expected):
            text, leaves = found, expected
            one_by_one.append(edit)
    return text, tuple(reversed(one_by_one))


def _made(text: str, edits: Iterable[Edit]) -> tuple[str, list[Edit]]:
    lines = text.splitlines(keepends=True)
    made = [edit for edit in edits if 0 < edit.place.line <= len(lines) and _change(lines, edit)]
    return "".join(lines), made


def _change(lines: list[str], edit: Edit) -> bool:
    """Change the lines, if the words are there."""
    index = edit.place.line - 1
    line, column = lines[index], edit.place.column - 1
    if edit.key:
        return _add(lines, index, edit)
    for quote in _QUOTES:
        start = column + len(quote)
        if edit.was and line[column:].startswith(quote + edit.was):
            rest = line[start + len(edit.was) :]
            lines[index] = line[:start] + edit.now + rest if edit.now else _without_comment(line[:column], rest)
            return bool(edit.now) or edit.was.startswith("#")
    return False


def _without_comment(before: str, after: str) -> str:
    return before.rstrip(" \t") + after.lstrip(" \t") if before.strip() else ""


def _add(lines: list[str], index: int, edit: Edit) -> bool:
    """Add the key on a line of its own, below that of its neighbour; within braces, right behind its value."""
    sibling = re.escape(edit.place.path.rpartition(".")[2])
    written = re.match(rf"(?P<indent>\ufeff? *(?:- +)*){sibling} *:", lines[index])
    if written is None:
        return _add_within(lines, index, edit)
    ends = "\r\n" if lines[index].endswith("\r\n") else "\n"
    if not lines[index].endswith(("\n", "\r")):
        lines[index] += ends
    lines.insert(index + 1, f"{' ' * len(written['indent'].lstrip(chr(0xFEFF)))}{edit.key}: {edit.now}{ends}")
    return True


def _add_within(lines: list[str], index: int, edit: Edit) -> bool:
    """Add the key in an entry in braces, whose neighbour's value ends in the same line."""
    line = lines[index]
    end = _end_of_value(line, edit.place.column - 1)
    if end is None:
        return False
    value = line[:end].rstrip(" ")
    lines[index] = f"{value}, {edit.key}: {edit.now}{line[len(value) :]}"
    return True


def _end_of_value(line: str, start: int) -> int | None:
    """Where the comma or brace stands that ends the value of a key within braces; None where it is not in the line."""
    depth, quote = 0, ""
    for index, sign in enumerate(line[start:], start):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'" and (index == start or depth):
            quote = sign
        elif sign in "{[":
            depth += 1
        elif sign in ",]}" and not depth:
            return index
        elif sign in "]}":
            depth -= 1
    return None


def _expected(text: str, leaves: Leaves, edits: Iterable[Edit]) -> Leaves:
    """What the text has to say once the edits are made in it."""
    lines = text.splitlines()
    for edit in edits:
        path = edit.place.path
        parent = path.rpartition(".")[0]
        beside = f"{parent}." if parent else ""
        if edit.key:
            leaves = [*leaves, *((f"{beside}{way}", words) for way, words in _added(edit))]
        elif not edit.now or path == COMMENT:
            continue
        elif not _is_key(lines[edit.place.line - 1], edit) and (path, edit.was) in leaves:
            leaves = [(at, edit.now if at == path else words) for at, words in leaves]
        else:
            leaves = [(_renamed(at, path, f"{beside}{edit.now}"), words) for at, words in leaves]
    return sorted(leaves)


def _added(edit: Edit) -> Leaves:
    """What an added key says: a value, or a mapping such as `{within: 30 d}`."""
    try:
        return [leaf for leaf in _leaves(read_yaml(f"{edit.key}: {edit.now}")) if leaf[0]]
    except ProjectFileError:
        return [(edit.key, edit.now)]


def _is_key(line: str, edit: Edit) -> bool:
    return re.match(rf"[\"']?{re.escape(edit.was)}[\"']?\s*:", line[edit.place.column - 1 :]) is not None


def _renamed(at: str, path: str, new: str) -> str:
    return new + at[len(path) :] if at == path or at.startswith((f"{path}.", f"{path}[")) else at


def _holds(text: str, before: Leaves, expected: Leaves) -> bool:
    """Whether the text says what is expected, and nothing twice that was not said twice before."""
    try:
        return sorted(_leaves(read_yaml(text))) == expected and _repeated(expected) <= _repeated(before)
    except ProjectFileError:
        return False


def _repeated(leaves: Leaves) -> int:
    return len(leaves) - len({path for path, _ in leaves})


def _leaves(node: Node) -> Iterator[tuple[str, str]]:
    """What a document says, without the places: every value with the way to it."""
    if node.kind == "map":
        yield node.place.path, "{}"
        for pair in node.items():
            yield from _leaves(pair[1])
    elif node.kind == "list":
        yield node.place.path, "[]"
        for item in node.value:
            yield from _leaves(item)
    else:
        yield node.place.path, "" if node.kind == "null" else node.text
