"""What a migration leaves in the data: old records stamped with its day, templates and test records.

A file is looked at, the project says what was found in it, and the scorecard counts what it left out.
"""

from __future__ import annotations

from datetime import date, timedelta

import goalposts as gp
import pytest
from cli.rollouts import goalposts
from goalposts.profiling import profile, profile_lines
from plugins.figures import columns, moment, windows
from plugins.sales.exports import SAMPLES
from plugins.sales.test_presets_end_to_end import PRESETS

CATALOGUE = gp.load_catalogue()
MOVED = 40
"""The day of the migration, counted from 1 January."""
OLD, TESTS = 50, 12
NEW = [(f"n{day}", day, "won" if day % 2 else "lost", day + 10, "Anna") for day in range(120)]
STAMPED = [(f"m{number}", MOVED, "won", MOVED + 1 + number % 20, "Boris") for number in range(OLD)]
TRIED = [(f"t{day}", day, "won", day + 1, "Тест Иванов") for day in range(TESTS)]


def deals():
    rows = [
        (id_, moment(day), status, moment(closed, 15.0), 100.0, name)
        for id_, day, status, closed, name in (*NEW, *STAMPED, *TRIED)
    ]
    return columns(("deal_id", "created_at", "status", "closed_at", "amount", "customer"), rows)


def card(kpis, **source):
    project = gp.project(
        {
            "goalposts": 1,
            "project": "New CRM",
            "timezone": "UTC",
            "currency": "RUB",
            "evaluation": {"from": "2026-01-01", "to": "2026-03-02"},
            "data": {"sales.deal": {"observed_until": "2026-09-01", **source}},
            "goals": [{"id": kpi.replace("_", "-"), "role": "shadow", "kpi": f"sales.{kpi}"} for kpi in kpis],
        },
        CATALOGUE,
    )
    return gp.score(project, {"sales.deal": deals()}, as_of=date(2026, 9, 1))


def taken(found):
    return {rule.rule: rule.rows for rule in found.evaluation.excluded}


def test_a_time_to_close_leaves_out_what_a_migration_stamped():
    """Every new deal takes ten days; the old ones were closed within twenty days of the migration."""
    with_them = card(["time_to_close"]).find("time-to-close")
    assert with_them.evaluation.n == 60 + OLD + TESTS
    without = card(["time_to_close"], imported="2026-02-10").find("time-to-close")
    # of the sixty days that of the migration is left out whole, with the one new deal of it
    assert (without.evaluation.n, taken(without)["imported"]) == (59 + TESTS, OLD + 1)


def test_what_became_of_old_records_later_counts():
    """They were won after the migration, at a price: a KPI by the day of closing keeps them."""
    plain, stated = (card(["avg_deal_size"], **more).find("avg-deal-size") for more in ({}, {"imported": "2026-02-10"}))
    assert plain.evaluation == stated.evaluation
    assert "imported" not in taken(stated)


def test_days_of_several_migrations_may_be_stated():
    found = card(["deals_created"], imported=["2026-02-10", "2026-02-11"]).find("deals-created")
    assert taken(found) == {"imported": OLD + 2, "moved": 0}


TALKS = columns(
    ("activity_id", "at", "kind", "completed"),
    [(f"a{day} {hour}", moment(day, hour), "call", True) for day in range(120) for hour in (10.0, 11.0)],
)


def of_both(kpi, **source):
    document = {
        "goalposts": 1,
        "project": "New CRM",
        "timezone": "UTC",
        "evaluation": {"from": "2026-01-01", "to": "2026-03-02"},
        "data": {"sales.deal": {"observed_until": "2026-09-01", **source}, "sales.activity": {}},
        "goals": [{"id": "asked", "role": "shadow", "kpi": kpi}],
    }
    tables = {"sales.deal": deals(), "sales.activity": TALKS}
    return gp.score(gp.project(document, CATALOGUE), tables, as_of=date(2026, 9, 1)).find("asked")


def test_both_sides_of_a_quotient_over_two_streams_lose_the_days():
    """Two calls a day and a deal a day, with 12 tests; on the day of the migration 50 deals more."""
    plain, stated = of_both("sales.activities_per_deal"), of_both("sales.activities_per_deal", imported="2026-02-10")
    assert plain.evaluation.value == pytest.approx(2 * 60 / (60 + OLD + TESTS))
    assert stated.evaluation.value == pytest.approx(2 * 59 / (59 + TESTS))
    assert taken(stated) == {**taken(plain), "imported-activity": 2, "imported-deal": OLD + 1}
    assert plain.recipe != stated.recipe


