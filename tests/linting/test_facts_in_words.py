"""What the examples of rules say of a baseline is told in words."""

from datetime import date

import pytest
from attrs import evolve, fields
from goalposts.linting.facts_in_words import facts_in_words
from goalposts.locale import Text
from goalposts.model import BaselineFacts

NOTHING = BaselineFacts("done", computable=True)
SAID = Text(en="something", ru="нечто")
STATED = {
    "bool": True,
    "int": 21,
    "float": 0.0,
    "float | None": 0.25,
    "int | None": 4,
    "Text | None": SAID,
    "date | None": date(2026, 3, 1),
}
PAIRS = {"month_low": "month_high", "month_earlier_low": "month_earlier_high"}


def told(language="en", unit="%", **facts):
    return [text.get(language) for text in facts_in_words(evolve(NOTHING, **facts), unit, "EUR")]


@pytest.mark.parametrize(
    "name", [known.name for known in fields(BaselineFacts) if known.name not in {"goal", "computable", "unreadable_at"}]
)
def test_every_fact_is_told_in_both_languages(name):
    kind = getattr(fields(BaselineFacts), name).type
    stated = {name: 0.5 if kind == "float" else STATED[kind]}
    partner = {**PAIRS, **{high: low for low, high in PAIRS.items()}}.get(name)
    stated |= {partner: 0.75} if partner else {}
    for language in ("en", "ru"):
        (said,) = told(language, **stated)
        assert "{" not in said


def test_what_is_not_stated_is_not_told_and_a_zero_is():
    assert told() == []
    assert told(value=0.0) == ["the baseline measures 0%"]


def test_values_are_told_in_the_unit_of_the_kpi_and_changes_of_a_share_in_points():
    assert told(value=0.88, smallest_change=0.05) == [
        "the baseline measures 88%",
        "the planned windows can show a change of 5\N{NO-BREAK SPACE}pp or more",
    ]
    assert told("ru", unit="money", value=100.0, month_spread=5.0) == [
        "базовое значение — 100\N{NO-BREAK SPACE}€",
        "обычный разброс месяцев — 5\N{NO-BREAK SPACE}€",
    ]


def test_events_and_their_days_are_one_fact():
    assert told(n=21, days=7) == ["the baseline has 21 events on 7 days"]
    assert told("ru", n=21, days=7) == ["в базовом периоде 21 событие за 7 дней"]


def test_a_baseline_that_cannot_be_computed_says_so_with_its_reason_if_it_has_one():
    assert told(computable=False) == ["the baseline cannot be computed"]
    assert told("ru", computable=False, why_not=SAID) == ["базовое значение вычислить нельзя: нечто"]
