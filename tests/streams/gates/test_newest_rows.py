"""Which of several rows of one key is the newest, by a column of the source that is no field."""

import pytest
from streams.orders import opened, read, source, written

NEWEST = {"dedupe": ("order_id",), "dedupe_by": "changed"}


def note_that_stays(folder, changed, block_bytes=1 << 22):
    """One order again and again; its note is the place of the row."""
    rows = "".join(f"a,2026-03-01,{place},{cell}\n" for place, cell in enumerate(changed))
    given = written(folder, f"order_id,at,note,changed\n{rows}", **NEWEST)
    return read(opened(given, folder=folder, block_bytes=block_bytes))


@pytest.mark.parametrize(
    ("changed", "newest"),
    [
        (["2", "10", "9"], "1"),
        (["1.5", "1.25", "1.75"], "2"),
        (["2026-03-01", "2026-03-02T10:00:00", "2026-03-02"], "1"),
        (["5", "", "4"], "0"),
        (["7", "7", "6"], "1"),
    ],
)
def test_the_newest_by_numbers_or_times(tmp_path, changed, newest):
    found, count = note_that_stays(tmp_path, changed)
    assert (found["note"], count.duplicates) == ([newest], len(changed) - 1)


@pytest.mark.parametrize("block_bytes", [32, 64, 256, 1 << 22])
def test_what_stands_in_other_rows_changes_no_rank(tmp_path, block_bytes):
    """Numbers first, times after them, and a word: every cell has its rank wherever the file is cut."""
    changed = [*map(str, range(150)), *(f"2026-03-01T00:{place % 60:02}:00" for place in range(200)), "soon"]
    found, count = note_that_stays(tmp_path, changed, block_bytes)
    assert found["note"] == [str(150 + 179)]
    assert (count.rows, count.duplicates, count.quarantined) == (351, 349, {"bad_timestamp": 1})


def test_typed_numbers_and_times_are_compared_as_they_are():
    for changed in ([3, 12, 5], [3.5, 12.5, 5.5]):
        table = {"order_id": ["a"] * 3, "at": ["2026-03-01"] * 3, "note": ["0", "1", "2"], "changed": changed}
        assert read(opened(source(**NEWEST), table))[0]["note"] == ["1"]
