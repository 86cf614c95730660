"""Single values, entries and mappings in the text of a project file are changed, and nothing else."""

from datetime import date

import pytest
from goalposts import load_catalogue
from goalposts.formats.value_edits import spans, values, with_mapping, with_values, without_entry, written
from goalposts.formats.yaml_text import read_yaml
from hypothesis import given
from hypothesis import strategies as st

TEMPLATES = [
    pytest.param(template.text.get(language), id=f"{template.id}-{language}")
    for template in load_catalogue().templates.values()
    for language in ("en", "ru")
]
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.just(" "), min_size=1).map(str.strip)


@pytest.mark.parametrize("text", TEMPLATES)
def test_every_span_holds_what_its_scalar_says(text):
    for path, span in spans(text).items():
        if span.words is not None:
            assert span.words in text[span.start : span.end], path


@pytest.mark.parametrize("text", TEMPLATES)
def test_one_value_changes_and_every_other_stays(text):
    known = values(text)
    for path in known:
        new = with_values(text, {path: "changed, [by] {hand}: yes # no"})
        assert values(new) == known | {path: "changed, [by] {hand}: yes # no"}
        assert len(new.splitlines()) == len(text.splitlines())


@given(WORDS.filter(bool))
def test_any_words_are_read_back_in_a_block_and_in_brackets(words):
    said = " ".join(words.split())
    assert read_yaml(f"a: {written(said)}\n").by_key()["a"].value == said
    assert read_yaml(f"a: {{b: {written(said)}, c: 1}}\n").by_key()["a"].by_key()["b"].value == said


def test_a_day_is_written_without_quotation_marks():
    assert with_values("a: 2027-01-01  # first\n", {"a": date(2027, 3, 1)}) == "a: 2027-03-01  # first\n"


TEXT = """\
# the head
data:
  calls:
    # why this one
    - name: old   # the first
      source: old.csv
      fields: {a: b}
    - {name: new, source: new.csv}
  # said of deals
  deals: {source: deals.csv}   # all of them
# what else
# will move it
influences:
  - {name: sale, from: 2027-01-01}

goals: []
"""


def test_an_entry_goes_with_its_own_comments():
    assert without_entry(TEXT, "influences") == TEXT.replace(
        "# what else\n# will move it\ninfluences:\n  - {name: sale, from: 2027-01-01}\n", ""
    )
    assert without_entry(TEXT, "data.calls[1]") == TEXT.replace("    - {name: new, source: new.csv}\n", "")


@pytest.mark.parametrize("path", ["data.calls[0]", "data.calls[1]", "data.deals"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_mapping_is_replaced_and_what_stands_around_it_stays(path, ends):
    new = with_mapping(TEXT.replace("\n", ends), path, {"source": "x.csv", "fields": {"c": "d"}})
    before, after = values(TEXT), values(new.replace("\r\n", "\n"))
    assert {key: after[key] for key in after if not key.startswith(path)} == {
        key: before[key] for key in before if not key.startswith(path)
    }
    assert {key: after[key] for key in after if key.startswith(path)} == {
        f"{path}.source": "x.csv",
        f"{path}.fields.c": "d",
    }
    assert new.count("\n") == new.count(ends)
    for comment in ("# the head", "# why this one", "# said of deals", "# what else"):
        assert comment in new


@pytest.mark.parametrize("sign", ["\u2028", "\u2029"])
def test_signs_within_words_end_no_line(sign):
    text = f"name: one{sign}two\ngoals:\n  - id: first\n  - id: second\n"
    assert without_entry(text, "goals[0]") == f"name: one{sign}two\ngoals:\n  - id: second\n"
