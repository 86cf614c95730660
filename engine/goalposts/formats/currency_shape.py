"""Reads in which currency the money of a source is."""

from __future__ import annotations

import re

from goalposts.formats import shapes
from goalposts.formats.node import Node
from goalposts.formats.problems import Problems
from goalposts.formats.shapes import Key
from goalposts.locale import Text
from goalposts.model import SourceCurrency


def currency_code(node: Node, problems: Problems) -> str | None:
    """Read an ISO 4217 code."""
    found = shapes.text(node, problems)
    if found is not None and not re.fullmatch("[A-Z]{3}", found):
        shapes.wrong_type(node, problems, "an ISO 4217 code such as RUB", "код валюты ISO 4217, например RUB")
        return None
    return found


_KEYS = (Key("column", shapes.word), Key("code", currency_code), Key("rates", shapes.text))


def source_currency(node: Node, problems: Problems) -> SourceCurrency | None:
    """Read `{column, rates}` or `{code, rates}`."""
    before = len(problems)
    found = shapes.read_keys(node, problems, _KEYS, what="column or code, rates")
    if found is None or len(problems) > before:
        return None
    if "column" in found and "code" in found:
        message = Text(en="both `column` and `code` are written", ru="указаны и `column`, и `code`")
        problems.add("GP010", node, message, Text(en="keep one of them", ru="оставьте что-то одно"))
        return None
    if "column" not in found and "code" not in found:
        message = Text(en="the currency is not named", ru="валюта не названа")
        hint = Text(
            en="add column: with its column, or code: USD", ru="добавьте column: со столбцом валюты или code: USD"
        )
        problems.add("GP008", node, message, hint)
        return None
    return SourceCurrency(**found)
