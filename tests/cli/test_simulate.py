"""`goalposts simulate`: from the command line to files that the product itself scores."""

from __future__ import annotations

import json

import pytest
from cli.rollouts import goalposts
from goalposts import load_catalogue
from goalposts.profiling import profile

SMALL = ("--size", "0.1")
SHAPES = [
    ("contact_center", "asterisk.queue_log", "queue_log", "service-level"),
    ("sales", "bitrix24.deals", "bitrix24_deals.csv", "avg-deal-size"),
    ("marketing", "google_ads", "google_ads.csv", "cpc"),
]


def simulated(folder, *arguments):
    result = goalposts("simulate", *arguments, "--out", folder)
    assert result.exit_code == 0, result.output
    return json.loads((folder / "truth.json").read_text(encoding="utf-8"))


def score_of(folder, truth):
    result = goalposts("score", folder, "--as-of", truth["as_of"], "--format", "json")
    assert result.exit_code == 0, result.output
    card = json.loads(result.stdout)
    return card, {goal["id"]: goal for goal in card["goals"]}


def true_value(truth, kpi, variant="", branch=None):
    asked = (kpi, variant, branch)
    (found,) = [value for value in truth["values"] if (value["kpi"], value["variant"], value["branch"]) == asked]
    return found


@pytest.mark.parametrize("name", ["contact_center", "sales", "marketing"])
def test_every_event_is_read_and_every_kpi_measured(tmp_path, name):
    truth = simulated(tmp_path, name, *SMALL)
    card, goals = score_of(tmp_path, truth)
    read = {stream["event_type"]: stream["accepted"] + stream["outside"] for stream in card["streams"]}
    assert read == truth["rows"]
    assert not any(stream["quarantined"] for stream in card["streams"])
    assert all(goal["evaluation"]["value"] is not None for goal in goals.values())
    assert not [goal["id"] for goal in goals.values() if goal["state"] in ("no_data", "invalid", "not_comparable")]


def test_the_three_forms_hold_the_same_events(tmp_path):
    """Every value of the scorecard is the same."""
    values = []
    for form in ("csv", "parquet", "arrow"):
        truth = simulated(tmp_path / form, "contact_center", *SMALL, "--form", form)
        _, goals = score_of(tmp_path / form, truth)
        values.append({name: (goal["baseline"]["value"], goal["evaluation"]["value"]) for name, goal in goals.items()})
    assert values[0] == values[1] == values[2]


@pytest.mark.parametrize(("name", "preset", "file", "goal"), SHAPES)
def test_a_stream_in_the_shape_of_an_export_gives_the_same_value(tmp_path, name, preset, file, goal):
    """The preset of that export reads it whole, and what it can tell is as in the plain table."""
    plain, shaped = tmp_path / "plain", tmp_path / "shaped"
    few = ("--size", "0.03")
    simulated(plain, name, *few)
    truth = simulated(shaped, name, *few, "--shape", preset)
    (_, before), (card, after) = score_of(plain, truth), score_of(shaped, truth)
    (stream,) = [stream for stream in card["streams"] if stream["instrument"] == preset]
    # A log of queues knows no calls that were turned away before them.
    assert stream["accepted"] + stream["outside"] > 0.95 * truth["rows"][stream["event_type"]]
    assert not stream["quarantined"]
    for window in ("baseline", "evaluation"):
        assert after[goal][window]["value"] == pytest.approx(before[goal][window]["value"], rel=1e-9)
        assert len(after[goal]["segments"][0]["lines"]) == 3
    (found,) = profile([file], load_catalogue(), folder=shaped, timezone="UTC").files
    assert found.mapped.entry["format"] == preset


def test_the_project_promises_what_was_built_in(tmp_path):
    """In either language `check` finds no error, and the goal's line is drawn by the change."""
    for language in ("en", "ru"):
        folder = tmp_path / language
        truth = simulated(
            folder, "sales", *SMALL, "--language", language, "--effect", "sales.logged_on_time@north=+12pp"
        )
        assert truth["changes"] == [{"kpi": "sales.logged_on_time", "change": "+12pp", "branch": "north"}]
        north, south = (true_value(truth, "sales.logged_on_time", branch=name) for name in ("north", "south"))
        assert north["after"] - north["without"] == pytest.approx(0.12)
        assert south["after"] == south["without"]
        checked = goalposts("check", folder, "--as-of", truth["evaluation"]["from"])
        assert checked.exit_code == 0, checked.output
        _, goals = score_of(folder, truth)
        found = goals["logged-on-time-north"]
        assert found["role"] == "goal"
        assert found["target"]["text"] == "+12pp"
        # The goal is about that branch alone, and the whole department is reported beside it.
        assert found["baseline"]["n"] < 0.6 * goals["logged-on-time"]["baseline"]["n"]
        assert found["baseline"]["value"] == pytest.approx(north["before"], abs=0.03)


