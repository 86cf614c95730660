"""Bare lines clear files of having rows in common: never a pair that has, whatever lines and breaks there are."""

from __future__ import annotations

import gzip
from itertools import pairwise

import pytest
from goalposts.streams.files.stamps import StampedFile
from goalposts.streams.overlaps import line_prints
from goalposts.streams.overlaps.line_prints import is_text, pairs_with_common_lines
from hypothesis import given
from hypothesis import strategies as st

LINE = st.text(st.sampled_from("ab,1é"), max_size=20)


def stamped(folder, *texts):
    for number, text in enumerate(texts):
        (folder / f"{number}.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    return [StampedFile.of(f"{number}.csv", folder / f"{number}.csv") for number in range(len(texts))]


@given(st.lists(st.lists(LINE, max_size=12), min_size=2, max_size=4), st.integers(1, 40))
def test_no_pair_with_common_lines_is_cleared(tmp_path_factory, files, chunk):
    """Neighbours among the files that have a line are a pair, where that is so of two lines."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(line_prints, "_CHUNK_BYTES", chunk)
        found = pairs_with_common_lines(
            stamped(tmp_path_factory.mktemp("lines"), *("\n".join(lines) for lines in files))
        )
    each = [{line for line in lines if line} for lines in files]
    common = {}
    for line in set().union(*each):
        there = [place for place, lines in enumerate(each) if line in lines]
        for pair in pairwise(there):
            common[pair] = common.get(pair, 0) + 1
    assert found == {pair for pair, lines in common.items() if lines >= 2}


def test_a_header_alone_is_no_reason(tmp_path):
    assert pairs_with_common_lines(stamped(tmp_path, "at,cost\n1,2\n", "at,cost\n3,4\n")) == frozenset()


def test_lines_are_those_of_what_is_packed(tmp_path):
    text = b"at,cost\n2026-01-01,2\n2026-01-02,3\n"
    assert pairs_with_common_lines(stamped(tmp_path, gzip.compress(text), text)) == {(0, 1)}


def test_of_many_lines_a_part_is_enough(tmp_path, monkeypatch):
    monkeypatch.setattr(line_prints, "_BUDGET", 100)
    many = "".join(f"row {number:09}\n" for number in range(5_000))
    rest = "".join(f"other {number:09}\n" for number in range(5_000))
    assert pairs_with_common_lines(stamped(tmp_path, many, rest, many)) == {(0, 2)}


def test_a_document_in_one_line_tells_nothing(tmp_path):
    assert pairs_with_common_lines(stamped(tmp_path, "[" + "1," * 9_000 + "1]", "[]")) is None


@pytest.mark.parametrize(("start", "text"), [(b"PK\x03\x04", False), (b"PAR1", False), (b"at,cost", True), (b"", True)])
def test_what_is_no_text_is_known_by_its_start(tmp_path, start, text):
    (file,) = stamped(tmp_path, start + b"\x00" * 20)
    assert is_text(file) == text
