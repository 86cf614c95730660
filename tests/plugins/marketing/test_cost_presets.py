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
