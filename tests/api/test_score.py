"""Whole projects scored from tables: what the verdict says when the truth is known."""

from __future__ import annotations

import json
from datetime import date, timedelta

import goalposts as gp
import pyarrow as pa
import pytest
from goalposts.testing import sample_catalogue
from visits_year import GO_LIVE, goal, project, visits

AFTER = date(2026, 6, 2)


def _score(document, table, as_of=AFTER, **tables):
    return gp.score(gp.project(document, sample_catalogue()), {"sample.visit": table, **tables}, as_of=as_of)


def test_a_clear_effect_is_achieved():
    """Half of the visitors more than promised: achieved, with the effect inside its interval."""
    scored = _score(project(), visits(effect=0.15)).find("done")

    assert scored.state == "achieved"
    assert scored.change.low < 0.15 < scored.change.high
    assert scored.target.answer == "reached"
    assert sum(scored.attribution.parts.values()) == pytest.approx(scored.observed)


@pytest.mark.parametrize("seed", range(6))
def test_no_effect_is_never_called_an_improvement(seed):
    """Nothing happened: the verdict is unchanged or inconclusive."""
    assert _score(project(), visits(seed=seed)).find("done").state in ("unchanged", "inconclusive")


def test_a_small_effect_improves_but_falls_short():
    """Twice the noise, half the promise."""
    scored = _score(project(goals=[goal(target=">= 85%")]), visits(effect=0.12)).find("done")

    assert scored.state == "improved"
    assert 0.3 < scored.attainment < 0.7


def test_the_values_are_ratios_of_sums():
    """The value is done visits over visits of the window, whatever the days look like."""
    table = visits()
    inside = [at[:10] < "2026-01-01" for at in table["at"]]
    done = sum(flag for flag, counts in zip(table["done"], inside, strict=True) if counts)

    scored = _score(project(), table).find("done")

    assert scored.baseline.value == done / sum(inside)
    assert (scored.baseline.n, scored.baseline.days) == (sum(inside), 365)


def test_before_the_window_ends_nothing_is_due():
    """Before go-live the state is not_due, with the day; after it the value so far is shown as well."""
    early = _score(project(), visits(effect=0.15), as_of=date(2025, 12, 1)).find("done")
    middle = _score(project(), visits(effect=0.15), as_of=date(2026, 4, 1)).find("done")

    assert early.state == middle.state == "not_due"
    assert early.evaluation.value is None
    assert "1 June 2026" in early.reasons[0].text.en
    assert middle.evaluation.value > 0.7


def test_rows_at_or_after_the_clock_are_not_read():
    """Two scorecards as of one day are equal although one has later rows."""
    table = visits(effect=0.15)
    cut = [at < "2026-05-01" for at in table["at"]]
    shorter = {name: [cell for cell, keep in zip(cells, cut, strict=True) if keep] for name, cells in table.items()}

    whole, part = (_score(project(), rows, as_of=date(2026, 5, 1)).to_dict() for rows in (table, shorter))

    assert whole == part


def test_an_empty_evaluation_window_is_no_data():
    """Rows stop at go-live."""
    scored = _score(project(), visits(days=365)).find("done")

    assert (scored.state, scored.reasons[0].code) == ("no_data", "no_events")


def test_rows_of_which_none_could_be_read_are_not_called_no_events():
    """Somebody who reads "no events" looks for another export instead of mending the mapping."""
    table = visits(days=400)
    table["at"] = [f"on {at}" for at in table["at"]]
    watched = goal(role="shadow", target=None)
    scored = _score(project(goals=[watched]), table).find("done")

    assert scored.reasons[0].code == "all_refused"
    rows = f"{len(table['at']):,}"
    assert scored.reasons[0].text.en == (
        f"none of the {rows} rows of book could be read; line 1, at: '{table['at'][0]}'"
    )
    assert scored.reasons[0].text.ru.startswith("ни одной из ")


