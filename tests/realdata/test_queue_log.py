"""Two real logs of Asterisk's queues: one gives the calls known of it, the other has none and says so."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import goalposts as gp
import pytest
from plugins.contact_center.exports import calls_of
from real_data import DATA, needs_real_data

pytestmark = needs_real_data

PROJECT = Path(__file__).with_name("queue_log.yaml")
FIELDS = ("call_id", "queue", "outcome", "agent", "customer", "wait", "ring", "talk", "hangup_by", "transferred")

# Known of the log: hold, ring and talk of each call; the third lacks its first lines, the fourth its ENTERQUEUE.
CALLS = {
    ("1546015415.757927", "201", "answered", "Agent Golf", "+13235550101", 10, 9, 122, "caller", False),
    ("1546027663.761192", "201", "answered", "Agent Golf", "+13235550102", 14, 14, None, None, None),
    ("1546023604.760166", "201", "answered", "Agent Hotel", None, 10, None, 406, "caller", False),
    ("1546023970.760296", "201", "answered", "Agent Golf", None, 6, 6, 228, "agent", False),
}


@pytest.fixture(scope="module")
def logs() -> Path:
    return DATA / "contact_centre" / "asterisk_queue_log"


def scored(logs: Path, folder: Path, log: str):
    shutil.copy(PROJECT, folder / "goalposts.yaml")
    (folder / "queue_log").symlink_to(logs / log)
    return gp.score(gp.load_project(folder / "goalposts.yaml"), as_of=date(2026, 1, 1))


def test_the_four_calls(logs):
    """Seven lines ENTERQUEUE of one moment are one call, and four lines COMPLETEAGENT are one end."""
    calls, count = calls_of("asterisk.queue_log", logs, "queue_log")
    assert {tuple(call[name] for name in FIELDS) for call in calls} == CALLS
    assert (count.rows, count.accepted, count.duplicates, count.quarantined) == (4, 4, 0, {})
    assert count.first == "2018-12-28T16:43:35+00:00"
    assert count.last == "2018-12-28T20:07:43+00:00"


def test_every_kpi_of_the_calls(logs, tmp_path):
    card = scored(logs, tmp_path, "queue_log")
    found = {goal.id: goal.evaluation.value for goal in card.goals}
    assert found == {
        "level": 1.0,  # waits of 6, 10, 10 and 14 s
        "abandoned": 0.0,
        "lost": 0.0,
        "time-to-abandon": None,
        "speed-of-answer": 10.0,
        "longest-waits": pytest.approx(14, rel=0.01),
        "talk": 252.0,  # (122 + 406 + 228) / 3; the fourth call has not ended
        "talk-and-hold": None,
        "short": 0.0,
        "handling": None,
        "after-call-work": None,
        "recorded": None,
    }
    missing = {"talk-and-hold": "hold", "handling": "acw, hold", "after-call-work": "acw", "recorded": "result"}
    for goal, names in missing.items():
        assert card.find(goal).reasons[0].text.en == f"not computable: missing {names} (evaluation, source pbx)"
    assert card.find("time-to-abandon").evaluation.reason == "no_denominator"


def test_a_log_without_calls_gives_no_figure_for_any_kpi(logs, tmp_path):
    """Restarts and reloads only: no error, and no share of nought."""
    card = scored(logs, tmp_path, "queue_log.no_calls")
    (stream,) = card.streams
    assert (stream.rows, stream.accepted, dict(stream.quarantined)) == (0, 0, {})
    assert {(goal.evaluation.value, goal.evaluation.reason) for goal in card.goals} == {(None, "no_events")}
