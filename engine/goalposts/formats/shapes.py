"""Readers of typed values from nodes; each returns None after noting a problem."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from attrs import frozen

from goalposts.errors import ExpressionError, did_you_mean, listed
from goalposts.expressions import SOURCE_COLUMNS, Expression, Quantity, check_condition, parse
from goalposts.formats.misspelt import certain
from goalposts.formats.node import Node
from goalposts.formats.problems import Problems
from goalposts.formats.scalars import read_day, read_quantity, read_target
from goalposts.formats.slips import cut_number, day_meant, target_meant
from goalposts.locale import Text
from goalposts.model import Edit, Target, Window

T = TypeVar("T")
Reader = Callable[[Node, Problems], T | None]


@frozen
class Key:
    """A key of a mapping: its name and the reader of its value."""

    name: str
    read: Callable[[Node, Problems], Any]
    required: bool = False


def wrong_type(node: Node, problems: Problems, en: str, ru: str, hint: Text | None = None) -> None:
    """Note that something else was wanted here."""
    found_en, found_ru = node.describe()
    problems.add(
        "GP003",
        node,
        Text(en=f"this must be {en}, found {found_en}", ru=f"здесь нужно: {ru}; найдено: {found_ru}"),
        hint,
    )


def read_keys(
    node: Node, problems: Problems, keys: Iterable[Key], reserved: Iterable[str] = (), what: str = ""
) -> dict[str, Any] | None:
    """Read a mapping by its known keys; a key whose value is empty counts as not written."""
    if node.kind != "map":
        wrong_type(node, problems, f"a mapping{f' ({what})' if what else ''}", "набор ключей")
        return None
    known = {key.name: key for key in keys}
    found: dict[str, Any] = {}
    seen: set[str] = set()
    for name, value in node.items():
        if name.text in seen:
            message = Text(en=f"key '{name.text}' is written twice", ru=f"ключ «{name.text}» записан дважды")
            problems.add("GP009", name, message)
        elif name.text in reserved:
            message = Text(en=f"'{name.text}' is reserved for later use", ru=f"«{name.text}» пока не поддерживается")
            problems.add("GP012", name, message, Text(en="remove it", ru="удалите этот ключ"))
        elif name.text not in known:
            _unknown_key(name, problems, known, node)
        elif value.kind != "null":
            found[name.text] = known[name.text].read(value, problems)
        seen.add(name.text)
    _missing_keys(node, problems, known.values(), found)
    return found


def _unknown_key(name: Node, problems: Problems, known: Iterable[str], node: Node) -> None:
    if _is_cut(node, name, problems):
        return
    message = Text(en=f"unknown key '{name.text}'", ru=f"неизвестный ключ «{name.text}»")
    expected = Text(en="known keys: {keys}", ru="известные ключи: {keys}").fill(keys=listed(known))
    meant = certain(name.text, known, (key.text for key, _ in node.items()))
    fix = Edit(name.place, name.text, meant) if meant else None
    problems.add("GP002", name, message, did_you_mean(name.text, known) or expected, fix)


def _is_cut(node: Node, name: Node, problems: Problems) -> bool:
    """Note that a key is the rest of a number with a decimal comma, if it is."""
    number = cut_number(node, name)
    if number:
        message = Text(
            en=f"a comma ends a value in braces, so that '{name.text}' is a key of its own",
            ru=f"в фигурных скобках запятая кончает значение, и «{name.text}» — уже другой ключ",
        )
        problems.add("GP002", name, message, Text(en=f"write {number}", ru=f"напишите {number}"))
    return bool(number)


def _missing_keys(node: Node, problems: Problems, keys: Iterable[Key], found: dict[str, Any]) -> None:
    for key in keys:
        if key.required and key.name not in found:
            message = Text(en=f"key '{key.name}' is missing", ru=f"нет ключа «{key.name}»")
            problems.add("GP008", node, message, Text(en="add it", ru="добавьте его"))


def text(node: Node, problems: Problems) -> str | None:
    """Read words."""
    if node.is_word:
        return node.text.strip()
    hint = Text(en="put it in quotes", ru="возьмите в кавычки") if node.kind == "scalar" else None
    wrong_type(node, problems, "text", "текст", hint)
    return None


def word(node: Node, problems: Problems) -> str | None:
    """Read words, or a number taken as words."""
    if node.kind == "scalar":
        return node.text.strip()
    wrong_type(node, problems, "text", "текст")
    return None


def one_of(*words: str) -> Reader[str]:
    """Make a reader of one of some words."""

    def read(node: Node, problems: Problems) -> str | None:
        found = text(node, problems)
        if found is None or found in words:
            return found
        message = Text(en=f"unknown word '{found}'", ru=f"неизвестное слово «{found}»")
        allowed = Text(en="it is one of: {words}", ru="возможно одно из: {words}").fill(words=listed(words))
        problems.add("GP011", node, message, did_you_mean(found, words) or allowed)
        return None

    return read


def flag(node: Node, problems: Problems) -> bool | None:
    """Read true or false."""
    if node.kind == "scalar" and node.plain and node.text.lower() in ("true", "false"):
        return node.text.lower() == "true"
    wrong_type(node, problems, "true or false", "true или false")
    return None


def number(node: Node, problems: Problems) -> float | None:
    """Read a plain number, or a percentage as a fraction."""
    found = quantity(node, problems)
    if found is not None and found.unit not in ("", "%"):
        wrong_type(node, problems, "a number without a unit", "число без единицы")
        return None
    return None if found is None else found.in_base_unit


def whole(node: Node, problems: Problems) -> int | None:
    """Read a whole number."""
    if node.kind == "scalar" and node.plain and re.fullmatch("[0-9]{1,9}", node.text):
        return int(node.text)
    wrong_type(node, problems, "a whole number", "целое число")
    return None


def day(node: Node, problems: Problems) -> date | None:
    """Read a calendar day."""
    if node.kind != "scalar":
        wrong_type(node, problems, "a day, YYYY-MM-DD", "день, ГГГГ-ММ-ДД")
        return None
    try:
        return read_day(node.text)
    except ValueError:
        message = Text(en=f"'{node.text}' is not a day", ru=f"«{node.text}» — не день календаря")
        problems.add("GP004", node, message, day_meant(node.text))
        return None


def quantity(node: Node, problems: Problems) -> Quantity | None:
    """Read a number with its unit."""
    if node.kind != "scalar":
        wrong_type(node, problems, "a quantity such as 20 s or 80%", "величина, например 20 s или 80%")
        return None
    try:
        return read_quantity(node.text)
    except ValueError:
        message = Text(en=f"'{node.text}' is not a quantity", ru=f"«{node.text}» — не величина")
        hint = Text(
            en="write a number and a unit: %, s, min, h, d or a currency",
            ru="число и единица: %, s, min, h, d или валюта",
        )
        problems.add("GP005", node, message, hint)
        return None


def target(node: Node, problems: Problems) -> Target | None:
    """Read a promise."""
    if node.kind != "scalar":
        wrong_type(node, problems, 'a target such as ">= 80%"', 'цель, например ">= 80%"')
        return None
    try:
        return read_target(node.text)
    except ValueError:
        message = Text(en=f"'{node.text}' is not a target", ru=f"«{node.text}» — не цель")
        problems.add("GP006", node, message, target_meant(node.text))
        return None


def expression(node: Node, problems: Problems) -> Expression | None:
    """Read a KPI-language expression."""
    if node.kind != "scalar":
        wrong_type(node, problems, "an expression", "выражение")
        return None
    try:
        return parse(node.text)
    except ExpressionError as error:
        _add_expression(error, node, problems)
        return None


def source_condition(node: Node, problems: Problems) -> Expression | None:
    """Read a condition on the columns of a source."""
    found = expression(node, problems)
    if found is None:
        return None
    try:
        check_condition(found, SOURCE_COLUMNS, node.text)
    except ExpressionError as error:
        _add_expression(error, node, problems)
        return None
    return found


def _add_expression(error: ExpressionError, node: Node, problems: Problems) -> None:
    said = Text(en=error.sentence("en").rstrip("."), ru=error.sentence("ru").rstrip("."))
    problems.add("GP007", node, said)


def listing(of: Reader[T]) -> Reader[tuple[T, ...]]:
    """Make a reader of a list."""

    def read(node: Node, problems: Problems) -> tuple[T, ...] | None:
        if node.kind != "list":
            wrong_type(node, problems, "a list", "список")
            return None
        found = (of(item, problems) for item in node.value)
        return tuple(item for item in found if item is not None)

    return read


def one_or_many(of: Reader[T]) -> Reader[tuple[T, ...]]:
    """Make a reader of one value or a list of them."""
    many = listing(of)

    def read(node: Node, problems: Problems) -> tuple[T, ...] | None:
        if node.kind == "list":
            return many(node, problems)
        only = of(node, problems)
        return None if only is None else (only,)

    return read


def table(of: Reader[T]) -> Reader[dict[str, T]]:
    """Make a reader of a mapping with free keys."""

    def read(node: Node, problems: Problems) -> dict[str, T] | None:
        if node.kind != "map":
            wrong_type(node, problems, "a mapping", "набор ключей")
            return None
        found = {key.text: of(value, problems) for key, value in node.items() if not _is_cut(node, key, problems)}
        return {key: value for key, value in found.items() if value is not None}

    return read


def window(node: Node, problems: Problems) -> Window | None:
    """Read `{from, to}`, half-open."""
    keys = (Key("from", day, required=True), Key("to", day, required=True))
    found = read_keys(node, problems, keys, what="from and to")
    return None if found is None else made_window(node, problems, found.get("from"), found.get("to"))


def made_window(node: Node, problems: Problems, start: date | None, end: date | None) -> Window | None:
    """Make a window of two days, or note that it is impossible."""
    if start is None or end is None:
        return None
    if end <= start:
        message = Text(
            en=f"the window ends ({end}) before it starts ({start})",
            ru=f"окно кончается ({end}) раньше начала ({start})",
        )
        problems.add(
            "GP010", node, message, Text(en="`to` is the first day after it", ru="`to` — первый день после окна")
        )
        return None
    return Window(start, end)