def test_rows_of_which_none_meets_the_condition_are_not_called_no_events():
    document = project(goals=[goal(role="shadow", target=None)])
    document["data"] = {"sample.visit": {"timezone": "Europe/Moscow", "where": "done == 'maybe'"}}
    scored = _score(document, visits(days=400)).find("done")

    assert scored.reasons[0].code == "all_filtered"
    assert "none meets its condition `where`" in scored.reasons[0].text.en


@pytest.mark.parametrize("baseline", ["unknown", {"from": "2024-01-01", "to": "2024-12-01"}])
def test_without_a_baseline_the_goal_is_measurable(baseline):
    """Delivering the measurement is the result, and the target is answered all the same."""
    card = _score(project(baseline=baseline), visits(effect=0.15))
    scored = card.find("done")

    assert (scored.state, scored.target.answer, scored.change.answer) == ("measurable", "reached", "no_baseline")
    assert scored.evaluation.low < scored.evaluation.value < scored.evaluation.high
    assert card.project.verdict == "inconclusive"


def test_another_instrument_is_not_comparable():
    """A platform that replaces the one that measured before cannot be compared without a parallel run."""
    old, new = visits(days=365), visits(days=180, seed=2, first=GO_LIVE)
    data = {"sample.visit": [{"name": name, "timezone": "Europe/Moscow"} for name in ("book", "app")]}
    loaded = gp.project(project(data=data), sample_catalogue())

    scored = gp.score(loaded, {"book": old, "app": new}, as_of=AFTER).find("done")

    assert scored.state == "not_comparable"
    assert (scored.baseline.instrument, scored.evaluation.instrument) == (("book",), ("app",))


def test_a_long_gap_is_invalid():
    """Twenty days without a row inside the evaluation window."""
    scored = _score(project(), visits(effect=0.15, skip=tuple(range(420, 440)))).find("done")

    assert (scored.state, scored.reasons[0].code) == ("invalid", "gap")


@pytest.mark.parametrize(("missing", "as_of", "told"), [(20, GO_LIVE, True), (5, GO_LIVE, False), (20, None, False)])
def test_a_baseline_with_a_long_gap_is_told_before_the_lock(missing, as_of, told):
    """While the baseline runs its days may still come; once it is over, no verdict will rest on it."""
    loaded = gp.project(project(), sample_catalogue())
    as_of = as_of or loaded.baseline.end - timedelta(days=1)
    found = gp.check(loaded, {"sample.visit": visits(skip=tuple(range(100, 100 + missing)))}, as_of=as_of)
    said = [finding for finding in found if finding.code == "GP217"]
    assert [finding.severity for finding in said] == ["error"] * told
    assert all("no verdict will rest on this baseline" in finding.message.en for finding in said)


def test_an_export_that_ends_before_the_evaluation_is_no_ground_for_a_verdict():
    """Five days behind the last row are no days without visits; on the way an export may be that old."""
    first = date(2025, 1, 1)
    until, halfway = (date(2026, 6, 1) - first).days, (date(2026, 4, 15) - first).days
    scored = _score(project(), visits(effect=0.15, skip=tuple(range(until - 5, until + 30)))).find("done")
    assert (scored.state, [reason.code for reason in scored.reasons][:1]) == ("invalid", ["silent_end"])
    kept = visits(effect=0.15, skip=tuple(range(halfway - 5, halfway + 80)))
    assert _score(project(), kept, as_of=date(2026, 4, 15)).find("done").interim.answer == "on_track"


def test_an_export_that_ends_before_the_baseline_does_is_told_before_the_lock_and_by_the_verdict():
    """Its last days would count as days without visits; `closed:` says where nobody worked."""
    go_live, until = date(2026, 1, 1), 365
    table = visits(effect=0.15, skip=tuple(range(until - 5, until)))
    for changes, told in (({}, True), ({"closed": [{"from": "2025-12-27", "to": "2026-01-01"}]}, False)):
        loaded = gp.project(project(**changes), sample_catalogue())
        found = gp.check(loaded, {"sample.visit": table}, as_of=go_live, select=["GP217"])
        assert [finding.severity for finding in found] == ["error"] * told
        assert all("working days before the baseline does" in finding.message.en for finding in found)
        scored = _score(project(**changes), table).find("done")
        assert ([reason.code for reason in scored.reasons][:1] == ["silent_end"], scored.state == "invalid") == (
            told,
            told,
        )


