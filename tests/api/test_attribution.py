"""Credit of channels as a KPI: from touches and conversions to values, against the walk through every path."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import goalposts as gp
import naive
import numpy as np
import pytest
from goalposts import DAY, HOUR, attribution, event_type, field, sum_over, total
from goalposts.errors import InputError
from goalposts.testing import check_domain, sample_catalogue

TOUCH = event_type(
    "web.touch",
    time="at",
    fields=[field.id("person"), field.time("at"), field.category("channel"), field.category("campaign")],
    summary={"en": "A touch.", "ru": "Контакт."},
)
SALE = event_type(
    "web.sale",
    time="sold_at",
    fields=[field.id("person"), field.time("sold_at"), field.money("value")],
    summary={"en": "A sale.", "ru": "Продажа."},
)
COST = event_type(
    "web.cost",
    time="at",
    fields=[field.time("at"), field.category("channel"), field.money("amount")],
    summary={"en": "A cost.", "ru": "Расход."},
)
CREDIT = attribution(
    "web.credit",
    touches=TOUCH,
    conversions=SALE,
    direct=["D"],
    of_touch=["campaign"],
    of_conversion=["value"],
    summary={"en": "A credited touch.", "ru": "Контакт с долей."},
)
RULES = ("first", "last", "last_non_direct", "linear", "position", "time_decay")


def kpi(name, value, *, also=(), over=CREDIT):
    return gp.Kpi(f"web.{name}", {"en": name, "ru": name}, over=over, also=also, value=value)


WEB = gp.Domain(
    "web",
    prefix="WEB",
    event_types=[TOUCH, SALE, COST, CREDIT],
    kpis=[
        *(kpi(model, total(CREDIT[model])) for model in RULES),
        kpi("revenue", total(CREDIT.value * CREDIT.linear)),
        kpi("way", gp.mean(CREDIT.at - CREDIT.touched_at)),
        kpi("cpa", sum_over(COST, COST.amount) / sum_over(CREDIT, CREDIT.linear), also=[CREDIT], over=COST),
    ],
)
CATALOGUE = sample_catalogue(WEB)
START, END = date(2026, 3, 1), date(2026, 4, 1)


def project(goals, **changes):
    document = {
        "goalposts": 1,
        "project": "Credit",
        "timezone": "Europe/Moscow",
        "currency": "RUB",
        "evaluation": {"from": START, "to": END},
        "data": {"web.touch": {"name": "pixel"}, "web.sale": {"name": "shop"}, "web.cost": {"name": "ads"}},
        "goals": goals,
        **changes,
    }
    return gp.project(document, CATALOGUE)


def shadow(name, where=None, kpi=None):
    slice_ = {} if where is None else {"where": where}
    return {"id": name, "kpi": f"web.{kpi or name}", "role": "shadow", **slice_}


def tables(touches, sales):
    """Touches as person, hour and channel, sales as person and hour; hours count from noon on 1 March."""
    return {
        "web.touch": {
            "person": [who for who, _, _ in touches],
            "at": [moment(hour) for _, hour, _ in touches],
            "channel": [channel for _, _, channel in touches],
            "campaign": [f"campaign {channel}" for _, _, channel in touches],
        },
        "web.sale": {
            "person": [who for who, _ in sales],
            "sold_at": [moment(hour) for _, hour in sales],
            "value": [100.0] * len(sales),
        },
        "web.cost": {"at": [moment(0)], "channel": ["A"], "amount": [30.0]},
    }


def moment(hour):
    return (datetime(2026, 3, 1, 12, tzinfo=UTC) + timedelta(hours=hour)).isoformat()


WALKS = {"1": "ABC", "2": "AC", "3": "BC", "4": "A", "5": "C"}
GOLDEN = tables(
    [(who, hour, channel) for who, walk in WALKS.items() for hour, channel in enumerate(walk)],
    [("1", 10), ("2", 10), ("5", 10)],
)
GOLDEN_CREDIT = {
    "first": {"A": 2, "B": 0, "C": 1},
    "last": {"A": 0, "B": 0, "C": 3},
    "linear": {"A": 1 / 3 + 1 / 2, "B": 1 / 3, "C": 1 / 3 + 1 / 2 + 1},
    "position": {"A": 0.9, "B": 0.2, "C": 1.9},
    "markov": {"A": 0.75, "B": 0.75, "C": 1.5},
    "shapley": {"A": 1 / 3 + 1 / 2, "B": 1 / 3, "C": 1 / 3 + 1 / 2 + 1},
}
OF_ALL_PATHS = ("markov", "shapley")


def sums(card):
    return {goal.id: sum(goal.series.numerator) for goal in card.goals}


def test_the_golden_paths_give_the_published_credit_as_kpis():
    """A→B→C conv; A→C conv; B→C no; A no; C conv (domain reference 7.3)."""
    goals = [
        shadow(f"{model}-{channel}", f'channel == "{channel}"', kpi=model)
        for model in GOLDEN_CREDIT
        if model not in OF_ALL_PATHS
        for channel in "ABC"
    ]
    found = sums(gp.score(project(goals), GOLDEN, as_of=END))
    for goal in goals:
        model, channel = goal["id"].split("-")
        assert found[goal["id"]] == pytest.approx(GOLDEN_CREDIT[model][channel]), goal["id"]


def test_one_goal_by_channel_shows_the_credit_of_all():
    """A total by segment is per open day, as the goal's own is."""
    card = gp.score(project([shadow("linear"), shadow("last")], segments=["channel"]), GOLDEN, as_of=END)
    for found in card.goals:
        (channel,) = found.segments
        days = sum(found.series.numerator) / found.evaluation.value
        credit = {line.word: line.evaluation.value * days for line in channel.lines}
        assert credit == {name: pytest.approx(value) for name, value in GOLDEN_CREDIT[found.id].items()}
        assert channel.lines[0].word == "C"


