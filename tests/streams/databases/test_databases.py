"""SQLite, DuckDB and what SQLAlchemy opens are read by address or as files, read only and with bounded memory."""

import sqlite3
from pathlib import Path
from threading import Thread

import duckdb
import pytest
from attrs import evolve
from goalposts.errors import SourceError
from goalposts.streams.databases.query import is_table, selection
from streams.lean_process import lean
from streams.orders import opened, read, rule, source, utc

TABLE = """
create table orders (
  order_id bigint, "at" timestamp, state varchar(9), wait double, items integer, paid boolean, note text
);
insert into orders values
  (1, '2026-03-01 10:00:00', 'open', 90.5, 3, true, 'да'),
  (2, '2026-03-02 00:00:00.25', 'done', null, null, false, null);
create view done as select * from orders where state = 'done';
"""
EXPECTED = {
    "order_id": ["1", "2"],
    "at": [utc("2026-03-01T10:00"), utc("2026-03-02T00:00:00.250")],
    "state": ["open", "done"],
    "wait": [90.5, None],
    "items": [3.0, None],
    "paid": [True, False],
    "note": ["да", None],
}


@pytest.fixture(params=["sqlite", "duckdb", "sqlalchemy"])
def shop(request, tmp_path):
    """A source on one of the databases, and its folder."""
    if request.param == "duckdb":
        with duckdb.connect(str(tmp_path / "shop.duckdb")) as connection:
            connection.execute(TABLE)
        location = "duckdb:///shop.duckdb"
    else:
        with sqlite3.connect(tmp_path / "shop.db") as connection:
            connection.executescript(TABLE)
        connection.close()
        location = "sqlite:///shop.db" if request.param == "sqlite" else f"sqlite+pysqlite:///{tmp_path}/shop.db"
    return source(locations=(location,), query="orders"), tmp_path


def test_table_view_and_query(shop):
    given, folder = shop
    assert read(opened(given, folder=folder))[0] == EXPECTED
    second = {name: cells[1:] for name, cells in EXPECTED.items()}
    assert read(opened(evolve(given, query="done"), folder=folder))[0] == second
    query = "select * from orders where order_id > 1 -- the second\n;"
    assert read(opened(evolve(given, query=query), folder=folder))[0] == second


def test_only_the_asked_columns_come_in_the_order_of_the_table(shop):
    given, folder = shop
    (reader, _), *_ = opened(given, folder=folder).parts
    assert reader.columns == tuple(EXPECTED)
    batches = list(reader.batches(frozenset({"note", "order_id"})))
    assert [batch.cells.schema.names for batch in batches] == [["order_id", "note"]]
    assert [batch.lines.tolist() for batch in reader.batches(frozenset())] == [[1, 2]]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("order", "refuses the query"),
        ("select nope from orders", "refuses the query: .*nope"),
        ("delete from orders", "`query:` is no SELECT"),
        ("select * from orders; delete from orders", "more than one statement"),
        ("select 1 as a, 2 as a", "a column name stands twice: a|no column"),
        ('select "at" from orders', "no column 'order_id', needed by field order_id; found: at"),
    ],
)
def test_what_is_no_reading_query(shop, query, said):
    given, folder = shop
    with pytest.raises(SourceError, match=f"shop: .*{said}") as failure:
        opened(evolve(given, query=query), folder=folder)
    assert len(str(failure.value).splitlines()) == 1
    assert read(opened(given, folder=folder))[1].rows == 2


def test_rows_are_the_same_when_they_are_read_again(shop):
    given, folder = shop
    stream = opened(given, folder=folder)
    first = read(stream)
    file = next(folder.glob("shop.*"))
    with duckdb.connect(str(file)) if file.suffix == ".duckdb" else sqlite3.connect(file) as connection:
        connection.execute("update orders set order_id = 3, note = 'changed'")
        connection.execute("insert into orders select * from orders")
        connection.commit() if file.suffix == ".db" else None
    connection.close()
    assert read(stream) == first
    (reader, _), *_ = stream.parts
    assert sum(batch.cells.num_rows for batch in reader.batches(frozenset({"note"}))) == 2


