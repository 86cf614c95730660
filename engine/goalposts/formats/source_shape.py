"""Reads the `data:` part of a project file: sources and how their columns become fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from goalposts.errors import did_you_mean, listed
from goalposts.formats import shapes
from goalposts.formats.currency_shape import source_currency
from goalposts.formats.leave_out_shape import leave_out
from goalposts.formats.node import Node
from goalposts.formats.problems import Problems
from goalposts.formats.readings_shape import reading_column
from goalposts.formats.shapes import Key
from goalposts.formats.time_shapes import zone
from goalposts.locale import Text
from goalposts.model import BUILT_IN_FORMATS, FieldRule, Place, Source
from goalposts.model.addresses import PLAIN_SECRET, PLAIN_SECRET_HINT, has_plain_secret

UNITS = ("us", "ms", "s", "min", "h", "d", "hh:mm:ss", "mm:ss", "%", "cents", "micros")
_ENCODINGS = ("utf-8", "cp1251", "cp866", "koi8-r", "utf-16", "latin-1")
_RULE_KEYS = (
    Key("column", shapes.word),
    Key("columns", shapes.listing(shapes.word)),
    Key("any_of", shapes.listing(shapes.one_or_many(shapes.word))),
    Key("constant", shapes.word),
    Key("values", shapes.table(shapes.word)),
    Key("unit", shapes.one_of(*UNITS)),
    Key("format", shapes.one_or_many(shapes.word)),
    Key("nulls", shapes.one_or_many(shapes.word)),
    Key("null_as", shapes.word),
    Key("start", shapes.day),
    Key("expression", shapes.expression),
)


def field_rule(node: Node, problems: Problems) -> FieldRule | None:
    """Read a column name, or a rule."""
    if node.kind == "scalar":
        return FieldRule((node.text.strip(),))
    found = shapes.read_keys(node, problems, _RULE_KEYS, what="column, values, unit, ...")
    if found is None:
        return None
    columns = found.pop("columns", None) or ((found["column"],) if found.get("column") else ())
    found.pop("column", None)
    if "expression" in found:
        return _computed(node, problems, columns, found)
    made_of = [way for way in (columns, found.get("any_of"), found.get("constant")) if way not in (None, (), "")]
    if len(made_of) != 1:
        message = Text(
            en="a field rule states one of column, columns, any_of, constant",
            ru="в правиле поля нужно одно из: column, columns, any_of, constant",
        )
        problems.add("GP008", node, message, Text(en="add column:", ru="добавьте column:") if not made_of else None)
        return None
    return _made(columns, found)


def _computed(node: Node, problems: Problems, columns: tuple[str, ...], found: dict[str, Any]) -> FieldRule | None:
    """Make a rule of an expression, which says all but the unit and the format of its columns."""
    beside: list[str] = [key for key in ("values", "null_as", "any_of", "constant") if key in found]
    beside += ["column"] if columns else []
    if beside:
        message = Text(
            en=f"`expression` and `{beside[0]}` do not go together", ru=f"`expression` и `{beside[0]}` не сочетаются"
        )
        problems.add("GP010", node, message, Text(en="keep one of them", ru="оставьте что-то одно"))
        return None
    if found["expression"] is None:
        return None
    return _made((), found)


def _made(columns: tuple[str, ...], found: dict[str, Any]) -> FieldRule:
    """Make a rule of what is written of it."""
    first, *others = found.pop("format", None) or ("",)
    rule = {key: value for key, value in found.items() if value not in (None, "", {}, ())}
    return FieldRule(columns, format=first, other_formats=tuple(others), **rule)


def _encoding(node: Node, problems: Problems) -> str | None:
    """Read the name of a text encoding."""
    found = shapes.text(node, problems)
    if found is None:
        return None
    try:
        "".encode(found)
    except (LookupError, ValueError):
        message = Text(en=f"unknown encoding '{found}'", ru=f"неизвестная кодировка «{found}»")
        usual = Text(en="it is usually one of: {names}", ru="обычно это одна из: {names}")
        hint = did_you_mean(found, _ENCODINGS) or usual.fill(names=listed(_ENCODINGS))
        problems.add("GP011", node, message, hint)
        return None
    return found


def _location(node: Node, problems: Problems) -> str | None:
    """Read a path or an address; one with a password in it is refused, and not repeated."""
    found = shapes.text(node, problems)
    if found is not None and has_plain_secret(found):
        problems.add("GP013", node, PLAIN_SECRET, PLAIN_SECRET_HINT)
        return None
    return found


_SOURCE_KEYS = (
    Key("name", shapes.word),
    Key("source", shapes.one_or_many(_location)),
    Key("encoding", _encoding),
    Key("delimiter", shapes.word),
    Key("decimal", shapes.one_of(".", ",")),
    Key("quote", shapes.one_of('"', "'", "none")),
    Key("escape", shapes.one_of("\\")),
    Key("footer", shapes.whole),
    Key("thousands", shapes.one_of(".", ",")),
    Key("nulls", shapes.one_or_many(shapes.word)),
    Key("header", shapes.whole),
    Key("sheet", shapes.word),
    Key("totals", shapes.one_of("drop", "keep")),
    Key("fill_down", shapes.one_or_many(shapes.word)),
    Key("records", shapes.word),
    Key("query", shapes.text),
    Key("timezone", zone),
    Key("where", shapes.source_condition),
    Key("leave_out", shapes.table(leave_out)),
    Key("imported", shapes.one_or_many(shapes.day)),
    Key("dedupe", shapes.one_or_many(shapes.word)),
    Key("dedupe_by", shapes.word),
    Key("same_rows", shapes.one_of("refuse", "keep")),
    Key("fields", shapes.table(field_rule)),
    Key("dimensions", shapes.table(field_rule)),
    Key("currency", source_currency),
    Key("readings", shapes.table(reading_column)),
    Key("from", shapes.day),
    Key("until", shapes.day),
    Key("observed_until", shapes.day),
)


def source_places(data: Node) -> dict[str, Place]:
    """The places of event types, of their sources, of the keys of these, and of each of their fields."""
    found = {f"data.{key.text}": key.place for key, _ in data.items()}
    for written in data.by_key().values():
        for source in written.value if written.kind == "list" else (written,):
            if written.kind == "list":
                found[source.place.path] = source.place
            values = [value for _, value in source.items()] if source.kind == "map" else []
            inner = [rule for value in values if value.kind == "map" for _, rule in value.items()]
            nodes = [node for node in (*values, *inner) if node.place.line or not data.place.line]
            found |= {node.place.path: node.place for node in nodes}  # without those of a preset
    return found


def sources_reader(
    formats: Iterable[str], presets: Iterable[str]
) -> Callable[[Node, Problems], tuple[Source, ...] | None]:
    """Make a reader of every source of every event type; `formats` and `presets` are those that plugins bring."""
    known = Key("preset", shapes.one_of(*presets)), Key("format", shapes.one_of(*BUILT_IN_FORMATS, *formats, *presets))
    keys = (*_SOURCE_KEYS, *known)

    def read(node: Node, problems: Problems) -> tuple[Source, ...] | None:
        return _sources(node, problems, keys)

    return read


def _sources(node: Node, problems: Problems, keys: tuple[Key, ...]) -> tuple[Source, ...] | None:
    if node.kind != "map":
        shapes.wrong_type(node, problems, "a mapping of event types to sources", "набор: тип событий — источники")
        return None
    found: list[Source] = []
    for event_type, value in node.items():
        written = value.value if value.kind == "list" else (value,)
        read = [_source(item, problems, event_type.text, len(written), keys) for item in written]
        found.extend(source for source in read if source is not None)
    _check_names(node, problems, found)
    return tuple(found)


def _source(node: Node, problems: Problems, event_type: str, count: int, keys: tuple[Key, ...]) -> Source | None:
    if node.kind == "null":
        return Source(event_type, event_type)
    if node.kind == "scalar":
        location = _location(node, problems)
        return None if location is None else Source(event_type, event_type, (location.strip(),))
    before = len(problems)
    found = shapes.read_keys(node, problems, keys, what="a source")
    if found is None or len(problems) > before:
        return None
    if count > 1 and "name" not in found:
        message = Text(en="one of several sources needs a name", ru="у одного из нескольких источников нет имени")
        problems.add("GP008", node, message, Text(en="add name:", ru="добавьте name:"))
        return None
    _rename(found)
    return Source(name=found.pop("name", event_type), event_type=event_type, **found)


def _rename(found: dict[str, Any]) -> None:
    for written, attribute in (("source", "locations"), ("from", "start"), ("until", "end")):
        if written in found:
            found[attribute] = found.pop(written)
    if found.get("delimiter") in ("tab", "\\t"):
        found["delimiter"] = "\t"


def _check_names(node: Node, problems: Problems, found: list[Source]) -> None:
    names = [source.name for source in found]
    for name in sorted({name for name in names if names.count(name) > 1}):
        message = Text(en=f"two sources are named '{name}'", ru=f"два источника названы «{name}»")
        hint = Text(
            en="a source's name is the instrument: give each its own",
            ru="по имени отличают, чем измерено: дайте каждому источнику своё",
        )
        problems.add("GP009", node, message, hint)
