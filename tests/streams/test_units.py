"""Many short files of a long source are counted in groups, and a file that comes or goes changes its own group only."""

from __future__ import annotations

import pytest
from goalposts.streams.files import source_blocks
from goalposts.streams.units import units_of
from hypothesis import given
from hypothesis import strategies as st
from streams.orders import opened, source

NAMES = st.sets(st.text("abcdefgh", min_size=1, max_size=4), min_size=1, max_size=40)


def groups_of(folder, names, rows):
    """The files of every unit of a source; each is some hundred bytes long."""
    for path in folder.glob("*.csv"):
        path.unlink()
    for name in names:
        (folder / f"{name}.csv").write_text("order_id,at\n" + f"{name},2026-05-01\n" * rows)
    stream = opened(source(locations=("*.csv",)), folder=folder)
    return [[file.name for file in unit.stream.stamps] for unit in units_of(stream, None, None, grouped=True)]


@given(names=NAMES, new=st.text("abcdefgh", min_size=1, max_size=4), rows=st.integers(1, 30))
def test_a_file_that_comes_changes_its_own_group_only(tmp_path_factory, names, new, rows):
    folder, names = tmp_path_factory.mktemp("files"), (names - {new}) | {"first"}
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(source_blocks, "BLOCK_BYTES", 700)
        before, after = groups_of(folder, names, rows), groups_of(folder, names | {new}, rows)
    assert [name for group in before for name in group] == sorted(f"{name}.csv" for name in names)
    assert [name for group in after for name in group] == sorted(f"{name}.csv" for name in names | {new})
    assert sum(group not in before for group in after) <= 2, "the group that it joins, or the two that it parts"


def test_groups_are_about_as_long_as_a_block(tmp_path, monkeypatch):
    """A thousand files of a hundred bytes and more, blocks of ten thousand: some ten groups, give and take chance."""
    monkeypatch.setattr(source_blocks, "BLOCK_BYTES", 10_000)
    names = {f"{number:04}" for number in range(1000)}
    total = 1000 * len("order_id,at\n" + "0000,2026-05-01\n" * 6)
    groups = groups_of(tmp_path, names, 6)
    assert total / 10_000 / 2 < len(groups) < total / 10_000 * 2


def test_a_file_as_long_as_a_block_stands_for_itself(tmp_path, monkeypatch):
    monkeypatch.setattr(source_blocks, "BLOCK_BYTES", 1_000)
    for name, rows in (("a", 1), ("b", 1), ("c", 200), ("d", 1)):
        (tmp_path / f"{name}.csv").write_text("order_id,at\n" + f"{name},2026-05-01\n" * rows)
    stream = opened(source(locations=("*.csv",)), folder=tmp_path)
    found = []
    for unit in units_of(stream, None, None, grouped=True):
        list(unit.stream)
        found.append([file.name for file in unit.stream.stamps])
    assert ["c.csv"] in found
    assert all("c.csv" not in group for group in found if len(group) > 1)
    assert unit.stream.counting.rows == 1
