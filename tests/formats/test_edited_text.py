"""Edits change exactly what they say in the text of a file, or they are not made."""

import pytest
from goalposts.formats.edited_text import with_edits
from goalposts.formats.misspelt import certain
from goalposts.model import Edit, Place

TEXT = """\
# a file
goals:
  - id: one # first
    kpi: sample.share   # why
    target: ">= 80"

  - {id: two, kpi: sample.share}
  -   kpi: sample.share
      owner: owner  # goalposts: ignore[GP301] nobody
"""


def at(line, column, path):
    return Place("", line, column, path)


def applied(*edits, text=TEXT):
    return with_edits(text, edits)


def test_a_key_is_added_below_its_neighbour_with_its_indent():
    edit = Edit(at(4, 10, "goals[0].kpi"), now="all", key="variant")
    text, made = applied(edit)
    assert made == (edit,)
    assert text == TEXT.replace("# why\n", "# why\n    variant: all\n")


def test_a_key_is_added_below_the_first_of_an_entry():
    text, made = applied(Edit(at(8, 12, "goals[2].kpi"), now="all", key="variant"))
    assert len(made) == 1
    assert text == TEXT.replace("  -   kpi: sample.share\n", "  -   kpi: sample.share\n      variant: all\n")


def test_a_key_whose_value_is_a_mapping_is_added():
    """Such as the parameters of a KPI."""
    edit = Edit(at(4, 10, "goals[0].kpi"), now="{within: 30 d, of: all}", key="with")
    text, made = applied(edit)
    assert made == (edit,)
    assert text == TEXT.replace("# why\n", "# why\n    with: {within: 30 d, of: all}\n")


@pytest.mark.parametrize("value", ["{within: 30 d", "all\n    owner: x", "{within: 30 d} extra"])
def test_a_value_that_says_more_or_nothing_is_not_added(value):
    text, made = applied(Edit(at(4, 10, "goals[0].kpi"), now=value, key="with"))
    assert (text, made) == (TEXT, ())


def test_a_quoted_value_keeps_its_quotes():
    text, _ = applied(Edit(at(5, 13, "goals[0].target"), ">= 80", ">= 80%"))
    assert text == TEXT.replace('">= 80"', '">= 80%"')


def test_a_key_is_renamed_although_its_value_is_the_same_word():
    text, _ = applied(Edit(at(9, 7, "goals[2].owner"), "owner", "lever"))
    assert text == TEXT.replace("owner: owner", "lever: owner")


def test_a_comment_goes_with_the_blanks_before_it():
    text, _ = applied(Edit(at(9, 21, ""), "# goalposts: ignore[GP301] nobody"))
    assert text == TEXT.replace("  # goalposts: ignore[GP301] nobody", "")


@pytest.mark.parametrize(
    ("entry", "column", "key", "mended"),
    [
        ("{id: two, kpi: a.b}", 20, "kpi", "{id: two, kpi: a.b, variant: all}"),
        ("{kpi: a.b , id: two}  # why", 11, "kpi", "{kpi: a.b, variant: all , id: two}  # why"),
        ("{kpi: 'a, }b', id: two}", 11, "kpi", "{kpi: 'a, }b', variant: all, id: two}"),
        ("{after: [one, {a: 1}], id: two}", 13, "after", "{after: [one, {a: 1}], variant: all, id: two}"),
        ('{after: ["]"], id: two}', 13, "after", '{after: ["]"], variant: all, id: two}'),
        ("{kpi: a.b", 11, "kpi", None),  # the brace closes in another line
        ("{kpi: 'it''s', id: two}", 11, "kpi", "{kpi: 'it''s', variant: all, id: two}"),
        (r'{kpi: "a\", b", id: two}', 11, "kpi", None),
    ],
)
def test_a_key_is_added_within_braces(entry, column, key, mended):
    text = f"goals:\n  - {entry}\n" + ("    }\n" if entry.count("{") > entry.count("}") else "")
    edit = Edit(at(2, column, f"goals[0].{key}"), now="all", key="variant")
    found, made = applied(edit, text=text)
    assert found == (text if mended is None else text.replace(entry, mended))
    assert made == (() if mended is None else (edit,))


def test_a_comment_on_a_line_of_its_own_goes_with_the_line():
    text, _ = applied(Edit(at(1, 1, ""), "# a file"))
    assert text == TEXT.removeprefix("# a file\n")


def test_all_edits_are_made_at_once_and_line_ends_stay():
    windows = TEXT.replace("\n", "\r\n")
    edits = (
        Edit(at(4, 10, "goals[0].kpi"), now="all", key="variant"),
        Edit(at(5, 13, "goals[0].target"), ">= 80", ">= 80%"),
        Edit(at(9, 21, ""), "# goalposts: ignore[GP301] nobody"),
    )
    text, made = applied(*edits, text=windows)
    assert made == edits
    wanted = TEXT.replace("# why\n", "# why\n    variant: all\n").replace(">= 80", ">= 80%")
    assert text == wanted.replace("  # goalposts: ignore[GP301] nobody", "").replace("\n", "\r\n")


@pytest.mark.parametrize(
    "edit",
    [
        Edit(at(5, 13, "goals[0].target"), ">= 90", ">= 90%"),
        Edit(at(5, 13, "goals[0].target"), ">= 80", '>= 80"\n    owner: "me'),
        Edit(at(4, 10, "goals[0].kpi"), now="all", key="target"),
        Edit(at(4, 10, "goals[0].kpi"), now="[", key="variant"),
        Edit(at(4, 10, "goals[0].kpi"), "sample.share"),
        Edit(at(99, 1, "goals[0].kpi"), "sample.share", "other.share"),
        Edit(Place(path="goals[0].kpi"), now="all", key="variant"),
    ],
)
def test_what_would_change_more_or_is_not_there_is_not_done(edit):
    assert applied(edit) == (TEXT, ())


def test_one_bad_edit_does_not_stop_the_good_ones():
    good = Edit(at(5, 13, "goals[0].target"), ">= 80", ">= 80%")
    bad = Edit(at(4, 10, "goals[0].kpi"), now="all", key="id")
    assert applied(bad, good) == (TEXT.replace(">= 80", ">= 80%"), (good,))


def test_words_in_a_text_that_look_like_a_comment_stay():
    text = "why: |\n  a # goalposts: ignore[GP301] b\n"
    assert with_edits(text, [Edit(at(2, 5, ""), "# goalposts: ignore[GP301] b")]) == (text, ())


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("tagret", "target"),  # changed places
        ("targt", "target"),
        ("targets", "target"),
        ("Target", "target"),
        ("tergit", ""),  # two slips
        ("why", ""),  # short
        ("mark", ""),  # as near to both
        ("onwer", ""),  # stands beside it already
    ],
)
def test_a_word_is_certain_only_if_it_is_one_slip_from_one_other(word, meant):
    assert certain(word, ["target", "owner", "marks", "marke", "who"], ["owner"]) == meant
