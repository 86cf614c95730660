"""Holidays of a template follow the windows: a January inside them is covered, whatever year the template names."""

import pytest
from cli.rollouts import goalposts
from goalposts.cli.wizard.holidays import with_holidays
from goalposts.formats.value_edits import values

WINDOWS = "baseline: {{from: {0}, to: {1}}}\nevaluation: {{from: {2}, to: {3}}}\n"
CLOSED = "closed: [{from: 2027-01-01, to: 2027-01-11}]   # holidays\n"


def closed(text):
    known = values(text)
    starts = [words for path, words in known.items() if path.startswith("closed") and path.endswith("from")]
    return list(zip(starts, (known[f"closed[{number}].to"] for number in range(len(starts))), strict=True))


def test_a_holiday_lies_in_every_year_of_the_windows_and_in_no_other():
    """9 and 10 January 2027 are a weekend: elsewhere the holiday ends with the 8th, as the law has it."""
    text = CLOSED + WINDOWS.format("2025-06-01", "2026-06-01", "2026-07-01", "2027-02-01")
    done = with_holidays(text)
    assert closed(done) == [("2026-01-01", "2026-01-09"), ("2027-01-01", "2027-01-11")]
    assert done.splitlines()[0].endswith("]   # holidays")
    assert with_holidays(done) == done
    earlier = CLOSED + WINDOWS.format("2025-06-01", "2026-01-01", "2026-01-05", "2026-12-01")
    assert closed(with_holidays(earlier)) == [("2026-01-01", "2026-01-09")]


def test_a_holiday_that_ends_within_a_window_counts():
    text = "closed: [{from: 2026-12-30, to: 2027-01-06}]\n" + WINDOWS.format(
        "2025-01-02", "2025-03-01", "2025-04-01", "2025-06-01"
    )
    assert closed(with_holidays(text)) == [("2024-12-30", "2025-01-06")]


@pytest.mark.parametrize(
    "text",
    [
        CLOSED + WINDOWS.format("2026-02-01", "2026-06-01", "2026-07-01", "2026-12-01"),
        CLOSED + "baseline: unknown\nevaluation: {from: 2026-01-01, to: 2027-02-01}\n",
        WINDOWS.format("2025-06-01", "2026-06-01", "2026-07-01", "2027-02-01"),
        "closed:\n- {from: 2027-01-01, to: 2027-01-11}\n"
        + WINDOWS.format("2025-06-01", "2026-06-01", "2026-07-01", "2027-02-01"),
    ],
    ids=["none within", "no baseline", "no holidays", "line by line"],
)
def test_there_may_be_nothing_to_move(text):
    assert with_holidays(text) == text


def test_init_covers_the_january_of_the_baseline(tmp_path):
    goalposts(
        "init", tmp_path, "--template", "crm", "--language", "ru", "--yes", "--as-of", "2026-11-26", "--go-live",
        "2026-03-01", "--baseline", "2025-03-01 .. 2026-03-01", "--evaluation", "2026-04-01 .. 2026-11-01",
    )  # fmt: skip
    assert closed((tmp_path / "goalposts.yaml").read_text(encoding="utf-8")) == [("2026-01-01", "2026-01-09")]
