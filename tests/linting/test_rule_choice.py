"""What a project file says about the rules: three keys, and comments with a reason."""

import pytest
from goalposts import InputError, check
from goalposts.formats import project_from_text
from goalposts.formats.rule_choice_shape import suppressions
from goalposts.formats.yaml_text import write_yaml
from goalposts.testing import TODAY, sample_catalogue
from goalposts.testing.sample import default_goal, sample_mapping

CATALOGUE = sample_catalogue()


def project(comment="", *, alone=False, **changes):
    """The sample project without a lever, which is GP401, at the line of its goal."""
    goal = {key: value for key, value in default_goal().items() if key != "lever"}
    text = write_yaml(sample_mapping(CATALOGUE, goals=[goal], **changes))
    lines = text.splitlines()
    (place,) = [index for index, line in enumerate(lines) if line.strip() == "- id: done"]
    if alone:
        lines[place:place] = [f"  {comment}", "", "# another comment"]
    else:
        lines[place] += f"  {comment}"
    return project_from_text("\n".join(lines), CATALOGUE, "goalposts.yaml")


def found(*args, select=(), ignore=(), **keys):
    known = check(project(*args, **keys), as_of=TODAY, select=select, ignore=ignore)
    return [(finding.code, finding.severity) for finding in known]


def test_without_a_word_about_it_the_rule_speaks():
    assert found() == [("GP401", "warning")]


@pytest.mark.parametrize("words", ["GP401", "no-lever", "GP4", "GP101, no-lever"])
@pytest.mark.parametrize("alone", [False, True])
def test_a_comment_with_a_reason_silences_its_line(words, alone):
    assert found(f"# goalposts: ignore[{words}] the lever is decided in March", alone=alone) == []


@pytest.mark.parametrize(
    "comment",
    ["# goalposts: ignore[GP401]", "# goalposts: ignore[GP401] -", "# goalposts: ignore", "# goalposts: ignore[] no"],
)
def test_a_comment_without_a_rule_or_a_reason_silences_nothing_and_is_an_error(comment):
    assert sorted(found(comment)) == [("GP401", "warning"), ("GP605", "error")]


def test_a_comment_silences_no_other_rule_and_no_other_line():
    assert found("# goalposts: ignore[GP301] somebody will be found") == [("GP401", "warning"), ("GP606", "info")]


@pytest.mark.parametrize(
    ("words", "ignore"),
    [
        ("GP313", []),  # it judges the baseline, and there are no data
        ("GP510", []),  # it looks at the calendar
        ("GP3", []),  # some of these do
        ("GP301", ["GP301"]),  # it did not run
        ("GP606", []),  # itself
    ],
)
def test_a_comment_on_a_rule_that_was_not_asked_or_may_yet_speak_is_not_idle(words, ignore):
    assert found(f"# goalposts: ignore[{words}] why", ignore=ignore) == [("GP401", "warning")]


def test_a_comment_on_several_rules_is_idle_only_if_none_of_them_speaks():
    assert found("# goalposts: ignore[GP301, GP401] why") == []
    assert ("GP606", "info") in found("# goalposts: ignore[GP301, GP411] why")


def test_a_mistyped_rule_is_refused_where_it_is_written():
    with pytest.raises(InputError) as refused:
        found("# goalposts: ignore[GP499] why")
    assert str(refused.value).startswith("goalposts.yaml:")
    assert "no rule has the code or name 'GP499'" in str(refused.value)
    with pytest.raises(
        InputError, match=r"goalposts.yaml:\d+:\d+: no rule has the code or name 'no-levr'; did you mean"
    ):
        check(project(ignore=["no-levr"]), as_of=TODAY)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"ignore": ["GP401"]}, []),
        ({"ignore": "no-lever"}, []),
        ({"select": ["GP1", "GP2"]}, []),
        ({"select": ["GP4"]}, [("GP401", "warning")]),
        ({"severity": {"GP401": "error"}}, [("GP401", "error")]),
        ({"severity": {"GP4": "error", "no-lever": "info"}}, [("GP401", "info")]),
        ({"severity": {"GP4": "error", "GP401": "info"}}, [("GP401", "info")]),
        ({"severity": {"GP5": "error"}}, [("GP401", "warning")]),
    ],
)
def test_the_file_chooses_rules_and_their_severity(keys, expected):
    assert [(known.code, known.severity) for known in check(project(**keys), as_of=TODAY)] == expected


def test_a_selection_from_outside_replaces_the_files_and_what_is_ignored_adds_to_it():
    chosen = project(select=["GP1"], ignore=["GP501"])
    assert [known.code for known in check(chosen, as_of=TODAY, select=["GP4"])] == ["GP401"]
    assert check(chosen, as_of=TODAY, select=["GP4"], ignore=["no-lever"]) == ()


def test_the_choice_of_rules_is_no_part_of_what_is_sealed():
    from goalposts.formats import document

    assert document(project(ignore=["GP4"], severity={"GP1": "info"})) == document(project())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1 # goalposts: ignore[GP1] why", [(1, ("GP1",), "why", 6)]),
        ("a: 1\n# goalposts: ignore[GP1, x] because\n\n# more\nb: 2", [(5, ("GP1", "x"), "because", 1)]),
        ("# goalposts: ignore[GP1] at the end", [(1, ("GP1",), "at the end", 1)]),
        ("a: 1 #goalposts:ignore[GP1]: why", [(1, ("GP1",), "why", 6)]),
        ("a: x#goalposts: ignore[GP1] no comment", []),
        ("# goalposts: something else", []),
        ("# goalposts: ignored[GP1] something else", []),
    ],
)
def test_comments_are_found_with_the_line_that_they_are_about(text, expected):
    known = suppressions(text)
    assert [(one.line, one.rules, one.reason, one.place.column) for one in known] == expected
