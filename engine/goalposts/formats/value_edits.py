"""Sets values and takes out entries in the text of a project file; whatever else stands there stays as it is."""

from __future__ import annotations

import json
import re
from textwrap import indent
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from goalposts.formats.yaml_text import composed, write_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PLAIN: Final = re.compile(r"[^\W_][\w %().;«»/–—-]*")
"""Words that mean themselves in a block and in brackets alike."""

_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")
"""What `splitlines` takes for ends of lines besides, such as U+2028, may stand within words."""


@frozen
class Span:
    """Where a value stands in a text.

    Attributes:
        key: the first character of its key, or of what follows the dash of its item.
        start, end: its own characters `[start, end)`, without what follows the last word.
        words: of a scalar what it says; None for mappings and lists.
        in_line: whether a mapping or a list is written in one line, in brackets.
    """

    key: int
    start: int
    end: int
    words: str | None = None
    in_line: bool = False


def spans(text: str) -> dict[str, Span]:
    """Return where every value of a project file stands, by its path, as `goals[0].target`, in the order of the text.

    Args:
        text: YAML that can be read.
    """
    root = composed(text)
    return {} if root is None else dict(_spans(root, "", root.start_mark.index))


def values(text: str) -> dict[str, str]:
    """Return what every scalar says, by its path."""
    return {path: span.words for path, span in spans(text).items() if span.words is not None}


def _spans(node: Any, path: str, key: int) -> Iterator[tuple[str, Span]]:
    if not isinstance(node.value, list):
        yield path, Span(key, node.start_mark.index, node.end_mark.index, node.value)
        return
    inner: list[tuple[str, Span]] = []
    for number, item in enumerate(node.value):
        if isinstance(item, tuple):
            name, value = item
            below = f"{path}.{name.value}" if path else str(name.value)
            inner += _spans(value, below, name.start_mark.index)
        else:
            inner += _spans(item, f"{path}[{number}]", item.start_mark.index)
    end = node.end_mark.index if node.flow_style else max((span.end for _, span in inner), default=node.end_mark.index)
    if path:
        yield path, Span(key, node.start_mark.index, end, in_line=bool(node.flow_style))
    yield from inner


def written(value: object) -> str:
    """Return a plain value as YAML in one line: words that would be read as something else are quoted.

    >>> written("Head of sales"), written(">= 80%"), written("yes: no")
    ('Head of sales', '">= 80%"', '"yes: no"')
    """
    if not isinstance(value, str):
        return write_yaml({"value": value}).removeprefix("value:").strip()
    words = " ".join(value.split())
    line = write_yaml({"value": words}).removeprefix("value:").strip()
    return words if line == words and _PLAIN.fullmatch(words) else json.dumps(words, ensure_ascii=False)


def with_values(text: str, new: Mapping[str, object]) -> str:
    """Return the text with other scalars.

    Args:
        text: a project file that can be read.
        new: values by the path of a scalar that stands there.
    """
    found = spans(text)
    for path in sorted(new, key=lambda path: found[path].start, reverse=True):
        span = found[path]
        text = text[: span.start] + written(new[path]) + text[span.end :]
    return text


def without_entry(text: str, path: str) -> str:
    """Return the text without a key or an item that has lines of its own, and without the comments right above it."""
    span = spans(text)[path]
    lines = _LINE.findall(text)
    first, last = _line(text, span.key), _line(text, span.end - 1)
    column = len(lines[first]) - len(lines[first].lstrip(" "))
    while first and lines[first - 1].startswith(f"{' ' * column}#"):
        first -= 1
    after = lines[last + 1 :]
    if first and after and not lines[first - 1].strip() and not after[0].strip():
        after = after[1:]  # one empty line between what stood above and below
    return "".join((*lines[:first], *after))


def with_mapping(text: str, path: str, new: Mapping[str, object]) -> str:
    """Return the text with another mapping at a path, written line by line; comments within the old one are gone."""
    span = spans(text)[path]
    start = text.rfind("\n", 0, span.start) + 1
    ends = "\r\n" if "\r\n" in text else "\n"
    column = span.start - start
    if span.in_line and text[start : span.start].strip(" -"):  # behind its key
        column = text[start : span.key].count(" ") + 2
        block = f"{ends}{indent(write_yaml(dict(new)), ' ' * column)}".rstrip()
        return text[: span.start].rstrip(" ") + block.replace("\n", ends) + text[span.end :]
    block = indent(write_yaml(dict(new)), " " * column).strip().replace("\n", ends)
    rest = text[span.end :]
    comment, _, _ = rest.partition("\n")
    return text[: span.start] + block + rest[len(comment.rstrip("\r")) :]


def _line(text: str, place: int) -> int:
    """The number of the line of `_LINE` that a character stands in."""
    return text.count("\n", 0, place)
