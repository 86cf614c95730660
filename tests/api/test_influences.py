"""Named influences from the project file to the scorecard, the lock and the page."""

from __future__ import annotations

from datetime import date

import goalposts as gp
import pytest
from goalposts.testing import sample_catalogue
from visits_year import project, visits

AFTER = date(2026, 6, 2)


def fair(table, start, end):
    """The same visits, all of them done from `start` to before `end`."""
    inside = [start <= at[:10] < end for at in table["at"]]
    return {**table, "done": [flag or counts for flag, counts in zip(table["done"], inside, strict=True)]}


def card(influences, table, **changes):
    document = project(**changes, **({"influences": influences} if influences else {}))
    return gp.score(gp.project(document, sample_catalogue()), {"sample.visit": table}, as_of=AFTER)


def test_a_named_influence_is_taken_off_and_shown_as_a_part():
    """All visits of April are done with, whoever comes; the rollout does nothing."""
    table = fair(visits(), "2026-04-01", "2026-05-01")
    named = [{"name": "open month", "from": "2026-04-01", "to": "2026-05-01"}]
    blamed, credited = card(named, table).find("done"), card([], table).find("done")

    assert blamed.attribution.parts["influence: open month"] == pytest.approx(0.38 * 30 / 120, abs=0.02)
    assert sum(blamed.attribution.parts.values()) == pytest.approx(blamed.observed)
    assert blamed.change.low < 0 < blamed.change.high
    assert "influence: open month" not in credited.attribution.parts
    assert card(named, table).unused == ()


def test_what_begins_with_the_go_live_is_left_out_and_named():
    found = card([{"name": "new prices", "from": "2026-01-01"}], visits(effect=0.15)).find("done")
    (reason,) = [one for one in found.reasons if one.code == "influence_with_go_live"]
    assert "new prices" in reason.text.en
    assert "influence: new prices" not in found.attribution.parts


def test_the_page_names_the_influence_and_tells_every_check():
    table = fair(visits(effect=0.15), "2026-04-01", "2026-05-01")
    page = card([{"name": "open month", "from": "2026-04-01", "to": "2026-05-01"}], table).to_html()
    assert "influence: open month" in page
    assert "D3 placebo-in-time" in page
    assert "No single week decides the answer." in page


def test_a_stored_scorecard_keeps_the_checks():
    written = card([], visits(effect=0.15)).to_dict()
    (goal,) = [one for one in written["goals"] if one["id"] == "done"]
    checks = {check["id"]: check for check in goal["attribution"]["checks"]}
    assert list(checks) == ["D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D10"]
    assert checks["D10"]["text"].startswith("the baseline holds a whole year")
    assert goal["grade"] == "C"
