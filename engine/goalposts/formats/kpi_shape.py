"""Reads the `kpis:` of a project file: KPIs that need no plugin, checked as a plugin's are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve

from goalposts.errors import ExpressionError, did_you_mean, listed
from goalposts.expressions import Formula, Quantity, Quotient, Scope, ValueType, check_formula, parse_formula
from goalposts.formats import shapes
from goalposts.formats.goal_shape import identifier
from goalposts.formats.kpi_views_shape import chain, check_views, models
from goalposts.formats.node import Node
from goalposts.formats.problems import Problems
from goalposts.formats.shapes import Key, Reader
from goalposts.formats.words_shape import words
from goalposts.locale import Text
from goalposts.model import UNNAMED, Catalogue, Direction, EventType, Exclusion, Field, Kpi
from goalposts.model.kpi import UNITS, is_maturity, scope_of, unit_of


def _formula(node: Node, problems: Problems) -> Formula | None:
    if node.kind != "scalar":
        shapes.wrong_type(node, problems, "a formula such as share(of=done)", "формула, например share(of=done)")
        return None
    try:
        return parse_formula(node.text)
    except ExpressionError as error:
        problems.add("GP007", node, _said(error))
        return None


def _said(error: ExpressionError) -> Text:
    return Text(en=error.sentence("en").rstrip("."), ru=error.sentence("ru").rstrip("."))


def _named(unit: str) -> Text:
    return Text.of(unit) if unit else Text(en="a plain number", ru="просто число")


def _maturity(node: Node, problems: Problems) -> Quantity | None:
    found = shapes.quantity(node, problems)
    if found is not None and not is_maturity(found):
        shapes.wrong_type(node, problems, "a duration of whole days such as 30 d", "срок в целых днях, например 30 d")
        return None
    return found


def _exclusion(node: Node, problems: Problems) -> Exclusion | None:
    before = len(problems)
    found = shapes.read_keys(node, problems, EXCLUSION_KEYS, what="an exclusion")
    if not found or len(problems) > before:
        return None
    said = found.get("text") or Text.of(found["name"])
    return Exclusion(found["name"], found["when"], said, found.get("variants", ()))


EXCLUSION_KEYS = (
    Key("name", shapes.text, required=True),
    Key("when", shapes.expression, required=True),
    Key("text", words),
    Key("variants", shapes.listing(shapes.text)),
)
KEYS = (
    Key("id", identifier, required=True),
    Key("over", shapes.text, required=True),
    Key("value", _formula),
    Key("variants", shapes.table(_formula)),
    Key("default", shapes.text),
    Key("params", shapes.table(shapes.quantity)),
    Key("at", shapes.text),
    Key("direction", shapes.one_of(*(direction.value for direction in Direction))),
    Key("unit", shapes.one_of(*UNITS)),
    Key("name", words),
    Key("summary", words),
    Key("guardrails", shapes.listing(shapes.text)),
    Key("gaming", words),
    Key("maturity", _maturity),
    Key("attributability", shapes.one_of("direct", "intermediate", "outcome")),
    Key("source", shapes.text),
    Key("minimum_n", shapes.whole),
    Key("exclusions", shapes.listing(_exclusion)),
    Key("chain", chain),
    Key("models", models),
)


def kpi_reader(catalogue: Catalogue, dimensions: Mapping[str, tuple[str, ...]]) -> Reader[Kpi]:
    """Make a reader of KPIs over the event types that plugins bring; an id that a plugin owns is refused.

    Args:
        catalogue: what plugins bring.
        dimensions: by event type, the extra columns that the project's sources name; formulas may use them as fields.
    """
    catalogue_types = {name: _with_dimensions(kind, dimensions) for name, kind in catalogue.event_types.items()}

    def read(node: Node, problems: Problems) -> Kpi | None:
        before = len(problems)
        found = shapes.read_keys(node, problems, KEYS, what="a KPI")
        if found is None or len(problems) > before:
            return None
        written = _Written(node, problems, found)
        written.check_owner(catalogue)
        over, also = written.event_type(catalogue_types), written.further_event_types(catalogue_types)
        written.check_variants()
        if over is None or len(problems) > before:
            return None
        written.check_formulas(over, also)
        return None if len(problems) > before else _made(found, over, also)

    return read


def _with_dimensions(kind: EventType, dimensions: Mapping[str, tuple[str, ...]]) -> EventType:
    """An event type with the dimensions of its sources; a credited touch is made of two events and has neither's."""
    if kind.attribution is not None:
        return kind
    extra = [name for name in dimensions.get(kind.origin.id, ()) if kind.find(name) is None]
    return evolve(kind, fields=(*kind.fields, *(Field(name, ValueType.CATEGORY) for name in extra))) if extra else kind


def _made(found: dict[str, Any], over: EventType, also: tuple[EventType, ...]) -> Kpi:
    name, summary = found.pop("name", None), found.pop("summary", None)
    variants = found.get("variants", {})
    found.setdefault("default", next(iter(variants), UNNAMED) if "value" not in found else UNNAMED)
    return Kpi(
        id=found["id"],
        summary=summary or name or Text.of(found["id"]),
        over=over,
        also=also,
        name=name,
        direction=Direction(found.pop("direction", "none")),
        **{key: value for key, value in found.items() if key not in ("id", "over")},
    )


