"""Scorecards and seals as plain values that JSON can hold, both ways.

Numbers are rounded to 12 significant digits, so that equal inputs give equal bytes; what is not a finite number
is null.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from attrs import asdict

from goalposts.errors import InputError
from goalposts.locale import LANGUAGES, Text
from goalposts.model.bridging import Bridge
from goalposts.model.scorecard import SCHEMA, Scorecard
from goalposts.model.seal import Seal
from goalposts.model.stretch import Stretch
from goalposts.model.window_value import WindowValue

if TYPE_CHECKING:
    from cattrs import Converter

_OF_DAYS: Final[tuple[type[Any], ...]] = (WindowValue, Stretch, Bridge)
"""Records whose `start` and `end` are written as `from` and `to`."""

SEAL_SCHEMA = "goalposts/lock/1"
_SAID: Final[ContextVar[Mapping[str, Text]]] = ContextVar("said", default=MappingProxyType({}))
"""The texts of the scorecard that is being read."""


def scorecard_to_dict(card: Scorecard, language: str = "") -> dict[str, Any]:
    """Return the scorecard contract's form of a scorecard, its texts in one language, with those of the others."""
    own = language or card.language
    plain = _writer(own).unstructure(card, Scorecard)
    others = (other for other in LANGUAGES if other != own)
    told = {other: dict(_said(plain, _writer(other).unstructure(card, Scorecard))) for other in others}
    return {"schema": plain.pop("schema"), **plain, "translations": told}


def _said(plain: Any, other: Any) -> Iterator[tuple[str, str]]:
    """The texts that two writings of one record do not share, in pairs."""
    if isinstance(plain, Mapping):
        for key, item in plain.items():
            yield from _said(item, other[key])
    elif isinstance(plain, list):
        for item, its in zip(plain, other, strict=True):
            yield from _said(item, its)
    elif isinstance(plain, str) and plain != other:
        yield plain, other


def scorecard_from_dict(plain: Mapping[str, Any], where: str = "") -> Scorecard:
    """Read a stored scorecard, its texts in both languages where it has both, else as they were stored.

    Raises:
        InputError: it is not a scorecard, or of another version.
    """
    token = _SAID.set(_texts(plain))
    try:
        card: Scorecard = _read(plain, Scorecard, SCHEMA, where)
    finally:
        _SAID.reset(token)
    return card


def _texts(plain: Mapping[str, Any]) -> dict[str, Text]:
    """The texts of a stored scorecard, by the words that stand in it; none of what is no scorecard."""
    if not isinstance(plain, Mapping) or not isinstance(plain.get("translations"), Mapping):
        return {}
    found: dict[str, Text] = {}
    for other, words in plain["translations"].items():
        for own, its in words.items() if other in LANGUAGES and isinstance(words, Mapping) else ():
            found[str(own)] = Text(en=str(its), ru=str(own)) if other == "en" else Text(en=str(own), ru=str(its))
    return found


def seal_to_dict(seal: Seal) -> dict[str, Any]:
    """Return a seal as plain values, its digest included."""
    plain: dict[str, Any] = _plain(asdict(seal))
    return plain


def seal_from_dict(plain: Mapping[str, Any], where: str = "") -> Seal:
    """Read a seal.

    Raises:
        InputError: it is not a seal, or of another version.
    """
    seal: Seal = _read(plain, Seal, SEAL_SCHEMA, where)
    return seal


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _number(value: float) -> float | None:
    return float(f"{value:.12g}") + 0.0 if math.isfinite(value) else None


@cache
def _writer(language: str) -> Converter:
    from cattrs.gen import make_dict_unstructure_fn, override
    from cattrs.preconf.json import make_converter

    converter = make_converter()
    converter.register_unstructure_hook(Text, lambda text: text.get(language))
    converter.register_unstructure_hook(float, _number)
    converter.register_unstructure_hook(date, date.isoformat)
    for kind in _OF_DAYS:
        from_to = make_dict_unstructure_fn(kind, converter, start=override(rename="from"), end=override(rename="to"))
        converter.register_unstructure_hook(kind, from_to)
    return converter


@cache
def _reader() -> Converter:
    from cattrs.gen import make_dict_structure_fn, override
    from cattrs.preconf.json import make_converter

    converter = make_converter()
    converter.register_structure_hook(Text, lambda words, _: _SAID.get().get(words) or Text.of(words))
    converter.register_structure_hook(date, lambda day, _: date.fromisoformat(day))
    for kind in _OF_DAYS:
        from_to = make_dict_structure_fn(kind, converter, start=override(rename="from"), end=override(rename="to"))
        converter.register_structure_hook(kind, from_to)
    return converter


def _is_newer(found: str, schema: str) -> bool:
    """Whether a schema is the same as another but for a larger number at its end."""
    name, _, number = found.rpartition("/")
    known, _, ours = schema.rpartition("/")
    return name == known and number.isascii() and number.isdigit() and int(number[:9]) > int(ours)


def _read(plain: Mapping[str, Any], kind: type[Any], schema: str, where: str) -> Any:
    found = plain.get("schema") if isinstance(plain, Mapping) else None
    if isinstance(found, str) and _is_newer(found, schema):
        newer = Text(
            en="a newer version of Goalposts wrote this ({found}; this one reads {schema})",
            ru="файл записан более новой версией Goalposts ({found}; эта версия читает {schema})",
        )
        update = Text(en="update Goalposts", ru="обновите Goalposts")
        raise InputError(newer.fill(found=found, schema=schema), where, update)
    if found != schema:
        problem = Text(en="this is not {schema}, found schema {found}", ru="это не {schema}, схема: {found}")
        raise InputError(problem.fill(schema=schema, found=str(found)), where)
    from cattrs import transform_error

    try:
        return _reader().structure(plain, kind)
    except Exception as error:  # cattrs raises groups of its own; every one becomes the same refusal
        problem = Text(en="damaged: {what}", ru="файл повреждён: {what}").fill(what="; ".join(transform_error(error)))
        raise InputError(problem, where) from error
