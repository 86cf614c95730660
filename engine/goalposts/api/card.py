"""The scorecard as embedders get it: the record, with its forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import fields, frozen

from goalposts.api.given import given_language
from goalposts.formats.records import scorecard_from_dict, scorecard_to_dict
from goalposts.model import scorecard as records

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

    from goalposts.api.card_tables import TableName
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
        """Return the JSON form: plain mappings, lists, texts and numbers.

        Args:
            language: of its texts, `en` or `ru`; that of the project when empty.

        Raises:
            InputError: there are no texts in that language.
        """
        return scorecard_to_dict(self, given_language(language))

    def to_arrow(self, table: TableName = "goals") -> pa.Table:
        """Return a pyarrow table; missing is null, shares are fractions, amounts are in units of the KPI.

        Args:
            table: `goals` has one row a goal (id, role, KPI, state, values and interval), `series` one a goal and day,
                `segments` one a goal, dimension and word, `parts` one a goal and part of its observed change.

        Raises:
            InputError: there is no such table.
        """
        from goalposts.api.card_tables import table_of

        return table_of(self, table)

    def to_markdown(self, language: str = "", *, summary: bool = False, catalogue: Catalogue | None = None) -> str:
        """Return the report as Markdown with tables, for wikis, chats and tickets.

        Args:
            language: `en` or `ru`; that of the project when empty.
            summary: only the first page: the outcome, a line for every goal, and what is open.
            catalogue: whose plugins may add sections.

        Raises:
            InputError: there are no texts in that language.
            PluginError: a section of a plugin failed.
        """
        from goalposts.reporting import markdown, told_sections

        sections = () if catalogue is None else told_sections(self, catalogue)
        return markdown(self, given_language(language) or self.language, sections, summary=summary)

    def to_html(self, language: str = "", *, live: bool = False, catalogue: Catalogue | None = None) -> str:
        """Return the report as one self-contained page.

        Args:
            language: `en` or `ru`; that of the scorecard when not given.
            live: whether its charts answer the reader; the page then carries a megabyte of scripts.
            catalogue: whose plugins may add sections.

        Raises:
            InputError: there are no texts in that language.
            PluginError: a section of a plugin failed.
        """
        from goalposts.reporting import html, told_sections

        sections = () if catalogue is None else told_sections(self, catalogue)
        return html(self, given_language(language) or self.language, live=live, sections=sections)

    def __repr__(self) -> str:
        verdict = self.project.verdict or "measured only"
        goals = "1 goal" if len(self.goals) == 1 else f"{len(self.goals)} goals"
        return f"<Scorecard of {self.project.name!r} as of {self.as_of}: {verdict}, {goals}>"

    def _repr_html_(self) -> str:
        """What a notebook shows: the first page of the report, without scripts and style sheets."""
        from goalposts.reporting import notebook

        return notebook(self, self.language)
