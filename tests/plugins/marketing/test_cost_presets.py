"""Costs of advertising systems: every expected row is written out by hand after the sample beside it."""

import pytest
from goalposts import SourceError
from plugins.marketing.exports import NO, SAMPLES, at, refused, rows_of

COST = "at channel campaign amount impressions clicks"
DAY_1, DAY_2, DAY_3 = at("2026-03-01T00:00"), at("2026-03-02T00:00"), at("2026-03-03T00:00")


@pytest.mark.parametrize(
    ("preset", "name", "totals"),
    [("yandex_direct", "yandex_direct.tsv", 1), ("yandex_direct.money", "yandex_direct_money.tsv", 0)],
)
def test_yandex_direct(preset, name, totals):
    """The same report twice: in micros with title and totals, in money without; a row without a cost is refused."""
    rows, count = rows_of(preset, name, f"{COST} network")
    assert rows == [
        (DAY_1, "yandex_direct", "Столы — поиск", 1234.56, 1200.0, 34.0, "SEARCH"),
        (DAY_1, "yandex_direct", "Столы — поиск", 98765.43, 15000.0, 41.0, "AD_NETWORK"),
        (DAY_1, "yandex_direct", 'Стулья "Вена"', 0.0, 40.0, 0.0, "SEARCH"),
        (DAY_2, "yandex_direct", "Столы — поиск", 1000.0, 1100.0, 30.0, "SEARCH"),
        (DAY_3, "yandex_direct", NO, 0.01, 7.0, 1.0, "SEARCH"),
    ]
    assert sum(row[3] for row in rows) == pytest.approx(101000.0, abs=1e-9)
    assert (count.rows, count.accepted, count.filtered) == (6 + totals, 5, totals)
    assert refused(count) == [(7 if totals else 6, "amount", "")]


@pytest.mark.parametrize(
    ("preset", "name", "line", "cost"),
    [
        ("yandex_direct", "yandex_direct_money.tsv", 2, "1234.56"),
        ("yandex_direct.money", "yandex_direct.tsv", 3, "1234560000"),
    ],
)
def test_costs_in_the_other_unit_are_refused(preset, name, line, cost):
    """A mistake by a million never passes."""
    with pytest.raises(SourceError, match=cost) as fault:
        rows_of(preset, name, COST)
    assert fault.value.where == f"{name}:{line}"


def test_whole_roubles_are_no_micros(tmp_path):
    """A cost below a kopeck in micros is whole money; a row of 20000 roubles alone could be either."""
    (tmp_path / "whole.tsv").write_text("Date\tCost\n2026-03-01\t150\n2026-03-02\t20000\n")
    rows, _ = rows_of("yandex_direct.money", "whole.tsv", "amount", tmp_path)
    assert rows == [(150.0,), (20000.0,)]
    with pytest.raises(SourceError, match="150"):
        rows_of("yandex_direct", "whole.tsv", "amount", tmp_path)


def test_report_that_was_cut_off(tmp_path):
    text = (SAMPLES / "yandex_direct.tsv").read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "cut.tsv").write_text("".join(text[:4] + text[-1:]), "utf-8")
    with pytest.raises(SourceError, match="6 rows, and 2"):
        rows_of("yandex_direct", "cut.tsv", COST, tmp_path)


def test_report_of_weeks_has_no_days(tmp_path):
    (tmp_path / "weeks.tsv").write_text("Week\tCost\n2026-03-02\t1.50\n")
    with pytest.raises(SourceError, match="no column 'Date'"):
        rows_of("yandex_direct.money", "weeks.tsv", COST, tmp_path)


def test_vk_ads():
    """Totals of the answer and of its items are no rows; a day without money is refused, one that cost 0 is not."""
    rows, count = rows_of("vk_ads", "vk_ads.json", COST)
    assert rows == [
        (DAY_1, "vk_ads", "501", 150.05, 1500.0, 31.0),
        (DAY_2, "vk_ads", "501", 0.0, 0.0, 0.0),
        (DAY_3, "vk_ads", "501", 1249.95, 900.0, 9.0),
        (DAY_1, "vk_ads", "502", 20.5, 300.0, 4.0),
    ]
    assert sum(row[3] for row in rows) == pytest.approx(1420.5, abs=1e-9)
    assert (count.rows, count.accepted) == (6, 4)
    assert refused(count) == [(6, "at", "сегодня"), (5, "amount", "")]


@pytest.mark.parametrize("name", ["google_ads.json", "google_ads.csv"])
def test_google_ads(name):
    """Pages of an answer, and the same as a table of BigQuery; of conversions there is only a count."""
    rows, count = rows_of("google_ads", name, f"{COST} network")
    assert rows == [
        (DAY_1, "google_ads", "Brand", 12.34, 100.0, 5.0, "SEARCH"),
        (DAY_1, "google_ads", "Brand", 0.56, 900.0, 1.0, "CONTENT"),
        (DAY_2, "google_ads", "Brand", 0.0, 10.0, 0.0, "SEARCH"),
        (DAY_2, "google_ads", "Столы", 999990.0, 70000.0, 800.0, "SEARCH"),
        (DAY_3, "google_ads", "Столы", 0.000001, 1.0, 1.0, "SEARCH"),
    ]
    assert (count.rows, count.accepted) == (5, 5)


