"""A plugin that a project does not use changes nothing in its verdict."""

import random
from datetime import date, datetime, timedelta

import goalposts as gp
from goalposts import UP, Domain, Kpi, Phrase, event_type, field, rule, share
from goalposts.testing import SAMPLE

CALL = event_type("stranger.call", time="at", fields=[field.time("at"), field.flag("done")])


@rule("STR101", "never-content", bad="owner: x", good="owner: y")
def never_content(goal):
    """Every goal is wrong."""
    yield goal.finding({"en": "wrong", "ru": "неверно"})


STRANGER = Domain(
    "stranger",
    prefix="STR",
    event_types=[CALL],
    kpis=[Kpi("stranger.done", {"en": "Done.", "ru": "Сделано."}, CALL, value=share(of=CALL.done), direction=UP)],
    rules=[never_content],
    phrases=[Phrase("en", "visit", kpi="stranger.done")],
)
DOCUMENT = {
    "goalposts": 1,
    "project": "Sample",
    "timezone": "UTC",
    "go_live": "2025-09-01",
    "baseline": {"from": "2025-06-01", "to": "2025-09-01"},
    "evaluation": {"from": "2025-09-15", "to": "2025-12-01"},
    "data": {"sample.visit": {"name": "desk"}},
    "goals": [
        {"id": "done", "kpi": "sample.done_share", "target": ">= 80%", "deadline": "2025-12-01"},
        {"id": "wait", "kpi": "sample.mean_wait", "target": "-10%", "deadline": "2025-12-01"},
    ],
}


def visits():
    """Ten visits a day from June to December; on 1 September the share done rises from 60 % to 90 %."""
    chance = random.Random(1)
    days = [datetime(2025, 6, 1) + timedelta(days=day) for day in range(190)]
    rows = [(day + timedelta(hours=9, minutes=5 * number)) for day in days for number in range(10)]
    return {
        "visit_id": [str(number) for number in range(len(rows))],
        "at": [moment.isoformat() + "Z" for moment in rows],
        "done": [chance.random() < (0.9 if moment >= datetime(2025, 9, 1) else 0.6) for moment in rows],
        "wait": [float(chance.randint(10, 60)) for _ in rows],
    }


def verdict(*plugins):
    import pyarrow as pa

    project = gp.project(DOCUMENT, gp.load_catalogue(plugins))
    tables = {"sample.visit": pa.table(visits())}
    card = gp.score(project, tables, as_of=date(2025, 12, 5)).to_dict()
    del card["engine"]["plugins"]
    return card


def test_an_unrelated_plugin_changes_no_verdict():
    alone = verdict(SAMPLE)
    assert alone["goals"][0]["state"] == "achieved"
    assert verdict(SAMPLE, STRANGER) == alone
    assert verdict(STRANGER, SAMPLE) == alone
