"""Fills in a project document what presets say of its sources, ahead of reading it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from attrs import evolve

from goalposts.errors import ExpressionError
from goalposts.expressions import parse
from goalposts.formats.node import Node, from_python
from goalposts.formats.problems import Problems
from goalposts.locale import Text
from goalposts.model import Catalogue, Preset

_TABLES: Final = ("fields", "dimensions")


def with_presets(root: Node, catalogue: Catalogue, problems: Problems) -> Node:
    """Return the document in which every source that names a preset states what the preset does.

    What the source states itself goes first, field by field; of conditions both must hold.
    """
    data = root.by_key().get("data") if root.kind == "map" else None
    if data is None or data.kind != "map" or not catalogue.presets:
        return root
    filled = evolve(data, value=tuple(_event_type(key, value, catalogue, problems) for key, value in data.items()))
    return evolve(root, value=tuple((key, filled if value is data else value) for key, value in root.items()))


def _event_type(key: Node, value: Node, catalogue: Catalogue, problems: Problems) -> tuple[Node, Node]:
    if value.kind == "list":
        sources = tuple(_source(key.text, item, catalogue, problems) for item in value.value)
        return key, evolve(value, value=sources)
    return key, _source(key.text, value, catalogue, problems)


def _source(event_type: str, source: Node, catalogue: Catalogue, problems: Problems) -> Node:
    if source.kind != "map":
        return source
    named = _preset_named(source)
    preset = None if named is None else catalogue.presets.get(named.text)
    if named is None or preset is None:
        return source
    if preset.event_type != event_type:
        message = Text(
            en="preset {preset} gives {given}, not {asked}", ru="пресет {preset} даёт {given}, а не {asked}"
        ).fill(preset=preset.id, given=preset.event_type, asked=event_type)
        hint = Text(en="move the source under {given}", ru="перенесите источник в {given}")
        problems.add("GP011", named, message, hint.fill(given=preset.event_type))
    return _merged(source, from_python(_stated(preset), source.place.path, source.place.file))


def _preset_named(source: Node) -> Node | None:
    written = source.by_key()
    return next((node for key in ("preset", "format") if (node := written.get(key)) is not None), None)


def _stated(preset: Preset) -> dict[str, Any]:
    """What a preset says, in the shape of a source."""
    stated = {
        **preset.options,
        "preset": preset.id,
        "format": preset.format,
        "fields": preset.fields,
        "dimensions": preset.dimensions,
        "dedupe": preset.dedupe,
        "where": preset.where,
    }
    return {key: value for key, value in stated.items() if value}


def _merged(source: Node, preset: Node) -> Node:
    own, given = source.by_key(), preset.by_key()
    named = own.pop("preset", None) or own["format"]
    if "format" in own and own["format"].text == given["preset"].text:
        del own["format"]
    keys = {key.text: key for key, _ in (*preset.items(), *source.items())}
    merged = {**given, **own, "preset": evolve(given["preset"], place=named.place)}
    for name in _TABLES:
        if name in own and name in given and own[name].kind == "map":
            merged[name] = evolve(own[name], value=tuple(_rules(own[name], given[name])))
    if "where" in own and "where" in given and _is_condition(own["where"]):
        both = f"({given['where'].text}) and ({own['where'].text})"
        merged["where"] = evolve(own["where"], value=both, plain=False)
    return evolve(source, value=tuple((keys[name], value) for name, value in merged.items()))


def _is_condition(node: Node) -> bool:
    """Whether it can be joined to another one; what cannot be read is told where it stands."""
    try:
        return node.kind == "scalar" and parse(node.text) is not None
    except ExpressionError:
        return False


def _rules(own: Node, given: Node) -> Iterator[tuple[Node, Node]]:
    stated = own.by_key()
    yield from ((key, rule) for key, rule in given.items() if key.text not in stated)
    yield from own.items()
