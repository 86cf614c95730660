"""How much of a source is read is told by the bytes of its files."""

from __future__ import annotations

import gzip
import json

import pytest
from streams.orders import opened, source

ROWS = [f"o{number * 7919 % 100_003},2026-05-01,{number}" for number in range(60_000)]


def shares(folder, *names):
    stream = opened(source(locations=names), folder=folder, block_bytes=1 << 16)
    return [stream.share for batch in stream if batch.rows]


@pytest.mark.parametrize("form", ["csv", "csv.gz", "json", "json.gz"])
def test_share_grows_evenly_over_files(tmp_path, form):
    for name in ("a", "b"):
        text = "order_id,at,items\n" + "\n".join(ROWS)
        if "json" in form:
            text = "\n".join(json.dumps({"order_id": row, "at": "2026-05-01"}) for row in ROWS)
        data = text.encode()
        (tmp_path / f"{name}.{form}").write_bytes(gzip.compress(data) if form.endswith("gz") else data)
    found = shares(tmp_path, f"a.{form}", f"b.{form}")
    assert found == sorted(found)
    assert 0 < found[0] < 0.5
    assert found[-1] == pytest.approx(1.0, abs=0.1)
    middle = len(found) // 2
    assert found[middle] == pytest.approx((middle + 1) / len(found), abs=0.4)


def test_share_of_a_table_in_memory_is_not_known():
    stream = opened(table={"order_id": ["a"], "at": ["2026-05-01"]})
    assert list(stream)
    assert stream.share is None