def test_a_shadow_says_that_its_data_end_early():
    """Its value is shown all the same, which looked as if it were of the whole window."""
    until = (date(2026, 6, 1) - date(2025, 1, 1)).days
    shadow = {"id": "wait", "role": "shadow", "kpi": "sample.mean_wait"}
    document = project(goals=[goal(guardrails=[]), shadow])
    scored = _score(document, visits(skip=tuple(range(until - 5, until + 30)))).find("wait")
    assert "silent_end" in [reason.code for reason in scored.reasons]
    assert "silent_end" not in [reason.code for reason in _score(document, visits()).find("wait").reasons]


def test_rows_with_day_and_month_in_the_other_order_count_twice():
    """Of four rows in a hundred with the month first those after the twelfth are refused, the others read wrong."""
    table = visits(effect=0.15)
    orders = ["%m/%d/%Y" if number % 17 == 0 else "%d/%m/%Y" for number in range(len(table["at"]))]
    table["at"] = [date.fromisoformat(at[:10]).strftime(form) for at, form in zip(table["at"], orders, strict=True)]
    fields = {"at": {"column": "at", "format": "%d/%m/%Y"}}

    card = _score(project(data={"sample.visit": {"timezone": "Europe/Moscow", "fields": fields}}), table)

    (reason,) = card.find("done").reasons[:1]
    assert (card.find("done").state, reason.code) == ("invalid", "quarantine")
    assert "day and month are not always in one order" in reason.text.en
    (stream,) = card.streams
    assert set(stream.quarantined) == {"other_order"}
    assert stream.quarantined["other_order"] < 0.05 * (stream.rows - stream.outside)


def test_many_unreadable_rows_are_invalid():
    """More than 5 % of the rows cannot be read."""
    table = visits(effect=0.15)
    table["wait"] = [-1.0 if number % 15 == 0 else wait for number, wait in enumerate(table["wait"])]
    goals = [goal(), {"id": "wait", "role": "shadow", "kpi": "sample.mean_wait"}]

    card = _score(project(goals=goals), table)

    assert (card.find("done").state, card.find("done").reasons[0].code) == ("invalid", "quarantine")
    refused = sum(wait < 0 and at < "2026-06-01" for wait, at in zip(table["wait"], table["at"], strict=True))
    assert card.streams[0].quarantined == {"negative_duration": refused}


def test_a_declared_baseline_is_never_proof():
    """A number from a report: the level is held against it, and the reader is told."""
    declared = {"value": "50%", "source": "2025 annual report"}
    scored = _score(project(baseline=declared), visits(effect=0.25)).find("done")

    assert (scored.state, scored.confidence) == ("achieved", "likely")
    assert "declared_baseline" in [reason.code for reason in scored.reasons]


def test_a_declared_baseline_has_no_comparison_even_where_too_few_days_followed():
    """There are no days of a baseline that the other rows could be compared with."""
    declared = {"value": "50%", "source": "2025 annual report"}
    short = {"from": "2026-04-06", "to": "2026-04-09"}
    plain, compared = (
        _score(project(baseline=declared, evaluation=short, **more), visits(effect=0.25)).find("done")
        for more in ({}, {"control": 'place == "south"'})
    )
    assert plain.state == compared.state == "inconclusive"
    assert [reason.code for reason in compared.reasons] == [reason.code for reason in plain.reasons]