def test_every_model_is_compared_by_one_call():
    found = gp.channel_credit(project([]), "web.credit", GOLDEN, as_of=END)
    assert list(found) == [*RULES, *OF_ALL_PATHS]
    for model, wanted in GOLDEN_CREDIT.items():
        assert found[model] == pytest.approx(wanted), model


def test_amounts_are_divided_like_conversions():
    """Sales of 100 each; of one without a value the rest is divided."""
    found = gp.channel_credit(project([]), "web.credit", GOLDEN, of="value", as_of=END)
    for model, wanted in GOLDEN_CREDIT.items():
        assert found[model] == pytest.approx({name: 100 * share for name, share in wanted.items()}), model
    sales = {**GOLDEN["web.sale"], "value": [100.0, None, 30.0]}
    found = gp.channel_credit(project([]), "web.credit", {**GOLDEN, "web.sale": sales}, of="value", as_of=END)
    assert found["first"] == pytest.approx({"A": 100, "B": 0, "C": 30})
    assert found["linear"] == pytest.approx({"A": 100 / 3, "B": 100 / 3, "C": 100 / 3 + 30})
    assert found["markov"] == pytest.approx({"A": 130 / 4, "B": 130 / 4, "C": 130 / 2})
    with pytest.raises(InputError, match=r"takes over no number or amount 'margin' from conversions; known: value"):
        gp.channel_credit(project([]), "web.credit", GOLDEN, of="margin", as_of=END)


def test_credit_is_money_and_cost_is_divided_by_it():
    """A costs 30 and has 5/6 of a sale; the campaign comes from the touch, the value from the sale."""
    goals = [
        shadow("revenue", 'campaign == "campaign C"'),
        shadow("cpa", 'channel == "A"'),
        shadow("way", 'channel == "B"'),
    ]
    card = gp.score(project(goals), GOLDEN, as_of=END)
    assert sums(card)["revenue"] == pytest.approx(100 * (1 / 3 + 1 / 2 + 1))
    assert card.find("cpa").evaluation.value == pytest.approx(30 / (5 / 6))
    assert card.find("way").evaluation.value == 9 * 3600
    assert card.find("cpa").evaluation.instrument == ("ads", "pixel + shop")
    assert card.find("cpa").unit == "money"


