import json

from cli.rollouts import END, GO_LIVE, goalposts, write_rollout


def test_report_writes_a_page_beside_the_project_and_prints_where(tmp_path):
    file = write_rollout(tmp_path)
    result = goalposts("report", file, "--as-of", END)
    page = tmp_path / "goalposts.html"
    assert result.stdout == f"{page}\n"
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_stored_verdict_gives_the_same_page_without_the_data(tmp_path):
    file = write_rollout(tmp_path)
    goalposts("score", file, "--as-of", END)
    fresh = goalposts("report", file, "--as-of", END, "--output", "-").stdout
    (tmp_path / "calls.csv").unlink()
    result = goalposts("report", tmp_path / "goalposts.verdict.json")
    assert result.exit_code == 0
    assert (tmp_path / "goalposts.html").read_text(encoding="utf-8") == fresh


def test_a_stored_verdict_keeps_its_day(tmp_path):
    goalposts("score", write_rollout(tmp_path), "--as-of", END)
    result = goalposts("report", tmp_path / "goalposts.verdict.json", "--as-of", END)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("--as-of: a stored verdict has its day in it; ")


def test_a_missing_verdict_is_not_made_by_init(tmp_path):
    result = goalposts("report", tmp_path / "none.verdict.json")
    assert result.exit_code == 2
    assert "init" not in result.stderr
    assert "goalposts score" in result.stderr


def test_a_verdict_stored_in_another_language_is_reported_in_that_language(tmp_path):
    file = write_rollout(tmp_path, language="ru")
    goalposts("score", file, "--as-of", END, "--language", "en")
    stored = tmp_path / "goalposts.verdict.json"
    assert '<html lang="en">' in goalposts("report", stored, "--output", "-").stdout
    said = goalposts("report", stored, "--language", "ru", "--format", "md", "--output", "-")
    assert "Почему" in said.stdout
    assert "на одном языке" not in said.stderr


def test_a_verdict_of_an_older_version_has_one_language_and_says_so(tmp_path):
    file = write_rollout(tmp_path)
    goalposts("score", file, "--as-of", END)
    stored = tmp_path / "goalposts.verdict.json"
    plain = json.loads(stored.read_text(encoding="utf-8"))
    del plain["translations"]
    stored.write_text(json.dumps(plain), encoding="utf-8")
    said = goalposts("report", stored, "--language", "ru", "--format", "md", "--output", "-")
    assert "на одном языке" in said.stderr


def test_output_goes_where_it_is_wanted(tmp_path):
    target = tmp_path / "new" / "page.html"
    assert goalposts("report", write_rollout(tmp_path), "--as-of", END, "--output", target).exit_code == 0
    assert target.exists()


def test_what_is_no_verdict_is_refused(tmp_path):
    other = tmp_path / "other.json"
    for content in ("{}", "[]", "nonsense"):
        other.write_text(content, encoding="utf-8")
        result = goalposts("report", other)
        assert result.exit_code == 2, content
        assert "other.json" in result.stderr


def test_the_goals_sheet_says_before_the_start_what_will_be_provable(tmp_path):
    file = write_rollout(tmp_path)
    result = goalposts("report", "--goals", file, "--as-of", GO_LIVE)
    sheet = tmp_path / "goalposts.goals.html"
    assert result.stdout == f"{sheet}\n"
    assert "Watching for 8 weeks" in sheet.read_text(encoding="utf-8")


def test_the_goals_sheet_of_a_stored_verdict_needs_no_data(tmp_path):
    file = write_rollout(tmp_path)
    goalposts("score", file, "--as-of", END)
    (tmp_path / "calls.csv").unlink()
    result = goalposts("report", "--goals", tmp_path / "goalposts.verdict.json", "--output", "-", "--language", "ru")
    assert result.exit_code == 0
    assert "Лист целей" in result.stdout
    assert "составьте лист по файлу проекта" in result.stdout


def test_every_form_is_made_of_a_stored_verdict_alone(tmp_path):
    file = write_rollout(tmp_path)
    goalposts("score", file, "--as-of", END)
    (tmp_path / "calls.csv").unlink()
    stored = tmp_path / "goalposts.verdict.json"
    forms = ("md", "xlsx", "json", "svg")
    made = {form: goalposts("report", stored, "--format", form).stdout.strip() for form in forms}
    names = ("goalposts.md", "goalposts.xlsx", "goalposts.report.json", "goalposts-pictures")
    assert list(made.values()) == [str(tmp_path / name) for name in names]
    assert (tmp_path / "goalposts.md").read_text(encoding="utf-8").startswith("# Small rollout")
    assert (tmp_path / "goalposts.xlsx").read_bytes().startswith(b"PK")
    assert (tmp_path / "goalposts.report.json").read_bytes() == stored.read_bytes()
    assert len(list((tmp_path / "goalposts-pictures").glob("*.svg"))) >= 4


def test_pictures_cannot_be_printed_and_the_sheet_has_one_form(tmp_path):
    file = write_rollout(tmp_path)
    goalposts("score", file, "--as-of", END)
    stored = tmp_path / "goalposts.verdict.json"
    assert goalposts("report", stored, "--format", "svg", "--output", "-").stderr.startswith("--output: pictures")
    assert goalposts("report", stored, "--goals", "--format", "md").exit_code == 2


def test_the_history_has_every_verdict_that_was_kept(tmp_path):
    file = write_rollout(tmp_path)
    assert goalposts("report", "--history", file).exit_code == 2
    for day in ("2026-05-04", END):
        goalposts("score", file, "--as-of", day)
    result = goalposts("report", "--history", file, "--language", "ru")
    page = tmp_path / "goalposts.history.html"
    assert result.stdout == f"{page}\n"
    text = page.read_text(encoding="utf-8")
    assert "4 мая 2026" in text
    assert "25 мая 2026" in text