def test_what_follows_the_stamped_time_to_another_one_keeps_the_days():
    """Leads by the day of their qualification, and costs: neither lies on the time of a migration of leads."""
    days = [moment(day) for day in range(60)]
    tables = {
        "marketing.lead": columns(("lead_id", "at", "qualified_at"), [(f"l{at}", at, at) for at in days]),
        "marketing.cost": columns(("at", "channel", "amount"), [(at, "search", 10.0) for at in days]),
    }
    kpis = [("marketing.cpl", "all"), ("marketing.cpl", "qualified")]
    document = {"data": {"marketing.cost": {}, "marketing.lead": {"imported": "2026-01-10"}}}
    plain, stated = (windows(CATALOGUE, tables, kpis, document=more) for more in (None, document))
    assert stated["marketing.cpl", "qualified"] == plain["marketing.cpl", "qualified"]
    assert (plain["marketing.cpl", "all"].n, stated["marketing.cpl", "all"].n) == (31, 30)
    assert stated["marketing.cpl", "all"].value == plain["marketing.cpl", "all"].value == 10


def test_only_the_goals_concerned_are_computed_otherwise():
    kpis = ["time_to_close", "avg_deal_size"]
    plain, stated = card(kpis), card(kpis, imported="2026-02-10")
    same = {goal.id: goal.recipe == stated.find(goal.id).recipe for goal in plain.goals if goal.id != "deals-won"}
    assert not same["time-to-close"]
    assert same["avg-deal-size"]


def test_test_records_leave_every_kpi_and_stand_in_the_account_of_the_source():
    rule = {"test records": {"column": "customer", "contains": "тест"}}
    found = card(["deals_created"], leave_out=rule)
    (stream,) = found.streams
    assert (stream.filtered, [(each.reason, each.rows) for each in stream.left_out]) == (
        TESTS,
        [("test records", TESTS)],
    )
    assert stream.rows == stream.accepted + stream.filtered + stream.outside
    assert found.find("deals-created").evaluation.n == 60 + OLD


@pytest.fixture
def export(tmp_path):
    table = deals()
    lines = [",".join(table), *(",".join(map(str, row)) for row in zip(*table.values(), strict=True))]
    (tmp_path / "deals.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def test_a_profile_finds_the_day_of_the_migration_and_the_test_records(export):
    found = profile(["deals.csv"], CATALOGUE, folder=export, timezone="UTC")
    said = "\n".join(line.en for line in profile_lines(found))
    stamped = date(2026, 1, 1) + timedelta(days=MOVED)
    assert "the trace of a migration? Then add `imported: 2026-02-10`" in said
    assert found.files[0].mapped.facts.spikes == ((stamped, OLD + 1),)
    assert "'customer' has the word test in 12 rows" in said
    assert "«customer» есть слово «тест», 12 строк" in "\n".join(line.ru for line in profile_lines(found))


def test_report_and_console_say_why_rows_were_filtered(export):
    (export / "goalposts.yaml").write_text(
        """
goalposts: 1
project: New CRM
timezone: UTC
currency: RUB
language: ru
evaluation: {from: 2026-01-01, to: 2026-03-02}
data:
  sales.deal:
    source: deals.csv
    leave_out: {тестовые записи: {column: customer, contains: тест}}
    imported: 2026-02-10
goals:
  - {id: created, role: shadow, kpi: sales.deals_created}
""",
        encoding="utf-8",
    )
    said = goalposts("score", export / "goalposts.yaml", "--as-of", "2026-09-01").stdout
    assert "отфильтровано 12 (тестовые записи: 12)" in " ".join(said.split())
    page = goalposts("report", export / "goalposts.yaml", "--as-of", "2026-09-01", "--output", "-").stdout
    assert "тестовые записи: 12" in page
    assert "перенос данных поставил старым записям свою дату: 51" in page


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_says_in_both_languages_why_its_rows_are_no_events(name):
    (file,) = profile([name], CATALOGUE, folder=SAMPLES, timezone="Europe/Moscow").files
    count = file.mapped.facts.count
    assert sum(found.rows for found in count.left_out) == count.filtered
    assert [found.reason for found in count.left_out if found.text.en == found.text.ru] == []


def test_templates_of_bitrix24_are_counted_as_such():
    (file,) = profile(["bitrix24_deals.json"], CATALOGUE, folder=SAMPLES, timezone="Europe/Moscow").files
    assert [(found.text.en, found.rows) for found in file.mapped.facts.count.left_out] == [
        ("templates of recurring deals", 1)
    ]
