"""What becomes of every row: filtered, refused, outside, a duplicate, or accepted."""

import csv
import stat
from datetime import date

import pyarrow as pa
import pyarrow.csv
import pytest
from goalposts.errors import InputError
from goalposts.expressions import parse
from goalposts.model import Quarantine, Source, event_type, field
from goalposts.streams.gates.quarantine import file_name, quarantine_file
from goalposts.streams.opening import open_source
from hypothesis import given as examples
from hypothesis import strategies as st
from pyarrow import parquet
from streams.orders import opened, read, rule, source, utc, written


def test_field_without_column_is_absent_and_not_null():
    stream = opened(table={"order_id": ["a"], "at": ["2026-05-01"], "note": ["x"]})
    (batch,) = stream
    assert set(batch.columns) == {"order_id", "at", "note"}
    assert batch.absent == stream.absent == {"state", "wait", "amount", "items", "paid", "closed_at"}


def test_wanted_limits_what_is_converted_but_required_fields_are_always_checked():
    table = {
        "order_id": ["a", "", "c"],
        "at": ["2026-05-01"] * 3,
        "wait": ["1", "2", "bad"],
        "items": ["1", "2", "bad"],
    }
    found, count = read(opened(table=table, wanted=frozenset({"items"})))
    assert found == {"at": [utc("2026-05-01")], "items": [1.0]}
    assert count.quarantined == {"bad_number": 1, "missing_value": 1}


STEP = event_type(
    "sample.step",
    time="at",
    fields=[
        field.time("at"),
        field.number("items"),
        field.category("state", values=("open", "done"), required=True),
        field.category("place", required=True),
    ],
)


@pytest.mark.parametrize("name", ["steps.csv", "steps.parquet"])
@pytest.mark.parametrize(
    ("fields", "cells", "reason"),
    [
        ({}, {"state": "lost"}, "unknown_value"),
        ({}, {"place": ""}, "missing_value"),
        ({"place": rule("place", nulls=("-",))}, {"place": "-"}, "missing_value"),
        ({"place": rule("place", values={"A": "a"})}, {"place": "B"}, "unknown_value"),
    ],
)
def test_words_that_have_to_be_there_are_checked_by_their_rule_although_nobody_asks(
    tmp_path, name, fields, cells, reason
):
    rows = [{"at": "2026-05-01", "items": place, "state": "done", "place": "A"} for place in range(3)]
    table = pa.Table.from_pylist([rows[0], {**rows[1], **cells}, rows[2]])
    (parquet.write_table if name.endswith("parquet") else pyarrow.csv.write_csv)(table, tmp_path / name)
    given = Source("steps", STEP.id, (name,), fields=fields, timezone="UTC")
    stream = open_source(
        given, STEP, timezone="UTC", as_of=date(2027, 1, 1), folder=tmp_path, wanted=frozenset({"items"})
    )
    found, count = read(stream)
    assert (found["items"], count.quarantined) == ([0.0, 2.0], {reason: 1})


@pytest.mark.parametrize("columns", [{}, {"order_id": rule("order_id", "items")}])
def test_a_batch_of_which_no_row_is_left_has_nothing_to_check(columns):
    table = {"order_id": ["a"], "at": ["2026-05-01"], "items": ["1"]}
    given = source(start=date(2026, 6, 1), fields=columns)
    _, count = read(opened(given, table, wanted=frozenset({"items"})))
    assert (count.outside, count.accepted) == (1, 0)


def test_keys_are_told_apart_although_nobody_asks_for_them():
    table = {"order_id": ["a", "b", "c"], "at": ["2026-05-01"] * 3, "note": ["x", "y", "x"], "r": ["n", "n", "s"]}
    for key, kept in ((("note",), 2), (("region",), 2), (("note", "region"), 3)):
        given = source(dedupe=key, dimensions={"region": rule("r")})
        _, count = read(opened(given, table, wanted=frozenset({"items"})))
        assert (count.accepted, count.duplicates) == (kept, 3 - kept)


