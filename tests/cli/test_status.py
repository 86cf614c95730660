import json

from cli.rollouts import END, goalposts, write_project, write_rollout


def test_status_says_when_each_goal_is_due_and_that_the_data_can_be_read(tmp_path):
    result = goalposts("status", write_rollout(tmp_path), "--as-of", "2026-05-15")
    assert result.exit_code == 0
    assert "not locked" in result.stdout
    assert "judged from 25 May 2026, in 10 days" in result.stdout
    assert "readable" in result.stdout


def test_status_names_a_source_that_cannot_be_read(tmp_path):
    result = goalposts("status", write_project(tmp_path), "--format", "json", "--as-of", END)
    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert found["lock"]["status"] == "unlocked"
    assert [goal["days_to_go"] for goal in found["goals"]] == [0, 0]
    assert not found["sources"][0]["readable"]
    assert "calls.csv" in found["sources"][0]["why"]


def test_status_speaks_russian(tmp_path):
    result = goalposts("status", write_rollout(tmp_path, language="ru"), "--as-of", "2026-05-15")
    assert "через 10 дней" in result.stdout


def test_status_opens_files_of_formats_that_plugins_bring(tmp_path):
    """What `score` reads is readable."""
    file = write_project(
        tmp_path, **{"contact_center.call": "  contact_center.call: {source: queue_log, format: asterisk.queue_log}"}
    )
    log = ["1767254400|NONE|NONE|NONE|QUEUESTART|", "1767254460|1.1|support|NONE|ENTERQUEUE||100|1"]
    (tmp_path / "queue_log").write_text("\n".join([*log, "1767254470|1.1|support|A|CONNECT|10|2|1", ""]))
    found = json.loads(goalposts("status", file, "--format", "json", "--as-of", END).stdout)
    assert found["sources"][0]["readable"], found["sources"][0]["why"]
