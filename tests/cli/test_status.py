import json
import re
from datetime import date, timedelta

import pytest
from cli.rollouts import END, GO_LIVE, goalposts, write_project, write_rollout


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


def test_status_names_the_days_on_which_to_look_whether_the_effect_holds(tmp_path):
    """Six and twelve months after the go-live on 30 March 2026, by hand."""
    assert str(GO_LIVE) == "2026-03-30"
    file = write_rollout(tmp_path)
    text = goalposts("status", file, "--no-data", "--as-of", "2026-05-15").stdout
    assert "Does it hold? Measure again: 30 September 2026 (+6 months); 30 March 2027 (+12 months)" in text
    found = json.loads(goalposts("status", file, "--no-data", "--format", "json", "--as-of", "2026-05-15").stdout)
    assert [check["day"] for check in found["later_checks"]] == ["2026-09-30", "2027-03-30"]


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


def test_status_before_the_start_says_what_plans_can_show(tmp_path):
    file = write_rollout(tmp_path)
    text = goalposts("status", file, "--as-of", GO_LIVE).stdout
    assert "What the planned windows can show:" in text
    assert "So far" not in text
    goal, guardrail = json.loads(goalposts("status", file, "--format", "json", "--as-of", GO_LIVE).stdout)["goals"]
    assert (goal["power"]["answer"], goal["interim"]) == ("enough", None)
    assert guardrail["power"]["promised"] == 0.2


def test_status_on_the_way_says_how_goals_do_so_far(tmp_path):
    file = write_rollout(tmp_path)
    text = " ".join(goalposts("status", file, "--as-of", "2026-05-15").stdout.split())
    assert "So far: - faster-answers: on track after 34 days: the effect so far is likely from +" in text
    assert "nobody-lost: no alarm after 34 days" in text
    found = json.loads(goalposts("status", file, "--format", "json", "--as-of", "2026-05-15").stdout)
    look = found["goals"][0]["interim"]
    assert (look["answer"], look["days"], look["looked_at"], look["alarm"]) == ("on_track", 34, "2026-05-15", False)
    assert 0 < look["low"] < look["estimate"] < look["high"]
    assert found["goals"][0]["power"] is None


def test_status_on_the_way_says_why_a_goal_has_no_look(tmp_path):
    """Six days of the evaluation with calls are over: neither the goal nor the guardrail has a look yet."""
    file = write_rollout(tmp_path)
    as_of = date(2026, 5, 15) - timedelta(days=38)
    text = " ".join(goalposts("status", file, "--as-of", as_of).stdout.split())
    assert "So far: - faster-answers: no look yet: 6 days of the evaluation with data are over, 14 are needed" in text
    assert "- nobody-lost: no look yet: 6 days of the evaluation with data are over, 7 are needed" in text
    goals = json.loads(goalposts("status", file, "--format", "json", "--as-of", as_of).stdout)["goals"]
    assert [goal["interim"] for goal in goals] == [None, None]
    assert goals[0]["no_look"].startswith("no look yet: 6 days")


def test_status_without_data_reads_none(tmp_path):
    file = write_rollout(tmp_path)
    text = goalposts("status", file, "--no-data", "--as-of", "2026-05-15").stdout
    assert "So far" not in text
    assert "readable" in text


@pytest.mark.parametrize(("language", "heading"), [("en", "How it went"), ("ru", "Как менялось")])
def test_status_draws_how_goals_went_within_eighty_columns(tmp_path, language, heading):
    """One line of bars a goal, the go-live among them; no sign of colour is needed to read it."""
    text = goalposts("status", write_rollout(tmp_path, language=language), "--as-of", "2026-05-15").stdout
    lines = text[text.index(heading) :].splitlines()
    assert [line for line in lines if line.startswith("- ")] == ["- faster-answers", "- nobody-lost"]
    bars = [line.strip() for line in lines if line.startswith("  ")]
    assert [set(drawn) <= set("▁▂▃▄▅▆▇█·|") and drawn.count("|") for drawn in bars] == [1, 1]
    assert max(map(len, lines)) <= 80


def test_status_before_the_start_draws_the_baseline_alone(tmp_path):
    text = goalposts("status", write_rollout(tmp_path), "--as-of", GO_LIVE).stdout
    bars = [line.strip() for line in text[text.index("How it went") :].splitlines()[1:] if line.startswith("  ")]
    assert len(bars) == 2
    assert not any("|" in drawn for drawn in bars)


def test_status_when_all_is_due_leaves_the_answer_to_score(tmp_path):
    text = goalposts("status", write_rollout(tmp_path), "--as-of", END).stdout
    assert "So far" not in text
    assert "What the planned windows" not in text


def concerns(file, as_of, *options):
    return json.loads(goalposts("status", file, "--format", "json", "--as-of", as_of, *options).stdout)["concerns"]


def test_status_says_when_the_first_honest_baseline_exists(tmp_path):
    file = write_rollout(tmp_path)
    said = "faster-answers: its baseline is complete on 30 March 2026; before that nothing can be compared with"
    assert concerns(file, "2026-03-29", "--no-data") == [said, said.replace("faster-answers", "nobody-lost")]
    assert concerns(file, "2026-03-30", "--no-data") == []
    text = goalposts("status", file, "--no-data", "--as-of", "2026-03-29").stdout
    assert "To look after:\n- faster-answers: its baseline is complete" in text


