"""YAML that is hostile or no YAML is refused with a place; what YAML allows but goals do not need, too."""

import pytest
from formats.project_texts import TEXT, problems
from goalposts.formats.yaml_text import MAX_BYTES, read_yaml


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "goalposts.yaml:1:1 GP003 this must be a mapping (a project), found nothing"),
        ("# only a comment\n", "goalposts.yaml:1:1 GP003 this must be a mapping (a project), found nothing"),
        ("- a list\n", "goalposts.yaml:1:1 GP003 this must be a mapping (a project), found a list"),
        ("hello\n", "goalposts.yaml:1:1 GP003 this must be a mapping (a project), found 'hello'"),
        ("a: &x 1\n", "goalposts.yaml:1:4 GP001 anchors and aliases are not allowed here"),
        ("a: 1\nb: *x\n", "goalposts.yaml:2:4 GP001 anchors and aliases are not allowed here"),
        (
            "a: !!python/object:os.system x\n",
            "goalposts.yaml:1:4 GP001 the tag tag:yaml.org,2002:python/object:os.system is not allowed here",
        ),
        ("a: !secret x\n", "goalposts.yaml:1:4 GP001 the tag !secret is not allowed here"),
        ("a: " + "[" * 40 + "]" * 40, "goalposts.yaml:1:33 GP001 the file is nested too deeply or too long"),
        ("a: " + "[" * 5000, "goalposts.yaml:1:33 GP001 the file is nested too deeply or too long"),
        ("a: " + "[" + "1," * 100_001 + "]", "GP001 the file is nested too deeply or too long"),
        ("#" + "x" * MAX_BYTES, "goalposts.yaml:1:1 GP001 the file is larger than 1 MiB"),
        ("a: 1\n---\na: 1\n", "goalposts.yaml:2:1 GP001 this is not YAML: expected a single document"),
        ("a: 1\n\tb: 2\n", "goalposts.yaml:2:1 GP001 a tab indents this line; write spaces instead"),
        ("a:\n  b: 1\n  \tc: 2\n", "goalposts.yaml:3:3 GP001 a tab indents this line; write spaces instead"),
        ("a: 1\nb: \x07\n", "goalposts.yaml:2:4 GP001 the character U+0007 is not allowed here"),
        ('a: "\\uD800"\n', "goalposts.yaml:1:4 GP001 a: half a character (a lone surrogate)"),
        ("? [a, b]\n: c\n", "goalposts.yaml:1:3 GP001 a key must be a word"),
        ("a: [1, 2\n", "GP001 this is not YAML: "),
    ],
    ids=lambda value: value[:24],
)
def test_text_that_is_no_project_is_refused_with_a_place(text, line):
    found = problems(text)
    assert line in found[0]


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("    target: >= 90%\n", "13:13"),
        ("    target: > 90%\n", "13:13"),
        ("    target:   >=90%\n", "13:15"),
        ("  - {id: other, target: >= 90%}\n", "13:25"),
        ("  - {target: >= 90%, id: other}\n", "13:14"),
    ],
)
def test_an_unquoted_target_is_told_to_be_quoted(written, place):
    text = TEXT.replace('    target: ">= 90%"\n', written)
    assert problems(text) == [
        f"goalposts.yaml:{place} GP001 YAML reads an unquoted '>' as something else; quote it, as in \">= 80%\""
    ]
    assert problems(text, "ru") == [
        f'goalposts.yaml:{place} GP001 YAML понимает «>» без кавычек иначе; возьмите в кавычки: ">= 80%"'
    ]


def test_refusals_are_said_in_russian():
    assert problems("a: &x 1\n", "ru") == ["goalposts.yaml:1:4 GP001 якоря и ссылки здесь не допускаются"]
    assert problems("", "ru") == ["goalposts.yaml:1:1 GP003 здесь нужно: набор ключей; найдено: ничего"]


def test_a_merge_key_merges_nothing():
    assert any("unknown key '<<'" in line for line in problems(TEXT + "<<: {project: other}\n"))


def test_words_stay_words():
    """YAML 1.2 has no yes, no, octal or sexagesimal; a day stays the text that was written."""
    node = read_yaml("a: yes\nb: 012\nc: 1:30\nd: 2026-01-01\n")
    assert [value.text for _, value in node.items()] == ["yes", "012", "1:30", "2026-01-01"]


def test_nodes_know_their_place_and_path():
    node = read_yaml("a:\n  - b: 5\n", "f.yaml")
    inner = node.by_key()["a"].value[0].by_key()["b"]
    assert (str(inner.place), inner.place.path) == ("f.yaml:2:8", "a[0].b")


def test_a_value_that_is_not_written_is_told_at_its_key():
    root = read_yaml("a: 1\n  # a comment\ngoal: {owner: , why: }\nlever:   # nothing yet\n\nb: 2")
    places = {key.text: (value.kind, value.place.line, value.place.column) for key, value in root.items()}
    assert places["lever"] == ("null", 4, 1)
    inner = {key.text: (value.kind, value.place.line) for key, value in root.by_key()["goal"].items()}
    assert inner == {"owner": ("null", 3), "why": ("null", 3)}
