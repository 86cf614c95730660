import json

from cli.rollouts import goalposts


def test_every_heuristic_is_listed_and_explained_in_both_languages():
    every = json.loads(goalposts("heuristics", "--format", "json").stdout)
    assert len(goalposts("heuristics").stdout.splitlines()) == len(every)
    for known in every:
        for language in ("en", "ru"):
            assert known["formula"] in goalposts("heuristics", known["id"], "--language", language).stdout


def test_a_heuristic_says_where_its_inputs_come_from():
    said = goalposts("heuristics", "moscow").stdout
    assert "Inputs: moscow (in `priority`), effort (in `priority`; 1 without it)" in said


def test_an_unknown_heuristic_is_wrong_input_with_the_nearest_known_one():
    result = goalposts("heuristics", "wsj")
    assert result.exit_code == 2
    assert "did you mean 'wsjf'?" in result.stderr
