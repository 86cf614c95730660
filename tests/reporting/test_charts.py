"""Charts draw what the scorecard says, leave gaps as gaps, and come out the same everywhere."""

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve
from goalposts.model.bridging import Bridge
from goalposts.model.scorecard import Change, Series, TargetAnswer
from goalposts.model.window_value import WindowValue
from goalposts.reporting.axis_unit import axis_unit
from goalposts.reporting.chart_data import is_weekly, readings
from goalposts.reporting.charts import apart, number_format, padded, svg, within
from goalposts.reporting.range_bar import good_sign, promised_change, range_bar
from goalposts.reporting.series_chart import counterfactual, effect_band, series_chart
from reporting.scorecards import AFTER, BEFORE, END, EVALUATION, FIRST, GO_LIVE, bare_goal, days_between, goal, window


def marks(spec):
    return [layer["mark"]["type"] for layer in spec["layer"]]


def rows(spec, mark):
    return [row for layer in spec["layer"] if layer["mark"]["type"] == mark for row in layer["data"]["values"]]


def test_a_day_is_the_ratio_of_its_sums_and_a_day_without_rows_is_a_gap():
    days = days_between(date(2026, 4, 1), date(2026, 4, 4))
    small = goal(
        series=Series(days, (3.0, 0.0, 5.0), (4.0, 0.0, 8.0)),
        baseline=WindowValue(None, 0, 0, None, None),
        evaluation=window(8 / 12, days[0], date(2026, 4, 4)),
    )
    assert [reading.value for reading in readings(small)] == [0.75, None, 0.625]


def test_a_day_that_the_series_leaves_out_is_a_gap_too():
    days = (date(2026, 4, 1), date(2026, 4, 3))
    small = goal(series=Series(days, (1.0, 1.0), (2.0, 2.0)), evaluation=window(0.5, days[0], date(2026, 4, 4)))
    assert [reading.value for reading in readings(small)] == [0.5, None, 0.5]


def test_a_total_has_gaps_where_nothing_was_to_come_and_zeros_where_nothing_came():
    """Two weeks from Monday: rows from Tuesday on, no weekends, and one Wednesday on which nothing happened."""
    days = days_between(date(2026, 4, 6), date(2026, 4, 27))
    sums = tuple(0.0 if day.weekday() >= 5 or day in (days[0], days[9]) else 10.0 for day in days)
    total = goal(unit="", target=None, series=Series(days, sums, (1.0,) * 21), evaluation=window(8.0, days[0], END))
    shown = {reading.day: reading.value for reading in readings(total)}
    assert days[0] not in shown
    assert shown[days[9]] == 0.0
    assert [day.weekday() for day, value in shown.items() if value is None] == [5, 6, 5, 6]


def test_a_quantile_lies_among_its_daily_values_though_it_is_not_their_mean():
    slow = goal(unit="s", baseline=window(None), evaluation=window(40.0, EVALUATION, END))
    days = days_between(EVALUATION, EVALUATION + timedelta(days=2))
    assert len(readings(evolve(slow, series=Series(days, (30.0 * 5, 60.0 * 5), (5.0, 5.0))))) == 2


def test_sums_that_do_not_make_the_value_are_not_drawn_as_the_kpi():
    """A 90th percentile of waiting is 57 s, its daily sums are shares of calls: nothing to draw by day."""
    slowest = goal(unit="s", baseline=window(83.0), evaluation=window(57.0, EVALUATION, END))
    assert readings(slowest) == ()
    assert "line" not in marks(series_chart(slowest, "", "en"))


def test_more_than_400_days_are_pooled_into_weeks():
    days = days_between(date(2025, 1, 6), date(2026, 3, 2))
    long = goal(
        series=Series(days, tuple(float(day.weekday() == 0) for day in days), (1.0,) * len(days)),
        evaluation=window(1 / 7, days[0], date(2026, 3, 2)),
    )
    shown = readings(long)
    assert is_weekly(shown)
    assert len(shown) == 60
    assert {round(reading.value, 12) for reading in shown} == {round(1 / 7, 12)}
    assert shown[0].day == date(2025, 1, 9)