def test_row_with_two_faults_is_counted_once_under_the_first_field():
    _, count = read(opened(table={"order_id": ["", "b"], "at": ["bad", "2026-05-01"], "wait": ["bad", "-1"]}))
    assert count.quarantined == {"missing_value": 1, "negative_duration": 1}
    assert count.rows == 2


def test_condition_on_raw_columns_filters_null_and_false():
    table = {"order_id": list("abcd"), "at": ["2026-05-01"] * 4, "Kind": ["TEST", "REAL", "", None]}
    for where, kept in (("`Kind` != 'TEST'", ["b"]), ("Kind is null", ["c", "d"]), ("Kind != ''", ["a", "b"])):
        found, count = read(opened(source(where=parse(where)), table))
        assert (found["order_id"], count.filtered, count.rows) == (kept, 4 - len(kept), 4)


def test_filtered_rows_are_not_checked():
    table = {"order_id": ["a", "b"], "at": ["2026-05-01", "bad"], "Kind": ["REAL", "TEST"]}
    _, count = read(opened(source(where=parse("Kind != 'TEST'")), table))
    assert (count.accepted, count.filtered, count.quarantined) == (1, 1, {})


def test_rows_from_as_of_on_are_as_if_they_were_not_there():
    """Midnight is the project's: 2026-05-31T21:00Z is June in Moscow."""
    table = {
        "order_id": list("abcd"),
        "at": ["2026-05-31T20:59:59Z", "2026-05-31T21:00:00Z", "2026-06-02T00:00:00Z", "2026-06-02T00:00:00Z"],
        "wait": ["1", "1", "bad", "1"],
        "Kind": ["REAL", "REAL", "REAL", "TEST"],
    }
    given = source(where=parse("Kind != 'TEST'"))
    found, count = read(opened(given, table, timezone="Europe/Moscow", as_of=date(2026, 6, 1)))
    assert found["order_id"] == ["a"]
    assert (count.rows, count.filtered, count.quarantined) == (1, 0, {})
    assert count.first == count.last == "2026-05-31T23:59:59+03:00"


def test_span_of_the_source_is_cut_at_local_midnights():
    table = {"order_id": list("abc"), "at": ["2026-04-30T20:59:59Z", "2026-04-30T21:00:00Z", "2026-05-31T21:00:00Z"]}
    given = source(start=date(2026, 5, 1), end=date(2026, 6, 1))
    found, count = read(opened(given, table, timezone="Europe/Moscow"))
    assert (found["order_id"], count.outside) == (["b"], 2)


def test_newest_row_of_a_key_stays_and_of_equals_the_later():
    table = {
        "order_id": ["a", "b", "a", "b", "c"],
        "at": ["2026-05-02", "2026-05-01", "2026-05-01", "2026-05-01", "2026-05-01"],
        "note": ["newest", "early", "older", "late", "only"],
    }
    found, count = read(opened(source(dedupe=("order_id",)), table, batch_rows=2))
    assert (found["note"], count.duplicates) == (["newest", "late", "only"], 2)


def test_dedupe_by_another_field():
    table = {"order_id": ["a", "a", "a"], "at": ["2026-05-01"] * 3, "items": [2, 3, None], "note": ["x", "y", "z"]}
    found, _ = read(opened(source(dedupe=("order_id",), dedupe_by="items"), table, wanted=frozenset({"note"})))
    assert found["note"] == ["y"]


@pytest.mark.parametrize(
    "changed",
    [
        ["2026-05-01T10:00:00Z", "2026-05-01T11:00:00Z", ""],
        ["10", "9", "8"],
        ["10", "9", ""],
        [10, 9.5, None],
    ],
    ids=["times", "written numbers", "written numbers and none", "numbers"],
)
def test_dedupe_by_a_column_that_is_no_field(changed):
    """Times as times and numbers as numbers, `9` before `10`; the column is no part of the event."""
    table = {"order_id": ["a", "a", "a"], "at": ["2026-05-01"] * 3, "changed": changed, "note": ["x", "y", "z"]}
    found, count = read(opened(source(dedupe=("order_id",), dedupe_by="changed"), table))
    newest = "y" if "T" in str(changed[0]) else "x"
    assert found == {"order_id": ["a"], "at": [utc("2026-05-01")], "note": [newest]}
    assert count.duplicates == 2