@pytest.mark.parametrize(("days", "stale"), [(7, False), (8, True)])
def test_status_names_data_that_stand_still(tmp_path, days, stale):
    """The last row is of the day before; a source that has ended by the file's own word is expected no longer."""
    file = write_rollout(tmp_path)
    calls = tmp_path / "calls.csv"
    kept = [line for line in calls.read_text().splitlines(keepends=True) if not re.search("2026-0(4-[123]|5)", line)]
    calls.write_text("".join(kept))
    today = (date(2026, 4, 9) + timedelta(days=days)).isoformat()
    found = concerns(file, today)
    said = f"contact_center.call: its newest row is of 9 April 2026, {days} days ago; is it still exported?"
    assert found == ([said] if stale else [])
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("{source: calls.csv,", "{source: calls.csv, until: 2026-04-10,"), encoding="utf-8")
    assert concerns(file, today) == []


@pytest.mark.parametrize(("as_of", "told"), [("2026-04-07", False), ("2026-04-08", True)])
def test_status_names_a_new_source_that_stays_empty(tmp_path, as_of, told):
    file = write_rollout(tmp_path)
    (tmp_path / "new.csv").write_text((tmp_path / "calls.csv").read_text().splitlines()[0] + "\n")
    text = file.read_text(encoding="utf-8")
    (line,) = (line for line in text.splitlines() if "{source: calls.csv," in line)
    head, _, rest = line.partition("{source: calls.csv,")
    old, new = f"{{name: old, source: calls.csv,{rest}", f"{{name: new, source: new.csv, from: 2026-03-31,{rest}"
    file.write_text(text.replace(line, f"{head.rstrip()}\n    - {old}\n    - {new}"), encoding="utf-8")
    said = "new: no row so far, though it began on 31 March 2026, 8 days ago; is it exported?"
    assert concerns(file, as_of) == ([said] if told else [])


def test_status_asks_of_a_source_that_has_ended_only_what_lacks_to_its_end(tmp_path):
    file = write_rollout(tmp_path)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("{source: calls.csv,", "{source: calls.csv, until: 2026-04-20,"), encoding="utf-8")
    calls = tmp_path / "calls.csv"
    kept = [line for line in calls.read_text().splitlines(keepends=True) if not re.search("2026-0(4-[123]|5)", line)]
    calls.write_text("".join(kept))
    said = "contact_center.call: its newest row is of 9 April 2026, 11 days before the source ends; "
    assert concerns(file, "2026-05-15") == [said + "was it exported to its end?"]


def test_what_is_measured_again_comes_after_the_verdict(tmp_path):
    file = write_rollout(tmp_path)
    text = file.read_text(encoding="utf-8")
    (line,) = (line for line in text.splitlines() if line.startswith("evaluation:"))
    file.write_text(text.replace(line, "evaluation: {from: 2026-04-13, to: 2026-11-01}"), encoding="utf-8")
    found = json.loads(goalposts("status", file, "--no-data", "--format", "json", "--as-of", "2026-05-15").stdout)
    assert [check["day"] for check in found["later_checks"]] == ["2027-03-30"]


def test_status_names_goals_that_were_never_measured(tmp_path):
    file = write_rollout(tmp_path)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("    must: true\n", '    where: queue == "none"\n    must: true\n'), encoding="utf-8")
    said = "faster-answers: nothing has been measured of it so far, neither before nor after"
    assert concerns(file, "2026-05-15") == [said]


def test_status_tells_in_a_parallel_run_that_it_will_be_too_short(tmp_path):
    """Calls come on weekdays only, and both systems run for two weeks: on ten days, where fourteen are needed."""
    file = write_rollout(tmp_path)
    header, *calls = (tmp_path / "calls.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    days, run = [line.split("T")[0][-10:] for line in calls], ("2026-03-30", "2026-04-13")
    old = [line for line, day in zip(calls, days, strict=True) if day < run[1]]
    new = [line for line, day in zip(calls, days, strict=True) if day >= run[0]]
    (tmp_path / "old.csv").write_text("".join([header, *old]), encoding="utf-8")
    (tmp_path / "new.csv").write_text("".join([header, *new]), encoding="utf-8")
    sources = [
        f"    - {{name: old, source: old.csv, timezone: Europe/London, until: {run[1]}}}",
        f"    - {{name: new, source: new.csv, timezone: Europe/London, from: {run[0]}}}",
        f"bridge: {{contact_center.call: {{from: {run[0]}, to: {run[1]}}}}}",
    ]
    text = file.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if "calls.csv" in line)
    file.write_text(text.replace(line, "\n".join(["  contact_center.call:", *sources])), encoding="utf-8")
    planned = "will have values on about 10 days, judged by the baseline"
    assert [planned in said for said in concerns(file, "2026-03-30")] == [True, True]
    over = "both sources have values on 10 days only, and 14 days are needed to compare; without them it ends as"
    assert [over in said for said in concerns(file, "2026-04-20")] == [True, True]