def test_what_platforms_claim_is_kept_beside_the_cost(tmp_path):
    """As fractions where they are; a report without the column claims nothing, which is not zero."""
    for name, sheet in (("google_ads.csv", "google_ads"), ("vk_ads.json", "vk_ads")):
        rows, _ = rows_of(sheet, name, "conversions")
        assert [row[0] for row in rows][:3] == ([1.5, 0.333333, 0.0] if sheet == "google_ads" else [2.0, 0.0, NO])
    (tmp_path / "direct.tsv").write_text("Date\tCost\tConversions\n2026-03-01\t1.50\t7\n2026-03-02\t2.50\t--\n")
    rows, _ = rows_of("yandex_direct.money", "direct.tsv", "conversions", tmp_path)
    assert rows == [(7.0,), (NO,)]
    assert rows_of("yandex_direct", "yandex_direct.tsv", "conversions")[0] == []


def test_costs_in_money_are_not_taken_for_micros(tmp_path):
    (tmp_path / "web.csv").write_text("date,campaign_name,cost\n2026-03-01,Brand,12.34\n")
    with pytest.raises(SourceError, match="cost_micros"):
        rows_of("google_ads", "web.csv", COST, tmp_path)


def test_meta_ads():
    """Numbers are texts, actions are not read; a row of a week is refused, and so is one without a cost."""
    rows, count = rows_of("meta_ads", "meta_ads.json", COST)
    assert rows == [
        (DAY_1, "meta_ads", "Весна", 120.5, 10000.0, 150.0),
        (DAY_1, "meta_ads", "Retarget", 0.99, 50.0, 0.0),
        (DAY_2, "meta_ads", "Весна", 0.0, 0.0, 0.0),
        (DAY_2, "meta_ads", "Retarget", 33.01, 700.0, 9.0),
    ]
    assert sum(row[3] for row in rows) == pytest.approx(154.5, abs=1e-9)
    assert (count.rows, dict(count.quarantined)) == (6, {"several_days": 1, "missing_value": 1})
    assert refused(count) == [(6, "amount", ""), (5, "", "2026-03-03..2026-03-09")]


@pytest.mark.parametrize(
    ("preset", "head"),
    [
        ("meta_ads", "date_start,spend,account_currency"),
        ("google_ads", "segments_date,metrics_cost_micros,customer_currency_code"),
    ],
)
def test_several_currencies(tmp_path, preset, head):
    (tmp_path / "two.csv").write_text(f"{head}\n2026-03-01,5000000,EUR\n2026-03-01,7000000,USD\n")
    with pytest.raises(SourceError, match="EUR and in USD") as fault:
        rows_of(preset, "two.csv", "amount", tmp_path)
    assert fault.value.where == "two.csv:3"
    rows, count = rows_of(preset, "two.csv", "amount", tmp_path, where='currency == "USD"')
    assert (len(rows), count.filtered) == (1, 1)
    with pytest.raises(SourceError, match="EUR and in USD"):
        rows_of(preset, "two.csv", "amount", tmp_path, where='currency != "GBP"')
    (tmp_path / "rates.csv").write_text("date,currency,rate\n2026-02-28,EUR,90\n")
    stated = {"column": "currency", "rates": "rates.csv"}
    plain, _ = rows_of(preset, "two.csv", "amount", tmp_path, where='currency == "EUR"')
    rows, count = rows_of(preset, "two.csv", "amount", tmp_path, currency=stated)
    assert (rows, dict(count.quarantined)) == ([(plain[0][0] * 90,)], {"no_rate": 1})


@pytest.mark.parametrize(
    ("preset", "head"),
    [
        ("meta_ads", "date_start,spend,account_currency"),
        ("google_ads", "segments_date,metrics_cost_micros,customer_currency_code"),
    ],
)
def test_files_in_several_currencies(tmp_path, preset, head):
    """An account in each file: they are no more added up than accounts in one file."""
    for name, currency in (("1.csv", "EUR"), ("2.csv", "USD")):
        (tmp_path / name).write_text(f"{head}\n2026-03-01,5000000,{currency}\n")
    with pytest.raises(SourceError, match="EUR and in USD") as fault:
        rows_of(preset, "*.csv", "amount", tmp_path)
    assert fault.value.where == "2.csv:2"
    rows, count = rows_of(preset, "*.csv", "amount", tmp_path, where='currency == "USD"')
    assert (len(rows), count.filtered) == (1, 1)
