import json

import pytest
from cli.rollouts import goalposts, install, process


def test_the_demo_finds_the_truth_in_a_process_of_its_own_and_in_russian(tmp_path):
    """A newcomer sees every step, and what to open next; the folder can be scored again by hand."""
    result = process("demo", "--language", "ru", folder=tmp_path, PYTHONIOENCODING="ascii", LC_ALL="C")
    assert result.returncode == 0, result.stderr
    assert "Истина найдена." in result.stdout
    assert "goalposts-demo/goalposts.html" in result.stdout.replace("\\", "/")
    folder = tmp_path / "goalposts-demo"
    for name in ("goalposts.yaml", "goalposts.lock", "goalposts.verdict.json", "goalposts.html"):
        assert (folder / name).exists(), name


def test_a_second_run_takes_the_folder_of_the_first_but_nobody_elses(tmp_path):
    (tmp_path / "work.txt").write_text("mine", encoding="utf-8")
    result = goalposts("demo", tmp_path)
    assert result.exit_code == 2
    assert "not empty" in result.stderr
    (tmp_path / ".goalposts-demo").touch()
    assert goalposts("demo", tmp_path, "--seed", "2").exit_code in (0, 1)
    assert (tmp_path / "work.txt").read_text(encoding="utf-8") == "mine"


def test_without_a_plugin_there_is_no_demo(tmp_path):
    result = goalposts(
        "demo", tmp_path / "new", *(f"--without={name}" for name in ("contact_center", "sales", "marketing"))
    )
    assert result.exit_code == 2
    assert not (tmp_path / "new").exists()


def test_the_showcase_tells_one_story_of_three_domains(tmp_path):
    """Each kind of ending that a director has to tell apart, once; what came with season and trend is called so."""
    result = goalposts("demo", tmp_path / "demo")
    assert result.exit_code == 0, result.output
    card = json.loads((tmp_path / "demo" / "goalposts.verdict.json").read_text(encoding="utf-8"))
    goals = {goal["id"]: goal for goal in card["goals"]}
    assert {name: goal["state"] for name, goal in goals.items() if name != "cheaper-leads"} == {
        "faster-answers": "achieved",
        "results-recorded": "measurable",
        "paperwork": "broken",
        "nobody-lost": "safe",
        "more-deals": "reached_unproven",
        "more-calls": "not_comparable",
    }
    assert goals["faster-answers"]["grade"] == "B"  # held against the branch that still waits
    assert "came_anyway" in [reason["code"] for reason in goals["more-deals"]["reasons"]]
    assert card["project"]["verdict"] == "failure"


@pytest.mark.parametrize(("language", "none"), [("en", "No findings."), ("ru", "Замечаний нет.")])
def test_it_fits_a_terminal_and_every_warning_is_answered_in_its_file(tmp_path, language, none):
    """Eighty columns, and comments that silence something, since idle ones would be told; with other luck too."""
    for seed in ("1", "4"):
        result = goalposts("demo", tmp_path, "--language", language, "--seed", seed)
        assert none in result.output
        assert [line for line in result.output.splitlines() if len(line) > 80 and str(tmp_path) not in line] == []
    assert "# goalposts: ignore[GP312, GP313]" in (tmp_path / "goalposts.yaml").read_text(encoding="utf-8")


def test_a_domain_less_plays_the_rest(tmp_path):
    result = goalposts("demo", tmp_path / "demo", "--without=sales", "--without=marketing")
    assert result.exit_code == 0, result.output
    assert "faster-answers" in result.output
    assert "more-deals" not in result.output


def test_a_strangers_part_plays_beside_the_others_and_is_named_when_it_raises(tmp_path):
    install(
        tmp_path,
        "from goalposts import DemoPart, StreamModel\n"
        "def draw(plan):\n    raise ValueError('out of luck')\n"
        "@hookimpl\ndef goalposts_domain():\n"
        "    model = StreamModel('aaa', 'A.', draw, lambda plan: {}, demo=DemoPart('A.', []))\n"
        "    return Domain('aaa', prefix='AAA', stream_models=[model])\n",
        name="aaa",
    )
    result = process("demo", folder=tmp_path, path=tmp_path)
    assert result.returncode == 4
    assert "aaa" in result.stderr
    assert "out of luck" in result.stderr
    assert not (tmp_path / "goalposts-demo").exists()