def drawn(seed):
    random = np.random.default_rng(seed)
    people = [f"p{number}" for number in range(12)]
    touches = [
        (people[random.integers(12)], int(random.integers(0, 700)), "ABCD"[random.integers(4)]) for _ in range(80)
    ]
    return touches, [(people[random.integers(12)], int(random.integers(0, 700))) for _ in range(25)]


@pytest.mark.parametrize("seed", range(4))
def test_credit_is_that_of_the_walk_through_every_path(seed):
    """With a look-back of thirty days, repeated sales, and sales without a touch."""
    touches, sales = drawn(seed)
    walked = naive.paths_of(touches, sales, 30 * 24)
    goals = [
        shadow(f"{model}-{channel}", f'channel == "{channel}"', kpi=model) for model in RULES for channel in "ABCD"
    ]
    card = gp.score(project([*goals, *map(shadow, RULES)]), tables(touches, sales), as_of=END)
    found = sums(card)
    for model in RULES:
        wanted = naive.touch_credit(walked, model, direct="D", half_life=7 * 24)
        for channel in "ABCD":
            assert found[f"{model}-{channel}"] == pytest.approx(wanted.get(channel, 0.0)), (model, channel)
        assert found[model] == pytest.approx(len(sales)), "a sale without a touch keeps its whole credit"
    alone = sum(1 for steps, converted in walked if converted and not steps)
    assert alone > 0
    assert card.find("linear-A").evaluation.unknown == alone
    effects = naive.removal_effects(walked, "ABCD")
    markov = gp.channel_credit(project([]), "web.credit", tables(touches, sales), as_of=END)["markov"]
    share = (len(sales) - alone) / sum(effects.values())
    assert markov == pytest.approx({channel: effect * share for channel, effect in effects.items()}, abs=1e-9)


def test_a_touch_before_the_window_is_credited_in_it():
    """Touched in March, sold in April: the row lies on the day of the sale."""
    told = tables([("a", 24, "A")], [("a", 31 * 24)])
    april = {"from": "2026-04-01", "to": "2026-05-01"}
    lookback = gp.score(project([shadow("linear", 'channel == "A"')], evaluation=april), told, as_of=date(2026, 5, 1))
    assert sums(lookback)["linear"] == 1.0
    march = gp.channel_credit(project([]), "web.credit", told, as_of=date(2026, 5, 1), between=(START, END))
    assert march["linear"] == {"A": 0.0}


def test_the_source_of_touches_and_that_of_sales_both_are_the_instrument():
    """A new pixel credits otherwise: its rows are no match for the old one's; a sale alone goes with its neighbour."""
    data = {
        "web.touch": [{"name": "old", "until": "2026-03-10"}, {"name": "new", "from": "2026-03-10"}],
        "web.sale": {"name": "shop"},
        "web.cost": {"name": "ads"},
    }
    told = tables([("a", 0, "A"), ("b", 400, "B")], [("a", 5), ("b", 401), ("c", 6), ("d", 402), ("e", 2)])
    touches = told.pop("web.touch")
    split = {
        "old": {name: cells[:1] for name, cells in touches.items()},
        "new": {name: cells[1:] for name, cells in touches.items()},
    }
    windows = [("early", "2026-03-01", "2026-03-10"), ("late", "2026-03-10", "2026-04-01")]
    goals = [{**shadow(name, kpi="linear"), "evaluation": {"from": start, "to": end}} for name, start, end in windows]
    card = gp.score(project(goals, data=data), {**told, **split}, as_of=END)
    assert [card.find(name).evaluation.instrument for name, *_ in windows] == [("old + shop",), ("new + shop",)]
    assert sums(card) == {"early": 3.0, "late": 2.0}


def test_rows_without_a_person_are_counted_and_missing_fields_are_named():
    told = tables([("a", 0, "A"), (None, 1, "B")], [("a", 5), ("b", 6)])
    del told["web.touch"]["campaign"]
    goals = [shadow("linear"), shadow("sliced", 'campaign == "x"', kpi="linear")]
    card = gp.score(project(goals), told, as_of=END)
    (pixel,) = (stream for stream in card.streams if stream.instrument == "pixel")
    assert pixel.without_key == {"web.credit": 1}
    assert card.find("sliced").evaluation.value is None
    assert "campaign" in card.find("sliced").reasons[0].text.en
    assert sums(card)["linear"] == 2.0


