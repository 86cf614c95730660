"""The scorecard as embedders get it: the record, with its forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import fields, frozen

from goalposts.formats.records import scorecard_from_dict, scorecard_to_dict
from goalposts.model import scorecard as records

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

    from goalposts.model import Catalogue


@frozen
class Scorecard(records.Scorecard):
    """The whole answer; `to_dict` is the contract, the other forms are for people and tables."""

    @classmethod
    def of(cls, card: records.Scorecard) -> Scorecard:
        """Give a scorecard its forms."""
        return cls(**{attribute.name: getattr(card, attribute.name) for attribute in fields(records.Scorecard)})

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any], where: str = "") -> Scorecard:
        """Read a stored scorecard.

        Raises:
            InputError: it is not a scorecard of this version.
        """
        return cls.of(scorecard_from_dict(plain, where))

    def to_dict(self, language: str = "") -> dict[str, Any]:
        """Return the JSON form: plain mappings, lists, texts and numbers."""
        return scorecard_to_dict(self, language)

    def to_arrow(self) -> pa.Table:
        """Return one row a goal: id, role, KPI, state, values and interval; missing is null."""
        import pyarrow as pa

        return pa.Table.from_pylist([_row(goal) for goal in self.goals], schema=_schema(pa))

    def to_html(self, language: str = "", *, live: bool = False, catalogue: Catalogue | None = None) -> str:
        """Return the report as one self-contained page.

        Args:
            language: `en` or `ru`; that of the scorecard when not given.
            live: whether its charts answer the reader; the page then carries a megabyte of scripts.
            catalogue: whose plugins may add sections.

        Raises:
            PluginError: a section of a plugin failed.
        """
        from goalposts.reporting import html, told_sections

        sections = () if catalogue is None else told_sections(self, catalogue)
        return html(self, language or self.language, live=live, sections=sections)

    def _repr_html_(self) -> str:
        return self.to_html()


_TEXTS = ("id", "role", "kpi", "variant", "unit", "state", "confidence", "grade", "target", "change")
_NUMBERS = (
    "baseline",
    "evaluation",
    "observed",
    "line",
    "effect",
    "low",
    "high",
    "p_value",
    "p_adjusted",
    "attainment",
)


def _schema(pa: Any) -> Any:
    return pa.schema([*((name, pa.string()) for name in _TEXTS), *((name, pa.float64()) for name in _NUMBERS)])


def _row(goal: records.GoalScore) -> dict[str, Any]:
    own = {
        name: getattr(goal, name) for name in ("id", "role", "kpi", "variant", "unit", "state", "confidence", "grade")
    }
    interval = {name: getattr(goal.change, name) for name in ("effect", "low", "high", "p_value", "p_adjusted")}
    return {
        **own,
        **interval,
        "target": goal.target.text if goal.target else None,
        "line": goal.target.line if goal.target else None,
        "change": goal.change.answer,
        "baseline": goal.baseline.value,
        "evaluation": goal.evaluation.value,
        "observed": goal.observed,
        "attainment": goal.attainment,
    }
