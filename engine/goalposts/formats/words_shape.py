"""Reads and writes words that people read: the same in every language, or one text for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goalposts.formats import shapes
from goalposts.formats.shapes import Key
from goalposts.locale import LANGUAGES, Text

if TYPE_CHECKING:
    from goalposts.formats.node import Node
    from goalposts.formats.problems import Problems


def words(node: Node, problems: Problems) -> Text | None:
    """Read words that are the same in every language, or a mapping with all of them."""
    if node.kind != "map":
        found = shapes.text(node, problems)
        return Text.of(found) if found else None
    before = len(problems)
    keys = tuple(Key(language, shapes.text, required=True) for language in LANGUAGES)
    found_all = shapes.read_keys(node, problems, keys, what=" and ".join(LANGUAGES))
    if not found_all or len(problems) > before or not all(found_all.values()):
        return None
    return Text.of(found_all)


def written_words(text: Text | None) -> Any:
    """Write words as a project file has them; None where there are none."""
    if text is None:
        return None
    return text.en if text.en == text.ru else {"en": text.en, "ru": text.ru}