def test_nothing_at_all_is_no_value():
    card = gp.score(project([shadow("linear")]), tables([], []), as_of=END)
    assert card.find("linear").evaluation.value is None
    only_touches = gp.score(project([shadow("linear")]), tables([("a", 1, "A")], []), as_of=END)
    assert only_touches.find("linear").evaluation.value is None
    only_sales = gp.score(project([shadow("linear")]), tables([], [("a", 1)]), as_of=END)
    assert sums(only_sales)["linear"] == 1.0


def test_the_attribution_is_part_of_the_recipe():
    from goalposts.catalogue import resolve
    from goalposts.verdict.recipe import recipe_digest

    found = set()
    for settings in ({}, {"half_life": 12 * HOUR}, {"lookback": 7 * DAY}, {"direct": ["D"]}):
        made = attribution("web.credit", touches=TOUCH, conversions=SALE, **settings)
        domain = gp.Domain(
            "web",
            prefix="WEB",
            event_types=[TOUCH, SALE, COST, made],
            kpis=[
                kpi("linear", total(made.linear), over=made),
                kpi("cpa", sum_over(COST, COST.amount) / sum_over(made, made.linear), also=[made], over=COST),
            ],
        )
        document = {
            "goalposts": 1,
            "project": "Credit",
            "timezone": "UTC",
            "evaluation": {"from": START, "to": END},
            "data": {"web.touch": None, "web.sale": None, "web.cost": None},
            "goals": [shadow("linear"), shadow("cpa")],
        }
        loaded = gp.project(document, sample_catalogue(domain))
        found |= {recipe_digest(loaded, goal) for goal in resolve(loaded)}
    assert len(found) == 8


def test_both_streams_need_a_source():
    data = {"web.touch": {"name": "pixel"}, "web.cost": {"name": "ads"}}
    with pytest.raises(InputError, match=r"web\.linear reads web\.sale, but `data` has no source of it"):
        gp.score(project([shadow("linear")], data=data), {}, as_of=END)
    own = {"web.credit": {"name": "credit"}}
    with pytest.raises(InputError, match=r"unknown event type 'web\.credit'"):
        gp.score(project([], data=own), {}, as_of=END)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"person": "who"}, "'who' is not an id, category or text field of web.touch"),
        ({"channel": "at"}, "'at' is not an id, category or text field of web.touch"),
        ({"of_touch": ["colour"]}, "event type web.touch has no field 'colour'"),
        ({"of_conversion": ["person"]}, "two fields share an id"),
        ({"touches": CREDIT}, "two event types that sources give"),
        ({"conversions": TOUCH}, "two event types that sources give"),
        ({"half_life": gp.Quantity(5)}, "half_life: a duration such as 30 * DAY is needed, found 5"),
        ({"lookback": gp.Quantity(0, "d")}, "lookback: a duration such as 30 * DAY is needed, found 0 d"),
    ],
)
def test_what_makes_no_sense_is_refused_when_it_is_declared(settings, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        attribution("x.y", **{"touches": TOUCH, "conversions": SALE, **settings})


def test_an_unknown_attribution_and_an_empty_span_are_said():
    with pytest.raises(InputError, match=r"'web\.credits' is no attribution of touches; did you mean 'web\.credit'"):
        gp.channel_credit(project([]), "web.credits", GOLDEN)
    with pytest.raises(InputError, match="no day lies between"):
        gp.channel_credit(project([]), "web.credit", GOLDEN, between=(END, START))


def test_it_is_a_plugins_like_any_event_type():
    check_domain(WEB)


def test_too_many_channels_and_missing_sources_are_said():
    told = tables([("a", 0, f"channel {number}") for number in range(501)], [("a", 5)])
    with pytest.raises(InputError, match="501 channels are too many to tell apart, the limit is 500; map channels"):
        gp.channel_credit(project([]), "web.credit", told, as_of=END)
    with pytest.raises(InputError, match=r"`data` has no source of web\.sale"):
        gp.channel_credit(project([], data={"web.touch": {"name": "pixel"}}), "web.credit", {}, as_of=END)
