"""Channels side by side: the published paths under every model by hand, what is undetermined, and what is told."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction

import goalposts as gp
import goalposts_marketing
import pytest
from cli.rollouts import goalposts
from goalposts.errors import InputError
from goalposts_marketing.channels import Spread, channel_report
from goalposts_marketing.channels.document import document
from goalposts_marketing.channels.lines import lines
from goalposts_marketing.channels.spread import placed
from plugins.figures import columns, moment

CATALOGUE = gp.load_catalogue([goalposts_marketing])
JANUARY = {"from": "2026-01-01", "to": "2026-02-01"}
AS_OF = date(2026, 3, 1)

# The paths A→B→C conversion; A→C conversion; B→C nothing; A nothing; C conversion, a touch a day at one hour.
PATHS = {"1": "ABC", "2": "AC", "3": "BC", "4": "A", "5": "C"}
MARGINS = {"1": 300.0, "2": 500.0, "5": 100.0}
COSTS = {"A": 200.0, "B": 100.0, "C": 300.0}

TOUCHES = columns(
    ("person", "at", "channel"),
    [(person, moment(day), channel) for person, walk in PATHS.items() for day, channel in enumerate(walk)],
)
# On the day after the last touch: of path 1 the touches are 3, 2 and 1 days old, of path 2 they are 2 and 1.
CONVERSIONS = columns(
    ("person", "at", "margin"),
    [(person, moment(len(PATHS[person])), margin) for person, margin in MARGINS.items()],
)
SPENDING = columns(("at", "channel", "amount"), [(moment(0), channel, cost) for channel, cost in COSTS.items()])
TABLES = {"marketing.touch": TOUCHES, "marketing.conversion": CONVERSIONS, "marketing.cost": SPENDING}

_DAY = 2 ** (-1 / 7)
DECAY_1 = [_DAY**age / (_DAY**3 + _DAY**2 + _DAY) for age in (3, 2, 1)]
DECAY_2 = [_DAY**age / (_DAY**2 + _DAY) for age in (2, 1)]
CREDIT = {
    "first": (2, 0, 1),
    "last": (0, 0, 3),
    "last_non_direct": (0, 0, 3),
    "linear": (Fraction(5, 6), Fraction(1, 3), Fraction(11, 6)),
    "position": (Fraction(9, 10), Fraction(2, 10), Fraction(19, 10)),
    "time_decay": (DECAY_1[0] + DECAY_2[0], DECAY_1[1], DECAY_1[2] + DECAY_2[1] + 1),
    "markov": (Fraction(3, 4), Fraction(3, 4), Fraction(3, 2)),
    "shapley": (Fraction(5, 6), Fraction(1, 3), Fraction(11, 6)),
}
# The margins of 300, 500 and 100 divided likewise; by removal effects 1 : 1 : 2 of the whole 900.
BROUGHT = {
    "first": (800, 0, 100),
    "last": (0, 0, 900),
    "last_non_direct": (0, 0, 900),
    "linear": (100 + 250, 100, 100 + 250 + 100),
    "position": (120 + 250, 60, 120 + 250 + 100),
    "time_decay": (
        300 * DECAY_1[0] + 500 * DECAY_2[0],
        300 * DECAY_1[1],
        300 * DECAY_1[2] + 500 * DECAY_2[1] + 100,
    ),
    "markov": (225, 225, 450),
    "shapley": (100 + 250, 100, 100 + 250 + 100),
}


def project(tables, **changes):
    return gp.project(
        {
            "goalposts": 1,
            "project": "Ads",
            "timezone": "UTC",
            "currency": "RUB",
            "evaluation": JANUARY,
            "data": {name: {"source": f"{name}.csv"} for name in tables},
            **changes,
        },
        CATALOGUE,
    )


def reported(tables=TABLES, **asked):
    return channel_report(project(tables), tables, as_of=AS_OF, **asked)


def with_rows(event_type, **cells):
    return {**TABLES, event_type: cells}


def said(report):
    return {note.code: note.text for note in report.notes}


def test_the_published_paths_are_credited_by_hand_under_every_model():
    report = reported()
    assert report.models == tuple(CREDIT)
    for place, name in enumerate("ABC"):
        found = report.find(name)
        for model in CREDIT:
            conversions, brought, cost = CREDIT[model][place], BROUGHT[model][place], COSTS[name]
            assert found.conversions.by_model[model] == pytest.approx(float(conversions), abs=1e-12), (name, model)
            assert found.share.by_model[model] == pytest.approx(float(conversions) / 3, abs=1e-12), (name, model)
            assert found.brought.by_model[model] == pytest.approx(float(brought), abs=1e-9), (name, model)
            assert found.romi.by_model[model] == pytest.approx(float(brought) / cost - 1, abs=1e-9), (name, model)
            wanted = pytest.approx(cost / float(conversions)) if conversions else None
            assert found.cpa.by_model[model] == wanted, (name, model)


def test_a_place_that_depends_on_the_model_is_undetermined():
    """No channel has one place under every model, so nothing can be said of any.

    By the first touch returns are 300, -100 and -67 per cent, so C is second; by the last only C brings anything and is
    first, A and B share the second place; by removal effects 225 for 200, 225 for 100 and 450 for 300 put B first, C
    second and A third.
    """
    report = reported()
    assert report.judged_by == "romi"
    places = {name: (report.find(name).romi.best, report.find(name).romi.worst) for name in "ABC"}
    assert places == {"A": (1, 3), "B": (1, 3), "C": (1, 2)}
    assert all(report.judged(channel).undetermined for channel in report.channels)
    assert (report.find("A").romi.low, report.find("A").romi.high) == (-1.0, 3.0)
    assert "undetermined" in said(report)
    assert "1 to 3: undetermined" in "\n".join(lines(report, "en"))


def test_a_place_that_every_model_gives_is_told():
    """A costs next to nothing, and by no model B brings its cost."""
    tables = with_rows("marketing.cost", at=[moment(0)] * 2, channel=["A", "B"], amount=[0.01, 100_000.0])
    path = {"person": ["1", "1"], "at": [moment(0), moment(1)], "channel": ["A", "B"]}
    sale = {"person": ["1"], "at": [moment(2)], "margin": [100.0]}
    tables = {**tables, "marketing.touch": path, "marketing.conversion": sale}
    # under the last touch A brings nothing and B a thousandth: B is less bad, and it is undetermined
    assert reported(tables).find("A").romi.worst == 2
    path = {"person": ["1", "1", "1"], "at": [moment(0), moment(1), moment(1.5)], "channel": ["A", "B", "A"]}
    report = reported({**tables, "marketing.touch": path})
    assert [(channel.name, report.judged(channel).place) for channel in report.channels] == [("A", 1), ("B", 2)]
    assert "undetermined" not in said(report)


def test_a_channel_without_a_conversion_costs_at_least_a_third_of_its_cost():
    """The rule of three; where a model credits something, and where nothing was spent, there is no such bound."""
    tables = with_rows("marketing.cost", at=[moment(0)] * 2, channel=["A", "radio"], amount=[200.0, 900.0])
    report = reported(tables)
    radio = report.find("radio")
    assert (radio.cpa_at_least, radio.cpa.low, radio.romi.low, radio.romi.high) == (300.0, None, -1.0, -1.0)
    assert (report.find("A").cpa_at_least, report.find("B").cpa_at_least) == (None, None)
    assert "from ₽300" in "\n".join(lines(report, "en")).replace("\N{NO-BREAK SPACE}", " ")


def test_places_are_shared_by_equals_and_what_cannot_be_computed_comes_last():
    spreads = {
        "a": Spread({"m": 1.0}),
        "b": Spread({"m": None}),
        "c": Spread({"m": 1.0 + 1e-15}),
        "d": Spread({"m": 2.0}),
    }
    assert {name: found.best for name, found in placed(spreads, least_is_best=True).items()} == {
        "a": 1,
        "c": 1,
        "d": 3,
        "b": 4,
    }
    assert {name: found.best for name, found in placed(spreads).items()} == {"d": 1, "a": 2, "c": 2, "b": 4}
    assert placed({}) == {}


def test_costs_and_leads_of_a_channel():
    """Leads of 1 to 4 January; one has no channel and is spread over none."""
    leads = columns(
        ("lead_id", "at", "channel", "qualified_at", "won_at"),
        [
            ("1", moment(0), "A", moment(1), moment(5)),
            ("2", moment(1), "A", moment(40), None),
            ("3", moment(2), None, moment(3), None),
            ("4", moment(3), "B", None, None),
            ("5", moment(-3), "A", None, None),  # of December
        ],
    )
    report = reported({**TABLES, "marketing.lead": leads})
    a, b, c = (report.find(name) for name in "ABC")
    assert (a.leads, a.qualified, a.won, a.cpl, a.cpql, a.cac) == (2, 2, 1, 100.0, 100.0, 200.0)
    assert (b.leads, b.qualified, b.cpl, b.cpql) == (1, 0, 100.0, None)
    assert (c.leads, c.cpl) == (0, None)
    total = report.total
    assert (total.leads, total.qualified, total.leads_without_channel, total.cpl) == (4, 3, 1, 150.0)
    assert (total.cost, total.conversions, total.brought, total.romi, total.cpa) == (600.0, 3, 900.0, 0.5, 200.0)
    assert "25%" in said(report)["leads_without_channel"].en


def test_what_is_not_known_is_no_zero():
    """Without leads, costs and margins there are no costs per piece, and places go by conversions."""
    tables = {
        "marketing.touch": TOUCHES,
        "marketing.conversion": {name: CONVERSIONS[name] for name in ("person", "at")},
    }
    report = reported(tables)
    a = report.find("A")
    assert (a.cost, a.leads, a.cpl, a.brought, a.romi, a.claimed) == (None,) * 6
    assert set(a.cpa.by_model.values()) == {None}
    assert (report.total.brought, report.total.romi, report.total.cost) == (None, None, None)
    assert report.judged_by == "conversions"
    assert (report.find("C").conversions.best, report.find("C").conversions.worst) == (1, 2)
    assert "no_margin" in said(report)
    head = list(lines(report, "en"))[2].split()
    assert head == ["channel", "conversions", "place", "by", "conversions"], "nothing is known of the other columns"


def test_platforms_that_claim_more_than_there_was_are_told():
    claims = {**SPENDING, "conversions": [2.0, None, 2.5]}
    report = reported({**TABLES, "marketing.cost": claims})
    assert (report.find("A").claimed, report.find("B").claimed, report.total.claimed) == (2.0, None, 4.5)
    assert said(report)["claimed_twice"].en.startswith("The platforms claim 4.5 conversions, and there were 3")
    fewer = {**SPENDING, "conversions": [1.0, 1.0, 1.0]}
    assert "claimed_twice" not in said(reported({**TABLES, "marketing.cost": fewer}))


def test_conversions_of_no_touch_and_without_an_amount_are_told():
    sales = {
        "person": [*CONVERSIONS["person"], "6"],
        "at": [*CONVERSIONS["at"], moment(9)],
        "margin": [300.0, None, 100.0, 50.0],
    }
    report = reported({**TABLES, "marketing.conversion": sales})
    assert (report.total.conversions, report.total.untouched, report.total.without_amount) == (4, 1.0, 1)
    assert report.total.brought == 450.0
    assert sum(channel.brought.by_model["linear"] for channel in report.channels) == pytest.approx(400.0)
    assert {"untouched", "without_amount"} <= said(report).keys()


def test_one_channel_in_two_spellings_is_told():
    touches = {**TOUCHES, "channel": ["a" if name == "A" and n else name for n, name in enumerate(TOUCHES["channel"])]}
    assert said(reported({**TABLES, "marketing.touch": touches}))["names_alike"].en.startswith("'A', 'a' look like")
    assert "names_alike" not in said(reported())


def test_without_touches_the_stated_channel_counts():
    sales = {**CONVERSIONS, "channel": ["A", "A", None], "value": [900.0, 1500.0, 300.0]}
    tables = {"marketing.conversion": sales, "marketing.cost": SPENDING}
    report = reported(tables, by_revenue=True)
    a = report.find("A")
    assert report.models == ("stated",)
    assert (a.conversions.by_model, a.brought.by_model) == ({"stated": 2}, {"stated": 2400.0})
    assert (a.romi.low, a.romi.place, report.total.romi) == (11.0, 1, (2700 - 600) / 600)
    assert (report.find("B").romi.low, report.find("B").romi.best) == (-1.0, 2)
    assert {"no_touches", "by_revenue", "untouched"} <= said(report).keys()
    shown = "\n".join(lines(report, "ru"))
    assert "ROAS − 1" in shown
    assert "Марков" not in shown


def test_another_window_has_its_own_figures():
    report = reported(between=(date(2026, 1, 3), date(2026, 1, 4)))
    assert (report.total.conversions, report.total.cost) == (1, 0)
    assert report.find("A").conversions.by_model["first"] == 1.0


def test_a_window_that_is_not_over_is_told():
    """On 4 January the sales of 5 and 2 are known, of the days before; that of 1 is of the day itself."""
    early = channel_report(project(TABLES), TABLES, as_of=date(2026, 1, 4))
    assert early.total.conversions == 2
    assert said(early)["not_over"].en.startswith("The window is not over: the figures are of the days before 4 January")
    assert "not_over" not in said(reported())


def test_a_project_without_conversions_is_refused():
    with pytest.raises(InputError, match=r"`data` has no source of marketing\.conversion"):
        reported({"marketing.cost": SPENDING})


def test_the_json_form_is_plain_and_whole():
    report = reported()
    plain = json.loads(json.dumps(document(report, "ru"), allow_nan=False))
    assert (plain["schema"], plain["judged_by"], plain["from"], plain["to"]) == (
        "goalposts/channels/1",
        "romi",
        "2026-01-01",
        "2026-02-01",
    )
    a = next(channel for channel in plain["channels"] if channel["channel"] == "A")
    assert a["conversions"]["by_model"]["first"] == 2.0
    assert (a["conversions"]["low"], a["conversions"]["high"], a["undetermined"], a["place"]) == (0.0, 2.0, True, None)
    assert a["cpa"]["by_model"]["last"] is None
    assert plain["total"]["romi"] == 0.5
    assert plain["notes"][-1]["text"].startswith("Ни одна модель")


@pytest.fixture
def folder(tmp_path):
    for name, cells in TABLES.items():
        rows = [",".join(cells), *(",".join(map(str, row)) for row in zip(*cells.values(), strict=True))]
        (tmp_path / f"{name}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    sources = "\n".join(f"  {name}: {name}.csv" for name in TABLES)
    (tmp_path / "goalposts.yaml").write_text(
        "goalposts: 1\nproject: Ads\ntimezone: UTC\ncurrency: RUB\nevaluation: {from: 2026-01-01, to: 2026-02-01}\n"
        f"data:\n{sources}\n",
        encoding="utf-8",
    )
    return tmp_path


def test_the_command_says_the_same_as_text_and_as_json(folder):
    plain = goalposts("channels", str(folder), "--format", "json", "--as-of", "2026-03-01")
    assert plain.exit_code == 0
    assert json.loads(plain.stdout) == json.loads(json.dumps(document(reported(), "en")))
    text = goalposts("channels", str(folder / "goalposts.yaml"), "--as-of", "2026-03-01", "--language", "ru")
    assert text.exit_code == 0
    assert text.stdout.splitlines() == [line.rstrip() for line in "\n".join(lines(reported(), "ru")).splitlines()]


def test_a_window_that_the_project_lacks_is_refused(folder):
    refused = goalposts("channels", str(folder), "--window", "baseline")
    assert (refused.exit_code, "no days of a baseline" in refused.stderr) == (2, True)