class _Written:
    """One KPI as written, and where its problems are noted."""

    def __init__(self, node: Node, problems: Problems, found: Mapping[str, Any]) -> None:
        self._node = node
        self._problems = problems
        self._found = found

    def _add(self, code: str, key: str, message: Text, hint: Text | None = None) -> None:
        self._problems.add(code, self._node.by_key().get(key, self._node), message, hint)

    def check_owner(self, catalogue: Catalogue) -> None:
        """Refuse an id that a plugin owns."""
        own = self._found["id"]
        plugin = catalogue.plugin_of_kpi(own)
        if plugin is not None:
            message = Text(
                en="plugin '{plugin}' brings a KPI '{id}' already", ru="показатель «{id}» уже есть в плагине «{plugin}»"
            )
            hint = Text(en="give it another id, such as {own}", ru="дайте другой id, например {own}")
            last = own.rsplit(".", 1)[-1]
            self._add("GP009", "id", message.fill(plugin=plugin, id=own), hint.fill(own=f"local.{last}"))

    def event_type(self, known: Mapping[str, EventType]) -> EventType | None:
        """Find the event type that the KPI is over."""
        return self._event_type(self._node.by_key()["over"], self._found["over"], known)

    def further_event_types(self, known: Mapping[str, EventType]) -> tuple[EventType, ...]:
        """Find the other event types that its sums are over."""
        named = {
            part.over: node
            for node, formula in self._formulas()
            if isinstance(formula, Quotient)
            for part in formula.sums
            if part.over != self._found["over"]
        }
        found = [self._event_type(node, name, known) for name, node in named.items()]
        return tuple(kind for kind in found if kind is not None)

    def _event_type(self, node: Node, name: str, known: Mapping[str, EventType]) -> EventType | None:
        if name not in known:
            message = Text(en="unknown event type '{name}'", ru="неизвестный тип событий «{name}»").fill(name=name)
            hint = Text(en="known: {names}", ru="известны: {names}").fill(names=listed(known))
            self._problems.add("GP011", node, message, did_you_mean(name, known) or hint)
        return known.get(name)

    def check_variants(self) -> None:
        """Demand one formula, or variants with a default among them."""
        found, default = self._found, self._found.get("default")
        if ("value" in found) == bool(found.get("variants")):
            message = Text(en="a KPI has either value or variants", ru="у показателя либо value, либо variants")
            self._add("GP008", "variants", message, Text(en="write one of them", ru="оставьте одно из двух"))
        elif default is not None and default not in found.get("variants", {}):
            message = Text(en="default '{name}' is no variant", ru="default «{name}» — не вариант").fill(name=default)
            hint = Text(en="variants: {names}", ru="варианты: {names}").fill(names=listed(found.get("variants", {})))
            self._add("GP011", "default", message, hint)

    def check_formulas(self, over: EventType, also: tuple[EventType, ...]) -> None:
        """Check anchor, types and unit."""
        found = self._found
        anchor = over.find(found.get("at", over.time))
        if anchor is None or anchor.type is not ValueType.TIMESTAMP:
            message = Text(en="'{name}' is not a time of {event}", ru="«{name}» — не время события {event}")
            self._add("GP011", "at", message.fill(name=found["at"], event=over.id))
        scope = scope_of((over, *also), found.get("params", {}))
        yields: list[tuple[Node, str]] = []
        for node, formula in self._formulas():
            try:
                kind = check_formula(formula, scope, node.text)
            except ExpressionError as error:
                self._problems.add("GP007", node, _said(error))
            else:
                yields.append((node, unit_of(formula, kind)))
        self._check_units(yields)
        check_views(self._node, self._problems, found, (over, *also))
        self._check_exclusions(over.scope({name: given.type for name, given in found.get("params", {}).items()}))

    def _check_exclusions(self, scope: Scope) -> None:
        """Demand conditions on the rows of the first event type, and variants that there are."""
        known = self._found.get("variants", {})
        for rule in self._found.get("exclusions", ()):
            try:
                rule.check(scope)
            except ExpressionError as error:
                self._problems.add("GP007", self._node.by_key()["exclusions"], _said(error))
            for name in (name for name in rule.variants if name not in known):
                message = Text(en="'{name}' is no variant", ru="«{name}» — не вариант")
                self._add("GP011", "exclusions", message.fill(name=name))

    def _check_units(self, yields: list[tuple[Node, str]]) -> None:
        """Demand that every formula yields the unit, which without `unit` is that of the first."""
        for node, own in yields:
            unit = self._found.get("unit", yields[0][1])
            if unit == own or (unit == "%" and own == ""):
                continue
            message = Text(en="the formula yields {own}, not {unit}", ru="формула даёт {own}, а не {unit}")
            hint = Text(
                en="all variants have one unit: make a KPI of each",
                ru="у всех вариантов одна единица: сделайте из них разные показатели",
            )
            said = message.fill(own=_named(own), unit=_named(unit))
            if "unit" in self._found:
                self._add("GP003", "unit", said)
            else:
                self._problems.add("GP003", node, said, hint)

    def _formulas(self) -> Iterator[tuple[Node, Formula]]:
        written = self._node.by_key()
        if "value" in self._found:
            yield written["value"], self._found["value"]
        for name, formula in self._found.get("variants", {}).items():
            yield written["variants"].by_key()[name], formula
