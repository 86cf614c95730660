"""What platforms claim above the orders of the CRM is told: in the verdict, in the report, in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import goalposts as gp
import goalposts_marketing
import pytest

CATALOGUE = gp.load_catalogue([goalposts_marketing])
DAYS = 540
AFTER = date(2026, 7, 1)


def tables(before, after):
    """Four orders every day; two platforms that claim so many of them each, before 2026 and from then on."""
    costs = {"at": [], "channel": [], "amount": [], "conversions": []}
    orders = {"person": [], "at": [], "order_id": []}
    for day in range(DAYS):
        moment = datetime(2025, 1, 1, 9, tzinfo=UTC) + timedelta(days=day)
        for channel in ("search", "social"):
            costs["at"].append(moment)
            costs["channel"].append(channel)
            costs["amount"].append(1000.0 + 10 * (day % 5))
            costs["conversions"].append(before if moment.year < 2026 else after)
        for number in range(4):
            orders["person"].append(f"p{day}-{number}")
            orders["at"].append(moment)
            orders["order_id"].append(f"o{day}-{number}")
    return {"marketing.cost": costs, "marketing.conversion": orders}


def scored(before, after, also=(), **goal):
    document = {
        "goalposts": 1,
        "project": "Orders counted once",
        "timezone": "UTC",
        "currency": "RUB",
        "go_live": "2026-01-01",
        "baseline": {"from": "2025-01-01", "to": "2026-01-01"},
        "evaluation": {"from": "2026-01-01", "to": "2026-06-01"},
        "data": {name: {"name": name} for name in ("marketing.cost", "marketing.conversion")},
        "goals": [{"id": "claims", "kpi": "marketing.platform_claims", "role": "shadow", **goal}, *also],
    }
    return gp.score(gp.project(document, CATALOGUE), tables(before, after), as_of=AFTER)


def told(card):
    return {reason.code: reason.text for reason in card.find("claims").reasons}


def test_claims_above_the_orders_are_told_with_their_share():
    """Two platforms claim three of four orders each: six of four, 150 %."""
    found = told(scored(1.0, 3.0))["claimed_twice"]
    assert found.en.startswith("the platforms claim 150% of the conversions that there were")
    assert found.ru.startswith("площадки относят на свой счёт 150\N{NO-BREAK SPACE}% фактических конверсий")


@pytest.mark.parametrize("claimed", [1.0, 2.0])
def test_claims_up_to_the_orders_are_not_told(claimed):
    """Two of four, and four of four: every order may have been claimed once; what was before does not count."""
    card = scored(3.0, claimed)
    assert card.find("claims").evaluation.value == pytest.approx(claimed / 2)
    assert "claimed_twice" not in told(card)


@pytest.mark.parametrize(("language", "words"), [("en", "claim 150% of"), ("ru", "на свой счёт 150")])
def test_the_report_tells_it(language, words):
    card = scored(1.0, 3.0)
    assert words in card.to_markdown(language=language)
    assert words in card.to_html(language=language)


@pytest.mark.parametrize(("claimed", "is_told"), [(2.0, False), (3.0, True)])
def test_a_guardrail_beside_the_cost_per_action_tells_it_too(claimed, is_told):
    """The cost per action counts the orders of the CRM either way."""
    card = scored(1.0, claimed, role="guardrail", margin="5pp", also=[{"id": "cost", "kpi": "marketing.cpa"}])
    assert ("claimed_twice" in told(card)) is is_told
    assert card.find("cost").evaluation.value == pytest.approx(2040 / 4, rel=0.01)


@pytest.mark.parametrize("code", ["claimed-twice", "Claimed", "", "2 many"])
def test_a_code_is_words_with_underscores(code):
    with pytest.raises(ValueError, match=f"found '{code}'"):
        gp.Ceiling(1.0, code, {"en": "too many", "ru": "слишком много"})
