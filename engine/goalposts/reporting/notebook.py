"""The verdict as a notebook shows it: a short piece of HTML without scripts, style sheets and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goalposts.locale import Text
from goalposts.reporting import phrasing
from goalposts.reporting.front_page import front_page, short
from goalposts.reporting.labels import LABELS
from goalposts.reporting.sparkline import sparkline
from goalposts.reporting.templating import page
from goalposts.reporting.words import VERDICT_WORDS, goal_state, lock_word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goalposts.model.scorecard import GoalScore, Scorecard

_BARS: Final = 24
_COLUMNS: Final = ("goal", "state", "promised", "measured", "likely")
_COURSE: Final = Text(en="Course", ru="Ход")
_MORE: Final = Text(
    en="The whole report: card.to_html(), card.to_markdown(); its figures: card.to_arrow().",
    ru="Весь отчёт: card.to_html(), card.to_markdown(); его числа: card.to_arrow().",
)


def notebook(card: Scorecard, language: str) -> str:
    """Write the first page of the report as a fragment that takes its colours and fonts from the notebook.

    Args:
        card: the answer.
        language: `en` or `ru`.
    """
    titles, front = phrasing.titles(card.goals), front_page(card)
    lock = lock_word(card.lock.status, amended=bool(card.lock.amendments))
    facts = (
        (LABELS["score"], None if card.project.score is None else phrasing.score_in_words(card.project.score)),
        (LABELS["as_of"], phrasing.when(card.as_of)),
        (LABELS["locking"], lock.text),
    )
    return page(
        "notebook.html.j2",
        language,
        (),
        name=card.project.name,
        verdict=phrasing.sentence(VERDICT_WORDS[card.project.verdict].text),
        sentence=front.sentence,
        facts=tuple((name, words) for name, words in facts if words is not None),
        heads=(*(LABELS[key] for key in _COLUMNS), _COURSE),
        rows=tuple(_row(card.goals[place - 1], titles, card.currency) for place in front.order),
        questions=front.questions,
        open=LABELS["open"],
        more=_MORE,
    )


def _row(goal: GoalScore, titles: Mapping[str, Text], currency: str) -> tuple[Text | str, ...]:
    return (
        short(titles[goal.id]),
        goal_state(goal),
        phrasing.promised(goal, currency),
        phrasing.before_after(goal, currency),
        phrasing.likely_range(goal, currency),
        sparkline(goal, _BARS),
    )
