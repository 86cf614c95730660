"""A KPI that is called by its name in reports, where its id is asked for."""

from __future__ import annotations

import goalposts as gp
import pytest
from goalposts.catalogue.kpi_titles import meant_kpi
from goalposts.locale import LANGUAGES

KPIS = gp.load_catalogue().kpis


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_of_a_kpi_in_any_language_names_it(language):
    titles = [kpi.title.get(language) for kpi in KPIS.values()]
    once = [kpi for kpi in KPIS.values() if titles.count(kpi.title.get(language)) == 1]
    assert len(once) > 50
    for kpi in once:
        assert meant_kpi(kpi.title.get(language).upper(), KPIS).en == f"that is '{kpi.id}'"


def test_a_slip_in_an_id_goes_before_a_near_title():
    assert meant_kpi("sales.winrate", KPIS).en == "did you mean 'sales.win_rate'?"


def test_a_title_with_a_slip_is_near():
    title = KPIS["sales.win_rate"].title.ru
    assert "«sales.win_rate»" in meant_kpi(title.replace("е", "и", 1), KPIS).ru


def test_what_is_like_none_is_not_answered_by_a_hundred_names():
    assert meant_kpi("zzzzqqqq", KPIS).en == "`goalposts kpis` lists them"
