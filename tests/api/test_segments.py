"""A project's values by dimension: the rows of each word alone, before and after; they decide nothing."""

from __future__ import annotations

import json
import math
import re
from datetime import date

import goalposts as gp
import pytest
from attrs import evolve
from goalposts.testing import sample_catalogue
from visits_year import goal, project, visits

AFTER = date(2026, 6, 2)
GOALS = [
    goal(),
    {"id": "paid", "role": "shadow", "kpi": "sample.total_paid"},
    {"id": "wait", "role": "shadow", "kpi": "sample.longest_wait"},
    {"id": "stay", "role": "shadow", "kpi": "local.stay"},
]
STAY = {"id": "local.stay", "over": "sample.visit", "value": 'survival(ended=ended_at, give="median")'}


@pytest.fixture(scope="module")
def table():
    """Visits with three places and some of none; nobody comes on Sundays."""
    made = visits(effect=0.1)
    sunday = [date.fromisoformat(at[:10]).weekday() == 6 for at in made["at"]]
    kept = {name: [cell for cell, shut in zip(cells, sunday, strict=True) if not shut] for name, cells in made.items()}
    kept["place"] = [
        None if number % 11 == 0 else "east" if number % 13 == 0 and at >= "2026" else place
        for number, (place, at) in enumerate(zip(kept["place"], kept["at"], strict=True))
    ]
    return kept


def scored(table, as_of=AFTER, **changes):
    stated = {"goals": GOALS, "kpis": [STAY], "segments": ["place"], **changes}
    loaded = gp.project(project(**stated), sample_catalogue())
    return gp.score(loaded, {"sample.visit": table}, as_of=as_of)


def rows_of(table, word, first, end):
    return [
        number
        for number, (place, at) in enumerate(zip(table["place"], table["at"], strict=True))
        if place == word and first <= at[:10] < end
    ]


def test_every_word_has_the_values_of_its_own_rows(table):
    (place,) = scored(table).find("done").segments
    assert (place.dimension, place.reason) == ("place", None)
    assert {line.word for line in place.lines} == {"north", "south", "east", None}
    assert not any(line.other for line in place.lines)
    for line in place.lines:
        for value, window in (
            (line.baseline, ("2025-01-01", "2026-01-01")),
            (line.evaluation, ("2026-02-01", "2026-06-01")),
        ):
            mine = rows_of(table, line.word, *window)
            done = [table["done"][number] for number in mine]
            assert value.n == len(mine)
            assert value.days == len({table["at"][number][:10] for number in mine})
            assert value.value == (sum(done) / len(done) if done else None)


def test_words_are_ranked_by_events_and_rows_without_one_come_last(table):
    lines = scored(table).find("done").segments[0].lines
    sizes = [line.baseline.n + line.evaluation.n for line in lines if line.word is not None]
    assert sizes == sorted(sizes, reverse=True)
    assert lines[-1].word is None


def test_totals_of_words_add_up_to_the_total(table):
    """Sundays, on which nobody comes, divide neither."""
    paid = scored(table).find("paid")
    (place,) = paid.segments
    for name in ("baseline", "evaluation"):
        parts = [getattr(line, name).value for line in place.lines]
        assert sum(parts) == pytest.approx(getattr(paid, name).value)
    east = next(line for line in place.lines if line.word == "east")
    assert (east.baseline.value, east.baseline.n) == (0.0, 0)


def test_what_is_not_kept_by_segment_says_so(table):
    (place,) = scored(table).find("stay").segments
    assert (place.lines, place.reason.code) == ((), "not_by_segment")


def test_more_words_than_are_shown_are_pooled(table):
    """201 places, one visit more each time: the smallest goes into `other`."""
    sizes = {f"p{number:03}": number + 1 for number in range(202)}
    words = [word for word, size in sizes.items() for _ in range(size)]
    many = {name: (cells * 2)[: len(words)] for name, cells in visits(days=365).items()}
    many["at"] = ["2025-05-05T12:00:00"] * len(words)
    many["place"] = words
    lines = scored(many).find("done").segments[0].lines
    assert [line.word for line in lines[:200]] == sorted(sizes, reverse=True)[:200]
    (other,) = lines[200:]
    done = [flag for flag, word in zip(many["done"], words, strict=True) if word in ("p000", "p001")]
    assert (other.word, other.other, other.baseline.n) == (None, True, 3)
    assert other.baseline.value == pytest.approx(sum(done) / 3)
    assert other.evaluation.value is None


