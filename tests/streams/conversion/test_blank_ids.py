"""Ids of nothing but spaces are missing, also where nobody reads the ids."""

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from goalposts.streams.batches.blank_texts import BLANKS, never_blank
from hypothesis import given
from hypothesis import strategies as st
from streams.orders import opened, read, source, written

NOBODY_ASKS = frozenset({"items"})
BLANK = [" ", "\t", "\u00a0", " \u3000 ", ""]


def test_every_sign_that_arrow_trims_is_known():
    signs = pa.array([chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000])
    trimmed = signs.filter(pc.equal(pc.binary_length(pc.utf8_trim_whitespace(signs)), 0)).to_pylist()
    assert set(trimmed) <= set(BLANKS)
    assert sorted(BLANKS) == list(BLANKS)


@given(st.lists(st.text(st.sampled_from(["a", "Я", "~", "!", *BLANKS]), max_size=2), min_size=1, max_size=6))
def test_texts_that_are_never_blank_are_not(texts):
    if never_blank(min(texts), max(texts)):
        assert all(text.strip("".join(BLANKS)) for text in texts)


@pytest.mark.parametrize("blank", BLANK)
@pytest.mark.parametrize("others", [["a", "b"], ["Я", "б"], ["!", "\U0001f600"]])
@pytest.mark.parametrize("form", ["table", "csv", "parquet"])
def test_a_blank_id_is_missing_although_nobody_asks_for_ids(form, others, blank, tmp_path):
    ids = [others[0], blank, others[1]]
    columns = {"order_id": ids, "at": ["2026-05-01"] * 3}
    if form == "csv":
        rows = "".join(f'"{name}",2026-05-01\n' for name in ids)
        stream = opened(written(tmp_path, f"order_id,at\n{rows}"), folder=tmp_path, wanted=NOBODY_ASKS)
    elif form == "parquet":
        pq.write_table(pa.table(columns), tmp_path / "o.parquet")
        stream = opened(source(locations=("o.parquet",)), folder=tmp_path, wanted=NOBODY_ASKS)
    else:
        stream = opened(source(), columns, wanted=NOBODY_ASKS)
    _, count = read(stream)
    assert (count.accepted, count.quarantined) == (2, {"missing_value": 1})


def test_ids_that_all_say_something_are_not_read_of_a_parquet_file(tmp_path):
    """What the file says of its ids is enough, in Latin and in Cyrillic letters."""
    for ids, complete in ((["a", "b"], True), (["Я-1", "Я-2"], True), (["1", "Я"], False), ([" ", "a"], False)):
        pq.write_table(pa.table({"order_id": ids, "at": ["2026-05-01"] * 2}), tmp_path / "o.parquet")
        stream = opened(source(locations=("o.parquet",)), folder=tmp_path, wanted=NOBODY_ASKS)
        ((reader, _),) = stream.parts
        (piece,) = reader.pieces()
        assert ("order_id" in piece.complete) is complete