def test_a_staggered_rollout_reaches_the_branches_one_after_the_other(tmp_path):
    truth = simulated(tmp_path, "contact_center", *SMALL, "--stagger", "28", "--effect", "contact_center.aht=-10%")
    assert truth["go_live"] == {"north": "2026-05-18", "south": "2026-06-15", "west": "2026-07-13"}
    # Four weeks of ramp-up after the last of them.
    assert truth["evaluation"]["from"] == "2026-08-10"
    assert "rollout: {by: branch, dates: {north:" in (tmp_path / "goalposts.yaml").read_text(encoding="utf-8")
    score_of(tmp_path, truth)


def test_calls_that_a_new_telephone_link_logs_are_no_more_calls(tmp_path):
    """Nobody calls more; the new instrument sees what was always done. More activities, and no improvement."""
    truth = simulated(tmp_path, "sales", "--size", "0.5", "--new-instrument")
    true = true_value(truth, "sales.activities_per_day", "calls_and_meetings")
    assert true["after"] == true["without"]
    assert true["after"] > 1.5 * true["before"]
    file = tmp_path / "goalposts.yaml"
    shadow = "  - {id: activities-per-day, role: shadow, kpi: sales.activities_per_day}\n"
    promise = (
        '  - {id: activities-per-day, kpi: sales.activities_per_day, target: "+20%", statement: "Calls: +20 %", '
        f"deadline: {truth['evaluation']['to']}, owner: Head, why: they sell, lever: telephone link}}\n"
    )
    text = file.read_text(encoding="utf-8")
    assert shadow in text
    file.write_text(text.replace(shadow, promise), encoding="utf-8")
    _, goals = score_of(tmp_path, truth)
    found = goals["activities-per-day"]
    assert found["evaluation"]["value"] > 1.5 * found["baseline"]["value"]
    assert found["state"] == "not_comparable"
    assert found["baseline"]["instrument"] != found["evaluation"]["instrument"]
    # Another stream keeps its instrument, and is judged.
    assert goals["capture-completeness"]["state"] == "reported"


def test_without_a_name_the_models_are_listed_with_what_they_change(tmp_path):
    result = goalposts("simulate")
    assert result.exit_code == 0
    for model in load_catalogue().stream_models.values():
        assert model.summary.en in " ".join(result.stdout.split())
        assert all(kpi in result.stdout for kpi in model.changeable)
        assert all(shape.preset in result.stdout for shape in model.shapes)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense"], "unknown model 'nonsense'"),
        (["sales", "--effect", "sales.win_rate=+5pp"], "cannot build a change of 'sales.win_rate' in"),
        (["sales", "--effect", "sales.deals_created"], "'sales.deals_created' is not a change of a KPI"),
        (["sales", "--effect", "sales.deals_created=>= 5"], "'>= 5' is a level or a band, not a change"),
        (["sales", "--effect", "sales.deals_created@east=+5%"], "no branch 'east'"),
        (["sales", "--shape", "hubspot.deals"], "writes no 'hubspot.deals'"),
        (["contact_center", "--shape", "asterisk.queue_log", "--new-instrument"], "is one file, and a new instrument"),
    ],
)
def test_what_cannot_be_simulated_is_refused_in_a_sentence(tmp_path, arguments, said):
    result = goalposts("simulate", *arguments, *SMALL, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert said in result.stderr
    assert not (tmp_path / "out").exists()


def test_nothing_is_overwritten(tmp_path):
    simulated(tmp_path, "contact_center", *SMALL)
    result = goalposts("simulate", "contact_center", *SMALL, "--out", tmp_path, "--language", "ru")
    assert result.exit_code == 2
    assert "не перезаписан" in result.stderr