def test_quantiles_are_of_the_rows_of_each_word(table):
    for line in scored(table).find("wait").segments[0].lines:
        mine = sorted(table["wait"][number] for number in rows_of(table, line.word, "2026-02-01", "2026-06-01"))
        assert line.evaluation.value == pytest.approx(mine[math.ceil(0.95 * len(mine)) - 1], rel=0.01)


@pytest.mark.parametrize("name", ["done", "paid", "wait"])
def test_too_many_words_are_one_line_with_the_value_of_the_goal(table, name):
    """Every visit has a number of its own."""
    found = scored(table, segments=["visit_id"]).find(name)
    (visit,) = found.segments
    (line,) = visit.lines
    assert visit.reason.code == "too_many_words"
    assert re.match(r"more than [\d,]+ different words", visit.reason.text.en)
    assert (line.word, line.other) == (None, True)
    for value, whole in ((line.baseline, found.baseline), (line.evaluation, found.evaluation)):
        assert value.value == pytest.approx(whole.value, rel=1e-12)
        assert (value.n, value.days) == (whole.n, whole.days)


def test_windows_end_with_the_clock(table):
    """So far: what is shown by word is what is shown of the whole."""
    early = scored(table, as_of=date(2026, 3, 1)).find("done")
    assert sum(line.evaluation.n for line in early.segments[0].lines) == early.evaluation.n
    before = scored(table, as_of=date(2026, 1, 2)).find("done").segments[0].lines
    assert {(line.evaluation.value, line.evaluation.n) for line in before} == {(None, 0)}


def test_without_a_baseline_there_is_nothing_before(table):
    lines = scored(table, baseline="unknown").find("done").segments[0].lines
    assert {(line.baseline.value, line.baseline.n) for line in lines} == {(None, 0)}
    assert all(line.evaluation.value for line in lines)


def test_closed_days_are_left_out_of_words_too(table):
    shut = scored(table, closed=[{"from": "2026-03-01", "to": "2026-04-01"}]).find("done")
    assert sum(line.evaluation.n for line in shut.segments[0].lines) == shut.evaluation.n
    assert shut.evaluation.n < scored(table).find("done").evaluation.n


def without_words(found):
    """A goal without its lines; a mix that was set apart stands with the rollout again, check and claim are gone."""
    parts = dict(found.attribution.parts)
    if "rollout" in parts:
        parts["rollout"] = round(parts["rollout"] + parts.pop("mix", 0.0), 12)
    checks = tuple(check for check in found.attribution.checks if check.name != "changed-mix")
    return evolve(found, segments=(), attribution=evolve(found.attribution, parts=parts, checks=checks, claimable=None))


def test_segments_decide_nothing(table):
    """The same scorecard but for the lines, and for what they say of where a change comes from.

    The project that it was computed from is another one; the recipe is the same.
    """
    card, plain = scored(table), scored(table, segments=[])
    assert evolve(card, goals=tuple(map(without_words, card.goals)), inputs=None) == evolve(
        plain, goals=tuple(map(without_words, plain.goals)), inputs=None
    )
    assert card.to_arrow() == plain.to_arrow()


def test_they_survive_json_and_a_verdict_without_them_is_read(table):
    plain = scored(table).to_dict()
    assert gp.Scorecard.from_dict(json.loads(json.dumps(plain))).to_dict() == plain
    for one in plain["goals"]:
        del one["segments"]
    assert {one.segments for one in gp.Scorecard.from_dict(plain).goals} == {()}


def test_reasons_are_in_the_language_that_is_asked_for(table):
    english, russian = (
        scored(table).to_dict(language)["goals"][3]["segments"][0]["reason"]["text"] for language in ("en", "ru")
    )
    assert "not kept by segment" in english
    assert "не хранится" in russian


def test_a_cube_without_the_dimension_is_refused(table):
    """It would show nothing by word, and not say why."""
    plain = gp.project(project(), sample_catalogue())
    cube = gp.tally(plain, {"sample.visit": table}, as_of=AFTER)
    asks = gp.project(project(segments=["place"]), sample_catalogue())
    with pytest.raises(gp.InputError, match="dimensions; tally the project again"):
        gp.score(asks, cube, as_of=AFTER)