def test_the_counterfactual_is_the_value_less_the_effect_and_the_band_lies_around_it():
    assert counterfactual(goal()) == pytest.approx(AFTER - 0.08)
    assert effect_band(goal()) == pytest.approx((AFTER - 0.05, AFTER + 0.05))
    assert counterfactual(bare_goal("no_data")) is None
    assert effect_band(bare_goal("no_data")) is None


def test_the_chart_shades_both_windows_and_draws_line_promise_levels_and_go_live():
    spec = series_chart(goal(), "RUB", "en")
    shades = [row for row in rows(spec, "rect") if "name" in row]
    assert [(row["x"], row["end"], row["name"]) for row in shades] == [
        (FIRST.isoformat(), GO_LIVE.isoformat(), "before"),
        (EVALUATION.isoformat(), END.isoformat(), "after"),
    ]
    drawn = [row.get("y") for row in rows(spec, "rule")]
    for level in (BEFORE, AFTER, 0.80, AFTER - 0.08):
        assert any(at == pytest.approx(level * 100) for at in drawn if at is not None)
    assert {"x": GO_LIVE.isoformat(), "name": "go-live"} in rows(spec, "rule")
    values = [row["y"] for row in rows(spec, "line")]
    assert None in values
    assert 0.0 not in values


def test_a_single_day_between_gaps_is_a_dot():
    days = days_between(EVALUATION, EVALUATION + timedelta(days=3))
    apart = goal(series=Series(days, (1.0, 0.0, 6.0), (2.0, 0.0, 8.0)), evaluation=window(0.7, days[0], END))
    assert len(rows(series_chart(apart, "", "en"), "circle")) == 2


def test_nothing_to_draw_gives_no_chart():
    assert series_chart(bare_goal("no_data"), "", "en") is None
    assert range_bar(bare_goal("no_data"), "", "en") is None


def test_a_chart_never_reads_an_address():
    spec = json.dumps([series_chart(goal(), "RUB", "en"), range_bar(goal(), "RUB", "en")])
    assert '"url"' not in spec


@pytest.mark.parametrize(("direction", "sign"), [("up", 1), ("down", -1), ("none", 1), ("band", 1)])
def test_right_is_better_in_the_bar(direction, sign):
    turned = goal(direction=direction)
    assert good_sign(turned) == sign
    scale = range_bar(turned, "", "en")["layer"][0]["encoding"]["x"]["scale"]
    assert scale["reverse"] is (sign < 0)


@pytest.mark.parametrize(("before", "expected"), [(0.5, 0.1), (0.9, -0.2), (0.65, None)])
def test_into_a_band_the_way_is_to_its_nearer_edge(before, expected):
    band = TargetAnswer("60% .. 70%", "band", 0.6, "reached", 0.7)
    promise = promised_change(goal(target=band, baseline=window(before)))
    assert promise == (None if expected is None else pytest.approx(expected))


def test_after_a_parallel_run_the_promise_counts_from_what_the_new_instrument_shows():
    """62 % of the old instrument are 58 % of the new one: three points more are promised, and they lead to 61 %."""
    run = Bridge(GO_LIVE, EVALUATION, 31, ("old",), ("new",), "difference", -0.04, -0.06, -0.02, 0.58)
    bridged = goal(bridge=run, target=TargetAnswer("+3pp", "points", 0.61, "reached"))

    assert promised_change(bridged) == pytest.approx(0.03)
    names = [row["name"] for row in rows(range_bar(bridged, "", "ru"), "text")]
    assert "обещано +3\N{NO-BREAK SPACE}п.\N{NO-BREAK SPACE}п." in names