def test_roles_have_their_own_states():
    """Guardrail, negative control and shadow of one project."""
    goals = [
        goal(),
        {"id": "wait", "role": "guardrail", "kpi": "sample.mean_wait", "margin": "10 s"},
        {"id": "worse", "role": "guardrail", "kpi": "sample.done_share", "margin": "5pp", "where": 'place == "north"'},
        {"id": "income", "role": "negative_control", "kpi": "sample.total_paid", "margin": "30%"},
        {"id": "paid", "role": "shadow", "kpi": "sample.total_paid"},
    ]
    card = _score(project(goals=goals), visits(effect=-0.2))

    states = {found.id: found.state for found in card.goals}
    assert states == {"done": "worsened", "wait": "safe", "worse": "broken", "income": "still", "paid": "reported"}
    assert card.project.verdict == "failure"
    assert card.project.reasons[0].code == "guardrail_broken"


def test_declared_guardrails_are_measured_as_shadows():
    """The KPI's own guardrails come after the file's goals; `guardrails: []` leaves them out."""
    quick = goal(id="quick", kpi="sample.quick_share", target=">= 60%")

    with_shadows = _score(project(goals=[quick]), visits())
    without = _score(project(goals=[{**quick, "guardrails": []}]), visits())

    assert [(found.id, found.role) for found in with_shadows.goals][1:] == [("sample.longest_wait", "shadow")]
    told = with_shadows.goals[1].reasons[0]
    asking = with_shadows.goals[0]
    assert told.code == "measured_by_itself"
    assert f"a guardrail of “{asking.name.en}” ({asking.id})" in told.text.en
    assert f"ограничитель для «{asking.name.ru}» ({asking.id})" in told.text.ru
    assert len(without.goals) == 1


def test_sums_and_quantiles_are_goals_too():
    """A total per day and a quantile are judged by the same engine."""
    goals = [
        goal(id="paid", kpi="sample.total_paid", target="+5%"),
        goal(id="slow", kpi="sample.longest_wait", target="-10%"),
    ]
    card = _score(project(goals=goals), visits())

    assert card.find("paid").change.method == "its-ewc-daily-log"
    assert card.find("paid").state in ("unchanged", "inconclusive")
    assert card.find("slow").baseline.value == pytest.approx(90, rel=0.03)  # 30 s * ln 20 = 89.9 s
    assert card.find("slow").state in ("unchanged", "inconclusive")


def test_equal_inputs_give_equal_bytes():
    """However the table comes in: lists, Arrow, in chunks."""
    table = visits(effect=0.1)
    arrow = pa.table(table)
    chunked = pa.concat_tables([arrow.slice(0, 1000), arrow.slice(1000)])

    first, *others = (json.dumps(_score(project(), rows).to_dict()) for rows in (table, arrow, chunked))

    assert others == [first, first]


def test_keys_without_effect_are_named():
    """What the file says but the scorer does not use yet is listed, not silently ignored."""
    card = _score(project(goals=[goal(phase="one")]), visits())

    assert card.unused == ("goals.done.phase",)


def test_a_scorecard_survives_its_json():
    """Reading the stored form gives an equal scorecard in the language it was stored in."""
    card = _score(project(), visits(effect=0.15))

    stored = json.loads(json.dumps(card.to_dict("ru")))

    assert gp.Scorecard.from_dict(stored).to_dict("ru") == stored
    assert stored["schema"] == "goalposts/scorecard/1"
    assert stored["goals"][0]["baseline"]["from"] == "2025-01-01"


def test_the_table_form_has_a_row_a_goal():
    """Missing numbers are null, not zero."""
    table = _score(project(baseline="unknown"), visits()).to_arrow()

    assert table.column("id").to_pylist() == ["done"]
    assert table.column("effect").null_count == 1


@pytest.mark.parametrize(("stored_in", "read_in"), [("en", "ru"), ("ru", "en")])
def test_a_stored_verdict_is_told_in_either_language(stored_in, read_in):
    goals = [goal(), {"id": "wait", "role": "guardrail", "kpi": "sample.mean_wait", "margin": "10%"}]
    card = _score(project(goals=goals), visits(effect=0.15))
    stored = gp.Scorecard.from_dict(json.loads(json.dumps(card.to_dict(stored_in))))
    assert stored.to_dict(read_in) == card.to_dict(read_in)
    assert stored.to_markdown(read_in) == card.to_markdown(read_in)


