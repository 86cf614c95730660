"""Amounts of several currencies are never added up because nobody mapped the column that names them."""

from datetime import date

import goalposts as gp
import pytest
from goalposts.api.tallying import tally
from goalposts.errors import SourceError
from goalposts.store import Store
from goalposts.testing import sample_catalogue
from visits_year import goal, project

AS_OF = date(2025, 12, 1)


def made(folder, *files, heading="Currency", money="RUB", kpi="sample.total_paid", **stated):
    """A project that adds up what is paid, over files whose rows end with a currency."""
    for number, words in enumerate(files):
        rows = (f"v{number}-{row},2025-{1 + row % 9:02}-03T09:00:00Z,5,done,{word}" for row, word in enumerate(words))
        text = "\n".join((f"visit_id,at,paid,outcome,{heading}", *rows))
        (folder / f"{number}.csv").write_text(text, encoding="utf-8")
    document = project(
        data={"sample.visit": {"source": "*.csv", **stated}},
        goals=[goal(kpi=kpi, target="+5%", guardrails=[])],
        currency=money,
    )
    if not money:
        del document["currency"]
    return gp.project(document, sample_catalogue(), folder=folder)


def accepted(known, **options):
    return tally(known, as_of=AS_OF, **options).streams[0].accepted


@pytest.mark.parametrize("heading", ["Currency", "Валюта сделки", "ccy", "What people paid in"])
@pytest.mark.parametrize("money", ["RUB", ""])
def test_a_second_currency_in_a_column_that_nobody_mapped_is_refused(tmp_path, heading, money):
    """By its heading, or by what stands under whatever heading; the cures say how to write it."""
    known = made(tmp_path, ["RUB"] * 30 + ["usd", "RUB"], heading=heading, money=money)
    with pytest.raises(SourceError, match="amounts are in several currencies") as fault:
        tally(known, as_of=AS_OF)
    name = heading if heading.isidentifier() else f"`{heading}`"
    assert "RUB (31), usd (1), the last first at 0.csv:32" in str(fault.value)
    assert f"""`where: "{name} == 'RUB'"`""" in str(fault.value)
    assert "суммы в нескольких валютах нельзя складывать" in fault.value.sentence("ru")


def test_a_second_file_in_another_currency_is_refused_also_from_a_store(tmp_path):
    """What a store remembers of the first file is compared too."""
    folder = tmp_path / "store"
    known = made(tmp_path, ["₽"] * 30)
    assert accepted(known, store=Store(folder)) == 30
    known = made(tmp_path, ["₽"] * 30, ["€"] * 3)
    for _ in range(2):
        with pytest.raises(SourceError, match=r"€ \(3\), the last first at 1.csv:2"):
            tally(known, as_of=AS_OF, store=Store(folder))


def test_another_currency_than_the_projects_is_refused(tmp_path):
    with pytest.raises(SourceError, match="the project counts in RUB, but 'Currency' names EUR") as fault:
        tally(made(tmp_path, ["EUR"] * 30), as_of=AS_OF)
    assert "where" not in str(fault.value)
    assert accepted(made(tmp_path, ["EUR"] * 30, money="")) == 30


@pytest.mark.parametrize(
    ("stated", "rows"),
    [
        ({"where": "Currency == 'RUB'"}, 30),
        ({"currency": {"code": "RUB"}}, 32),
        ({"currency": {"column": "Currency"}}, 30),
        ({"dimensions": {"money": "Currency"}}, 32),
    ],
)
def test_the_project_may_say_what_to_do(tmp_path, stated, rows):
    assert accepted(made(tmp_path, ["RUB"] * 30 + ["USD"] * 2, **stated)) == rows


def test_who_adds_up_no_money_may_have_any(tmp_path):
    assert accepted(made(tmp_path, ["RUB"] * 30 + ["USD"] * 2, kpi="sample.done_share")) == 32


@pytest.mark.parametrize(
    ("heading", "words"),
    [("Currency rate", ["92.5", "80.1"]), ("Priority", ["TOP", "ALL"]), ("Currency", ["RUB", "руб.", "rur", ""])],
)
def test_a_column_that_names_no_second_currency_does_not_matter(tmp_path, heading, words):
    assert accepted(made(tmp_path, words * 10, heading=heading)) == 10 * len(words)
