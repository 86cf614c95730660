"""PostgreSQL is read from a real server: typed, streamed, read only, and with a sentence for whatever goes wrong."""

import re
import signal
from urllib.parse import quote

import pytest
from attrs import evolve
from goalposts.errors import SourceError
from goalposts.expressions import parse
from streams.lean_process import lean
from streams.orders import opened, read, rule, source, utc

pytestmark = pytest.mark.usefixtures("password")
TABLE = """
drop schema if exists shop cascade; create schema shop;
create type shop.mood as enum ('open', 'done');
create table shop.orders (
  order_id numeric(20), at timestamptz, state shop.mood, wait interval, amount numeric(12, 2), items int2, paid boolean,
  note jsonb, closed_at timestamp, day date, "Ключ ""a"" b" uuid, raw bytea, price money, clock time, real float4,
  tags text[]);
set timezone = 'UTC';
insert into shop.orders values
  (12345678901234567890, '2026-03-01 10:00+03', 'open', '1 day 02:03:04.5', 5000.10, 3, true, '{"a": 1}',
   '2026-03-02 10:00', '2026-03-03', '6f9619ff-8b86-d011-b42d-00cf4fc964ff', '\\x00', '$1,005.50', '00:01:30', 0.5,
   '{a}'),
  (2, '2026-03-01 00:00:00.000001', 'done', '1 year 1 month', -1, null, false, '"x"', null, null, null, null, null,
   null, null, null),
  (3, 'infinity', 'done', null, 'NaN', null, null, null, null, null, null, null, null, null, null, null),
  (4, '2026-03-04', null, null, null, null, null, null, null, null, null, null, null, null, null, null);
"""


def orders(server, query="shop.orders", location="", **changes):
    given = source(locations=(location or server.address(),), query=query)
    return opened(evolve(given, **changes))


@pytest.fixture
def shop(server):
    server.run(TABLE)
    return server


def test_every_type_becomes_what_it_means(shop):
    """By hand from the table: 1 year is 365.25 days and 1 month 30 days, as PostgreSQL itself counts."""
    table, count = read(orders(shop))
    assert table["order_id"] == ["12345678901234567890", "2", "4"]
    assert table["at"] == [utc("2026-03-01T07:00"), utc("2026-03-01T00:00:00.000001"), utc("2026-03-04")]
    assert table["state"] == ["open", "done", None]
    assert table["wait"] == [93_784.5, (365.25 + 30) * 86_400, None]
    assert table["amount"] == [5000.1, -1.0, None]
    assert table["items"] == [3.0, None, None]
    assert table["paid"] == [True, False, None]
    assert table["note"] == ['{"a": 1}', '"x"', None]
    assert table["closed_at"] == [utc("2026-03-02T10:00"), None, None]
    assert (count.rows, count.quarantined, count.details[0].line) == (4, {"bad_timestamp": 1}, 3)
    epoch = shop.run("select extract(epoch from wait) from shop.orders where order_id = 2")
    assert table["wait"][1] == float(epoch)


def test_other_types(shop):
    fields = {
        "closed_at": rule("day"),
        "note": rule('Ключ "a" b'),
        "amount": rule("price"),
        "wait": rule("clock"),
        "items": rule("real"),
    }
    table, _ = read(orders(shop, fields=fields))
    assert table["closed_at"][0] == utc("2026-03-03")
    assert table["note"] == ["6f9619ff-8b86-d011-b42d-00cf4fc964ff", None, None]
    assert (table["amount"][0], table["wait"][0], table["items"][0]) == (1005.5, 90.0, 0.5)


def test_naive_times_are_those_of_the_source(shop):
    table, _ = read(orders(shop, timezone="Europe/Moscow"))
    assert table["closed_at"][0] == utc("2026-03-02T07:00")
    with pytest.raises(SourceError, match="has no time zone"):
        read(orders(shop, timezone=""))