def test_a_verdict_that_was_stored_in_one_language_stays_in_it():
    plain = _score(project(), visits(effect=0.15)).to_dict("en")
    del plain["translations"]
    (reason, *_) = gp.Scorecard.from_dict(plain).find("done").reasons
    assert reason.text.ru == reason.text.en


def test_an_unknown_table_is_refused():
    """A table for a source that the project does not have."""
    with pytest.raises(gp.InputError, match="'other'"):
        gp.score(gp.project(project(), sample_catalogue()), {"other": visits(days=3)}, as_of=AFTER)


def test_a_shared_slice_leaves_other_rows_out():
    """`where` counts only its own rows."""
    table = visits()
    north = [place == "north" for place in table["place"]]
    card = _score(project(goals=[goal(where='place == "north"')]), table)

    counted = sum(flag and "2026-02-01" <= at[:10] < "2026-06-01" for flag, at in zip(north, table["at"], strict=True))
    assert card.find("done").evaluation.n == counted


def test_an_evaluation_on_a_third_of_the_days_is_invalid():
    """The baseline had rows every day, so every day is expected after go-live too."""
    thinned = tuple(day for day in range(365, 545) if day % 3)

    scored = _score(project(), visits(effect=0.15, per_day=200, skip=thinned)).find("done")

    assert (scored.state, scored.reasons[0].code) == ("invalid", "coverage")


def test_what_happened_on_closed_days_does_not_count():
    """Rows of a closed month change neither value nor effect."""
    closed = [{"from": "2025-07-01", "to": "2025-08-01"}]

    with_rows = _score(project(closed=closed), visits(effect=0.15)).find("done")
    without = visits(effect=0.15)
    kept = [not "2025-07-01" <= at < "2025-08-01" for at in without["at"]]
    emptied = {name: [cell for cell, keep in zip(cells, kept, strict=True) if keep] for name, cells in without.items()}
    bare = _score(project(closed=closed), emptied).find("done")

    assert (with_rows.baseline.value, with_rows.change) == (bare.baseline.value, bare.change)
    assert with_rows.baseline.low < with_rows.baseline.value < with_rows.baseline.high


def test_windows_that_overlap_are_refused():
    """A month that belongs to both windows would be compared with itself."""
    overlapping = project(evaluation={"from": "2025-12-01", "to": "2026-06-01"})

    with pytest.raises(gp.InputError, match="must end before the evaluation starts; end it on 2025-12-01"):
        _score(overlapping, visits())


def test_a_cube_of_other_goals_or_days_is_refused():
    """One sentence instead of a wrong answer."""
    loaded = gp.project(project(), sample_catalogue())
    early = gp.tally(loaded, {"sample.visit": visits(days=400)}, as_of=date(2026, 2, 2))
    other = gp.project(project(goals=[goal(kpi="sample.quick_share")]), sample_catalogue())

    with pytest.raises(gp.InputError, match="the cube was made as of 2 February 2026"):
        gp.score(loaded, early, as_of=AFTER)
    with pytest.raises(gp.InputError, match="tally the project again"):
        gp.score(other, early, as_of=date(2026, 2, 2))
    assert gp.score(loaded, early, as_of=date(2026, 2, 2)).find("done").state == "not_due"


def test_one_table_for_several_sources_is_refused():
    """Its rows would be counted once for each."""
    data = {"sample.visit": [{"name": name, "timezone": "Europe/Moscow"} for name in ("book", "app")]}
    loaded = gp.project(project(data=data), sample_catalogue())

    with pytest.raises(gp.SourceError, match="give a table to each: book, app"):
        gp.score(loaded, {"sample.visit": visits(days=3)}, as_of=AFTER)