def test_a_row_whose_time_of_change_cannot_be_read_is_refused():
    table = {"order_id": ["a", "a"], "at": ["2026-05-01"] * 2, "changed": ["soon", "2026-05-02"]}
    _, count = read(opened(source(dedupe=("order_id",), dedupe_by="changed"), table))
    assert (count.accepted, count.duplicates, count.quarantined) == (1, 0, {"bad_timestamp": 1})


def test_row_without_a_key_is_no_duplicate():
    table = {"order_id": ["a", "b", "c"], "at": ["2026-05-01"] * 3, "note": ["", "", "n"]}
    found, _ = read(opened(source(dedupe=("note",)), table))
    assert found["order_id"] == ["a", "b", "c"]


rows = st.lists(
    st.fixed_dictionaries(
        {
            "order_id": st.sampled_from(["a", "b", "c", ""]),
            "at": st.sampled_from(["2026-05-01", "2026-05-02", "2026-05-03", "2026-02-30", "", "2028-01-01"]),
            "wait": st.sampled_from(["1", "-1", "", "bad"]),
            "note": st.sampled_from(["x", "y", ""]),
            "items": st.sampled_from(["1", "2", "-3", "nan", ""]),
        }
    ),
    max_size=12,
)


TEXTS = pa.schema([(name, pa.string()) for name in ("order_id", "at", "wait", "note", "items")])


def naive_newest(table):
    """Row by row: what stays, and how many rows met each fate."""
    fates = dict.fromkeys(("filtered", "quarantined", "outside", "duplicates"), 0)
    passed = []
    for row in table:
        if row["at"] == "2028-01-01":
            continue
        if row["note"] in ("y", ""):  # of an empty one it is not known whether it is y
            fates["filtered"] += 1
        elif row["at"] == "2026-05-03":
            fates["outside"] += 1
        elif (
            not row["order_id"]
            or row["at"] in ("", "2026-02-30")
            or row["wait"] in ("-1", "bad")
            or row["items"] == "nan"
        ):
            fates["quarantined"] += 1
        else:
            passed.append(row)
    newest = {}
    for place, row in enumerate(passed):
        key = (row["order_id"], row["items"])
        if row["items"] and (key not in newest or row["at"] >= passed[newest[key]]["at"]):
            newest[key] = place
    stay = [row for place, row in enumerate(passed) if not row["items"] or place in newest.values()]
    fates["duplicates"] = len(passed) - len(stay)
    return stay, fates


@examples(rows, st.integers(1, 5))
def test_every_row_has_exactly_one_fate(table, batch_rows):
    """Rows = accepted + filtered + duplicates + outside + quarantined, as a walk over the rows finds them."""
    given = source(where=parse("note != 'y'"), end=date(2026, 5, 3), dedupe=("order_id", "items"))
    columns = {name: [row[name] for row in table] for name in ("order_id", "at", "wait", "note", "items")}
    found, count = read(opened(given, pa.table(columns, schema=TEXTS), batch_rows=batch_rows))
    stay, fates = naive_newest(table)
    assert found.get("order_id", []) == [row["order_id"] for row in stay]
    assert found.get("at", []) == [utc(row["at"]) for row in stay]
    refused = sum(count.quarantined.values())
    assert (count.filtered, refused, count.outside, count.duplicates) == tuple(fates.values())
    assert count.rows == count.accepted + count.filtered + count.duplicates + count.outside + refused
    assert refused == sum(detail.count for detail in count.details)