def test_other_columns_of_a_table_that_grew(shop):
    """Rows that are asked for anew may be others; that they are more is noticed."""
    given, folder = shop
    (reader, _), *_ = opened(given, folder=folder).parts
    list(reader.batches(frozenset({"order_id"})))
    file = next(folder.glob("shop.*"))
    with duckdb.connect(str(file)) if file.suffix == ".duckdb" else sqlite3.connect(file) as connection:
        connection.execute("insert into orders select * from orders")
        connection.commit() if file.suffix == ".db" else None
    connection.close()
    with pytest.raises(SourceError, match="shop: the rows changed while they were read"):
        list(reader.batches(frozenset({"note"})))


def test_threads_may_take_turns(shop, monkeypatch):
    """A scan fetches the next rows in a thread of its own."""
    given, folder = shop
    monkeypatch.setattr("goalposts.streams.databases.sqlite._ROWS", 1)
    monkeypatch.setattr("goalposts.streams.databases.sqlalchemy._ROWS", 1)
    batches, found = iter(opened(given, folder=folder)), []
    for _ in range(3):
        turn = Thread(target=lambda: found.extend(batch.rows for batch in [next(batches, None)] if batch))
        turn.start()
        turn.join()
    assert sum(found) == 2


def test_file_is_known_by_its_first_bytes(shop):
    given, folder = shop
    file = next(folder.glob("shop.*"))
    file.rename(folder / "export.bin")
    table, _ = read(opened(evolve(given, locations=("export.bin",)), folder=folder))
    assert table == EXPECTED


def test_only_table_needs_no_name(shop):
    given, folder = shop
    file = next(folder.glob("shop.*"))
    plain = evolve(given, locations=(file.name,), query="")
    if file.suffix == ".duckdb":
        assert read(opened(plain, folder=folder))[1].rows == 2
    else:
        with pytest.raises(SourceError, match='no table is named; found: "orders", "done"; name one under `query:`'):
            opened(plain, folder=folder)


@pytest.mark.parametrize("batch_rows", [1, 2, 100])
def test_sqlite_column_of_several_types(tmp_path, monkeypatch, batch_rows):
    """SQLite keeps what was written: numbers, texts of numbers and words in one column."""
    with sqlite3.connect(tmp_path / "a.db") as connection:
        connection.execute("create table t (order_id, at, amount, note, closed_at, raw)")
        rows = [
            (1, "2026-03-01", 5, "x", 1_772_323_200, b"a"),
            ("b", "2026-03-01T10:00:00+03:00", "1e3", 7, None, None),
            (2.5, "2026-03-02", 2.25, None, "1772323200", None),
            (2**62, "2026-03-02", "many", 2.0, 1_772_323_200.5, None),
            (None, "2026-03-02", None, None, None, None),
        ]
        connection.executemany("insert into t values (?, ?, ?, ?, ?, ?)", rows)
    connection.close()
    given = source(locations=("a.db",), query="t", fields={"closed_at": rule("closed_at", format="epoch_s")})
    monkeypatch.setattr("goalposts.streams.databases.sqlite._ROWS", batch_rows)
    stream = opened(given, folder=tmp_path)
    table, count = read(stream)
    assert read(stream) == (table, count)
    assert table["order_id"] == ["1", "b", "2.5"]
    assert table["amount"] == [5.0, 1000.0, 2.25]
    assert table["note"] == ["x", "7", None]
    assert table["closed_at"] == [utc("2026-03-01"), None, utc("2026-03-01")]
    assert (count.rows, count.quarantined) == (5, {"bad_number": 1, "missing_value": 1})
    with pytest.raises(SourceError, match="column 'raw' holds binary"):
        read(opened(evolve(given, fields={"note": rule("raw")}), folder=tmp_path))


