"""A goal with everything that its names stand for: the record that the scorer, the rules and the seal work on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import evolve, frozen

from goalposts.expressions import And, Expression, Formula, Not, Quantity, Quotient, Share, Sum, Total, names
from goalposts.locale import Text
from goalposts.model.events import EventType
from goalposts.model.exclusion import Exclusion
from goalposts.model.goal import Goal, Role
from goalposts.model.kpi import Direction, Kpi
from goalposts.model.rollout import Rollout
from goalposts.model.windows import Baseline, Window

_IMPORTED = Text(
    en="rows of a day on which a migration stamped old records",
    ru="строки дня, когда перенос данных поставил старым записям свою дату",
)
_IMPORTED_OF = Text(
    en="rows of {kind} of a day on which a migration stamped old records",
    ru="строки {kind} дня, когда перенос данных поставил старым записям свою дату",
)


@frozen
class ResolvedGoal:
    """A goal whose KPI, variant, parameters, windows and direction are known and typed.

    Attributes:
        params: every parameter of the KPI, the goal's own values before the defaults.
        direction: the good direction after the target has had its say.
        margin: in KPI units; relative margins are resolved against the baseline value (`margin_is_relative`).
        where: its slice, without the control rows.
        business_hours: those that it counts by, as text, with the closed days; empty when it needs none.
        control: the slice of the rows that the rollout does not reach; None without a comparison.
        rollout: which part the rollout reached when; with it, `control` are the parts not reached in the evaluation.
        imported: the rows that a migration stamped, which it leaves out of its slice; `of_imports` is that slice with
            them. None where it does not count from the time that they were stamped with.
        imported_of: the same of a quotient over several event types: by each of them the rows of such days, which its
            sums leave out.
        older: that an event began before the parallel run of its instruments, where the goal counts events on a later
            day, that of their `older_at`; else None.
        compared_by: the one dimension whose words are either control or not; empty where there is none.
        units: the dimension of the units within those words, such as agents, or of those that stand alone; empty where
            there is none.
    """

    goal: Goal
    kpi: Kpi
    variant: str
    formula: Formula
    params: Mapping[str, Quantity]
    where: Expression | None
    direction: Direction
    evaluation: Window
    baseline: Baseline | None
    go_live: date | None
    margin: float | None = None
    margin_is_relative: bool = False
    business_hours: str = ""
    control: Expression | None = None
    rollout: Rollout | None = None
    compared_by: str = ""
    units: str = ""
    imported: Expression | None = None
    of_imports: Expression | None = None
    imported_of: tuple[tuple[EventType, Expression], ...] = ()
    older: Expression | None = None
    older_at: str = ""

    @property
    def id(self) -> str:
        """The goal's id."""
        return self.goal.id

    @property
    def role(self) -> Role:
        """The goal's role."""
        return self.goal.role

    @property
    def of_control(self) -> ResolvedGoal | None:
        """The same KPI on the control rows; None where it has none."""
        return None if self.control is None else evolve(self, where=self.control, control=None)

    @property
    def of_older(self) -> ResolvedGoal | None:
        """The share of its events that began before the parallel run; None where it counts them as they begin."""
        if self.older is None:
            return None
        kpi = self.kpi.counting(self.kpi.over, Share(self.older), self.older_at)
        return evolve(self, kpi=kpi, formula=Share(self.older), control=None, rollout=None, older=None)

    @property
    def exclusions(self) -> tuple[Exclusion, ...]:
        """The rules by which rows leave it: what a migration stamped, then those of its KPI, in their order."""
        stamped = () if self.imported is None else (Exclusion("imported", self.imported, _IMPORTED),)
        of_days = (_of_days(kind, rows) for kind, rows in self.imported_of)
        return (*stamped, *of_days, *self.kpi.excludes(self.variant))

    @property
    def of_exclusions(self) -> tuple[ResolvedGoal, ...]:
        """For every one of these rules the goal whose hits are the rows that it takes.

        A rule sees what the earlier ones left of the same rows, so that no row is counted twice.
        """
        plain = evolve(self, control=None, rollout=None)
        found: list[ResolvedGoal] = []
        if self.imported is not None:
            found.append(evolve(plain, formula=Share(self.imported), where=self.of_imports))
        for kind, rows in self.imported_of:
            count = Share(rows)
            found.append(evolve(plain, kpi=self.kpi.counting(kind, count), formula=count, imported_of=()))
        stays: dict[str, tuple[Expression, ...]] = {kind.id: (Not(rows),) for kind, rows in self.imported_of}
        for rule in self.kpi.excludes(self.variant):
            over = rule.over or self.kpi.over
            before = stays.get(over.id, ())
            left = And(before) if len(before) > 1 else next(iter(before), None)
            count = Share(rule.when, left)
            kpi = self.kpi if rule.over is None else self.kpi.counting(rule.over, count)
            found.append(evolve(plain, kpi=kpi, formula=count))
            stays[over.id] = (*before, Not(rule.when))
        return tuple(found)

    @property
    def of_chain(self) -> tuple[ResolvedGoal, ...]:
        """The same rows by every variant of the chain that its own is one of; none without a chain."""
        chain = self.kpi.chain
        if chain is None or self.variant not in chain.variants:
            return ()
        plain = evolve(self, control=None, rollout=None)
        return tuple(evolve(plain, variant=name, formula=self.kpi.formulas[name]) for name in chain.variants)

    @property
    def models(self) -> Mapping[str, Formula]:
        """What reports compare: the models that its variant is one of, else its own; none where its KPI has none."""
        found = self.kpi.models
        if found is None:
            return {}
        names = found.variants if self.variant in found.variants else (self.variant,)
        return {name: self.kpi.formulas[name] for name in names}

    @property
    def of_models(self) -> Mapping[Sum, ResolvedGoal]:
        """Every sum in a quotient of `models` as a goal of its own, over all words of their field."""
        if self.kpi.models is None:
            return {}
        kinds = {known.id: known for known in self.kpi.event_types}
        plain = evolve(self, control=None, rollout=None, where=self._without(self.kpi.models.by), variant="")
        found: dict[Sum, ResolvedGoal] = {}
        for formula in self.models.values():
            for part in formula.sums if isinstance(formula, Quotient) else ():
                total = Total(part.of, part.among)
                kpi = self.kpi.counting(kinds[part.over], total)
                found[part] = evolve(plain, kpi=evolve(kpi, at=part.at or kpi.at), formula=total)
        return found

    @property
    def of_plain_models(self) -> Mapping[str, ResolvedGoal]:
        """Every formula of `models` that is no quotient as a goal of its own, over all words of their field."""
        if self.kpi.models is None:
            return {}
        plain = evolve(self, control=None, rollout=None, where=self._without(self.kpi.models.by))
        formulas = {name: formula for name, formula in self.models.items() if not isinstance(formula, Quotient)}
        return {name: evolve(plain, variant=name, formula=formula) for name, formula in formulas.items()}

    def _without(self, name: str) -> Expression | None:
        """Its slice without the conditions on one field alone."""
        terms = self.where.terms if isinstance(self.where, And) else () if self.where is None else (self.where,)
        left = tuple(term for term in terms if names(term) != {name})
        return And(left) if len(left) > 1 else next(iter(left), None)

    @property
    def event_types(self) -> tuple[str, ...]:
        """The ids of the event types whose sources its formula reads; of derived events, of those behind them."""
        read = self.kpi.reads(self.variant)
        return tuple(dict.fromkeys(origin.id for known in read for origin in known.origins))

    @property
    def values(self) -> dict[str, float]:
        """The parameters in base units."""
        return {key: quantity.in_base_unit for key, quantity in self.params.items()}

    @property
    def sample(self) -> Window | None:
        """The baseline window, if the baseline is one."""
        return self.baseline if isinstance(self.baseline, Window) else None


def _of_days(kind: EventType, rows: Expression) -> Exclusion:
    noun = kind.id.partition(".")[2].replace("_", "-")
    return Exclusion(f"imported-{noun}", rows, _IMPORTED_OF.fill(kind=kind.id), over=kind)
