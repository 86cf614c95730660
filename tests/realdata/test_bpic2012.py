"""The loan applications of a Dutch bank (BPI Challenge 2012, doi 10.4121/uuid:3926db30-f712-4394-aebc-75976070e91f).

What is expected are the figures of the data's description at 4TU and of Bautista, Wangikar and Akbar, "Process
Mining-Driven Optimization of a Consumer Loan Approvals Process" (2012); the others were counted from the log by a
script of its own.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import goalposts as gp
import goalposts_sales
import pytest
from goalposts import any_of, count, first, fold, last, mean, quantile, share, total
from goalposts.streams.opening import open_source
from real_data import DATA, needs_real_data

FILE = DATA / "sales" / "bpic2012_loan_xes" / "bpic2012.xes.gz"
pytestmark = needs_real_data

SALES = gp.load_catalogue([goalposts_sales])
STEP, ACTIVITY = SALES.event_types["sales.stage_change"], SALES.event_types["sales.activity"]
OUTCOMES = ("A_APPROVED", "A_DECLINED", "A_CANCELLED")
STAGES = ("A_PARTLYSUBMITTED", "A_PREACCEPTED", "A_ACCEPTED", "A_FINALIZED", "O_SENT", "O_SENT_BACK", "A_ACTIVATED")
LOAN = fold(
    "loans.loan",
    over=STEP,
    key="deal_id",
    at="opened_at",
    fields={
        "opened_at": first(STEP.at),
        "ended_at": last(STEP.at),
        "approved_at": first(STEP.at, where=STEP.stage == "A_APPROVED"),
        "amount": first(STEP.amount),
        "ended": any_of(STEP.stage.is_in(OUTCOMES)),
        **{stage.lower(): any_of(STEP.stage == stage) for stage in (*OUTCOMES, *STAGES)},
    },
)
CALLED = fold(
    "loans.called",
    over=ACTIVITY,
    key="deal_id",
    at="first_call",
    fields={"first_call": first(ACTIVITY.at), "calls": count(where=ACTIVITY.completed)},
)


def kpi(name, value, over=LOAN):
    return gp.Kpi(f"loans.{name}", summary={"en": name, "ru": name}, over=over, value=value)


LOANS = gp.Domain(
    "loans",
    prefix="LNS",
    event_types=[LOAN, CALLED],
    kpis=[
        kpi("loans", total()),
        kpi("ended", total(among=LOAN.ended)),
        kpi("conversion", share(of=LOAN.a_approved)),
        kpi("duration", mean(LOAN.ended_at - LOAN.opened_at)),
        kpi("usual_duration", quantile(LOAN.ended_at - LOAN.opened_at, 0.5)),
        kpi("time_to_approval", mean(LOAN.approved_at - LOAN.opened_at)),
        kpi("usual_time_to_approval", quantile(LOAN.approved_at - LOAN.opened_at, 0.5)),
        kpi("amount", mean(LOAN.amount)),
        kpi("approved_amount", mean(LOAN.amount, among=LOAN.a_approved)),
        kpi("calls", total(among=ACTIVITY.completed), over=ACTIVITY),
        kpi("calls_per_loan", mean(CALLED.calls), over=CALLED),
        *(kpi(stage.lower(), total(among=getattr(LOAN, stage.lower()))) for stage in (*OUTCOMES, *STAGES)),
    ],
)
STEPS = {
    "source": FILE.name,
    "fields": {
        "deal_id": "case:concept:name",
        "at": "time:timestamp",
        "stage": "concept:name",
        "amount": "case:AMOUNT_REQ",
        "by": "org:resource",
    },
    "dimensions": {"transition": "lifecycle:transition"},
}
CALLS = {
    "source": FILE.name,
    "where": "`concept:name` == 'W_Nabellen offertes'",
    "fields": {
        "activity_id": {"columns": ["case:concept:name", "time:timestamp"]},
        "deal_id": "case:concept:name",
        "at": "time:timestamp",
        "kind": {"column": "concept:name", "values": {"W_Nabellen offertes": "call"}},
        "completed": {
            "column": "lifecycle:transition",
            "values": {"COMPLETE": "true", "START": "false", "SCHEDULE": "false"},
        },
    },
}
"""The follow-up calls after an offer; some loans have only planned ones."""


@pytest.fixture(scope="module")
def project():
    document = {
        "goalposts": 1,
        "project": "Loans",
        "timezone": "Europe/Amsterdam",
        "currency": "EUR",
        "evaluation": {"from": date(2011, 10, 1), "to": date(2012, 3, 15)},
        "data": {"sales.stage_change": STEPS, "sales.activity": CALLS},
        "goals": [{"id": known.id[6:], "role": "shadow", "kpi": known.id} for known in LOANS.kpis],
    }
    return gp.project(document, gp.load_catalogue([goalposts_sales, LOANS]), folder=FILE.parent)


def read(project, event_type):
    (given,) = (source for source in project.sources if source.event_type == event_type.id)
    stream = open_source(
        given, event_type, timezone=project.timezone, as_of=date(2013, 1, 1), folder=FILE.parent, batch_rows=1 << 14
    )
    return list(stream), stream.count


def words(batches, column):
    """What a column holds in every row; None where nothing stands."""
    found = []
    for batch in batches:
        cells = batch.columns[column]
        known = [True] * len(cells) if cells.valid is None else cells.valid.tolist()
        codes = cells.values.tolist()
        found += [cells.words[code] if there else None for code, there in zip(codes, known, strict=True)]
    return found


def test_every_event_is_there(project):
    batches, told = read(project, STEP)
    assert (told.rows, told.accepted, told.quarantined) == (262_200, 262_200, {})
    assert (told.first, told.last) == ("2011-10-01T00:38:44.546000+02:00", "2012-03-14T16:04:54.681000+01:00")
    stages, transitions, people = words(batches, "stage"), words(batches, "transition"), words(batches, "by")
    assert len(set(words(batches, "deal_id"))) == 13_087
    assert (len(set(stages)), len(set(zip(stages, transitions, strict=True)))) == (24, 36)
    assert {word: transitions.count(word) for word in set(transitions)} == {
        "SCHEDULE": 26_318,
        "START": 71_376,
        "COMPLETE": 164_506,
    }
    assert (len(set(people) - {None}), people.count(None)) == (68, 18_010)
    amounts = [amount for batch in batches for amount in batch.columns["amount"].values.tolist()]
    assert (min(amounts), max(amounts)) == (0, 99_999)


def test_known_answers(project):
    card = gp.score(project, as_of=date(2013, 1, 1))
    numbers = {goal.id: goal.evaluation.n for goal in card.goals}
    values = {goal.id: goal.evaluation.value for goal in card.goals}
    day = 86_400
    assert numbers["loans"] == 13_087
    assert [numbers[stage.lower()] for stage in OUTCOMES] == [2_246, 7_635, 2_807]
    assert numbers["loans"] - numbers["ended"] == 399
    assert [numbers[stage.lower()] for stage in STAGES] == [13_087, 7_367, 5_113, 5_015, 5_015, 3_254, 2_246]
    assert round(values["conversion"], 4) == 0.1716
    assert round(values["duration"] / day, 2) == 8.62
    assert round(values["time_to_approval"] / day, 2) == 16.66
    assert values["usual_duration"] / day == pytest.approx(0.81, rel=0.01)
    assert values["usual_time_to_approval"] / day == pytest.approx(14.44, rel=0.01)
    assert round(values["amount"]) == 13_573
    assert round(values["approved_amount"], 2) == 15_712.53
    assert numbers["calls"] == 22_976
    assert (numbers["calls_per_loan"], round(values["calls_per_loan"], 2)) == (5_015, 4.58)


def test_conversion_from_stage_to_stage():
    """Of those who reached a stage at some time, counted above: nobody needs more than half a year for a step."""
    order = ("A_SUBMITTED", "A_PREACCEPTED", "A_ACCEPTED", "A_FINALIZED", "O_SENT_BACK", "A_REGISTERED")
    places = {stage: str(place) for place, stage in enumerate(order, 1)}
    position = {"column": "concept:name", "values": places}
    steps = {
        **STEPS,
        "where": f"`concept:name` in {list(order)}".replace("'", '"'),
        "fields": {**STEPS["fields"], "position": position},
    }
    document = {
        "goalposts": 1,
        "project": "Loans",
        "timezone": "Europe/Amsterdam",
        "currency": "EUR",
        "evaluation": {"from": date(2011, 10, 1), "to": date(2012, 3, 15)},
        "data": {"sales.stage_change": steps},
        "goals": [
            {
                "id": f"from_{at}",
                "role": "shadow",
                "kpi": "sales.stage_conversion",
                "variant": f"from_{at}",
                "with": {"within": "200 d"},
            }
            for at in range(1, len(order))
        ],
    }
    project = gp.project(document, SALES, folder=FILE.parent)
    card = gp.score(project, as_of=date(2013, 1, 1))
    found = [(goal.evaluation.n, goal.evaluation.value) for goal in card.goals if goal.id.startswith("from_")]
    reached = (13_087, 7_367, 5_113, 5_015, 3_254, 2_246)
    assert found == [(before, pytest.approx(after / before)) for before, after in pairwise(reached)]