@pytest.mark.parametrize("column", ["raw", "tags"])
def test_bytes_and_lists_are_refused_where_they_are_mapped(shop, column):
    with pytest.raises(SourceError, match=f"shop: column '{column}' holds"):
        read(orders(shop, fields={"note": rule(column)}))


@pytest.mark.parametrize(
    "query",
    [
        "select * from shop.orders where order_id = '2';  ",
        "-- which; one\nselect o.* from shop.orders o where order_id = 2 -- the second",
        "WITH two AS (SELECT * FROM shop.orders) (SELECT * FROM two WHERE order_id = 2)",
        "select *, ';)' as odd, $$;$$ as other from shop.orders where order_id = 2",
    ],
)
def test_queries(shop, query):
    table, count = read(orders(shop, query))
    assert (table["order_id"], count.rows) == (["2"], 1)


def test_only_the_asked_columns_are_fetched(shop):
    """A column that nobody asks for would divide by zero."""
    found = orders(shop, "select order_id, at, 1 / (order_id - 2) as broken from shop.orders")
    assert read(found)[1].rows == 4
    with pytest.raises(SourceError, match=r"shop: the database refuses the query: division by zero"):
        read(orders(shop, "select order_id, at, 1 / (order_id - 2) as items from shop.orders"))


def test_table_without_a_name_is_the_only_one(own_server):
    own_server.run('drop schema if exists shop cascade; create table public."Заказы" (order_id int, at timestamptz)')
    try:
        assert read(orders(own_server, ""))[1].rows == 0
        own_server.run("create table public.b (order_id int)")
        with pytest.raises(SourceError, match=r'no table is named; found: public\."Заказы", public\.b; name one'):
            orders(own_server, "")
    finally:
        own_server.run('drop table if exists public."Заказы", public.b')


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("shop.order", r'refuses the query: relation "shop\.order" does not exist'),
        ("select nope from shop.orders", 'column "nope" does not exist'),
        ("delete from shop.orders", "`query:` is no SELECT; write one SELECT, or the name of a table"),
        ("select 1; delete from shop.orders", "more than one statement"),
        ("select 1) x; delete from shop.orders; select * from (select 1", "more than one statement"),
        ("select 1) x, (select 2", "the brackets"),
        ("with gone as (delete from shop.orders returning *) select * from gone", "WITH clause|read-only"),
        ("select order_id, at, shop.empty() as note from shop.orders", "in a read-only transaction"),
        ("select order_id, order_id from shop.orders", "a column name stands twice: order_id"),
        ("select 'open", "refuses the query"),
        ("", "no table is named"),
    ],
)
def test_what_is_no_reading_query(shop, query, said):
    shop.run(
        "create function shop.empty() returns text language sql as 'delete from shop.orders; select null::text';"
        "create table shop.second (a int)"
    )
    with pytest.raises(SourceError, match=said) as failure:
        read(orders(shop, query))
    assert len(str(failure.value).splitlines()) == 1
    assert shop.run("select count(*) from shop.orders") == "4"


@pytest.mark.parametrize(
    ("location", "said"),
    [
        (
            "postgresql://boss:${GOALPOSTS_WRONG}@127.0.0.1:{port}/postgres",
            'password authentication failed for user "boss"',
        ),
        ("postgresql://boss@127.0.0.1:{port}/postgres", "no password supplied"),
        ("postgresql://boss:${GOALPOSTS_TEST_PASSWORD}@127.0.0.1:{port}/nope", 'database "nope" does not exist'),
        ("postgres://boss:${GOALPOSTS_TEST_PASSWORD}@127.0.0.1:1/postgres", "Connection refused"),
        ("postgresql://boss:${GOALPOSTS_UNSET}@127.0.0.1/db", "environment variable GOALPOSTS_UNSET is not set"),
        ("postgresql://boss:hunter2@127.0.0.1/db", "the address holds a password that everybody can read"),
        ("postgresql://boss:${GOALPOSTS_WRONG}@127.0.0.1:port/db", "cannot be read"),
    ],
)
def test_no_way_in(server, monkeypatch, location, said):
    monkeypatch.setenv("GOALPOSTS_WRONG", "wr0ng/§ecret")
    with pytest.raises(SourceError, match=said) as failure:
        orders(server, location=location.replace("{port}", str(server.port)))
    assert len(str(failure.value).splitlines()) == 1
    assert not re.search("wr0ng|§ecret|hunter2", repr((str(failure.value), failure.value.__cause__)))


