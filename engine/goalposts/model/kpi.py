"""KPI definitions: a named, versioned formula over the events of a window."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from attrs import Factory, evolve, field, frozen

from goalposts.errors import ExpressionError
from goalposts.expressions import (
    Formula,
    Quantity,
    Quotient,
    Scope,
    Share,
    Survival,
    Term,
    ValueType,
    check_formula,
    needed_fields,
    render_formula,
)
from goalposts.expressions.formula import SHARES
from goalposts.expressions.nodes import Param
from goalposts.locale import Text, optional_text, text_of
from goalposts.model.ceiling import Ceiling
from goalposts.model.chain import Chain
from goalposts.model.converters import as_tuple
from goalposts.model.events import EventType
from goalposts.model.exclusion import Exclusion
from goalposts.model.spread import Models


class Direction(Enum):
    """Which way is good."""

    UP = "up"
    DOWN = "down"
    BAND = "band"
    NONE = "none"


UP, DOWN, BAND, NONE = Direction.UP, Direction.DOWN, Direction.BAND, Direction.NONE

UNNAMED = ""
"""The name of the variant of a KPI that has only one."""

UNITS = ("%", "s", "money")
"""The units of KPIs that are not plain numbers."""

_UNITS = {ValueType.DURATION: "s", ValueType.MONEY: "money", ValueType.NUMBER: ""}


_SETTLES_LATE = Text(en="{after} after its day", ru="через {after} после своего дня")
_FOLLOWED = Text(
    en="a time to event only when its events were followed to the age that it looks at, the rest with the day",
    ru="время до события — когда события прослежены на весь срок, остальное — как только прошёл день",
)
_AT_ONCE = Text(en="with the day", ru="как только прошёл день")


def _quantities(given: Mapping[str, Quantity | float]) -> dict[str, Quantity]:
    return {key: value if isinstance(value, Quantity) else Quantity(value) for key, value in given.items()}


def is_maturity(value: Quantity) -> bool:
    """Whether a quantity can be a maturity: a duration of one or more whole days."""
    seconds = value.in_base_unit
    return value.type is ValueType.DURATION and seconds > 0 and seconds % 86_400 == 0


def _node(given: Quantity | Term | Param | None) -> Quantity | Param | None:
    if not isinstance(given, Term):
        return given
    if not isinstance(given.node, Param):
        raise ValueError("maturity: a duration or param(...) is needed")  # noqa: TRY004 - as every other wrong maturity
    return given.node


def _formula(given: Formula | None) -> Formula | None:
    if given is not None and not isinstance(given, Formula):
        raise _no_formula("value", given)
    return given


def _formulas(given: Mapping[str, Formula]) -> Mapping[str, Formula]:
    for name, formula in given.items():
        if not isinstance(formula, Formula):
            raise _no_formula(f"variants: '{name}'", formula)
    return given


def _no_formula(where: str, given: object) -> ValueError:
    found = type(given).__name__
    return ValueError(f"{where}: a formula is needed, such as share(of=...) or total(); found {found}")


def _checked(kpi: Kpi, variant: str, formula: Formula) -> ValueType:
    """The type of what a formula of a KPI yields; where it does not fit, whose it is."""
    try:
        return check_formula(formula, kpi.scope)
    except ExpressionError as error:
        own = f", variant {variant}" if variant else ""
        raise evolve(error, where=f"KPI {kpi.id}{own}") from None


def _time_of(kpi: Kpi) -> str:
    return kpi.over.time


def _unit_of(kpi: Kpi) -> str:
    first = next(iter(kpi.formulas.items()), None)
    return "%" if first is None else unit_of(first[1], _checked(kpi, *first))


def scope_of(event_types: tuple[EventType, ...], params: Mapping[str, Quantity]) -> Scope:
    """Return what the names of a formula stand for: fields of the first event type, inside sums of their own."""
    types = {key: value.type for key, value in params.items()}
    return evolve(event_types[0].scope(types), others={known.id: known.scope(types) for known in event_types})


def unit_of(formula: Formula, kind: ValueType) -> str:
    """Return the unit of what a formula yields, given the type of its value: `%`, `s`, `money` or empty."""
    is_share = isinstance(formula, Share) or (isinstance(formula, Survival) and formula.give in SHARES)
    return "%" if is_share else _UNITS[kind]


@frozen
class Kpi:
    """A KPI that a domain brings.

    Attributes:
        id: `domain.name`.
        summary: what it measures, one sentence.
        over: the event type that it reads.
        also: further event types that the sums of a quotient read.
        value: the formula, when there is only one variant.
        direction: which way is good.
        name: a few words for tables and charts; the summary stands in.
        variants: named formulas; `default` names the one used when a goal names none.
        params: named quantities of the formula with their fixed defaults.
        at: the time field that puts an event into a day; by default the event type's own.
        unit: `%`, `s`, `money` or empty; by default what the formula yields.
        guardrails: ids of KPIs that are measured beside it because it can be gamed.
        gaming: how it can be gamed.
        maturity: how long after a day its events are still completed (payments, returns); a duration of whole days,
            or the parameter that holds it.
        attributability: `direct`, `intermediate` or `outcome` (how much of a change a rollout may claim).
        source: where the definition comes from.
        minimum_n: how many events a window must hold before anything is concluded of it; its value is shown anyway.
        exclusions: the rows that it leaves out on purpose, each rule with its own condition, in their order.
        models: those of its variants that are models of one thing, which reports compare by the words of a field.
        chain: those of its variants that follow each other, which reports show as steps.
        ceiling: the value above which its sources count something otherwise than it seems, and what to tell then.

    Raises:
        ValueError: neither a value nor variants, a default that is no variant, or a negative `minimum_n`.
        ExpressionError: a formula does not fit the event type.
    """

    id: str
    summary: Text = field(converter=text_of)
    over: EventType
    value: Formula | None = field(default=None, converter=_formula, kw_only=True)
    also: tuple[EventType, ...] = field(default=(), converter=as_tuple, kw_only=True)
    direction: Direction = field(default=Direction.NONE, kw_only=True)
    name: Text | None = field(default=None, converter=optional_text, kw_only=True)
    variants: Mapping[str, Formula] = field(factory=dict, converter=_formulas, kw_only=True)
    default: str = field(default=UNNAMED, kw_only=True)
    params: Mapping[str, Quantity] = field(factory=dict, converter=_quantities, kw_only=True)
    at: str = field(default=Factory(_time_of, takes_self=True), kw_only=True)
    unit: str = field(default=Factory(_unit_of, takes_self=True), kw_only=True)
    guardrails: tuple[str, ...] = field(default=(), converter=as_tuple, kw_only=True)
    gaming: Text | None = field(default=None, converter=optional_text, kw_only=True)
    maturity: Quantity | Param | None = field(default=None, converter=_node, kw_only=True)
    attributability: str = field(default="outcome", kw_only=True)
    source: str = field(default="", kw_only=True)
    minimum_n: int = field(default=0, kw_only=True)
    exclusions: tuple[Exclusion, ...] = field(default=(), converter=as_tuple, kw_only=True)
    chain: Chain | None = field(default=None, kw_only=True, metadata={"since": 2})
    models: Models | None = field(default=None, kw_only=True, metadata={"since": 2})
    ceiling: Ceiling | None = field(default=None, kw_only=True, metadata={"since": 2})

    @minimum_n.validator
    def _is_a_count(self, _: object, value: int) -> None:
        if value < 0:
            raise ValueError(f"KPI {self.id}: minimum_n: a number of events is needed, found {value}")

    @maturity.validator
    def _is_in_whole_days(self, _: object, value: Quantity | Param | None) -> None:
        if isinstance(value, Param) and value.name not in self.params:
            raise ValueError(f"KPI {self.id}: maturity: it has no parameter '{value.name}'")
        found = self.settles_after(self.params)
        if found is not None and not is_maturity(found):
            raise ValueError(f"KPI {self.id}: maturity: a duration in whole days is needed, found {found}")

    def __attrs_post_init__(self) -> None:
        if bool(self.variants) is (self.value is not None):
            both = ", not both" if self.variants else ""
            raise ValueError(f"KPI {self.id}: give value= or variants={both}")
        if self.default not in self.formulas:
            wrong = f"default '{self.default}' is no variant" if self.default else "give default= the name of a variant"
            raise ValueError(f"KPI {self.id}: {wrong}; found: {', '.join(self.formulas)}")
        anchor = self.over.find(self.at)
        if anchor is None or anchor.type is not ValueType.TIMESTAMP:
            raise ValueError(f"KPI {self.id}: at='{self.at}' is not a time field of {self.over.id}")
        for variant, formula in self.formulas.items():
            _checked(self, variant, formula)
        types = {key: value.type for key, value in self.params.items()}
        for rule in self.exclusions:
            if rule.over is not None and rule.over not in self.event_types:
                raise ValueError(f"KPI {self.id}: exclusion '{rule.name}': it does not read {rule.over.id}")
            rule.check((rule.over or self.over).scope(types))
            if unknown := sorted(set(rule.variants) - set(self.formulas)):
                raise ValueError(f"KPI {self.id}: exclusion '{rule.name}': no variant '{unknown[0]}'")

    @chain.validator
    def _is_of_shares(self, _: object, value: Chain | None) -> None:
        for variant in () if value is None else value.variants:
            if variant not in self.formulas or self.formulas[variant].__class__ is not Share:
                raise ValueError(f"KPI {self.id}: chain: '{variant}' is no variant that is a share")

    @models.validator
    def _are_variants(self, _: object, value: Models | None) -> None:
        if value is None:
            return
        for variant in value.variants:
            if variant not in self.formulas:
                raise ValueError(f"KPI {self.id}: models: no variant '{variant}'")
        for kind in self.event_types:
            if kind.find(value.by) is None:
                raise ValueError(f"KPI {self.id}: models: {kind.id} has no field '{value.by}'")

    def settles_after(self, params: Mapping[str, Quantity]) -> Quantity | None:
        """Its maturity, given the parameters of a goal."""
        return params[self.maturity.name] if isinstance(self.maturity, Param) else self.maturity

    @property
    def scope(self) -> Scope:
        """What the names of its formulas stand for."""
        return scope_of(self.event_types, self.params)

    @property
    def event_types(self) -> tuple[EventType, ...]:
        """Every event type that it may read."""
        return (self.over, *self.also)

    def excludes(self, variant: str) -> tuple[Exclusion, ...]:
        """The rules by which rows leave a variant, in their order."""
        return tuple(rule for rule in self.exclusions if not rule.variants or variant in rule.variants)

    def counting(self, over: EventType, value: Formula, at: str = "") -> Kpi:
        """A KPI on one of its event types alone, on the day of that type's own time or another, with its parameters."""
        return Kpi(self.id, self.summary, over, value=value, params=self.params, at=at or over.time)

    def reads(self, variant: str) -> tuple[EventType, ...]:
        """The event types that a variant reads."""
        formula = self.formulas[variant]
        if not isinstance(formula, Quotient):
            return (self.over,)
        wanted = {part.over for part in formula.sums}
        return tuple(known for known in self.event_types if known.id in wanted)

    @property
    def formulas(self) -> Mapping[str, Formula]:
        """Its variants by name; a single formula has the empty name."""
        return self.variants if self.value is None else {UNNAMED: self.value}

    @property
    def title(self) -> Text:
        """What to call it in a table."""
        return self.name or self.summary

    @property
    def settles(self) -> Text:
        """When the value of a day is final."""
        late = self.settles_after(self.params)
        if late is not None:
            return _SETTLES_LATE.fill(after=Text.of(str(late)))
        formulas = self.formulas.values()
        return _FOLLOWED if any(isinstance(known, Survival) for known in formulas) else _AT_ONCE

    def needs(self, variant: str) -> frozenset[str]:
        """The fields that a variant cannot do without."""
        return needed_fields(self.formulas[variant]) | {self.at}

    def written(self, variant: str) -> str:
        """The formula of a variant as canonical text."""
        return render_formula(self.formulas[variant])