def test_duckdb_types(tmp_path):
    with duckdb.connect(str(tmp_path / "a.duckdb")) as connection:
        connection.execute("set timezone = 'Asia/Tokyo'")
        connection.execute(
            "create table t as select 170141183460469231731687303715884105727::hugeint as order_id,"
            " timestamptz '2026-03-01 10:00+03' as \"at\", 'open'::enum('open', 'done') as state,"
            " interval '1 year 1 month 1 day 2 seconds' as wait, 5000.10::decimal(12, 2) as amount,"
            " 200::utinyint as items, '6f9619ff-8b86-d011-b42d-00cf4fc964ff'::uuid as note,"
            " date '2026-03-03' as closed_at, [1] as list"
        )
    given = source(locations=("a.duckdb",))
    table, _ = read(opened(given, folder=tmp_path))
    assert table == {
        "order_id": ["170141183460469231731687303715884105727"],
        "at": [utc("2026-03-01T07:00")],
        "state": ["open"],
        "wait": [(365.25 + 30 + 1) * 86_400 + 2],
        "amount": [5000.1],
        "items": [200.0],
        "note": ["6f9619ff-8b86-d011-b42d-00cf4fc964ff"],
        "closed_at": [utc("2026-03-03")],
    }
    with pytest.raises(SourceError, match="column 'list' holds list"):
        read(opened(evolve(given, fields={"note": rule("list")}), folder=tmp_path))


def test_duckdb_reads_nothing_but_its_file(tmp_path):
    (tmp_path / "a.csv").write_text("order_id,at\n1,2026-03-01\n")
    duckdb.connect(str(tmp_path / "a.duckdb")).close()
    with pytest.raises(SourceError, match="refuses the query: Permission Error"):
        opened(source(locations=("a.duckdb",), query=f"select * from read_csv('{tmp_path}/a.csv')"), folder=tmp_path)
    with pytest.raises(SourceError, match="Table with name tables does not exist"):
        opened(source(locations=("a.duckdb",), query="tables"), folder=tmp_path)


def test_two_sources_may_read_one_database_at_a_time(shop):
    given, folder = shop
    first, second = (iter(opened(given, folder=folder)) for _ in range(2))
    assert [batch.rows for pair in zip(first, second, strict=True) for batch in pair] == [2, 2]


def test_duckdb_sorts_more_than_it_keeps_elsewhere(tmp_path):
    """What does not fit into memory goes to the folder for temporary files, not beside the database."""
    with duckdb.connect(str(tmp_path / "a.duckdb")) as connection:
        connection.execute("create table t as select range as order_id, timestamp '2026-03-01' as \"at\" from range(9)")
    given = source(locations=("a.duckdb",), query="select * from t order by order_id desc")
    assert read(opened(given, folder=tmp_path))[0]["order_id"] == [str(n) for n in range(8, -1, -1)]
    assert [path.name for path in tmp_path.iterdir()] == ["a.duckdb"]


@pytest.mark.parametrize(
    ("location", "content", "said"),
    [
        ("sqlite:///gone.db", None, r"shop: there is no file .*gone\.db; check the path"),
        ("duckdb:///gone.db", None, r"shop: there is no file"),
        ("sqlite:///", None, "the address names no file"),
        (
            "sqlite:///broken.db",
            b"SQLite format 3\0" + b"\xff" * 4096,
            "cannot connect to the database: .*file is not a",
        ),
        ("broken.db", b"SQLite format 3\0" + b"\xff" * 4096, r"broken\.db: cannot connect to the database"),
        ("broken.bin", b"\0" * 8 + b"DUCK" + b"\xff" * 9000, r"broken\.bin: cannot connect to the database"),
        ("mysql+nodriver://host/db", None, "no driver for mysql\\+nodriver is installed"),
        ("nosuch://host/db", None, "no driver for nosuch is installed"),
        ("mysql://host:port/db", None, "the address of the database cannot be read"),
        ("sqlite+pysqlite:////nowhere/gone.db", None, "cannot connect to the database: unable to open database file"),
    ],
)
def test_no_way_in(tmp_path, location, content, said):
    if content is not None:
        (tmp_path / location.rpartition("/")[2]).write_bytes(content)
    with pytest.raises(SourceError, match=said) as failure:
        opened(source(locations=(location,), query="orders"), folder=tmp_path)
    assert len(str(failure.value).splitlines()) == 1