def test_stream_can_be_read_again_with_the_same_count():
    stream = opened(source(dedupe=("order_id",)), {"order_id": ["a", "a", ""], "at": ["2026-05-01"] * 3})
    assert read(stream) == read(stream)


def test_count_before_the_end_is_refused():
    with pytest.raises(RuntimeError, match="iterate the stream to its end"):
        _ = opened(table={"order_id": ["a"], "at": ["2026-05-01"]}).count


def test_quarantine_file_lists_every_refused_row_privately(tmp_path):
    given = written(
        tmp_path, "order_id,at,wait\na,2026-05-01,1\nb,bad,1\nshort\nc,2026-05-01,-1\n", dedupe=("order_id",)
    )
    folder = tmp_path / "kept" / "quarantine"
    read(opened(given, folder=tmp_path, quarantine=Quarantine(folder)))
    with (folder / "shop.csv").open(newline="") as file:
        listed = sorted(csv.reader(file))
    assert listed == [
        ["file", "line", "reason", "field", "value"],
        ["orders.csv", "3", "bad_timestamp", "at", "bad"],
        ["orders.csv", "4", "wrong_columns", "", "short"],
        ["orders.csv", "5", "negative_duration", "wait", "-1"],
    ]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert (folder / ".gitignore").read_text() == "*\n"
    assert sorted(path.name for path in folder.iterdir()) == [".gitignore", "shop.csv"]


def test_quarantine_without_values_keeps_only_positions(tmp_path):
    """What stood in a refused row is not copied anywhere."""
    given = written(tmp_path, "order_id,at\nb,secret\n")
    read(opened(given, folder=tmp_path, quarantine=Quarantine(tmp_path / "q", values=False)))
    assert (tmp_path / "q" / "shop.csv").read_text().split() == [
        "file,line,reason,field",
        "orders.csv,2,bad_timestamp,at",
    ]


def test_nothing_is_written_unless_asked(tmp_path):
    given = written(tmp_path, "order_id,at\nb,bad\n")
    read(opened(given, folder=tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["orders.csv"]


def test_reading_that_breaks_off_leaves_no_half_quarantine(tmp_path):
    given = written(tmp_path, "order_id,at\nb,bad\n" + "c,2026-05-01\n" * 9 + "ü,2026-05-01\n", encoding="latin-1")
    with pytest.raises(Exception, match="the text is not utf-8"):
        read(opened(given, folder=tmp_path, quarantine=Quarantine(tmp_path / "q"), block_bytes=64))
    assert not (tmp_path / "q").exists() or [path.name for path in (tmp_path / "q").iterdir()] == [".gitignore"]


def test_dimensions_are_categories():
    given = source(dimensions={"branch": rule("Site", values={"N": "north", "S": "south"})})
    found, count = read(opened(given, {"order_id": list("abc"), "at": ["2026-05-01"] * 3, "Site": ["N", "S", "?"]}))
    assert (found["branch"], count.quarantined) == (["north", "south"], {"unknown_value": 1})


def test_refused_rows_that_cannot_be_kept_stop_the_run_in_a_sentence(tmp_path):
    (tmp_path / "q").write_text("a file stands where the folder should be")
    with pytest.raises(InputError, match="cannot be written"):
        read(opened(table={"order_id": ["a"], "at": ["bad"]}, quarantine=Quarantine(tmp_path / "q")))
    folder = tmp_path / "r"
    (folder / "sample.csv").mkdir(parents=True)
    with (
        pytest.raises(InputError, match=r"sample\.csv: cannot be written"),
        quarantine_file(Quarantine(folder), "sample"),
    ):
        pass
    assert sorted(path.name for path in folder.iterdir()) == [".gitignore", "sample.csv"]


def test_the_files_of_two_sources_never_share_a_name():
    """Also not on a file system that ignores the case of letters."""
    sources = ["a b", "a_b", "a/b", "A_b", "a_B", "а_б", "a-b", "a.b"]
    assert len({file_name(source).lower() for source in sources}) == len(sources)
