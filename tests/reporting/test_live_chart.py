"""What a page that answers carries."""

import json

from goalposts.reporting import html, live_chart
from goalposts.reporting.live_course import live_course
from reporting.scorecards import card, goal


def kept_in(folder, monkeypatch):
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return live_chart._kept()


def test_the_script_is_kept_and_taken_from_the_cache(tmp_path, monkeypatch):
    file = kept_in(tmp_path, monkeypatch)
    made = live_chart.script()
    assert file.read_text(encoding="utf-8") == made
    assert "vegaEmbed" in made
    file.write_text("kept", encoding="utf-8")
    assert live_chart.script() == "kept"


def test_neither_script_nor_data_end_their_element(tmp_path, monkeypatch):
    kept_in(tmp_path, monkeypatch)
    evil = "</script><script>alert(1)</script>"
    page = html(card(goal(statement=evil, id="x</script>")), "en", live=True)
    assert page.count("</script>") == page.count("<script") == 2 + page.count("data-chart=") == 5


def test_a_cache_that_cannot_be_written_only_costs_time(tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("no folder", encoding="utf-8")
    kept_in(blocked, monkeypatch)
    assert "vegaEmbed" in live_chart.script()


def test_the_data_of_a_chart_are_those_of_the_drawing():
    plain = json.loads(live_course(goal(), "", "ru"))
    said = plain["chart"]["layer"][-1]["data"]["values"]
    assert len(said) > 300
    assert all(row["said"].endswith("%") for row in said)
    assert [switch["name"] for switch in plain["chart"]["params"]] == [
        "at",
        "show_series",
        "show_promise",
        "show_without",
    ]
