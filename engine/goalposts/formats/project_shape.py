"""Reads a whole project document into a project, with every problem at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from goalposts.errors import did_you_mean, listed
from goalposts.formats import bridge_shape, goal_shape, shapes
from goalposts.formats.benefit_shape import benefit_reader
from goalposts.formats.business_hours_shape import business_hours
from goalposts.formats.comparison_shape import COMPARISON_KEYS, check_one_comparison
from goalposts.formats.influence_shape import influences
from goalposts.formats.kpi_shape import kpi_reader
from goalposts.formats.node import Node
from goalposts.formats.phase_shape import check_phases, go_lives, phases_reader
from goalposts.formats.preset_nodes import with_presets
from goalposts.formats.priority_shape import check_roles, people
from goalposts.formats.problems import Problems
from goalposts.formats.promise_shape import check_promises
from goalposts.formats.rule_choice_shape import RULE_KEYS, rule_choice
from goalposts.formats.shapes import Key
from goalposts.formats.source_shape import source_places, sources_reader
from goalposts.formats.time_shapes import baseline, evaluation, zone
from goalposts.formats.tree_shape import check_tree, tree_reader
from goalposts.locale import LANGUAGES, Text
from goalposts.model import Catalogue, Place, Project, Source, Window, told_by_readings

VERSION = "1"
RESERVED = ("success_at", "approved_by")


def _version(node: Node, problems: Problems) -> str | None:
    if node.kind == "scalar" and node.text == VERSION:
        return VERSION
    shapes.wrong_type(node, problems, "1, the version of the format", "1, версия формата")
    return None


def _currency(node: Node, problems: Problems) -> str | None:
    found = shapes.text(node, problems)
    if found is not None and not re.fullmatch("[A-Z]{3}", found):
        shapes.wrong_type(node, problems, "an ISO 4217 code such as RUB", "код валюты ISO 4217, например RUB")
    return found


_KEYS = (
    Key("goalposts", _version, required=True),
    Key("project", shapes.word, required=True),
    Key("system", shapes.word),
    Key("language", shapes.one_of(*LANGUAGES)),
    Key("timezone", zone, required=True),
    Key("currency", _currency),
    Key("go_live", shapes.day),
    Key("baseline", baseline),
    Key("evaluation", evaluation, required=True),
    Key("closed", shapes.listing(shapes.window)),
    Key("business_hours", business_hours),
    Key("influences", influences),
    Key("capacity", people),
    Key("blackouts", shapes.listing(shapes.window)),
    Key("segments", shapes.listing(shapes.word)),
    Key("bridge", bridge_shape.bridge),
    *COMPARISON_KEYS,
    *RULE_KEYS,
)


def _go_live(root: Node) -> date | None:
    """Read the project's go-live ahead of the rest: the windows of goals may count from it."""
    written = root.by_key().get("go_live") if root.kind == "map" else None
    return shapes.day(written, Problems()) if written is not None and written.kind == "scalar" else None


def _dimensions(root: Node) -> dict[str, tuple[str, ...]]:
    """Read the dimensions of every event type's sources ahead of the rest: the project's own KPIs may use them."""
    data = root.by_key().get("data") if root.kind == "map" else None
    if data is None or data.kind != "map":
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for event_type, value in data.items():
        sources = value.value if value.kind == "list" else (value,)
        written = (source.by_key().get("dimensions") for source in sources if source.kind == "map")
        names = (key.text for node in written if node is not None and node.kind == "map" for key, _ in node.items())
        found[event_type.text] = tuple(dict.fromkeys(names))
    return found


def _written_currency(root: Node) -> str:
    written = root.by_key().get("currency") if root.kind == "map" else None
    return written.text if written is not None and written.kind == "scalar" else ""


