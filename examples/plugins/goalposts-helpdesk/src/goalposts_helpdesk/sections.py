"""What a report says beside the goals of a help desk."""

from collections.abc import Iterator

from goalposts import ReportSection, Scorecard, SectionTable


def surveys(card: Scorecard) -> Iterator[object]:
    """Say how many answers stand behind each figure of satisfaction."""
    rows = [
        (goal.id, str(goal.baseline.n or "–"), str(goal.evaluation.n or "–"))
        for goal in card.goals
        if goal.kpi == "helpdesk.satisfied"
    ]
    if rows:
        yield {
            "en": "Satisfaction speaks for those who answered, not for those who gave up.",
            "ru": "Удовлетворённость говорит об ответивших, а не о тех, кто махнул рукой.",
        }
        head = (
            {"en": "Goal", "ru": "Цель"},
            {"en": "Answers before", "ru": "Ответов до"},
            {"en": "after", "ru": "после"},
        )
        yield SectionTable(head, rows)


SURVEYS = ReportSection("helpdesk.surveys", {"en": "Who answered the survey", "ru": "Кто ответил на опрос"}, surveys)