def test_goals_that_are_not_judged_do_not_make_the_others_harder():
    """A goal that is not comparable has no place among those that Holm counts."""
    empty = goal(id="nobody", where='place == "west"')

    alone = _score(project(), visits(effect=0.15)).find("done").change
    beside = _score(project(goals=[goal(), empty]), visits(effect=0.15)).find("done").change

    assert alone.p_adjusted == beside.p_adjusted == alone.p_value


def test_a_guardrail_asked_for_on_different_rows_is_measured_on_all():
    """Two goals, two slices, one shadow."""
    quick = goal(id="north", kpi="sample.quick_share", target=">= 60%", where='place == "north"')
    card = _score(project(goals=[quick, {**quick, "id": "south", "where": 'place == "south"'}]), visits())

    slices = card.find("north").evaluation.n + card.find("south").evaluation.n
    assert card.find("sample.longest_wait").evaluation.n == slices


def test_a_series_holds_the_days_of_its_goal():
    """From its own first window to its last; a day without rows has nothing to divide by."""
    early = goal(id="early", baseline={"from": "2025-10-01", "to": "2026-01-01"})
    card = _score(
        project(goals=[goal(), early, goal(id="paid", kpi="sample.total_paid", target="+5%")]), visits(skip=(9,))
    )

    assert card.find("done").series.day[0] == date(2025, 1, 1)
    assert card.find("early").series.day[0] == date(2025, 10, 1)
    assert card.find("paid").series.denominator[9] == 0
    assert card.find("paid").series.denominator[10] == 1


@pytest.mark.parametrize(("every", "severity"), [(10, "error"), (50, "warning")])
def test_check_tells_rows_that_cannot_be_read(every, severity):
    """Above 5 % of a source nothing on it is judged, so it is an error before the lock; an example shows the fault."""
    table = visits(days=300)
    table["wait"] = ["0,4" if number % every == 0 else wait for number, wait in enumerate(map(str, table["wait"]))]
    goals = [
        goal(kpi="sample.mean_wait", target="-10%", guardrails=[]),
        goal(id="again", kpi="sample.mean_wait", target="-5%"),
    ]

    found = gp.check(
        gp.project(project(goals=goals), sample_catalogue()),
        {"sample.visit": table},
        as_of=date(2025, 12, 1),
        select=["GP213", "GP211"],
    )

    assert [(finding.code, finding.severity) for finding in found] == [("GP213", severity)]
    assert "wait is '0,4'" in found[0].message.en


AMOUNTS = "visit_id,at,paid,outcome\n" + "".join(
    f"v{number},2025-{1 + number % 9:02}-03T09:00:00Z,{{amount}},{{outcome}}\n" for number in range(40)
)


@pytest.mark.parametrize(
    ("cells", "said", "advised"),
    [
        (
            {"amount": "52 руб.", "outcome": "done"},
            "as line 2 of visits.csv: paid is '52 руб.' (other_currency)",
            "amounts carry the sign of RUB: state `currency: RUB` if the project counts in it (key currency), else",
        ),
        ({"amount": "soon", "outcome": "done"}, "paid is 'soon' (bad_number)", "state how numbers are written"),
    ],
)
def test_check_says_what_to_write_about_rows_that_cannot_be_read(tmp_path, cells, said, advised):
    """By the commonest fault: what is a matter of currency is not mended by a decimal sign."""
    (tmp_path / "visits.csv").write_text(AMOUNTS.format(**cells), encoding="utf-8")
    document = project(
        currency="GBP",
        data={"sample.visit": {"source": "visits.csv"}},
        goals=[goal(kpi="sample.total_paid", target="+5%", guardrails=[])],
    )
    made = gp.project(document, sample_catalogue(), folder=tmp_path)
    found = gp.check(made, gp.tally(made, as_of=date(2025, 12, 1)), as_of=date(2025, 12, 1), select=["GP213"])
    assert said in found[0].message.en
    assert found[0].hint.en.startswith(advised)
    assert found[0].hint.en != found[0].hint.ru