def test_the_bar_marks_promise_or_margin():
    assert promised_change(goal()) == pytest.approx(0.18)
    assert "promised +18\N{NO-BREAK SPACE}pp" in [row["name"] for row in rows(range_bar(goal(), "", "en"), "text")]
    guardrail = goal("safe", role="guardrail", direction="down", target=None, margin=0.01)
    assert "allowed +1\N{NO-BREAK SPACE}pp" in [row["name"] for row in rows(range_bar(guardrail, "", "en"), "text")]
    control = goal("still", role="negative_control", direction="none", target=None, margin=0.02)
    spec = range_bar(control, "", "ru")
    assert "допустимо ±2\N{NO-BREAK SPACE}п.\N{NO-BREAK SPACE}п." in [row["name"] for row in rows(spec, "text")]
    assert good_sign(control) == 0


@pytest.mark.parametrize("direction", ["none", "band"])
def test_a_guardrail_without_a_good_direction_is_bounded_on_both_sides(direction):
    guardrail = goal("safe", role="guardrail", direction=direction, target=None, margin=0.01)
    spec = range_bar(guardrail, "", "en")
    assert "allowed ±1\N{NO-BREAK SPACE}pp" in [row["name"] for row in rows(spec, "text")]
    assert sorted(row["x"] for row in rows(spec, "rule")) == pytest.approx([-1, 0, 1])


@pytest.mark.parametrize(
    ("unit", "largest", "title", "factor"),
    [
        ("%", 0.8, "%", 100),
        ("s", 270, "s", 1),
        ("s", 3600, "min", 1 / 60),
        ("s", 86400, "h", 1 / 3600),
        ("s", 864000, "d", 1 / 86400),
        ("money", 484_127, "thousand ₽", 1e-3),
        ("money", 900, "₽", 1),
        ("", 3e6, "million", 1e-6),
    ],
)
def test_an_axis_speaks_the_unit_that_people_say(unit, largest, title, factor):
    chosen = axis_unit(unit, "RUB", [0.0, largest])
    assert (chosen.title.en, chosen.factor) == (title, pytest.approx(factor))


def test_domains_have_air_but_not_below_zero_or_above_all():
    assert padded([1.0, 2.0], 0.1) == pytest.approx((0.9, 2.1))
    assert padded([0.0]) == (-1.0, 1.0)
    assert within((-0.1, 1.1), [0.0, 1.0], ceiling=1.0) == (0.0, 1.0)
    assert within((-1.0, 2.0), [-0.5, 1.5], ceiling=1.0) == (-1.0, 2.0)
    assert number_format(0, 1) == ",.1~f"
    assert number_format(0, 500) == ",.0~f"


def test_labels_are_pushed_apart_in_order_and_stay_inside():
    placed = apart([100.0, 101.0, 239.0, 240.0], 240)
    assert placed == sorted(placed)
    assert min(after - before for before, after in pairwise(placed)) >= 16
    assert placed[-1] <= 240


def test_svg_is_well_formed_speaks_russian_and_names_its_ids():
    drawn = svg(series_chart(goal(), "RUB", "ru"), "ru", "first")
    ET.fromstring(drawn)
    assert "сен 2025" in drawn
    assert "запуск" in drawn
    assert "style=" not in drawn
    assert all(part.startswith("first-") for part in drawn.split(' id="')[1:])


def test_a_hostile_currency_stays_text():
    hostile = goal(unit="money", target=TargetAnswer("x", "relative", 0.8, "reached"), change=Change("unclear"))
    drawn = svg(series_chart(hostile, "<script>alert(1)</script>", "en"), "en")
    assert "<script" not in drawn
    ET.fromstring(drawn)


def test_the_picture_does_not_depend_on_the_time_zone():
    code = (
        "import hashlib; from reporting.scorecards import goal; from goalposts.reporting.charts import svg; "
        "from goalposts.reporting.series_chart import series_chart; "
        "print(hashlib.sha256(svg(series_chart(goal(), 'RUB', 'en'), 'en').encode()).hexdigest())"
    )
    zones = ("Europe/Moscow", "America/New_York")
    path = os.pathsep.join(entry for entry in sys.path if entry)
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "TZ": zone, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for zone in zones
    }
    assert len(digests) == 1
