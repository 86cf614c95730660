"""Rows that a source says are no events: they are filtered, and counted by what they are called."""

from __future__ import annotations

import pytest
from goalposts.errors import ProjectFileError, SourceError
from goalposts.expressions import parse
from goalposts.formats import project_from_text
from goalposts.formats.project_document import mapping_document
from goalposts.model.source import LeaveOut
from goalposts.testing import sample_catalogue
from streams.orders import opened, read, source

TABLE = {
    "order_id": list("abcdef"),
    "at": ["2026-05-01"] * 6,
    "Name": ["Anna", "TEST Ltd", "протест", "тест Иванов", None, "contest"],
    "Kind": ["REAL", "REAL", "STAFF", "STAFF", None, "OLD"],
}
TESTS = LeaveOut(column="Name", contains=("test ltd", "Тест "))
STAFF = LeaveOut(parse("Kind == 'STAFF'"))


def counted(leave_out, where=None, table=TABLE):
    given = source(leave_out=leave_out, where=None if where is None else parse(where))
    found, count = read(opened(given, table))
    assert count.accepted + count.filtered == count.rows == len(table["order_id"])
    return "".join(found.get("order_id", ())), {each.reason: each.rows for each in count.left_out}, count.filtered


def test_every_row_is_counted_under_the_first_name_that_it_meets():
    """Of the two of the staff, d is a test."""
    assert counted({"tests": TESTS, "staff": STAFF}) == ("aef", {"tests": 2, "staff": 1}, 3)
    assert counted({"staff": STAFF, "tests": TESTS}) == ("aef", {"staff": 2, "tests": 1}, 3)


def test_words_are_found_in_any_case_and_anywhere_in_a_cell():
    every = LeaveOut(column="Name", contains=("TEST",))
    assert counted({"tests": every}) == ("acde", {"tests": 2}, 2)


def test_a_row_of_which_it_is_not_known_stays():
    """The row without a kind may be of the staff; without a `where` it counts."""
    assert "e" in counted({"staff": STAFF})[0]


def test_what_only_breaks_the_condition_has_no_name():
    assert counted({"tests": TESTS}, where="Kind != 'OLD'") == ("ac", {"tests": 2}, 4)


def test_nothing_is_named_that_no_row_meets():
    assert counted({"old": LeaveOut(parse("Kind == 'ANCIENT'"))}) == ("abcdef", {}, 0)


def test_a_column_that_is_not_there_is_told():
    with pytest.raises(SourceError, match="no column 'Nmae', needed by `leave_out`") as refused:
        counted({"tests": LeaveOut(column="Nmae", contains=("test",))})
    assert refused.value.hint.en == "did you mean 'Name'?"


def written(rules):
    return project_from_text(
        "goalposts: 1\nproject: p\ntimezone: UTC\nevaluation: {from: 2026-01-01, to: 2026-02-01}\n"
        "data:\n  sample.visit:\n    source: a.csv\n    imported: 2026-01-05\n    leave_out:\n" + rules,
        sample_catalogue(),
    )


def test_rules_are_read_from_a_project_file_and_written_as_they_were():
    project = written("      staff: Kind == 'STAFF'\n      tests: {column: Name, contains: [test, тест]}\n")
    (found,) = project.sources
    assert [day.isoformat() for day in found.imported] == ["2026-01-05"]
    assert mapping_document(found)["leave_out"] == {
        "staff": 'Kind == "STAFF"',
        "tests": {"column": "Name", "contains": ["test", "тест"]},
    }


@pytest.mark.parametrize("words", ['""', "[test, ' ']"])
def test_no_word_leaves_out_nothing(words):
    """Every cell contains an empty word, so that all rows would be gone."""
    with pytest.raises(ProjectFileError, match="no word stands here"):
        written(f"      tests: {{column: Name, contains: {words}}}\n")


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("{column: Name}", "contains"),
        ("{contains: test}", "column"),
        ("Kind = 'TEST'", "=="),
        ("[Kind]", "a condition, or column and contains"),
    ],
)
def test_what_is_no_rule_is_told_with_its_place(rule, told):
    with pytest.raises(ProjectFileError) as refused:
        written(f"      tests: {rule}\n")
    assert told in str(refused.value)
    assert ":10:14 " in str(refused.value)