@pytest.mark.parametrize("encoded", [True, False])
def test_address_that_is_a_variable(shop, monkeypatch, encoded):
    """A password that is not encoded makes a wrong address, of which no piece is repeated."""
    password = "s3cret/p@ss:wörd %41?"
    address = shop.address(password=quote(password, safe="") if encoded else password)
    monkeypatch.setenv("GOALPOSTS_ADDRESS", address)
    if encoded:
        assert read(orders(shop, location="${GOALPOSTS_ADDRESS}"))[1].rows == 4
        return
    with pytest.raises(SourceError) as failure:
        orders(shop, location="${GOALPOSTS_ADDRESS}")
    assert not re.search("s3cret|p@ss|wörd|boss:", str(failure.value))


def test_without_the_right_to_read(shop):
    shop.run("drop role if exists guest; create role guest login password 'guest'; grant usage on schema shop to guest")
    with pytest.raises(SourceError, match="refuses the query: permission denied for table orders"):
        read(orders(shop, location=shop.address("guest", "${GOALPOSTS_GUEST}")))


@pytest.fixture(autouse=True)
def guest(monkeypatch):
    monkeypatch.setenv("GOALPOSTS_GUEST", "guest")


def test_rows_are_the_same_when_they_are_read_again(shop):
    """The newest of each key is found in a first reading; what somebody writes in between is not seen."""
    shop.run("insert into shop.orders (order_id, at, items) select 7, '2026-03-05', n from generate_series(1, 5) n")
    stream = orders(shop, dedupe=("order_id",), where=parse("items != 0"), dedupe_by="items")
    first, count = read(stream)
    shop.run(
        "delete from shop.orders where items = 5; insert into shop.orders (order_id, at, items) values (9, now(), 9)"
    )
    assert read(stream) == (first, count)
    assert first["items"] == [3.0, 5.0]
    assert (count.rows, count.filtered, count.duplicates) == (9, 3, 4)


def test_server_that_is_killed_while_it_is_read(own_server):
    """The server goes as in a crash; nothing hangs, and nothing is left half read."""
    own_server.run(
        "create table big as select n as order_id, now() - interval '1 year' as at, repeat('x', 90) as note"
        " from generate_series(1, 400000) n"
    )
    stream = iter(orders(own_server, "big"))
    assert next(stream).rows
    own_server.stop(signal.SIGQUIT)
    with pytest.raises(SourceError, match=r"shop: the database went away while it was read: .*; start again"):
        list(stream)
    with pytest.raises(SourceError, match="Connection refused"):
        orders(own_server, "big")


def test_session_that_is_ended_by_the_server(shop):
    shop.run(
        "create table shop.big as select n as order_id, now() - interval '1 year' as at, repeat('x', 90) as note"
        " from generate_series(1, 400000) n"
    )
    stream = iter(orders(shop, "shop.big"))
    assert next(stream).rows
    shop.run("select pg_terminate_backend(pid) from pg_stat_activity where query like 'COPY %big%'")
    with pytest.raises(SourceError, match=r"went away while it was read: (terminating|.*server closed the) connection"):
        list(stream)


def test_memory_does_not_grow_with_the_rows(shop):
    """Ten times the rows, each of 150 bytes: 10 MB and 100 MB."""
    made = "select n as order_id, now() - n * interval '1 s' as at, md5(n::text) || repeat('x', 100) as note"
    found = []
    for rows in (70_000, 700_000):
        query = f"{made} from generate_series(1, {rows}) n"
        count, peak, pandas = lean(f"source(locations=({shop.address()!r},), query={query!r})")
        assert (count, pandas) == (rows, False)
        found.append(peak)
    assert found[1] - found[0] < 50