def read_project(
    root: Node, catalogue: Catalogue, file: str = "", folder: Path | None = None, text: str = ""
) -> Project:
    """Read a project document; `text` is what it was read from, whose comments may silence rules.

    Raises:
        ProjectFileError: with every problem found.
    """
    problems = Problems()
    root = with_presets(root, catalogue, problems)
    data = Key("data", sources_reader(catalogue.formats, catalogue.presets), required=True)
    benefit = Key("benefit", benefit_reader(_written_currency(root)))
    tree = Key("tree", tree_reader(_written_currency(root)))
    go_live = _go_live(root)
    phases = Key("phases", phases_reader(go_live))
    goals = Key("goals", shapes.listing(goal_shape.goal_reader(go_live, go_lives(root))))
    kpis = Key("kpis", shapes.listing(kpi_reader(catalogue, _dimensions(root))))
    found = shapes.read_keys(
        root, problems, (*_KEYS, data, benefit, tree, kpis, phases, goals), RESERVED, what="a project"
    )
    if found is None:
        problems.raise_any()
        raise AssertionError("unreachable: a document that is no mapping has a problem")
    written = found.pop("evaluation", None)
    window = written.window(found.get("go_live")) if written else None
    _check_goals(root, problems, found, window)
    known = (*catalogue.kpis, *(kpi.id for kpi in found.get("kpis") or ()))
    check_tree(root, found.get("tree"), _written_in(root, "goals"), known, problems)
    check_one_comparison(root, problems)
    bridge_shape.check_bridge(root, problems)
    problems.raise_any()
    assert window is not None
    found.pop("goalposts")
    sources = found.pop("data")
    return Project(
        name=found.pop("project"),
        sources=sources,
        evaluation=window,
        file=file,
        folder=folder or Path(),
        catalogue=_with_readings(catalogue.with_local(found.get("kpis") or ()), sources),
        places=_places(root),
        rules=rule_choice(found, text, file),
        **found,
    )


def _with_readings(catalogue: Catalogue, sources: Iterable[Source]) -> Catalogue:
    """The catalogue with the KPIs that the project takes from readings as these tell them."""
    told = {kpi.id: kpi for kpi in told_by_readings(catalogue.kpis.values(), sources)}
    kept = (kpi for kpi in catalogue.local if kpi.id not in told)
    return catalogue.with_local((*kept, *told.values())) if told else catalogue


def _places(root: Node) -> dict[str, Place]:
    own = goal_shape.places(root)
    data = root.by_key().get("data")
    inner = {} if data is None or data.kind != "map" else source_places(data)
    segments = root.by_key().get("segments")
    listed = segments.value if segments is not None and segments.kind == "list" else ()
    return {**own, **inner, **{item.place.path: item.place for item in listed}}


def _check_goals(root: Node, problems: Problems, found: dict[str, Any], window: Window | None) -> None:
    goals = found.get("goals") or ()
    nodes = _written_in(root, "goals")
    _check_ids(nodes, problems, Text(en="two goals have the id '{id}'", ru="две цели с id «{id}»"))
    _check_order(nodes, problems)
    check_roles(nodes, found.get("capacity") or {}, problems)
    phases = found.get("phases") or ()
    check_phases(nodes, phases, problems)
    of_phase = {phase.name: phase.evaluation for phase in phases}
    read = {goal.id: goal.evaluation or of_phase.get(goal.phase) for goal in goals}
    for node in nodes:
        own = node.by_key().get("id")
        check_promises(node, problems, (read.get(own.text.strip()) if own and own.kind == "scalar" else None) or window)
    kpis = _written_in(root, "kpis")
    _check_ids(kpis, problems, Text(en="two KPIs have the id '{id}'", ru="два показателя с id «{id}»"))
    money = any(found.get(key) is not None for key in ("benefit", "tree")) or any(_is_money(goal) for goal in goals)
    if money and not found.get("currency"):
        message = Text(en="amounts of money need a currency", ru="для сумм нужна валюта")
        problems.add("GP008", root, message, Text(en="add currency: RUB", ru="добавьте currency: RUB"))


def _written_in(root: Node, key: str) -> list[Node]:
    written = root.by_key().get(key)
    return [node for node in written.value if node.kind == "map"] if written and written.kind == "list" else []


def _check_ids(entries: list[Node], problems: Problems, message: Text) -> None:
    """Look at the entries as written: one that could not be read still owns its id."""
    seen: set[str] = set()
    for own in _written_ids(entries):
        if own.text in seen:
            hint = Text(en="rename one", ru="переименуйте одно из двух")
            problems.add("GP009", own, message.fill(id=own.text), hint)
        seen.add(own.text)


def _check_order(goals: list[Node], problems: Problems) -> None:
    """Find goals that come after a goal that is not there."""
    known = tuple(own.text for own in _written_ids(goals))
    for goal in goals:
        after = goal.by_key().get("after")
        named = () if after is None else after.value if after.kind == "list" else (after,)
        for name in named:
            if name.kind == "scalar" and name.text.strip() not in known:
                message = Text(en=f"no goal has the id '{name.text}'", ru=f"нет цели с id «{name.text}»")
                ids = Text(en="known: {ids}", ru="известны: {ids}").fill(ids=listed(known))
                problems.add("GP011", name, message, did_you_mean(name.text, known) or ids)


def _written_ids(goals: list[Node]) -> tuple[Node, ...]:
    written = (goal.by_key().get("id") for goal in goals)
    return tuple(own for own in written if own is not None and own.kind == "scalar")


def _is_money(goal: Any) -> bool:
    return goal.target is not None and goal.target.low.type.value == "money"