def test_sqlite_that_somebody_writes_to_meanwhile(tmp_path, monkeypatch):
    """One reading sees the table as it was when the reading began."""
    monkeypatch.setattr("goalposts.streams.databases.sqlite._ROWS", 10)
    writer = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    writer.execute("pragma journal_mode = wal")
    writer.execute("create table orders (order_id, at)")
    writer.executemany("insert into orders values (?, '2026-03-01')", ((n,) for n in range(100)))
    stream = opened(source(locations=("a.db",)), folder=tmp_path)
    batches = iter(stream)
    rows = next(batches).rows
    writer.executemany("insert into orders values (?, '2026-03-01')", ((n,) for n in range(100)))
    writer.execute("delete from orders where order_id between 50 and 60")
    assert rows + sum(batch.rows for batch in batches) == 100
    assert read(stream)[1].rows == 100
    assert read(opened(source(locations=("a.db",)), folder=tmp_path))[1].rows == 200 - 22
    writer.close()


def test_duckdb_that_is_open_for_writing(tmp_path):
    with duckdb.connect(str(tmp_path / "a.duckdb")), pytest.raises(SourceError, match=r"a\.duckdb: cannot connect to"):
        opened(source(locations=("a.duckdb",), query="t"), folder=tmp_path)


def test_sqlite_that_breaks_off_in_the_middle(tmp_path):
    with sqlite3.connect(tmp_path / "a.db") as connection:
        connection.execute("create table orders (order_id, at)")
        connection.executemany("insert into orders values (?, '2026-03-01')", ((n,) for n in range(200_000)))
    connection.close()
    whole = (tmp_path / "a.db").read_bytes()
    (tmp_path / "a.db").write_bytes(whole[: len(whole) // 2 // 4096 * 4096] + b"\xff" * (len(whole) // 2))
    stream = opened(source(locations=("a.db",)), folder=tmp_path)
    with pytest.raises(
        SourceError, match=r"a\.db: the database went away while it was read: database disk image is mal"
    ):
        read(stream)


def test_no_room_for_what_is_kept(tmp_path, monkeypatch):
    with sqlite3.connect(tmp_path / "a.db") as connection:
        connection.execute("create table orders as select 1 as order_id, '2026-03-01' as at")
    connection.close()
    stream = opened(source(locations=("a.db",)), folder=tmp_path)
    with Path("/dev/full").open("w+b", buffering=0) as full:
        monkeypatch.setattr("tempfile.TemporaryFile", lambda **_: full)
        with pytest.raises(SourceError, match=r"a\.db: the rows cannot be kept: .*No space left"):
            read(stream)


@pytest.mark.parametrize("scheme", ["sqlite", "sqlite+pysqlite"])
def test_memory_does_not_grow_with_the_rows(tmp_path, scheme):
    """Five times the rows, each of 150 bytes: 15 MB and 75 MB."""
    sqlite3.connect(tmp_path / "a.db").execute("create table t (a)").connection.close()
    made = "select n as order_id, '2026-03-01 00:00:00' as at, hex(n) || hex(zeroblob(60)) as note from n"
    found = []
    for rows in (100_000, 500_000):
        query = f"with recursive n(n) as (select 1 union all select n + 1 from n where n < {rows}) {made}"
        location = f"{scheme}:///{tmp_path}/a.db"
        count, peak, _ = lean(f"source(locations=({location!r},), query={query!r})", tmp_path)
        assert count == rows
        found.append(peak)
    assert found[1] - found[0] < 30


@pytest.mark.parametrize(
    ("written", "table"),
    [("calls", True), ("crm.calls", True), ('"Звонки 2026"', True), ('"a""b"', True), ("select", True), ("a b", False)],
)
def test_what_is_a_table(written, table):
    assert is_table(written) is table
    assert (selection(written, ["x"]) == f"SELECT x FROM {written}") is table
